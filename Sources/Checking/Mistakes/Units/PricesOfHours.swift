import Symbolics

/// What hours cost, off by a power of ten: `GPU hours: 64 × 59.2 = 3,789` and "cost at $2.5: $94,725"; what tokens cost by the
/// price of the hour in which they are made, `$2/h / 10.8M tokens/h = $1.85 per million tokens`.
extension Calculation {
  mutating func checkPricesOfHours() {
    for (place, line) in enumeratedLines(with: HourPrices.dollars)
    where line.row == nil && line.range.count <= 320 {
      checkCost(on: line, place)
      checkPriceOfTokens(on: line)
    }
  }

  private mutating func reportPrice(_ amount: Measure, _ value: Rational, on line: TextLine) {
    guard value > .zero, let power = Magnitude.power(from: value, to: amount.numeral), power != 0,
      !isReported(amount.range), isAsserted(amount.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .productSlip, alternatives: [.powerOfTenSlip],
        range: amount.range.lowerBound..<amount.endOfDigits(in: working.bytes), claimed: amount.numeral.value,
        correct: value))
  }

  // MARK: - "3,789 GPU hours at $2.5: $94,725"

  private mutating func checkCost(on line: TextLine, _ place: Int) {
    let bytes = working.bytes
    guard let at = HourPrices.atPrices.first(on: line, of: bytes),
      case let measures = measures(on: line),
      let price = measures.first(where: { $0.range.lowerBound == at.upperBound }),
      let cost = measures.first(where: { $0.range.lowerBound >= price.range.upperBound }),
      price.numeral.value > .zero, price.numeral.value <= 1_000,
      cost.range.lowerBound > at.upperBound, bytes[cost.range.lowerBound - 1] == UInt8(ascii: "$")
    else { return }
    var gap = Joint(bytes, from: price.endOfDigits(in: bytes), to: cost.range.lowerBound - 1)
    while gap.take(HourPrices.perHour) {}
    guard gap.take(HourPrices.equals), case () = gap.skipBlanks(), gap.isAtEnd,
      let hours = hours(before: at.lowerBound, on: line) ?? hoursAbove(place, at.lowerBound),
      let value = try? hours.multiplied(by: price.numeral.value)
    else { return }
    reportPrice(cost, value, on: line)
  }

  /// "3,789 GPU hours"
  private func hours(before place: Int, on line: TextLine) -> Rational? {
    guard let last = measures(on: line).last(where: { $0.range.upperBound <= place }) else { return nil }
    var joint = Joint(working.bytes, from: last.endOfDigits(in: working.bytes), to: place)
    guard joint.take(HourPrices.hours) else { return nil }
    joint.skipBlanks()
    return joint.isAtEnd ? last.numeral.unscaled ?? last.numeral.value : nil
  }

  /// The hours that the line above ends with, where this one begins with "cost".
  private func hoursAbove(_ place: Int, _ start: Int) -> Rational? {
    let line = lines[place]
    var label = Joint(working.bytes, from: line.range.lowerBound, to: start)
    while label.take(HourPrices.costs) {}
    label.skipBlanks()
    guard label.isAtEnd, let above = lines[max(0, place - 3)..<place].last(where: { $0.range.count > 1 }),
      above.row == nil, above.range.count <= 320, HourPrices.hours.isOn(above, of: working.bytes),
      let last = measures(on: above).last, last.unit == .none || last.unit.seconds != nil
    else { return nil }
    var tail = Joint(working.bytes, from: last.endOfDigits(in: working.bytes), to: above.range.upperBound)
    _ = tail.take(HourPrices.hours)
    return tail.isAtClauseEnd() ? last.numeral.unscaled ?? last.numeral.value : nil
  }

  // MARK: - "$2/h / 10.8M tokens/h = $1.85 per million tokens"

  private mutating func checkPriceOfTokens(on line: TextLine) {
    let bytes = working.bytes
    let measures = measures(on: line)
    guard measures.count >= 3, measures.count <= 12 else { return }
    for place in 0..<(measures.count - 2) {
      let (price, tokens, amount) = (measures[place], measures[place + 1], measures[place + 2])
      guard amount.range.lowerBound > 0, price.range.lowerBound > 0,
        bytes[price.range.lowerBound - 1] == UInt8(ascii: "$"),
        bytes[amount.range.lowerBound - 1] == UInt8(ascii: "$"),
        price.endOfDigits(in: bytes) <= tokens.range.lowerBound
      else { continue }
      var first = Joint(bytes, from: price.endOfDigits(in: bytes), to: tokens.range.lowerBound)
      guard first.take(HourPrices.perHour), first.take(HourPrices.divides), case () = first.skipBlanks(),
        first.isAtEnd
      else { continue }
      var second = Joint(bytes, from: tokens.endOfDigits(in: bytes), to: amount.range.lowerBound - 1)
      guard second.take(HourPrices.millions), second.take(HourPrices.tokens), second.take(HourPrices.perHour),
        second.take(HourPrices.equals), case () = second.skipBlanks(), second.isAtEnd
      else { continue }
      let end = amount.endOfDigits(in: bytes)
      var third = Joint(bytes, from: end, to: line.range.upperBound)
      guard third.take(HourPrices.perMillion), let millions = tokens.numeral.unscaled,
        let value = try? price.numeral.value.divided(by: millions)
      else { continue }
      return reportPrice(amount, value, on: line)
    }
  }
}

private enum HourPrices {
  static let dollars: PhraseSet = ["$"]
  static let atPrices: PhraseSet = ["at $", "× $", "@ $", "@$", "按 $", "按$"]
  static let perHour: PhraseSet = [
    "/gpu-hour", "/gpu hour", "/gpu·h", "/gpu-h", "/hour", "/hr", "/h", "per gpu-hour", "per gpu hour",
    "per gpu",
    "per hour", "an hour", "a gpu hour", "each", "/卡时", "/小时", "每小时",
  ]
  static let equals: PhraseSet = [":", "：", "=", "≈", "is", "→", "comes to", "costs", "共"]
  static let hours: PhraseSet = [
    "gpu-hours", "gpu hours", "gpu·hours", "gpu-h", "gpu·h", "gpuh", "a100 hours", "h100 hours", "a100-hours",
    "h100-hours", "卡时", "gpu 小时", "gpu小时", "卡小时", "gpu时",
  ]
  static let costs: PhraseSet = ["total", "the", "so", "cost", "costs", "price", "成本", "费用", "总", ":"]
  static let divides: PhraseSet = ["/", "÷"]
  static let millions: PhraseSet = ["m", "million", "mio"]
  static let tokens: PhraseSet = ["tokens", "token", "tok"]
  static let perMillion: PhraseSet = [
    "per million", "/million", "/m", "per 1m", "/1m", "per m", "/ million", "每百万", "/百万", "a million",
  ]
}
