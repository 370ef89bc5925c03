import Longhand

/// What the words of `derive` ask for, worked out: on the command line and in notes.
struct DeriveRequest {
  let derivation: Derivation
  private let forms: ClosedForms?
  private let analyses: [Analysis]
  private let path: String
  private let detail: Detail

  init(_ invocation: Invocation) throws(Failure) {
    let convention = try NetworkArgument.convention(invocation[.convention])
    let source = try NetworkSource(invocation.operands[0], invocation)
    let letters = try DeriveRequest.letters(invocation)
    let options = try AnalysisOptions(invocation)
    var forms: ClosedForms?
    do throws(DerivationError) {
      if let letters {
        let closed = try ClosedForms(
          source.network, inputs: source.inputs, convention: convention, keeping: letters)
        (derivation, forms) = (closed.derivation, closed)
      } else {
        derivation = try Longhand.derive(source.network, inputs: source.inputs, convention: convention)
      }
    } catch { throw source.failure(error) }
    self.forms = forms
    path = invocation[.layer] ?? ""
    guard derivation.part(at: path) != nil else { throw DeriveRequest.noSuchLayer(path, in: derivation) }
    try DeriveRequest.refuseCombination(of: options, invocation)
    detail = invocation[.detail].flatMap { Detail(rawValue: $0) } ?? (options.isEmpty ? .steps : .totals)
    do throws(DerivationError) {
      analyses = try options.analyses(of: derivation, invocation.operands[0], invocation)
    } catch { throw source.failure(error) }
  }

  /// How the cost grows with the input, of a whole network; nil where it cannot be told.
  private func growth() -> ClosedForms? {
    path.isEmpty ? try? derivation.growth() : nil
  }

  /// The result for programs.
  func json() -> [UInt8] {
    forms?.json(layer: path) ?? derivation.json(detail: detail, layer: path, analyses: analyses) ?? []
  }

  /// The result for people: a page of its own, or a part of a note, which leaves out what a page says once.
  func document(_ pages: Pages, inNote: Bool = false) throws(Failure) -> Document {
    let document: Document?
    if let forms {
      document = pages.closedForms(forms, layer: path)
    } else {
      let isLayer = derivation.part(at: path)?.parts.isEmpty ?? false
      let template = !inNote ? "worked-solution" : isLayer ? "note-layer" : "note-network"
      do throws(TemplateError) {
        document = try pages.solution(
          of: derivation, detail: detail, layer: path, analyses: analyses,
          growth: inNote ? nil : growth(), template: template)
      } catch { throw Failure(error) }
    }
    guard let document else { throw DeriveRequest.noSuchLayer(path, in: derivation) }
    return document
  }

  /// The identifiers of the formulas that the part uses.
  var formulas: [String] {
    var ids: Set<String> = []
    func visit(_ part: Part) {
      if part.parts.isEmpty { for step in part.steps where step.quantity != .counted { ids.insert(step.id) } }
      for inner in part.parts { visit(inner) }
    }
    if let part = derivation.part(at: path) { visit(part) }
    return ids.sorted()
  }

  /// Further quantities are of the whole network, and of numbers.
  private static func refuseCombination(of options: AnalysisOptions, _ invocation: Invocation) throws(Failure)
  {
    if options.isEmpty { return }
    for option in [Option.layer, .symbolic] where invocation.has(option) {
      throw Failure(
        "--with and --\(option.name) do not go together",
        help: ["Further quantities are about the whole network with its numbers."])
    }
  }

  /// The letters of `--symbolic`; nil without it.
  private static func letters(_ invocation: Invocation) throws(Failure) -> [ClosedForm.Letter]? {
    guard let words = invocation[.symbolic] else { return nil }
    let names = ClosedForm.Letter.allCases.map { $0.name }
    var letters: [ClosedForm.Letter] = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false).map({ String($0) }) {
      guard let letter = ClosedForm.Letter.allCases.first(where: { $0.name == word }) else {
        throw Failure(
          "--symbolic cannot keep \(quoted(word))",
          help: [
            suggestion(for: word, among: names),
            "It keeps \(names.joined(separator: ", ")), with commas between.",
          ]
          .compactMap { $0 })
      }
      if !letters.contains(letter) { letters.append(letter) }
    }
    return letters
  }

  static func noSuchLayer(_ path: String, in derivation: Derivation) -> Failure {
    var paths: [String] = []
    func visit(_ part: Part) {
      paths.append(part.path)
      for inner in part.parts { visit(inner) }
    }
    for part in derivation.root.parts { visit(part) }
    let first = derivation.root.parts.map { $0.path }.joined(separator: ", ")
    return Failure(
      "\(derivation.network.title) has no part \(quoted(path))",
      help: [suggestion(for: path, among: paths), "Its parts are \(first), and the parts of these."]
        .compactMap { $0 })
  }
}
