import Networks
import Symbolics

// What the files of this folder have in common. The rules of each tool were read in its source and confirmed by its totals.

extension Convention.Rule {
  /// Several kinds that are counted alike.
  static func all(_ kinds: [Operation.Kind], _ terms: [Convention.Term], source: Publication) -> [Self] {
    kinds.map { .init($0, terms, source: source) }
  }

  /// Several kinds of which each is one term by its own name.
  static func each(
    _ kinds: [Operation.Kind], _ formula: Expression, when conditions: Formula.Condition...,
    source: Publication
  ) -> [Self] {
    kinds.map { .init($0, [.init($0.termName, formula, conditions)], source: source) }
  }
}

extension Convention.Term {
  /// The multiply-adds as papers count them, in a unit that is one of them or half of one.
  static func multiplyAdds(_ factor: Int = 1, when conditions: Formula.Condition...) -> Self {
    .init(
      multiplyAddsName, factor == 1 ? .macs : .product([Expression(Rational(factor)), .macs]), conditions)
  }

  /// One operation for each output value that a bias is added to.
  static func bias(when conditions: Formula.Condition...) -> Self {
    .init("bias", .outputElements, [.withBias] + conditions)
  }
}

extension Operation.Kind {
  static let globalPools: [Operation.Kind] = [.adaptiveAveragePool, .globalAveragePool]
  static let pools: [Operation.Kind] = [.maxPool, .averagePool, .adaptiveAveragePool, .globalAveragePool]
  static let rowNorms: [Operation.Kind] = [.layerNorm, .groupNorm, .instanceNorm]
}

extension Expression {
  /// So many operations for each input value.
  static func perInput(_ count: Int) -> Expression {
    count == 1 ? .inputElements : .product([Expression(Rational(count)), .inputElements])
  }

  /// So many operations for each output value.
  static func perOutput(_ count: Int) -> Expression {
    count == 1 ? .outputElements : .product([Expression(Rational(count)), .outputElements])
  }

  /// The operations of an einsum as numpy prints them, with four significant digits: q is the power of ten behind them.
  static let einsumOperations = Expression.product([
    .floor(
      .sum(of: [
        .quotient(.sum(of: [.product([2, .macs]), 1]), .printedStep), .quotient(1, 2),
      ])), .printedStep,
  ])
}

extension Publication {
  /// A tool's own source, at the release whose rules these are.
  static func tool(_ title: String, by authors: String, _ year: Int, _ identifier: String) -> Publication {
    Publication(authors: authors, title: title, year: year, identifier: identifier)
  }
}

extension Publication {
  static let fvcore = tool(
    "fvcore 0.1.5.post20221221", by: "FAIR", 2022, "https://github.com/facebookresearch/fvcore")
  static let torch = tool("PyTorch 2.13.0", by: "PyTorch", 2026, "https://github.com/pytorch/pytorch")
  static let torchprofile = tool(
    "torchprofile 0.1.0", by: "Liu", 2025, "https://github.com/zhijian-liu/torchprofile")
  static let torchinfo = tool("torchinfo 1.8.0", by: "Yep", 2023, "https://github.com/TylerYep/torchinfo")
  static let thop = tool(
    "thop 0.1.1.post2209072238", by: "Zhu", 2022, "https://github.com/Lyken17/pytorch-OpCounter")
  static let ptflops = tool(
    "ptflops 0.7.5", by: "Sovrasov", 2025, "https://github.com/sovrasov/flops-counter.pytorch")
  static let calflops = tool(
    "calflops 0.3.2", by: "Ye", 2024, "https://github.com/MrYxJ/calculate-flops.pytorch")
  static let deepspeed = tool(
    "DeepSpeed 0.19.8", by: "Microsoft", 2026, "https://github.com/deepspeedai/DeepSpeed")
  static let torchstat = tool("torchstat 0.0.7", by: "Swall0w", 2018, "https://github.com/Swall0w/torchstat")
  static let tensorflow = tool(
    "TensorFlow, registry of float_operation", by: "Google", 2024, "https://github.com/tensorflow/tensorflow")
}
