import Networks
import Symbolics

/// Finds the catalogue's networks in running text, however they are spelled: `ResNet-101`, `resnet_101`, `ResNet101 v1`.
struct NetworkNames: Sendable {
  static let shared = NetworkNames()

  /// Catalogue names by the letters and digits of all their spellings.
  private let names: [[UInt8]: String]
  /// The letters with which a spelling begins, `resnet`, by their first letter.
  private let families: [[[UInt8]]]
  /// Families that the catalogue lacks, by their first letter.
  private let others: [[[UInt8]]]
  /// For the first letter of a family a bit for each second one: most words begin with neither.
  private let beginnings: [UInt32]
  /// Families that courses count and the catalogue may lack. A text about them is about no network that is known here.
  private static let otherFamilies = [
    "vgg", "alexnet", "lenet", "googlenet", "inception", "mobilenet", "densenet", "efficientnet",
    "squeezenet",
    "shufflenet", "bert", "gpt", "llama", "vit", "swin", "convnext", "lstm", "gru", "transformer", "unet",
    "nin",
    "mixtral", "mistral", "resnext", "yolo", "deepseek", "qwen", "gemma", "whisper", "clip", "regnet",
    "mnasnet", "maxvit", "palm", "bloom", "opt", "chinchilla", "gopher", "falcon", "chatglm", "baichuan",
  ]
  /// The most tokens that a name takes: `CLIP ViT-B/32` has six.
  private static let mostTokens = 7

  private init() {
    var names: [[UInt8]: String] = [:]
    var families: [[UInt8]] = []
    for entry in Catalogue.entries {
      for spelling in entry.allNames {
        let key = NetworkNames.key(of: Array(spelling.utf8)[...])
        if names[key] == nil { names[key] = entry.name }
        // `MobileNet-V2` begins with one word, `mobilenetv2` with another.
        let word = spelling.utf8.prefix { $0.isASCIILetter }.map { $0 | 0x20 }
        for letters in [word, Array(key.prefix { $0.isASCIILetter })] where !families.contains(letters) {
          families.append(letters)
        }
      }
    }
    self.names = names
    self.families = NetworkNames.byInitial(families)
    let others = NetworkNames.otherFamilies.map { Array($0.utf8) }
    self.others = NetworkNames.byInitial(others)
    beginnings = (families + others).reduce(into: [UInt32](repeating: 0, count: 32)) { table, letters in
      guard let first = letters.first else { return }
      // A family of one letter has any second one.
      table[Int(first & 31)] |= letters.count > 1 ? 1 << UInt32(letters[1] & 31) : .max
    }
  }

  private static func byInitial(_ families: [[UInt8]]) -> [[[UInt8]]] {
    var table = [[[UInt8]]](repeating: [], count: 32)
    for letters in families { if let first = letters.first { table[Int(first & 31)].append(letters) } }
    return table
  }

  /// The network that is named from a token on, with the number of tokens. An unknown network has the empty name.
  func match(at index: Int, of tokens: [Token], in bytes: [UInt8]) -> (name: String, count: Int)? {
    let word = tokens[index].range
    guard word.count <= 24, bytes[word.lowerBound].isASCIILetter, mayBegin(word, in: bytes) else {
      return nil
    }
    guard isFamily(word, in: bytes) else { return isOther(word, in: bytes) ? ("", 1) : nil }
    var best: (String, Int)?
    var end = index
    while end < tokens.count, end - index < NetworkNames.mostTokens {
      if end > index, tokens[end].range.lowerBound - tokens[end - 1].range.upperBound > 1 { break }
      // Chinese words behind a name, which its letters and digits do not tell, are not a part of it.
      if bytes[tokens[end].range.lowerBound] >= 0x80 { break }
      // A name ends in a word or a number: signs and walls behind it are not a part of it.
      if tokens[end].kind.endsName,
        let name = names[NetworkNames.key(of: bytes[word.lowerBound..<tokens[end].range.upperBound])]
      {
        best = (name, end - index + 1)
      }
      end += 1
    }
    guard let (name, count) = best else {
      // GPT-4 is another network, where GPT-2 is known, and so is ResNet-20; GPT alone is none.
      let isNumbered =
        isOther(word, in: bytes) && isNumbered(index, of: tokens, in: bytes)
        || isNumberedTightly(index, of: tokens, in: bytes)
      return isNumbered ? ("", 1) : nil
    }
    let range = word.lowerBound..<tokens[index + count - 1].range.upperBound
    return (NetworkNames.isModified(range, in: bytes) ? "" : name, count)
  }

  /// Whether a family begins with the first two letters of a word.
  private func mayBegin(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    let second = word.count > 1 ? bytes[word.lowerBound + 1] : 0
    return beginnings[Int(bytes[word.lowerBound] & 31)] & (1 << UInt32(second & 31)) != 0
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

  /// Whether a hyphen and a number, or a number alone, ends a family's name of several letters: `ResNet-20`, `ResNet20`.
  private func isNumberedTightly(_ index: Int, of tokens: [Token], in bytes: [UInt8]) -> Bool {
    let word = tokens[index].range
    let letters = bytes[word].prefix { $0.isASCIILetter }.count
    guard letters >= 4 else { return false }
    if letters < word.count { return bytes[word].dropFirst(letters).allSatisfy { $0.isASCIIDigit } }
    return word.upperBound + 1 < bytes.count && bytes[word.upperBound] == .hyphen
      && bytes[word.upperBound + 1].isASCIIDigit
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
    if hasPlus(behind: end, in: bytes) { return true }
    if start > 1, bytes[start - 1] == UInt8(ascii: "-"), bytes[start - 2].isASCIIWordByte { return true }
    return wide.count <= start
      && wide.indices.allSatisfy { offset in
        let byte = bytes[start - wide.count + offset]
        return byte | (byte.isASCIILetter ? 0x20 : 0) == wide[offset]
      }
  }

  /// `U-Net++`, `U-Net 3+`, `ResNet-50+FPN`: a plus sign belongs to the name, unless a sum goes on behind it.
  private static func hasPlus(behind end: Int, in bytes: [UInt8]) -> Bool {
    var at = end
    if at + 2 < bytes.count, bytes[at] == .space, bytes[at + 1].isASCIIDigit { at += 2 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "+") else { return false }
    return at + 1 >= bytes.count || !bytes[at + 1].isASCIIDigit
  }

  private static let wide = Array("wide ".utf8)

  // MARK: - Relatives

  /// The network that a word names beside the name of another one of its family: "large" beside `BERT: base`, `B7` beside
  /// `EfficientNet-B0`, `34` beside `ResNet-18`.
  func relative(of name: Range<Int>, named word: Range<Int>, in bytes: [UInt8]) -> String? {
    let ending = NetworkNames.key(of: bytes[word])
    var stem = name.upperBound
    while stem > name.lowerBound {
      // The whole name, and what stands before each of its pieces.
      let isEnd =
        stem == name.upperBound
        || NetworkNames.sort(of: bytes[stem - 1]) != NetworkNames.sort(of: bytes[stem])
      if isEnd {
        var key = NetworkNames.key(of: bytes[name.lowerBound..<stem])
        if let last = key.last, last.isASCIIDigit, ending.first?.isASCIIDigit ?? false {
          key.append(UInt8(ascii: "."))
        }
        if let found = names[key + ending] { return found }
      }
      stem -= 1
    }
    return nil
  }

  private static func sort(of byte: UInt8) -> Int { byte.isASCIILetter ? 1 : byte.isASCIIDigit ? 2 : 0 }

  /// The letters and digits of a spelling, in lower case, and a point wherever digits stand apart: `1.6GF` is not `16GF`.
  private static func key(of spelling: ArraySlice<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var isApart = false
    for byte in spelling {
      if byte.isASCIIDigit {
        if isApart, let last = key.last, last.isASCIIDigit { key.append(UInt8(ascii: ".")) }
        key.append(byte)
      } else if byte.isASCIILetter {
        key.append(byte | 0x20)
      }
      isApart = !byte.isASCIIDigit && !byte.isASCIILetter
    }
    return key
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
