/// Why a command could not do what was asked: said on standard error, ends with the exit code 2.
struct Failure: Error, Equatable {
  /// What it is about: `homework.md`, `homework.md:3:5`; nothing for wrong use.
  var place: String?
  /// What is wrong, without a full stop.
  var message: String
  /// What can be done about it, a sentence each.
  var help: [String]

  init(_ message: String, at place: String? = nil, help: [String] = []) {
    self.message = message
    self.place = place
    self.help = help
  }

  init(_ message: String, at place: String? = nil, help: String?) {
    self.init(message, at: place, help: help.map { [$0] } ?? [])
  }
}

/// How a command ended.
enum Outcome: Int32 {
  /// Everything was done, and nothing false was found.
  case fine = 0
  /// `check` found mistakes.
  case mistakes = 1
  /// Wrong use, unreadable input, unwritable output.
  case failed = 2
}
