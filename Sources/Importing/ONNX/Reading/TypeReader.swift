extension ONNX.ValueInfo {
  /// Reads a `ValueInfoProto`. Sequences, maps and optionals have no shape.
  init(reading message: WireCursor) throws(ONNXFailure) {
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 1: name = try message.text(of: field)
      case 2: try readType(try message.contents(of: field))
      default: try message.skip(field)
      }
    }
  }

  /// Reads a `TypeProto`: a tensor, dense or sparse.
  private mutating func readType(_ message: WireCursor) throws(ONNXFailure) {
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 1, 8: try readTensorType(try message.contents(of: field))
      default: try message.skip(field)
      }
    }
  }

  private mutating func readTensorType(_ message: WireCursor) throws(ONNXFailure) {
    var message = message
    while let field = try message.next() {
      switch field.number {
      case 1:
        type = ONNX.DataType(rawValue: Int(truncatingIfNeeded: try message.integer(of: field))) ?? .undefined
      case 2: shape = try ONNX.ValueInfo.sizes(try message.contents(of: field))
      default: try message.skip(field)
      }
    }
  }

  /// Reads a `TensorShapeProto`.
  private static func sizes(_ message: WireCursor) throws(ONNXFailure) -> [ONNX.Dimension] {
    var message = message
    var sizes: [ONNX.Dimension] = []
    while let field = try message.next() {
      guard field.number == 1 else {
        try message.skip(field)
        continue
      }
      sizes.append(try size(try message.contents(of: field)))
      try ONNX.Limit.axes.check(sizes.count)
    }
    return sizes
  }

  /// Reads a `Dimension`. Some exporters write −1 for a size that nobody knows.
  private static func size(_ message: WireCursor) throws(ONNXFailure) -> ONNX.Dimension {
    var message = message
    var size = ONNX.Dimension.symbol("")
    while let field = try message.next() {
      switch field.number {
      case 1:
        let value = Int(truncatingIfNeeded: try message.integer(of: field))
        size = value < 0 ? .symbol("") : .size(value)
      case 2: size = .symbol(try message.text(of: field))
      default: try message.skip(field)
      }
    }
    return size
  }
}
