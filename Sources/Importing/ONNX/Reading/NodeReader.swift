extension ONNX {
  /// Reads a `StringStringEntryProto` of a node: the scopes of torch.onnx's newer exporter, a Python list of texts under
  /// `pkg.torch.onnx.name_scopes`, the innermost of which names the operation itself. Nil for anything else.
  static func scopes(_ message: WireCursor) throws(ONNXFailure) -> [String]? {
    var message = message
    var key = ""
    var value: WireCursor.Field?
    var list = message
    while let field = try message.next() {
      switch field.number {
      case 1: key = try message.text(of: field)
      case 2:
        // Most entries are long and of no use: they are not made a text.
        (value, list) = (field, message)
        try message.skip(field)
      default: try message.skip(field)
      }
    }
    guard key == "pkg.torch.onnx.name_scopes", let value else { return nil }
    return texts(inList: try list.text(of: value)).filter { !$0.isEmpty }.dropLast()
  }

  /// The texts of a list as Python prints it: `['', 'layer1', 'layer1.0']`.
  static func texts(inList list: String) -> [String] {
    var texts: [String] = []
    var current: [UInt8]?
    for byte in list.utf8 {
      let isQuote = byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
      if let text = current {
        if isQuote {
          texts.append(String(decoding: text, as: UTF8.self))
          current = nil
        } else {
          current?.append(byte)
        }
      } else if isQuote {
        current = []
      }
    }
    return texts
  }
}

extension ONNX.Attribute {
  /// Reads an `AttributeProto`. Which field holds the value is told by the field itself; the type that is noted besides
  /// was added later and decides only where nothing is written at all: an empty list.
  init(reading message: WireCursor, depth: Int) throws(ONNXFailure) {
    var message = message
    var lists = Lists()
    var type: Int64 = 0
    while let field = try message.next() {
      switch field.number {
      case 1: name = try message.text(of: field)
      case 2: value = .float(try message.float(of: field))
      case 3: value = .integer(Int(truncatingIfNeeded: try message.integer(of: field)))
      case 4: value = .text(try message.text(of: field))
      case 5: value = .tensor(try ONNX.Tensor(reading: try message.contents(of: field)))
      case 6: value = .graph(try ONNX.Graph(reading: try message.contents(of: field), depth: depth + 1))
      case 7: try message.appendFloats(of: field, to: &lists.floats)
      case 8: try message.appendIntegers(of: field, to: &lists.integers)
      case 9: lists.texts.append(try message.text(of: field))
      case 20: type = try message.integer(of: field)
      case 21: value = .reference(try message.text(of: field))
      default: try message.skip(field)
      }
    }
    lists.resolve(type, &value)
  }

  /// What was found of the repeated fields.
  private struct Lists {
    var floats: [Float] = []
    var integers: [Int] = []
    var texts: [String] = []

    /// The value if it is a list, by what was found or else by the noted type. A value of 0 may be left out too.
    func resolve(_ type: Int64, _ value: inout ONNX.Attribute.Value) {
      guard case .unread = value else { return }
      if !integers.isEmpty || type == 7 {
        value = .integers(integers)
      } else if !floats.isEmpty || type == 6 {
        value = .floats(floats)
      } else if !texts.isEmpty || type == 8 {
        value = .texts(texts)
      } else if type == 1 {
        value = .float(0)
      } else if type == 2 {
        value = .integer(0)
      } else if type == 3 {
        value = .text("")
      }
    }
  }
}

extension WireCursor {
  /// Adds the integers of a repeated field, which stand one by one or packed. What is beyond the limit is dropped: only
  /// tables of decision trees are so long, and nothing here reads them.
  mutating func appendIntegers(of field: Field, to list: inout [Int]) throws(ONNXFailure) {
    guard field.type == .lengthDelimited else {
      let value = try integer(of: field)
      if list.count < ONNX.Limit.elements { list.append(Int(truncatingIfNeeded: value)) }
      return
    }
    var packed = try contents(of: field)
    while packed.count > 0, list.count < ONNX.Limit.elements {
      list.append(Int(truncatingIfNeeded: try packed.varint()))
    }
  }

  /// Adds the `float`s of a repeated field, which stand one by one or packed.
  mutating func appendFloats(of field: Field, to list: inout [Float]) throws(ONNXFailure) {
    guard field.type == .lengthDelimited else {
      let value = try float(of: field)
      if list.count < ONNX.Limit.elements { list.append(value) }
      return
    }
    var packed = try contents(of: field)
    while packed.count > 0, list.count < ONNX.Limit.elements {
      list.append(Float(bitPattern: UInt32(truncatingIfNeeded: try packed.littleEndian(4))))
    }
  }
}
