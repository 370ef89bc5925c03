/// The state of reading one expression.
///
/// Parts that were read wait on a stack until they are merged into a larger one. Each step of the reading puts one part on
/// the stack, or leaves the stack as it was and says `false`.
struct ExpressionReader {
  /// A part of the expression.
  struct Part {
    var expression: Expression
    /// The bytes that it was read from.
    var range: Range<Int>
    /// The index of the first place of its own parts among all places.
    var firstPlace: Int
    /// The depth of its tree.
    var depth = 1
    var outcome: Parser.Outcome
    /// Whether a minus stands before it in a sum.
    var isSubtracted = false
  }

  let tokens: UnsafeBufferPointer<Token>
  let bytes: UnsafeBufferPointer<UInt8>
  let partners: UnsafeBufferPointer<Int32>
  /// The index of the token at which the reading began.
  private let start: Int
  var at: Int
  var workspace = Parser.Workspace()
  /// The first reason to stop; later ones are its consequences.
  private(set) var stop: ParseStop?
  /// The furthest token that was looked at when the reading stopped.
  private var stoppedAt = 0

  init(
    _ tokens: UnsafeBufferPointer<Token>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ partners: UnsafeBufferPointer<Int32>, at index: Int
  ) {
    (self.tokens, self.bytes, self.partners) = (tokens, bytes, partners)
    (start, at) = (index, index)
  }

  mutating func read() -> Parser.Reading {
    let isRead = sum(nesting: 0)
    defer { drop(from: 0) }
    if let stop, stop.reason == .tooDeep {
      // A tower is refused as a whole, so that it is not climbed again from each of its steps.
      return Parser.Reading(
        located: nil, next: max(start + 1, stoppedAt), stop: stop, outcome: Parser.Outcome())
    }
    guard isRead, let part = workspace.parts.popLast() else {
      return Parser.Reading(located: nil, next: max(start + 1, at), stop: stop, outcome: Parser.Outcome())
    }
    // The last place is its own.
    workspace.places.removeLast()
    let located = Located(part.expression, at: part.range, places: workspace.places.map { $0 })
    workspace.places.removeAll(keepingCapacity: true)
    return Parser.Reading(located: located, next: at, stop: stop, outcome: part.outcome)
  }

  // MARK: Tokens

  @inline(__always)
  func kind(_ index: Int) -> Token.Kind? { index < tokens.count ? tokens[index].kind : nil }

  @inline(__always)
  func isMinus(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind.isMinus }

  func partner(of index: Int) -> Int? {
    index >= 0 && index < partners.count && partners[index] >= 0 ? Int(partners[index]) : nil
  }

  mutating func halt(_ reason: ParseStop.Reason, at index: Int) {
    guard stop == nil else { return }
    stoppedAt = max(index, at)
    let place = index < tokens.count ? tokens[index].range.lowerBound : tokens.last?.range.upperBound ?? 0
    stop = ParseStop(reason, at: place)
  }

  // MARK: Parts

  var partCount: Int { workspace.parts.count }

  mutating func push(_ numeral: Numeral, at range: Range<Int>) {
    let hasScales = numeral.scale != .one && numeral.scale != .percent
    push(
      workspace.wholeNumbers.expression(of: numeral), at: range,
      Parser.Outcome(value: numeral.value, hasScales: hasScales))
  }

  mutating func push(_ symbol: Symbol, at range: Range<Int>) {
    push(.symbol(symbol), at: range, Parser.Outcome(value: nil, hasSymbols: true))
  }

  private mutating func push(_ expression: Expression, at range: Range<Int>, _ outcome: Parser.Outcome) {
    workspace.parts.append(
      Part(expression: expression, range: range, firstPlace: workspace.places.count, outcome: outcome))
    workspace.places.append(range)
  }

  /// The bytes from the part at an index to the last one.
  func range(from base: Int) -> Range<Int> {
    workspace.parts[base].range.lowerBound..<workspace.parts[partCount - 1].range.upperBound
  }

  /// Says that the last part was read from these bytes.
  mutating func setRange(_ range: Range<Int>) {
    workspace.parts[partCount - 1].range = range
    workspace.places[workspace.places.count - 1] = range
  }

  /// Takes all parts from an index on off the stack.
  mutating func drop(from base: Int) {
    guard base < partCount else { return }
    let places = workspace.parts[base].firstPlace
    while workspace.places.count > places { workspace.places.removeLast() }
    while partCount > base { workspace.parts.removeLast() }
  }
}
