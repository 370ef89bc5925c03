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
      case .times where isRatio(index, of: tokens): break
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

  /// `30/3 = 10x`, `≈ 8.4×`: the sign glued to a result that ends the line says "times as many".
  private static func isRatio(_ index: Int, of tokens: [Token]) -> Bool {
    guard index >= 2, !tokens[index].hasSpaceBefore, case .number(let numeral) = tokens[index - 1].kind,
      tokens[(index + 1)...].allSatisfy({ if case .newline = $0.kind { true } else { false } })
    else { return false }
    switch tokens[index - 2].kind {
    case .relation, .approximately: return true
    // "GPU 2.1x": a fraction behind a word is no size.
    case .times, .plus, .minus, .divide, .open, .power: return false
    default: return !numeral.value.isInteger
    }
  }
}
