extension ONNX {
  /// The rules of all operators that are known, by name. An operator of another domain than the standard's has the domain
  /// before its name: `com.microsoft.FusedMatMul`.
  static let rules: [String: Call.Rule] = {
    var table: [String: Call.Rule] = [:]
    let families: [[String: Call.Rule]] = [
      Elementwise.rules, Normalisations.rules, Reductions.rules, Convolutions.rules, Pools.rules,
      Products.rules,
      Recurrences.rules, Layouts.rules, Selections.rules, Resizings.rules, Constants.rules,
      Quantisations.rules,
      Attentions.rules,
    ]
    for family in families { table.merge(family) { first, _ in first } }
    return table
  }()
}

extension ONNX.Node {
  /// The name of the operator in tables.
  var key: String { domain.isEmpty ? operatorType : domain + "." + operatorType }
}
