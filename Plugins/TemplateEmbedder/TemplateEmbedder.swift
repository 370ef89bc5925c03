import Foundation

/// Writes text files as string literals: TemplateEmbedder OUTPUT FILE…
///
///     let embeddedTemplates: [(name: StaticString, text: StaticString)] = [ … ]
@main
struct TemplateEmbedder {
  /// More signs than any template has behind three quotation marks.
  private static let fence = String(repeating: "#", count: 8)

  static func main() throws {
    guard CommandLine.arguments.count > 2 else { throw Failure("usage: TemplateEmbedder OUTPUT FILE…") }
    var code = """
      /// The files of Templates/, by their names.
      let embeddedTemplates: [(name: StaticString, text: StaticString)] = [

      """
    for path in CommandLine.arguments.dropFirst(2) {
      let file = URL(filePath: path)
      guard let text = String(validating: try Data(contentsOf: file), as: UTF8.self) else {
        throw Failure("\(path): not UTF-8")
      }
      guard !text.contains(fence), !text.contains("\r"), text.hasSuffix("\n") else {
        throw Failure("\(path): a template has plain line ends, one at its end, and no \(fence)")
      }
      // The line end before the closing marks is not part of a literal.
      code += "(\"\(file.lastPathComponent)\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
    }
    let (output, embedded) = (URL(filePath: CommandLine.arguments[1]), Data((code + "]\n").utf8))
    // A file that stays as it is spares a compile of all that depends on it: the tool is linked again in every build.
    if let written = try? Data(contentsOf: output), written == embedded { return }
    try embedded.write(to: output)
  }

  /// Why no file was written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
