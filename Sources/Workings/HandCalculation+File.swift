public import Checking

extension HandCalculation {
  /// A working from the bytes of a file: the text itself, or the text that a web page or a notebook shows.
  ///
  ///     let working = try HandCalculation(file: bytes, format: WorkingFormat(name: "notes.html", bytes: bytes))
  ///     Checker().diagnose(working).findings.first?.place.line   // the line of notes.html
  ///
  /// - Parameters:
  ///   - file: its bytes in UTF-8.
  ///   - format: what it is.
  /// - Throws: ``WorkingProblem``. Any bytes are text, and nearly any are a page; a notebook must be JSON.
  public init(file: [UInt8], format: WorkingFormat) throws(WorkingProblem) {
    let read: ReadText
    switch format {
    case .text:
      self.init(file)
      return
    case .html: read = try Page.text(of: file)
    case .notebook: read = try Notebook.text(of: file)
    }
    self.init(read.bytes, origin: read.origin)
  }
}
