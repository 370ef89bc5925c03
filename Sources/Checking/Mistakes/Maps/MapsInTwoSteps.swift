/// Maps that go through a layer and another step on the same line: "conv 3×3 (padding 0), then 2×2 pool: 14×14 → 6×6",
/// `nn.ZeroPad2d(1)` before a convolution without padding, "cropped to the centre".
///
/// The layer alone does not make such a size; only a size that the two steps make together is left alone.
extension Calculation {
  /// Whether a size comes of the layer on the line of a place and another step there.
  func isMadeInTwoSteps(_ output: Int, of input: Int, _ ofLayer: Int, at place: Range<Int>) -> Bool {
    guard let line = line(at: place.lowerBound), line.range.count <= 1_024 else { return false }
    let bytes = working.bytes
    if output < ofLayer, TwoSteps.crops.isOn(line, of: bytes) { return true }
    // As many rows above as below, or on one side only.
    if output > ofLayer, output - ofLayer <= 8, TwoSteps.paddings.isOn(line, of: bytes) { return true }
    return isConvolvedAndPooled(output, of: input, on: line)
  }

  /// Whether a size is that behind a convolution and a pool, whose windows stand on the line.
  private func isConvolvedAndPooled(_ output: Int, of input: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard TwoSteps.pools.isOn(line, of: bytes), TwoSteps.convolutions.isOn(line, of: bytes) else {
      return false
    }
    // 14×14 is a map.
    let kernels = MapWords.squares(in: line.range, of: bytes).prefix(8).filter { square in
      let behind = line.stretch(behind: square.range.upperBound, atMost: 12)
      return square.size <= 15
        && (MapWords.isKernel(square.range, in: bytes, line.range)
          || TwoSteps.pools.isIn(behind, of: bytes)
          || TwoSteps.pools.isIn(line.stretch(before: square.range.lowerBound, atMost: 10), of: bytes))
    }.map { $0.size }
    let stride = MapWords.number(behind: MapWords.strides, in: line.range, of: bytes) ?? 1
    let padding = MapWords.padding(in: line.range, of: bytes) ?? 0
    guard 1...16 ~= stride, padding <= 15 else { return false }
    for kernel in kernels where input + 2 * padding >= kernel {
      let behind = (input + 2 * padding - kernel) / stride + 1
      for pool in kernels + [2] where pool > 1 {
        if behind / pool == output || (behind + pool - 1) / pool == output { return true }
      }
    }
    return false
  }
}

private enum TwoSteps {
  static let crops: PhraseSet = ["crop", "trimmed", "裁剪", "裁切", "裁掉"]
  static let paddings: PhraseSet = [
    "zeropad", "reflectionpad", "replicationpad", "constantpad", "zero_pad", "f.pad(",
    "pad first", "padded first", "padding layer", "先补零", "先填充", "补零一圈", "补一圈", "补零层", "先补",
  ]
  static let pools: PhraseSet = ["pool", "池化"]
  static let convolutions: PhraseSet = ["conv", "卷积"]
}
