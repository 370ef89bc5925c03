import Symbolics

/// A total that lacks one of the layers that were worked out above it: `Embedding: 640,000 · LSTM: 98,816 · Dense: 258 · Total:
/// 640,000 + 258`.
///
/// Only parts of the whole count: what another line adds up or multiplies is in that already.
extension Calculation {
  mutating func checkTotalsOfLabelled(_ all: [LabelledWork]) {
    let bytes = working.bytes
    var above: [LabelledWork] = []
    var used: Set<Rational> = []
    for labelled in all {
      if LabelledWords.operations.isIn(labelled.label, of: bytes) { continue }
      guard labelled.mayBeParameters, let value = labelled.count else { continue }
      if let addends = addends(of: labelled), LabelledPart.isTotal(labelled.label, of: bytes) {
        if let left = partLeft(by: addends, above, used, labelled) {
          reportCount(
            labelled, .partsOmitted, [.totalDoesNotAddUp, .addendsDoNotMatchParts], correct: value + left,
            [("gap", .number(Rational(left)))])
        }
        above = []
        used = []
        continue
      }
      if let addends = addends(of: labelled) {
        used.formUnion(addends)
      } else if let expression = labelled.expression {
        // The width of a model is a factor of many things, and all of its class token.
        LinkChecker.forEachNumeral(of: expression) { if $0.value >= 1_024 { used.insert($0.value) } }
      }
      if above.count < 64 { above.append(labelled) }
    }
  }

  private func partLeft(
    by addends: [Rational], _ above: [LabelledWork], _ used: Set<Rational>,
    _ total: LabelledWork
  ) -> Int? {
    let bytes = working.bytes
    var rest = addends
    var left: (work: LabelledWork, value: Int)?
    for part in above {
      guard let value = part.count else { continue }
      if let index = rest.firstIndex(of: Rational(value)) {
        rest.remove(at: index)
        continue
      }
      guard let kind = LabelledKind.words.firstIndex(where: { $0.isIn(part.label, of: bytes) }),
        kind == LabelledKind.classes
          ? !LabelledKind.counts.isIn(part.label, of: bytes) : part.expression != nil,
        !used.contains(Rational(value)),
        // `7×7 = 49` positions are no table of them.
        kind != LabelledKind.positions || value >= 1_000
      else { continue }
      guard left == nil, value > 9, value < 1 << 50,
        !LabelledKind.words[kind].isIn(total.label, of: bytes),
        !LabelledKind.aside.isIn(part.label, of: bytes),
        !LabelledKind.aside.isOn(lines[part.home], of: bytes)
          || lines[part.home].range.count > 256
      else { return nil }
      left = (part, value)
    }
    guard rest.isEmpty, let (found, value) = left, !LabelledKind.aside.isIn(found.label, of: bytes) else {
      return nil
    }
    // What another part or an addend holds is counted with it: one gate of four, one layer of two.
    let isHeld = addends.contains { addend in
      guard let whole = addend.integer, whole > value else { return false }
      return whole % value == 0 && whole / value <= 64
        || above.contains { $0.count == whole - value }
    }
    if isHeld, !LabelledKind.words[LabelledKind.classes].isIn(found.label, of: bytes) { return nil }
    // Of two equal ones each may be meant.
    return above.count { $0.count == value } == 1 ? value : nil
  }
}

extension LabelledPart {
  /// Whether a label says that something is the total, maybe without the head.
  static func isTotal(_ label: Range<Int>, of bytes: [UInt8]) -> Bool {
    var end = label.upperBound
    if let excluded = LabelledKind.excluded.first(in: label, of: bytes) {
      guard LabelledKind.heads.isIn(excluded.lowerBound..<label.upperBound, of: bytes) else { return false }
      end = excluded.lowerBound
    }
    return namesWhole(label.lowerBound..<end, of: bytes)
  }
}

private enum LabelledKind {
  /// Layers of whole networks, the class token among them.
  static let positions = 0
  static let classes = 1
  static let words: [PhraseSet] = [
    ["position", "位置"], ["class token", "cls", "类别 token", "分类 token"],
    ["patch embedding", "embedding", "图块嵌入", "词嵌入", "嵌入层", "嵌入"],
    ["lstm", "gru", "rnn", "both directions", "双向", "循环层"],
    [
      "dense layer", "dense", "fully connected", "fully-connected", "output layer", "classifier", "全连接",
      "输出层",
    ],
    [
      "layer 1", "layer 2", "layer 3", "layer 4", "layer 5", "fc1", "fc2", "fc3", "第 1 层", "第 2 层", "第 3 层",
      "第 4 层", "第 5 层", "第1层", "第2层", "第3层", "第一层", "第二层", "第三层", "第四层",
    ],
    ["blocks", "个块", "encoder layers"],
  ]
  static let counts: PhraseSet = [
    "tokens", "token 数", "with the class", "with class", "加上", "sequence", "序列",
  ]
  static let aside: PhraseSet = [
    "negligib", "ignor", "not count", "not includ", "n't", "without", "fixed", "sinus", "frozen", "optional",
    "shared", "tied", "pretrained", "non-trainable", "忽略", "不计", "不算", "固定", "冻结", "可选", "共享", "预训练",
    "biases among",
    "其中", "of these", "of which", "one direction", "单向", "per layer", "each layer", "one layer", "每层", "单层",
    "gate", "门", "per direction", "每个方向",
  ]
  static let excluded: PhraseSet = ["without", "exclud", "(no", "不含", "不计", "（不含", "(不含", "（不计", "w/o"]
  static let heads: PhraseSet = ["head", "分类头", "输出头", "头", "classifier"]
}
