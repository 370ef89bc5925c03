import Testing

@testable import Importing

@Suite("Errors of imported files")
struct ImportErrorTests {
  @Test("A problem without a place has no line")
  func place() {
    let error = ImportError(file: "model.onnx", problem: .truncated)
    #expect(error.line == nil && error.column == nil)
  }
}
