import Networks
import Symbolics
import Testing

@testable import Derivations

/// Derivations against figures that were published, and a convention against the calls of torchvision's models.
@Suite("Reference figures")
struct ReferenceTests {
  static let published: [(name: String, parameters: Int, macs: Int)] = [
    ("resnet18", 11_689_512, 1_814_073_344), ("resnet34", 21_797_672, 3_663_761_408),
    ("resnet50", 25_557_032, 4_089_184_256), ("resnet101", 44_549_160, 7_801_405_440),
    ("resnet152", 60_192_808, 11_513_626_624), ("resnet50-v1", 25_557_032, 3_857_973_248),
    ("resnet101-v1", 44_549_160, 7_570_194_432),
    // LeCun and others, section II-B: 60,000 trainable parameters, which are
    // C1 6·(25+1) = 156, S2 6·2 = 12, C3 6·(3·25+1) + 9·(4·25+1) + (6·25+1) = 1,516, S4 16·2 = 32,
    // C5 120·(16·25+1) = 48,120, F6 84·(120+1) = 10,164.
    // Multiply-adds: C1 784·6·25 = 117,600, C3 100·25·(6·3+9·4+6) = 150,000, C5 120·400 = 48,000, F6 84·120 = 10,080.
    ("lenet5-sparse", 60_000, 325_680),
    // 156 + 16·(6·25+1) = 2,416, 48,120, 10,164, and 10·(84+1) = 850.
    // 117,600 + 100·16·150 = 240,000, 48,000, 10,080, 840.
    ("lenet5", 61_706, 416_520),
    // Parameters: 96·(363+1) = 34,944; 256·(48·25+1) = 307,456; 384·(256·9+1) = 885,120; 384·(192·9+1) = 663,936;
    // 256·(192·9+1) = 442,624; 4096·(9216+1) = 37,752,832; 4096·4097 = 16,781,312; 1000·4097 = 4,097,000.
    // Multiply-adds: 55²·34,848 = 105,415,200; 27²·307,200 = 223,948,800; 13²·(884,736 + 663,552 + 442,368) =
    // 336,420,864; 4096·(9216 + 4096 + 1000) = 58,621,952.
    ("alexnet-paper", 60_965_224, 724_406_816),
    // Without the groups: 256·(96·25+1) = 614,656, 384·(384·9+1) = 1,327,488 and 256·(384·9+1) = 884,992; multiply-adds
    // 105,415,200; 27²·614,400 = 447,897,600; 13²·(884,736 + 1,327,104 + 884,736) = 523,321,344; 58,621,952.
    ("alexnet-ungrouped", 62_378_344, 1_135_256_096),
    // Parameters: 34,944 and 2·96·97 = 18,624; 256·(96·25+1) = 614,656 and 2·256·257 = 131,584; 384·(256·9+1) = 885,120
    // and 2·384·385 = 295,680; 1024·(384·9+1) = 3,539,968, 1024·1025 = 1,049,600, 1000·1025 = 1,025,000.
    // Multiply-adds: 54²·(34,848 + 2·9,216) = 155,364,480; 27²·(614,400 + 2·65,536) = 543,449,088;
    // 13²·(884,736 + 2·147,456) = 199,360,512; 6²·(3,538,944 + 1,048,576 + 1,024,000) = 202,014,720.
    ("nin", 7_595_176, 1_100_188_800),
    // Parameters, down and bottom: 64·(9+1) + 64·(576+1), then c·(9c/2+1) + c·(9c+1) for c = 128, 256, 512, 1024; up:
    // 4·2c·c + c for the up-convolution, c·(18c+1) + c·(9c+1) for c = 512, 256, 128, 64; last 2·(64+1).
    // Multiply-adds, down and bottom: 570²·576 + 568²·36,864; 282²·73,728 + 280²·147,456; 138²·294,912 + 136²·589,824;
    // 66²·1,179,648 + 64²·2,359,296; 30²·4,718,592 + 28²·9,437,184; up: 28²·2,097,152 + 54²·4,718,592 + 52²·2,359,296;
    // 52²·524,288 + 102²·1,179,648 + 100²·589,824; 100²·131,072 + 198²·294,912 + 196²·147,456;
    // 196²·32,768 + 390²·73,728 + 388²·36,864; last 388²·128.
    ("unet", 31_030_658, 150_428_424_448),
    // Parameters, row by row of table 1: 9,472; 114,944; 163,696; 388,736; 376,176; 449,160; 510,104; 605,376;
    // 868,352; 1,043,456; 1,444,080; 1,025,000; and in the heads 65,664 + 2,098,176 + 1,025,000 and 67,712 + the same.
    // Multiply-adds: 118,013,952; 359,661,568; 128,049,152; 304,267,264; 73,608,192; 87,908,352; 99,850,240; 118,515,712;
    // 169,996,288; 51,079,168; 70,697,984; 1,024,000.
    ("googlenet-paper", 13_378_280, 1_582_671_872),
  ]

  @Test("Totals are the published ones", arguments: published)
  func totals(_ network: (name: String, parameters: Int, macs: Int)) throws {
    let root = try derive(#require(Catalogue.network(named: network.name))).root
    #expect(root.value(.parameters) == Rational(network.parameters))
    #expect(root.value(.macs) == Rational(network.macs))
    #expect(root.value(.flops) == Rational(2 * network.macs))
  }

  /// Networks whose only window but those of convolutions is the 3×3 pool behind the stem.
  static let residual = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"]

  @Test("A convention counts what its rules say", arguments: residual)
  func everyOperation(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    var operations = 0
    for call in TorchvisionFigures.calls(of: name) {
      operations += 2 * call.macs
      let (input, output) = (call.inputs[0].reduce(1, *), call.output.reduce(1, *))
      switch call.kind {
      case "linear": operations += output
      case "batch-norm": operations += 2 * output
      case "relu", "add": operations += output
      case "max-pool": operations += (3 * 3 - 1) * output
      case "global-average-pool": operations += input + output
      default: break
      }
    }
    let derivation = try derive(network, convention: .everyOperation)
    #expect(derivation.root.value(.counted) == Rational(operations))
    #expect(try derive(network).root.value(.counted) == derivation.root.value(.macs))
    let flops = try derive(network, convention: .paperFlops).root
    #expect(flops.value(.counted) == flops.value(.flops))
  }
}
