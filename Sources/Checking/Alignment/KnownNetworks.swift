import Derivations
import Networks

/// The networks that texts have named so far, with what is right for them.
struct KnownNetworks {
  /// Beyond so many nothing is kept: a text may state as many input sizes as it likes.
  private static let most = 256

  /// The networks by their names in the catalogue.
  private var networks: [String: Network] = [:]
  /// Networks that were derived already, by name and side of the input.
  private var facts: [String: NetworkFacts] = [:]
  /// The same with their variants, by name and all sides that were stated.
  private var forms: [String: KnownForms] = [:]

  mutating func network(named name: String) -> Network? {
    if let network = networks[name] { return network }
    let network = Catalogue.network(named: name)
    networks[name] = network
    return network
  }

  /// A text that states another input size is judged by that size; where it states several, each of them is right. Of other
  /// numbers of classes each is right, too.
  mutating func forms(
    of network: Network, statedSides: [Int], statedClasses: [Int] = []
  ) -> KnownForms? {
    let usual = network.usualInput.last
    let isUsual = usual.map { statedSides.contains($0) } ?? true
    let stated = statedSides.filter { $0 != usual }.prefix(6)
    let main = isUsual ? nil : stated.first
    var key = stated.reduce(network.name + (isUsual ? "@usual" : "")) { "\($0)@\($1)" }
    for classes in statedClasses { key += "#\(classes)" }
    if let known = forms[key] { return known }
    if facts.count + forms.count > KnownNetworks.most {
      facts = [:]
      forms = [:]
    }
    guard let own = facts(of: network, side: main) ?? facts(of: network, side: nil) else { return nil }
    var variants: [NetworkFacts] = []
    let sides: [Int?] = [main, nil] + stated.map { $0 }
    let published = [network] + network.variants.compactMap({ self.network(named: $0) })
    for form in published {
      for side in Set(sides).sorted(by: { ($0 ?? 0) < ($1 ?? 0) })
      where !(form.name == network.name && side == main) {
        if let variant = facts(of: form, side: side) { variants.append(variant) }
      }
    }
    // The same input first: it is the likeliest reading.
    variants.sort { ($0.side == main ?? usual ? 0 : 1) < ($1.side == main ?? usual ? 0 : 1) }
    let (classes, others) = forms(of: published, own, main, statedClasses)
    let all = KnownForms(
      facts: own, variants: variants + others, classes: classes,
      inputs: inputs(of: published, own, Array(stated), isUsual: isUsual))
    forms[key] = all
    return all
  }

  private mutating func inputs(
    of published: [Network], _ own: NetworkFacts, _ stated: [Int], isUsual: Bool
  ) -> KnownForms.Inputs {
    let usual = published.compactMap { $0.usualInput.last }
    let other = stated.filter { !usual.contains($0) }
    let open = other.filter {
      own.flattensMap || own.derivation.root.hasWindows || facts(of: published[0], side: $0) == nil
    }
    return KnownForms.Inputs(openSides: open, isUsual: isUsual || other.count < max(1, stated.count))
  }

  /// The forms with the numbers of classes that a text states, and the numbers for which there is one; the network's own
  /// is among them.
  private mutating func forms(
    of published: [Network], _ own: NetworkFacts, _ side: Int?, _ stated: [Int]
  ) -> (classes: [Int], forms: [NetworkFacts]) {
    guard !stated.isEmpty, let usual = own.classes else { return ([], []) }
    var classes = [usual]
    var forms: [NetworkFacts] = []
    for count in stated.filter({ $0 != usual }).prefix(4) {
      for form in published {
        guard let other = form.with(classes: count, insteadOf: usual),
          let facts = facts(of: other, side: side) ?? facts(of: other, side: nil)
        else { continue }
        forms.append(facts)
        if !classes.contains(count) { classes.append(count) }
      }
    }
    return (classes, forms)
  }

  private mutating func facts(of network: Network, side: Int?) -> NetworkFacts? {
    let key = network.name + "@\(side ?? 0)"
    if let known = facts[key] { return known }
    var input: Shape?
    if let side, network.usualInput.count == 3 { input = Shape([1, network.usualInput[0], side, side]) }
    guard let derivation = try? derive(network, input: input) else { return nil }
    let new = NetworkFacts(derivation)
    facts[key] = new
    return new
  }
}

extension NetworkFacts {
  /// The side of the input.
  fileprivate var side: Int? { derivation.input.dimensions.last }
}

extension Part {
  /// Whether attention works within windows, whose side is often changed together with that of the input.
  fileprivate var hasWindows: Bool {
    switch kind {
    case .layer(.view(.windows)), .layer(.view(.grids)): true
    default: parts.contains { $0.hasWindows }
    }
  }
}
