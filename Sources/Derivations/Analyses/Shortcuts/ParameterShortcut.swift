import Networks
import Symbolics

/// Shortcuts that multiply a number of parameters with the tokens, and perhaps add a term for the context.
struct ParameterShortcut {
  let topic: Analysis.Topic
  let formula: Formula
  /// Which parameters N stands for.
  let counted: Counted
  /// Whether it is about a step of training, three times the forward pass.
  let isOfTraining: Bool
  /// How often the context term n_layer×A×d_k×T is taken for each token; nil without one.
  let context: Int?
  /// Whether it only makes sense with experts.
  var isOnlyForExperts: Bool { counted == .active }

  /// Which parameters N stands for.
  enum Counted {
    /// All.
    case all
    /// Those that work for a token.
    case active
    /// All but tables of words and positions and the head's matrix of the vocabulary: "non-embedding".
    case withoutTables
    /// All but the tables; a table that is the head's matrix too counts once, as that.
    case products
  }

  private init(
    _ topic: Analysis.Topic, _ counted: Counted, isOfTraining: Bool = false, context: Int? = nil,
    source: Publication
  ) {
    (self.topic, self.counted, self.isOfTraining, self.context) = (topic, counted, isOfTraining, context)
    let factor: Expression = isOfTraining ? 6 : 2
    let parameters = Expression.symbol(counted.symbol)
    let perToken: Expression
    if let context {
      let heads: [Expression] = [Expression(Rational(context)), .layers, .heads, .keyWidth, .tokens]
      perToken = .product([.sum(of: [.product([factor, parameters]), .product(heads)]), .passTokens])
    } else {
      perToken = .product([factor, parameters, .passTokens])
    }
    formula = Formula(topic.rawValue, .flops, perToken, source: source)
  }

  /// 2N for each token. Kaplan and others, section 2.1, with all parameters.
  static let twoN = ParameterShortcut(.twoN, .all, source: .scalingLaws.at(.section("2.1")))
  /// The same with the parameters that work for a token.
  static let twoNActive = ParameterShortcut(.twoNActive, .active, source: .mixtureOfExperts)
  /// The same with Kaplan's N.
  static let twoNWithoutTables = ParameterShortcut(
    .twoNWithoutTables, .withoutTables, source: .scalingLaws.at(.section("2.1")))
  /// Kaplan and others, equation 2.2: 2N + 2·n_layer·n_ctx·d_attn for each token.
  static let kaplan = ParameterShortcut(
    .kaplan, .withoutTables, context: 2, source: .scalingLaws.at(.equation("2.2")))
  /// The same with both products of attention.
  static let bothContexts = ParameterShortcut(
    .bothContexts, .withoutTables, context: 4, source: .scalingLaws.at(.table("1")))
  /// 6ND. Hoffmann and others take all parameters, Kaplan and others those without tables.
  static let sixND = ParameterShortcut(.sixND, .all, isOfTraining: true, source: .chinchilla)
  static let sixNDWithoutTables = ParameterShortcut(
    .sixNDWithoutTables, .withoutTables, isOfTraining: true, source: .scalingLaws.at(.section("2.1")))
  /// Chowdhery and others, appendix B: 6N + 12LHQT for each token.
  static let palm = ParameterShortcut(.palm, .all, isOfTraining: true, context: 12, source: .palm)
  static let palmProducts = ParameterShortcut(
    .palmProducts, .products, isOfTraining: true, context: 12, source: .palm)

  static let all = [
    twoN, twoNActive, twoNWithoutTables, kaplan, bothContexts, sixND, sixNDWithoutTables, palm, palmProducts,
  ]

  /// The shortcut's own number, the terms, and the exact count as their sum.
  func work(_ inventory: Inventory, _ reckoning: inout Reckoning) throws(AnalysisStop) {
    let tokens = try PassTokens.step(in: &reckoning, inventory)
    reckoning.add([tokens] + (try steps(to: counted, inventory, &reckoning)), .item(.counted))
    if context != nil { try Self.bindContext(inventory, &reckoning) }
    let shortcut = Symbol.flops("shortcut")
    reckoning.add(try reckoning.step(formula, as: shortcut), .shortcut)
    var terms = ParameterTerms(inventory, counted: counted)
    try terms.work(&reckoning, context: context.map { isOfTraining ? $0 / 3 : $0 })
    var sum = terms.bridge.sum(from: shortcut, times: isOfTraining ? 3 : 1)
    if isOfTraining { sum += try ExactCount.dataGradient(inventory, &reckoning) }
    try ExactCount.add(sum, as: isOfTraining ? .flops("step") : .flops, from: shortcut, &reckoning)
  }

  /// Makes the sizes of the context term known.
  private static func bindContext(
    _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) {
    let facts = TransformerFacts(inventory)
    guard try facts.get(.keys) == facts.get(.tokens) else { throw .refused(.behindCached) }
    reckoning.bind(.layers, facts.layers, from: .repetitions)
    reckoning.bind(Symbol("A"), try facts.get(.heads), from: .option)
    reckoning.bind(Symbol("d", index: "k"), try facts.get(.keyWidth), from: .option)
  }

  /// The steps to Kaplan's N, which becomes known as `Params_blocks`.
  static func withoutTables(
    _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> [Step] {
    try twoNWithoutTables.steps(to: .withoutTables, inventory, &reckoning)
  }

  /// The steps from all parameters to those that are counted; makes them known.
  private func steps(
    to counted: Counted, _ inventory: Inventory, _ reckoning: inout Reckoning
  ) throws(AnalysisStop) -> [Step] {
    reckoning.bindTotal(.parameters, of: inventory.derivation)
    switch counted {
    case .all: return []
    case .active:
      if inventory.experts.isEmpty { throw .refused(.noExperts) }
      var steps: [Step] = []
      let active = try ExpertAnalysis.activeStep(inventory, &reckoning) { _, new, _ in steps += new }
      return steps + [active]
    case .withoutTables, .products:
      var left = LayerSum("left-out", .parameters, .parameters("left"))
      for entry in inventory.entries where counted.leavesOut(entry, inventory) {
        let parameters = try exactly(entry) { () throws(ArithmeticError) in
          try entry.isTable ? entry.part.value(.parameters) : entry.matrix()
        }
        left.add(entry.path, parameters, copies: entry.copies)
      }
      let step = try reckoning.step(left, source: formula.source)
      let rest = try reckoning.step(
        "parameters-counted.parameters", .parameters, counted.symbol,
        .difference(.params, .symbol(step.symbol)), source: formula.source)
      return [step, rest]
    }
  }
}

extension ParameterShortcut.Counted {
  /// The symbol of N.
  var symbol: Symbol {
    switch self {
    case .all: .params
    case .active: Quantity.activeParameters.symbol
    case .withoutTables: .parameters("blocks")
    case .products: .parameters("products")
    }
  }

  /// Whether N does not hold the layer's table or matrix.
  func leavesOut(_ entry: Inventory.Entry, _ inventory: Inventory) -> Bool {
    switch self {
    case .all, .active: false
    case .withoutTables: entry.isTable || inventory.isVocabularyHead(entry)
    case .products: entry.isTable && !inventory.isTableOfHead(entry)
    }
  }
}

extension Inventory {
  /// Whether it is the product with the vocabulary, tied or not.
  func isVocabularyHead(_ entry: Entry) -> Bool {
    guard case .linear(let linear) = entry.operation else { return false }
    return tables.contains {
      $0.rows == linear.outputFeatures && $0.features == linear.inputFeatures && $0.rows == vocabulary
    }
  }

  /// Whether the table is the head's matrix, too.
  func isTableOfHead(_ entry: Entry) -> Bool {
    guard case .embedding(let table) = entry.operation, table.weights == .own else { return false }
    return firstHead(of: table) != nil
  }

  /// Whether it is the head whose matrix is a table that is counted once for both; a further head of the same table is not.
  func worksWithTable(_ entry: Entry) -> Bool {
    tables.contains { $0.weights == .own && firstHead(of: $0)?.path == entry.path }
  }

  private var tables: [Operation.Embedding] {
    entries.compactMap { if case .embedding(let table) = $0.operation { table } else { nil } }
  }

  /// The words of the vocabulary: the rows of the largest table; 0 without one.
  var vocabulary: Int { tables.reduce(0) { max($0, $1.rows) } }

  private func firstHead(of table: Operation.Embedding) -> Entry? {
    entries.first {
      guard case .linear(let linear) = $0.operation, $0.isWorking, $0.workingCopies == 1 else { return false }
      return linear.weights == .shared && linear.outputFeatures == table.rows
        && linear.inputFeatures == table.features
    }
  }
}
