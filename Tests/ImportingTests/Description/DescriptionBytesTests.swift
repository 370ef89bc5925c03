import Derivations
import Testing

@testable import Importing

@Suite("Descriptions: any bytes")
struct DescriptionBytesTests {
  static let samples = ["resnet20", "tiny-transformer", "unet"].map { Example.bytes("\($0).yaml") }

  private func read(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
    do throws(ImportError) {
      _ = try Description.network(from: bytes, file: "f")
    } catch {
      #expect(error.line ?? 0 >= 1 && error.column ?? 0 >= 1, "\(error.problem), \(comment())")
    }
  }

  @Test("A description cut at any byte is read or refused at a place", arguments: samples)
  func truncated(_ bytes: [UInt8]) {
    for count in 0...bytes.count { read(Array(bytes[..<count]), "cut at \(count)") }
  }

  @Test("Any one bit flipped", arguments: samples)
  func flipped(_ bytes: [UInt8]) {
    for index in stride(from: 0, to: bytes.count * 8, by: 3) {
      var changed = bytes
      changed[index / 8] ^= 1 << UInt8(index % 8)
      read(changed, "bit \(index)")
    }
  }

  @Test("Words of one description in the places of others")
  func shuffled() {
    var dice = SplitMix(seed: 3)
    let words = DescriptionBytesTests.samples.flatMap { bytes in
      String(decoding: bytes, as: UTF8.self).split { " \n:,{}[]".contains($0) }.map { Array($0.utf8) }
    }
    for round in 0..<600 {
      let sample = dice.pick(DescriptionBytesTests.samples)
      var text: [UInt8] = []
      for piece in sample.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text += dice.chance(4) ? dice.pick(words) : Array(piece)
      }
      read(text, "round \(round)")
    }
  }

  @Test("Blocks that multiply are stopped by their count")
  func multiplies() {
    var text = "input: 1x8x8\ndefine:\n  b0: [relu]\n"
    for index in 1...20 { text += "  b\(index): [b\(index - 1), b\(index - 1), b\(index - 1)]\n" }
    text += "layers: [b20]"
    #expect {
      try Description.network(from: Array(text.utf8), file: "f")
    } throws: { error in
      (error as? ImportError)?.problem == .description(.tooManyLayers(most: Builder.mostLayers))
    }
  }

  @Test("Blocks within blocks have a bound that comes before the derivation's own")
  func nests() throws {
    func text(_ depth: Int) -> [UInt8] {
      var lists = "[relu]"
      for _ in 0..<depth { lists = "[block: \(lists)]" }
      return Array("input: 1x8x8\nlayers: \(lists)".utf8)
    }
    let deepest = try Description.network(from: text(Builder.maximumDepth - 1), file: "f").network
    _ = try derive(deepest)
    #expect {
      try Description.network(from: text(Builder.maximumDepth), file: "f")
    } throws: { error in
      (error as? ImportError)?.problem == .description(.nestedTooDeep(most: Builder.maximumDepth))
    }
  }

  @Test("Sizes beyond range are refused, not wrapped")
  func large() {
    for layers in [
      "[linear: 1000000000, linear: 1000000000]",
      "[conv: {out: 1000000000, kernel: 1000000000, padding: same}]",
      "[flatten, linear: 9999999999]",
      "[upsample: 1000000000, upsample: 1000000000, upsample: 1000000000, flatten]",
      "[conv: {out: 1000000000*1000000000*1000000000, kernel: 1}]",
      "[depthwise: 1, conv: {out: 1000000000, kernel: 1}, depthwise: {kernel: 1, multiplier: 1000000000}, depthwise: {kernel: 1, multiplier: 1000000000}]",
    ] {
      read(Array("input: 1x8x8\nlayers: \(layers)".utf8), layers)
      read(Array("input: {sequence: 1000000000x1000000000}\nlayers: \(layers)".utf8), layers)
    }
    let heads =
      "input: {sequence: 2x1000000000}\nlayers: [attention: {heads: 1000000000, head_width: 1000000000}]"
    read(Array(heads.utf8), heads)
    let hidden =
      "input: {sequence: 2x1000000000}\nlayers: [lstm: {hidden: 1000000000, bidirectional: true}, feedforward: 1]"
    read(Array(hidden.utf8), hidden)
  }
}
