import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What torchvision's models cost, as `Scripts/reference-figures.py` measured them.
enum TorchvisionFigures {
  /// The totals of a model.
  struct Model: Sendable, CustomTestStringConvertible {
    let name: String
    let input: [Int]
    let parameters: Int
    let macs: Int

    var testDescription: String { name }
  }

  /// A call of a model: a line of its file.
  struct Call: Hashable {
    var path: String
    var kind: String
    var call: String
    var inputs: [[Int]]
    var output: [Int]
    var parameters: Int
    var macs: Int
  }

  /// Every classification model.
  static let models: [Model] = lines(of: "torchvision.txt").compactMap { fields in
    guard fields.count == 4, let parameters = Int(fields[2]), let macs = Int(fields[3]) else { return nil }
    return Model(name: String(fields[0]), input: shape(fields[1]), parameters: parameters, macs: macs)
  }

  /// The calls of a model in the order of execution; none where they were not listed.
  static func calls(of name: String) -> [Call] {
    lines(of: "Layers/\(name).txt").compactMap { fields in
      guard fields.count == 7, let parameters = Int(fields[5]), let macs = Int(fields[6]) else { return nil }
      return Call(
        path: String(fields[0]), kind: String(fields[1]), call: String(fields[2]),
        inputs: fields[3].split(separator: "+").map(shape), output: shape(fields[4]),
        parameters: parameters, macs: macs)
    }
  }

  private static func shape(_ text: Substring) -> [Int] { text.split(separator: "x").compactMap { Int($0) } }

  /// The fields of every line of a fixture that is no comment.
  static func lines(of name: String) -> [[Substring]] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = folder.joined(separator: "/") + "/Fixtures/" + name
    return read(path).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
  }

  private static func read(_ path: String) -> String {
    guard let file = fopen(path, "rb") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}
