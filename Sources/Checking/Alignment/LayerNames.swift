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
}
