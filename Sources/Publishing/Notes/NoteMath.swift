import Explaining
import Symbolics

/// Sets the mathematics that an author wrote between dollars as MathML, where the notation's reader knows all of it.
///
/// The reader of workings passes over decoration (`\hat{x}` is `x` to it), which a page must not lose: only commands that
/// come out as they were meant are set, everything else stays dollar mathematics.
struct NoteMath {
  private let math = MathML(style: .grouped)
  /// The symbols that were read, by their names in the wording, `C_in`.
  private(set) var symbols: Set<String> = []

  /// One row of mathematics: `a = b ≈ c` as `<math>` elements with chances to break the line; nil if it is not known.
  mutating func inline(_ tex: [UInt8]) -> [UInt8]? {
    // The end of a line is a blank here; in a working it may end a statement.
    let line = tex.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    guard let row = NoteMath.relations(line[...]), !row.isEmpty else { return nil }
    var out: [UInt8] = []
    for (index, part) in row.enumerated() {
      if let sign = part.sign { write(sign, isFirst: index == 0, to: &out) }
      if let expression = part.expression { write(expression, to: &out) }
    }
    return out
  }

  /// Mathematics that stands alone: one centred row, or the rows of an `aligned` block as a grid.
  mutating func display(_ tex: [UInt8]) -> [UInt8]? {
    let inner = NoteMath.environment(tex)
    if inner == nil, let row = inline(tex) {
      return Array("<div class=\"display\">".utf8) + row + Array("</div>".utf8)
    }
    guard let inner else { return nil }
    var out = Array("<div class=\"steps\">".utf8)
    let lines = inner.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    for row in NoteMath.split(lines[...], at: "\\\\") where !row.allSatisfy({ NoteMath.isBlank($0) }) {
      guard writeRow(row, to: &out) else { return nil }
    }
    return out + Array("</div>".utf8)
  }

  /// `left &= right && note`.
  private mutating func writeRow(_ row: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    let cells = NoteMath.split(row, at: "&")
    guard cells.count <= 4 else { return false }
    let left = NoteMath.trim(cells[0])
    guard let right = NoteMath.relations(cells.count > 1 ? cells[1] : []) else { return false }
    let note = cells.dropFirst(2).last { !NoteMath.trim($0).isEmpty }.map { NoteMath.trim($0) }
    out.put("<div class=\"step\"><div class=\"lhs\">")
    if !left.isEmpty {
      guard let expression = NoteMath.read(left) else { return false }
      write(expression, to: &out)
    }
    out.put("</div><div class=\"rel\">")
    if let sign = right.first?.sign { writeSign(sign, form: "prefix", to: &out) }
    out.put("</div><div class=\"rhs\">")
    for (index, part) in right.enumerated() {
      if let sign = part.sign, index > 0 { write(sign, isFirst: false, to: &out) }
      if let expression = part.expression { write(expression, to: &out) }
    }
    out.put("</div><div class=\"note\">")
    if let note {
      if let words = NoteMath.words(note) {
        out.put(escaping: words)
      } else if let row = inline(Array(note)) {
        out += row
      } else {
        return false
      }
    }
    out.put("</div></div>\n")
    return true
  }

  private mutating func write(_ expression: Expression, to out: inout [UInt8]) {
    collect(expression)
    math.writePieces(expression, to: &out)
  }

  private func write(_ sign: StaticString, isFirst: Bool, to out: inout [UInt8]) {
    if !isFirst { out.put("<wbr>") }
    writeSign(sign, form: isFirst ? "prefix" : "infix", to: &out)
  }

  private func writeSign(_ sign: StaticString, form: StaticString, to out: inout [UInt8]) {
    out.put("<math><mrow></mrow><mo form=\"")
    out.put(form)
    out.put(form.utf8CodeUnitCount == 6 ? "\" lspace=\"0\" rspace=\"0.2em\">" : "\">")
    out.put(sign)
    out.put("</mo><mrow></mrow></math>")
  }

  private mutating func collect(_ expression: Expression) {
    if case .symbol(let symbol) = expression {
      symbols.insert(symbol.index.isEmpty ? symbol.base : "\(symbol.base)_\(symbol.index)")
    }
    for operand in expression.operands { collect(operand) }
  }
}

// MARK: - Reading

extension NoteMath {
  /// A side with the sign before it.
  struct Side {
    var sign: StaticString?
    var expression: Expression?
  }

  private static let signs: [(tex: StaticString, sign: StaticString)] = [
    ("=", "="), ("≈", "≈"), ("\\approx", "≈"), ("\\leq", "≤"), ("\\le", "≤"), ("≤", "≤"), ("\\geq", "≥"),
    ("\\ge", "≥"), ("≥", "≥"), ("\\neq", "≠"), ("\\ne", "≠"), ("\\lt", "&lt;"), ("\\gt", "&gt;"),
    ("<", "&lt;"), (">", "&gt;"), ("\\rightarrow", "→"), ("\\to", "→"), ("→", "→"),
  ]

  /// The sides of a chain of relations; nil if any of it is not known.
  private static func relations(_ tex: ArraySlice<UInt8>) -> [Side]? {
    var sides: [Side] = []
    var sign: StaticString?
    var start = tex.startIndex
    var (index, depth) = (tex.startIndex, 0)
    func end(_ stop: Int) -> Bool {
      let piece = trim(tex[start..<stop])
      if piece.isEmpty {
        // Nothing may stand before the first sign only.
        guard sides.isEmpty, sign == nil else { return false }
        return true
      }
      guard let expression = read(piece) else { return false }
      sides.append(Side(sign: sign, expression: expression))
      return true
    }
    let bytes = Array(tex)
    while index < tex.endIndex {
      let offset = index - tex.startIndex
      switch tex[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0, let found = signs.first(where: { isSign($0.tex, in: bytes, at: offset) }) {
        guard end(index) else { return nil }
        sign = found.sign
        index += found.tex.utf8CodeUnitCount
        start = index
      } else {
        // A command is passed as a whole, so that `\leftarrow` holds no `\le`.
        index += 1
        if tex[index - 1] == UInt8(ascii: "\\") {
          while index < tex.endIndex, tex[index].isASCIILetter { index += 1 }
        }
      }
    }
    return end(tex.endIndex) ? sides : nil
  }

  private static func isSign(_ sign: StaticString, in bytes: [UInt8], at offset: Int) -> Bool {
    guard bytes.has(sign, at: offset) else { return false }
    let end = offset + sign.utf8CodeUnitCount
    return sign.utf8Start[0] != UInt8(ascii: "\\") || end >= bytes.count || !bytes[end].isASCIILetter
  }

  /// One expression, if it is made of known commands only.
  private static func read(_ tex: ArraySlice<UInt8>) -> Expression? {
    guard hasKnownCommands(tex) else { return nil }
    do throws(NotationError) {
      return try LaTeX.read(String(decoding: tex, as: UTF8.self))
    } catch { return nil }
  }

  /// The commands that come out as they were meant. Greek letters are known to the reader.
  private static let known: Set<String> = [
    "times", "cdot", "div", "frac", "dfrac", "tfrac", "lfloor", "rfloor", "lceil", "rceil", "left", "right",
    "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "displaystyle",
    "textstyle", "text", "textrm", "mathrm", "operatorname", "quad", "qquad", "lbrack", "rbrack", "lparen",
    "rparen",
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi",
    "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega", "ell",
  ]

  private static func hasKnownCommands(_ tex: ArraySlice<UInt8>) -> Bool {
    var index = tex.startIndex
    while index < tex.endIndex {
      guard tex[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      let name = tex[(index + 1)...].prefix { $0.isASCIILetter }
      if name.isEmpty {
        // Spacing and escaped signs: `\,` `\;` `\:` `\!` `\ ` `\%` `\_`.
        guard let next = tex[(index + 1)...].first, ",;:! %_{}".utf8.contains(next) else { return false }
        index += 2
      } else {
        guard known.contains(String(decoding: name, as: UTF8.self)) else { return false }
        index = name.endIndex
      }
    }
    return true
  }

  /// What stands between `\begin{aligned}` and its end.
  private static func environment(_ tex: [UInt8]) -> ArraySlice<UInt8>? {
    let inner = trim(tex[...])
    for name in ["aligned", "align*", "align", "split"] {
      let (begin, end) = (Array("\\begin{\(name)}".utf8), Array("\\end{\(name)}".utf8))
      if inner.starts(with: begin), inner.count >= begin.count + end.count,
        inner.suffix(end.count).elementsEqual(end)
      {
        return inner.dropFirst(begin.count).dropLast(end.count)
      }
    }
    return nil
  }

  /// `\text{…}` and nothing else.
  private static func words(_ tex: ArraySlice<UInt8>) -> String? {
    guard tex.starts(with: "\\text{".utf8), tex.last == UInt8(ascii: "}") else { return nil }
    let inner = tex.dropFirst(6).dropLast()
    guard !inner.contains(where: { "{}\\$".utf8.contains($0) }) else { return nil }
    return String(decoding: inner, as: UTF8.self)
  }

  /// A text cut at a sign outside all braces.
  private static func split(_ tex: ArraySlice<UInt8>, at sign: StaticString) -> [ArraySlice<UInt8>] {
    let bytes = Array(tex)
    var pieces: [ArraySlice<UInt8>] = []
    var (start, index, depth) = (0, 0, 0)
    while index < bytes.count {
      if depth == 0, bytes.has(sign, at: index) {
        pieces.append(bytes[start..<index])
        index += sign.utf8CodeUnitCount
        start = index
        continue
      }
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      index += 1
    }
    pieces.append(bytes[min(start, bytes.count)...])
    return pieces
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  private static func trim(_ tex: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var tex = tex.drop { isBlank($0) }
    while let last = tex.last, isBlank(last) { tex.removeLast() }
    return tex
  }
}
