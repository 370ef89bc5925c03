import Derivations
import Networks
import Symbolics

/// Words by which a sentence speaks of something else than a known network as it is: a version of it, a piece, what was added
/// or left out, a case that is only supposed. A number there is nobody's mistake.
extension Calculation {
  /// Whether a number in a sentence may be of something else than the whole network that the calculation is about.
  ///
  /// - Parameter knowsClasses: whether a network with the stated number of classes is among those that the number is
  ///   compared with, so that the words "10 classes" leave nothing open.
  func mayBeOfAnother(
    _ sentence: Range<Int>, on line: TextLine, at number: Range<Int>, knowsClasses: Bool = false
  ) -> Bool {
    // 全连接层 is a layer, no connection.
    let layers = mentions(on: line, in: sentence).filter { $0.noun == .linear && startsConnected($0) }
    let known =
      line.networks.map { $0.range } + layers.map { $0.range }
      + (knowsClasses ? knownClasses(in: sentence) : [])
    if holds(Calculation.otherScopes, in: sentence, besides: known) { return true }
    return isNamedOtherwise(before: number, in: sentence, on: line) || isResized(sentence, on: line)
  }

  private func startsConnected(_ mention: Mention) -> Bool {
    working.begins(mention.range, with: "全连接")
  }

  /// Where a stretch of the text states a number of classes for which the network could be derived.
  func knownClasses(in range: Range<Int>) -> [Range<Int>] {
    guard let forms, !forms.classes.isEmpty else { return [] }
    return StatedClasses.statements(in: range, of: working).filter { forms.classes.contains($0.count) }
      .map { withConnective($0.range, in: range) }
  }

  /// Whether the network that is named last before a number, in its sentence or else before on its line, is another one.
  private func isNamedOtherwise(before number: Range<Int>, in sentence: Range<Int>, on line: TextLine) -> Bool
  {
    guard let own = forms?.facts.derivation.network.name else { return false }
    // `inception3a.branch1` is a path, not the network that it begins like.
    let names = line.networks.filter { !isPath($0) }
    let before = names.last { $0.range.lowerBound < number.lowerBound }
    if let before, before.name != own, !isVariant(before.name) { return true }
    return names.contains {
      sentence.contains($0.range.lowerBound) && $0.name != own && !isVariant($0.name)
    }
  }

  /// Whether a point with a letter behind it is in a name; that of Qwen2.5-7B has a digit there.
  private func isPath(_ name: NetworkName) -> Bool {
    let bytes = working.bytes[name.range]
    return zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1.isASCIILetter }
  }

  func isVariant(_ name: String) -> Bool {
    forms?.variants.contains { $0.derivation.network.name == name } ?? false
  }

  /// "MobileNetV2 (0.5)", "ResNet-50 0.5×": a width behind the name. "Of ResNet-50's 4.1 GMACs …": a share of it.
  func isResized(_ sentence: Range<Int>, on line: TextLine) -> Bool {
    line.networks.contains { name in
      guard sentence.contains(name.range.lowerBound), name.range.upperBound <= line.range.upperBound else {
        return false
      }
      let behind = line.stretch(behind: name.range.upperBound, atMost: 6)
      let before =
        line.stretch(before: name.range.lowerBound, atMost: 3)
      return Phrases.contains(["0.", "1.4", "×0", "x0"], in: behind, of: working.bytes)
        || isMultiple(behind: name.range.upperBound, on: line)
        || working.ends(before, with: "of ", ignoringCase: true)
          && name.range.lowerBound - sentence.lowerBound <= 4
    }
  }

  /// Whether a multiple stands behind a name: "MobileNetV3-Large 1.25×", "EfficientNet-B0 (1.5×)".
  private func isMultiple(behind name: Int, on line: TextLine) -> Bool {
    var at = working.bytes.skip(from: name, to: line.range.upperBound) { " (-".utf8.contains($0) }
    let start = at
    at = working.bytes.skip(from: at, to: line.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".")
    }
    guard at > start else { return false }
    let behind = at..<line.range.upperBound
    guard working.begins(behind, with: "×") || working.begins(behind, with: "x") else { return false }
    // `224×224` is an input.
    let length = working.begins(behind, with: "×") ? 2 : 1
    return at + length >= line.range.upperBound || !working.bytes[at + length].isASCIIDigit
  }

  /// Whether a number is one of several in a row: "12, 24, 36, 48 layers", "32 and 80 layers", 2、2、3 层. In "a hidden size
  /// of 768 and 12 heads" each has a label of its own.
  func isOneOfSeveral(_ number: Range<Int>, on line: TextLine) -> Bool {
    guard line.range.contains(number.lowerBound), number.upperBound <= line.range.upperBound else {
      return false
    }
    let bytes = working.bytes
    let (start, end) = (
      startOfSeparator(before: number.lowerBound, line), endOfSeparator(behind: number.upperBound, line)
    )
    if start < number.lowerBound, start > line.range.lowerBound, bytes[start - 1].isASCIIDigit {
      let first = bytes.skipBack(from: start, to: line.range.lowerBound) { $0.isASCIIDigit }
      if !isLabelled(before: first, line) { return true }
    }
    guard end > number.upperBound, end < line.range.upperBound, bytes[end].isASCIIDigit else { return false }
    return !isLabelled(before: number.lowerBound, line) || !isLabelled(behind: end, line)
  }

  /// Whether a word stands behind the number that begins at a place.
  private func isLabelled(behind place: Int, _ line: TextLine) -> Bool {
    let at = working.bytes.skip(from: place, to: line.range.upperBound) { $0.isASCIIDigit || $0 == .space }
    guard at < line.range.upperBound else { return false }
    return working.bytes[at].isASCIILetter || working.bytes[at] >= 0xE4 && working.bytes[at] <= 0xE9
  }

  /// Whether a number's label stands before it: `d = 768`, "size of 768", 维度为 768.
  private func isLabelled(before place: Int, _ line: TextLine) -> Bool {
    let at = working.bytes.skipBack(from: place, to: line.range.lowerBound) { $0 == .space }
    for word in [
      "=", " of", ":", "为", "size", "是", "dimension", "width", "hidden", "维度", "宽度", "大小",
    ] as [StaticString]
    where working.ends(line.range.lowerBound..<max(line.range.lowerBound, at), with: word) {
      return true
    }
    return false
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == .space || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "/")
  }

  private func startOfSeparator(before place: Int, _ line: TextLine) -> Int {
    var start = working.bytes.skipBack(from: place, to: line.range.lowerBound) { isSeparator($0) }
    for word in ["、", "，", "和", "与", " and", " or"] as [StaticString]
    where working.ends(line.range.lowerBound..<max(line.range.lowerBound, start), with: word) {
      start -= word.utf8CodeUnitCount
      break
    }
    start = working.bytes.skipBack(from: start, to: line.range.lowerBound) { isSeparator($0) }
    return start
  }

  private func endOfSeparator(behind place: Int, _ line: TextLine) -> Int {
    var end = working.bytes.skip(from: place, to: line.range.upperBound) { isSeparator($0) }
    for word in ["、", "，", "和", "与", "and ", "or "] as [StaticString]
    where working.begins(end..<line.range.upperBound, with: word) {
      end += word.utf8CodeUnitCount
      break
    }
    end = working.bytes.skip(from: end, to: line.range.upperBound) { isSeparator($0) }
    return end
  }

  private static let otherScopes: [StaticString] = [
    // Versions and changes.
    "version", "variant", "multiplier", "truncat", "prun", "distill", "shrunk", "halved", "half the",
    "num_classes",
    "num_labels", "classes", "cifar", "mnist", "input channel", "same padding", "no padding", "encoder plus",
    "decoder:",
    "on top", "append", "add a", "adding", "added", "replac", "instead of", "caffe", "toy ", "grayscale",
    "灰度", "单通道",
    // Pieces and shares.
    " only)", "only the", "of which", "frozen", "freez", "per gpu", "per card", "per device", "per stage",
    "pipeline",
    "remaining", "encoder only", "backbone", "neuron", "connection",
    // Cases that are supposed.
    " if ", "would",
    "版", "剪", "减半", "宽度", "分类", "不分组", "改成", "换成", "加了", "再接", "后接", "后面", "检测头", "前两", "前三", "前面", "的前",
    "后三", "后两", "剩", "每卡", "每张", "部分", "其中", "冻结", "微调", "并行", "神经元", "连接", "如果", "假如", "若", "仅", "截断",
    "蒸馏",
    "主干", "分支",
  ]
}
