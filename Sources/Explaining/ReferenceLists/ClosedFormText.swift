public import Derivations
import Networks
import Symbolics
import Networks

/// A closed form in words and formulas: the polynomial, what it takes for granted, and its value for the input that was
/// worked out.
///
///     MACs = 81,456 × N × H × W + 2,048,000 × N
///     This holds if H is a multiple of 32, and W is a multiple of 32.
public enum ClosedFormText {
  /// The blocks for a closed form.
  ///
  /// - Parameters:
  ///   - letters: the letters that it keeps.
  ///   - path: the part that it is about, empty for the network.
  ///   - derivation: the derivation with numbers that it was made from.
  public static func blocks(
    _ form: ClosedForm, letters: [ClosedForm.Letter], at path: String = "", of derivation: Derivation,
    wording: Wording
  ) -> [Block] {
    let quantity = WordingValue.inlines(wording.inlines(identifier: "quantity." + form.quantity.name))
    let names = WordingValue.inlines(wording.list(letters.map { [.math(Math(.symbol($0.symbol)))] }))
    let left = Expression.symbol(form.quantity.symbol(of: path))
    let label = plainText(wording.inlines(identifier: "quantity." + form.quantity.name))
    var blocks: [Block] = [
      .paragraph(
        path.isEmpty
          ? wording.inlines(.closedFormIntroduction, ["letters": names, "quantity": quantity])
          : wording.inlines(
            .closedFormIntroductionOfPart, ["letters": names, "quantity": quantity, "part": .code(path)])),
      .calculation(Calculation(label: label, rows: [.init(left, .equal, form.expression)])),
      .paragraph(assumptions(form, wording)),
    ]
    let values = letters.map { ($0.symbol, Rational($0.size(in: derivation))) }
    let substituted = form.expression.substituting { symbol in
      values.first { $0.0 == symbol }.map { Expression($0.1) }
    }
    guard isMet(form, in: derivation), let value = try? substituted.evaluated() else { return blocks }
    let points = values.map { symbol, value -> [Inline] in
      [.math(Math(Expression(value), left: .symbol(symbol), relation: .equal))]
    }
    blocks.append(.paragraph(wording.inlines(.closedFormCheck, ["values": .inlines(wording.list(points))])))
    var rows: [Calculation.Row] = [.init(left, .equal, substituted)]
    if substituted != Expression(value) {
      rows.append(
        .init(
          nil, .equal, Expression(value),
          note: Math.short(value, in: wording.language).map { [.math($0)] } ?? [],
          isResult: true))
    }
    blocks.append(.calculation(Calculation(label: label, rows: rows)))
    return blocks
  }

  /// Why there is no closed form, in one sentence.
  public static func sentence(_ reason: NoClosedForm, for quantity: Quantity, wording: Wording) -> [Inline] {
    let (phrase, path): (Phrase, String) =
      switch reason {
      case .sizeIsFixed(let path): (.closedFormSizeFixed, path)
      case .shapesDiffer(let path): (.closedFormShapesDiffer, path)
      case .copiesChangeShape(let path): (.closedFormCopiesChange, path)
      case .windowOutgrown(let path): (.closedFormWindowOutgrown, path)
      case .notPolynomial(let path): (.closedFormNotPolynomial, path)
      case .arithmetic(_, let path): (.closedFormTooLarge, path)
      case .noSuchStep(let path): (.closedFormNoStep, path)
      case .notFollowed(let path): (.closedFormNotFollowed, path)
      }
    let place = path.isEmpty ? wording.inlines(.roleNetwork) : [.code(path)]
    return wording.inlines(
      .closedFormWithout,
      [
        "quantity": .inlines(wording.inlines(identifier: "quantity." + quantity.name)),
        "reason": .inlines(wording.inlines(phrase, ["path": .inlines(place)])),
      ])
  }

  /// What a closed form takes for granted, in one sentence.
  static func assumptions(_ form: ClosedForm, _ wording: Wording) -> [Inline] {
    let items = form.assumptions.map { assumption -> [Inline] in
      let letter = WordingValue.math(Math(.symbol(assumption.letter.symbol)))
      if assumption.multiple == 1 {
        return wording.inlines(
          .closedFormMinimum, ["letter": letter, "minimum": .number(Rational(assumption.minimum))])
      }
      var values: WordingValues = ["letter": letter, "multiple": .number(Rational(assumption.multiple))]
      let isAbove = assumption.minimum > assumption.multiple
      values.add("minimum", isAbove ? .number(Rational(assumption.minimum)) : nil)
      return wording.inlines(.closedFormMultiple, values)
    }
    if items.isEmpty { return wording.inlines(.closedFormAlways) }
    return wording.inlines(.closedFormAssumption, ["assumptions": .inlines(wording.list(items))])
  }

  private static func isMet(_ form: ClosedForm, in derivation: Derivation) -> Bool {
    form.assumptions.allSatisfy { assumption in
      let value = assumption.letter.size(in: derivation)
      return value >= assumption.minimum && value % assumption.multiple == 0
    }
  }
}
