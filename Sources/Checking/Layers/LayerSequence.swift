import Networks

/// Layers that follow each other: the output of one is the input of the next where the text gives the next none.
enum LayerSequence {
  /// Completes the layers by what goes before them, and works out what they may be.
  static func resolve(_ layers: inout [DescribedLayer], with resolver: inout LayerResolver) {
    var before: State?
    for index in layers.indices {
      if let state = before {
        place(&layers[index], behind: state)
        link(&layers[index], to: state)
      }
      layers[index].readings = resolver.readings(of: layers[index].description)
      before = state(behind: layers[index], before)
    }
  }

  /// What leaves a layer.
  private struct State {
    var map: Extents?
    var channels: Int?
    /// The map that a pool has made it of.
    var unpooled: Extents?
    /// Whether it is a vector.
    var isFlat = false
    /// How long the vector is, if it was a map.
    var flattened: DescribedLayer.Flattening?
    /// Whether it leaves a convolution of one channel, or of nobody knows how many: the next one may be another in its place.
    var isOfOne = false
    /// Whether the convolution's input is not told: only a pool behind it is sure to follow it.
    var isGuess = false

    /// How long a vector of it is.
    var flattening: DescribedLayer.Flattening? {
      guard !isFlat, let map, let unpooled, let channels,
        let right = Shape.product([channels, map.height, map.width]),
        let before = Shape.product([channels, unpooled.height, unpooled.width])
      else { return flattened }
      return DescribedLayer.Flattening(length: right, unpooled: before)
    }
  }

  /// Tells of the map beside a pool whether it is what goes in or what comes out: "max pool 2×2: 12×12×32" behind 24×24×32.
  private static func place(_ layer: inout DescribedLayer, behind state: State) {
    guard layer.description.isPool, let map = layer.description.map, let before = state.map,
      layer.description.input == nil, layer.description.output == nil
    else { return }
    if map.height < before.height, map.width < before.width {
      (layer.description.output, layer.description.map) = (map, nil)
    } else if map == before, layer.description.stride?.height ?? layer.description.kernel?.height == 2 {
      (layer.description.input, layer.description.map) = (map, nil)
    }
  }

  private static func link(_ layer: inout DescribedLayer, to state: State) {
    guard !layer.description.isUnclear, let channels = state.channels else { return }
    switch layer.description.kind {
    case .convolution, .maxPool, .averagePool, .norm, .globalPool, .flatten, .pass:
      guard !state.isFlat,
        !state.isGuess || layer.description.kind == .maxPool || layer.description.kind == .averagePool,
        layer.description.input == nil || layer.description.isPool && layer.description.input == state.map,
        layer.description.map == nil,
        layer.description.inputChannels ?? channels == channels
      else { return }
      // A stated output goes with any input.
      if layer.description.output == nil || layer.description.padding != nil || layer.description.isPool {
        layer.description.input = state.map
        layer.unpooled = state.unpooled
      }
      // What the text states itself is no guess.
      layer.isLinked = layer.description.inputChannels == nil
      layer.mayBeAlternative = state.isOfOne && layer.description.label == nil
      layer.description.inputChannels = channels
      if layer.description.kind == .flatten { layer.flattening = state.flattening }
    case .linear:
      layer.flattening = state.flattening
      guard layer.description.inputChannels == nil else { return }
      if state.isFlat {
        layer.description.inputChannels = channels
      } else if let map = state.map {
        layer.description.inputChannels = Shape.product([channels, map.height, map.width])
      }
      layer.isLinked = layer.description.inputChannels != nil
    case nil: return
    }
  }

  private static func state(behind layer: DescribedLayer, _ before: State?) -> State? {
    let description = layer.description
    guard !description.isUnclear else { return nil }
    switch description.kind {
    case .convolution:
      guard let output = layer.output else {
        guard description.inputChannels == nil, layer.description.groups == nil else { return nil }
        return State(channels: description.outputChannels, isOfOne: true, isGuess: true)
      }
      return State(
        map: output.map, channels: output.channels,
        isOfOne: layer.mayBeAlternative || description.inputChannels == 1)
    case .maxPool, .averagePool:
      guard let channels = description.inputChannels else { return nil }
      guard let output = layer.output else {
        if before?.isGuess ?? false { return State(channels: channels) }
        guard let stated = description.output, let map = before?.map, description.halves(map) else {
          return nil
        }
        return State(map: stated, channels: channels, unpooled: map)
      }
      // What the text says of its map otherwise is for others to judge.
      guard description.output ?? output.map == output.map else { return State(channels: channels) }
      return State(map: output.map, channels: channels, unpooled: before?.map)
    case .linear: return description.outputChannels.map { State(channels: $0, isFlat: true) }
    case .norm, .pass: return before
    case .globalPool: return before?.channels.map { State(map: 1, channels: $0) }
    case .flatten:
      guard let before, let channels = before.channels else { return nil }
      if before.isFlat { return before }
      guard let map = before.map else { return nil }
      return Shape.product([channels, map.height, map.width]).map {
        State(channels: $0, isFlat: true, flattened: before.flattening)
      }
    case nil: return nil
    }
  }
}
