import Derivations
import Symbolics

/// Networks that a text only compares with, or remarks on behind its sums.
extension Calculation {
  /// Where the network is named for what is calculated: a row of results, `| ResNet-50 | 76.1 | 92.9 |`, says nothing of
  /// whose layers are added up below it, nor does a remark that follows. The end of the text where it is never named so.
  var placeOfName: Int {
    guard !isGiven else { return 0 }
    var isNamed = false
    for line in lines where line.networks.contains(where: { !$0.name.isEmpty }) {
      isNamed = true
      if line.row == nil || line.lone.count < 2 { return line.range.lowerBound }
    }
    return isNamed ? Int.max : 0
  }

  /// Whether a sum of operations holds parts that only the network has.
  func holdsKnownTerms(_ claim: TotalClaim) -> Bool {
    guard claim.quantity != .parameters, let terms = claim.entry.flatMap({ totalTerms(of: $0) }) else {
      return false
    }
    return isTotal(terms, claim)
  }
}
