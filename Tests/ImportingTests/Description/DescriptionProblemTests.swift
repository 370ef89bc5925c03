import Networks
import Testing

@testable import Importing

@Suite("Problems of descriptions, at their places")
struct DescriptionProblemTests {
  private func error(_ marked: String, sourceLocation: SourceLocation) -> ImportError.Problem? {
    let text = MarkedText(marked)
    do throws(ImportError) {
      _ = try Description.network(from: text.bytes, file: "f.yaml")
      Issue.record("no error", sourceLocation: sourceLocation)
    } catch {
      #expect(
        error.line == text.line && error.column == text.column,
        "found at \(error.line ?? 0):\(error.column ?? 0), \(error.problem)", sourceLocation: sourceLocation)
      return error.problem
    }
    return nil
  }

  /// The problem of a description, which must lie at its mark.
  private func problem(
    _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> DescriptionProblem? {
    guard case .description(let problem)? = error(marked, sourceLocation: sourceLocation) else { return nil }
    return problem
  }

  /// The problem of layers behind a small image.
  private func layers(
    _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> DescriptionProblem? {
    problem("input: 3x8x8\nlayers:\n" + marked, sourceLocation: sourceLocation)
  }

  private func text(
    _ marked: String, sourceLocation: SourceLocation = #_sourceLocation
  ) -> TextProblem? {
    guard case .text(let problem)? = error(marked, sourceLocation: sourceLocation) else { return nil }
    return problem
  }

  private func place(_ line: Int, _ column: Int) -> FilePlace {
    FilePlace(file: "f.yaml", line: line, column: column)
  }

  @Test("Kinds")
  func kinds() {
    #expect(layers("  - ▸rellu") == .unknownKind("rellu", nearest: "relu"))
    #expect(layers("  - ▸convv: {out: 3}") == .unknownKind("convv", nearest: "conv"))
    #expect(layers("  - {name: c, ▸maxpol: 3}") == .unknownKind("maxpol", nearest: "maxpool"))
    #expect(layers("  - ▸frobnicate: 3") == .unknownKind("frobnicate", nearest: nil))
    #expect(layers("  - ▸{name: a, repeat: 3}") == .noKind(nearest: nil))
    #expect(layers("  ▸-") == .noKind(nearest: nil))
    #expect(layers("  - conv: {out: 3, kernel: 1}\n    ▸relu:") == .severalKinds("conv", "relu"))
    #expect(layers("  - relu: ▸3") == .takesNoValue(kind: "relu"))
    #expect(layers("  ▸[]") == .noLayers)
    #expect(layers("  - block: ▸[]") == .noLayers)
    #expect(layers("  ▸- dropout") == .noLayers)
    #expect(text("input: 3x8x8\nlayers: [▸[relu]]") == .wrongKind(expected: .mapping, found: .sequence))
  }

  @Test("Options")
  func options() {
    let known = LayerKind.named("conv").map { $0.options + LayerKind.common } ?? []
    #expect(
      text("input: 3x8x8\nlayers:\n  - conv: {out: 3, ▸kernal: 3}")
        == .unknownKey("kernal", nearest: "kernel", known: known))
    #expect(
      text("input: 3x8x8\nlayers:\n  - conv: 3\n    ▸kernal: 3")
        == .unknownKey("kernal", nearest: "kernel", known: known))
    #expect(layers("  - conv: {out: 3, kernel: 3}\n    ▸out: 4") == .givenTwice(option: "out"))
    #expect(layers("  - conv: 3\n    ▸out: 4") == .givenTwice(option: "out"))
    #expect(text("input: 3x8x8\nlayers:\n  - ▸conv: 3") == .missingKey("kernel"))
    #expect(text("input: 3x8x8\nlayers:\n  - ▸conv: {kernel: 3}") == .missingKey("out"))
    #expect(text("input: 3x8x8\nlayers:\n  - ▸linear") == nil)
    #expect(
      text("input: 3x8x8\nlayers:\n  - conv: {out: ▸0, kernel: 3}")
        == .outOfRange("0", least: 1, most: Options.largest))
    #expect(
      text("input: 3x8x8\nlayers:\n  - conv: {out: 3, kernel: 3, bias: ▸no}")
        == .wrongKind(expected: .bool, found: .scalar("no")))
    #expect(layers("  - conv: {out: 3, kernel: ▸3x3x3}") == .wrongSizeCount(needed: 2, found: 3))
    #expect(layers("  - conv: {out: 3, kernel: ▸[]}") == .wrongSizeCount(needed: 2, found: 0))
    #expect(layers("  - conv: {out: 3, kernel: 3, in: ▸4}") == .contradictsInput(given: 4, comesIn: 3))
    #expect(layers("  - conv: {out: ▸3 3, kernel: 3}") == .badArithmetic("3 3"))
    #expect(layers("  - conv: {out: ▸channels/2, kernel: 3}") == .notWhole("channels/2"))
    #expect(
      layers("  - conv: {out: ▸4*chanels, kernel: 3}")
        == .unknownVariable("chanels", nearest: "channels", known: ["channels", "features"]))
    #expect(
      layers("  - as-sequence\n  - feedforward: {activation: ▸gulu}")
        == .unknownWord(
          "gulu", nearest: "gelu", known: Operation.Activation.Function.allCases.map(\.rawValue) + ["swish"]))
    #expect(layers("  - relu: {▸first: {}}") == .firstOfOne)
    #expect(layers("  - upsample: {times: 2, ▸size: 3}") == .bothGiven("times", "size"))
    #expect(layers("  - as-sequence\n  - attention: {heads: ▸2}") == .notWhole("3/2"))
  }

  @Test("Names")
  func names() {
    #expect(layers("  - relu: {name: ▸a.b}") == .badName("a.b"))
    #expect(layers("  - relu: {name: ▸a-b}") == .badName("a-b"))
    #expect(layers("  - relu: {name: ▸input}") == .badName("input"))
    #expect(layers("  - relu: {name: ▸\"\"}") == .badName(""))
    #expect(layers("  - relu: {name: a}\n  - tanh: {name: ▸a}") == .duplicateName("a", first: place(3, 18)))
    #expect(layers("  - relu: {name: skip}\n  - add: ▸skp") == .unknownName("skp", nearest: "skip"))
    #expect(layers("  - add: ▸later\n  - relu: {name: later}") == .unknownName("later", nearest: nil))
    #expect(
      layers("  - block: [relu: {name: inner}]\n  - add: ▸inner") == .unknownName("inner", nearest: nil))
    #expect(layers("  - ▸add") == .wrongSources(kind: "add", takes: 2, found: 1))
    #expect(layers("  - add: ▸[input, input, input]") == .wrongSources(kind: "add", takes: 2, found: 3))
    #expect(layers("  - relu: {from: ▸[input, input]}") == .wrongSources(kind: "relu", takes: 1, found: 2))
    #expect(layers("  - ▸concat") == .wrongSources(kind: "concat", takes: 2, found: 1))
    #expect(layers("  - parallel: ▸[[relu]]") == .wrongSources(kind: "parallel", takes: 2, found: 1))
  }

  @Test("Shapes")
  func shapes() {
    let map = Shape([1, 3, 8, 8], .map)
    #expect(
      layers("  - ▸linear: 10")
        == .wrongLayout(kind: "linear", takes: [.vector, .sequence, .mapLast, .windows], found: map))
    #expect(
      layers("  - ▸attention: 1")
        == .wrongLayout(kind: "attention", takes: [.sequence, .windows], found: map))
    #expect(
      problem("input: {tokens: 4}\nlayers:\n  - relu\n  - ▸linear: 3")
        == .wrongLayout(
          kind: "linear", takes: [.vector, .sequence, .mapLast, .windows], found: Shape([1, 4], .tokens)))
    #expect(
      layers("  - ▸conv: {out: 3, kernel: 9}")
        == .shape(.windowTooLarge(path: "conv1", size: 8, kernel: 9, padding: 0)))
    #expect(
      layers("  - block:\n      - ▸groupnorm: 2")
        == .shape(.impossibleOption(path: "block1.groupnorm1", option: "G", value: 2)))
    #expect(
      layers("  - ▸residual: [conv: {out: 4, kernel: 1}]")
        == .residualMismatch(branch: Shape([1, 4, 8, 8], .map), input: map))
    #expect(
      layers("  - ▸Conv1d: {out: 3, kernel: 1}") == .wrongLayout(kind: "Conv1d", takes: [.signal], found: map)
    )
    #expect(
      layers("  - reshape: ▸3x3x3") == .wrongValueCount(found: map, wanted: [3, 3, 3]))
    #expect(
      layers("  - conv: {out: 4, kernel: 1, name: c}\n  - maxpool: 2\n  - ▸add: c")
        == .shape(
          .sumMismatch(path: "add1", first: Shape([1, 4, 4, 4], .map), second: Shape([1, 4, 8, 8], .map))))
  }

  @Test("Definitions")
  func definitions() {
    #expect(problem("input: 3\ndefine:\n  ▸conv: [relu]\nlayers: [relu]") == .reservedName("conv"))
    #expect(problem("input: 3\ndefine:\n  ▸kernel: [relu]\nlayers: [relu]") == .reservedName("kernel"))
    #expect(
      problem("input: 3\ndefine:\n  b: {parameters: {▸channels: 3}, layers: [relu]}\nlayers: [b]")
        == .reservedName("channels"))
    #expect(problem("input: 3\ndefine:\n  ▸b-c: [relu]\nlayers: [relu]") == .badName("b-c"))
    #expect(text("input: 3\ndefine:\n  b: ▸{parameters: {}}\nlayers: [b]") == .missingKey("layers"))
    #expect(
      text("input: 3\ndefine:\n  b: {parameters: {w: }, layers: [linear: w]}\nlayers: [▸b]")
        == .missingKey("w"))
    #expect(
      text("input: 3\ndefine:\n  b: {parameters: {w: }, layers: [linear: w]}\nlayers: [b: {w: 3, ▸v: 4}]")
        == .unknownKey("v", nearest: "w", known: ["w"] + LayerKind.common))
    #expect(
      problem("input: 3\ndefine:\n  a: [b]\n  b: [▸a]\nlayers: [a]") == .recursion(["a", "b", "a"]))
    // The value of a parameter is marked where it is given.
    #expect(
      text("input: 3\ndefine:\n  b: {parameters: {w: }, layers: [linear: w]}\nlayers: [b: ▸large]")
        == nil)
  }

  @Test("The head of the file")
  func head() {
    #expect(text("▸layers: [relu]") == .missingKey("input"))
    #expect(text("▸input: 3") == .missingKey("layers"))
    #expect(
      text("input: 3\n▸layer: [relu]")
        == .unknownKey(
          "layer", nearest: "layers",
          known: ["name", "source", "input", "inputs", "defaults", "define", "layers"]))
    #expect(problem("input: ▸4x4\nlayers: [relu]") == .ambiguousInput("4x4"))
    #expect(problem("input: ▸3x224x\nlayers: [relu]") == .badSizes("3x224x"))
    #expect(problem("input: ▸1x2x3x4x5\nlayers: [relu]") == .badSizes("1x2x3x4x5"))
    #expect(text("input: ▸3x0x3\nlayers: [relu]") == .outOfRange("3x0x3", least: 1, most: Options.largest))
    #expect(
      problem("input: ▸{vocabulary: 3}\nlayers: [relu]")
        == .inputNeedsOneOf(["image", "vector", "tokens", "sequence", "signal", "volume"]))
    #expect(problem("input: {image: ▸3x4}\nlayers: [relu]") == .wrongSizeCount(needed: 3, found: 2))
    #expect(problem("input: 3\n▸inputs: {a: 3}\nlayers: [relu]") == .bothGiven("input", "inputs"))
    #expect(
      problem("defaults: {▸cnov: {kernel: 3}}\ninput: 3\nlayers: [relu]")
        == .unknownKind("cnov", nearest: "conv"))
    #expect(
      text("source: {year: ▸soon}\ninput: 3\nlayers: [relu]")
        == .wrongKind(expected: .integer, found: .scalar("soon")))
  }
}
