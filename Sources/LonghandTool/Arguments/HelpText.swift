extension Command {
  /// What stands behind the command's name, for the usage line.
  var usage: String {
    var parts = operands.map { operand in
      let name = operand.count.upperBound > 1 ? operand.name + "…" : operand.name
      return operand.count.lowerBound == 0 ? "[\(name)]" : name
    }
    if !options.isEmpty { parts.append("[options]") }
    return parts.joined(separator: " ")
  }

  /// The help of one command.
  var helpText: String {
    var text = "longhand \(name): \(summary)\n\nUsage: longhand \(name) \(usage)\n"
    if !discussion.isEmpty { text += "\n" + discussion + "\n" }
    text += "\nOptions\n" + columns(allOptions.map { ($0.heading, $0.description) })
    if !examples.isEmpty {
      text += "\nExamples\n"
      for example in examples { text += "  \(example.line)\n      \(example.meaning)\n" }
    }
    return text
  }
}

extension Option {
  fileprivate var heading: String {
    var text = "  " + (short.map { "-\($0), " } ?? "    ")
    text += "--" + name
    if let valueName { text += " " + valueName }
    return text
  }

  fileprivate var description: String {
    guard let choices, !choices.isEmpty else { return summary }
    return summary + ": " + choices.joined(separator: ", ")
  }
}

extension ArgumentParser {
  /// The help of the whole tool.
  var helpText: String {
    """
    longhand: derives, step by step, what neural networks cost, and checks hand calculations.

    Usage: longhand COMMAND [options]

    Commands
    \(columns(commands.map { ("  " + $0.name, $0.summary) }))
    `longhand help COMMAND` explains one of them; `longhand --version` says which version this is.

    Exit codes: 0 fine · 1 check found mistakes · 2 wrong use, or something cannot be read or written.

    """
  }
}

/// Two columns, the second one wrapped: lines stay within 100 characters.
func columns(_ rows: [(left: String, right: String)]) -> String {
  let width = min(34, rows.map { $0.left.count }.max() ?? 0)
  var text = ""
  for row in rows {
    text += row.left
    var used = row.left.count
    if used > width {
      text += "\n"
      used = 0
    }
    let indent = String(repeating: " ", count: width + 2)
    text += String(repeating: " ", count: width + 2 - used)
    var column = width + 2
    for (index, word) in row.right.split(separator: " ").enumerated() {
      if index > 0, column + 1 + word.count > 100 {
        text += "\n" + indent
        column = width + 2
      } else if index > 0 {
        text += " "
        column += 1
      }
      text += word
      column += word.count
    }
    text += "\n"
  }
  return text
}
