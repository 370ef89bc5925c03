import Longhand

/// The format of what `check` has found: that of any result, or one that points into files.
enum CheckFormat: Equatable {
  case document(Format)
  case json
  /// For code hosts and editors.
  case sarif
  /// Workflow commands of GitHub Actions.
  case github

  static let option = Option(
    "format", .text("FORMAT"),
    "text, markdown, html, latex, json, sarif or github; else by the ending of -o, else text")

  init(_ invocation: Invocation) throws(Failure) {
    switch invocation[CheckFormat.option] {
    case "sarif"?: self = .sarif
    case "github"?: self = .github
    case nil where invocation[.output]?.lowercased().hasSuffix(".sarif") == true: self = .sarif
    default: self = try ResultFormat(invocation).ofCheck
    }
  }

  /// Whether several workings go into one result.
  var takesMany: Bool {
    switch self {
    case .document(.text), .json, .sarif, .github: true
    case .document: false
    }
  }
}

extension ResultFormat {
  fileprivate var ofCheck: CheckFormat {
    switch self {
    case .json: .json
    case .document(let format): .document(format)
    }
  }
}
