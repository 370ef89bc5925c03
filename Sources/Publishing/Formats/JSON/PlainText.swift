import Explaining
import Symbolics

// JSON carries text without markup, in plain notation.

extension Expression {
  /// The expression in plain notation with ungrouped digits: `(7×7×3)×64 = 9408`.
  var plainText: String { PlainText(style: .plain).text(self) }
}

/// The words of inlines, with numbers in the style of the language.
func plainText(_ inlines: [Inline], in language: Language) -> String {
  plainText(inlines, Notations(language))
}
