import Explaining
import Publishing

extension Templates {
  func wording(_ language: Language) throws(TemplateError) -> Wording {
    let name = "wording.\(language.rawValue).txt"
    let bytes = try bytes(of: name)
    do throws(WordingError) {
      return try Wording(language: language, file: path(of: name), bytes: bytes)
    } catch {
      throw TemplateError(
        file: error.file, line: error.line, column: error.column, .wording(error.description))
    }
  }
  func document(_ name: String, _ language: Language, _ fragments: [String: Fragment]) throws(TemplateError)
    -> Document
  {
    var d = Document(language: language, title: [], blocks: [])
    for n in WorkedSolution.fragmentNames + Feedback.fragmentNames.dropFirst(2) {
      switch fragments[n] {
      case .inlines(let i)?: if n == "title" { d.title = i } else { d.subtitle = i }
      case .blocks(let b)?: d.blocks += b
      case nil: break
      }
    }
    return d
  }
}
