/// What is wrong with a template, and where. Lines and columns count from 1; columns count characters.
public struct TemplateError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// No value exists for this placeholder; the nearest name that has one, if any is near.
    case unknownPlaceholder(String, nearest: String?)
    /// A tag without its closing delimiter.
    case unclosedPlaceholder
    /// A tag without a name.
    case emptyTag
    /// Set-delimiters that are not two words.
    case wrongDelimiters
    /// A section that is not closed.
    case unclosedSection(String)
    /// The end of a section that is not open; the one that is.
    case unopenedSection(String, open: String?)
    /// A partial that does not exist, or that calls itself without an end.
    case unknownPartial(String)
    /// A placeholder that stands for whole blocks, inside a line of text.
    case blockInsideText(String)
    /// The template has no such placeholder although its page needs it.
    case missingPlaceholder(String)
    /// A Markdown template without a heading of level 1.
    case missingTitle
    /// There is no template of this name; the nearest one, if any is near.
    case missingTemplate(nearest: String?)
    /// A file whose name resembles a template's and is none.
    case unknownTemplate(nearest: String)
    /// A file of wording has no text for this identifier.
    case missingText(String)
    /// A file of wording has a text that the program does not know; the nearest identifier, if any is near.
    case unknownText(String, nearest: String?)
    /// Mathematics that cannot be read.
    case unreadableMathematics(String)
    /// Something that a document cannot hold: an image, HTML.
    case unsupported(String)
    /// A file or folder that cannot be read or written.
    case inaccessible(String)
    /// The bytes are not UTF-8.
    case notUTF8
    /// What the wording's own reader says.
    case wording(String)
  }

  /// The template's file name, with its folder if it is not a built-in one.
  public var file: String
  /// The line; 0 if the error is about the file as a whole.
  public var line: Int
  /// The column; 0 if the error is about the file as a whole.
  public var column: Int
  /// What is wrong.
  public var reason: Reason

  /// An error at a place, or about a file as a whole.
  public init(file: String, line: Int = 0, column: Int = 0, _ reason: Reason) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }
}

extension TemplateError: CustomStringConvertible {
  /// `worked-solution.en.md:12:5: nothing is called {{totls}} here; did you mean {{totals}}?`
  public var description: String {
    if case .wording(let message) = reason { return message }
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(place): \(message)"
  }

  private var message: String {
    switch reason {
    case .unknownPlaceholder(let name, let nearest):
      let advice = nearest.map { "did you mean {{\($0)}}?" } ?? "take it out, or correct its name"
      return "nothing is called {{\(name)}} here; \(advice)"
    case .unclosedPlaceholder:
      return "the tag is not closed; put its closing delimiter behind it"
    case .emptyTag: return "the tag has no name; put one between its delimiters"
    case .wrongDelimiters: return "delimiters are set by two words, as in {{=<< >>=}}"
    case .unclosedSection(let name): return "the section is not closed; put {{/\(name)}} behind it"
    case .unopenedSection(let name, let open):
      let advice = open.map { "“\($0)” is open here and must be closed first" } ?? "take {{/\(name)}} away"
      return "no section “\(name)” is open; \(advice)"
    case .unknownPartial(let name): return "there is no template “\(name)” to put in; check its name"
    case .blockInsideText(let name):
      return "{{\(name)}} stands for whole paragraphs; give it a line of its own with blank lines around it"
    case .missingPlaceholder(let name): return "the template needs {{\(name)}} somewhere; put it in"
    case .missingTitle: return "the template has no title; begin it with # {{title}}"
    case .missingTemplate(let nearest):
      return "there is no such template" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .unknownTemplate(let nearest):
      return "no template is called so and it would never be used; rename it to \(nearest)"
    case .missingText(let name): return "no text for “\(name)”; add a line “\(name) = …”"
    case .unknownText(let name, let nearest):
      return "no such text as “\(name)”; " + (nearest.map { "did you mean “\($0)”?" } ?? "remove the line")
    case .unreadableMathematics(let text): return "the mathematics $\(text)$ cannot be read; correct it"
    case .unsupported(let what): return "\(what) cannot stand in a template; take it out"
    case .inaccessible(let what): return what
    case .notUTF8: return "the file is not in UTF-8; save it in that encoding"
    case .wording(let message): return message
    }
  }
}

/// The name that is spelled most like `name`, if any is so near that a slip of the fingers explains it.
func nearest(_ name: String, among names: [String]) -> String? {
  let limit = max(1, min(3, name.utf8.count / 3))
  var best: (name: String, distance: Int)?
  for candidate in names.sorted() {
    let distance = editDistance(Array(name.utf8), Array(candidate.utf8))
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// How many bytes must be put in, taken out, replaced or swapped with their neighbour to turn one name into the other.
private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
  // Names are short; anything longer is no slip.
  guard first.count <= 100, second.count <= 100 else { return .max }
  var before: [Int] = []
  var above = Array(0...second.count)
  for i in first.indices {
    var row = [i + 1]
    for j in second.indices {
      var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (first[i] == second[j] ? 0 : 1))
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        cost = min(cost, before[j - 1] + 1)
      }
      row.append(cost)
    }
    (before, above) = (above, row)
  }
  return above[second.count]
}
