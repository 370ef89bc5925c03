/// A fish script that completes commands, options with their meaning, their values, networks and files.
func fishCompletions(for commands: [Command]) -> String {
  var text = """
    # Completions of longhand for fish.
    complete -c longhand -f
    complete -c longhand -n __fish_use_subcommand -l help -s h -d 'show the help'
    complete -c longhand -n __fish_use_subcommand -l version -s V -d 'show the version'

    """
  for command in commands {
    text +=
      "complete -c longhand -n __fish_use_subcommand -a \(command.name) -d \(fishQuoted(command.summary))\n"
  }
  for command in commands {
    let condition = "complete -c longhand -n '__fish_seen_subcommand_from \(command.name)'"
    for option in command.allOptions {
      text += condition + " -l \(option.name)"
      if let short = option.short { text += " -s \(short)" }
      text += fishAction(option.value) + " -d \(fishQuoted(option.summary))\n"
    }
    if let operand = command.operands.first {
      switch operand.value {
      case .flag, .text: break
      case .choice, .network, .file, .folder: text += condition + fishOperand(operand.value) + "\n"
      }
    }
  }
  return text
}

private func fishAction(_ value: Option.Value) -> String {
  switch value {
  case .flag: ""
  case .text: " -x"
  case .choice(_, let words): " -x -a \(fishQuoted(words.joined(separator: " ")))"
  case .file: " -r -F"
  case .folder: " -x -a '(__fish_complete_directories)'"
  case .network: " -r -F -a '(longhand networks --names 2>/dev/null)'"
  }
}

private func fishOperand(_ value: Option.Value) -> String {
  switch value {
  case .flag, .text: ""
  case .choice(_, let words): " -a \(fishQuoted(words.joined(separator: " ")))"
  case .file: " -F"
  case .folder: " -a '(__fish_complete_directories)'"
  case .network: " -F -a '(longhand networks --names 2>/dev/null)'"
  }
}

private func fishQuoted(_ text: String) -> String {
  var result = "'"
  for character in text {
    if character == "'" || character == "\\" { result += "\\" }
    result.append(character)
  }
  return result + "'"
}
