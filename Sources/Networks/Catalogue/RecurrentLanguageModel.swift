// Zaremba, Sutskever, Vinyals: "Recurrent Neural Network Regularization": language models of two recurrent layers over the
// 10,000 words of the Penn Treebank. The same sizes with gated recurrent units: Cho and others, "Learning Phrase
// Representations using RNN Encoder–Decoder for Statistical Machine Translation".
//
// Names of modules are those of PyTorch's example of a word language model.

/// Language models with recurrent layers.
struct RecurrentLanguageModel: Hashable, Sendable {
  /// The cell.
  var cell: Operation.Recurrent.Cell
  /// Features of a word and of a state.
  var width: Int
  /// Biases for each gate and feature: 1 in the papers, 2 in PyTorch and cuDNN.
  var biases: Int

  private static let words = 10_000
  private static let layers = 2

  /// The network: a table, the recurrent layers, and a score for each word.
  var network: Module {
    let layer = Operation.Recurrent(cell, width, width, biases: biases)
    var layers = Module(.group)
    layers.append("0", .layer(.recurrent(layer)), repetitions: Self.layers)
    var root = Module(.network)
    root.append("encoder", .embedding(Self.words, width))
    root.append("rnn", .module(layers))
    root.append("decoder", .linear(width, Self.words))
    return root
  }
}

extension RecurrentLanguageModel {
  static let lstm = Publication(
    authors: "Zaremba, Sutskever, Vinyals", title: "Recurrent Neural Network Regularization", year: 2014,
    identifier: "arXiv:1409.2329", place: .section("4.1"))
  static let gru = Publication(
    authors: "Cho, van Merriënboer, Gulcehre, Bahdanau, Bougares, Schwenk, Bengio",
    title: "Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation",
    year: 2014, identifier: "arXiv:1406.1078", place: .section("2.3"))

  /// The three sizes of section 4.1: 200, 650 and 1,500 features, unrolled for 20 and 35 words; each with one bias, as
  /// the papers write it, and with the two of PyTorch.
  static var entries: [Catalogue.Entry] {
    let sizes = [("small", 200, 20), ("medium", 650, 35), ("large", 1_500, 35)]
    return [Operation.Recurrent.Cell.lstm, .gru].flatMap { cell in
      sizes.flatMap { size, width, words in
        let one = RecurrentLanguageModel(cell: cell, width: width, biases: 1)
        let two = RecurrentLanguageModel(cell: cell, width: width, biases: 2)
        let name = "\(cell.name)-\(size)"
        let other = name + "-two-biases"
        let title = (cell == .lstm ? "LSTM" : "GRU") + " language model \(size)"
        return [
          one.entry(name, title, aliases: ["\(name)-one-bias", "ptb-\(name)"], words, variant: other),
          two.entry(other, title + " with two biases", aliases: ["\(name)-pytorch"], words, variant: name),
        ]
      }
    }
  }

  private func entry(
    _ name: String, _ title: String, aliases: [String], _ words: Int, variant: String
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: cell == .lstm ? Self.lstm : Self.gru,
      inputs: [.tokens(words)], variants: [variant], takesPast: false
    ) { _ in network }
  }
}
