import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// Where the multiply-adds are: one bar a part, stacked by the kind of layer that does them.
  func figure() -> [Block] {
    let bars = rows.filter { !$0.value(.macs).isZero }
    guard bars.count > 1 else { return [] }
    var kinds: [CostKind: Rational] = [:]
    let costs = bars.map { bar in
      var costs: [CostKind: Rational] = [:]
      collect(bar, copies: bar.copies(for: .macs), into: &costs)
      for (kind, cost) in costs { kinds[kind] = sum(kinds[kind], cost) }
      return costs
    }
    let order = kinds.keys.sorted { $0 < $1 }
    let largest = bars.reduce(Rational.zero) { max($0, all($1, .macs)) }
    let scale = FigureScale(largest: largest, in: wording.language)
    let printed = bars.map { decimal(scale.scaled(all($0, .macs))) }
    let unitName = wording.string(scale.macs)
    let described = zip(bars, printed).map { $0.path + " " + $1 }.joined(separator: "; ")
    return [
      .figure(
        Figure(
          kind: .stackedBars(
            series: order.map { name($0) },
            bars: zip(zip(bars, costs), printed).map { pair, printed in
              Figure.Bar(
                label: pair.0.path,
                values: order.map { kind in scale.scaled(pair.1[kind] ?? .zero) },
                total: printed)
            },
            unit: unitName),
          title: wording.string(.figureTitle, ["network": .text(derivation.network.title)]),
          description: wording.string(
            .figureDescription, ["unit": .text(unitName), "values": .text(described)]),
          caption: wording.inlines(.figureCaption), table: table(of: bars, costs, order)))
    ]
  }

  /// The exact numbers of the bars.
  private func table(of bars: [Part], _ costs: [[CostKind: Rational]], _ order: [CostKind]) -> Table {
    Table(
      caption: wording.inlines(.figureTableCaption),
      columns: [Table.Column(wording.inlines(.columnPart))]
        + order.map { Table.Column([.text(name($0))], isNumeric: true) }
        + [Table.Column(wording.inlines(.total), isNumeric: true)],
      rows: zip(bars, costs).map { bar, costs in
        [names(of: bar)] + order.map { [.number(costs[$0] ?? .zero)] } + [[.number(all(bar, .macs))]]
      },
      footer: [wording.inlines(.total)]
        + order.map { kind in [.number(costs.reduce(Rational.zero) { sum($0, $1[kind] ?? .zero) })] }
        + [[.number(part.value(.macs))]])
  }

  private func collect(_ part: Part, copies: Int, into costs: inout [CostKind: Rational]) {
    for inner in part.parts { collect(inner, copies: copies &* inner.copies(for: .macs), into: &costs) }
    guard case .layer(let operation) = part.kind, let kind = CostKind(operation),
      let cost = try? part.value(.macs).multiplied(by: Rational(copies))
    else { return }
    costs[kind] = sum(costs[kind], cost)
  }

  private func sum(_ first: Rational?, _ second: Rational) -> Rational {
    (try? (first ?? .zero).adding(second)) ?? second
  }

  private func name(_ kind: CostKind) -> String {
    switch kind {
    case .convolution(let kernel): wording.string(.seriesConvolution, ["kernel": .text(window(kernel))])
    case .depthwise(let kernel): wording.string(.seriesDepthwise, ["kernel": .text(window(kernel))])
    case .other(.transposedConvolution): wording.string(.seriesTransposedConvolution)
    case .other(.recurrent): wording.string(.seriesRecurrent)
    case .other(.attention), .other(.matrixProduct): wording.string(.seriesAttention)
    case .other: wording.string(.seriesLinear)
    }
  }
}

/// A kind of layer that has multiply-adds, as the picture tells them apart.
private enum CostKind: Hashable, Comparable {
  case convolution(kernel: Extents)
  case depthwise(kernel: Extents)
  case other(Operation.Kind)

  init?(_ operation: Operation) {
    switch operation {
    case .convolution(let layer):
      let isDepthwise = layer.groups > 1 && layer.groups == layer.inputChannels
      self =
        isDepthwise ? .depthwise(kernel: layer.window.kernel) : .convolution(kernel: layer.window.kernel)
    case .transposedConvolution, .linear, .matrixProduct, .attention, .recurrent:
      self = .other(operation.kind)
    default: return nil
    }
  }

  /// Larger windows first, depthwise ones behind them, then linear layers and products of tensors.
  static func < (left: CostKind, right: CostKind) -> Bool { left.rank < right.rank }

  private var rank: (Int, Int, Int) {
    switch self {
    case .convolution(let kernel): (0, -kernel.height, -kernel.width)
    case .depthwise(let kernel): (1, -kernel.height, -kernel.width)
    case .other(let kind): (2, Self.order.firstIndex(of: kind) ?? Self.order.count, 0)
    }
  }

  private static let order: [Operation.Kind] = [
    .transposedConvolution, .linear, .recurrent, .attention, .matrixProduct,
  ]
}
