import Networks

/// What a text says of a layer. What it does not say is nil.
struct LayerDescription: Hashable, Sendable {
  /// What the layer is.
  enum Kind: Hashable, Sendable {
    case convolution, linear, maxPool, averagePool, globalPool, norm, flatten
    /// Keeps the shape and has no parameters: an activation, dropout.
    case pass
  }

  /// The padding that a text states.
  enum Padding: Hashable, Sendable {
    case positions(Extents)
    /// As much as keeps the size at stride 1.
    case same
  }

  /// The groups that a text states.
  enum Groups: Hashable, Sendable {
    case number(Int)
    /// One for each input channel.
    case depthwise
    /// More than one, but it is not said how many.
    case unknown
  }

  var kind: Kind?
  var kernel: Extents?
  var stride: Extents?
  var padding: Padding?
  var dilation: Extents?
  var groups: Groups?
  var hasBias: Bool?
  var inputChannels: Int?
  var outputChannels: Int?
  /// The size of the map that goes in.
  var input: Extents?
  /// The size of the map that comes out.
  var output: Extents?
  /// A map of which it is not said whether it goes in or comes out: "at 56×56".
  var map: Extents?
  /// Whether the map is that of a picture: "28×28 images".
  var isOfImage = false
  /// Whether the text speaks of a batch: then a cost may be that of all of it.
  var isBatched = false
  /// Whether a part of the description contradicts another one or was not understood.
  var isUnclear = false
  /// Whether it was written as code of a framework, whose defaults hold.
  var isCode = false
  /// Where the output's size stands.
  var outputRange: Range<Int>?
  /// Where the stride stands.
  var strideRange: Range<Int>?
  /// The name that the text gives the layer, if it has a number in it: `conv1`.
  var label: Range<Int>?
  /// Where it begins.
  var start = 0

  var isPool: Bool { kind == .maxPool || kind == .averagePool }

  /// Whether the stated output is about half of a map, as that of most pools.
  func halves(_ map: Extents) -> Bool {
    guard let output else { return false }
    return output.height == (map.height + 1) / 2 || output.height == map.height / 2
  }

  /// Whether nothing is said.
  var isEmpty: Bool {
    kernel == nil && stride == nil && padding == nil && dilation == nil && groups == nil
      && inputChannels == nil
      && outputChannels == nil && input == nil && output == nil && map == nil
  }

  /// Notes an option; a second value for the same option makes the description unclear.
  static func note<Value: Equatable>(_ value: Value?, in option: inout Value?, _ isUnclear: inout Bool) {
    guard let value else { return }
    if let old = option, old != value { isUnclear = true } else { option = value }
  }

  /// Whether a pair `a → b` that gets smaller is a map's size: true where a window of the stated kernel and stride makes
  /// about that size, false where it cannot be one, nil where nobody can tell.
  func shrinksMap(from first: Int, to second: Int) -> Bool? {
    guard let kernel, kernel.height == kernel.width else { return nil }
    let step = max(1, stride?.height ?? 1)
    let distance = first / step - second
    let isNear = distance >= -3 && distance <= max(3, kernel.height)
    if isNear { return stride != nil && padding != nil && first >= 24 && step <= 8 ? true : nil }
    return stride == nil || step == 1 ? false : nil
  }

  /// Notes the groups; a number says more than a word that names none.
  mutating func note(groups other: Groups?) {
    switch (groups, other) {
    case (_, nil), (.number, .unknown), (.depthwise, .unknown): return
    case (.number(let count), .depthwise) where count > 1: return
    case (.unknown, _), (.depthwise, .number): groups = other
    default: LayerDescription.note(other, in: &groups, &isUnclear)
    }
  }

  /// Takes over from a further line what this one does not say.
  mutating func merge(_ other: LayerDescription) {
    LayerDescription.note(other.kernel, in: &kernel, &isUnclear)
    LayerDescription.note(other.stride, in: &stride, &isUnclear)
    LayerDescription.note(other.padding, in: &padding, &isUnclear)
    LayerDescription.note(other.dilation, in: &dilation, &isUnclear)
    note(groups: other.groups)
    LayerDescription.note(other.hasBias, in: &hasBias, &isUnclear)
    LayerDescription.note(other.inputChannels, in: &inputChannels, &isUnclear)
    LayerDescription.note(other.outputChannels, in: &outputChannels, &isUnclear)
    LayerDescription.note(other.input, in: &input, &isUnclear)
    LayerDescription.note(other.output, in: &output, &isUnclear)
    LayerDescription.note(other.map, in: &map, &isUnclear)
    kind = kind ?? other.kind
    strideRange = strideRange ?? other.strideRange
    outputRange = outputRange ?? other.outputRange
    label = label ?? other.label
    isBatched = isBatched || other.isBatched
    isUnclear = isUnclear || other.isUnclear
  }
}
