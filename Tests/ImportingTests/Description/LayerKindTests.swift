import Networks
import Testing

@testable import Importing

@Suite("Kinds of layers")
struct LayerKindTests {
  /// One layer of each kind: what comes in, how it is written, what it must become.
  static let samples: [(kind: String, input: String, layer: String, operation: Operation)] = [
    (
      "conv", "3x8x8",
      "conv: {out: 6, kernel: 3x1, stride: 2, padding: [1, 0], dilation: 1, groups: 3, bias: false, in: 3}",
      .convolution(
        .init(
          3, 6, window: .init(kernel: Extents(3, 1), stride: 2, padding: Extents(1, 0)), groups: 3,
          hasBias: false))
    ),
    (
      "conv", "{signal: 2x16}", "conv: {out: 4, kernel: 3, padding: same}",
      .convolution(.init(2, 4, window: .init(kernel: 3, padding: 1, axisCount: 1), hasBias: true))
    ),
    (
      "conv", "2x4x8x8", "conv: {out: 4, kernel: 1x3x3, padding: same}",
      .convolution(
        .init(
          2, 4, window: .init(kernel: Extents(1, 3, 3), padding: Extents(0, 1, 1), axisCount: 3),
          hasBias: true))
    ),
    (
      "conv", "1x8x8", "conv: {out: 4, kernel: 4, padding: same}",
      .convolution(.init(1, 4, window: .init(kernel: 4, padding: 1, paddingAfter: 2), hasBias: true))
    ),
    (
      "depthwise", "3x8x8", "depthwise: {kernel: 3, multiplier: 2, bias: false}",
      .convolution(.init(3, 6, window: .init(kernel: 3), groups: 3, hasBias: false))
    ),
    (
      "transposed-conv", "4x8x8", "deconv: {out: 2, kernel: 3, stride: 2, padding: 1, output_padding: 1}",
      .transposedConvolution(
        .init(
          .init(4, 2, window: .init(kernel: 3, stride: 2, padding: 1), hasBias: true),
          outputPadding: Extents(0, 1, 1)))
    ),
    (
      "linear", "12", "linear: {out: 5, bias: false, tied: true, in: 12}",
      .linear(.init(12, 5, hasBias: false, weights: .shared))
    ),
    ("linear", "{sequence: 3x12}", "fc: 5", .linear(.init(12, 5))),
    ("batchnorm", "3x8x8", "batchnorm", .batchNorm(channels: 3)),
    ("batchnorm", "{sequence: 7x3}", "batchnorm", .norm(.init(.batch, 3, isOverLast: true))),
    ("batchnorm", "5", "bn", .norm(.init(.batch, 5))),
    ("layernorm", "{sequence: 7x3}", "layernorm: {shift: false}", .norm(.init(.layer, 3, hasShift: false))),
    ("layernorm", "3x8x8", "layernorm", .norm(.init(.layer, 3, isOverLast: false))),
    ("rmsnorm", "{sequence: 7x3}", "rmsnorm", .norm(.init(.rms, 3))),
    ("groupnorm", "6x8x8", "groupnorm: 2", .norm(.init(.group, 6, groups: 2))),
    (
      "instancenorm", "3x8x8", "instancenorm: {scale: true}",
      .norm(.init(.instance, 3, hasScale: true, hasShift: false))
    ),
    ("lrn", "3x8x8", "lrn", .norm(.init(.localResponse, 3))),
    ("softmax", "3", "softmax", .softmax),
    (
      "maxpool", "3x8x8", "maxpool: {kernel: 3, stride: 2, padding: 1, ceil: true, dilation: 1}",
      .maxPool(.init(kernel: 3, stride: 2, padding: 1, roundsUp: true))
    ),
    ("avgpool", "{signal: 3x8}", "avgpool: 2", .averagePool(.init(kernel: 2, stride: 2, axisCount: 1))),
    ("adaptive-avgpool", "3x8x8", "adaptive-avgpool: 7x6", .adaptiveAveragePool(Extents(7, 6))),
    ("global-avgpool", "3x8x8", "gap", .globalAveragePool),
    ("global-avgpool", "{sequence: 7x3}", "global-avgpool", .reduction(.init(.mean, axes: [1]))),
    (
      "global-maxpool", "3x8x8", "global-maxpool", .reduction(.init(.maximum, axes: [2, 3], keepsAxes: true))
    ),
    ("upsample", "3x8x8", "upsample: 2", .resize(.init(.nearest, .times(2)))),
    (
      "upsample", "3x8x8", "upsample: {size: 9x7, mode: bilinear}",
      .resize(.init(.linear, .to(Extents(9, 7))))
    ),
    ("add", "3", "add: [input, input]", .add),
    ("subtract", "3", "subtract: [input, input]", .elementwise(.subtract)),
    ("multiply", "3", "multiply: input", .elementwise(.multiply)),
    ("maximum", "3", "maximum: input", .elementwise(.maximum)),
    ("concat", "3x8x8", "concat: [input, input, input]", .concatenation(axis: 1)),
    ("concat", "{sequence: 7x3}", "concat: input", .concatenation(axis: 2)),
    ("concat", "{sequence: 7x3}", "concat: {from: input, along: tokens}", .concatenation(axis: 1)),
    (
      "matmul", "{sequence: 7x3}", "matmul: {from: [input, input], transpose: true}",
      .matrixProduct(.init(transposesSecond: true))
    ),
    ("flatten", "3x8x8", "flatten", .flatten),
    ("reshape", "12", "reshape: 3x2x2", .view(.arranged([3, 2, 2], .map))),
    ("as-sequence", "3x8x8", "as-sequence", .view(.positionsAsTokens)),
    ("as-sequence", "{signal: 3x8}", "as-tokens", .view(.permuted([0, 2, 1], .sequence))),
    ("as-signal", "{sequence: 7x3}", "as-signal", .view(.permuted([0, 2, 1], .signal))),
    ("as-map", "{sequence: 6x3}", "as-map: 2x3", .view(.arranged([3, 2, 3], .map))),
    ("first-token", "{sequence: 7x3}", "last-token", .view(.oneToken)),
    ("channel-shuffle", "4x8x8", "channel-shuffle: 2", .view(.shuffle)),
    ("part", "4x8x8", "part: 2", .view(.part(of: 2, axis: 1))),
    (
      "embedding", "{tokens: 7, vocabulary: 50}", "embedding: {width: 3, tied: true}",
      .embedding(.init(50, 3, weights: .shared))
    ),
    ("embedding", "{tokens: 7}", "embedding: {width: 3, vocabulary: 9}", .embedding(.init(9, 3))),
    ("positions", "{sequence: 7x3}", "positions: 10", .learned(.positions(rows: 10, features: 3))),
    ("class-token", "{sequence: 7x3}", "class-token", .learned(.tokens(1, features: 3))),
    ("layer-scale", "{sequence: 7x3}", "layer-scale", .learned(.scale(3))),
    ("rnn", "{sequence: 7x3}", "rnn: 5", .recurrent(.init(.rnn, 3, 5))),
    ("gru", "{sequence: 7x3}", "gru: {hidden: 5, biases: 1}", .recurrent(.init(.gru, 3, 5, biases: 1))),
    (
      "lstm", "{sequence: 7x3}", "lstm: {hidden: 5, bidirectional: true, in: 3}",
      .recurrent(.init(.lstm, 3, 5, isBidirectional: true))
    ),
    ("prelu", "3x8x8", "prelu: channels", .activation(.init(.prelu, parameters: 3))),
  ]

  private func root(_ input: String, _ layers: String) throws -> Module {
    try Description.network(from: Array("input: \(input)\nlayers: [\(layers)]".utf8), file: "f").network.root
  }

  @Test("Each becomes its operation", arguments: samples.indices)
  func operations(_ index: Int) throws {
    let sample = LayerKindTests.samples[index]
    let root = try root(sample.input, sample.layer)
    #expect(root.nodes.count == 1)
    #expect(root.nodes.first?.element == .layer(sample.operation), "\(sample.layer)")
  }

  @Test("Every function of the network model is a kind of its own")
  func activations() throws {
    for function in Operation.Activation.Function.allCases where function != .prelu {
      let root = try root("3", function.rawValue)
      #expect(root.nodes.first?.element == .layer(.activation(.init(function))))
    }
    #expect(try root("3", "swish").nodes.first?.element == .layer(.activation(.init(.silu))))
  }

  @Test("Every kind has a sample here or is a module of its own")
  func coverage() {
    let sampled = Set(
      LayerKindTests.samples.map(\.kind) + Operation.Activation.Function.allCases.map(\.rawValue))
    for kind in LayerKind.all {
      switch kind.meaning {
      case .module, .nothing: continue
      case .layer, .join: #expect(sampled.contains(kind.name), "\(kind.name)")
      }
    }
  }

  @Test("No name means two things")
  func names() {
    var seen: [[UInt8]: String] = [:]
    for kind in LayerKind.all {
      for name in [kind.name] + kind.aliases {
        let folded = Spelling.folded(name)
        #expect(seen[folded] == nil, "\(name) of \(kind.name) and \(seen[folded] ?? "")")
        seen[folded] = kind.name
      }
    }
    for kind in LayerKind.all {
      for option in kind.options + LayerKind.common {
        #expect(seen[Spelling.folded(option)] == nil, "the option \(option) is a kind, too")
      }
      if let main = kind.main { #expect((kind.options + LayerKind.common).contains(main)) }
      #expect(Set(kind.options).count == kind.options.count)
    }
  }

  @Test("Mixture of experts: so many run for each token")
  func experts() throws {
    let root = try root(
      "{sequence: 7x3}", "experts: {count: 8, active: 2, width: 5, gated: true, bias: false}")
    guard case .module(let mixture)? = root.nodes.first?.element,
      case .module(let experts)? = mixture.nodes.last?.element
    else {
      Issue.record("no modules")
      return
    }
    #expect(mixture.nodes.map(\.name) == ["router", "softmax", "chosen", "experts"])
    #expect(experts.nodes.first?.repetitions == 8)
    #expect(experts.nodes.first?.use == .experts(perToken: 2))
  }

  @Test("Layers of training alone have no part in what follows")
  func training() throws {
    let root = try root(
      "3x8x8", "conv: {out: 4, kernel: 1}, block: {layers: [flatten, linear: 10], training: true}, relu")
    #expect(root.nodes.map(\.use) == [.always, .training, .always])
    #expect(root.nodes[2].inputs == [.node(0)])
  }

  @Test("Attention to another input, from within a repeated block")
  func crossAttention() throws {
    let text = """
      inputs: {image: {sequence: 5x6}, words: {tokens: 7, vocabulary: 9}}
      layers:
        - embedding: {width: 4, from: words}
        - block: {repeat: 2, layers: [attention: {heads: 2, memory: image}]}
      """
    let root = try Description.network(from: Array(text.utf8), file: "f").network.root
    guard case .module(let stage)? = root.nodes.last?.element,
      case .module(let block)? = stage.nodes.first?.element,
      case .module(let attention)? = block.nodes.first?.element
    else {
      Issue.record("no modules")
      return
    }
    #expect(root.nodes[0].inputs == [.moduleInput(1)])
    #expect(root.nodes[1].inputs == [.node(0), .moduleInput(0)])
    #expect(stage.nodes[0].inputs == [.input, .moduleInput(1)] && stage.nodes[0].repetitions == 2)
    #expect(attention.nodes[1].inputs == [.moduleInput(1)])
    #expect(attention.nodes[1].element == .linear(6, 4))
  }
}
