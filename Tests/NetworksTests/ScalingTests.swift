import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@testable import Networks

/// The rules by which families choose their widths and depths.
@Suite("Widths and depths")
struct ScalingTests {
  @Test("Scaled channels are a multiple, the nearest that loses at most a tenth", arguments: [1, 3, 8, 24])
  func channels(_ divisor: Int) {
    for channels in 1...200 {
      for percent in [35, 50, 75, 100, 110, 130, 220] {
        let scaled = Scaling.channels(channels, percent: percent, multipleOf: divisor)
        let exact = Double(channels * percent) / 100
        #expect(scaled % divisor == 0 && scaled >= divisor)
        #expect(Double(scaled) >= 0.9 * exact)
        if scaled == divisor { continue }
        let isNearest = abs(Double(scaled) - exact) <= Double(divisor) / 2
        let isNext = Double(scaled) - exact < Double(divisor) && Double(scaled - divisor) < 0.9 * exact
        #expect(isNearest || isNext, "\(channels) × \(percent) %: \(scaled)")
      }
    }
  }

  @Test("Layers are rounded up", arguments: [(1, 110, 2), (4, 310, 13), (3, 100, 3), (5, 120, 6)])
  func layers(_ layers: Int, _ percent: Int, _ scaled: Int) {
    #expect(Scaling.layers(layers, percent: percent) == scaled)
  }

  @Test("Widths of RegNet are the ones that logarithms give", arguments: 0..<40)
  func regNet(_ seed: Int) {
    let (initial, slope) = (Double(8 * (1 + seed % 7)), 5 + 3.37 * Double(seed))
    let multiplier = 1.71 + 0.037 * Double(seed)
    let widths = RegNet.widths(
      of: .init(d: 20, w0: initial, wa: slope, wm: multiplier, g: 8))
    #expect(widths.count == 20)
    for (block, width) in widths.enumerated() {
      let power = rint(log((initial + slope * Double(block)) / initial) / log(multiplier))
      #expect(width == 8 * Int(rint(initial * pow(multiplier, power) / 8)))
    }
    #expect(widths == widths.sorted())
  }

  @Test("A width half-way between two multiples of 8 becomes the even one")
  func tie() {
    // 80 × 2.25 = 180 = 22.5 × 8.
    let widths = RegNet.widths(of: .init(d: 18, w0: 80, wa: 34.01, wm: 2.25, g: 24))
    #expect(widths[2] == 176)
  }

  @Test(
    "Stages of RegNet are those of figure 16 and 17 of the paper",
    arguments: [
      ("regnet_x_1_6gf", [2, 4, 10, 2], [72, 168, 408, 912], 24),
      ("regnet_x_400mf", [1, 2, 7, 12], [32, 64, 160, 400], 16),
      ("regnet_y_400mf", [1, 3, 6, 6], [48, 104, 208, 440], 8),
      ("regnet_y_8gf", [2, 4, 10, 1], [224, 448, 896, 2016], 56),
    ])
  func published(_ name: String, _ depths: [Int], _ widths: [Int], _ groupWidth: Int) throws {
    let root = try #require(Catalogue.network(named: name)).root
    var found: (depths: [Int], widths: [Int]) = ([], [])
    for node in root.nodes {
      guard case .module(let stage) = node.element else { continue }
      found.depths.append(stage.nodes.map { $0.repetitions }.reduce(0, +))
      guard case .module(let block) = stage.nodes.first?.element else { continue }
      for node in block.nodes where node.name == "f.b.0" {
        guard case .layer(.convolution(let layer)) = node.element else { continue }
        found.widths.append(layer.outputChannels)
        #expect(layer.outputChannels / layer.groups == min(groupWidth, layer.outputChannels))
      }
    }
    #expect(found.depths == depths && found.widths == widths)
  }

  @Test(
    "A name counts on from its number",
    arguments: [
      ("0", "12"), ("encoder_layer_0", "encoder_layer_12"), ("block1-1", "block1-13"), ("a.9", "a.21"),
    ])
  func names(_ first: String, _ later: String) {
    #expect(NumberedName(first)?.name(ofCopy: 12) == later)
    #expect(NumberedName(first)?.name(ofCopy: 0) == first)
  }

  @Test(
    "Other names have no number", arguments: ["", "relu", "a.", "007", "x01", "9223372036854775808", "1½"])
  func unnumbered(_ name: String) { #expect(NumberedName(name) == nil) }

  @Test("A number that leaves Int has no next one")
  func overflow() {
    #expect(NumberedName("x9223372036854775807")?.name(ofCopy: 0) == "x9223372036854775807")
    #expect(NumberedName("x9223372036854775807")?.name(ofCopy: 1) == nil)
  }
}
