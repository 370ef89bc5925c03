/// What LaTeX's commands mean to the scanner.
enum LaTeXCommand {
  case times, divide, fraction, root, approximately, minus
  case relation(Token.Sign)
  case open(Token.Bracket)
  case close(Token.Bracket)
  /// Blank space.
  case space
  /// Decoration without a meaning: `\left`, `\displaystyle`.
  case invisible
  /// Decoration of the group behind it: `\text{}`, `\mathbf{}`, `\boxed{}`.
  case styled
  /// A brace with a label above or below: `\underbrace{3 \cdot 3}_{K^2}`.
  case labelled
  /// A factor that is struck out because it is reduced: `\cancel{3}`. It is a symbol of its own, whose value nobody knows.
  case struck
  /// A number with its unit: `\qty{18.5}{\giga\byte}`.
  case quantity
  /// Vanishes together with the group behind it: `\tag{1}`, `\begin{aligned}`.
  case dropped
  /// The same, where the group is not that of a matrix, `\begin{bmatrix}`, whose entries are no numbers of a calculation.
  case environment
  /// The exponent of text: `10\textsuperscript{8}`.
  case superscript
  /// A letter: `\alpha`.
  case letter(String)
}

enum LaTeXCommands {
  /// The hash of a name, by FNV-1a.
  static func key(_ name: StaticString) -> UInt64 {
    var hash = seed
    var offset = 0
    while offset < name.utf8CodeUnitCount {
      hash = (hash ^ UInt64(name.utf8Start[offset])) &* prime
      offset += 1
    }
    return hash
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  static let prime: UInt64 = 0x100_0000_01b3

  /// The Greek letters by their commands, which are also how LaTeX is written.
  static let greek: [(name: StaticString, letter: String)] = [
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"), ("varepsilon", "ε"),
    ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"),
    ("nu", "ν"), ("xi", "ξ"), ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"),
    ("phi", "ϕ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Phi", "Φ"), ("Psi", "Ψ"),
    ("Omega", "Ω"), ("ell", "ℓ"),
  ]

  private static let signs: [(StaticString, LaTeXCommand)] = [
    ("times", .times), ("cdot", .times), ("ast", .times), ("div", .divide), ("over", .divide),
    ("frac", .fraction), ("dfrac", .fraction), ("tfrac", .fraction), ("cfrac", .fraction),
    ("sqrt", .root),
    ("approx", .relation(.approximately)), ("simeq", .relation(.approximately)),
    ("cong", .relation(.approximately)), ("sim", .approximately), ("equiv", .relation(.equal)),
    ("to", .relation(.arrow)), ("rightarrow", .relation(.arrow)), ("Rightarrow", .relation(.arrow)),
    ("longrightarrow", .relation(.arrow)), ("implies", .relation(.arrow)), ("le", .relation(.comparison)),
    ("leq", .relation(.comparison)), ("ge", .relation(.comparison)), ("geq", .relation(.comparison)),
    ("lt", .relation(.comparison)), ("gt", .relation(.comparison)), ("ne", .relation(.comparison)),
    ("neq", .relation(.comparison)), ("ll", .relation(.comparison)), ("gg", .relation(.comparison)),
    ("lfloor", .open(.floor)), ("rfloor", .close(.floor)), ("lceil", .open(.ceiling)),
    ("rceil", .close(.ceiling)), ("lbrack", .open(.square)), ("rbrack", .close(.square)),
    ("lbrace", .open(.curly)), ("rbrace", .close(.curly)), ("lparen", .open(.round)),
    ("rparen", .close(.round)),
  ]

  private static let looks: [(StaticString, LaTeXCommand)] = [
    ("quad", .space), ("qquad", .space), ("enspace", .space), ("thinspace", .space), ("space", .space),
    ("left", .invisible), ("right", .invisible), ("middle", .invisible), ("big", .invisible),
    ("Big", .invisible), ("bigg", .invisible), ("Bigg", .invisible), ("bigl", .invisible),
    ("bigr", .invisible), ("Bigl", .invisible), ("Bigr", .invisible), ("biggl", .invisible),
    ("biggr", .invisible), ("displaystyle", .invisible), ("textstyle", .invisible), ("limits", .invisible),
    ("bf", .invisible), ("rm", .invisible), ("it", .invisible), ("nonumber", .invisible),
    ("notag", .invisible), ("hline", .invisible), ("allowbreak", .invisible), ("nobreak", .invisible),
    ("text", .styled), ("textrm", .styled), ("textit", .styled), ("textbf", .styled), ("texttt", .styled),
    ("textsf", .styled), ("textsc", .styled), ("textnormal", .styled), ("mbox", .styled), ("emph", .styled),
    ("mathrm", .styled), ("mathbf", .styled), ("mathit", .styled), ("mathsf", .styled), ("mathtt", .styled),
    ("mathcal", .styled), ("mathbb", .styled), ("mathscr", .styled), ("mathfrak", .styled), ("bm", .styled),
    ("boldsymbol", .styled), ("operatorname", .styled), ("boxed", .styled), ("fbox", .styled),
    ("underline", .styled), ("overline", .styled), ("bar", .styled), ("hat", .styled), ("tilde", .styled),
    ("underbrace", .labelled), ("overbrace", .labelled), ("mathop", .styled), ("mathbin", .styled),
    ("mathrel", .styled), ("ensuremath", .styled), ("num", .styled),
    ("cancel", .struck), ("bcancel", .struck), ("xcancel", .struck), ("cancelto", .struck),
    ("qty", .quantity), ("SI", .quantity),
    ("tag", .dropped), ("label", .dropped), ("begin", .environment), ("end", .environment),
    ("textsuperscript", .superscript), ("color", .dropped),
    ("textcolor", .dropped), ("hspace", .dropped), ("vspace", .dropped), ("phantom", .dropped),
    ("hphantom", .dropped), ("vphantom", .dropped), ("mathstrut", .invisible),
  ]

  /// All commands, sorted by the hash of their names.
  private static let table: [(key: UInt64, command: LaTeXCommand)] = {
    var table = signs.map { (key: key($0.0), command: $0.1) }
    table += looks.map { (key: key($0.0), command: $0.1) }
    table += greek.map { (key: key($0.name), command: .letter($0.letter)) }
    table.sort { $0.key < $1.key }
    return table
  }()

  static func command(_ key: UInt64) -> LaTeXCommand? {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      if table[middle].key == key { return table[middle].command }
      if table[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

extension Scanner {
  /// The known command at a backslash, and the place behind its name.
  func command(at place: Int) -> (command: LaTeXCommand, end: Int)? {
    guard byte(place) == .backslash else { return nil }
    var stop = place + 1
    var hash = LaTeXCommands.seed
    while byte(stop).isASCIILetter && stop - place < 24 {
      hash = (hash ^ UInt64(byte(stop))) &* LaTeXCommands.prime
      stop += 1
    }
    guard stop > place + 1, let command = LaTeXCommands.command(hash) else { return nil }
    return (command, stop)
  }

  /// The opening brace behind a command that only decorates, `\text{`.
  func styleBrace(at place: Int) -> Int? {
    guard let command = command(at: place), case .styled = command.command else { return nil }
    var stop = command.end
    if byte(stop) == .star { stop += 1 }
    stop = afterBlanks(from: stop)
    return byte(stop) == .openBrace ? stop : nil
  }

  /// A backslash: a command, a spacing, an escaped character, or the end of a line of an alignment.
  mutating func scanCommand() {
    guard let (command, stop) = command(at: at) else { return scanEscape() }
    switch command {
    case .times: emit(.times, to: stop)
    case .divide: emit(.divide, to: stop)
    case .minus: emit(.minus, to: stop)
    case .fraction: emit(.fraction, to: stop)
    case .root: emit(.root, to: stop)
    case .approximately: emit(.approximately, to: stop)
    case .relation(let sign): emitRelation(sign, to: stop)
    case .open(let bracket): emitOpen(bracket, to: stop)
    case .close(let bracket): emitClose(bracket, to: stop)
    case .space: pass(to: stop, asSpace: true)
    case .invisible: pass(to: byte(stop) == .dot ? stop + 1 : stop)
    case .letter: emitWord(to: subscriptEnd(from: stop))
    case .dropped:
      let brace = afterBlanks(from: stop)
      let end = byte(brace) == .openBrace ? endOfBraces(from: brace) : nil
      pass(to: end ?? stop, asSpace: true)
    case .environment: scanEnvironment(name: stop)
    case .superscript: scanSuperscript(name: stop)
    case .styled: scanStyled(name: stop)
    case .labelled: scanLabelled(name: stop)
    case .struck: scanStruck(name: stop)
    case .quantity: scanQuantity(name: stop)
    }
  }

  /// `\begin{aligned}` vanishes. The edges of a matrix part it from what stands beside it: `\begin{bmatrix} … \end{bmatrix} * 2`
  /// multiplies no single number.
  private mutating func scanEnvironment(name stop: Int) {
    let brace = afterBlanks(from: stop)
    guard byte(brace) == .openBrace, let end = endOfBraces(from: brace) else {
      return pass(to: stop, asSpace: true)
    }
    let inside = byte(end - 2) == .star ? end - 8 : end - 7
    if inside > brace, matches("matrix", at: inside) {
      emit(.other, to: end)
    } else {
      pass(to: end, asSpace: true)
    }
  }

  /// A whole number that is set as an exponent; other things that are set so, `1\textsuperscript{st}`, vanish.
  private mutating func scanSuperscript(name stop: Int) {
    guard byte(stop) == .openBrace, let end = endOfBraces(from: stop) else { return pass(to: stop) }
    var digits = stop + 1
    let isNegative = byte(digits) == .hyphen
    if isNegative { digits += 1 }
    var value = 0
    for place in digits..<max(digits, end - 1) {
      guard byte(place).isASCIIDigit, end - digits <= 4 else { return pass(to: end) }
      value = value * 10 + Int(byte(place) - .zero)
    }
    guard end - 1 > digits else { return pass(to: end) }
    emit(.superscript(isNegative ? -value : value), to: end)
    endsOperand = true
  }

  /// `\text{MACs}_{\text{layer1}}` is one word; the braces around anything else vanish.
  private mutating func scanStyled(name stop: Int) {
    guard let brace = styleBrace(at: at) else { return pass(to: stop) }
    let inside = afterBlanks(from: brace + 1)
    if byte(inside).isASCIILetter || byte(inside) >= 0x80 && Characters.isLetter(scalar(at: inside).value) {
      let word = afterBlanks(from: identifierEnd(from: inside))
      if byte(word) == .closeBrace && !isMark(at: inside, to: word) {
        let stop = subscriptEnd(from: word + 1)
        // `\text{HxW}` is the product that it is without braces; with an index it is a name.
        if stop > word + 1 || letterProductEnd(at: inside) == nil {
          if inside > brace + 1 { hasSpace = true }
          return emitWord(to: stop)
        }
      }
    }
    braces.append(.decoration)
    pass(to: brace + 1)
  }

  /// Whether the word is an `x` that multiplies: `3 \text{ x } 3`.
  private func isMark(at place: Int, to stop: Int) -> Bool {
    stop - place < 3 && byte(place).lowercased == UInt8(ascii: "x") && endsOperand && lastIsNumber
  }

  /// The end of an index behind a word that LaTeX has closed, or the place itself.
  private func subscriptEnd(from place: Int) -> Int {
    guard byte(place) == .underscore else { return place }
    // A letter stands for the word before, so that the index is read as that of any identifier.
    let stop = identifierEnd(from: place)
    return stop > place ? stop : place
  }

  private mutating func scanEscape() {
    let next = byte(at + 1)
    switch next {
    case .backslash: emitNewline(to: at + 2)
    case .comma, .semicolon, .colon, .space, .exclamation, .greater:
      pass(to: at + 2, asSpace: next != .exclamation)
    case .openRound, .closeRound, .openSquare, .closeSquare, .dollar, .underscore, .backtick: pass(to: at + 2)
    case .openBrace: emitOpen(.curly, to: at + 2)
    case .closeBrace: emitClose(.curly, to: at + 2)
    case .star: endsOperand ? emit(.times, to: at + 2) : pass(to: at + 2)
    case .ampersand, .percent, UInt8(ascii: "#"), .bar: emit(.other, to: at + 2)
    case .hyphen, .plus, .equals, .less, .tilde, .slash, .dot: pass(to: at + 1)  // Markdown's escapes
    default: scanUnknownCommand()
    }
  }

  private mutating func scanUnknownCommand() {
    var stop = at + 1
    while byte(stop).isASCIILetter { stop += 1 }
    emit(.other, to: stop)
  }
}
