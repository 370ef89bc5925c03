import Longhand

/// What an inline value of a note asks for: `resnet50 macs`, `resnet50/layer1.0.conv1 parameters in M`,
/// `llama-3-8b macs --tokens 1 --past 2047 in G`.
struct ValueRequest {
  /// The words of the derivation.
  private(set) var words = ["derive"]
  private var path = ""
  private let quantity: Asked
  private let scale: Scale?

  private enum Asked {
    case quantity(Quantity)
    /// The sizes of what comes out, without the batch.
    case output
    case input
  }

  private static let quantities: [(name: String, asked: Asked)] = [
    ("parameters", .quantity(.parameters)), ("macs", .quantity(.macs)), ("flops", .quantity(.flops)),
    ("counted", .quantity(.counted)), ("active-parameters", .quantity(.activeParameters)),
    ("output", .output), ("input", .input),
  ]

  private static let scales: [(name: String, scale: Scale)] = [
    ("K", .kilo), ("M", .mega), ("G", .giga), ("T", .tera), ("P", .peta), ("thousand", .thousand),
    ("million", .million), ("billion", .billion), ("trillion", .trillion), ("万", .wan), ("亿", .yi),
  ]

  private static let form =
    "A value is NETWORK[/PATH] QUANTITY [in UNIT], such as = resnet50/conv1 macs in M."

  /// - Throws: what is missing or means nothing.
  init(_ words: [String]) throws(NoteFault) {
    var rest = words[...]
    guard let network = rest.popFirst() else {
      throw NoteFault("nothing is asked for", help: [ValueRequest.form])
    }
    if Catalogue.entry(named: network) == nil, NetworkFile.Kind(path: network) == nil,
      let slash = network.firstIndex(of: "/")
    {
      self.words.append(String(network[..<slash]))
      path = String(network[network.index(after: slash)...])
    } else {
      self.words.append(network)
    }
    let names = ValueRequest.quantities.map { $0.name }
    guard let word = rest.popFirst(), !word.hasPrefix("-") else {
      throw NoteFault("a quantity is missing behind \(visible(network))", help: [ValueRequest.form])
    }
    guard let asked = ValueRequest.quantities.first(where: { $0.name == word.lowercased() }) else {
      throw NoteFault(
        "there is no quantity \(quoted(word))",
        help: [suggestion(for: word, among: names), "It is one of \(names.joined(separator: ", "))."]
          .compactMap { $0 })
    }
    quantity = asked.asked
    if let place = rest.firstIndex(of: "in") {
      let unit = place + 1 < rest.endIndex ? rest[place + 1] : ""
      guard let found = ValueRequest.scales.first(where: { $0.name == unit }) else {
        throw NoteFault(
          "there is no unit \(quoted(unit))",
          help: ["It is one of \(ValueRequest.scales.map { $0.name }.joined(separator: ", "))."])
      }
      scale = found.scale
      rest.removeSubrange(place...place + 1)
    } else {
      scale = nil
    }
    self.words += rest
  }

  /// The value, as the page shows it and as the checker reads it.
  func value(of derivation: Derivation, _ language: Language) throws(Failure) -> NoteValue {
    guard let part = derivation.part(at: path) else { throw DeriveRequest.noSuchLayer(path, in: derivation) }
    switch quantity {
    case .output: return try sizes(part.output)
    case .input: return try sizes(part.inputs.first ?? part.output)
    case .quantity(let quantity):
      guard let value = part.step(quantity)?.value ?? (quantity == .activeParameters ? nil : .zero) else {
        throw Failure(
          "\(derivation.network.title) has no \(quantity.name)",
          help: ["Every token meets all its parameters."])
      }
      guard let scale else {
        return NoteValue([.number(value)], plain: PlainText(style: .plain).text(Expression(value)))
      }
      guard let numeral = Numeral.rounded(value, scale: scale) else {
        throw Failure("the value has no such unit")
      }
      let expression = Expression.number(numeral)
      return NoteValue([.math(Math(expression))], plain: PlainText(style: .plain).text(expression))
    }
  }

  private func sizes(_ shape: Shape) throws(Failure) -> NoteValue {
    guard scale == nil else { throw Failure("sizes have no unit") }
    let expression = Expression.product(of: shape.dimensions.dropFirst().map { Expression(Rational($0)) })
    return NoteValue([.math(Math(expression))], plain: PlainText(style: .plain).text(expression))
  }
}
