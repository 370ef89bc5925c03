import Networks
import Symbolics
import Testing

@testable import Derivations

/// Every tool's total for torchvision's models, as the tools print it.
@Suite("Totals of counting tools")
struct ToolTotalTests {
  /// A model with the totals that were measured, by convention; nil where the tool stops with an error.
  struct Row: Sendable, CustomTestStringConvertible {
    let model: String
    let totals: [(convention: String, total: Int?)]
    var testDescription: String { model }
  }

  static let rows: [Row] = {
    let lines = TorchvisionFigures.lines(of: "tool-totals.txt")
    guard let heading = lines.first?.dropFirst() else { return [] }
    return lines.dropFirst().map { fields in
      Row(
        model: String(fields[0]),
        totals: zip(heading, fields.dropFirst()).map { (String($0), Int($1)) })
    }
  }()

  @Test("There are figures for 64 models under 12 conventions")
  func figures() {
    #expect(Self.rows.count == 64 && Self.rows.allSatisfy { $0.totals.count == 12 })
  }

  @Test("Each total comes out to the last unit, in a comparison", arguments: rows)
  func totals(_ row: Row) throws {
    let comparison = try compare(#require(Catalogue.network(named: row.model)))
    for (convention, total) in row.totals {
      let entry = try #require(comparison.entry(convention))
      // The arithmetic of shapes in Swin V2 is not told by its layers; so no total is given.
      if convention == "torchprofile", row.model.hasPrefix("swin_v2") {
        #expect(entry.total == nil && entry.unknown == [.learned])
        continue
      }
      #expect(entry.total == total.map { Rational($0) }, "\(convention)")
    }
  }

  @Test("Differences add up to the total, and a derivation in the convention gives the same", arguments: rows)
  func differences(_ row: Row) throws {
    let network = try #require(Catalogue.network(named: row.model))
    let comparison = try compare(network)
    for entry in comparison.entries {
      guard let total = entry.total else { continue }
      var sum = try comparison.derivation.root.value(.macs)
        .multiplied(by: Rational(entry.convention.unit.perMultiplyAdd))
      for difference in entry.differences { sum = try sum.adding(difference.amount) }
      #expect(sum == total)
    }
    // Conventions take turns.
    let entry = comparison.entries[row.model.utf8.count % comparison.entries.count]
    if let total = entry.total {
      #expect(try derive(network, convention: entry.convention).root.value(.counted) == total)
    }
  }

  @Test(
    "Differences add up for every convention and every network of the catalogue", arguments: Catalogue.names)
  func everyNetwork(_ name: String) throws {
    let comparison = try compare(#require(Catalogue.network(named: name)))
    #expect(comparison.entries.map { $0.convention.name } == Convention.all.map { $0.name })
    let paper = comparison.derivation.root.value(.macs)
    for entry in comparison.entries {
      guard let total = entry.total else {
        #expect(!entry.unknown.isEmpty && entry.differences.isEmpty)
        continue
      }
      var sum = try paper.multiplied(by: Rational(entry.convention.unit.perMultiplyAdd))
      for difference in entry.differences { sum = try sum.adding(difference.amount) }
      #expect(sum == total, "\(entry.convention.name)")
    }
  }
}
