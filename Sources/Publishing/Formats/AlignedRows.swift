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
  /// The columns of the longest remark that stands beside its row.
  var longestNote = 44

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

  /// Whether a left side stands on lines of its own.
  private func isBroken(_ left: [UInt8]) -> Bool {
    breaksLeft && left.count > limit / 2
      && (left.count > limit || latexLines(left, limit: limit).count > 1)
  }

  private func writeLeft(_ left: [UInt8], to output: inout [UInt8]) {
    guard isBroken(left) else { return output.append(contentsOf: left) }
    for (number, line) in latexLines(left, limit: limit).enumerated() {
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
    return textWidth(note, notations) > longestNote
  }

  /// The columns of the longest remark that stands beside its row.
  func widestNote(of calculation: Calculation) -> Int {
    calculation.rows.reduce(0) { isLong($1.note) ? $0 : max($0, textWidth($1.note, notations)) }
  }

  /// How wide the left and the right sides stand beside each other, in digits.
  func width(of calculation: Calculation) -> Double {
    var (left, right) = (0.0, 0.0)
    var bytes: [UInt8] = []
    for row in calculation.rows {
      if let side = row.left {
        bytes.removeAll(keepingCapacity: true)
        notations.latex(side, to: &bytes)
        let width = AlignedRows.width(of: bytes[...])
        if isBroken(bytes) { right = max(right, width) } else { left = max(left, width) }
      }
      bytes.removeAll(keepingCapacity: true)
      notations.latex(row.right, to: &bytes)
      for (number, line) in (row.isResult ? [bytes.indices] : latexLines(bytes, limit: limit)).enumerated() {
        right = max(right, AlignedRows.width(of: bytes[line]) + (number > 0 ? 4 : 2.5))
      }
    }
    return left + right
  }

  /// The width of a formula in digits, estimated: signs have room around them, indices are smaller.
  private static func width(of latex: ArraySlice<UInt8>) -> Double {
    var width = 0.0
    // How much smaller what stands in each open group is.
    var sizes = [1.0]
    var isSmall = false
    var index = latex.startIndex
    while index < latex.endIndex {
      let size = (sizes.last ?? 1) * (isSmall ? 0.75 : 1)
      switch latex[index] {
      case UInt8(ascii: "\\"):
        let start = index + 1
        index = start
        while index < latex.endIndex, isLetter(latex[index]) { index += 1 }
        let name = latex[start..<index]
        if name.elementsEqual("times".utf8) || name.elementsEqual("cdot".utf8) {
          width += 2.4 * size
        } else if index == start {
          index += 1
        } else if !isInvisible(name) {
          width += 1.3 * size
        }
        continue
      case UInt8(ascii: "{"): sizes.append(size)
      case UInt8(ascii: "}"): if sizes.count > 1 { sizes.removeLast() }
      case UInt8(ascii: "_"), UInt8(ascii: "^"):
        isSmall = true
        index += 1
        continue
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="): width += 2.4 * size
      case UInt8(ascii: ","), UInt8(ascii: "."): width += 0.55 * size
      case UInt8(ascii: " "), UInt8(ascii: "&"), 0x80..<0xC0: break
      default: width += size
      }
      isSmall = false
      index += 1
    }
    return width
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
  // Groups cannot be broken, plain brackets can where nothing else helps.
  var (groups, brackets) = (0, 0)
  var index = 0
  while index < latex.count {
    let isSign = latex[index] == UInt8(ascii: "+") || latex[index] == UInt8(ascii: "-")
    if groups == 0, brackets == 0, index > breaks.start, isSign {
      breaks.mayBreak(at: index, .term)
    } else if groups == 0, brackets == 1, index > breaks.start, isSign {
      breaks.mayBreak(at: index, .inBrackets)
    } else if groups == 0, brackets == 0,
      latex.has("\\times", at: index) || latex.has("\\cdot", at: index)
    {
      breaks.mayBreak(at: index, .factor)
    }
    switch latex[index] {
    case UInt8(ascii: "\\"):
      // What \left opens, \right must close on the same line.
      if latex.has("\\left", at: index) { groups += 1 }
      if latex.has("\\right", at: index) { groups -= 1 }
      index += 1
      while index < latex.count, isLetter(latex[index]) { index += 1 }
      breaks.shown += 2
      continue
    case UInt8(ascii: "{"): groups += 1
    case UInt8(ascii: "}"): groups -= 1
    case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
    case 0x80..<0xC0: break
    default: breaks.shown += 1
    }
    index += 1
  }
  return breaks.lines(of: latex)
}

/// Where a long formula goes on in a next line: before a sign between terms; within a term only where it has no other place,
/// so that `2 × MACs` stays together; within brackets only where there is none at all.
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
  private var inner = (index: 0, shown: 0)

  /// What a place for a break stands between.
  enum Kind { case term, factor, inBrackets }

  init(limit: Int) { self.limit = limit }

  mutating func mayBreak(at index: Int, _ kind: Kind) {
    breakIfLong()
    switch kind {
    case .term: term = (index, shown)
    case .factor: factor = (index, shown)
    case .inBrackets: inner = (index, shown)
    }
  }

  private mutating func breakIfLong() {
    let place = term.index > start ? term : factor.index > start ? factor : inner
    guard shown > limit, place.index > start else { return }
    start = place.index
    starts.append(start)
    shown -= place.shown
    factor.shown -= place.shown
    term.shown -= place.shown
    inner.shown -= place.shown
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

/// Whether a command draws nothing itself.
private func isInvisible(_ name: ArraySlice<UInt8>) -> Bool {
  ["text", "left", "right", "frac", "underline", "mathrm"].contains { name.elementsEqual($0.utf8) }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}
