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
  ///   - template: the template that puts the pieces together, without language and ending.
  /// - Throws: ``TemplateError`` if the template of worked solutions cannot be used; nil for an unknown path.
  public func solution(
    of derivation: Derivation, detail: Detail = .steps, layer: String? = nil, analyses: [Analysis] = [],
    growth: ClosedForms? = nil, template: String = "worked-solution"
  ) throws(TemplateError) -> Document? {
    let solution: WorkedSolution
    do throws(WorkedSolutionError) {
      solution = try WorkedSolution(
        derivation, wording: wording, detail: detail, layer: layer, analyses: analyses, growth: growth)
    } catch { return nil }
    var document = try templates.document(
      named: template, language: wording.language, fragments: solution.fragments)
    document.isDerived = true
    return document
  }

  /// The feedback on a working as a document.
  ///
  /// - Parameters:
  ///   - text: the working in UTF-8, as it was checked.
  ///   - file: its name.
  /// - Throws: ``TemplateError`` if the template of feedback cannot be used.
  ///   - explains: whether the full solution behind each finding is shown.
  public func feedback(
    on diagnosis: Diagnosis, text: [UInt8], file: String, explains: Bool = false
  ) throws(TemplateError) -> Document {
    var known = KnownDerivations()
    let derivations = known.derivations(for: diagnosis)
    let feedback = Feedback(
      diagnosis, text: text, file: file, wording: wording, derivations: derivations,
      solutions: explains ? Solutions(diagnosis, wording: wording, derivations: derivations) : nil)
    return try templates.document(
      named: "feedback", language: wording.language, fragments: feedback.fragments)
  }

  /// A diagnosis for the terminal; see
  /// ``Publisher/terminal(_:text:file:wording:derivations:solutions:colour:width:)``.
  ///
  /// - Parameter known: the networks that were derived for workings before.
  public func terminal(
    _ diagnosis: Diagnosis, text: [UInt8], file: String, known: inout KnownDerivations,
    explains: Bool = false,
    colour: Bool = false, width: Int = 80
  ) -> [UInt8] {
    let derivations = explains ? known.derivations(for: diagnosis) : []
    return publisher.terminal(
      diagnosis, text: text, file: file, wording: wording,
      derivations: diagnosis.totals.isEmpty ? derivations : known.derivations(for: diagnosis),
      solutions: explains ? Solutions(diagnosis, wording: wording, derivations: derivations) : nil,
      colour: colour, width: width)
  }

  /// A finding in one line: the name of the mistake and what is wrong, without a full stop.
  public func message(of finding: Finding) -> String {
    publisher.message(FindingText(finding, wording: wording), language: wording.language)
  }
}

/// The networks that diagnoses speak of, derived: remarks quote the right calculation from them. Kept from one working to
/// the next.
public struct KnownDerivations: Sendable {
  private var known: [String: Derivation] = [:]

  /// No network yet.
  public init() {}

  /// The networks of a diagnosis. One that cannot be derived is quoted nowhere; the diagnosis has said so already.
  public mutating func derivations(for diagnosis: Diagnosis) -> [Derivation] {
    var networks = diagnosis.network.map { [$0] } ?? []
    for name in diagnosis.totals.compactMap({ $0.network })
    where !networks.contains(where: { $0.name == name }) {
      if let network = Catalogue.network(named: name) { networks.append(network) }
    }
    return networks.compactMap { derivation(of: $0) }
  }

  private mutating func derivation(of network: Network) -> Derivation? {
    if let derivation = known[network.name] { return derivation }
    guard let derivation = try? derive(network) else { return nil }
    known[network.name] = derivation
    return derivation
  }
}
