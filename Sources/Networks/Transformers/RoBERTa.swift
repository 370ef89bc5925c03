// Liu and others: "RoBERTa: A Robustly Optimized BERT Pretraining Approach". The network of BERT with another vocabulary,
// one segment, and a table of positions whose first two rows are never looked up.

/// The heads of RoBERTa on the encoder of BERT.
public struct RoBERTa: Hashable, Sendable {
  /// The settings of the encoder.
  public var encoder: BERT

  /// RoBERTa on an encoder.
  public init(_ encoder: BERT) { self.encoder = encoder }

  /// What stands on the encoder.
  public enum Head: Hashable, Sendable {
    /// Nothing: the states of the tokens come out.
    case none
    /// One more layer on the first token's state, which comes out ("pooler").
    case pooler
    /// Words for masked tokens. The matrix is the table of words, unless it is untied.
    case maskedWords(isTied: Bool)
    /// A class for the text, from the first token's state.
    case textClasses(Int)
    /// A class for each token.
    case tokenClasses(Int)
    /// Scores for each token to be the first or the last of an answer.
    case answerSpan(scores: Int)
  }

  /// What goes in: as many tokens as there are usable positions.
  public var inputs: [Network.Input] { encoder.inputs }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    switch head {
    case .none: return encoder.network(.none)
    case .pooler: return encoder.network(.pooler)
    case .maskedWords(let isTied):
      return network { $0.append("lm_head", .module(words(isTied: isTied))) }
    case .textClasses(let count): return network { $0.append("classifier", .module(classifier(of: count))) }
    case .tokenClasses(let count): return network { $0.append("classifier", .linear(encoder.width, count)) }
    case .answerSpan(let scores): return network { $0.append("qa_outputs", .linear(encoder.width, scores)) }
    }
  }

  private func network(_ head: (inout Module) -> Void) -> Module {
    encoder.network("roberta.", isPooled: false) { root, _ in head(&root) }
  }

  private func classifier(of count: Int) -> Module {
    let width = encoder.width
    var classifier = Module.of("first_token", .view(.oneToken))
    classifier.append("dense", .linear(width, width))
    classifier.append("tanh", .activation(.tanh), call: .function)
    classifier.append("out_proj", .linear(width, count))
    return classifier
  }

  private func words(isTied: Bool) -> Module {
    let (width, vocabulary) = (encoder.width, encoder.vocabulary)
    var head = Module.of("dense", .linear(width, width))
    head.append("gelu", .activation(.gelu), call: .function)
    head.append("layer_norm", .layerNorm(width))
    // Without the tie the list of parameters keeps a second bias that nothing uses.
    if !isTied { head.append("bias", .learned(.tensor([vocabulary]))) }
    head.append("decoder", .linear(width, vocabulary, weights: isTied ? .shared : .own))
    return head
  }
}

extension RoBERTa {
  /// The paper.
  public static let publication = Publication(
    authors: "Liu and others", title: "RoBERTa: A Robustly Optimized BERT Pretraining Approach", year: 2019,
    identifier: "arXiv:1907.11692", place: .section("4.4"))

  /// The sizes of BERT with a vocabulary of 50,265 pieces, each with the pooler and with the head for masked words.
  static var entries: [Catalogue.Entry] {
    let sizes = [("base", 768, 12, 12, 3_072), ("large", 1_024, 24, 16, 4_096)]
    return sizes.flatMap { size, width, layers, heads, inner in
      let roberta = RoBERTa(
        BERT(
          vocabulary: 50_265, width: width, layers: layers, heads: heads, inner: inner, positions: 514,
          firstPosition: 2, segments: 1))
      let (name, title) = ("roberta-\(size)", "RoBERTa-\(size)")
      return [
        roberta.entry(name, title, variant: name + "-mlm", .pooler),
        roberta.entry(name + "-mlm", title + " MLM", variant: name, .maskedWords(isTied: true)),
      ]
    }
  }

  private func entry(_ name: String, _ title: String, variant: String, _ head: Head) -> Catalogue.Entry {
    Catalogue.Entry(
      name: name, title: title, publication: Self.publication, inputs: inputs, variants: [variant],
      takesPast: false
    ) { _ in network(head) }
  }
}
