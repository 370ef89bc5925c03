import Networks

/// Finds the layers that a sentence describes and reads each of them.
///
/// A sentence may describe several layers one after the other; then it is cut at the last comma, arrow or "then" before
/// each of their names. Where nothing parts two of them, neither is clear.
struct LayerSentence {
  let bytes: [UInt8]

  /// A name of a layer in a sentence.
  private struct Anchor {
    var index: Int
    var kind: LayerDescription.Kind?
  }

  /// The descriptions that a sentence holds. One without a kind says something of a layer that is named elsewhere.
  func descriptions(_ tokens: [LayerToken]) -> [LayerDescription] {
    if let calls = LayerCode(bytes: bytes).descriptions(tokens) { return calls }
    let anchors = merged(anchors(in: tokens), tokens)
    guard anchors.count > 1 else {
      let kind = anchors.first.map { $0.kind } ?? nil
      var layer = LayerReader.read(tokens, as: kind)
      if let anchor = anchors.first {
        if kind == nil { layer.isUnclear = true }
        layer.label = label(of: anchor, tokens)
      } else if let stride = layer.strideRange, layer.kernel == nil, saysWhatStridesDo(behind: stride) {
        (layer.stride, layer.strideRange) = (nil, nil)
      }
      return anchors.isEmpty && layer.isEmpty ? [] : [layer]
    }
    var layers: [LayerDescription] = []
    var start = 0
    for (place, anchor) in anchors.enumerated() {
      let end =
        place + 1 < anchors.count
        ? border(from: anchor.index, to: anchors[place + 1].index, tokens) : tokens.count
      guard let end else { return [unclear(tokens)] }
      var layer = LayerReader.read(Array(tokens[start..<end]), as: anchor.kind)
      layer.label = label(of: anchor, tokens)
      if anchor.kind == nil { layer.isUnclear = true }
      layers.append(layer)
      start = end
    }
    return layers
  }

  /// "Same padding everywhere (stride 2 halves the map)", 步幅 2 时尺寸减半: a remark on what a stride does, of no layer of its
  /// own.
  private func saysWhatStridesDo(behind stride: Range<Int>) -> Bool {
    let end = stride.upperBound
    return LayerSentence.effects.isIn(end..<bytes.endOfLine(from: end, atMost: 16), of: bytes)
  }

  private static let effects: PhraseSet = [
    " halves", " halve ", " divides", " downsamples", " shrinks", " means", "时", "减半", "使", "的层",
  ]

  private func unclear(_ tokens: [LayerToken]) -> LayerDescription {
    LayerDescription(isUnclear: true, start: tokens.first?.range.lowerBound ?? 0)
  }

  private func anchors(in tokens: [LayerToken]) -> [Anchor] {
    var anchors: [Anchor] = []
    for index in tokens.indices {
      guard let word = tokens[index].word, word.isLayer else { continue }
      var before = index > 0 ? tokens[index - 1].word : nil
      // "global average pooling"
      if before == .average || before == .max, index > 1, tokens[index - 2].word == .global {
        before = .global
      }
      anchors.append(Anchor(index: index, kind: LayerSentence.kind(of: word, behind: before)))
    }
    // What keeps the shape is no part of a description where another layer is named: "conv, BN, ReLU".
    let main = anchors.filter { $0.kind != .pass && $0.kind != .norm }
    return main.isEmpty ? Array(anchors.prefix(1)) : main
  }

  static func kind(of word: LayerWord, behind before: LayerWord?) -> LayerDescription.Kind? {
    switch word {
    case .convolution: .convolution
    case .linear: .linear
    case .maxPool: .maxPool
    case .averagePool: before == .global ? .globalPool : .averagePool
    case .globalPool: .globalPool
    case .pool: before == .global ? .globalPool : before == .average ? .averagePool : .maxPool
    case .norm: .norm
    case .flatten: .flatten
    case .pass: .pass
    default: nil
    }
  }

  /// Two names of one kind with no number between them name one layer: "Conv1: a convolution".
  private func merged(_ anchors: [Anchor], _ tokens: [LayerToken]) -> [Anchor] {
    var result: [Anchor] = []
    for anchor in anchors {
      if let last = result.last, !tokens[last.index..<anchor.index].contains(where: { $0.number != nil }) {
        if last.kind == anchor.kind { continue }
        // "avgpool: global average pooling"
        if anchor.kind == .globalPool, last.kind == .averagePool {
          result[result.count - 1].kind = .globalPool
          continue
        }
      }
      result.append(anchor)
    }
    return result
  }

  /// The piece with which the second of two layers begins, nil if nothing parts them.
  private func border(from first: Int, to second: Int, _ tokens: [LayerToken]) -> Int? {
    for index in (first + 1..<max(first + 1, second)).reversed() {
      switch tokens[index].kind {
      case .comma, .plus, .open, .stop, .word(.then): return index + 1
      // Between two numbers an arrow is a change of size.
      case .arrow where tokens[index - 1].number == nil || tokens[index + 1].number == nil: return index + 1
      default: continue
      }
    }
    return nil
  }

  /// The layer's name where it is a word with a number, such as `conv1_2`.
  private func label(of anchor: Anchor, _ tokens: [LayerToken]) -> Range<Int>? {
    let range = tokens[anchor.index].range
    return bytes[range].contains { $0.isASCIIDigit }
      && bytes[range.upperBound - 1] | 0x20 != UInt8(ascii: "d")
      ? range : nil
  }
}
