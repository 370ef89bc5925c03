public import Derivations
import Networks
import Symbolics

/// A derivation turned into words, tables and calculations: the pieces that the template `worked-solution.LANGUAGE.md`
/// puts together.
///
///     let solution = try WorkedSolution(derivation, wording: wording, detail: .steps)
///     solution.fragments["totals"]
public struct WorkedSolution: Sendable {
  /// The pieces by the names of their placeholders, every name of ``fragmentNames``. A piece that the detail leaves
  /// out has no blocks.
  public let fragments: [String: Fragment]

  /// The placeholders that the template may use.
  public static let fragmentNames = [
    "title", "subtitle", "introduction", "totals", "figure", "shares", "architecture", "growth", "stages",
    "sum",
    "analyses", "conventions", "sources",
  ]

  /// Turns a derivation into pieces.
  ///
  /// - Parameters:
  ///   - detail: how far to unfold.
  ///   - layer: the path of the only part to show, such as `layer1.0.conv2`; all if there is none.
  ///   - analyses: answers to further questions, in this order.
  ///   - growth: the closed forms by which the cost grows with the input, of the same network; see
  ///     ``Derivation/growth()``.
  /// - Throws: ``WorkedSolutionError/noSuchPart(_:)``.
  public init(
    _ derivation: Derivation, wording: Wording, detail: Detail = .steps, layer: String? = nil,
    analyses: [Analysis] = [], growth: ClosedForms? = nil
  ) throws(WorkedSolutionError) {
    var part = derivation.root
    if let layer, !layer.isEmpty {
      guard let found = derivation.part(at: layer) else { throw .noSuchPart(layer) }
      part = found
    }
    var writer = SolutionWriter(derivation, part: part, wording: wording, detail: detail)
    fragments = [
      "title": .inlines(writer.title()),
      "subtitle": .inlines(writer.subtitle()),
      "introduction": .blocks(writer.introduction()),
      "totals": .blocks(writer.totals()),
      "figure": .blocks(writer.figure()),
      "shares": .blocks(writer.shares()),
      "architecture": .blocks(writer.architecture()),
      "growth": .blocks(growth.map { writer.growth($0) } ?? []),
      "stages": .blocks(writer.stages()),
      "sum": .blocks(writer.sum()),
      "analyses": .blocks(analyses.flatMap { AnalysisText.blocks($0, wording: wording) }),
      "conventions": .blocks(writer.conventions()),
      "sources": .blocks(writer.sources()),
    ]
  }
}

/// A piece of a page for a placeholder of a template.
public enum Fragment: Sendable {
  /// For a placeholder within a line.
  case inlines([Inline])
  /// For a placeholder alone on its line.
  case blocks([Block])
}

/// Why a worked solution cannot be written.
public enum WorkedSolutionError: Error, Hashable, Sendable {
  /// The network has no layer or module of this path.
  case noSuchPart(String)
}

/// What the writing of one solution needs to know and to remember. Each fragment is written in a file of its own.
struct SolutionWriter {
  let derivation: Derivation
  /// The part that the solution is about, the whole network in general.
  let part: Part
  let wording: Wording
  let detail: Detail
  /// Layers that were derived in full: a later one of the same kind and sizes refers to it.
  var derived: [LayerKey: String] = [:]
  /// Output sizes that were derived in full, by the layer that did.
  var derivedSizes: [SizeKey: String] = [:]

  init(_ derivation: Derivation, part: Part, wording: Wording, detail: Detail) {
    self.derivation = derivation
    self.part = part
    self.wording = wording
    self.detail = detail
  }

  /// Whether the solution is about the whole network.
  var isWhole: Bool { part.path.isEmpty }

  /// The parts that totals are split into: those of the network or module, or the layer itself.
  var rows: [Part] { part.parts.isEmpty ? [part] : part.parts }

  func title() -> [Inline] {
    isWhole
      ? wording.inlines(.solutionTitle, ["network": .text(derivation.network.title)])
      : wording.inlines(
        .solutionTitleOfPart, ["part": .code(part.path), "network": .text(derivation.network.title)])
  }

  func subtitle() -> [Inline] {
    wording.inlines(
      .solutionSubtitle,
      ["input": .inlines(inputWords()), "batch": .number(.init(derivation.input.batch))])
  }

  /// What goes in, without a batch of one: `3 × 224 × 224`, `1,024 tokens`.
  func inputWords() -> [Inline] {
    wording.list(
      derivation.inputs.map { shape in
        guard shape.layout == .tokens else { return [.math(Math(sizes(shape)))] }
        return wording.inlines(.inputTokens, ["count": .number(.init(shape.dimensions[1]))])
      })
  }

  func introduction() -> [Block] {
    var values: WordingValues = [
      "network": .text(derivation.network.title), "part": isWhole ? .text("") : .code(part.path),
      "parameters": .number(part.value(.parameters)), "macs": .number(part.value(.macs)),
      "flops": .number(part.value(.flops)),
    ]
    values.add(
      "short-parameters", Math.short(part.value(.parameters), in: wording.language).map { .math($0) })
    values.add("short-macs", Math.short(part.value(.macs), in: wording.language).map { .math($0) })
    values.add("short-flops", Math.short(part.value(.flops), in: wording.language).map { .math($0) })
    var blocks: [Block] = [
      .paragraph(wording.inlines(isWhole ? .solutionIntroduction : .solutionIntroductionOfPart, values))
    ]
    if let active = part.step(.activeParameters)?.value {
      var values: WordingValues = ["active": .number(active)]
      values.add("short", Math.short(active, in: wording.language).map { .math($0) })
      blocks.append(.paragraph(wording.inlines(.solutionActive, values)))
    }
    if detail == .steps { blocks.append(.paragraph(wording.inlines(.solutionHowToRead))) }
    return blocks
  }
}
