import Longhand

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Command {
  private static let site = Option(
    "output", short: "o", .folder("FOLDER"), "the folder of the site; it is made if need be")
  private static let watch = Option(
    "watch", .flag, "build again whenever a note or a template changes, until the command is stopped")

  static let publish = Command(
    "publish", "make a site of course notes, and check every equation in them",
    discussion: """
      FOLDER holds notes in Markdown (name.md) with title and lang as their front matter. A block

          ```longhand
          derive resnet50 --layer layer1.0.conv1
          ```

      is replaced by what the command line gives: derive, compare, explain, check with a working below it.
      A code span `= resnet50 macs in G` is replaced by the value. Mathematics between dollars is set,
      links to other.md lead to other.html, links to layer:resnet50/conv1 to where it is derived.

      Every equation is checked, and one that is wrong fails the build, unless the line before its
      paragraph is <!-- longhand: wrong on purpose -->. With any error nothing is written. Pages
      that are as they were are not built again.
      """,
    operands: [Operand(name: "FOLDER", value: .folder("FOLDER"), count: 1...1)],
    options: [site, .language, .templates, watch, .color],
    examples: [
      ("longhand publish notes -o site", "build the site"),
      ("longhand publish notes -o site --watch", "and again whenever something changes"),
    ],
    run: runPublish)

  private static func runPublish(_ invocation: Invocation) throws(Failure) -> Outcome {
    guard let output = invocation[site] else {
      throw Failure(
        "the folder of the site is missing: -o FOLDER", help: ["For example: longhand publish notes -o site"])
    }
    guard invocation.has(watch) else { return try build(invocation, output) }
    let watched = try Watched(invocation, output)
    while true {
      let before = watched.signature()
      do throws(Failure) { _ = try build(invocation, output) } catch {
        Messages(style: Style(choice: invocation[.color], descriptor: Descriptor.errors)).say(error)
      }
      while watched.signature() == before { usleep(300_000) }
    }
  }

  private static func site(_ invocation: Invocation, _ output: String) throws(Failure) -> Site {
    do throws(TemplateError) {
      let templates = try invocation[.templates].map { folder throws(TemplateError) in
        try Templates(replacing: folder)
      }
      return Site(
        notes: invocation.operands[0], output: output,
        language: invocation[.language].flatMap { Language(rawValue: $0) } ?? .english,
        templates: templates ?? Templates(), version: Tool.version)
    } catch { throw Failure(error) }
  }

  private static func build(_ invocation: Invocation, _ output: String) throws(Failure) -> Outcome {
    let site = try site(invocation, output)
    var runner = NoteRunner(templates: site.templates)
    let report = site.build(with: &runner)
    let messages = Messages(style: Style(choice: invocation[.color], descriptor: Descriptor.errors))
    for problem in report.problems { messages.say(problem) }
    if report.hasErrors || report.hasMistakes {
      let count = report.problems.count { $0.severity != .warning }
      messages.note("nothing was written: \(count) \(count == 1 ? "error" : "errors")", at: output)
      return report.hasErrors ? .failed : .mistakes
    }
    try OutputFile.write([UInt8](summary(report, output).utf8), to: nil)
    return .fine
  }

  private static func summary(_ report: Site.Report, _ output: String) -> String {
    var text = report.written.map { "\(visible(output))/\(visible($0))\n" }.joined()
    for path in report.removed { text += "removed: \(visible(output))/\(visible(path))\n" }
    text += "\(report.written.count) written, \(report.unchanged) unchanged"
    if !report.removed.isEmpty { text += ", \(report.removed.count) removed" }
    return text + "\n"
  }

  /// What `--watch` looks at: the notes and the folder of templates.
  private struct Watched {
    let notes: Site
    let templates: Site?

    init(_ invocation: Invocation, _ output: String) throws(Failure) {
      notes = try site(invocation, output)
      templates = invocation[.templates].map {
        Site(notes: $0, output: output, templates: Templates(), version: "")
      }
    }

    func signature() -> [Int] { [notes.signature(), templates?.signature() ?? 0] }
  }
}

extension Messages {
  /// A problem of a note, as compilers print theirs.
  func say(_ problem: NoteProblem) {
    switch problem.severity {
    case .error, .mistake:
      say(Failure(visible(problem.message), at: problem.place, help: problem.help.map { visible($0) }))
    case .warning: warn(visible(problem.message), at: problem.place, help: problem.help.map { visible($0) })
    }
  }
}
