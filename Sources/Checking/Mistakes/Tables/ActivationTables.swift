import Networks
import Symbolics

/// Tables of a network's activations, as lectures draw them: a name, the shape that comes out, its size, the parameters.
///
///     CONV1 (f=3, s=1)   (30,30,8)   7,200   80      should be 224 behind (32,32,3)
///     FC2                (64,1)      64      3,201   should be 3,264 behind (50,1)
///
/// The row above has the input. Only what a known mistake gives is called wrong: filters without their input's channels, and one
/// bias for all of a layer's outputs.
extension Calculation {
  mutating func checkActivationTables() {
    for (place, line) in enumeratedLines(with: ActivationWords.heading) where line.range.count <= 512 {
      var above: [Int]?
      for line in lines[min(place + 1, lines.count)..<min(place + 33, lines.count)] {
        guard line.range.count <= 512, !ActivationWords.heading.isOn(line, of: working.bytes) else { break }
        guard let row = ActivationRow(line, of: working.bytes) else { continue }
        if let input = above, let (mistake, right) = row.misreading(behind: input),
          !isReported(row.claim.range),
          isAsserted(row.claim.range, on: line)
        {
          findings.append(
            Draft(
              mistake: mistake, range: row.claim.range, claimed: row.claim.value, correct: right,
              fix: Expression(right)))
        }
        above = row.shape
      }
    }
  }
}

/// A row of such a table.
private struct ActivationRow {
  let kernel: Int?
  let isDense: Bool
  /// The sizes in brackets.
  let shape: [Int]
  let claim: (value: Rational, range: Range<Int>)

  init?(_ line: TextLine, of bytes: [UInt8]) {
    guard let (shape, range) = ActivationRow.shape(in: line.range, of: bytes),
      let claim = ActivationRow.lastNumber(in: range.upperBound..<line.range.upperBound, of: bytes)
    else { return nil }
    let name = line.stretch(before: range.lowerBound)
    (self.shape, self.claim) = (shape, claim)
    let isConvolution = ActivationWords.convolutions.isIn(name, of: bytes)
    isDense = !isConvolution && ActivationWords.dense.isIn(name, of: bytes)
    kernel =
      isConvolution && !ActivationWords.others.isIn(name, of: bytes)
      ? ActivationRow.kernel(in: name, of: bytes) : nil
  }

  /// The first brackets that hold two or three sizes and nothing else: not `(f=5, s=1)`.
  private static func shape(in range: Range<Int>, of bytes: [UInt8]) -> (sizes: [Int], range: Range<Int>)? {
    var at = range.lowerBound
    while at < range.upperBound {
      let open = bytes.skip(from: at, to: range.upperBound) { $0 != UInt8(ascii: "(") }
      at = open + 1
      var sizes: [Int] = []
      while sizes.count < 4 {
        at = bytes.skip(from: at, to: range.upperBound) { $0 == .space || $0 == UInt8(ascii: ",") }
        guard let (size, end) = bytes.wholeNumber(at: at, to: range.upperBound) else { break }
        sizes.append(size)
        at = end
      }
      if at < range.upperBound, bytes[at] == UInt8(ascii: ")"), (2...3).contains(sizes.count),
        sizes.allSatisfy({ (1...100_000).contains($0) })
      {
        return (sizes, open..<at + 1)
      }
    }
    return nil
  }

  /// The number that ends a row, behind another one.
  private static func lastNumber(
    in range: Range<Int>, of bytes: [UInt8]
  ) -> (value: Rational, range: Range<Int>)? {
    let end = bytes.skipBack(from: range.upperBound, to: range.lowerBound) {
      $0 <= 0x20 || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "*")
    }
    let start = bytes.skipBack(from: end, to: range.lowerBound) { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }
    guard start < end, let number = PrintedSummary.number(in: start..<end, of: bytes),
      number.range.upperBound == end,
      bytes[range.lowerBound..<start].contains(where: { $0.isASCIIDigit })
    else { return nil }
    return number
  }

  /// 5 of `f=5` or `5×5`
  private static func kernel(in name: Range<Int>, of bytes: [UInt8]) -> Int? {
    if let square = MapWords.squares(in: name, of: bytes).first {
      return square.size <= 11 ? square.size : nil
    }
    guard let word = ActivationWords.kernels.first(in: name, of: bytes) else { return nil }
    let at = bytes.skip(from: word.upperBound, to: name.upperBound) {
      $0 == .space || $0 == UInt8(ascii: "=")
    }
    guard let (size, _) = bytes.wholeNumber(at: at, to: name.upperBound), (2...11).contains(size) else {
      return nil
    }
    return size
  }

  /// The mistake that gives the row's number, with the right one.
  func misreading(behind input: [Int]) -> (Mistake, Rational)? {
    let value = claim.value
    if let kernel, shape.count == 3, input.count == 3 {
      let (area, inputs, filters) = (Rational(kernel * kernel), Rational(input[2]), Rational(shape[2]))
      guard let weights = try? area.multiplied(by: inputs).multiplied(by: filters),
        let right = try? weights.adding(filters), value != right, value != weights,
        let lone = try? area.multiplied(by: filters)
      else { return nil }
      if inputs > .one, value == lone { return (.inputChannelsMissing, weights) }
      if inputs > .one, (try? lone.adding(filters)) == value { return (.inputChannelsMissing, right) }
      return (try? weights.adding(.one)) == value ? (.biasCountWrong, right) : nil
    }
    guard isDense, let inputs = Shape.product(input), let outputs = Shape.product(shape), outputs > 1,
      let weights = try? Rational(inputs).multiplied(by: Rational(outputs)),
      (try? weights.adding(.one)) == value, let right = try? weights.adding(Rational(outputs))
    else { return nil }
    return (.biasCountWrong, right)
  }
}

private enum ActivationWords {
  static let heading: PhraseSet = ["activation shape", "激活值形状", "激活形状", "激活值的形状"]
  static let convolutions: PhraseSet = ["conv", "卷积"]
  static let dense: PhraseSet = ["fc", "dense", "softmax", "fully", "linear", "全连接"]
  static let kernels: PhraseSet = ["f=", "f =", "k=", "k =", "kernel=", "kernel =", "kernel size"]
  static let others: PhraseSet = ["dw", "depth", "group", "sep", "transpos", "gray", "深度", "分组", "转置"]
}
