/// Whole numbers below ten thousand in Chinese characters: 十三, 二十四, 一百零一.
enum ChineseNumerals {
  /// The number whose characters end at a place, with the place where they begin. Nil where none ends there, and where
  /// the characters are no plain number: 两三 of 两三个, 几十.
  static func number(endingAt end: Int, in bytes: [UInt8]) -> (value: Int, start: Int)? {
    var start = end
    var signs: [Int] = []
    while signs.count < 8, let sign = sign(endingAt: start, in: bytes) {
      signs.append(sign)
      start -= 3
    }
    guard !signs.isEmpty, !isVague(before: start, in: bytes), let value = value(of: signs.reversed()) else {
      return nil
    }
    return (value, start)
  }

  private static func value(of signs: [Int]) -> Int? {
    var (all, digit): (Int, Int?) = (0, nil)
    var last = 10_000
    for sign in signs {
      if sign == 0 { continue }
      if sign < 10 {
        guard digit == nil else { return nil }
        digit = sign
        continue
      }
      // 十 alone is ten.
      guard sign < last, digit != nil || sign == 10 else { return nil }
      all += (digit ?? 1) * sign
      (digit, last) = (nil, sign)
    }
    return all + (digit ?? 0)
  }

  /// A digit, or 10, 100, 1,000.
  private static func sign(endingAt end: Int, in bytes: [UInt8]) -> Int? {
    guard end >= 3, end <= bytes.count, bytes[end - 3] >= 0xE3 else { return nil }
    return signs.index(at: end - 3, until: end, in: bytes).map { values[$0] }
  }

  /// 几十, 数百, 上千
  private static func isVague(before start: Int, in bytes: [UInt8]) -> Bool {
    start >= 3 && vague.index(at: start - 3, until: start, in: bytes) != nil
  }

  private static let signs: PhraseSet = [
    "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "零", "〇", "十", "百", "千",
  ]
  private static let values = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 10, 100, 1_000]
  private static let vague: PhraseSet = ["几", "数", "上", "万", "亿", "."]
}
