import Symbolics

/// Biases of a layer's formula in letters: one for each input channel, `Conv_params = k² × c_in × c_out + c_in`; and those of one
/// gate behind the bracket of all gates, `LSTM_params = 4 × (d × h + h × h) + h`.
extension Calculation {
  mutating func checkBiasesInLetters() {
    for entry in entries where entry.chain.traits.contains(.symbolic) && entry.home < lines.count {
      let sides = entry.chain.sides
      guard sides.count >= 2, case .symbol(let name) = sides[0].located.expression,
        case .sum(let terms) = sides[1].located.expression, terms.count == 2, !terms[1].isSubtracted,
        case .symbol(let bias) = terms[1].value, case .product = terms[0].value,
        case let line = lines[entry.home], line.range.count <= 512,
        LetterBiasWords.layers.isOn(line, of: working.bytes),
        !LetterBiasWords.others.isOn(line, of: working.bytes), !isReported(sides[1].located.range),
        isAsserted(sides[1].located.range, on: line)
      else { continue }
      let label = name.description.lowercased()
      let mistake: Mistake
      if areInputs(bias, of: terms[0].value), !label.contains(substring: "flop"),
        !label.contains(substring: "mac")
      {
        mistake = .biasCountWrong
      } else if LetterBiasWords.cells.isOn(line, of: working.bytes), isState(bias, of: terms[0].value) {
        mistake = .bracketsMissing
      } else {
        continue
      }
      findings.append(
        Draft(
          mistake: mistake, alternatives: mistake == .bracketsMissing ? [.biasCountWrong] : [],
          range: sides[1].located.range))
      entry.status = .wrong
    }
  }

  /// Whether a letter of a product is that of the inputs, and another one that of the outputs.
  private func areInputs(_ bias: Symbol, of product: Expression) -> Bool {
    guard case .product(let factors) = product, (2...6).contains(factors.count),
      LetterBiasWords.inputs.contains(bias.description.lowercased())
    else { return false }
    var (hasInputs, hasOutputs) = (false, false)
    for case .symbol(let letter) in factors {
      hasInputs = hasInputs || letter == bias
      hasOutputs = hasOutputs || LetterBiasWords.outputs.contains(letter.description.lowercased())
    }
    return hasInputs && hasOutputs
  }

  /// Whether a letter is the state's of `4 × (d × h + h × h)` and `4 × (d + h) × h`.
  private func isState(_ bias: Symbol, of product: Expression) -> Bool {
    guard case .product(let factors) = product, (2...3).contains(factors.count),
      case .number(let gates) = factors[0], gates.value == 3 || gates.value == 4
    else { return false }
    if factors.count == 2, case .sum(let terms) = factors[1], terms.count == 2 {
      var uses = 0
      for term in terms {
        guard !term.isSubtracted, let letters = letters(of: term.value) else { return false }
        guard letters.contains(bias) else { return false }
        uses += letters.count { $0 == bias }
      }
      return uses == 3
    }
    guard factors.count == 3 else { return false }
    for (sum, other) in [(factors[1], factors[2]), (factors[2], factors[1])] {
      if case .sum(let terms) = sum, terms.count == 2, other == .symbol(bias),
        terms.contains(where: { $0.value == .symbol(bias) })
      {
        return true
      }
    }
    return false
  }

  /// h and h of `h × h` and `h²`.
  private func letters(of expression: Expression) -> [Symbol]? {
    switch expression {
    case .product(let factors):
      guard factors.count == 2, case .symbol(let first) = factors[0], case .symbol(let second) = factors[1]
      else {
        return nil
      }
      return [first, second]
    case .power(.symbol(let base), .number(let exponent)) where exponent.value == .two: return [base, base]
    default: return nil
    }
  }
}

private enum LetterBiasWords {
  static let layers: PhraseSet = ["conv", "dense", "linear", "fc", "lstm", "gru", "卷积", "全连接", "线性"]
  static let cells: PhraseSet = ["lstm", "gru"]
  static let inputs: [String] = [
    "c_in", "cin", "c_i", "in_channels", "in_ch", "input_channels", "n_in", "d_in", "in_features",
    "input_size",
    "input_dim", "n_inputs", "n_{in}", "c_{in}",
  ]
  static let outputs: [String] = [
    "c_out", "cout", "c_o", "out_channels", "out_ch", "output_channels", "n_out", "d_out", "out_features",
    "output_size", "output_dim", "n_outputs", "filters", "num_filters", "n_{out}", "c_{out}",
  ]
  static let others: PhraseSet = [
    "transpos", "deconv", "wrong", "not ", "instead", "input bias", "bias of the input", "转置", "反卷积", "错",
    "不是",
  ]
}
