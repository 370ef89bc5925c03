import Foundation

/// pandoc, a reader of Markdown and LaTeX that was written by others.
enum Pandoc {
  static let path = ["/usr/bin/pandoc", "/usr/local/bin/pandoc", "/opt/homebrew/bin/pandoc"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What pandoc makes of a text.
  struct Reading {
    /// The words, mathematics left out, with single blanks.
    var text = ""
    /// The mathematics as it stands: `$x$` and `$$x$$`.
    var math: [String] = []
    /// How often each kind of element occurs.
    var counts: [String: Int] = [:]
    /// The front matter's names.
    var metadata: Set<String> = []
  }

  static func read(_ text: String, from format: String) throws -> Reading {
    let process = Process()
    process.executableURL = URL(filePath: path ?? "")
    process.arguments = ["-f", format, "-t", "json"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Both pipes hold less than a document: one is filled while the other is emptied.
    let data = Data(text.utf8)
    let writer = Thread {
      try? input.fileHandleForWriting.write(contentsOf: data); try? input.fileHandleForWriting.close()
    }
    writer.start()
    let json = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let root = try JSONSerialization.jsonObject(with: json) as? [String: Any]
    var reading = Reading()
    reading.metadata = Set((root?["meta"] as? [String: Any] ?? [:]).keys)
    walk(root?["blocks"] as Any, into: &reading)
    reading.text = reading.text.split(separator: " ").joined(separator: " ")
    return reading
  }

  private static func walk(_ value: Any, into reading: inout Reading) {
    if let list = value as? [Any] {
      for element in list { walk(element, into: &reading) }
    }
    guard let element = value as? [String: Any], let kind = element["t"] as? String else { return }
    reading.counts[kind, default: 0] += 1
    let content = element["c"]
    switch kind {
    case "Str": reading.text += content as? String ?? ""
    case "Space", "SoftBreak", "LineBreak": reading.text += " "
    case "Code": reading.text += (content as? [Any])?.last as? String ?? ""
    case "Math":
      let parts = content as? [Any]
      let isDisplay = (parts?.first as? [String: Any])?["t"] as? String == "DisplayMath"
      reading.math.append((isDisplay ? "$$" : "$") + (parts?.last as? String ?? ""))
    case "Quoted":
      // pandoc turns quotation marks into elements.
      let isDouble = ((content as? [Any])?.first as? [String: Any])?["t"] as? String == "DoubleQuote"
      reading.text += isDouble ? "\"" : "'"
      walk((content as? [Any])?.last as Any, into: &reading)
      reading.text += isDouble ? "\"" : "'"
    default:
      walk(content as Any, into: &reading)
      if ["Para", "Plain", "Header"].contains(kind) { reading.text += " " }
    }
  }
}
