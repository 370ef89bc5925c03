/// A zsh script that completes commands, options with their meaning, their values, networks and files.
func zshCompletions(for commands: [Command]) -> String {
  var text = """
    #compdef longhand
    # Completions of longhand for zsh.
    _longhand_networks() { compadd -- $(longhand networks --names 2>/dev/null); _files }
    _longhand() {
      local -a commands
      commands=(

    """
  for command in commands { text += "    \(zshQuoted(command.name + ":" + command.summary))\n" }
  text += """
      )
      if (( CURRENT == 2 )); then _describe command commands; return; fi
      local command=$words[2]
      shift words; (( CURRENT-- ))
      case $command in

    """
  for command in commands {
    text += "    \(command.name)) _arguments"
    for option in command.allOptions { text += " \\\n      " + zshSpecification(option) }
    for operand in command.operands {
      let prefix = operand.count.upperBound > 1 ? "*:" : ":"
      text += " \\\n      " + zshQuoted(prefix + operand.name + ":" + zshAction(operand.value))
    }
    text += " ;;\n"
  }
  return text + """
      esac
    }
    if [ "$funcstack[1]" = _longhand ]; then _longhand "$@"; else compdef _longhand longhand; fi

    """
}

private func zshSpecification(_ option: Option) -> String {
  let meaning = "[" + zshEscaped(option.summary) + "]"
  let action = option.valueName.map { ":\($0):" + zshAction(option.value) } ?? ""
  let equals = option.valueName == nil ? "" : "="
  guard let short = option.short else { return zshQuoted("--\(option.name)\(equals)\(meaning)\(action)") }
  let plus = option.valueName == nil ? "" : "+"
  return "'(-\(short) --\(option.name))'{" + zshQuoted("-\(short)\(plus)") + ","
    + zshQuoted("--\(option.name)\(equals)") + "}" + zshQuoted(meaning + action)
}

private func zshAction(_ value: Option.Value) -> String {
  switch value {
  case .flag, .text: ""
  case .choice(_, let words): "(" + words.joined(separator: " ") + ")"
  case .file: "_files"
  case .folder: "_files -/"
  case .network: "_longhand_networks"
  }
}

private func zshEscaped(_ text: String) -> String {
  var result = ""
  for character in text {
    if character == "[" || character == "]" || character == ":" { result += "\\" }
    result.append(character)
  }
  return result
}

/// A word in single quotes; a quotation mark within closes them, stands escaped, and opens them again.
private func zshQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
