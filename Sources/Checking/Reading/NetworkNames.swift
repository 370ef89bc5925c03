import Networks
import Symbolics

/// Finds the catalogue's networks in running text, however they are spelled: `ResNet-101`, `resnet_101`, `ResNet101 v1`.
struct NetworkNames: Sendable {
  static let shared = NetworkNames()

  /// Catalogue names by their letters and digits.
  private let names: [String: String]
  /// The letters with which a name begins: `resnet`.
  private let families: Set<String>
  /// Families that the catalogue lacks, by their first letter.
  private let others: [[[UInt8]]]
  /// The first letters of all families, one bit each: most words of a text are passed over by it.
  private let initials: UInt32
  /// Families that courses count and the catalogue may lack. A text about them is about no network that is known here.
  private static let otherFamilies = [
    "vgg", "alexnet", "lenet", "googlenet", "inception", "mobilenet", "densenet", "efficientnet",
    "squeezenet",
    "shufflenet", "bert", "gpt", "llama", "vit", "swin", "convnext", "lstm", "gru", "transformer", "unet",
    "nin",
    "mixtral", "mistral", "resnext", "yolo", "deepseek", "qwen", "gemma", "whisper", "clip",
  ]

  private init() {
    var names: [String: String] = [:]
    var families: Set<String> = []
    for name in Catalogue.names {
      let key = NetworkNames.key(of: Array(name.utf8)[...])
      names[key] = name
      families.insert(NetworkNames.letters(of: Array(key.utf8)[...]))
    }
    self.names = names
    self.families = families
    var initials: UInt32 = 0
    var others = [[[UInt8]]](repeating: [], count: 32)
    for family in NetworkNames.otherFamilies {
      let letters = Array(family.utf8)
      others[Int(letters[0]) & 31].append(letters)
    }
    self.others = others
    for family in families.union(NetworkNames.otherFamilies) {
      initials |= NetworkNames.bit(family.utf8.first ?? 0)
    }
    self.initials = initials
  }

  /// The network that is named from a token on, with the number of tokens. An unknown network has the empty name.
  func match(at index: Int, of tokens: ArraySlice<Token>, in bytes: [UInt8]) -> (name: String, count: Int)? {
    let word = bytes[tokens[index].range]
    guard let first = word.first, first.isASCIILetter, word.count <= 24,
      initials & NetworkNames.bit(first) != 0
    else {
      return nil
    }
    let family = NetworkNames.letters(of: word)
    guard families.contains(family) else { return isOther(word) ? ("", 1) : nil }
    var best: (String, Int)?
    var end = index
    while end < tokens.endIndex, end - index < 5 {
      if end > index, tokens[end].range.lowerBound - tokens[end - 1].range.upperBound > 1 { break }
      // A name ends in a word or a number: signs and walls behind it are not a part of it.
      if tokens[end].kind.endsName,
        let name = names[
          NetworkNames.key(of: bytes[tokens[index].range.lowerBound..<tokens[end].range.upperBound])]
      {
        best = (name, end - index + 1)
      }
      end += 1
    }
    guard let (name, count) = best else { return nil }
    let range = tokens[index].range.lowerBound..<tokens[index + count - 1].range.upperBound
    return (NetworkNames.isModified(range, in: bytes) ? "" : name, count)
  }

  /// Whether a word begins with a family that is known not to be in the catalogue: `MobileNetV2`. Short families are
  /// whole words.
  private func isOther(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    for family in others[Int(first | 0x20) & 31] {
      var matches = family.count <= word.count
      for (offset, letter) in family.enumerated() where matches {
        matches = word[word.startIndex + offset] | 0x20 == letter
      }
      guard matches else { continue }
      let end = word.startIndex + family.count
      if family.count > 3 || end == word.endIndex || !word[end].isASCIILetter { return true }
    }
    return false
  }

  /// `SE-ResNet-50`, `ResNet-50-D`, `Wide ResNet-50-2`: another network than the one whose name it holds.
  private static func isModified(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "_"),
      bytes[end + 1].isASCIIWordByte
    {
      return true
    }
    if start > 1, bytes[start - 1] == UInt8(ascii: "-"), bytes[start - 2].isASCIIWordByte { return true }
    let wide = Array("wide ".utf8)
    return start >= wide.count
      && bytes[start - wide.count..<start].map { $0 | ($0.isASCIILetter ? 0x20 : 0) }.elementsEqual(wide)
  }

  private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32((letter | 0x20) & 31) }

  /// The letters and digits of a spelling, in lower case.
  private static func key(of spelling: ArraySlice<UInt8>) -> String {
    var key: [UInt8] = []
    for byte in spelling {
      if byte.isASCIIDigit { key.append(byte) } else if byte.isASCIILetter { key.append(byte | 0x20) }
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// The letters before the first other byte, in lower case.
  private static func letters(of spelling: ArraySlice<UInt8>) -> String {
    var letters: [UInt8] = []
    for byte in spelling {
      guard byte.isASCIILetter else { break }
      letters.append(byte | 0x20)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

extension Token.Kind {
  fileprivate var endsName: Bool {
    switch self {
    case .word, .number: true
    default: false
    }
  }
}
