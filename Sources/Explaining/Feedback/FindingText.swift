public import Checking
import Derivations
import Symbolics

/// The words for one finding, for every writer: page, terminal, JSON.
///
///     let text = FindingText(finding, wording: wording)
///     text.name      // A product was evaluated wrongly
///     text.message   // The left side is 118,013,952, not 118,013,592. …
public struct FindingText: Sendable {
  /// The name of the mistake in the reader's language.
  public let name: [Inline]
  /// What was written, what is wrong and why, what is right.
  public let message: [Inline]
  /// What to do about it, in general.
  public let correction: [Inline]
  /// The names of other mistakes that explain the same numbers equally well, in one sentence; empty if there are none.
  public let alternatives: [Inline]
  /// What should stand at the place, if it can be said.
  public let fix: Math?
  private let gap: [Inline]

  /// The words for a finding.
  public init(_ finding: Finding, wording: Wording) {
    let prefix = "mistake." + finding.mistake.rawValue
    name = wording.inlines(identifier: prefix + ".name")
    // A hint tells the kind and no more: the message would quote what is right, and so may the advice.
    message =
      finding.isHint
      ? wording.inlines(.findingHint)
      : wording.inlines(identifier: prefix + ".message", FindingText.values(finding, wording))
    correction = finding.isHint ? [] : wording.inlines(identifier: prefix + ".correction")
    fix = finding.fix.map { Math(readable: $0) }
    gap = wording.sentenceGap
    // "Product evaluated wrongly" is what is said where nothing more is known, and explains nothing beside a digit that differs.
    let named = finding.alternatives.filter { !$0.isGeneral || finding.mistake.isGeneral }
    let others = named.map { wording.inlines(identifier: "mistake." + $0.rawValue + ".name") }
    alternatives =
      others.isEmpty
      ? [] : wording.inlines(.findingAlternatives, ["names": .inlines(wording.list(others, isChoice: true))])
  }

  /// Message and alternatives as one run.
  public var full: [Inline] { alternatives.isEmpty ? message : message + gap + alternatives }

  private static func values(_ finding: Finding, _ wording: Wording) -> WordingValues {
    var values: WordingValues = [:]
    // What two numbers contradict is a share where it is a number, and a sentence where it is none.
    let isShare =
      finding.mistake.isAboutShares
      || finding.mistake == .conclusionContradictsNumbers && finding.correct != nil
    values.add("claimed", finding.claimed.map { isShare ? wording.share($0) : wording.value($0) })
    values.add("correct", finding.correct.map { isShare ? wording.share($0) : wording.value($0) })
    values.add("about", finding.about.map { .inlines(wording.about($0)) })
    for argument in finding.arguments {
      // “or 49 with …” says nothing where it is the same number.
      if argument.name == "all", argument.value == finding.correct.map({ .number($0) }) { continue }
      values.add(argument.name, wording.value(argument.value, count: finding.correct))
    }
    addInScale(of: finding, wording, to: &values)
    return values
  }

  /// The two numbers in the unit of the text where the finding knows it: `14.96 GiB`, not the bytes of it.
  private static func addInScale(of finding: Finding, _ wording: Wording, to values: inout WordingValues) {
    var scale: Rational?
    var unit: String?
    for argument in finding.arguments {
      switch argument {
      case ("scale", .number(let number)): scale = number
      case ("scale-unit", .quotation(let text)): unit = text
      default: break
      }
    }
    guard let scale, let unit else { return }
    for (name, number) in [("claimed", finding.claimed), ("correct", finding.correct)] {
      guard let number, let digits = try? number.divided(by: scale) else { continue }
      values.add(name, .inlines(wording.value(digits).inlines + [.text(" " + unit)]))
    }
  }
}

extension Mistake {
  /// Whether what it claims is a share, which people write in percent.
  fileprivate var isAboutShares: Bool { self == .ratioOfUnlikeConventions || self == .sparsePeakUsed }

  /// Whether the name says no more than that a number is wrong.
  fileprivate var isGeneral: Bool { self == .productSlip || self == .formulaDoesNotGiveResult }
}

extension Math {
  /// An expression as people write it: a fraction that is no short decimal as `≈ 43.63`.
  init(readable expression: Expression) {
    if case .quotient(.number, .number) = expression, let value = try? expression.evaluated(),
      let rounded = Numeral(rounding: value)
    {
      let isExact = rounded.value == value
      self.init(.number(rounded), relation: isExact ? nil : .approximately)
    } else {
      self.init(expression)
    }
  }
}

extension Wording {
  /// A share in percent: `6.51 %`; anything from 1 on, such as a peak, as a number.
  fileprivate func share(_ number: Rational) -> WordingValue {
    number < .one ? Math.share(number, of: .one).map { .math($0) } ?? value(number) : value(number)
  }

  /// What stands between two sentences: Chinese leaves no blank.
  var sentenceGap: [Inline] { language == .chinese ? [] : [.text(" ")] }

  /// A number as people write it: whole numbers grouped, short decimals as such, anything else rounded.
  func value(_ number: Rational) -> WordingValue {
    if number.isInteger { return .number(number) }
    if let decimal = Numeral(decimal: number.magnitude) {
      let expression = Expression.number(decimal)
      return .math(Math(number.isNegative ? .negative(expression) : expression))
    }
    return .math(Math(readable: Expression(number)))
  }

  /// What a message may speak of; words stand in the form that fits the count, or in the plural.
  func value(_ argument: Finding.Argument, count: Rational? = nil) -> WordingValue {
    switch argument {
    case .number(let number): value(number)
    case .expression(let expression): .math(Math(expression))
    case .path(let path): .code(path)
    case .quotation(let text): .text(text)
    case .word(let identifier):
      .inlines(inlines(identifier: identifier, count.map { ["count": .number($0)] } ?? [:]))
    }
  }

  /// What a step is about, in words: `conv1.macs` is “multiply-adds of conv1”.
  func about(_ about: String) -> [Inline] {
    let subject = Subject(about)
    guard let quantity = subject.quantity else { return [.code(about)] }
    let name = inlines(identifier: "quantity." + quantity.name)
    return subject.path.isEmpty
      ? inlines(.aboutNetwork, ["quantity": .inlines(name)])
      : inlines(.aboutPart, ["quantity": .inlines(name), "part": .code(subject.path)])
  }

  /// Notes in a row, with the separator between all of them.
  func join(_ items: [[Inline]]) -> [Inline] {
    var list: [Inline] = []
    for (index, item) in items.enumerated() {
      if index > 0 { list += inlines(.listSeparator) }
      list += item
    }
    return list
  }

  /// Names in a row: `a, b and c`, or `a, b or c` for a choice.
  func list(_ items: [[Inline]], isChoice: Bool = false) -> [Inline] {
    var list: [Inline] = []
    for (index, item) in items.enumerated() {
      if index > 0 {
        let last: Phrase = isChoice ? .listLastChoice : .listLastSeparator
        list += inlines(index == items.count - 1 ? last : .listSeparator)
      }
      list += item
    }
    return list
  }
}

/// The part and the quantity that `about` names: `layer1.0.conv2.macs`, or `macs` for the network.
struct Subject {
  let path: String
  let quantity: Quantity?

  init(_ about: String) {
    for quantity in Quantity.allCases {
      if about == quantity.name {
        path = ""
        self.quantity = quantity
        return
      }
      if about.hasSuffix("." + quantity.name) {
        path = String(about.dropLast(quantity.name.count + 1))
        self.quantity = quantity
        return
      }
    }
    path = about
    quantity = nil
  }
}
