import Derivations
import Networks
import Symbolics

// Totals that lack a part of the network, or take its parts for others.
extension OriginRule {
  /// Projections on shortcuts taken for free.
  static let shortcuts = OriginRule(digits: 2) { counts, _ in
    counts.leavingOut(.shortcutProjectionMissing, .withoutShortcuts) { $0.place.isOnShortcut }
  }

  /// All blocks taken for copies of one of them.
  static let sameBlocks = OriginRule(digits: 2) { counts, _ in
    let blocks = counts.blocks
    guard blocks.count > 1 else { return [] }
    var number = 0
    for block in blocks { number += block.copies }
    return counts.totals.flatMap { total -> [Origin] in
      var all = Rational.zero
      for block in blocks {
        guard let cost = try? block.part.value(total.quantity).multiplied(by: Rational(block.copies)),
          let next = try? all.adding(cost)
        else { return [] }
        all = next
      }
      return blocks.compactMap { block in
        Origin(
          .allBlocksTakenSame, in: total, .sameBlocks,
          arguments: [("part", .path(block.part.path)), ("count", .number(Rational(number)))],
          .sum([
            .init(Expression(total.value)), .init(Expression(all), isSubtracted: true),
            .init(.times(Rational(number), block.part.value(total.quantity))),
          ]))
      }
    }
  }

  /// The number of blocks in each stage taken from another network of the family.
  static let otherBlockCounts = OriginRule(digits: 2) { counts, _ in
    let own = counts.facts.blocksPerStage
    guard !own.isEmpty, own.allSatisfy({ $0 > 0 }) else { return [] }
    // What a further block of a stage costs: as much as its last one.
    let lasts = counts.facts.stages.indices.compactMap { stage in
      counts.facts.blocks.last { $0.stage == stage }
    }
    guard lasts.count == own.count else { return [] }
    var seen: [[Int]] = [own]
    var origins: [Origin] = []
    for sibling in counts.siblings {
      guard let derivation = try? derive(sibling.network, inputs: sibling.inputs) else { continue }
      let other = NetworkFacts(derivation).blocksPerStage
      guard other.count == own.count, !seen.contains(other) else { continue }
      seen.append(other)
      for total in counts.totals {
        var terms = [Expression.Term(Expression(total.value))]
        for (stage, last) in lasts.enumerated() where other[stage] != own[stage] {
          let more = other[stage] - own[stage]
          terms.append(
            .init(
              .times(Rational(abs(more)), last.part.value(total.quantity)), isSubtracted: more < 0))
        }
        let origin = Origin(
          .blockCountWrong, in: total, .otherBlockCounts,
          arguments: [
            ("network", .quotation(sibling.network.title)),
            ("expected", .quotation(own.map { String($0) }.joined(separator: ", "))),
            ("all", .quotation(other.map { String($0) }.joined(separator: ", "))),
          ], .sum(terms))
        if let origin { origins.append(origin) }
      }
    }
    return origins
  }

  /// The weights of grouped convolutions counted as those of dense ones.
  static let groups = OriginRule(digits: 3) { counts, _ in
    let total = (quantity: Quantity.parameters, value: counts.derivation.root.value(.parameters))
    var more = Rational.zero
    for layer in counts.layers {
      guard case .convolution(let convolution) = layer.operation, convolution.groups > 1,
        let weights = layer.weights, !weights.isZero,
        let added = try? weights.multiplied(by: Rational(convolution.groups - 1))
          .multiplied(by: Rational(layer.place.copies)), let next = try? more.adding(added)
      else { continue }
      more = next
    }
    guard !more.isZero else { return [] }
    let working = Expression.sum(of: [Expression(total.value), Expression(more)])
    return [Origin(.groupsIgnored, in: total, .everyLayer, working)].compactMap { $0 }
  }

  /// The classifier, a part, the tables, the norms or the biases left out.
  static let omissions = OriginRule(digits: 2) { counts, _ in
    var origins = counts.leavingOut(.partsOmitted, .withoutClassifier) { $0.isClassifier }
    if counts.layers.contains(where: { $0.operation.kind == .embedding }) {
      origins += counts.leavingOut(.partsOmitted, .withoutEmbeddings, of: [.parameters]) { $0.isTable }
    }
    origins += counts.leavingOut(.normCountWrong, .withoutNorms, of: [.parameters]) {
      if case .norm = $0.operation { true } else { false }
    }
    if let biases = counts.biases {
      let total = (quantity: Quantity.parameters, value: counts.derivation.root.value(.parameters))
      origins += [Origin(.biasCountWrong, in: total, .withoutBiases, .difference(total.value, biases))]
        .compactMap { $0 }
    }
    for total in counts.totals {
      for part in counts.derivation.root.parts where part.use != .training {
        guard
          let cost = try? part.value(total.quantity).multiplied(
            by: Rational(part.copies(for: total.quantity))),
          !cost.isZero
        else { continue }
        let origin = Origin(
          .partsOmitted, in: total, .withoutPart, arguments: [("part", .path(part.path))],
          .difference(total.value, cost))
        if let origin { origins.append(origin) }
      }
    }
    return origins
  }

  /// The products of attention left out, or one of the two; keys and values as wide as the queries.
  static let attention = OriginRule(digits: 2) { counts, _ in
    func isProduct(_ layer: OriginCounts.Layer) -> Bool {
      layer.operation.kind == .attention
        || layer.operation.kind == .matrixProduct && layer.place.attention != nil
    }
    var origins = counts.leavingOut(
      .partsOmitted, .withoutAttentionProducts, of: [.macs, .flops], where: isProduct)
    for total in counts.totals where total.quantity != .parameters {
      guard let products = counts.sum(total.quantity, where: isProduct) else { continue }
      let half = Expression.quotient(Expression(products), 2)
      let origin = Origin(
        .oneOfTwoAttentionProducts, in: total, .oneAttentionProduct,
        .sum([.init(Expression(total.value)), .init(half, isSubtracted: true)]))
      if let origin { origins.append(origin) }
    }
    return origins + counts.allKeyHeads
  }

  /// A head that shares its table counted once more, or a head of its own not counted.
  static let tiedHead = OriginRule(digits: 3) { counts, _ in
    let total = (quantity: Quantity.parameters, value: counts.derivation.root.value(.parameters))
    guard counts.layers.contains(where: { $0.operation.kind == .embedding }),
      let head = counts.layers.last(where: {
        if case .linear = $0.operation { !$0.place.isInBlock } else { false }
      }),
      case .linear(let linear) = head.operation
    else { return [] }
    let matrix = Expression.product([
      Expression(Rational(linear.outputFeatures)), Expression(Rational(linear.inputFeatures)),
    ])
    let isShared = linear.weights == .shared
    let origin = Origin(
      .embeddingOrHeadTwice, in: total, isShared ? .headCounted : .headNotCounted,
      arguments: [("part", .path(head.part.path))],
      .sum([.init(Expression(total.value)), .init(matrix, isSubtracted: !isShared)]))
    return origin.map { [$0] } ?? []
  }
}

extension OriginCounts.Layer {
  /// A fully connected layer outside of all blocks.
  fileprivate var isClassifier: Bool {
    if case .linear = operation { !place.isInBlock && place.workingCopies > 0 } else { false }
  }

  /// A table of words or positions.
  fileprivate var isTable: Bool {
    switch operation {
    case .embedding, .learned(.positions): true
    default: false
    }
  }

  /// The parameters of one copy without its biases.
  fileprivate var weights: Rational? { try? part.value(.parameters).subtracting(Rational(biases)) }

  /// The biases of one copy.
  fileprivate var biases: Int {
    if case .convolution(let convolution) = operation, convolution.weights == .shared { return 0 }
    return operation.biases
  }
}

extension OriginCounts {
  /// All biases of convolutions and linear layers.
  fileprivate var biases: Rational? {
    var sum = Rational.zero
    for layer in layers {
      guard let all = try? Rational(layer.biases).multiplied(by: Rational(layer.place.copies)),
        let next = try? sum.adding(all)
      else { return nil }
      sum = next
    }
    return sum.isZero ? nil : sum
  }

  /// Where several queries share a key head: keys and values as wide as the queries.
  fileprivate var allKeyHeads: [Origin] {
    var widths: [String: (share: Int, output: Int)] = [:]
    for layer in layers {
      guard case .attention(let attention) = layer.operation, attention.keyHeads < attention.heads,
        attention.keyHeads > 0, let path = layer.place.attention, let width = attention.widths()?.keys
      else { continue }
      widths[path] = (attention.heads / attention.keyHeads, width)
    }
    return totals.compactMap { total in
      var more = Rational.zero
      for layer in layers {
        guard case .linear(let linear) = layer.operation, let path = layer.place.attention,
          let width = widths[path], linear.outputFeatures == width.output,
          let cost = layer.total(total.quantity),
          let added = try? cost.multiplied(by: Rational(width.share - 1)), let next = try? more.adding(added)
        else { continue }
        more = next
      }
      guard !more.isZero else { return nil }
      return Origin(
        .kvHeadsIgnored, in: total, .allKeyHeads, .sum(of: [Expression(total.value), Expression(more)]))
    }
  }
}
