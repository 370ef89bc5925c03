import Testing

@testable import Importing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite("Mapped files")
struct MappedFileTests {
  private func problem(_ path: String) -> ImportError.Problem? {
    do throws(ImportError) {
      _ = try MappedFile(path)
      return nil
    } catch { return error.problem }
  }

  @Test("What cannot be read is told in the system's words")
  func unreadable() {
    #expect(problem("/nowhere/model.onnx") == .unreadable("No such file or directory"))
    #expect(problem("/") == .unreadable("Is a directory"))
    #expect(problem("/dev/null") == .truncated)
  }

  @Test("Files are mapped, pipes are read to their end")
  func contents() throws {
    var name = Array("/tmp/mapped-file-test.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    defer { close(descriptor) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    #expect(try MappedFile(path).withBytes { $0.elementsEqual(bytes) })

    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let piece = Array(bytes.prefix(60_000))
    #expect(write(ends[1], piece, piece.count) == piece.count)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(try MappedFile("/dev/fd/\(ends[0])").withBytes { $0.elementsEqual(piece) })
  }

  @Test("A file of two gigabytes, almost all of it weights, is read without its weights")
  func large() throws {
    var name = Array("/tmp/large-model-test.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    defer { close(descriptor) }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    // The graph field of a model, in it an initializer whose raw data is a hole in the file, then the rest.
    let size = 2 << 30
    var tensor = Message()
    for length in [1 << 14, 1 << 15] { tensor.varint(1, length) }
    tensor.varint(2, 1)
    tensor.text(8, "w")
    let data: [UInt8] = [0x4A] + varint(size)
    var rest = GraphBytes()
    rest.input("x", [1, .size(1 << 14)])
    rest.node("MatMul", ["x", "w"], ["y"])
    let initializer = [0x2A] + varint(tensor.bytes.count + data.count + size) + tensor.bytes + data
    let start = [0x3A] + varint(initializer.count + size + rest.message.bytes.count) + initializer
    #expect(pwrite(descriptor, start, start.count, 0) == start.count)
    let end = rest.message.bytes
    #expect(pwrite(descriptor, end, end.count, off_t(start.count + size)) == end.count)
    #expect(try ONNX.network(at: path).derived().root.value(.parameters).integer == 1 << 29)
  }

  private func varint(_ value: Int) -> [UInt8] {
    var message = Message()
    message.varint(1, value)
    return Array(message.bytes.dropFirst())
  }
}
