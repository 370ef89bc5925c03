import Networks
import Symbolics

/// Finds the catalogue's networks in running text, however they are spelled: `ResNet-101`, `resnet_101`, `ResNet101 v1`.
struct NetworkNames: Sendable {
  static let shared = NetworkNames()

  /// Names, titles and other names of the catalogue by their letters and digits.
  private let names: [String: String]
  /// The letters with which a name begins, `resnet`, by their first letter.
  private let families: [[[UInt8]]]
  /// Families that the catalogue lacks, by their first letter.
  private let others: [[[UInt8]]]
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
    var families: [[UInt8]] = []
    for entry in Catalogue.entries {
      for spelling in [entry.name, entry.title] + entry.aliases {
        let key = NetworkNames.key(of: Array(spelling.utf8)[...])
        names[key] = entry.name
        let letters = Array(key.utf8.prefix { $0.isASCIILetter })
        if !families.contains(letters) { families.append(letters) }
      }
    }
    self.names = names
    self.families = NetworkNames.byInitial(families)
    others = NetworkNames.byInitial(NetworkNames.otherFamilies.map { Array($0.utf8) })
  }

  private static func byInitial(_ families: [[UInt8]]) -> [[[UInt8]]] {
    var table = [[[UInt8]]](repeating: [], count: 32)
    for letters in families { if let first = letters.first { table[Int(first & 31)].append(letters) } }
    return table
  }

  /// The network that is named from a token on, with the number of tokens. An unknown network has the empty name.
  func match(at index: Int, of tokens: [Token], in bytes: [UInt8]) -> (name: String, count: Int)? {
    let word = tokens[index].range
    guard word.count <= 24, bytes[word.lowerBound].isASCIILetter else { return nil }
    guard isFamily(word, in: bytes) else { return isOther(word, in: bytes) ? ("", 1) : nil }
    var best: (String, Int)?
    var end = index
    while end < tokens.count, end - index < 5 {
      if end > index, tokens[end].range.lowerBound - tokens[end - 1].range.upperBound > 1 { break }
      // A name ends in a word or a number: signs and walls behind it are not a part of it.
      if tokens[end].kind.endsName,
        let name = names[NetworkNames.key(of: bytes[word.lowerBound..<tokens[end].range.upperBound])]
      {
        best = (name, end - index + 1)
      }
      end += 1
    }
    guard let (name, count) = best else {
      // GPT-4 is another network, where GPT-2 is known; GPT alone is none.
      return isOther(word, in: bytes) && isNumbered(index, of: tokens, in: bytes) ? ("", 1) : nil
    }
    let range = word.lowerBound..<tokens[index + count - 1].range.upperBound
    return (NetworkNames.isModified(range, in: bytes) ? "" : name, count)
  }

  /// Whether the letters before the first other character of a word are a family of the catalogue.
  private func isFamily(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    families[Int(bytes[word.lowerBound] & 31)].contains { family in
      begins(word, with: family, in: bytes)
        && (family.count == word.count || !bytes[word.lowerBound + family.count].isASCIILetter)
    }
  }

  /// Whether a number belongs to a word: `GPT4`, `GPT-4`, `Llama 4`.
  private func isNumbered(_ index: Int, of tokens: [Token], in bytes: [UInt8]) -> Bool {
    if bytes[tokens[index].range].contains(where: { $0.isASCIIDigit }) { return true }
    for next in [index + 1, index + 2] where next < tokens.count {
      guard tokens[next].range.lowerBound - tokens[next - 1].range.upperBound <= 1 else { return false }
      if bytes[tokens[next].range.lowerBound].isASCIIDigit { return true }
      guard bytes[tokens[next].range.lowerBound] == UInt8(ascii: "-") else { return false }
    }
    return false
  }

  /// Whether a word begins with a family that is known not to be in the catalogue: `MobileNetV2`. Short families are
  /// whole words.
  private func isOther(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    others[Int(bytes[word.lowerBound] & 31)].contains { family in
      begins(word, with: family, in: bytes)
        && (family.count > 3 || family.count == word.count
          || !bytes[word.lowerBound + family.count].isASCIILetter)
    }
  }

  /// Whether a word begins with these small letters, in whichever case.
  private func begins(_ word: Range<Int>, with letters: [UInt8], in bytes: [UInt8]) -> Bool {
    guard letters.count <= word.count else { return false }
    for offset in letters.indices where bytes[word.lowerBound + offset] | 0x20 != letters[offset] {
      return false
    }
    return true
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

  /// The letters and digits of a spelling, in lower case, with the points between digits: 1.3 is not 13.
  private static func key(of spelling: ArraySlice<UInt8>) -> String {
    var key: [UInt8] = []
    for (index, byte) in zip(spelling.indices, spelling) {
      if byte == UInt8(ascii: "."), key.last?.isASCIIDigit == true, index + 1 < spelling.endIndex,
        spelling[index + 1].isASCIIDigit
      {
        key.append(byte)
      } else if byte.isASCIIDigit {
        key.append(byte)
      } else if byte.isASCIILetter {
        key.append(byte | 0x20)
      }
    }
    return String(decoding: key, as: UTF8.self)
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
