// BLOOM, table 3 of BigScience Workshop: "BLOOM: A 176B-Parameter Open-Access Multilingual Language Model".

/// The BLOOM family.
enum BLOOM {
  private static let table: [(size: String, layers: Int, width: Int, heads: Int)] = [
    ("560m", 24, 1024, 16), ("1b1", 24, 1536, 16), ("1b7", 24, 2048, 16), ("3b", 30, 2560, 32),
    ("7b1", 30, 4096, 32), ("176b", 70, 14336, 112),
  ]

  static var entries: [Catalogue.Entry] {
    table.map { row in
      let isLargest = row.size == "176b"
      // 1b7 is the name on the shelf, 1.7B the number that is meant.
      let number = row.size.split(separator: "b").map(String.init).joined(separator: ".")
      let inWords = row.size == "560m" ? "560M" : number + "B"
      return Catalogue.Entry(
        decoder: isLargest ? "bloom" : "bloom-\(row.size)", title: isLargest ? "BLOOM" : "BLOOM-\(inWords)",
        aliases: isLargest ? ["BLOOM-176B"] : [], publication: .bloom, context: 2048
      ) { past in
        BloomDecoder(vocabulary: 250_880, width: row.width, layers: row.layers, heads: row.heads)
          .module(past: past)
      }
    }
  }
}
