import Networks

/// Cuts a working into calculations.
struct Segmentation {
  let working: HandCalculation
  /// The network that the whole text is about, if one was given.
  let given: Network?

  /// The calculations of a text.
  func calculations(_ lines: [TextLine], _ known: inout KnownNetworks) -> [Calculation] {
    var parts: [(name: String?, lines: Range<Int>, header: TableRow?)] = []
    var (name, start): (String?, Int) = (nil, 0)
    // The header of the table that is being read, and of the one that a part begins in.
    var (header, headerOfPart): (TableRow?, TableRow?) = (nil, nil)
    for (index, line) in lines.enumerated() {
      let isInTable = header != nil && line.row != nil
      if !isInTable { header = line.row }
      guard given == nil, let next = line.networks.first(where: { !isGeneric($0) })?.name, next != name else {
        continue
      }
      // What stands before the first name belongs to it.
      if name != nil {
        parts.append((name, start..<index, headerOfPart))
        start = index
        headerOfPart = isInTable ? header : nil
      }
      name = next
    }
    parts.append((name, start..<lines.count, headerOfPart))
    var calculations: [Calculation] = []
    for part in parts {
      let network = given ?? part.name.flatMap { known.network(named: $0) }
      // The usual text is one calculation and is not copied.
      var calculation = calculation(parts.count == 1 ? lines : Array(lines[part.lines]), network, &known)
      calculation.headerAbove = part.header
      calculations.append(calculation)
    }
    return calculations
  }

  /// Whether a name is that of an architecture: a text about GPT-2 stays one when it speaks of "the Transformer's block".
  private func isGeneric(_ network: NetworkName) -> Bool {
    guard network.name.isEmpty else { return false }
    let word = working.text(network.range).lowercased()
    return ["transformer", "transformers", "lstm", "gru"].contains(word)
  }

  private func calculation(
    _ lines: [TextLine], _ network: Network?, _ known: inout KnownNetworks
  ) -> Calculation {
    guard let network else { return Calculation(working: working, lines: lines, forms: nil) }
    let forms = known.forms(
      of: network, statedSides: InputSizes.sides(in: lines, of: working),
      statedClasses: network.usualInput.count == 3 ? StatedClasses.counts(in: lines, of: working) : [])
    var calculation = Calculation(working: working, lines: lines, forms: forms)
    calculation.isGiven = given != nil
    return calculation
  }
}
