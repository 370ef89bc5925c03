import Derivations
import Networks
import Symbolics

/// The maps that leave the stages of a known network, in a list or in a row: "conv4_x: 14×14×512" among those of ResNet-50,
/// 各阶段输出 56×56×96、28×28×192、14×14×384、7×7×384 of Swin-T.
///
/// Only where all others that are told, two at least, are the network's, and one has another side or other channels.
extension Calculation {
  mutating func checkShapesOfStages() {
    guard let facts, facts.stages.count >= 3, holds(StageShapeWords.stages), !holds(StageShapeWords.changes)
    else { return }
    let shapes = facts.stages.map { StageShape($0.part.output) }
    var list: [(stage: Int, volume: Volume, line: TextLine)] = []
    var last = -9
    for (place, line) in lines.enumerated() where line.row == nil && line.range.count <= 512 {
      guard StageShapeWords.sizes.mayBe(on: line) else { continue }
      let volumes = Volume.all(in: line.range, of: working.bytes)
      if volumes.count == 1, let stage = stage(before: volumes[0], on: line, facts) {
        if place - last > 3 {
          check(list, shapes)
          list = []
        }
        if isOfThisNetwork(line, place, facts) { list.append((stage, volumes[0], line)) }
        last = place
      } else if volumes.count >= shapes.count, StageShapeWords.stages.isOn(line, of: working.bytes),
        isSeries(volumes), isOfThisNetwork(line, place, facts)
      {
        check(volumes.suffix(shapes.count).enumerated().map { ($0.offset, $0.element, line) }, shapes)
      }
    }
    check(list, shapes)
  }

  private func isOfThisNetwork(_ line: TextLine, _ place: Int, _ facts: NetworkFacts) -> Bool {
    let name = facts.derivation.network.name
    return line.networks.isEmpty
      ? namesOneNetwork(before: place) : line.networks.allSatisfy { $0.name == name }
  }

  /// The stage of "conv4_x: 14×14×1024", "layer3 → 14×14×1024".
  private func stage(before volume: Volume, on line: TextLine, _ facts: NetworkFacts) -> Int? {
    let before = line.stretch(before: volume.range.lowerBound, atMost: 40)
    guard let word = PathWords.words(in: working.bytes, before).last else { return nil }
    var joint = Joint(working.bytes, from: word.upperBound, to: volume.range.lowerBound)
    while joint.take(StageShapeWords.joins) {}
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    var tail = Joint(working.bytes, from: volume.range.upperBound, to: line.range.upperBound)
    tail.skipBlanks()
    guard tail.isAtClauseEnd() else { return nil }
    let name = PathWords.name(word, in: working)
    return facts.stages.firstIndex { $0.path == name } ?? SubjectFinder.paperStage(name)
  }

  /// Whether only commas and arrows stand between maps.
  private func isSeries(_ volumes: [Volume]) -> Bool {
    zip(volumes, volumes.dropFirst()).allSatisfy { first, second in
      guard second.range.lowerBound - first.range.upperBound <= 12 else { return false }
      var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
      guard joint.take(StageShapeWords.commas) else { return false }
      _ = joint.take(StageShapeWords.ands)
      joint.skipBlanks()
      return joint.isAtEnd
    }
  }

  private mutating func check(
    _ list: [(stage: Int, volume: Volume, line: TextLine)], _ shapes: [StageShape?]
  ) {
    let known = list.filter { shapes.indices.contains($0.stage) && shapes[$0.stage] != nil }
    let odd = known.filter { shapes[$0.stage]?.isOf($0.volume) == false }
    guard known.count == list.count, known.count - odd.count >= 2, odd.count == 1,
      let (stage, volume, line) = odd.first, let right = shapes[stage],
      // A stage that is told twice may be told before and behind something.
      known.count(where: { $0.stage == stage }) == 1,
      right.side == volume.side || right.channels == volume.channels, !isReported(volume.range),
      isAsserted(volume.range, on: line), !isDenied(volume.range, on: line)
    else { return }
    let isSide = right.channels == volume.channels
    findings.append(
      Draft(
        mistake: .wrongModelFact, alternatives: [.dimensionLeftFromOtherModel, .copiedFromLineAbove],
        range: volume.range, claimed: Rational(isSide ? volume.side : volume.channels),
        correct: Rational(isSide ? right.side : right.channels)))
  }
}

/// A square map with its channels, whichever comes first.
private struct StageShape {
  let side: Int
  let channels: Int

  init?(_ shape: Shape) {
    let sizes = Array(shape.dimensions.dropFirst())
    guard sizes.count == 3 else { return nil }
    if sizes[1] == sizes[2], sizes[0] != sizes[1] {
      (side, channels) = (sizes[1], sizes[0])
    } else if sizes[0] == sizes[1] {
      (side, channels) = (sizes[0], sizes[2])
    } else {
      return nil
    }
  }

  func isOf(_ volume: Volume) -> Bool { side == volume.side && channels == volume.channels }
}

private enum StageShapeWords {
  static let sizes: PhraseSet = ["×", "x", "*"]
  static let stages: PhraseSet = ["stage", "layer", "conv", "阶段"]
  static let joins: PhraseSet = [
    ":", "：", "=", "→", "->", "|", "(", "output size", "output shape", "output", "outputs", "gives", "is",
    "has",
    "输出尺寸", "输出大小", "输出", "为", "是",
  ]
  static let commas: PhraseSet = [",", "，", "、", "→", "->", "-->", "=>", ";", "；"]
  static let ands: PhraseSet = ["and", "和"]
  /// What keeps the maps larger, or gives a stage other channels.
  static let changes: PhraseSet = [
    "dilat", "atrous", "output stride", "deeplab", "fpn", "u-net", "unet", "detect", "segment", "wide",
    "modif",
    "our ", "removed", "instead", "空洞", "膨胀", "分割", "检测", "修改", "去掉", "改为", "改成",
  ]
}
