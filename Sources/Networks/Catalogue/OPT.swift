// OPT, table 1 of Zhang and others: "OPT: Open Pre-trained Transformer Language Models".
//
// The model of 350 million has words of 512 features and norms behind the halves of a block, as its published
// configuration says.

/// The OPT family.
enum OPT {
  private static let table: [(size: String, layers: Int, heads: Int, width: Int)] = [
    ("125m", 12, 12, 768), ("350m", 24, 16, 1024), ("1.3b", 24, 32, 2048), ("2.7b", 32, 32, 2560),
    ("6.7b", 32, 32, 4096), ("13b", 40, 40, 5120), ("30b", 48, 56, 7168), ("66b", 64, 72, 9216),
    ("175b", 96, 96, 12288),
  ]

  static var entries: [Catalogue.Entry] {
    table.map { row in
      Catalogue.Entry(
        decoder: "opt-\(row.size)", title: "OPT-\(row.size.uppercased())", publication: .opt, context: 2048
      ) { past in
        let isOdd = row.size == "350m"
        return OPTDecoder(
          vocabulary: 50272, wordWidth: isOdd ? 512 : row.width, width: row.width, layers: row.layers,
          heads: row.heads, hidden: 4 * row.width, context: 2048, normsFirst: !isOdd
        ).module(past: past)
      }
    }
  }
}
