import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Masks, gradients and refusals")
struct AnalysisDetailTests {
  @Test("Pairs that a query sees, counted one by one", arguments: 0..<200)
  func pairs(_ seed: Int) throws {
    var dice = Dice(seed)
    let (tokens, past, window) = (dice.pick(1...9), dice.pick(0...7), dice.pick(1...12))
    let mask: Operation.Attention.Mask = dice.chance(50) ? .causal : .window(window)
    let (heads, width, batch) = (dice.pick(1...3), dice.pick(1...4), dice.pick(1...3))
    var seen = 0
    for query in past..<(past + tokens) {
      for key in 0...query {
        if case .window(let size) = mask, query - key >= size { continue }
        seen += 1
      }
    }
    let attention = Operation.Attention(heads: heads, keyWidth: width, past: past, mask: mask)
    let network = Network.of([("core", .attention(attention))], input: [tokens, 3 * heads * width])
    let section = try derive(network, batch: batch).analysis(.causal).sections.first
    #expect(section?.rows.first?.steps.first { $0.symbol == Symbol("Pairs") }?.value == Rational(seen))
    #expect(section?.result(.pairsSeen) == Rational(2 * batch * heads * seen * 2 * width))
    #expect(
      section?.result(.allPairs) == Rational(2 * batch * heads * tokens * (tokens + past) * 2 * width))
  }

  @Test("Data needs no gradient, whatever stands between it and the first layer that learns")
  func firstLayer() throws {
    var root = Module(.network)
    let pooled = root.append("pool", .averagePool(kernel: 2, stride: 2))
    let first = root.append("a", .convolution(3, 4, kernel: 3), from: [pooled])
    let second = root.append("b", .convolution(3, 4, kernel: 1), from: [pooled])
    let sum = root.append("add", .add, from: [first, second])
    root.append("c", .convolution(4, 5, kernel: 3), from: [sum])
    let derivation = try derive(Network(root, input: [3, 8, 8]))
    let walk = GradientWalk(derivation)
    #expect(walk.spared.map { $0.path } == ["a", "b"])
    #expect(walk.spared.allSatisfy { $0.share == nil && $0.copies == 1 })
  }

  @Test("Of copies in a row only the first gets data")
  func chain() throws {
    var root = Module(.network)
    root.append("0", .convolution(3, 3, kernel: 3), repetitions: 4)
    let derivation = try derive(Network(root, input: [3, 8, 8]))
    let one = try #require(derivation.part(at: "0")).value(.flops)
    let section = try derivation.analysis(.training).section(.trainingStep)
    #expect(section?.result(.dataGradient) == one)
    #expect(try section?.result(.step) == one.multiplied(by: 11))
  }

  @Test("A recurrent layer over data is spared the product with its input, not that with its state")
  func recurrent() throws {
    var root = Module(.network)
    root.append("lstm", .layer(.recurrent(Operation.Recurrent(.lstm, 5, 7))))
    let section = try derive(Network(root, input: [6, 5])).analysis(.training).section(.trainingStep)
    #expect(section?.result(.dataGradient) == Rational(2 * 6 * 4 * 7 * 5))
  }

  @Test("Products of tensors have a gradient for each that needs one")
  func products() throws {
    var root = Module(.network)
    let data = root.append("flat", .view(.arranged([4, 3], .sequence)), from: [.input])
    let learned = root.append("fc", .linear(3, 3), from: [data])
    let (q, k, v) = (learned, data, learned)
    root.append("core", .attention(.init(heads: 1, keyWidth: 3)), from: [q, k, v])
    let spared = GradientWalk(try derive(Network(root, input: [4, 3]))).spared
    #expect(spared.map { $0.path } == ["fc", "core"])
    // Of the four products backward the one for the keys.
    #expect(try spared.last?.share?.evaluated() == .half)
  }

  @Test("Why a question does not apply is said")
  func refusals() throws {
    let image = try derived("resnet18", tokens: nil)
    #expect(try image.analysis(.causal).sections.first?.refusal == .noAttention)
    #expect(try image.analysis(.experts).sections.first?.refusal == .noExperts)
    #expect(try image.analysis(.inference).sections.first?.refusal == .noCache)
    #expect(try image.analysis(.shortcuts).section(.twoN)?.refusal == .noTokens)
    #expect(try image.analysis(.shortcuts).section(.chinchilla)?.refusal == .noTokens)
    #expect(try image.analysis(.roofline).sections.first?.refusal == .needs(.peak))
    #expect(try image.analysis(.training).section(.trainingRun)?.refusal == .needs(.trainingExamples))
    let encoder = try derived("bert-base", tokens: 16)
    #expect(try encoder.analysis(.causal).sections.first?.refusal == .noMask)
    #expect(try encoder.analysis(.training).section(.trainingRun)?.refusal == .needs(.trainingTokens))
    let patches = try derived("vit_b_16", tokens: nil)
    #expect(try patches.analysis(.shortcuts).section(.twoN)?.refusal == nil)
    #expect(try patches.analysis(.shortcuts).section(.chinchilla)?.refusal == .noVocabulary)
    let windows = try derived("swin_t", tokens: nil).analysis(.shortcuts).section(.twoN)
    #expect(windows?.refusal == .noTokens)
    let behind = try derived("gpt2", tokens: 4, past: 4).analysis(.shortcuts)
    #expect(behind.section(.kaplan)?.refusal == .behindCached)
    #expect(behind.section(.twoN)?.refusal == nil)
  }

  @Test("Dense and sparse blocks have no one inner width")
  func innerWidth() throws {
    let section = try derived("deepseek-v3", tokens: 4).analysis(.shortcuts).section(.chinchilla)
    guard case .differs(.innerWidth, _, 18_432, _, 2_048) = section?.refusal else {
      Issue.record("\(String(describing: section?.refusal))")
      return
    }
  }

  @Test("Numbers beyond 127 bits are an error, never a trap")
  func overflow() throws {
    let derivation = try derived("gpt3", tokens: 2048)
    let huge = try Rational(10).raised(to: 37)
    let settings = Analysis.Settings(peak: huge, utilisation: huge, devices: huge, trainingTokens: huge)
    #expect(throws: DerivationError.self) { try derivation.analysis(.training, settings) }
    for kind in Analysis.Kind.allCases {
      let zero = Analysis.Settings(peak: .zero, bandwidth: .zero, trainingTokens: .zero)
      _ = try? derivation.analysis(kind, zero, decode: derivation)
    }
  }

  @Test("Experts beyond the tokens are not read")
  func expertsRead() throws {
    let one = try #require(derived("mixtral-8x7b", tokens: 1).analysis(.roofline).sections.first)
    let many = try #require(derived("mixtral-8x7b", tokens: 64).analysis(.roofline).sections.first)
    func weights(_ section: Analysis.Section) -> Rational? {
      section.rows.first { $0.label == .kind(.linear) }?.steps.first { $0.quantity == .parameters }?.value
    }
    let expert = Rational(3 * 4096 * 14_336 * 32)
    #expect(try weights(many)?.subtracting(#require(weights(one))) == expert.multiplied(by: 6))
  }

  @Test("Names of formats and devices are forgiving")
  func names() {
    #expect(NumberFormat.named("BF-16") == .bf16)
    #expect(NumberFormat.named("float32") == .fp32)
    #expect(NumberFormat.named("fp64") == nil)
    #expect(Accelerator.named("A100")?.bandwidth == Rational(whole: 2_039_000_000_000))
    #expect(Analysis.Kind.named("Shortcuts") == .shortcuts)
  }
}
