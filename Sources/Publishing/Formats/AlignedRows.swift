import Explaining
import Symbolics

/// Writes a calculation as an `aligned` block in the LaTeX that MathJax, KaTeX and TeX itself share.
struct AlignedRows {
  let notations: Notations
  /// How many characters a right side may show before it is broken.
  let limit: Int
  /// `aligned` stands inside a formula; `align*` is one itself and may go over several pages.
  var environment: StaticString = "aligned"
  /// Whether a long left side stands on lines of its own, for pages that do not scroll.
  var breaksLeft = false

  func write(_ calculation: Calculation, longNotes: inout [[Inline]], to output: inout [UInt8]) {
    output.put("\\begin{")
    output.put(environment)
    output.put("}\n")
    var right: [UInt8] = []
    for (index, row) in calculation.rows.enumerated() {
      if let left = row.left {
        right.removeAll(keepingCapacity: true)
        notations.latex(left, to: &right)
        writeLeft(right, to: &output)
      }
      output.put(row.left == nil ? "&" : " &")
      output.put(row.relation.command)
      output.put(" ")
      right.removeAll(keepingCapacity: true)
      notations.latex(row.right, to: &right)
      let lines = row.isResult ? [right.indices] : latexLines(right, limit: limit)
      for (number, line) in lines.enumerated() {
        if number > 0 { output.put(" \\\\\n&\\qquad {} ") }
        if row.isResult { output.put("\\underline{") }
        output.append(contentsOf: right[line])
        if row.isResult { output.put("}") }
        if number == 0 { write(note: row.note, longNotes: &longNotes, to: &output) }
      }
      output.put(index + 1 < calculation.rows.count ? " \\\\\n" : "\n")
    }
    output.put("\\end{")
    output.put(environment)
    output.put("}\n")
  }

  private func writeLeft(_ left: [UInt8], to output: inout [UInt8]) {
    let lines = latexLines(left, limit: limit)
    guard breaksLeft, left.count > limit / 2, lines.count > 1 || left.count > limit else {
      return output.append(contentsOf: left)
    }
    for (number, line) in lines.enumerated() {
      output.put(number == 0 ? "&" : "&\\qquad {} ")
      output.append(contentsOf: left[line])
      output.put(" \\\\\n")
    }
  }

  private func write(note: [Inline], longNotes: inout [[Inline]], to output: inout [UInt8]) {
    if note.isEmpty { return }
    output.put(" && ")
    if isLong(note) {
      longNotes.append(note)
      output.put("\\text{(\(longNotes.count))}")
    } else {
      write(note, to: &output)
    }
  }

  private func write(_ inlines: [Inline], to output: inout [UInt8]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): writeText(text, to: &output)
      case .number(let value): notations.latexNumber(value, to: &output)
      case .math(let math):
        if let left = math.left { notations.latex(left, to: &output) }
        if let relation = math.relation {
          output.put(math.left == nil ? "{" : " ")
          output.put(relation.command)
          output.put(math.left == nil ? "}\\;" : " ")
        }
        notations.latex(math.expression, to: &output)
      case .strong(let inner), .link(let inner, _), .deleted(let inner), .inserted(let inner),
        .marked(let inner):
        write(inner, to: &output)
      }
    }
  }

  private func isLong(_ note: [Inline]) -> Bool {
    for inline in note {
      switch inline {
      case .text, .number, .strong, .math: continue
      default: return true
      }
    }
    return textWidth(note, notations) > 44
  }
}

/// Text inside mathematics. The signs that `\text` treats differently from one program to the next stand outside it.
func writeText(_ text: String, to output: inout [UInt8]) {
  var isOpen = false
  for byte in clean(text).utf8 {
    let command: StaticString? =
      switch byte {
      case UInt8(ascii: "\\"): "\\backslash "
      case UInt8(ascii: "{"): "\\{"
      case UInt8(ascii: "}"): "\\}"
      case UInt8(ascii: "$"): "\\$"
      case UInt8(ascii: "%"): "\\%"
      case UInt8(ascii: "#"): "\\#"
      case UInt8(ascii: "&"): "\\&"
      case UInt8(ascii: "_"): "\\_"
      case UInt8(ascii: "^"): "\\wedge "
      case UInt8(ascii: "~"): "{\\sim}"
      case UInt8(ascii: "<"): "{<}"
      case UInt8(ascii: ">"): "{>}"
      case UInt8(ascii: "|"): "{\\vert}"
      case UInt8(ascii: "`"): "{\\prime}"
      default: nil
      }
    if let command {
      if isOpen { output.put("}") }
      output.put(command)
    } else {
      if !isOpen { output.put("\\text{") }
      output.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
    }
    isOpen = command == nil
  }
  if isOpen { output.put("}") }
}

/// The lines of a long formula in LaTeX, which is broken outside all brackets and groups.
func latexLines(_ latex: [UInt8], limit: Int) -> [Range<Int>] {
  guard latex.count > limit else { return [latex.indices] }
  var breaks = LineBreaks(limit: limit)
  var depth = 0
  var index = 0
  while index < latex.count {
    if depth == 0, index > breaks.start,
      latex[index] == UInt8(ascii: "+") || latex[index] == UInt8(ascii: "-")
    {
      breaks.mayBreak(at: index, betweenTerms: true)
    } else if depth == 0, latex.has("\\times", at: index) || latex.has("\\cdot", at: index) {
      breaks.mayBreak(at: index, betweenTerms: false)
    }
    switch latex[index] {
    case UInt8(ascii: "\\"):
      index += 1
      while index < latex.count, isLetter(latex[index]) { index += 1 }
      breaks.shown += 2
      continue
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
    case 0x80..<0xC0: break
    default: breaks.shown += 1
    }
    index += 1
  }
  return breaks.lines(of: latex)
}

/// Where a long formula goes on in a next line: before a sign between terms; within a term only where it has no other place,
/// so that `2 × MACs` stays together.
private struct LineBreaks {
  let limit: Int
  /// Where the line in hand begins.
  private(set) var start = 0
  /// How much of it is shown so far.
  var shown = 0
  private var starts: [Int] = []
  /// The last places where the line may be broken, with what is shown before them.
  private var term = (index: 0, shown: 0)
  private var factor = (index: 0, shown: 0)

  init(limit: Int) { self.limit = limit }

  mutating func mayBreak(at index: Int, betweenTerms: Bool) {
    breakIfLong()
    if betweenTerms { term = (index, shown) } else { factor = (index, shown) }
  }

  private mutating func breakIfLong() {
    let place = term.index > start ? term : factor
    guard shown > limit, place.index > start else { return }
    start = place.index
    starts.append(start)
    shown -= place.shown
    factor.shown -= place.shown
    term.shown -= place.shown
  }

  /// The lines, without the blanks at their ends.
  mutating func lines(of latex: [UInt8]) -> [Range<Int>] {
    breakIfLong()
    let bounds = [0] + starts + [latex.count]
    return zip(bounds, bounds.dropFirst()).map { start, end in
      var end = end
      while end > start, latex[end - 1] == UInt8(ascii: " ") { end -= 1 }
      return start..<end
    }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
