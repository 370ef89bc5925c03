import Testing

@testable import Importing

/// A file of configurations and figures that were measured with transformers 5.23.0 and torch 2.13.0.
enum ConfigFixture {
  static let decoders = entries("decoders")
  static let decoderVariants = entries("decoder-variants")
  static let decoderDefaults = entries("decoder-defaults")

  /// The entries of a file in `Fixtures/HuggingFace`.
  static func entries(_ name: String) -> [Value.Mapping] {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let path = "/\(folder)/Fixtures/HuggingFace/\(name).json"
    do {
      return try Value.read(TextFile.bytes(of: path), file: path).sequence.map { try $0.mapping }
    } catch {
      Issue.record(error)
      return []
    }
  }
}

extension Value.Mapping {
  func number(_ key: String) throws -> Int { try required(key).integer() }

  /// A configuration as text, with values put in place of others, or left out where they are nil.
  func text(replacing replacements: [String: String?] = [:]) -> String {
    var members: [String] = []
    for entry in entries where replacements[entry.key] == nil {
      members.append("\"\(entry.key)\": " + entry.value.text)
    }
    for (key, text) in replacements.sorted(by: { $0.key < $1.key }) {
      if let text { members.append("\"\(key)\": \(text)") }
    }
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }
}

extension Value {
  /// The value as JSON.
  var text: String {
    switch content {
    case .scalar(let scalar): scalar.isQuoted ? "\"\(scalar.text)\"" : scalar.text
    case .sequence(let values): "[" + values.map { $0.text }.joined(separator: ", ") + "]"
    case .mapping(let mapping): mapping.text()
    }
  }
}
