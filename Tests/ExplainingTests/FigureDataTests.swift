import Derivations
import Networks
import Symbolics
import Testing

@testable import Explaining

/// What pictures show is what the derivation says.
@Suite struct FigureDataTests {
  private func figures(_ solution: WorkedSolution, _ fragment: String) -> [Figure] {
    guard case .blocks(let blocks)? = solution.fragments[fragment] else { return [] }
    return blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }

  private func solution(_ derivation: Derivation) throws -> WorkedSolution {
    try WorkedSolution(
      derivation, wording: WordingFile.wording(.english), detail: .totals, growth: derivation.growth())
  }

  private func numbers(_ row: [[Inline]]) -> [Rational] {
    row.flatMap { $0 }.compactMap { if case .number(let value) = $0 { value } else { nil } }
  }

  @Test(arguments: Catalogue.names.enumerated().filter { $0.offset % 5 == 0 }.map { $0.element })
  func theTableOfTheBarsAddsUpBothWays(_ name: String) throws {
    let derivation = try derive(try #require(Catalogue.network(named: name)))
    for figure in figures(try solution(derivation), "figure") {
      let table = try #require(figure.table)
      var sums: [Rational] = []
      for row in table.rows.map({ numbers($0) }) {
        #expect(try row.dropLast().reduce(Rational.zero) { try $0.adding($1) } == row.last)
        sums = sums.isEmpty ? row : try zip(sums, row).map { try $0.adding($1) }
      }
      #expect(numbers(table.footer ?? []) == sums)
      #expect(sums.last == derivation.root.value(.macs))
    }
  }

  @Test(arguments: Catalogue.names.enumerated().filter { $0.offset % 5 == 1 }.map { $0.element } + ["gpt2"])
  func theSharesAddUpToAll(_ name: String) throws {
    let derivation = try derive(try #require(Catalogue.network(named: name)))
    for figure in figures(try solution(derivation), "shares") {
      guard case .pairedBars(let series, let groups, _) = figure.kind else { continue }
      let table = try #require(figure.table)
      #expect(table.rows.count == groups.count)
      for index in series.indices {
        #expect(try groups.reduce(Rational.zero) { try $0.adding($1.values[index]) } == 100)
      }
      for (row, group) in zip(table.rows, groups) {
        for (amount, total) in zip(zip(numbers(row), numbers(table.footer ?? [])), group.values) {
          #expect(try amount.0.multiplied(by: 100).divided(by: amount.1) == total)
        }
      }
    }
  }

  @Test func aWaterfallStaysAboveZeroWhereItCan() throws {
    let amounts: [Rational] = [-35, 23, Rational(-3), 5, 7]
    let order = FeedbackWriter.orderAboveZero(amounts, from: 8)
    #expect(order.sorted() == Array(amounts.indices))
    var level: Rational = 8
    for index in order {
      level = try level.adding(amounts[index])
      #expect(!level.isNegative)
    }
    #expect(FeedbackWriter.orderAboveZero([-1, -2], from: 0) == [0, 1])
  }

  @Test(arguments: ["resnet18", "vgg16_bn", "mobilenet_v2", "unet", "gpt2", "llama-3-8b"])
  func theCurveIsWhatDerivingGives(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let derivation = try derive(network)
    for figure in figures(try solution(derivation), "growth") {
      let table = try #require(figure.table)
      guard case .plot(let plot) = figure.kind else { continue }
      #expect(plot.curves.first?.points.count == table.rows.count)
      for row in table.rows {
        guard case .math(let size)? = row[0].first, let macs = numbers(row).first else { continue }
        var inputs = derivation.inputs
        for index in inputs.indices {
          switch (inputs[index].layout, size.expression) {
          case (.map, .product(let sides)):
            let sides = try sides.map { try #require(try $0.evaluated().integer) }
            inputs[index] = Shape(Array(inputs[index].dimensions.prefix(2)) + sides, .map)
          case (.tokens, let tokens):
            inputs[index] = Shape(
              [inputs[index].batch, try #require(try tokens.evaluated().integer)], .tokens)
          default: break
          }
        }
        #expect(try derive(network, inputs: inputs).root.value(.macs) == macs, "\(name) at \(inputs)")
      }
    }
  }

  @Test(arguments: ["lenet5", "resnet50", "gpt2", "googlenet", "unet"])
  func theArchitectureHasEveryMultiplyAdd(_ name: String) throws {
    let derivation = try derive(try #require(Catalogue.network(named: name)))
    let figure = try #require(figures(try solution(derivation), "architecture").first)
    let table = try #require(figure.table)
    let sum = try table.rows.compactMap { numbers($0).last }.reduce(Rational.zero) { try $0.adding($1) }
    #expect(sum == derivation.root.value(.macs))
    guard case .architecture(_, let blocks) = figure.kind else { return }
    for (place, block) in blocks.enumerated() {
      #expect(!block.sources.isEmpty || block.label.isEmpty, "\(block.label) is fed by nothing")
      for case let source? in block.sources { #expect(source < place) }
    }
  }

  @Test func aChainIsDrawnAsOne() throws {
    let derivation = try derive(try #require(Catalogue.network(named: "resnet18")))
    guard
      case .architecture(let input, let blocks)? = figures(try solution(derivation), "architecture").first?
        .kind
    else {
      Issue.record("there is no architecture")
      return
    }
    #expect(input == "3×224×224")
    #expect(blocks.map(\.label).contains("layer1") && blocks.last?.label == "fc")
    for (place, block) in blocks.enumerated() { #expect(block.sources == [place == 0 ? nil : place - 1]) }
  }
}
