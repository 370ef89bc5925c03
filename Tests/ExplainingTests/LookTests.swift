import Derivations
import Explaining
import Networks
import Testing

@Test func look() throws {
  let network = try #require(Catalogue.network(named: "resnet50"))
  let derivation = try derive(network)
  for language in Language.allCases {
    let wording = try WordingFile.wording(language)
    let solution = try WorkedSolution(derivation, wording: wording)
    for name in WorkedSolution.fragmentNames { print("======", name); print(Crude.text(solution.fragments[name]!)) }
  }
}
