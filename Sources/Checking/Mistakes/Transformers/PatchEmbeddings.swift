import Derivations
import Networks
import Symbolics

/// The embedding of a vision transformer's patches without the three colours: "16·16·768 + 768 = 197,376".
extension Calculation {
  mutating func checkPatchEmbeddings() {
    guard let layer = facts?.layers.first(where: { $0.isOfPatches }), let input = layer.part.inputs.first,
      let own = try? layer.parameters.subtracting(Rational(layer.biases)),
      let plain = try? own.divided(by: Rational(max(1, input.channels))), plain < own
    else { return }
    let bias = Rational(layer.part.output.channels)
    for entry in entries where entry.misconception == nil && entry.status == .right {
      guard lines.indices.contains(entry.home),
        PatchEmbeddings.words.isOn(lines[entry.home], of: working.bytes),
        !PatchEmbeddings.grey.isOn(lines[entry.home], of: working.bytes), let value = entry.value,
        let side = entry.workingSide
      else { continue }
      // Nothing but parameters has a bias added to it.
      let isWithBias = (try? plain.adding(bias)) == value
      guard
        isWithBias
          || value == plain
            && (entry.subject.quantity == .parameters || entry.claimUnit == .parameters
              || isPlainLabel(entry, side, on: lines[entry.home])),
        !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: .inputChannelsMissing, range: side.located.range, claimed: value,
          correct: isWithBias ? try? own.adding(bias) : own,
          arguments: [("left", .expression(side.located.expression))]))
      entry.status = .wrong
      entry.misconception = .inputChannelsMissing
    }
  }
}

extension Calculation {
  /// `patch embedding: 16 × 16 × 768`: a label and nothing else in front of a kernel and its outputs.
  private func isPlainLabel(_ entry: Entry, _ side: Chain.Side, on line: TextLine) -> Bool {
    guard entry.claimUnit == .none || entry.claimUnit == .other,
      Factors.written(in: side.located.expression).count == 3,
      line.range.count <= 256, line.chains.count == 1,
      case let label = line.stretch(before: side.located.range.lowerBound, atMost: 32),
      let word = PatchEmbeddings.words.first(in: label, of: working.bytes)
    else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: label.upperBound)
    while !joint.isAtEnd, joint.take(PatchEmbeddings.links) { joint.skipBlanks() }
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

extension NetworkFacts.Layer {
  /// Whether the layer is the convolution that makes vectors of patches: as wide as its stride, from an image's colours.
  fileprivate var isOfPatches: Bool {
    guard let window, case .layer(.convolution) = part.kind else { return false }
    return window.kernel.height >= 8 && window.kernel == window.stride && part.inputs.first?.channels == 3
  }
}

private enum PatchEmbeddings {
  static let words: PhraseSet = [
    "patch embed", "patch projection", "patch-embed", "patchify", "图像块嵌入", "patch 嵌入", "块嵌入", "patch嵌入",
  ]
  static let links: PhraseSet = [
    "ding", "ding:", ":", "：", "=", "weights", "parameters", "layer", "matrix", "权重", "参数", "参数量", "层", "矩阵",
  ]
  static let grey: PhraseSet = [
    "gray", "grey", "one channel", "single channel", "1 channel", "per channel", "each channel", "per colour",
    "mnist",
    "灰度", "单通道", "每个通道", "每通道",
  ]
}
