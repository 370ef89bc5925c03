import Derivations
import Networks
import Symbolics
import Testing

@testable import Importing

/// The descriptions of the manual, which are files of their own.
enum Example {
  static let folder = sourceRoot + "/Docs/Examples/networks/"
  static let sourceRoot = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

  static func bytes(_ name: String) -> [UInt8] { (try? TextFile.bytes(of: folder + name)) ?? [] }

  static func network(_ name: String) throws -> Network {
    try Description.network(from: TextFile.bytes(of: folder + name), file: name).network
  }
}

@Suite("The described networks of the manual")
struct ExampleTests {
  private func totals(_ name: String) throws -> (parameters: Rational, macs: Rational) {
    let root = try derive(try Example.network(name)).root
    return (root.value(.parameters), root.value(.macs))
  }

  /// conv1   6×(5×5×1 + 1) = 156            5×5×1×6×28×28 = 117,600
  /// conv2   16×(5×5×6 + 1) = 2,416         5×5×6×16×10×10 = 240,000
  /// linear1 400×120 + 120 = 48,120         400×120 = 48,000
  /// linear2 120×84 + 84 = 10,164           120×84 = 10,080
  /// linear3 84×10 + 10 = 850               84×10 = 840
  @Test("LeNet-5")
  func leNet() throws {
    let totals = try totals("lenet.yaml")
    #expect(totals.parameters == 61_706)
    #expect(totals.macs == 416_520)
  }

  /// conv1 3×16×9 = 432, its norm 2×16 = 32, 432×32² = 442,368 multiply-adds.
  /// stage1 3 × (2×16×16×9 + 2×32) = 3×4,672 = 14,016; 6 × 2,304×32² = 14,155,776.
  /// stage2 first: 16×32×9 + 32×32×9 + 2×64 + 16×32 + 64 = 4,608 + 9,216 + 128 + 512 + 64 = 14,528;
  ///        others: 2 × (2×9,216 + 128) = 37,120; together 51,648;
  ///        (4,608 + 5×9,216 + 512) × 16² = 51,200×256 = 13,107,200.
  /// stage3 first: 18,432 + 36,864 + 256 + 2,048 + 128 = 57,728; others: 2 × (73,728 + 256) = 147,968; together 205,696;
  ///        (18,432 + 5×36,864 + 2,048) × 8² = 204,800×64 = 13,107,200.
  /// linear 64×10 + 10 = 650; 640.
  @Test("ResNet-20")
  func resNet20() throws {
    let totals = try totals("resnet20.yaml")
    #expect(totals.parameters == 272_474)
    #expect(totals.macs == 40_813_184)
  }

  /// embedding 1,000×64 = 64,000; positions 64×64 = 4,096; last norm 2×64 = 128; the head has no numbers of its own.
  /// A block: two norms 2×128 = 256; attention 4 × (64² + 64) = 16,640; feed-forward 64×256 + 256 + 256×64 + 64 = 33,088;
  /// together 49,984, twice 99,968.
  /// Multiply-adds of a block: 4 × 64×64² = 1,048,576; scores and values 2 × 64²×64 = 524,288; feed-forward
  /// 2 × 64×64×256 = 2,097,152; together 3,670,016, twice 7,340,032; head 64×64×1,000 = 4,096,000.
  @Test("A tiny transformer")
  func transformer() throws {
    let totals = try totals("tiny-transformer.yaml")
    #expect(totals.parameters == 168_192)
    #expect(totals.macs == 11_436_032)
  }

  /// down1  1×16×9 + 16 + 16×16×9 + 16 = 160 + 2,320 = 2,480;        (144 + 2,304) × 64² = 10,027,008
  /// down2  16×32×9 + 32 + 32×32×9 + 32 = 4,640 + 9,248 = 13,888;    (4,608 + 9,216) × 32² = 14,155,776
  /// bottom 32×64×9 + 64 + 64×64×9 + 64 = 18,496 + 36,928 = 55,424;  (18,432 + 36,864) × 16² = 14,155,776
  /// up     64×32×4 + 32 = 8,224; each of 16² inputs spreads 64×32×4 products: 2,097,152
  /// up2    64×32×9 + 32 + 9,248 = 18,464 + 9,248 = 27,712;          (18,432 + 9,216) × 32² = 28,311,552
  /// up     32×16×4 + 16 = 2,064; 32² × 2,048 = 2,097,152
  /// up1    32×16×9 + 16 + 2,320 = 4,624 + 2,320 = 6,944;            (4,608 + 2,304) × 64² = 28,311,552
  /// last   16×2 + 2 = 34;                                           32 × 64² = 131,072
  @Test("A small U-Net")
  func uNet() throws {
    let totals = try totals("unet.yaml")
    #expect(totals.parameters == 116_770)
    #expect(totals.macs == 99_287_040)
  }

  @Test("ResNet-50 is the catalogue's: the same layers in the same order")
  func resNet50() throws {
    let described = try derive(try Example.network("resnet50.yaml"))
    let known = try derive(try #require(Catalogue.network(named: "resnet50")))
    #expect(described.root.value(.parameters) == known.root.value(.parameters))
    #expect(described.root.value(.macs) == known.root.value(.macs))
    #expect(layers(described.root) == layers(known.root))
  }

  /// What each layer takes, gives and has, copies once.
  private func layers(_ part: Part) -> [String] {
    guard part.parts.isEmpty else { return part.parts.flatMap { layers($0) } }
    return ["\(part.inputs) \(part.output) \(part.value(.parameters)) \(part.repetitions)"]
  }
}
