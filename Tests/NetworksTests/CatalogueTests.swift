import Testing

@testable import Networks

@Suite struct CatalogueTests {
  @Test(arguments: [
    ("ResNet-101", "resnet101"), ("resnet_101", "resnet101"), ("ResNet101 v1", "resnet101-v1"),
    (" RESNET 18 ", "resnet18"), ("resnet50-v1.5", "resnet50"), ("ResNet\u{2011}34", "resnet34"),
  ])
  func `spelling is forgiving`(_ typed: String, _ name: String) {
    #expect(Catalogue.network(named: typed)?.name == name)
  }
}
