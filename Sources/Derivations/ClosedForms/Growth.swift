import Networks

extension Derivation {
  /// The closed forms by which the cost grows with the size of the input: of images in height and width, of text in
  /// tokens. Nil for networks whose input has neither.
  ///
  ///     try derivation.growth()?.form(of: .macs).expression    // 81456×H×W + 2048000   (ResNet-50)
  ///
  /// - Throws: ``DerivationError`` where the network cannot be derived again; it was derived before, so that this does not
  ///   happen.
  public func growth() throws(DerivationError) -> ClosedForms? {
    let letters: [ClosedForm.Letter]
    if inputs.contains(where: { $0.layout == .map }) {
      letters = [.height, .width]
    } else if inputs.contains(where: { $0.layout == .tokens }) {
      letters = [.tokens]
    } else {
      return nil
    }
    return try ClosedForms(network, inputs: inputs, convention: convention, keeping: letters)
  }
}
