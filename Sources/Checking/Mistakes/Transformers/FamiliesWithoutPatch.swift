import Symbolics

/// Sizes of a vision transformer whose patch is not told, "ViT-Base: 12 layers, hidden 768, 16 heads": the depth, the widths and
/// the heads are the same with every patch (table 1 of Dosovitskiy and others).
///
/// Only where two others are right: who gives a model sizes of its own changes more than one.
extension Calculation {
  mutating func checkFamiliesWithoutPatch() {
    for line in lines(with: VisionFamily.names) where line.row == nil && line.range.count <= 512 {
      guard line.topics.contains(.model), !VisionFamily.others.isOn(line, of: working.bytes),
        let (family, name) = VisionFamily.only(on: line, of: working.bytes)
      else { continue }
      let stated = StatedSizes(working: working).statements(on: line).filter {
        $0.range.lowerBound >= name.upperBound && family.fact($0.field) != nil
      }
      let odd = stated.filter { $0.value.value != family.fact($0.field) }
      guard stated.count - odd.count >= 2, odd.count == 1, let right = family.fact(odd[0].field),
        !stated.contains(where: { $0.field == odd[0].field && $0.range != odd[0].range }),
        !isReported(odd[0].range), isAsserted(odd[0].range, on: line), !isDenied(odd[0].range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .wrongModelFact,
          alternatives: odd[0].field == .layers
            ? [.layerCountWrong, .dimensionLeftFromOtherModel] : [.dimensionLeftFromOtherModel],
          range: odd[0].range, claimed: odd[0].value.value, correct: right, fix: Expression(right)))
    }
  }
}

private struct VisionFamily {
  let layers: Int
  let width: Int
  let inner: Int
  let heads: Int

  func fact(_ field: ModelSizes.Field) -> Rational? {
    switch field {
    case .layers: Rational(layers)
    case .width: Rational(width)
    case .innerWidth: Rational(inner)
    case .heads: Rational(heads)
    default: nil
    }
  }

  private static let base = VisionFamily(layers: 12, width: 768, inner: 3_072, heads: 12)
  private static let large = VisionFamily(layers: 24, width: 1_024, inner: 4_096, heads: 16)
  private static let huge = VisionFamily(layers: 32, width: 1_280, inner: 5_120, heads: 16)

  static let names: PhraseSet = [
    "vit-base", "vit base", "vit-large", "vit large", "vit-huge", "vit huge", "vit-b", "vit-l", "vit-h",
  ]
  private static let families = [base, base, large, large, huge, huge, base, large, huge]

  /// The one family that a line names, without a patch.
  static func only(on line: TextLine, of bytes: [UInt8]) -> (VisionFamily, Range<Int>)? {
    guard let name = names.first(on: line, of: bytes),
      name.lowerBound == line.range.lowerBound
        || !bytes[name.lowerBound - 1].isASCIIWordByte
          && bytes[name.lowerBound - 1] != .hyphen,
      names.first(in: name.upperBound..<line.range.upperBound, of: bytes) == nil,
      name.upperBound >= line.range.upperBound
        || !bytes[name.upperBound].isASCIIWordByte
          && bytes[name.upperBound] != UInt8(ascii: "/") && bytes[name.upperBound] != .hyphen,
      let index = names.index(at: name.lowerBound, until: line.range.upperBound, in: bytes)
    else { return nil }
    return (families[index], name)
  }

  /// Other models, parts of them, and what was changed.
  static let others: PhraseSet = [
    "clip", "text", "dino", "mae", "decoder", "sam", "swin", "deit", "beit", "giant", "vit-g", "hybrid",
    "small",
    "tiny", "modif", "variant", "instead", "reduc", "prun", "our ", "with only", "half", "head dim",
    "per head",
    "改", "剪", "解码", "蒸馏", "缩小", "文本",
  ]
}
