extension ONNX {
  /// Walks over a small tensor in another order: what transposing, stretching and slicing have in common.
  enum Strided {
    /// How far apart neighbours along each axis are, innermost axis last.
    static func strides(of shape: [Int]) -> [Int] {
      var strides = Array(repeating: 1, count: shape.count)
      for axis in stride(from: shape.count - 2, through: 0, by: -1) {
        strides[axis] = strides[axis + 1] * shape[axis + 1]
      }
      return strides
    }

    /// The place of every element of `shape` in a tensor that is walked with these steps. The shape must be small.
    static func places(in shape: [Int], strides: [Int], from start: Int = 0) -> [Int] {
      var places = [start]
      for (size, stride) in zip(shape, strides) {
        var next: [Int] = []
        next.reserveCapacity(places.count * size)
        for place in places {
          for index in 0..<size { next.append(place + index * stride) }
        }
        places = next
      }
      return places
    }

    /// The place of every element of `result` in a tensor that is stretched to it.
    static func places(stretching shape: [Int], to result: [Int]) -> [Int] {
      let own = strides(of: shape)
      let start = result.count - shape.count
      let steps = result.indices.map { axis in
        axis < start || shape[axis - start] == 1 ? 0 : own[axis - start]
      }
      return places(in: result, strides: steps)
    }
  }
}

extension ONNX.Elements {
  /// The elements at these places, or nil if one of them is outside.
  func picked(_ places: [Int]) -> ONNX.Elements? {
    let range = 0..<count
    guard places.allSatisfy({ range.contains($0) }) else { return nil }
    switch self {
    case .integers(let values): return .integers(places.map { values[$0] })
    case .reals(let values): return .reals(places.map { values[$0] })
    }
  }

  /// All elements as real numbers.
  var reals: [Double] {
    switch self {
    case .integers(let values): values.map { Double($0) }
    case .reals(let values): values
    }
  }

  /// The whole numbers, or nil if they are real ones.
  var integers: [Int]? {
    if case .integers(let values) = self { values } else { nil }
  }
}

extension ONNX {
  /// Whether a tensor of this shape is small enough for its elements to be worked out. An axis without positions counts
  /// as one: nothing must be walked a billion times to find nothing there.
  static func isSmall(_ shape: [Int]) -> Bool {
    guard let count = count(of: shape.lazy.map { max(1, $0) }) else { return false }
    return count <= Limit.elements
  }
}
