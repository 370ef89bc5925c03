import Explaining

extension Templates {
  /// Everything that is wrong with the templates, as far as each can be judged for itself; empty if all can be used.
  public func problems() -> [TemplateError] {
    var problems: [TemplateError] = []
    func attempt(_ body: () throws(TemplateError) -> Void) {
      do throws(TemplateError) { try body() } catch {
        if !problems.contains(error) { problems.append(error) }
      }
    }
    attempt { () throws(TemplateError) in _ = try HTMLPage(self) }
    attempt { () throws(TemplateError) in _ = try NotePage(self) }
    attempt { () throws(TemplateError) in
      _ = try skeleton(
        "document.tex", names: LaTeXWriter.placeholders, required: ["language", "title", "main"])
    }
    for language in Language.allCases {
      attempt { () throws(TemplateError) in
        let name = "page.\(language.rawValue).txt"
        _ = try PageWords(file: path(of: name), bytes: bytes(of: name))
      }
      let wording = "wording.\(language.rawValue).txt"
      let texts = (try? bytes(of: wording)) ?? []
      for error in Wording.errors(file: path(of: wording), bytes: texts) {
        problems.append(
          TemplateError(
            file: path(of: wording), line: error.line, column: error.column, .wording(error.description)))
      }
      for (name, pieces) in Templates.pages {
        attempt { () throws(TemplateError) in
          _ = try document(named: name, language: language, fragments: Templates.samples(pieces))
        }
      }
    }
    return problems
  }

  /// The templates in Markdown with the names that each may use.
  static let pages: [(name: String, pieces: [String])] = [
    ("worked-solution", WorkedSolution.fragmentNames), ("note-network", WorkedSolution.fragmentNames),
    ("note-layer", WorkedSolution.fragmentNames), ("feedback", Feedback.fragmentNames),
  ]

  /// A fragment for each name: one within a line for the title and the line below it, blocks for all others.
  static func samples(_ names: [String]) -> [String: Fragment] {
    var fragments: [String: Fragment] = [:]
    for name in names {
      let isInline = name == "title" || name == "subtitle"
      fragments[name] = isInline ? .inlines([.text(name)]) : .blocks([.paragraph([.text(name)])])
    }
    return fragments
  }
}
