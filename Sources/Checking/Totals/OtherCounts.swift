import Derivations
import Networks
import Symbolics

/// Other usual ways of counting a network's layers and parameters.
extension NetworkFacts {
  /// Numbers of layers of a kind beside the plain ones: without the classifiers that only training uses; a convolution over
  /// its whole input as the fully connected layer that it is, as LeNet-5's third; with up-convolutions, as U-Net's paper
  /// counts.
  func otherCounts(of nouns: [Noun], main: Int, all: Int) -> [Int] {
    var (auxiliary, whole, transposed) = (0, 0, 0)
    for layer in layers {
      if layer.isAuxiliary, nouns.contains(layer.noun) { auxiliary += layer.multiplicity }
      if layer.coversInput { whole += layer.multiplicity }
      if case .layer(.transposedConvolution) = layer.part.kind { transposed += layer.multiplicity }
    }
    var others: [Int] = []
    if auxiliary > 0 { others += [main - auxiliary, all - auxiliary] }
    if nouns == [.convolution] {
      if whole > 0 { others += [main - whole, all - whole] }
      if transposed > 0 { others += [main + transposed, all + transposed] }
    }
    if nouns == [.linear], whole > 0 { others += [main + whole, all + whole] }
    return others
  }

  /// The total of a quantity, and the one without the classifiers that only training uses.
  func totalsWithoutAuxiliaries(_ quantity: Quantity) -> [Rational] {
    let total = derivation.root.value(quantity)
    var rest = total
    for layer in layers where layer.isAuxiliary {
      rest =
        (try? rest.subtracting(layer.part.value(quantity).multiplied(by: Rational(layer.multiplicity))))
        ?? rest
    }
    return rest == total ? [total] : [total, rest]
  }
}

extension NetworkFacts.Layer {
  /// Whether it belongs to a classifier that only training uses.
  fileprivate var isAuxiliary: Bool { path.lowercased().hasPrefix("aux") }

  /// Whether it is a convolution whose kernel covers all of its input, more than one position of it.
  fileprivate var coversInput: Bool {
    guard case .layer(.convolution(let layer)) = part.kind, let input = part.inputs.first, input.rank == 4
    else {
      return false
    }
    return layer.window.kernel.height > 1 && layer.window.kernel.height == input.height
      && layer.window.kernel.width == input.width && part.output.height == 1
  }
}
