extension ONNX.LayerBuilder {
  /// How each known operator becomes layers, by its name. What is missing is counted as nothing, and said to be.
  static let mappings: [String: Mapping] = {
    var table: [String: Mapping] = [:]
    let families = [
      windowMappings, productMappings, normMappings, elementwiseMappings, viewMappings, selectionMappings,
      reductionMappings, sequenceMappings,
    ]
    for family in families { table.merge(family) { first, _ in first } }
    return table
  }()

  var mappings: [String: Mapping] { LayerBuilder.mappings }
  private typealias LayerBuilder = ONNX.LayerBuilder
}
