import Networks

// Convolutions and pools.

extension ONNX.LayerBuilder {
  static let windowMappings: [String: Mapping] = [
    "Conv": { builder, node throws(ONNXFailure) in try builder.convolution(node) },
    "com.microsoft.FusedConv": { builder, node throws(ONNXFailure) in try builder.convolution(node) },
    "ConvInteger": { builder, node throws(ONNXFailure) in try builder.convolution(node, bias: nil) },
    "QLinearConv": { builder, node throws(ONNXFailure) in try builder.convolution(node, weight: 3, bias: 8) },
    "DeformConv": { builder, node throws(ONNXFailure) in try builder.convolution(node, bias: 3) },
    "ConvTranspose": { builder, node throws(ONNXFailure) in try builder.transposedConvolution(node) },
    "MaxPool": { builder, node throws(ONNXFailure) in
      try builder.pool(node) { .maxPool($0) }
    },
    "AveragePool": { builder, node throws(ONNXFailure) in
      try builder.pool(node) { .averagePool($0) }
    },
    "com.microsoft.QLinearAveragePool": { builder, node throws(ONNXFailure) in
      try builder.pool(node) { .averagePool($0) }
    },
    "GlobalAveragePool": { builder, node throws(ONNXFailure) in try builder.globalPool(node, .mean) },
    "GlobalMaxPool": { builder, node throws(ONNXFailure) in try builder.globalPool(node, .maximum) },
    "GlobalLpPool": { builder, node throws(ONNXFailure) in try builder.globalPool(node, .norm) },
  ]

  private mutating func convolution(_ node: Int, weight: Int = 1, bias: Int? = 2) throws(ONNXFailure) {
    let resolved = try ONNX.Convolutions.resolve(call(node), weight: weight)
    guard let input = source(node, 0), let window = Operation.Window(resolved.window) else {
      return try emitUncounted(node)
    }
    let map = try map(input, node)
    let output = graph.nodes[node].outputs.first ?? nil
    let sum = bias.flatMap { value(node, $0) } == nil ? followingBias(output, resolved.outputChannels) : nil
    let shared = try share(value(node, weight), bias.flatMap { value(node, $0) } ?? sum?.bias)
    let layer = Operation.Convolution(
      resolved.inputChannels, resolved.outputChannels, window: window, groups: resolved.groups,
      hasBias: shared.hasBias, weights: shared.weights)
    var result = try emit(.convolution(layer), [map], node, label: "conv", owned: shared.owned)
    result = try addRest(of: shared, result, node)
    try finish(sum?.output ?? output, result, node)
  }

  /// What a layer with a kernel and a bias owns of them.
  struct Share {
    var weights = Operation.Weights.own
    var hasBias = false
    /// The tensor whose name says most.
    var owned: Int?
    /// Tensors that the layer's own formula does not count.
    var rest: [Int] = []
    /// Whether a bias of another layer is added.
    var addsShared = false
  }

  /// Exporters keep equal tensors once, so that a kernel or a bias may belong to an earlier layer.
  private mutating func share(_ kernel: Int?, _ bias: Int?) throws(ONNXFailure) -> Share {
    var share = Share()
    let kernels = weights.claim(kernel)
    let biases = weights.claim(bias)
    let isOwn = !kernels.isEmpty || !weights.isLearned(kernel)
    // A bias of one number is a tensor like any other here.
    let hasOwnBias = bias != nil && (!biases.isEmpty || !weights.isLearned(bias))
    share.weights = isOwn ? .own : .shared
    share.hasBias = isOwn && hasOwnBias
    share.rest = share.hasBias ? [] : biases
    share.addsShared = bias != nil && !hasOwnBias
    share.owned = named(kernels.first, biases.first)
    if isFolded(kernel, bias) { foldedNorms += 1 }
    return share
  }

  /// PyTorch's exporters give weights that they computed anew, as when they merge a batch normalisation, names of their
  /// own: `onnx::Conv_193` the older, `conv1.weight_bias` the newer.
  private func isFolded(_ kernel: Int?, _ bias: Int?) -> Bool {
    guard let kernel, let bias else { return false }
    return graph.values[kernel].name.utf8.starts(with: "onnx::Conv_".utf8)
      || graph.values[bias].name.utf8.suffix(12).elementsEqual(".weight_bias".utf8)
  }

  private mutating func addRest(
    of share: Share, _ source: ONNX.Layer.Source, _ node: Int
  ) throws(ONNXFailure) -> ONNX.Layer.Source {
    var result = source
    for tensor in share.rest { result = try learned(tensor, result, node) }
    if share.addsShared { result = try emit(.elementwise(.other), [result], node, label: "bias") }
    return result
  }

  /// A following `Add` of one number a channel is the convolution's bias, as some exporters write it.
  private mutating func followingBias(_ output: Int?, _ channels: Int) -> (output: Int?, bias: Int)? {
    guard let output, let sum = soleUser(of: output, "Add"), let bias = otherInput(of: sum, than: output),
      weights.isLearned(bias), let sizes = graph.values[bias].shape,
      let rank = graph.values[output].shape?.count,
      sizes.suffix(rank - 1) == [channels] + Array(repeating: 1, count: rank - 2),
      sizes.dropLast(rank - 1).allSatisfy({ $0 == 1 })
    else { return nil }
    absorb(sum)
    return (graph.nodes[sum].outputs.first ?? nil, bias)
  }

  private mutating func transposedConvolution(_ node: Int) throws(ONNXFailure) {
    let resolved = try ONNX.Convolutions.resolveTransposed(call(node))
    guard let input = source(node, 0), var window = Operation.Window(resolved.window) else {
      return try emitUncounted(node)
    }
    let shared = try share(value(node, 1), value(node, 2))
    // Where the output is given, the padding follows from it: what is too much is cut off on both sides.
    var extra: Extents = 0
    var (before, after) = (window.padding, window.paddingAfter)
    for (offset, axis) in window.axes.enumerated() {
      let size = shape(input).dimensions[offset + 2]
      let full = (size - 1) * window.stride[axis] + resolved.window.reach(offset)
      let cut = full - resolved.shape[offset + 2]
      let named = window.padding[axis] + window.paddingAfter[axis]
      if cut <= named {
        extra[axis] = named - cut
      } else {
        (before[axis], after[axis]) = (cut / 2, cut - cut / 2)
      }
    }
    window = Operation.Window(
      kernel: window.kernel, stride: window.stride, padding: before, paddingAfter: after,
      dilation: window.dilation, axisCount: window.axisCount)
    let convolution = Operation.Convolution(
      resolved.inputChannels, resolved.outputChannels, window: window, groups: resolved.groups,
      hasBias: shared.hasBias, weights: shared.weights)
    let layer = Operation.TransposedConvolution(convolution, outputPadding: extra)
    let result = try emit(
      .transposedConvolution(layer), [try map(input, node)], node, label: "conv_transpose",
      owned: shared.owned)
    try finish(node, try addRest(of: shared, result, node))
  }

  private mutating func pool(_ node: Int, _ make: (Operation.Window) -> Operation) throws(ONNXFailure) {
    let call = call(node)
    let resolved = try ONNX.Pools.resolve(call)
    guard let input = source(node, 0),
      let window = Operation.Window(resolved.window, roundsUp: call.integer("ceil_mode") ?? 0 != 0)
    else { return try emitUncounted(node) }
    try finish(node, try emit(make(window), [try map(input, node)], node))
  }

  private mutating func globalPool(
    _ node: Int, _ function: Operation.Reduction.Function
  ) throws(ONNXFailure) {
    guard let input = source(node, 0) else { return }
    let rank = shape(input).rank
    if function == .mean, (3...5).contains(rank) {
      return try finish(node, try emit(.globalAveragePool, [try map(input, node)], node))
    }
    let reduction = Operation.Reduction(function, axes: Array(2..<max(rank, 2)), keepsAxes: true)
    try finish(node, try emit(.reduction(reduction), [input], node))
  }
}

extension Operation.Window {
  /// The window of a node, or nil if it moves over more than three axes.
  init?(_ options: ONNX.WindowOptions, roundsUp: Bool = false) {
    guard (1...3).contains(options.kernel.count) else { return nil }
    self.init(
      kernel: Extents(options.kernel), stride: Extents(options.strides),
      padding: Extents(options.paddingBefore), paddingAfter: Extents(options.paddingAfter),
      dilation: Extents(options.dilations), roundsUp: roundsUp, axisCount: options.kernel.count)
  }
}

extension Extents {
  /// One to three sizes, the width last.
  init(_ sizes: [Int]) {
    switch sizes.count {
    case 1: self.init(1, 1, sizes[0])
    case 2: self.init(sizes[0], sizes[1])
    case 3: self.init(sizes[0], sizes[1], sizes[2])
    default: self.init(all: 1)
    }
  }
}
