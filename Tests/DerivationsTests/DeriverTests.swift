import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Networks that are large, wrong or odd")
struct DeriverTests {
  private func error(_ network: Network, input: Shape? = nil, batch: Int = 1) -> DerivationError? {
    do throws(DerivationError) {
      _ = try derive(network, input: input, batch: batch)
      return nil
    } catch { return error }
  }

  private var block: Module {
    var block = Module(.block)
    block.append("conv", .convolution(4, 4, kernel: 3))
    return block
  }

  @Test("A block repeated a million times, or 10^14 times, is derived once")
  func manyCopies() throws {
    for copies in [1_000_000, 100_000_000_000_000] {
      var root = Module(.network)
      root.append("0", .module(block), repetitions: copies)
      let derivation = try derive(Network(root, input: [4, 8, 8]))
      #expect(derivation.layers.count == 1)
      #expect(derivation.layers.first?.multiplicity == copies)
      #expect(derivation.root.value(.macs) == Rational(copies * 9 * 4 * 4 * 64))
      #expect(derivation.part(at: "\(copies - 1).conv")?.path == "0.conv")
      #expect(derivation.part(at: "\(copies).conv") == nil)
      #expect(derivation.census.blocks == copies)
    }
  }

  @Test("More copies than can be counted are refused")
  func tooManyCopies() {
    var inner = Module(.block)
    inner.append("0", .module(block), repetitions: .max)
    #expect(error(Network(inner, input: [4, 8, 8])) == .tooManyLayers(path: "0"))
    var middle = Module(.stage)
    middle.append("a", .module(block), repetitions: 1 << 40)
    var outer = Module(.network)
    outer.append("b", .module(middle), repetitions: 1 << 40)
    #expect(error(Network(outer, input: [4, 8, 8])) == .tooManyLayers(path: "b"))
  }

  @Test("Inputs that are empty, negative, of another rank or too large are refused")
  func impossibleInputs() throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    for dimensions in [
      [], [0, 3, 224, 224], [1, 3, 0, 224], [1, 3, -224, 224], [-1, 3, 8, 8], [1, 3, 8, .min],
    ] {
      #expect(error(network, input: Shape(dimensions)) == .shape(.emptyInput(Shape(dimensions))))
    }
    #expect(error(network, batch: 0) != nil)
    #expect(error(network, batch: .min) != nil)
    #expect(
      error(network, input: Shape([1, 3, 224]))
        == .shape(.rankMismatch(path: "conv1", expected: 4, found: 3)))
    #expect(
      error(network, input: Shape([1, 4, 224, 224]))
        == .shape(.channelMismatch(path: "conv1", expected: 3, found: 4)))
    let huge = 1 << 62
    #expect(
      error(network, input: Shape([1, 3, huge, huge]))
        == .arithmetic(.overflow, path: "conv1", step: "conv.macs"))
    #expect(error(network, input: Shape([.max, 3, .max, .max])) != nil)
    let small = Network.of([("conv", .convolution(3, 4, kernel: 5, padding: 0))], input: [3, 5, 5])
    #expect(error(small) == nil)
    #expect(
      error(small, input: Shape([1, 3, 1, 5]))
        == .shape(.windowTooLarge(path: "conv", size: 1, kernel: 5, padding: 0)))
  }

  @Test("Overflow of a total is an error too")
  func totalOverflow() {
    var root = Module(.network)
    let size = 1 << 30
    root.append("a", .convolution(size, size, kernel: 1))
    root.append("b", .module(nested(.convolution(size, size, kernel: 1))), repetitions: 1 << 46)
    #expect(
      error(Network(root, input: [size, 1 << 20, 1]))
        == .arithmetic(.overflow, path: "", step: "sum.flops"))
  }

  private func nested(_ element: Module.Element) -> Module {
    var module = Module(.block)
    module.append("x", element)
    return module
  }

  @Test("Malformed modules are refused, not followed")
  func malformed() {
    #expect(error(Network(Module(.network), input: [3, 8, 8])) == .emptyModule(path: ""))
    var forward = Module(.network)
    forward.append("a", .relu, from: [.node(1)])
    forward.append("b", .relu)
    #expect(error(Network(forward, input: [3, 8, 8])) == .wrongSource(path: "a"))
    var negative = Module(.network)
    negative.append("a", .relu, from: [.node(-1)])
    #expect(error(Network(negative, input: [3, 8, 8])) == .wrongSource(path: "a"))
    var twice = Module(.network)
    twice.append("a", .relu)
    twice.append("a", .relu)
    #expect(error(Network(twice, input: [3, 8, 8])) == .duplicateName(path: "a"))
    var overlapping = Module(.network)
    overlapping.append("0", .relu, repetitions: 3)
    overlapping.append("2", .relu)
    #expect(error(Network(overlapping, input: [3, 8, 8])) == .duplicateName(path: "2"))
    var never = Module(.network)
    never.append("a", .relu, repetitions: 0)
    #expect(error(Network(never, input: [3, 8, 8])) == .impossibleRepetition(path: "a", repetitions: 0))
    var growing = Module(.network)
    growing.append("0", .convolution(3, 3, kernel: 3, stride: 2), repetitions: 2)
    #expect(
      error(Network(growing, input: [3, 8, 8]))
        == .repetitionChangesShape(path: "0", input: Shape([1, 3, 8, 8]), output: Shape([1, 3, 4, 4])))
    var sum = Module(.network)
    sum.append("a", .add, from: [.input, .input], repetitions: 2)
    // Each copy is fed by the one before and by the same second tensor.
    #expect(error(Network(sum, input: [3, 8, 8])) == nil)
  }

  @Test("What runs in training only has its parameters, whatever shapes stand before it")
  func idle() throws {
    let window = Operation.Window(kernel: 3)
    let norms: [Operation.Norm.Kind] = [.batch, .layer, .rms, .group, .instance, .localResponse]
    let layers: [(Module.Element, parameters: Int)] =
      [
        (.linear(11, 13), 11 * 13 + 13), (.convolution(6, 14, kernel: 3, groups: 2, hasBias: true), 14 * 28),
        (.transposedConvolution(6, 14, kernel: 3), 14 * 55), (.embedding(11, 13), 11 * 13),
        (.layer(.recurrent(.init(.lstm, 11, 13))), 4 * 13 * (11 + 13 + 2)), (.layer(.maxPool(window)), 0),
        (.learned(.tokens(2, features: 13)), 26), (.learned(.positions(rows: 5, features: 13)), 65),
        (.learned(.scale(13)), 13), (.learned(.relativeBias(window: 7, heads: 3)), 13 * 13 * 3),
        (.learned(.distanceBias(buckets: 5, heads: 3)), 15), (.learned(.tensor([5, 3])), 15), (.relu, 0),
        (.layer(.activation(.init(.prelu, parameters: 1))), 1),
        (.view(.cropped), 0), (.concatenation(), 0), (.flatten, 0),
      ]
      + norms.map { kind in
        let norm = Operation.Norm(kind, 14)
        return (.layer(.norm(norm)), (norm.hasScale ? 14 : 0) + (norm.hasShift ? 14 : 0))
      }
    for input in [[4, 8, 9], [5], [6, 7]] {
      for (element, parameters) in layers {
        var head = Module(.group)
        head.append("layer", element)
        var root = Module(.network)
        root.append("body", .relu)
        root.append("head", .module(head), use: .training)
        root.append("end", .relu, from: [.node(0)])
        let derivation = try derive(Network(root, input: input), convention: .everyOperation)
        #expect(derivation.part(at: "head")?.value(.parameters) == Rational(parameters), "\(element)")
        #expect(derivation.root.value(.macs) == 0)
        #expect(derivation.root.output.dimensions == [1] + input)
      }
    }
  }

  @Test("A rectifier learns as many slopes as it says, whatever the channels")
  func slopes() throws {
    for slopes in [1, 3] {
      let rectifier = Module.Element.layer(.activation(.init(.prelu, parameters: slopes)))
      let root = try derive(Network.of([("prelu", rectifier)], input: [3, 8, 8])).root
      #expect(root.value(.parameters) == Rational(slopes))
    }
  }

  @Test("Modules nested too deep are refused")
  func tooDeep() {
    var module = nested(.relu)
    for _ in 0..<(DerivationError.maximumDepth - 2) { module = nested(.module(module)) }
    #expect(error(Network(nested(.module(module)), input: [3, 8, 8])) == nil)
    for _ in 0..<200 { module = nested(.module(module)) }
    guard case .tooDeep = error(Network(module, input: [3, 8, 8])) else {
      Issue.record("not refused")
      return
    }
  }

  @Test("A network without multiply-adds has the total 0, and vectors of any rank are taken")
  func nothingToCount() throws {
    var root = Module(.network)
    root.append("relu", .relu)
    for input in [[1, 3], [2, 3, 5], [2, 3, 5, 7], [2, 3, 5, 7, 11]] {
      let derivation = try derive(
        Network(root, input: []), input: Shape(input), convention: .everyOperation)
      #expect(derivation.root.step(.macs)?.value == .zero)
      #expect(derivation.root.value(.counted) == Rational(input.reduce(1, *)))
      try expectLaws(of: derivation)
    }
  }
}
