extension ONNX {
  /// Which values are maps: channels at the second axis, positions at the axes behind it.
  ///
  /// Shapes alone do not tell. What a convolution takes is a map, and so is what becomes it without being laid out anew.
  enum MapValues {
    /// Operators that take a map.
    private static let takers: Set<String> = [
      "Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "FusedConv", "DeformConv", "MaxPool",
      "AveragePool",
      "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "QLinearAveragePool",
      "QLinearGlobalAveragePool", "BatchNormalization", "InstanceNormalization", "GroupNormalization",
      "Resize",
      "Upsample", "LRN", "DepthToSpace", "SpaceToDepth", "PRelu", "GridSample", "MaxUnpool", "RoiAlign",
    ]
    /// Operators that move axes, so that what comes out says nothing of what goes in.
    private static let movers: Set<String> = [
      "Transpose", "Reshape", "Flatten", "MatMul", "Gemm", "Einsum", "Squeeze", "Unsqueeze", "GatherND",
    ]

    /// For each value whether it is a map.
    static func find(_ graph: TypedGraph) -> [Bool] {
      var isMap = Array(repeating: false, count: graph.values.count)
      for node in graph.nodes.reversed() {
        let type = node.node.operatorType
        if takers.contains(type), let first = node.inputs.first, let first { isMap[first] = true }
        guard !movers.contains(type),
          let output = node.outputs.first(where: { $0.map { isMap[$0] } ?? false }) ?? nil
        else { continue }
        let rank = graph.values[output].shape?.count
        for case let input? in node.inputs where graph.values[input].shape?.count == rank {
          isMap[input] = true
        }
      }
      return isMap
    }
  }
}
