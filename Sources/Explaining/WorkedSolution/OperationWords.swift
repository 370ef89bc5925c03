import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// The sizes of a tensor without a batch of one: `64 × 112 × 112`.
  func sizes(_ shape: Shape) -> Expression {
    let dimensions = shape.batch == 1 ? shape.dimensions.dropFirst() : shape.dimensions[...]
    return .product(of: dimensions.map { Expression(Rational($0)) })
  }

  /// A height and a width as people write them: `7×7`.
  func window(_ pair: Pair) -> String { "\(pair.height)×\(pair.width)" }

  /// What a layer does, in a few words: `7×7 convolution, 3 → 64 channels, stride 2`.
  func words(for operation: Operation) -> [Inline] {
    switch operation {
    case .convolution(let convolution):
      var values: WordingValues = [
        "kernel": .text(window(convolution.window.kernel)),
        "inputs": .number(Rational(convolution.inputChannels)),
        "outputs": .number(Rational(convolution.outputChannels)),
      ]
      values.add("stride", strideWords(convolution.window))
      values.add("groups", convolution.groups > 1 ? .number(Rational(convolution.groups)) : nil)
      return wording.inlines(.operationConvolution, values)
    case .linear(let linear):
      return wording.inlines(
        .operationLinear,
        [
          "inputs": .number(Rational(linear.inputFeatures)),
          "outputs": .number(Rational(linear.outputFeatures)),
        ])
    case .batchNorm(let channels):
      return wording.inlines(.operationBatchNorm, ["channels": .number(Rational(channels))])
    case .relu: return wording.inlines(.operationRelu)
    case .maxPool(let pool):
      var values: WordingValues = ["kernel": .text(window(pool.kernel))]
      values.add("stride", strideWords(pool))
      return wording.inlines(.operationMaxPool, values)
    case .globalAveragePool: return wording.inlines(.operationGlobalAveragePool)
    case .add: return wording.inlines(.operationAdd)
    case .flatten: return wording.inlines(.operationFlatten)
    }
  }

  private func strideWords(_ window: Operation.Window) -> WordingValue? {
    if window.stride == 1 { return nil }
    return .text(
      window.stride.height == window.stride.width ? "\(window.stride.height)" : self.window(window.stride))
  }

  /// What a part is: a layer's operation, a stage and its number of blocks.
  func words(for part: Part) -> [Inline] {
    switch part.kind {
    case .layer(let operation): return words(for: operation)
    case .module(.stage):
      let blocks = part.parts.reduce(0) { $0 + $1.repetitions }
      return wording.inlines(.roleStage, ["count": .number(Rational(blocks))])
    case .module(.block): return wording.inlines(.roleBlock)
    case .module(.shortcut): return wording.inlines(.roleShortcut)
    case .module(.network): return wording.inlines(.roleNetwork)
    case .module(.group): return wording.inlines(.roleGroup)
    }
  }

  /// Name and kind of a part: `conv1: 7×7 convolution, 3 → 64 channels, stride 2`.
  func heading(of part: Part) -> [Inline] {
    wording.inlines(
      .layerHeading, ["layer": .inlines(names(of: part)), "operation": .inlines(words(for: part))])
  }

  /// The paths of a part's copies: `layer1.1`, or `layer1.1 … layer1.2` with how many there are.
  func names(of part: Part) -> [Inline] {
    let copies = part.copyPaths
    guard part.repetitions > 1, let first = copies.first, let last = copies.last else {
      return [.code(part.path)]
    }
    if first == last {
      return wording.inlines(
        .copiesOfOneName, ["first": .code(first), "count": .number(Rational(part.repetitions))])
    }
    return wording.inlines(
      part.repetitions == 2 ? .copiesTwo : .copiesMany,
      ["first": .code(first), "last": .code(last), "count": .number(Rational(part.repetitions))])
  }
}
