import Symbolics

/// Tells whether a calculation goes on in the next line: a bracket is still open, or an operator wants its operand.
enum Unfinished {
  static func goesOn(_ tokens: [Token]) -> Bool {
    var depth = 0
    var hasNumber = false
    var last: Token.Kind?
    for token in tokens {
      switch token.kind {
      case .open(.round), .open(.square), .open(.curly): depth += 1
      case .close(.round), .close(.square), .close(.curly): depth -= 1
      case .number: hasNumber = true
      case .newline: continue
      default: break
      }
      last = token.kind
    }
    guard hasNumber else { return false }
    switch last {
    case .times, .plus, .divide: return true
    default: return depth > 0
    }
  }
}
