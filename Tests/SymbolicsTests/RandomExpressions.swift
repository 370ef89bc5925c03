import Symbolics

/// A small generator of pseudo-random numbers (SplitMix64): the same seed gives the same expressions everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Random expressions over every case of ``Expression``, every scale and every form of symbol.
struct RandomExpressions {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func expression(depth: Int) -> Expression {
    guard depth > 0, Int.random(in: 0..<8, using: &random) > 0 else { return leaf() }
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      return .sum(
        (0..<count()).map { _ in
          Expression.Term(expression(depth: depth - 1), isSubtracted: Bool.random(using: &random))
        })
    case 2, 3: return .product((0..<count()).map { _ in expression(depth: depth - 1) })
    case 4: return .quotient(expression(depth: depth - 1), expression(depth: depth - 1))
    case 5: return .power(expression(depth: depth - 1), expression(depth: depth - 1))
    case 6: return .negative(expression(depth: depth - 1))
    case 7: return .floor(expression(depth: depth - 1))
    default: return .ceiling(expression(depth: depth - 1))
    }
  }

  private mutating func count() -> Int { Int.random(in: 2...4, using: &random) }

  private mutating func leaf() -> Expression {
    Bool.random(using: &random) ? .number(numeral()) : .symbol(symbol())
  }

  /// A numeral whose digits end at its last place, as reading makes them.
  mutating func numeral() -> Numeral {
    let digits = Int.random(in: 1...9, using: &random)
    let whole = Int.random(in: 0..<Array(repeating: 10, count: digits).reduce(1, *), using: &random)
    let scale = Bool.random(using: &random) ? Scale.one : Scale.allCases.randomElement(using: &random) ?? .one
    let decimals = Bool.random(using: &random) ? 0 : Int.random(in: 0...4, using: &random)
    // `3.15e23`: digits that leave out places. A zero has no such form.
    let isScientific = scale == .one && whole > 0 && Int.random(in: 0..<6, using: &random) == 0
    let power = isScientific ? Int.random(in: 1...20, using: &random) : scale.exponent - decimals
    let ten = Rational(10)
    guard let place = try? ten.raised(to: Rational(power)),
      let value = try? Rational(whole).multiplied(by: place)
    else { return Numeral(whole) }
    return Numeral(value: value, lastPlace: place, scale: scale)
  }

  mutating func symbol() -> Symbol {
    let bases = [
      "K", "H", "x", "X", "e", "E", "M", "B", "d", "MACs", "Params", "conv1", "n", "α", "σ", "Δ", "FLOPs",
      "floor",
      "about", "参数量", "次", "KxK", "max", "million", "k", "P",
    ]
    let indices = [
      "h", "w", "in", "out", "1", "model", "layer1", "layer1.0.conv1", "in_1", "layer4.2.downsample.0", "i-1",
      "x", "α",
      "0", "i,j",
    ]
    let base = bases.randomElement(using: &random) ?? "K"
    // Chinese words are names of their own: nobody gives them an index in plain text.
    let mayHaveIndex = base != "参数量" && base != "次" && base != "KxK"
    let index = mayHaveIndex && Bool.random(using: &random) ? indices.randomElement(using: &random) ?? "" : ""
    return Symbol(base == "KxK" ? "K" : base, index: index)
  }
}
