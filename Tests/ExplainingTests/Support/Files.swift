import Explaining
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file of wording of a language, from the source tree.
enum WordingFile {
  static func name(_ language: Language) -> String { "wording.\(language.rawValue).txt" }

  static func bytes(_ language: Language) -> [UInt8] {
    read(root(#filePath) + "/Templates/" + name(language))
  }

  static func wording(_ language: Language) throws -> Wording {
    try (language == .chinese ? chinese : english).get()
  }

  private static let english = read(.english)
  private static let chinese = read(.chinese)

  private static func read(_ language: Language) -> Result<Wording, WordingError> {
    Result { () throws(WordingError) in
      try Wording(language: language, file: name(language), bytes: bytes(language))
    }
  }

  /// A file of the source tree by its path.
  static func source(_ path: String) -> [UInt8] { read(root(#filePath) + "/" + path) }

  /// The folder of the package: three folders above this file's.
  private static func root(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
