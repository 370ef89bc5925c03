/// What a network costs by a count that shares nothing with derivations: a test walks through the network by itself and
/// tells the tally each layer.
struct Tally {
  var parameters = 0
  var macs = 0

  /// A map of one image.
  struct Map {
    var channels: Int
    var height: Int
    var width: Int
  }

  /// How many windows there are: each start is tried.
  private static func positions(
    _ size: Int, kernel: Int, stride: Int, padding: Int, roundsUp: Bool = false
  ) -> Int {
    var (start, count) = (-padding, 0)
    while start + kernel <= size + padding {
      count += 1
      start += stride
    }
    // One more that is not full, unless it would start behind the map or the last one ended with it.
    let reached = start - stride + kernel
    if roundsUp, reached < size + padding, start < size + padding { count += 1 }
    return count
  }

  mutating func convolve(
    _ map: Map, to channels: Int, kernel: (Int, Int), stride: Int = 1, padding: (Int, Int) = (0, 0),
    groups: Int = 1, hasBias: Bool = false, isNormalised: Bool = false
  ) -> Map {
    let weights = kernel.0 * kernel.1 * (map.channels / groups) * channels
    parameters += weights + (hasBias ? channels : 0) + (isNormalised ? 2 * channels : 0)
    let output = Map(
      channels: channels,
      height: Self.positions(map.height, kernel: kernel.0, stride: stride, padding: padding.0),
      width: Self.positions(map.width, kernel: kernel.1, stride: stride, padding: padding.1))
    macs += weights * output.height * output.width
    return output
  }

  mutating func convolve(
    _ map: Map, to channels: Int, kernel: Int, stride: Int = 1, padding: Int? = nil, groups: Int = 1,
    hasBias: Bool = false, isNormalised: Bool = false
  ) -> Map {
    let padding = padding ?? kernel / 2
    return convolve(
      map, to: channels, kernel: (kernel, kernel), stride: stride, padding: (padding, padding),
      groups: groups,
      hasBias: hasBias, isNormalised: isNormalised)
  }

  static func pool(
    _ map: Map, kernel: Int, stride: Int, padding: Int = 0, roundsUp: Bool = false
  ) -> Map {
    Map(
      channels: map.channels,
      height: positions(map.height, kernel: kernel, stride: stride, padding: padding, roundsUp: roundsUp),
      width: positions(map.width, kernel: kernel, stride: stride, padding: padding, roundsUp: roundsUp))
  }

  /// A fully connected layer with a bias.
  mutating func connect(_ inputs: Int, to outputs: Int) {
    parameters += inputs * outputs + outputs
    macs += inputs * outputs
  }
}
