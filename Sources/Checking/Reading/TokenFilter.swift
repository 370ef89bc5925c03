import Networks
import Symbolics

/// Takes names of networks and units of numbers out of a line's tokens, so that what is left is arithmetic.
struct TokenFilter {
  let working: HandCalculation

  /// The tokens from an offset on, the unit of each, and the networks named.
  func filtered(
    _ tokens: ArraySlice<Token>, from start: Int
  ) -> (tokens: [Token], units: [Unit], names: [NetworkName]) {
    var result: [Token] = []
    var units: [Unit] = []
    var names: [NetworkName] = []
    result.reserveCapacity(tokens.count)
    units.reserveCapacity(tokens.count)
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      if token.range.lowerBound < start {
        index += 1
        continue
      }
      if token.kind == .word {
        if let (name, count) = NetworkNames.shared.match(at: index, of: tokens, in: working.bytes) {
          let range = token.range.lowerBound..<tokens[index + count - 1].range.upperBound
          names.append(NetworkName(name: name, range: range))
          result.append(Token(.other, at: range, hasSpaceBefore: token.hasSpaceBefore))
          units.append(.none)
          index += count
          continue
        }
        if let last = result.indices.last, case .number(let numeral) = result[last].kind,
          units[last] == .none,
          let scale = UnitReader.binaryScale(working.bytes[token.range]),
          let scaled = numeral.multiplied(by: scale)
        {
          // 13.04 GiB: the prefix is a part of the number, as in 14 GB.
          let range = result[last].range.lowerBound..<token.range.upperBound
          result[last] = Token(.number(scaled), at: range, hasSpaceBefore: result[last].hasSpaceBefore)
          units[last] = .bytes
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
        if let last = result.indices.last, case .number = result[last].kind, units[last] == .none,
          let unit = UnitReader.unit(working.bytes[token.range])
        {
          units[last] = unit
          index += 1 + denominatorLength(at: index + 1, of: tokens)
          continue
        }
      }
      result.append(token)
      units.append(.none)
      index += 1
    }
    return (result, units, names)
  }

  /// The tokens of a `/s`, `/token`, `/秒` behind a unit.
  private func denominatorLength(at index: Int, of tokens: ArraySlice<Token>) -> Int {
    guard index + 1 < tokens.endIndex, tokens[index].kind == .divide, tokens[index + 1].kind == .word else {
      return 0
    }
    return UnitReader.unit(working.bytes[tokens[index + 1].range]) == nil ? 0 : 2
  }
}

extension Numeral {
  /// The number with a scale that is no power of ten.
  func multiplied(by factor: Rational) -> Numeral? {
    guard let product = try? value.multiplied(by: factor), let place = try? lastPlace.multiplied(by: factor)
    else {
      return nil
    }
    return Numeral(value: product, lastPlace: place, scale: scale)
  }
}

/// Finds the catalogue's networks in running text, however they are spelled: `ResNet-101`, `resnet_101`, `ResNet101 v1`.
struct NetworkNames: Sendable {
  static let shared = NetworkNames()

  /// Catalogue names by their letters and digits.
  private let names: [String: String]
  /// The letters with which a name begins: `resnet`.
  private let families: Set<String>
  /// The first letters of all families, one bit each: most words of a text are passed over by it.
  private let initials: UInt32
  /// Families that courses count and the catalogue may lack. A text about them is about no network that is known here.
  private static let others: Set<String> = [
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
    for family in families.union(NetworkNames.others) { initials |= NetworkNames.bit(family.utf8.first ?? 0) }
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
    guard families.contains(family) else {
      return NetworkNames.others.contains(family) ? ("", 1) : nil
    }
    var best: (String, Int)?
    var end = index
    while end < tokens.endIndex, end - index < 5 {
      if end > index, tokens[end].range.lowerBound - tokens[end - 1].range.upperBound > 1 { break }
      // A name ends in a word or a number: signs and walls behind it are not a part of it.
      if tokens[end].kind.isNamePart,
        let name = names[
          NetworkNames.key(of: bytes[tokens[index].range.lowerBound..<tokens[end].range.upperBound])]
      {
        best = (name, end - index + 1)
      }
      end += 1
    }
    return best
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
  fileprivate var isNamePart: Bool {
    switch self {
    case .word, .number: true
    default: false
    }
  }
}
