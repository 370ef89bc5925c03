import Symbolics

/// A piece of a line: a side of a relation, a relation, or something that parts two calculations.
enum Piece: Sendable {
  case side(Chain.Side)
  case relation(Token.Sign)
  case wall
}

/// Cuts a line's tokens into sides, relations and walls.
struct PieceReader {
  private let tokens: [Token]
  private let units: [Unit]
  private let parser: Parser

  init(tokens: [Token], units: [Unit], bytes: [UInt8]) {
    self.tokens = tokens
    self.units = units
    parser = Parser(tokens: tokens, bytes: bytes)
  }

  /// The pieces in order.
  func pieces() -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    var isApproximate = false
    while index < tokens.count {
      switch tokens[index].kind {
      case .relation(.comparison):
        pieces.append(.wall)
        index += 1
      case .relation(let sign):
        pieces.append(.relation(sign))
        index += 1
      case .newline:
        // `\\` before `&=` carries on; elsewhere it parts two calculations.
        if index + 1 < tokens.count, !tokens[index + 1].kind.isRelation { pieces.append(.wall) }
        index += 1
      case .approximately:
        isApproximate = true
        index += 1
        continue
      case _ where startsExpression(index):
        if let (located, next) = parser.expression(at: index), next > index {
          let unit = next <= units.count ? units[next - 1] : .none
          pieces.append(.side(Chain.Side(located: located, unit: unit, isApproximate: isApproximate)))
          index = next
        } else {
          pieces.append(.wall)
          index += 1
        }
      default:
        pieces.append(.wall)
        index += 1
      }
      isApproximate = false
    }
    return pieces
  }

  /// Whether a token may begin an expression. A word does only where an operator or a relation follows: prose does not.
  private func startsExpression(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .number, .open(.round), .open(.square), .open(.curly), .open(.group), .open(.floor), .open(.ceiling), .fraction:
      return true
    case .minus: return index + 1 < tokens.count && !tokens[index + 1].hasSpaceBefore
    case .word:
      guard index + 1 < tokens.count else { return false }
      switch tokens[index + 1].kind {
      case .times, .divide, .plus, .power, .superscript, .relation: return true
      case .minus: return tokens[index + 1].hasSpaceBefore
      default: return false
      }
    default: return false
    }
  }
}

extension Token.Kind {
  /// Whether a line that begins so carries on the expression of the line above.
  var carriesOn: Bool {
    switch self {
    case .plus, .times, .divide: true
    default: false
    }
  }

  fileprivate var isRelation: Bool { if case .relation = self { true } else { false } }
}
