import Longhand

/// What the commands that list something have in common.
enum ReferenceList {
  static let options: [Option] = [.language, ResultFormat.option, .output, .templates, .color]

  /// Writes a list in the format that is asked for.
  ///
  /// - Parameters:
  ///   - json: the list for programs.
  ///   - text: the list for the terminal, where that is another one than the document.
  ///   - document: the list in words.
  static func write(
    _ invocation: Invocation, json: (Wording) -> [UInt8], text: ((Pages, TerminalSettings) -> [UInt8])? = nil,
    document: (Wording) -> Document
  ) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    let pages = try Pages(invocation)
    let settings = TerminalSettings(invocation)
    let result: [UInt8]
    switch format {
    case .json: result = json(pages.wording)
    case .document(.text):
      result =
        text?(pages, settings)
        ?? pages.publisher.render(
          document(pages.wording), as: .text, colour: settings.colour, width: settings.width)
    case .document(let format): result = pages.publisher.render(document(pages.wording), as: format)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }
}
