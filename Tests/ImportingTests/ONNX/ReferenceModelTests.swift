import Derivations
import Testing

@testable import Importing

/// torchvision's models, exported by both of PyTorch's exporters, without their weights.
@Suite("ONNX: exported models")
struct ReferenceModelTests {
  /// MACs and elements of the weights as measured: those of the exporter's tensors of real numbers with more than one
  /// element, less the statistics of batch normalisations.
  static let measured: [(file: String, parameters: Int, macs: Int)] = [
    ("alexnet.dynamo", 61_100_840, 714_188_480),
    ("resnet18.torchscript", 11_684_712, 1_814_073_344),
    ("resnet18.torchscript-bn", 11_689_512, 1_814_073_344),
    ("resnet50.dynamo", 25_530_472, 4_089_184_256),
    ("mobilenet_v3_large.torchscript", 5_470_832, 216_589_760),
    ("shufflenet_v2_x1_0.dynamo", 2_270_514, 144_907_992),
    ("squeezenet1_0.torchscript", 1_248_424, 818_924_576),
    ("convnext_tiny.dynamo", 28_589_128, 4_455_531_264),
    ("googlenet.dynamo", 6_617_624, 1_498_376_192),
    ("efficientnet_b0.dynamo", 5_267_540, 385_814_752),
  ]

  static func path(_ file: String) -> String {
    var folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    folder += ["Fixtures", file[...] + ".onnx"]
    return folder.joined(separator: "/")
  }

  @Test("MACs and weights are exact", arguments: ReferenceModelTests.measured)
  func figures(file: String, parameters: Int, macs: Int) throws {
    let imported = try ONNX.network(at: Self.path(file))
    let derivation = try imported.derived()
    #expect(derivation.root.value(.macs).integer == macs)
    #expect(derivation.root.value(.parameters).integer == parameters)
    #expect(imported.notCounted.isEmpty)
  }

  @Test("Paths are PyTorch's, equal blocks are one that is repeated")
  func paths() throws {
    let imported = try ONNX.network(at: Self.path("resnet18.torchscript-bn"))
    #expect(imported.network.name == "resnet18.torchscript-bn")
    let paths = imported.paths
    #expect(
      paths.prefix(8) == [
        "conv1", "bn1", "relu", "maxpool", "layer1.0.conv1", "layer1.0.bn1", "layer1.0.relu",
        "layer1.0.conv2",
      ])
    #expect(paths.contains("layer2.0.downsample.1"))
    // layer1 is two equal blocks.
    #expect(!paths.contains("layer1.1.conv1"))
    #expect(paths.suffix(3) == ["avgpool", "flatten", "fc"])
  }

  @Test("Another input size can be given")
  func otherSize() throws {
    let imported = try ONNX.network(at: Self.path("resnet18.torchscript"), .init(shape: [3, 256, 256]))
    #expect(imported.resized == ["input.1"])
    #expect(try imported.derived().root.value(.macs).integer == 2_369_245_184)
    #expect(imported.shapes.map { $0.dimensions } == [[1, 3, 256, 256]])
  }
}
