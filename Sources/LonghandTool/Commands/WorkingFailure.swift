import Longhand

extension Failure {
  /// Why a file cannot be read as a working.
  ///
  /// - Parameters:
  ///   - name: the file's, for messages.
  ///   - bytes: the file, for the line of the place.
  init(_ problem: WorkingProblem, in name: String, _ bytes: [UInt8]) {
    let place = problem.offset.map { "\(name):\(lineAndColumn(of: $0, in: bytes))" } ?? name
    switch problem.kind {
    case .pageTooLarge(let most):
      self.init(
        "this page is larger than \(most >> 20) MiB, the most that is read of HTML", at: place,
        help: "Save the page without its pictures, or the text alone.")
    case .pageTooIntricate(let most, let deepest):
      self.init(
        "this page has more than \(most) tags or nests them deeper than \(deepest)", at: place,
        help: "Copy its text into a file of its own.")
    case .noJSON(let expected):
      self.init(
        "this is no notebook: the JSON should go on with \(expected) here", at: place,
        help: "A file that is no notebook needs another ending than .ipynb.")
    case .tooDeep(let most):
      self.init("this is no notebook: its values nest deeper than \(most)", at: place)
    case .noCells:
      self.init(
        "this is no notebook: it has no list of cells", at: place,
        help: "A file that is no notebook needs another ending than .ipynb.")
    }
  }
}

private func lineAndColumn(of offset: Int, in bytes: [UInt8]) -> String {
  let before = bytes.prefix(offset)
  let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
  let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  return "\(line):\(String(decoding: before[start...], as: UTF8.self).count + 1)"
}
