import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Totals of a network's variations: what can be derived is compared, what cannot is left alone.
@Suite("Variations of networks")
struct NetworkVariationTests {
  /// Wrong totals whose text names no variation, or one that can be derived.
  static let wrong = [
    "AlexNet without groups has 64,378,344 parameters.", "AlexNet has 63,378,344 parameters.",
    "AlexNet（2012）约 7240 万参数", "The original AlexNet has 69,965,224 parameters",
    "AlexNet\nTotal = 34,944 + 614,656 + 885,120 + 1,327,488 + 884,992 + 37,752,832 + 16,781,312 + 4,096,000 = 62,377,344",
    "LeNet-5（无偏置）总参数：150+2400+48000+10080+850=61480",
    "ResNet-50：\n总参数：9408+128+215808+1219584+7098368+14964736+2048000=25556032",
    "ResNet-50 (10 classes) has 24,528,522 parameters", "ResNet-18，10 分类：\n总参数量=11182642",
    "EfficientNet-B0 改为 5 分类：\n总参数 = 4023953", "VGG-16 (1000 classes) has 148,357,544 parameters",
    "AlexNet (10 outputs):\nTotal: 2469696 + 37752832 + 16781312 + 41970 = 57,045,810 parameters",
    "ResNet-50 for 1000 classes needs 5.1 GMACs", "MobileNetV2 has 4.5M parameters",
    "VGG-16 needs 14.3 billion multiply-adds", "VGG16: 16.3 GFLOPs", "U-Net 总参数约 1730 万",
    "U-Net（572×572 输入）总参数约 1730 万", "ResNet-50（224×224，v1.5）参数量 2800 万",
    "ResNet-50 (He et al., 2016) has 35M parameters",
  ]

  @Test("A wrong total stays wrong", arguments: wrong)
  func staysWrong(_ text: String) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    #expect(findings.contains { $0.mistake == .networkTotalWrong }, "\(findings.map { $0.mistake.rawValue })")
  }

  @Test(
    "Law: the total for other classes is the network's with another last layer",
    arguments: ["resnet18", "vgg16", "densenet121", "mobilenet_v2", "efficientnet_b0", "alexnet", "vit_b_16"])
  func classes(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = try NetworkFacts(derive(network))
    let head = try #require(facts.layers.last { $0.noun == .linear })
    for count in [2, 10, 365] {
      let change = try head.parameters.divided(by: 1000).multiplied(by: Rational(count - 1000))
      let total = try facts.parameters.adding(change)
      let text = "# \(network.title), \(count) classes\nTotal parameters = \(total)"
      let diagnosis = Checker().diagnose(HandCalculation(text))
      #expect(diagnosis.findings.isEmpty && diagnosis.totals.allSatisfy { $0.isRight }, "\(text)")
      let wrong = try total.adding(Rational(10_000))
      let other = Checker().diagnose(
        HandCalculation("# \(network.title), \(count) classes\nTotal parameters = \(wrong)"))
      #expect(other.findings.map { $0.mistake } == [.networkTotalWrong], "\(wrong)")
    }
  }

  @Test("A published figure that leaves the classifier out is a note")
  func convolutionsAlone() {
    let findings = Checker().diagnose(HandCalculation("VGG-16 needs 15.3 billion multiply-adds")).findings
    #expect(findings.map { $0.mistake } == [.partsOmitted] && findings.map { $0.severity } == [.note])
  }

  @Test("Ten times as many in another unit is a slip of the unit")
  func unit() {
    let findings = Checker().diagnose(HandCalculation("ResNet-50: 4.1 GMACs，即约 410 亿次")).findings
    #expect(findings.map { $0.mistake } == [.yiUnitSlip])
  }

  @Test("A form with the same number is not named beside it")
  func sameNumber() throws {
    func expected(_ text: String) -> Finding.Argument? {
      Checker().diagnose(HandCalculation(text)).findings.first { $0.mistake == .networkTotalWrong }?
        .arguments.first { $0.name == "expected" }?.value
    }
    #expect(expected("ResNet-50 has 28.6M parameters.") == nil)
    #expect(expected("AlexNet has 69.6M parameters.") == .number(62_378_344))
  }
}
