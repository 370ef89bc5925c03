// Pythia, table 1 of Biderman and others: "Pythia: A Suite for Analyzing Large Language Models Across Training and Scaling", and
// GPT-NeoX-20B, section 2 of Black and others.
//
// The vocabulary is filled up to a multiple of 128 times the number of devices, so that it differs from size to size.

/// The Pythia family and GPT-NeoX.
enum Pythia {
  private static let table:
    [(name: String, title: String, layers: Int, width: Int, heads: Int, vocabulary: Int)] = [
      ("pythia-70m", "Pythia 70M", 6, 512, 8, 50304), ("pythia-160m", "Pythia 160M", 12, 768, 12, 50304),
      ("pythia-410m", "Pythia 410M", 24, 1024, 16, 50304), ("pythia-1b", "Pythia 1B", 16, 2048, 8, 50304),
      ("pythia-1.4b", "Pythia 1.4B", 24, 2048, 16, 50304),
      ("pythia-2.8b", "Pythia 2.8B", 32, 2560, 32, 50304),
      ("pythia-6.9b", "Pythia 6.9B", 32, 4096, 32, 50432),
      ("pythia-12b", "Pythia 12B", 36, 5120, 40, 50688),
      ("gpt-neox-20b", "GPT-NeoX-20B", 44, 6144, 64, 50432),
    ]

  static var entries: [Catalogue.Entry] {
    table.map { row in
      Catalogue.Entry(
        decoder: row.name, title: row.title, publication: row.layers == 44 ? .gptNeoX : .pythia, context: 2048
      ) { past in
        GPTNeoXDecoder(
          vocabulary: row.vocabulary, width: row.width, layers: row.layers, heads: row.heads,
          hidden: 4 * row.width
        ).module(past: past)
      }
    }
  }
}
