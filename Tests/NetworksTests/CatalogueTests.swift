import Testing

@testable import Networks

@Suite("The catalogue")
struct CatalogueTests {
  @Test(
    "Spelling is forgiving",
    arguments: [
      ("ResNet-101", "resnet101"), ("resnet_101", "resnet101"), ("ResNet101 v1", "resnet101-v1"),
      (" RESNET 18 ", "resnet18"), ("resnet50-v1.5", "resnet50"), ("Llama-2-7b-hf", "llama-2-7b"),
      ("gpt 3 175b", "gpt3"), ("OPT 13B", "opt-13b"),
      ("opt-1.3B", "opt-1.3b"), ("DeepSeek R1", "deepseek-v3"), ("Qwen2-7B", "qwen2.5-7b"),
      ("llama27b", "llama-2-7b"), ("ResNet\u{2011}34", "resnet34"),
      ("MobileNet v2", "mobilenet_v2"), ("ViT-B/16", "vit_b_16"), ("EfficientNet B0", "efficientnet_b0"),
      ("Swin Transformer Tiny", "swin_t"), ("Swin V2 Small", "swin_v2_s"), ("ConvNeXt-T", "convnext_tiny"),
      ("DenseNet121", "densenet121"),
      ("RegNetX-1.6GF", "regnet_x_1_6gf"), ("RegNetX-16GF", "regnet_x_16gf"),
      ("regnetx 1 6gf", "regnet_x_1_6gf"), ("shufflenet v2 x1.0", "shufflenet_v2_x1_0"),
      ("VGG-16", "vgg16"), ("VGG16-BN", "vgg16_bn"), ("VGG 19 bn", "vgg19_bn"),
      ("Inception-v3", "inception_v3"),
      ("Inception V1", "googlenet"), ("GoogLeNet", "googlenet"), ("LeNet", "lenet5"), ("LeNet-5", "lenet5"),
      ("AlexNet", "alexnet"), ("Network in Network", "nin"), ("U-Net", "unet"),
      ("SqueezeNet", "squeezenet1_0"),
      ("ResNeXt-50 32x4d", "resnext50_32x4d"), ("ResNeXt-101-64×4d", "resnext101_64x4d"),
      ("Wide ResNet-50-2", "wide_resnet50_2"), ("WRN-101-2", "wide_resnet101_2"),
    ])
  func forgiving(_ typed: String, _ name: String) {
    #expect(Catalogue.network(named: typed)?.name == name)
    #expect(Catalogue.entry(named: typed)?.name == name)
  }

  @Test("Every name, title and alias leads to its own entry, and to no other")
  func unambiguous() {
    for entry in Catalogue.entries {
      for spelling in [entry.name, entry.title] + entry.aliases {
        #expect(Catalogue.entry(named: spelling)?.name == entry.name)
      }
    }
    #expect(Set(Catalogue.names).count == Catalogue.names.count)
  }

  @Test(
    "What is not a name is no network",
    arguments: ["", " ", "-", "resnet", "resnet1010", "网络", "../resnet18"])
  func unknown(_ typed: String) {
    #expect(Catalogue.network(named: typed) == nil || typed.hasPrefix(".."))
  }

  @Test(
    "A misspelt name finds its neighbour",
    arguments: [
      ("restnet50", "resnet50"), ("resnet1O1", "resnet101"), ("resnet51", "resnet50"),
      ("renset18", "resnet18"),
      ("resnet152v2", "resnet152-v1"),
    ])
  func nearest(_ typed: String, _ name: String) {
    #expect(Catalogue.nearest(to: typed) == name)
  }

  @Test("What is like nothing has no neighbour, however long it is")
  func nothingNear() {
    #expect(Catalogue.nearest(to: "") == nil)
    #expect(Catalogue.nearest(to: "perceptron") == nil)
    #expect(Catalogue.nearest(to: String(repeating: "resnet", count: 100_000)) == nil)
  }

  @Test("Variants are networks themselves, of the same title but for the suffix, and point back")
  func variants() throws {
    for entry in Catalogue.entries {
      for name in entry.variants {
        let variant = try #require(Catalogue.entry(named: name))
        #expect(variant.variants.contains(entry.name))
        #expect(variant.network().root != entry.network().root)
      }
    }
    #expect(Catalogue.entry(named: "resnet50")?.variants == ["resnet50-v1"])
    #expect(Catalogue.network(named: "resnet18")?.root == Catalogue.network(named: "resnet18-v1")?.root)
  }

  @Test("An entry tells what its network tells")
  func entriesAgree() {
    for entry in Catalogue.entries {
      let network = entry.network()
      #expect(network.name == entry.name && network.title == entry.title)
      #expect(network.publication == entry.publication && network.variants == entry.variants)
      #expect(network.usualInput == entry.usualInput)
    }
  }
}

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "Edit distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
      ("abcd", "acbd", 1),
      ("resnet", "rsenet", 1), ("flaw", "lawn", 2),
    ])
  func distance(_ first: String, _ second: String, _ distance: Int) {
    #expect(Spelling.editDistance(Array(first.utf8), Array(second.utf8)) == distance)
    #expect(Spelling.editDistance(Array(second.utf8), Array(first.utf8)) == distance)
  }

  @Test("Letters that are not ASCII count, punctuation does not")
  func folding() {
    #expect(Spelling.folded("Rés-Net_5 0") == Array("résnet50".utf8))
    #expect(Spelling.folded("–—−·").count == 2)
  }
}
