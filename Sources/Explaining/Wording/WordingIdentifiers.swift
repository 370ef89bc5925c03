import Checking
import Derivations
import Networks
import Symbolics

/// Every identifier that a file of wording must have, with the placeholders that its text may use.
public enum WordingIdentifiers {
  /// The texts about each mistake: `mistake.product-slip.name` and so on.
  enum MistakeText: String, CaseIterable {
    /// A short name.
    case name
    /// What goes wrong, in general, for the list of mistakes.
    case what
    /// What to do about it.
    case correction
    /// What a finding says, with its values.
    case message
    /// By what it is seen.
    case shows
    /// A line that has the mistake.
    case example
    /// The same line without it.
    case exampleRight = "example-right"
  }

  /// What a finding may give its message besides what it is about.
  public static let messagePlaceholders = [
    "claimed", "correct", "about", "left", "factor", "ratio", "expected", "count", "noun", "other-size",
    "line",
    "quantity", "other", "gap", "case", "low", "high", "all", "unit", "divisor", "steps",
    "scale", "scale-unit",
  ]

  /// Words that a finding may name by identifier, as ``Checking/Finding/Argument/word(_:)``.
  public static let nouns = [
    "layer", "convolution", "linear", "norm", "pooling", "activation", "block", "stage", "projection",
    "parameter",
    "multiply-add", "flop", "input-channel", "output-channel", "kernel", "output-position", "input-position",
    "group", "bias", "padding", "stride", "batch", "token", "head", "gate", "pixel", "value",
  ].map { "noun." + $0 }

  /// What happened to an addend, as a finding's `case`.
  static let cases = ["addend.missing", "addend.twice", "addend.alone"]

  /// The symbols of formulas that have a meaning in words, as `symbol.K_h`, and a note at the margin, as `given.K_h`.
  static let symbols = [
    "N", "K_h", "K_w", "C", "C_in", "C_out", "G", "H", "W", "F", "F_in", "F_out", "S", "S_h", "S_w", "P",
    "P_h", "P_w",
    "D", "D_h", "D_w", "H_out", "W_out", "MACs",
    "K_t", "K_l", "L", "L_out", "T_out", "P_h1", "P_h2", "P_w1", "P_w2", "P_l1", "P_l2", "P_t1", "P_t2",
    "S_t", "P_t", "D_t", "P_out", "T", "T_k", "T_new", "T_past", "T_max", "T_learned", "A", "d_k", "d_v",
    "N_w", "w_h", "w_w", "m", "k", "p", "V", "F_h", "g", "b", "a",
    "b_weight", "b_value", "n_layer", "d_model", "d_ff", "D_tokens", "D_run", "D_examples", "Peak",
    "Bandwidth",
    "Utilisation", "Devices", "E", "E_token", "A_kv", "d_c", "w", "T_grow",
  ]
  static let symbolsWithoutNote = [
    "n", "u", "FLOPs", "Params", "Ops", "R", "K", "e", "q", "ActiveParams", "s_1", "s_2", "Values", "Bytes",
    "Intensity", "Seconds", "Pairs", "Bytes_weights", "Bytes_gradients", "Bytes_copy", "Bytes_momentum",
    "Bytes_variance", "Bytes_cache", "FLOPs_data", "FLOPs_backward", "FLOPs_step", "FLOPs_blocks",
    "FLOPs_last", "FLOPs_early", "FLOPs_whole", "FLOPs_run", "FLOPs_attention", "FLOPs_seen",
    "Params_blocks", "Params_products", "Params_moved", "Params_expert", "Params_inactive", "Values_token",
    "Values_moved",
  ]

  /// All identifiers; those of ``Phrase`` come first, in its order.
  public static let all: [String] = entries.map { $0.0 }

  /// The placeholders that each text may use, in the order of ``all``.
  static let placeholders: [[String]] = entries.map { $0.1 }

  /// The place of each identifier in ``all``.
  static let index: [String: Int] = {
    var index: [String: Int] = [:]
    index.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() { index[entry.0] = place }
    return index
  }()

  /// The notes at the margin by the symbol whose value they explain, as places in ``all``.
  static let givens: [Symbol: Int] = {
    var givens: [Symbol: Int] = [:]
    for name in symbols {
      let parts = name.split(separator: "_", maxSplits: 1).map { String($0) }
      givens[Symbol(parts[0], index: parts.count > 1 ? parts[1] : "")] = index["given." + name]
    }
    return givens
  }()

  /// The placeholders of a text; nil if there is no such text.
  public static func placeholders(of identifier: String) -> [String]? {
    index[identifier].map { placeholders[$0] }
  }

  private static let entries: [(String, [String])] = {
    var entries: [(String, [String])] = Phrase.allCases.map { $0.entry }
    for quantity in Quantity.allCases { entries.append(("quantity." + quantity.name, [])) }
    for kind in Operation.Kind.allCases { entries.append(("kind." + kind.name, [])) }
    for rule in rules { entries.append(("rule." + rule, [])) }
    for function in Operation.Elementwise.allCases { entries.append(("function." + function.rawValue, [])) }
    for function in Operation.Reduction.Function.allCases {
      entries.append(("reduction." + function.rawValue, []))
    }
    for view in Operation.View.names { entries.append(("view." + view, ["size"])) }
    for condition in Formula.Condition.named { entries.append(("condition." + condition.rawValue, [])) }
    for convention in Convention.all { entries.append(("convention." + convention.name + ".what", [])) }
    for quirk in Convention.quirkNames { entries.append(("quirk." + quirk, [])) }
    for symbol in symbols + symbolsWithoutNote { entries.append(("symbol." + symbol, [])) }
    for symbol in symbols { entries.append(("given." + symbol, ["value"])) }
    for pair in GivenPair.all { entries.append((pair.identifier, ["height", "width"])) }
    entries += analyses
    entries += origins
    for noun in nouns { entries.append((noun, ["count"])) }
    for word in cases { entries.append((word, [])) }
    for mistake in Mistake.allCases {
      for text in MistakeText.allCases {
        entries.append((mistake.identifier(text), text == .message ? messagePlaceholders : []))
      }
    }
    return entries
  }()

  /// The names that analyses use.
  private static let analyses: [(String, [String])] = {
    var entries: [(String, [String])] = []
    for kind in Analysis.Kind.allCases {
      for text in ["title", "introduction"] { entries.append(("analysis.\(kind.rawValue).\(text)", [])) }
    }
    for topic in Analysis.Topic.allCases {
      for text in ["title", "introduction"] { entries.append(("topic.\(topic.rawValue).\(text)", [])) }
    }
    for component in Analysis.Component.allCases { entries.append(("component." + component.rawValue, [])) }
    for item in Analysis.Item.allCases { entries.append(("item." + item.rawValue, [])) }
    for remark in Analysis.Remark.allCases { entries.append(("remark." + remark.rawValue, [])) }
    for name in Analysis.Refusal.names {
      let isAboutLayers = name == "differs"
      entries.append(
        (
          "refusal." + name,
          isAboutLayers ? ["fact", "first", "first-value", "second", "second-value"] : []
        ))
    }
    for fact in Analysis.Fact.allCases { entries.append(("fact." + fact.rawValue, [])) }
    return entries
  }()

  /// What an origin may give its sentence.
  static let originPlaceholders = [
    "network", "part", "size", "count", "ratio", "expected", "all", "what", "title", "correct",
  ]

  /// Where a number may come from.
  private static let origins: [(String, [String])] =
    Origin.Reason.allCases.map { ("origin." + $0.rawValue, originPlaceholders) }
    + Origin.Kind.allCases.map { ("origin-kind." + $0.rawValue, []) }
    + Origin.Fit.allCases.map { ("origin-fit." + $0.name, []) }

  /// The first part of every step's identifier.
  private static let rules: [String] = {
    var rules = ["sum"]
    let ids = Formula.all.map { String($0.id.dropLast($0.quantity.name.count + 1)) }
    for rule in ids + Operation.Kind.allCases.map({ $0.name }) where !rules.contains(rule) {
      rules.append(rule)
    }
    return rules
  }()
}

extension Mistake {
  func identifier(_ text: WordingIdentifiers.MistakeText) -> String {
    "mistake." + rawValue + "." + text.rawValue
  }
}

extension Formula.Condition {
  /// The conditions that are put into words; a formula for all layers needs none.
  static let named: [Formula.Condition] = allCases.filter { $0 != .always }
}
