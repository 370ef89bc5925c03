/// What people call the layers of a network without blocks: conv1_2, block1_conv2, fc6, pool5.
///
/// The numbers count in several ways, and a name may mean several layers: conv3 of VGG is its third convolution or the
/// third group. What is right for one of them is right.
enum LayerNames {
  static func targets(of layers: [NetworkFacts.Layer]) -> [String: Subject.Target] {
    guard layers.allSatisfy({ $0.block == nil && $0.stage == nil }) else { return [:] }
    var names: [String: [Int]] = [:]
    func name(_ layer: Int, _ spellings: [String]) {
      for spelling in spellings where !(names[spelling]?.contains(layer) ?? false) {
        names[spelling, default: []].append(layer)
      }
    }
    var (convolutions, group, place, linear) = (0, 1, 0, 0)
    var groups: [Int] = []
    for (index, layer) in layers.enumerated() {
      switch layer.noun {
      case .convolution where !layer.isShortcut:
        convolutions += 1
        place += 1
        groups.append(group)
        name(index, ["conv\(convolutions)", "conv_\(convolutions)", "conv\(group)", "conv\(group)_\(place)"])
        name(index, ["conv\(group).\(place)", "block\(group)_conv\(place)"])
      case .pool where place > 0:
        name(index, ["pool\(group)", "block\(group)_pool", "maxpool\(group)"])
        group += 1
        place = 0
      case .linear:
        linear += 1
        // fc6 stands behind five convolutions, or behind five groups of them.
        let last = groups.last ?? 0
        name(
          index,
          [
            "fc\(linear)", "fc_\(linear)", "fc\(last + linear)", "fc\(convolutions + linear)",
            "dense\(linear)",
          ])
      default: break
      }
    }
    return names.mapValues { .layers($0) }
  }

  /// Whether a name follows the pattern of the network's names and is beyond their numbers: conv1_3, conv6_1, fc9 of
  /// VGG-16, layer5.0.conv1 of a ResNet.
  static func isBeyond(_ word: String, _ facts: NetworkFacts) -> Bool {
    let bytes = Array(word.utf8)
    if facts.targets[word] != nil || facts.targets[word.lowercased()] != nil { return false }
    if let (group, place) = numbers(of: bytes, after: "conv", "_"), group >= 1, place >= 1 {
      // Groups are known where each has several convolutions, so that a name has two numbers.
      guard facts.targets["conv1_1"] != nil,
        facts.targets["conv5_3"] != nil || facts.targets["conv5_2"] != nil
      else { return false }
      return true
    }
    if let (stage, _) = numbers(of: bytes, after: "layer", "."), facts.stages.count > 1,
      facts.targets["layer1"] != nil
    {
      return stage > facts.stages.count
    }
    return false
  }

  /// The two numbers of `conv1_3`, `layer5.0.conv1`.
  private static func numbers(of word: [UInt8], after prefix: String, _ separator: Unicode.Scalar) -> (
    Int, Int
  )? {
    let stem = Array(prefix.utf8)
    guard word.count > stem.count, word.starts(with: stem) else { return nil }
    let pieces = word[stem.count...].split(separator: UInt8(ascii: separator), maxSplits: 2)
    guard pieces.count >= 2, pieces.count == 2 || separator == ".", pieces[0].count <= 2,
      pieces[1].count <= 2,
      let first = Int(String(decoding: pieces[0], as: UTF8.self)),
      let second = Int(String(decoding: pieces[1], as: UTF8.self))
    else { return nil }
    return (first, second)
  }
}
