import Longhand

extension Command {
  static let templates = Command(
    "templates", "write the built-in templates into a folder",
    discussion: """
      With --templates FOLDER, whatever stands in the folder under a template's name replaces it. A
      file that is there already is not touched.
      """,
    operands: [
      Operand(name: "export", value: .choice("ACTION", ["export"]), count: 1...1),
      Operand(name: "FOLDER", value: .folder("FOLDER"), count: 1...1),
    ],
    examples: [
      ("longhand templates export my-templates", "write them, to change the words or the style"),
      ("longhand derive resnet18 --templates my-templates -o page.html", "use them"),
    ],
    run: exportTemplates)

  private static func exportTemplates(_ invocation: Invocation) throws(Failure) -> Outcome {
    let (action, folder) = (invocation.operands[0], invocation.operands[1])
    guard action == "export" else {
      throw Failure(
        "templates cannot \(quoted(action))", help: ["It can export: longhand templates export FOLDER"])
    }
    let templates = Templates()
    let written: [String]
    do throws(TemplateError) { written = try templates.export(to: folder) } catch { throw Failure(error) }
    let kept = templates.names.filter { !written.contains($0) }
    var text = written.map { "\(folder)/\($0)\n" }.joined()
    if !kept.isEmpty { text += "kept as they were: \(kept.joined(separator: ", "))\n" }
    try OutputFile.write([UInt8](text.utf8), to: nil)
    return .fine
  }
}

extension Failure {
  /// What is wrong with a template, at its place.
  init(_ error: TemplateError) {
    let text = error.description
    let place = error.line > 0 ? "\(error.file):\(error.line):\(error.column)" : error.file
    let message = text.hasPrefix(place + ": ") ? String(text.dropFirst(place.count + 2)) : text
    self.init(message, at: text.hasPrefix(place + ": ") ? place : nil)
  }
}
