import Symbolics

/// An amount said once more in 万 or 亿, with a unit that only one of the two numbers has: `÷ 3600 ≈ 2.14e6，即 21.4 万卡时`,
/// `1.2M × 3 = 3.6M 美元，即约 3600 万美元`; and the seconds of one device as its hours: `单卡 3.6e7 秒 ≈ 10 万卡时`.
///
/// Only the magnitude is judged, and only where no rate of exchange and no number of devices can lie between.
extension Calculation {
  mutating func checkAmountsInWan() {
    for line in lines(with: AmountsInWan.scales)
    where line.range.count < 2_048 && AmountsInWan.units.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line)
      for index in numbers.indices.dropFirst() {
        let (first, second) = (numbers[index - 1], numbers[index])
        guard second.numeral.scale.isChinese, second.numeral.shows(atLeast: 10),
          first.numeral.hasScaleWord || first.numeral.lastPlace > .one || first.numeral.value >= 10_000,
          !isReported(first.range), !isReported(second.range),
          let right = amountSaidAgain(first, second, on: line) ?? hoursOfOneDevice(first, second, on: line),
          // What is supposed, 若每小时 2 美元, is said again all the same.
          !isDenied(second.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .yiUnitSlip, alternatives: [.powerOfTenSlip, .durationWrong], range: second.range,
            claimed: second.numeral.value, correct: right))
        markWrong(at: second.range)
      }
    }
  }

  /// What the second number should be, if nothing but a word for "that is" leads to it and it is a power of ten off.
  private func amountSaidAgain(
    _ first: StatedNumber, _ second: StatedNumber, on line: TextLine
  ) -> Rational? {
    guard first.range.upperBound < second.range.lowerBound, first.unit == .none || first.unit == .other,
      Magnitude.power(from: first.numeral.value, to: second.numeral) != nil
    else { return nil }
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    var tail = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
    let money = joint.takeOne(of: AmountsInWan.currencies)
    // `3,440,640 美元 ≈ 344 万美元`: a sign, where both name the currency.
    let isEqual = money != nil && joint.take(AmountsInWan.equals)
    guard isEqual || joint.take(AmountsInWan.commas) && joint.take(AmountsInWan.thatIs),
      first.numeral.hasScaleWord || first.numeral.lastPlace > .one || isEqual
    else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    if second.unit == .time(.hour) || second.unit == .time(.day) {
      guard money == nil, dividesBySeconds(first, second.unit, on: line) else { return nil }
      _ = tail.takeUnits()
    } else {
      guard let own = tail.takeOne(of: AmountsInWan.currencies), money == nil || money == own else {
        return nil
      }
    }
    tail.skipBlanks()
    return tail.isAtClauseEnd() ? first.numeral.value : nil
  }

  /// Whether the chain of a number divides by what a unit has of seconds: ÷ 3600 for hours.
  private func dividesBySeconds(_ number: StatedNumber, _ unit: Unit, on line: TextLine) -> Bool {
    guard let place = number.chain, let seconds = unit.seconds else { return false }
    return line.chains[place].sides.contains { side in
      side.isCompound && side.located.expression.divisors.contains(seconds)
    }
  }

  /// `单卡 3.6e7 秒 ≈ 10 万卡时`: the hours of the one device whose seconds stand before.
  private func hoursOfOneDevice(
    _ first: StatedNumber, _ second: StatedNumber, on line: TextLine
  ) -> Rational? {
    guard first.unit == .time(.second), second.unit == .time(.hour), first.chain == second.chain,
      let place = first.chain,
      let hours = try? first.numeral.value.divided(by: 3_600),
      let room = first.numeral.relativeRoom.flatMap({ try? hours.multiplied(by: $0) })
    else { return nil }
    let before = line.stretch(before: first.range.lowerBound, atMost: 160)
    guard line.chains.indices.contains(place),
      let one = AmountsInWan.oneDevice.first(in: before, of: working.bytes),
      !AmountsInWan.devices.isIn(one.upperBound..<first.range.lowerBound, of: working.bytes),
      let half = try? second.numeral.lastPlace.divided(by: .two)
    else { return nil }
    for power: Rational in [10, 100, 1_000, 10_000] {
      for value in [try? hours.multiplied(by: power), try? hours.divided(by: power)] {
        guard let value, let ratio = try? value.divided(by: hours), let own = try? room.multiplied(by: ratio),
          let slack = try? own.adding(half),
          LinkChecker.isWithin(slack, value, second.numeral.value)
        else { continue }
        return hours
      }
    }
    return nil
  }
}

extension Joint {
  /// Passes over one of some phrases in groups, and tells which group it is of.
  fileprivate mutating func takeOne(of groups: [PhraseSet]) -> Int? {
    groups.firstIndex { take($0) }
  }
}

private enum AmountsInWan {
  static let scales: PhraseSet = ["万", "萬", "亿", "億"]
  static let units: PhraseSet = ["元", "美金", "人民币", "小时", "卡时", "机时", "卡天"]
  static let commas: PhraseSet = ["，", ",", "；", "(", "（"]
  static let equals: PhraseSet = ["≈", "=", "约等于", "约合", "约为"]
  static let thatIs: PhraseSet = ["也就是", "也即", "亦即", "即为", "即", "折合", "合", "就是"]
  static let currencies: [PhraseSet] = [["美元", "美金"], ["欧元"], ["日元"], ["港元", "港币"], ["元", "人民币"]]
  static let oneDevice: PhraseSet = ["单卡", "单张", "一张", "一块", "1 张", "1张", "单块", "单 gpu", "单gpu", "单机单卡"]
  static let devices: PhraseSet = ["卡", "张", "块", "台", "gpu"]
}
