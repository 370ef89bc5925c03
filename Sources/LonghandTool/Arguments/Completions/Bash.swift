/// A bash script that completes commands, options, their values, networks and files. It needs nothing but bash 3.2.
func bashCompletions(for commands: [Command]) -> String {
  var text = """
    # Completions of longhand for bash.
    _longhand() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
      COMPREPLY=()
      if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "\(commands.map { $0.name }.joined(separator: " ")) --help --version" -- "$current"))
        return
      fi
      case $command in

    """
  for command in commands {
    text += "    \(command.name))\n      case $previous in\n"
    for option in command.allOptions {
      guard let action = bashAction(option.value) else { continue }
      let names = (["--" + option.name] + (option.short.map { ["-\($0)"] } ?? [])).joined(separator: "|")
      text += "        \(names)) \(action); return ;;\n"
    }
    text += "      esac\n"
    text += "      case $current in\n        -*) COMPREPLY=($(compgen -W \""
    text +=
      command.allOptions.map { "--" + $0.name }.joined(separator: " ") + "\" -- \"$current\")); return ;;\n"
    text += "      esac\n"
    if let operand = command.operands.first, let action = bashAction(operand.value) {
      text += "      \(action)\n"
    }
    text += "      ;;\n"
  }
  return text + """
      esac
    }
    complete -o filenames -F _longhand longhand

    """
}

/// The line that fills COMPREPLY; nil where there is nothing to complete.
private func bashAction(_ value: Option.Value) -> String? {
  switch value {
  case .flag, .text: nil
  case .choice(_, let words): #"COMPREPLY=($(compgen -W "\#(words.joined(separator: " "))" -- "$current"))"#
  case .file: #"COMPREPLY=($(compgen -f -- "$current"))"#
  case .folder: #"COMPREPLY=($(compgen -d -- "$current"))"#
  case .network:
    #"COMPREPLY=($(compgen -W "$(longhand networks --names 2>/dev/null)" -- "$current") $(compgen -f -- "$current"))"#
  }
}
