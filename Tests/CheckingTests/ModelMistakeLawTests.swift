import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Law 4 for transformers: every mistake, made in every network of the catalogue that it fits, is found on its line under its
/// own name or among the alternatives; and the same line without it raises nothing.
@Suite("Every mistake in a transformer is found again")
struct ModelMistakeLawTests {
  /// Every third network with attention, so that each family has its turn.
  static let names = Catalogue.entries.filter { !$0.inputs.isEmpty }.map { $0.name }.enumerated()
    .filter { $0.offset % 3 == 0 }.map { $0.element }

  @Test("In both languages", arguments: names)
  func findsMistakes(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    guard let sizes = ModelSizes(try derive(network)) else { return }
    var series = Checker.Series(Checker())
    for line in ModelLines(title: network.title, sizes: sizes).all {
      let wrong = series.diagnose(HandCalculation(line.wrong)).findings.filter { $0.severity == .error }
      let isFound = wrong.contains {
        $0.mistake == line.mistake || $0.alternatives.contains(line.mistake)
      }
      #expect(isFound, "\(line.mistake.rawValue): \(line.wrong) → \(wrong.map { $0.mistake.rawValue })")
      let right = series.diagnose(HandCalculation(line.right)).findings.filter { $0.severity == .error }
      #expect(right.isEmpty, "\(line.right) → \(right.map { $0.mistake.rawValue })")
    }
  }
}

/// Lines about a transformer, each right and with one mistake.
private struct ModelLines {
  let title: String
  let sizes: ModelSizes
  private let plain = PlainText(style: .grouped)

  struct Line {
    var mistake: Mistake
    var wrong: String
    var right: String
  }

  init(title: String, sizes: ModelSizes) { (self.title, self.sizes) = (title, sizes) }

  var all: [Line] { partLines + attentionLines + cacheLines + tokenLines + factLines }

  /// A line in both languages with a right and a wrong calculation.
  private func lines(
    _ mistake: Mistake, _ english: String, _ chinese: String, wrong: [Int?], right: [Int?],
    unit: (english: String, chinese: String)
  ) -> [Line] {
    guard let first = product(wrong), let second = product(right), first != second else { return [] }
    func sentence(_ words: String, _ sizes: [Int?], _ value: Rational, _ unit: String) -> String {
      "\(title)\(words)\(sizes.compactMap { $0 }.map(String.init).joined(separator: " × ")) = \(plain.text(Expression(value)))\(unit)"
    }
    return [
      Line(
        mistake: mistake, wrong: sentence(english, wrong, first, unit.english),
        right: sentence(english, right, second, unit.english)),
      Line(
        mistake: mistake, wrong: sentence(chinese, wrong, first, unit.chinese),
        right: sentence(chinese, right, second, unit.chinese)),
    ]
  }

  private func product(_ sizes: [Int?]) -> Rational? {
    var product = Rational.one
    for size in sizes {
      guard let size, let next = try? product.multiplied(by: Rational(size)) else { return nil }
      product = next
    }
    return product
  }

  private var isSquare: Bool { sizes.queryWidth == sizes[.width] && !sizes.isGrouped && sizes[.heads] != nil }

  private var partLines: [Line] {
    let parameters = (" parameters", " 个参数")
    var all: [Line] = []
    let (d, f, q, k) = (sizes[.width], sizes[.innerWidth], sizes.queryWidth, sizes.keyWidth)
    if isSquare {
      all += lines(
        .outputProjectionMissing, ", attention of one layer: ", "，每层注意力：", wrong: [3, d, d],
        right: [4, d, d],
        unit: parameters)
    }
    if sizes.isGrouped {
      all += lines(
        .kvHeadsIgnored, ", K projection of one layer: ", "，每层 K projection：", wrong: [d, q], right: [d, k],
        unit: parameters)
    }
    if sizes.innerMatrices == 3 {
      all += lines(
        .ffnMatrixMissing, ", FFN of one layer: ", "，每层前馈网络：", wrong: [2, d, f], right: [3, d, f],
        unit: parameters)
    }
    return all
  }

  private var attentionLines: [Line] {
    guard isSquare, let d = sizes[.width], let heads = sizes[.heads] else { return [] }
    var all = lines(
      .headsMultipliedAgain, ", attention heads together, in each layer: ", "，每层的多头注意力，各个注意力头合计：",
      wrong: [4, d, d, heads], right: [4, d, d], unit: (" parameters", " 个参数"))
    let tokens = 1_500
    all += lines(
      .oneOfTwoAttentionProducts, ", S = 1500, both products QKᵀ and AV of one layer: ",
      "，S = 1500，每层注意力：", wrong: [tokens, tokens, d], right: [2, tokens, tokens, d],
      unit: (" multiply-adds", " MACs"))
    return all
  }

  private var cacheLines: [Line] {
    guard sizes.isGrouped, let layers = sizes[.layers], let heads = sizes[.heads] else { return [] }
    return lines(
      .kvHeadsIgnored, ", KV cache per token in fp16: ", "，每个 token 的 KV cache：",
      wrong: [2, layers, heads, sizes[.headWidth], 2],
      right: [2, layers, sizes[.keyHeads], sizes[.headWidth], 2],
      unit: (" bytes", " 字节"))
  }

  private var tokenLines: [Line] {
    guard let d = sizes[.width], let f = sizes[.innerWidth] else { return [] }
    let tokens = 1_500
    return lines(
      .weightsCountedPerPosition, ", S = 1500, one feed-forward matrix: ", "，S = 1500，前馈的一个矩阵：",
      wrong: [tokens, d, f], right: [d, f], unit: (" parameters", " 个参数"))
      + lines(
        .tokensMissing, ", one feed-forward matrix over 1500 tokens: ", "，over 1500 tokens 前馈的一个矩阵：",
        wrong: [d, f], right: [tokens, d, f], unit: (" multiply-adds", " MACs"))
  }

  private var factLines: [Line] {
    var all: [Line] = []
    func add(_ english: String, _ chinese: String, _ value: Int?, _ other: Int) {
      guard let value, value != other else { return }
      for sentence in [english, chinese] {
        let pieces = sentence.split(separator: "%", omittingEmptySubsequences: false)
        all.append(
          Line(
            mistake: .wrongModelFact, wrong: "\(title)\(pieces[0])\(other)\(pieces[1])",
            right: "\(title)\(pieces[0])\(value)\(pieces[1])"))
      }
    }
    add(" has % layers.", " 有 % 层。", sizes.layerCounts.first, (sizes.layerCounts.first ?? 0) * 2 + 1)
    add(" has % attention heads.", " 有 % 个注意力头。", sizes[.heads], (sizes[.heads] ?? 0) * 2 + 1)
    add(" has a hidden size of %.", " 的隐藏维度为 %。", sizes[.width], (sizes[.width] ?? 0) + 100)
    return all
  }
}
