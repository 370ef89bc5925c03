/// Names with a hyphen and a number: `ImageNet-1k`.
extension ExpressionReader {
  /// Whether a minus is the hyphen of a name behind a number, `300 epochs of ImageNet-1k`, `960 CIFAR-10 images`: it is glued
  /// to both, and the name has a capital letter or other words before it. `24 units-16 units` subtracts.
  func isHyphen(_ index: Int, behind words: Int) -> Bool {
    let (sign, word) = (tokens[index].range, tokens[index - 1].range)
    guard index + 1 < tokens.count, !tokens[index].hasSpaceBefore, !tokens[index + 1].hasSpaceBefore,
      tokens[index - 1].kind.isWord, tokens[index + 1].kind.isNumber, word.upperBound <= bytes.count,
      sign.lowerBound < bytes.count, bytes[sign.lowerBound] == .hyphen,
      bytes[word.upperBound - 1].isASCIILetter
    else { return false }
    return words > 1 || word.contains { bytes[$0].isUppercase }
  }
}
