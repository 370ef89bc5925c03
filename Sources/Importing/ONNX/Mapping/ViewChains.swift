import Networks

extension ONNX {
  /// Views that follow each other within a module, as one: exporters write a change of layout as five operators, and none
  /// of them computes anything.
  enum ViewChains {
    /// The layers without those views that only feed another one, and the new place of each layer that is left.
    static func shortened(
      _ layers: [Layer], _ places: [Paths.Place], keeping result: Int?
    ) -> (layers: [Layer], places: [Paths.Place], newIndex: [Int?]) {
      var uses = Array(repeating: 0, count: layers.count)
      for layer in layers { for case .layer(let index) in layer.inputs { uses[index] += 1 } }
      var layers = layers
      var isDropped = Array(repeating: false, count: layers.count)
      for index in layers.indices {
        // Views before this one were shortened already: one step is enough.
        guard isView(layers[index]), layers[index].inputs.count == 1,
          case .layer(let before) = layers[index].inputs[0],
          isView(layers[before]), layers[before].inputs.count == 1, uses[before] == 1, before != result,
          places[before].scope == places[index].scope
        else { continue }
        isDropped[before] = true
        layers[index].inputs = layers[before].inputs
        layers[index].operation = .view(.fixed(layers[index].shape))
      }
      return compacted(layers, places, isDropped)
    }

    private static func isView(_ layer: Layer) -> Bool {
      if case .view = layer.operation { layer.shape.layout != .constant } else { false }
    }

    private static func compacted(
      _ layers: [Layer], _ places: [Paths.Place], _ isDropped: [Bool]
    ) -> (layers: [Layer], places: [Paths.Place], newIndex: [Int?]) {
      var newIndex: [Int?] = []
      var kept: [Layer] = []
      var keptPlaces: [Paths.Place] = []
      for (index, layer) in layers.enumerated() {
        newIndex.append(isDropped[index] ? nil : kept.count)
        guard !isDropped[index] else { continue }
        var layer = layer
        layer.inputs = layer.inputs.map { source in
          if case .layer(let old) = source, let new = newIndex[old] { .layer(new) } else { source }
        }
        kept.append(layer)
        keptPlaces.append(places[index])
      }
      return (kept, keptPlaces, newIndex)
    }
  }
}
