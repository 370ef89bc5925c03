import Derivations
import Networks
import Symbolics

/// A layer that only the text describes, with the stretch of the text that speaks of it.
struct DescribedLayer: Sendable {
  /// What is said of it.
  var description: LayerDescription
  /// The bytes in which a calculation is about it.
  var scope: Range<Int>
  /// Whether its input is the output of the layer before it.
  var isLinked = false
  /// Whether the layers before it may be other ones in its place: kernels that are compared on one grey image.
  var mayBeAlternative = false
  /// The map in front of the pool right before it, whose output is its input.
  var unpooled: Extents?
  /// For a layer over the map behind a pool, how long that map is as a vector.
  var flattening: Flattening?
  /// The layers that it may be. A right value is right for one of them.
  var readings: [Reading] = []

  /// The lengths of a map that a pool has made smaller, as a vector: behind the pool and in front of it.
  struct Flattening: Sendable {
    let length: Int
    let unpooled: Int
  }

  /// A layer that fits the description, worked out like a layer of any network.
  struct Reading: Sendable {
    let layer: NetworkFacts.Layer
    /// Whether the text tells the channels; otherwise only the sizes of the maps are known.
    let knowsChannels: Bool
    /// Whether the sizes of its maps are those of the text; otherwise only its parameters are known.
    let knowsMap: Bool
    /// Whether the text states the padding.
    let knowsPadding: Bool
    /// Whether the text states the size of the input.
    let knowsInput: Bool

    /// Whether the input has as many positions a side as the output has strides.
    var isEven: Bool {
      guard let window = layer.window, let input = layer.part.inputs.first, window.stride.height > 1 else {
        return false
      }
      return input.height == layer.part.output.height * window.stride.height
        && input.width == layer.part.output.width * window.stride.width
    }
  }

  /// The output's map and channels, if all readings agree on them.
  var output: (map: Extents?, channels: Int)? {
    guard let first = readings.first?.layer.part.output, !description.isUnclear, readings[0].knowsChannels
    else {
      return nil
    }
    let knowsMap = readings.allSatisfy { $0.knowsMap && $0.layer.part.output == first }
    return (knowsMap && first.rank == 4 ? Extents(first.height, first.width) : nil, first.channels)
  }
}

/// Works out the layers that a description may mean, with the same rules as every network.
struct LayerResolver {
  /// Sizes beyond these are no layer's.
  private static let most = (kernel: 64, channels: 1_000_000, map: 16_384)
  /// Layers that were worked out before, by the numbers that tell them apart: a text names the same ones again and again.
  private var known: [[Int]: NetworkFacts.Layer?] = [:]
  private static let mostKnown = 4096

  mutating func readings(of layer: LayerDescription) -> [DescribedLayer.Reading] {
    guard !layer.isUnclear, let kind = layer.kind else { return [] }
    switch kind {
    case .convolution: return convolutions(layer)
    case .linear: return linear(layer)
    case .norm: return norm(layer)
    case .maxPool, .averagePool: return pools(layer, isMax: kind == .maxPool)
    case .globalPool, .flatten, .pass: return []
    }
  }

  // MARK: - Convolutions

  private mutating func convolutions(_ layer: LayerDescription) -> [DescribedLayer.Reading] {
    guard let kernel = layer.kernel, isPossible(kernel) else { return [] }
    // What a depthwise layer costs follows from its outputs, however many of them an input has.
    let isDepthwise = layer.groups == .depthwise
    guard let inputs = layer.inputChannels ?? (isDepthwise ? layer.outputChannels : nil),
      let outputs = layer.outputChannels ?? (isDepthwise ? inputs : nil), inputs > 0,
      outputs > 0,
      let groups = layer.groupCount, inputs % groups == 0, outputs % groups == 0,
      inputs <= LayerResolver.most.channels, outputs <= LayerResolver.most.channels
    else { return unknownChannels(layer, kernel) }
    return windows(layer, kernel).compactMap { window, map, knowsMap, knowsInput in
      let operation = Operation.convolution(
        Operation.Convolution(
          inputs, outputs, window: window, groups: groups, hasBias: layer.hasBias ?? false))
      return reading(
        operation, Shape([1, inputs, map.height, map.width]), knowsMap, layer.padding != nil, knowsInput)
    }
  }

  /// Without the channels the sizes of the maps can be checked.
  private mutating func unknownChannels(_ layer: LayerDescription, _ kernel: Extents) -> [DescribedLayer
    .Reading]
  {
    windows(layer, kernel).compactMap { window, map, knowsMap, knowsInput in
      guard knowsMap else { return nil }
      let operation = Operation.convolution(Operation.Convolution(1, 1, window: window))
      return reading(
        operation, Shape([1, 1, map.height, map.width]), knowsMap, layer.padding != nil, knowsInput,
        knowsChannels: false)
    }
  }

  private mutating func pools(_ layer: LayerDescription, isMax: Bool) -> [DescribedLayer.Reading] {
    guard let kernel = layer.kernel, isPossible(kernel) else { return [] }
    var layer = layer
    // `3×3 → 27×27` behind 55×55: where both sizes are stated, the stride is the one that fits.
    if layer.stride == nil, kernel.height == 2 || layer.input == nil || layer.output == nil {
      layer.stride = layer.kernel
    }
    if layer.padding == nil { layer.padding = .positions(0) }
    return windows(layer, kernel).compactMap { window, map, knowsMap, knowsInput in
      reading(
        isMax ? .maxPool(window) : .averagePool(window),
        Shape([1, layer.inputChannels ?? 1, map.height, map.width]), knowsMap, true, knowsInput,
        knowsChannels: layer.inputChannels != nil)
    }
  }

  private func isPossible(_ kernel: Extents) -> Bool {
    kernel.height > 0 && kernel.width > 0 && kernel.height <= LayerResolver.most.kernel
      && kernel.width <= LayerResolver.most.kernel
  }

  /// A window with the input that it moves over, and what of it the text states.
  private typealias Placed = (window: Operation.Window, input: Extents, knowsMap: Bool, knowsInput: Bool)

  private func windows(_ layer: LayerDescription, _ kernel: Extents) -> [Placed] {
    if layer.stride == nil, let input = layer.input, let output = layer.output {
      // Both sizes are stated and the stride is not: it is the one that fits.
      for stride in 1...8 {
        var layer = layer
        layer.stride = Extents(all: stride)
        let fitting = windows(layer, kernel).filter { $0.window.makes(output, of: input) }
        if !fitting.isEmpty { return fitting }
      }
    }
    let stride = layer.stride ?? 1
    let dilation = layer.dilation ?? 1
    guard stride.height > 0, stride.width > 0, stride.height <= 32, stride.width <= 32, dilation.height > 0,
      dilation.width > 0, dilation.height <= 64, dilation.width <= 64
    else { return [] }
    func window(_ padding: Extents) -> Operation.Window {
      Operation.Window(kernel: kernel, stride: stride, padding: padding, dilation: dilation)
    }
    let same = Extents(dilation.height * (kernel.height - 1) / 2, dilation.width * (kernel.width - 1) / 2)
    let paddings: [Extents]
    switch layer.padding {
    case .positions(let padding): paddings = padding.height <= 64 && padding.width <= 64 ? [padding] : []
    case .same: paddings = [same]
    case nil: paddings = same == Extents(0, 0) ? [0] : [same, 0]
    }
    var placed: [Placed] = []
    for padding in paddings {
      let window = window(padding)
      let inputs = [layer.input, layer.map].compactMap { $0 }.filter(isPossibleMap)
      for input in inputs { placed.append((window, input, true, true)) }
      let outputs =
        (layer.input == nil ? [layer.output, layer.map] : layer.padding == nil ? [layer.output] : [])
        .compactMap { $0 }.filter(isPossibleMap)
      for output in outputs {
        if let input = LayerResolver.input(of: window, giving: output) {
          placed.append((window, input, true, false))
        }
      }
    }
    // Without any size the parameters are known.
    if placed.isEmpty, layer.input == nil, layer.map == nil, layer.output == nil {
      let reach = Extents(dilation.height * (kernel.height - 1) + 1, dilation.width * (kernel.width - 1) + 1)
      placed = [(window(0), reach, false, false)]
    }
    return placed
  }

  private func isPossibleMap(_ map: Extents) -> Bool {
    map.height > 0 && map.width > 0 && map.height <= LayerResolver.most.map
      && map.width <= LayerResolver.most.map
  }

  /// An input from which a window makes a map of this size: as large as fits evenly.
  private static func input(of window: Operation.Window, giving output: Extents) -> Extents? {
    func side(_ axis: OutputSize.Axis) -> Int? {
      let reach = window.dilation[axis] * (window.kernel[axis] - 1) + 1
      // With padding that keeps the size, an even map is a whole number of strides.
      let even = output[axis] * window.stride[axis]
      let fits =
        even + 2 * window.padding[axis] >= reach
        && (even + 2 * window.padding[axis] - reach) / window.stride[axis] + 1 == output[axis]
      if fits { return even }
      let exact = (output[axis] - 1) * window.stride[axis] + reach - 2 * window.padding[axis]
      return exact > 0 ? exact : nil
    }
    guard let height = side(.height), let width = side(.width) else { return nil }
    return Extents(height, width)
  }

  // MARK: - Other layers

  private mutating func linear(_ layer: LayerDescription) -> [DescribedLayer.Reading] {
    guard let inputs = layer.inputChannels, let outputs = layer.outputChannels, inputs > 0, outputs > 0,
      inputs <= 100_000_000, outputs <= LayerResolver.most.channels
    else { return [] }
    let operation = Operation.linear(Operation.Linear(inputs, outputs, hasBias: layer.hasBias ?? false))
    return [reading(operation, Shape([1, inputs]), !layer.isBatched, true, true)].compactMap { $0 }
  }

  private mutating func norm(_ layer: LayerDescription) -> [DescribedLayer.Reading] {
    guard let channels = layer.inputChannels ?? layer.outputChannels, channels > 0,
      channels <= LayerResolver.most.channels
    else { return [] }
    let map = layer.input ?? layer.map
    return [
      reading(
        .batchNorm(channels: channels), Shape([1, channels, map?.height ?? 1, map?.width ?? 1]), map != nil,
        true,
        map != nil)
    ].compactMap { $0 }
  }

  // MARK: - Working out

  private mutating func reading(
    _ operation: Operation, _ input: Shape, _ knowsMap: Bool, _ knowsPadding: Bool, _ knowsInput: Bool,
    knowsChannels: Bool = true
  ) -> DescribedLayer.Reading? {
    layer(operation, input).map {
      DescribedLayer.Reading(
        layer: $0, knowsChannels: knowsChannels, knowsMap: knowsMap, knowsPadding: knowsPadding,
        knowsInput: knowsInput)
    }
  }

  private mutating func layer(_ operation: Operation, _ input: Shape) -> NetworkFacts.Layer? {
    guard let key = operation.numbers.map({ $0 + input.dimensions }) else {
      return LayerResolver.workOut(operation, input)
    }
    if let layer = known[key] { return layer }
    let layer = LayerResolver.workOut(operation, input)
    if known.count >= LayerResolver.mostKnown { known.removeAll() }
    known.updateValue(layer, forKey: key)
    return layer
  }

  /// The layer as a network of its own.
  private static func workOut(_ operation: Operation, _ input: Shape) -> NetworkFacts.Layer? {
    var root = Module(.network)
    root.append("layer", .layer(operation))
    let network = Network(
      name: "layer", title: "", publication: Publication(authors: "", title: "", year: 0, identifier: ""),
      usualInput: Array(input.dimensions.dropFirst()), root: root)
    guard let derivation = try? derive(network, input: input) else { return nil }
    return NetworkFacts(derivation).layers.first
  }
}

extension Operation {
  /// The numbers that tell the operation from all others that a description may mean, nil where there are none.
  fileprivate var numbers: [Int]? {
    switch self {
    case .convolution(let layer):
      [0, layer.inputChannels, layer.outputChannels, layer.groups, layer.hasBias ? 1 : 0]
        + layer.window.numbers
    case .linear(let layer): [1, layer.inputFeatures, layer.outputFeatures, layer.hasBias ? 1 : 0]
    case .maxPool(let window): [2] + window.numbers
    case .averagePool(let window): [3] + window.numbers
    default: nil
    }
  }
}

extension Operation.Window {
  /// The numbers of a window that a description may mean.
  fileprivate var numbers: [Int] {
    [kernel, stride, padding, dilation].flatMap { [$0.height, $0.width] }
  }

  /// Whether the window makes a map of one size of a map of another.
  fileprivate func makes(_ output: Extents, of input: Extents) -> Bool {
    axes.allSatisfy { axis in
      let room = input[axis] + padding[axis] + paddingAfter[axis] - dilation[axis] * (kernel[axis] - 1) - 1
      return room >= 0 && stride[axis] > 0 && room / stride[axis] + 1 == output[axis]
    }
  }
}

extension LayerDescription {
  /// The number of groups, nil where there are several and it is not said how many.
  var groupCount: Int? {
    switch groups {
    case nil: 1
    case .number(let count): count > 0 ? count : nil
    case .depthwise: (inputChannels ?? outputChannels).flatMap { $0 > 0 ? $0 : nil }
    case .unknown: nil
    }
  }
}
