import CCMark
import Explaining
import Symbolics

extension HTMLWriter {
  /// Inlines. Words and mathematics go into one run of bytes: a page has tens of thousands of them, and a node for each would
  /// take longer than all else together.
  func write(_ inlines: [Inline]) {
    var index = 0
    while index < inlines.count {
      switch inlines[index] {
      case .text(let text):
        if inlines.count == 1 {
          tree.raw.put(escaping: text)
        } else {
          write(text, after: inlines.element(at: index - 1), before: inlines.element(at: index + 1))
        }
      case .strong(let inner): tree.node(CMARK_NODE_STRONG) { write(inner) }
      case .code(let text):
        tree.raw.put("<code>")
        tree.raw.put(escaping: oneLine(text))
        tree.raw.put("</code>")
      case .number(let value): notations.number(value, to: &tree.raw)
      case .math(let math):
        write(math, after: inlines.element(at: index - 1), before: inlines.element(at: index + 1))
      case .link(let inner, let target): tree.link(to: target) { write(inner) }
      case .deleted(let inner):
        if case .inserted(let correct)? = inlines.element(at: index + 1) {
          writeCorrection(inner, correct)
          index += 1
        } else {
          writeDeleted(inner)
        }
      case .inserted(let inner): writeInserted(inner)
      case .marked(let inner):
        tree.raw.put("<mark>")
        write(inner)
        tree.raw.put("</mark>")
      }
      index += 1
    }
  }

  /// Text with its seams: a unit stays with its number, and brackets and stops with the mathematics that they touch.
  private func write(_ text: String, after previous: Inline?, before next: Inline?) {
    var rest = Substring(text)
    switch previous {
    case .math:
      // A stop was written beside the mathematics already.
      if let first = rest.first, isStop(first) { rest.removeFirst() }
      fallthrough
    case .number:
      if rest.first == " " {
        rest.removeFirst()
        tree.raw.put("\u{A0}")
      }
    default:
      guard case .math? = next else { return tree.raw.put(escaping: text) }
    }
    if case .math? = next, let last = rest.last, isBracket(last) { rest.removeLast() }
    tree.raw.put(escaping: String(rest))
  }

  private func write(_ math: Math, after previous: Inline?, before next: Inline?) {
    var (bracket, stop): (Character?, Character?)
    if case .text(let text)? = previous, let last = text.last, isBracket(last) { bracket = last }
    if case .text(let text)? = next, let first = text.first, isStop(first) { stop = first }
    let isGlued = bracket != nil || stop != nil
    if isGlued { tree.raw.put("<span class=\"nb\">") }
    if let bracket { tree.raw.put(escaping: String(bracket)) }
    if let left = math.left { notations.mathML(left, to: &tree.raw) }
    if let relation = math.relation {
      tree.raw.put("<math><mrow></mrow><mo ")
      tree.raw.put(math.left == nil ? "form=\"prefix\" lspace=\"0\" rspace=\"0.2em\">" : "form=\"infix\">")
      tree.raw.put(relation.sign)
      tree.raw.put("</mo><mrow></mrow></math>")
    }
    notations.mathML(math.expression, to: &tree.raw)
    if let stop { tree.raw.put(escaping: String(stop)) }
    if isGlued { tree.raw.put("</span>") }
  }

  private func isStop(_ character: Character) -> Bool {
    switch character {
    case ",", ".", ";", ":", "!", "?", ")", "]", "，", "。", "；", "：", "、", "！", "？", "）", "」", "”", "%": true
    default: false
    }
  }

  private func isBracket(_ character: Character) -> Bool {
    switch character {
    case "(", "[", "（", "「", "“": true
    default: false
    }
  }

  // MARK: Corrections

  /// What was written, struck out, with the right thing above it where both are short, else behind it.
  private func writeCorrection(_ wrong: [Inline], _ right: [Inline]) {
    let isShort = textWidth(wrong, notations) <= 8 && textWidth(right, notations) <= 8
    if isShort { tree.raw.put("<span class=\"corr\">") }
    writeDeleted(wrong)
    if !isShort { tree.raw.put(" ") }
    writeInserted(right)
    if isShort { tree.raw.put("</span>") }
  }

  private func writeDeleted(_ inner: [Inline]) {
    tree.raw.put("<del>")
    writeHidden(words[.deleted])
    write(inner)
    tree.raw.put("</del>")
  }

  private func writeInserted(_ inner: [Inline]) {
    tree.raw.put("<ins>")
    writeHidden(words[.inserted])
    write(inner)
    tree.raw.put("</ins>")
  }

  /// Words for those who hear the page and cannot see strokes and colours.
  func writeHidden(_ text: String) {
    tree.raw.put("<span class=\"vh\">")
    tree.raw.put(escaping: text)
    tree.raw.put(" </span>")
  }
}
