import Testing

@testable import Importing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite("The manual of descriptions")
struct ManualTests {
  @Test(
    "Every kind of layer stands in it, in both languages", arguments: ["Networks.md", "Networks.zh-Hans.md"])
  func everyKind(_ name: String) throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let bytes = try TextFile.bytes(of: root.joined(separator: "/") + "/Docs/" + name)
    let text = String(decoding: bytes, as: UTF8.self)
    for kind in LayerKind.all {
      #expect(text.contains("`\(kind.name)`"), "\(kind.name)")
      for option in kind.options where option != "rate" { #expect(text.contains("`\(option)`"), "\(option)") }
    }
    for option in LayerKind.common { #expect(text.contains("`\(option)`"), "\(option)") }
  }
}
