import Longhand

extension Command {
  static let templates = Command(
    "templates", "write the built-in templates into a folder, or check those of a folder",
    discussion: """
      With --templates FOLDER, whatever stands in the folder under a template's name replaces it.
      export does not touch a file that is there already. check names everything that is wrong with
      the templates of a folder, with file, line and column.
      """,
    operands: [
      Operand(name: "export|check", value: .choice("ACTION", ["export", "check"]), count: 1...1),
      Operand(name: "FOLDER", value: .folder("FOLDER"), count: 1...1),
    ],
    examples: [
      ("longhand templates export my-templates", "write them, to change the words or the style"),
      ("longhand templates check my-templates", "see whether they can be used"),
      ("longhand derive resnet18 --templates my-templates -o page.html", "use them"),
    ],
    run: runTemplates)

  private static func runTemplates(_ invocation: Invocation) throws(Failure) -> Outcome {
    switch invocation.operands[0] {
    case "export": return try exportTemplates(to: invocation.operands[1])
    case "check": return try checkTemplates(of: invocation.operands[1])
    case let action:
      throw Failure(
        "templates cannot \(quoted(action))",
        help: [
          suggestion(for: action, among: ["export", "check"]),
          "It can export and check: longhand templates export FOLDER",
        ]
        .compactMap { $0 })
    }
  }

  private static func checkTemplates(of folder: String) throws(Failure) -> Outcome {
    let templates: Templates
    do throws(TemplateError) { templates = try Templates(replacing: folder) } catch { throw Failure(error) }
    let problems = templates.problems()
    let messages = Messages(style: Style(choice: nil, descriptor: Descriptor.errors))
    for problem in problems { messages.say(Failure(problem)) }
    if !problems.isEmpty { return .failed }
    try OutputFile.write([UInt8]("All \(templates.names.count) templates can be used.\n".utf8), to: nil)
    return .fine
  }

  private static func exportTemplates(to folder: String) throws(Failure) -> Outcome {
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
