/// What a word of a working speaks of, in whichever language it is written.
enum Noun: Hashable, Sendable {
  // Parts of a network.
  case inputLayer, convolution, linear, globalPool, pool, norm, activation, shortcut, block, stage, addition
  /// The whole of something: "total", "whole network", 总.
  case total
  /// A network of the catalogue, by its index in the text's list of names.
  case network

  // Quantities.
  case parameters, macs, flops, operations, bias
  /// Both operations of a multiply-add, spelled out: "multiplications and additions".
  case bothOperations

  // Words of a sentence.
  case each, same, no
  /// The verb or colon that puts a value behind its name: "is", 为.
  case copula
  case and
  case contains
  /// An ordinal, `first` = 1.
  case ordinal(Int)
  /// A number in words.
  case count(Int)
  /// The input or its size.
  case input
  /// A word that makes a number something else than the plain total or count of a network: "batch of 8", "fewer",
  /// "backbone", 训练.
  case qualifier
  /// A word that makes the network another one: "pruned", "10 classes", CIFAR.
  case variant
  /// A word about transformers, recurrent layers or training.
  case model(ModelWord)
  /// Words that look like a part of a network and are none: kernel, input image, output channels.
  case other
}

/// A word of a working with its place.
struct Mention: Hashable, Sendable {
  var noun: Noun
  var range: Range<Int>
}

extension Noun {
  /// What the checks ask of a word.
  struct Topics: OptionSet, Sendable {
    let rawValue: UInt8

    static let part = Topics(rawValue: 1)
    static let quantity = Topics(rawValue: 2)
    static let countable = Topics(rawValue: 4)
    static let input = Topics(rawValue: 8)
    static let same = Topics(rawValue: 16)
    static let variant = Topics(rawValue: 32)
    static let model = Topics(rawValue: 64)
  }

  var topics: Topics {
    var topics: Topics = []
    if isPart { topics.insert(.part) }
    if isQuantity { topics.insert(.quantity) }
    if isCountable { topics.insert(.countable) }
    if self == .input { topics.insert(.input) }
    if self == .same { topics.insert(.same) }
    if self == .variant { topics.insert(.variant) }
    if modelWord != nil { topics.insert(.model) }
    return topics
  }
}
