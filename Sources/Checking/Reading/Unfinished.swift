import Symbolics

/// Tells whether a calculation goes on in the next line: a bracket is still open, or an operator wants its operand.
enum Unfinished {
  static func goesOn(_ tokens: [Token]) -> Bool {
    var depth = 0
    var hasNumber = false
    var wantsOperand = false
    for index in tokens.indices {
      switch tokens[index].kind {
      case .newline: continue
      case .times, .plus, .divide:
        wantsOperand = true
        continue
      case .open(.round), .open(.square), .open(.curly): depth += 1
      case .close(.round), .close(.square), .close(.curly): depth -= 1
      case .number: hasNumber = true
      default: break
      }
      wantsOperand = false
    }
    return hasNumber && (wantsOperand || depth > 0)
  }
}
