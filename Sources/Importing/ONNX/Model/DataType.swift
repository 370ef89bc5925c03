extension ONNX {
  /// The type of a tensor's elements, by its number in `TensorProto.DataType`.
  enum DataType: Int, Sendable {
    case undefined = 0
    case float32, uint8, int8, uint16, int16, int32, int64, string, bool, float16, float64, uint32, uint64
    case complex64, complex128, bfloat16
    case float8E4M3FN, float8E4M3FNUZ, float8E5M2, float8E5M2FNUZ, uint4, int4, float4E2M1, float8E8M0, uint2,
      int2

    /// Whether the elements are real numbers, as weights that were not quantised are.
    var isFloat: Bool {
      switch self {
      case .float32, .float16, .float64, .bfloat16, .float8E4M3FN, .float8E4M3FNUZ, .float8E5M2,
        .float8E5M2FNUZ,
        .float4E2M1, .float8E8M0, .complex64, .complex128:
        true
      default: false
      }
    }

    /// Whether arithmetic on the elements is that of whole numbers: a division cuts off.
    var isInteger: Bool {
      switch self {
      case .uint8, .int8, .uint16, .int16, .int32, .int64, .uint32, .uint64, .bool, .uint4, .int4, .uint2,
        .int2:
        true
      default: false
      }
    }

    /// The bytes of an element in `raw_data`, or nil where elements share a byte or have no fixed size.
    var width: Int? {
      switch self {
      case .uint8, .int8, .bool: 1
      case .uint16, .int16, .float16, .bfloat16: 2
      case .float32, .int32, .uint32: 4
      case .float64, .int64, .uint64: 8
      default: nil
      }
    }
  }
}
