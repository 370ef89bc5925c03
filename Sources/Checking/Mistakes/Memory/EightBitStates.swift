import Symbolics

/// `8-bit Adam: 2 × 4 B × 0.35B = 2.8 GB`: states of one byte each, with the four bytes of FP32.
extension Calculation {
  mutating func checkEightBitStates() {
    for line in lines(with: EightBitStates.widths)
    where line.row == nil && line.range.count < 256 && line.chains.count == 1
      && EightBitStates.widths.isOn(line, of: working.bytes)
    {
      let chain = line.chains[0]
      guard let side = chain.sides.first(where: { $0.isCompound && !$0.isSymbolic }),
        case .product = side.located.expression, let last = chain.sides.last, let claim = last.claim,
        last.unit == .bytes, isLabelled(line, before: chain.range.lowerBound),
        let wide = side.located.operands.first(where: { isFourBytes($0, on: line) }),
        side.located.operands.count(where: { isFourBytes($0, on: line) }) == 1,
        !isReported(chain.range), isAsserted(wide.range, on: line),
        let right = try? claim.value.divided(by: 4)
      else { continue }
      reportBytes(at: last.located.range, claim.value, right, of: .one)
      markWrong(at: chain.range)
    }
  }

  private func isLabelled(_ line: TextLine, before place: Int) -> Bool {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: place)
    guard joint.take(EightBitStates.widths), joint.take(EightBitStates.names) else { return false }
    while joint.take(EightBitStates.label) {}
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// `4 B`, `4 bytes`, 4 字节
  private func isFourBytes(_ operand: Located, on line: TextLine) -> Bool {
    guard let numeral = Claim.numeral(of: operand.expression), numeral.value == 4 else { return false }
    var joint = Joint(working.bytes, from: operand.range.upperBound, to: line.range.upperBound)
    return joint.take(EightBitStates.bytes)
  }
}

private enum EightBitStates {
  static let widths: PhraseSet = ["8-bit", "8 bit", "8bit", "int8", "8 位", "8位", "8 比特"]
  static let names: PhraseSet = ["adamw", "adam", "optimizer", "optimiser", "优化器"]
  static let label: PhraseSet = [
    "states", "state", "状态", ":", "：", "=", "(", ")", "（", "）", "two", "both", "m, v", "m,v",
  ]
  static let bytes: PhraseSet = ["bytes", "byte", "b", "字节"]
}
