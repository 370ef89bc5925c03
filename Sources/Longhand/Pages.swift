public import Checking
public import Derivations
public import Explaining
import Networks
public import Publishing

/// Writes pages in one language: the wording, the templates and the writers of formats, read and checked once.
///
///     let pages = try Pages(language: .chinese)
///     let html = try pages.solution(of: derivation, as: .html)
public struct Pages: Sendable {
  /// The words of the language.
  public let wording: Wording
  /// The writers of formats.
  public let publisher: Publisher
  private let templates: Templates

  /// Reads what the pages of a language need.
  ///
  /// - Throws: ``TemplateError``: the first thing that is wrong with the templates, with its place.
  public init(language: Language = .english, templates: Templates = Templates()) throws(TemplateError) {
    self.templates = templates
    wording = try templates.wording(language)
    publisher = try Publisher(templates: templates)
  }

  /// A worked solution as a document.
  ///
  /// - Parameters:
  ///   - detail: how far it is unfolded.
  ///   - layer: the path of the only part to show.
  ///   - analyses: answers to further questions, shown behind the sum.
  ///   - growth: the closed forms by which the cost grows with the input; see ``Derivation/growth()``.
  /// - Throws: ``TemplateError`` if the template of worked solutions cannot be used; nil for an unknown path.
  public func solution(
    of derivation: Derivation, detail: Detail = .steps, layer: String? = nil, analyses: [Analysis] = [],
    growth: ClosedForms? = nil
  ) throws(TemplateError) -> Document? {
    let solution: WorkedSolution
    do throws(WorkedSolutionError) {
      solution = try WorkedSolution(
        derivation, wording: wording, detail: detail, layer: layer, analyses: analyses, growth: growth)
    } catch { return nil }
    return try templates.document(
      named: "worked-solution", language: wording.language, fragments: solution.fragments)
  }

  /// The feedback on a working as a document.
  ///
  /// - Parameters:
  ///   - text: the working in UTF-8, as it was checked.
  ///   - file: its name.
  /// - Throws: ``TemplateError`` if the template of feedback cannot be used.
  public func feedback(on diagnosis: Diagnosis, text: [UInt8], file: String) throws(TemplateError) -> Document
  {
    let feedback = Feedback(
      diagnosis, text: text, file: file, wording: wording, derivations: derivations(for: diagnosis))
    return try templates.document(
      named: "feedback", language: wording.language, fragments: feedback.fragments)
  }

  /// A diagnosis for the terminal; see ``Publisher/terminal(_:text:file:wording:derivations:colour:width:)``.
  public func terminal(
    _ diagnosis: Diagnosis, text: [UInt8], file: String, colour: Bool = false, width: Int = 80
  ) -> [UInt8] {
    publisher.terminal(
      diagnosis, text: text, file: file, wording: wording, derivations: derivations(for: diagnosis),
      colour: colour, width: width)
  }

  /// The networks that a diagnosis speaks of, derived: remarks quote the right calculation from them.
  private func derivations(for diagnosis: Diagnosis) -> [Derivation] {
    var networks = diagnosis.network.map { [$0] } ?? []
    for name in diagnosis.totals.compactMap({ $0.network })
    where !networks.contains(where: { $0.name == name }) {
      if let network = Catalogue.network(named: name) { networks.append(network) }
    }
    // A network that cannot be derived is quoted nowhere; the diagnosis has said so already.
    return networks.compactMap { try? derive($0) }
  }
}
