import Checking
import Derivations
import Networks
import Symbolics

private let networks = ["resnet18", "resnet50", "resnet101"].map { Catalogue.network(named: $0) }

/// Any bytes are checked as a working: no trap, no hang, every place within the text, every attribution exact. Mostly the
/// network is found in the text; for some it is given, which costs a derivation each time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let working = HandCalculation(bytes)
  let network = count % 8 == 0 ? networks[count / 8 % networks.count] : nil
  check(Checker(network: network).diagnose(working), count)
  return 0
}

private func check(_ diagnosis: Diagnosis, _ count: Int) {
  for statement in diagnosis.statements { check(statement.place, count) }
  for finding in diagnosis.findings { check(finding.place, count) }
  for total in diagnosis.totals {
    check(total.place, count)
    guard var gap = try? total.claimed.subtracting(total.correct) else { continue }
    for part in total.contributions {
      guard let rest = try? gap.subtracting(part.amount) else { return }
      gap = rest
    }
    precondition(gap == total.remainder, "contributions and remainder do not add up to the gap")
  }
}

private func check(_ place: Place, _ count: Int) {
  precondition(place.bytes.lowerBound >= 0 && place.bytes.upperBound <= count, "a place beyond the text")
  precondition(place.line >= 1 && place.column >= 1, "lines and columns count from 1")
  precondition(
    (place.line, place.column) <= (place.endLine, place.endColumn), "a place that ends before it begins")
}
