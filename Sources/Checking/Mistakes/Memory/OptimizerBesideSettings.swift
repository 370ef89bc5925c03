import Symbolics

/// Memory of training beside what the text states of a parameter: one of the two moments of Adam, and everything shared out where
/// ZeRO-1 shares only the states of the optimizer.
///
///     two moments of 4 bytes each … Bytes per parameter: 2 + 2 + 4 + 4 = 12
extension Calculation {
  mutating func checkOptimizerBesideSettings(_ works: [LabelledWork]) {
    var perParameter: Rational?
    let bytes = working.bytes
    for work in works where work.formula != nil {
      if OptimizerSettings.perParameter.isIn(work.label, of: bytes), let formula = work.formula {
        guard let addends = plainAddends(of: formula.expression), addends.allSatisfy({ $0 <= 8 }) else {
          continue
        }
        perParameter = work.claim.value
        guard let stated = statedBytes(before: work.home), mayBeReported(work) else { continue }
        var rest = stated
        for addend in addends { if let index = rest.firstIndex(of: addend) { rest.remove(at: index) } }
        guard rest == [4], addends.count == stated.count - 1, let right = try? work.value.adding(4) else {
          continue
        }
        report(work, .partsOmitted, [.bytesPerValueWrong], correct: right, [("gap", .number(4))])
      } else if OptimizerSettings.firstStage.isIn(work.label, of: bytes),
        OptimizerSettings.onlyStates.isIn(work.label, of: bytes), let all = perParameter
      {
        // `7 × 16/8`: all sixteen bytes are divided.
        guard let devices = numberOfDevices(in: work.label), let (count, divided) = countAndShare(work),
          divided == (try? all.divided(by: devices)), mayBeReported(work),
          let states = try? all.subtracting(4), states > .zero,
          let right = try? count.multiplied(by: states.divided(by: devices).adding(4))
        else { continue }
        report(work, .partsOmitted, [.formulaDoesNotGiveResult], correct: right)
      }
    }
  }

  /// N and 16/8 of `N × 16/8`.
  private func countAndShare(_ work: LabelledWork) -> (count: Rational, share: Rational)? {
    let quotient: (Expression, Expression)?
    switch work.formula?.expression {
    case .quotient(.product(let factors), let devices)? where factors.count == 2:
      quotient = (factors[1], devices)
      guard let count = Claim.numeral(of: factors[0])?.value else { return nil }
      return share(count, quotient)
    case .product(let factors)? where factors.count == 2:
      guard let count = Claim.numeral(of: factors[0])?.value,
        case .quotient(let all, let devices) = factors[1]
      else {
        return nil
      }
      return share(count, (all, devices))
    default: return nil
    }
  }

  private func share(_ count: Rational, _ quotient: (Expression, Expression)?) -> (
    count: Rational, share: Rational
  )? {
    guard let quotient, let all = Claim.numeral(of: quotient.0)?.value,
      let devices = Claim.numeral(of: quotient.1)?.value, let share = try? all.divided(by: devices)
    else { return nil }
    return (count, share)
  }

  /// 8 of "on 8 GPUs", 8 张卡.
  private func numberOfDevices(in label: Range<Int>) -> Rational? {
    for number in working.bytes.wholeNumbers(in: label) where !number.isPartOfWord && number.value > 1 {
      var joint = Joint(working.bytes, from: number.range.upperBound, to: label.upperBound)
      if joint.take(OptimizerSettings.devices) { return Rational(number.value) }
    }
    return nil
  }

  /// The bytes of "2 bytes weights, 2 bytes gradients, 4 bytes master weights and two moments of 4 bytes each": the last ones twice.
  private func statedBytes(before place: Int) -> [Rational]? {
    let bytes = working.bytes
    for line in lines[max(0, place - 8)..<place].reversed()
    where line.range.count <= 512 && OptimizerSettings.moments.isOn(line, of: bytes) {
      guard let word = OptimizerSettings.moments.first(on: line, of: bytes) else { return nil }
      var all: [Rational] = []
      var moments = 0
      for measure in measures(on: line) where measure.unit == .bytes && measure.numeral.value <= 8 {
        all.append(measure.numeral.value)
        if measure.range.lowerBound >= word.lowerBound {
          moments += 1
          all.append(measure.numeral.value)
        }
      }
      return moments == 1 && all.count >= 4 ? all : nil
    }
    return nil
  }
}

private enum OptimizerSettings {
  static let perParameter: PhraseSet = ["bytes per parameter", "bytes a parameter", "每个参数的字节", "每参数字节"]
  static let moments: PhraseSet = [
    "two moments of", "both moments of", "two adam moments", "一阶、二阶动量各", "一阶和二阶动量各", "两个动量各", "两个动量，各",
  ]
  static let firstStage: PhraseSet = ["zero-1", "zero 1", "zero stage 1", "zero1"]
  static let onlyStates: PhraseSet = [
    "only the optimizer states", "only optimizer states", "optimizer states are sharded", "只切分优化器状态",
    "仅切分优化器状态",
  ]
  static let devices: PhraseSet = ["gpus", "gpu", "cards", "devices", "张卡", "块卡", "卡", "个 gpu"]
}
