extension ONNX.Tensor {
  /// Reads a `TensorProto`: its name, its shape and type, and its elements if they are few.
  ///
  /// The fields may come in any order, so that the places of the data are noted first. Data of large tensors and data in
  /// other files are never looked at: a count needs their shape alone.
  init(reading message: WireCursor) throws(ONNXFailure) {
    var message = message
    var data = Data()
    let start = message.offset
    while let field = try message.next() {
      switch field.number {
      case 1:
        var sizes: [Int] = []
        try message.appendIntegers(of: field, to: &sizes)
        shape += sizes
        try ONNX.Limit.axes.check(shape.count)
      case 2:
        type = ONNX.DataType(rawValue: Int(truncatingIfNeeded: try message.integer(of: field))) ?? .undefined
      case 4: try message.appendFloats(of: field, to: &data.floats)
      case 5, 7, 11: try message.appendIntegers(of: field, to: &data.integers)
      case 8: name = try message.text(of: field)
      case 9: data.raw = try message.contents(of: field)
      case 10: try message.appendDoubles(of: field, to: &data.doubles)
      default: try message.skip(field)
      }
    }
    guard ONNX.isPossible(shape), let count = ONNX.count(of: shape) else {
      throw ONNXFailure(.field("TensorProto.dims"), at: start)
    }
    if count <= ONNX.Limit.elements { elements = try data.elements(count, of: type) }
  }

  /// Reads a `SparseTensorProto` as the dense tensor that it stands for: most of its elements are zeros.
  init(readingSparse message: WireCursor) throws(ONNXFailure) {
    var message = message
    var sizes: [Int] = []
    let start = message.offset
    while let field = try message.next() {
      switch field.number {
      case 1:
        let values = try ONNX.Tensor(reading: try message.contents(of: field))
        (name, type) = (values.name, values.type)
      case 3: try message.appendIntegers(of: field, to: &sizes)
      default: try message.skip(field)
      }
    }
    shape = sizes
    try ONNX.Limit.axes.check(shape.count)
    guard ONNX.isPossible(shape) else {
      throw ONNXFailure(.field("SparseTensorProto.dims"), at: start)
    }
  }

  /// The fields that hold elements.
  private struct Data {
    var raw: WireCursor?
    var floats: [Float] = []
    var doubles: [Double] = []
    var integers: [Int] = []

    /// The elements, or nil if they are not all in the file or of a type that is of no use for shapes.
    func elements(_ count: Int, of type: ONNX.DataType) throws(ONNXFailure) -> ONNX.Elements? {
      if let raw, raw.count > 0 { return try elements(count, of: type, raw) }
      if count == 0 { return type.isInteger ? .integers([]) : .reals([]) }
      // The elements of the 16-bit types stand as bits among the integers.
      switch type {
      case .float32: return floats.count == count ? .reals(floats.map { Double($0) }) : nil
      case .float64: return doubles.count == count ? .reals(doubles) : nil
      case .float16, .bfloat16:
        return integers.count == count
          ? .reals(integers.map { type.real(fromBits: UInt64(truncatingIfNeeded: $0)) }) : nil
      default: return type.isInteger && integers.count == count ? .integers(integers) : nil
      }
    }

    private func elements(
      _ count: Int, of type: ONNX.DataType, _ raw: WireCursor
    ) throws(ONNXFailure) -> ONNX.Elements? {
      var raw = raw
      guard let width = type.width, raw.count == count * width else { return nil }
      var bits: [UInt64] = []
      for _ in 0..<count { bits.append(try raw.littleEndian(width)) }
      return type.isInteger
        ? .integers(bits.map { type.integer(fromBits: $0) }) : .reals(bits.map { type.real(fromBits: $0) })
    }
  }
}

extension ONNX {
  /// Whether a tensor may have this shape: no size is negative or far beyond any tensor that exists, and its elements
  /// can be counted.
  static func isPossible(_ shape: [Int]) -> Bool {
    shape.allSatisfy { $0 >= 0 && $0 <= 1 << 40 } && count(of: shape) != nil
  }

  /// How many elements a shape has, or nil beyond the largest integer.
  static func count(of shape: some Sequence<Int>) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}

extension ONNX.DataType {
  /// The whole number of these bits, with its sign.
  func integer(fromBits bits: UInt64) -> Int {
    switch self {
    case .int8: Int(Int8(truncatingIfNeeded: bits))
    case .int16: Int(Int16(truncatingIfNeeded: bits))
    case .int32: Int(Int32(truncatingIfNeeded: bits))
    default: Int(truncatingIfNeeded: bits)
    }
  }

  /// The real number of these bits.
  func real(fromBits bits: UInt64) -> Double {
    switch self {
    case .float64: Double(bitPattern: bits)
    case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .float16: ONNX.half(fromBits: UInt16(truncatingIfNeeded: bits))
    default: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    }
  }
}

extension ONNX {
  /// The number of 16 bits: sign, five bits of exponent, ten of fraction. Swift's own type is not there on every system.
  static func half(fromBits bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF) / 1024
    let size: Double =
      switch exponent {
      case 0: fraction * 0x1p-14
      case 31: fraction == 0 ? .infinity : .nan
      default: (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    return bits >> 15 == 0 ? size : -size
  }
}

extension WireCursor {
  /// Adds the `double`s of a repeated field, which stand one by one or packed.
  mutating func appendDoubles(of field: Field, to list: inout [Double]) throws(ONNXFailure) {
    if field.type == .fixed64 {
      let value = Double(bitPattern: try littleEndian(8))
      if list.count < ONNX.Limit.elements { list.append(value) }
      return
    }
    var packed = try contents(of: field)
    while packed.count > 0, list.count < ONNX.Limit.elements {
      list.append(Double(bitPattern: try packed.littleEndian(8)))
    }
  }
}
