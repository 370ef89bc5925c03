extension T5 {
  /// The paper.
  public static let publication = Publication(
    authors: "Raffel, Shazeer, Roberts, Lee, Narang, Matena, Zhou, Li, Liu",
    title: "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", year: 2019,
    identifier: "arXiv:1910.10683", place: .section("3.7"))
  static let flanPublication = Publication(
    authors: "Chung and others", title: "Scaling Instruction-Finetuned Language Models", year: 2022,
    identifier: "arXiv:2210.11416", place: .section("2.2"))

  /// Width, layers of each stack, heads, features of a head, features of the feed-forward network.
  private typealias Size = (
    name: String, width: Int, layers: Int, heads: Int, headWidth: Int, inner: Int
  )

  private static let firstSizes: [Size] = [
    ("small", 512, 6, 8, 64, 2_048), ("base", 768, 12, 12, 64, 3_072), ("large", 1_024, 24, 16, 64, 4_096),
    ("3b", 1_024, 24, 32, 128, 16_384), ("11b", 1_024, 24, 128, 128, 65_536),
  ]
  private static let secondSizes: [Size] = [
    ("small", 512, 8, 6, 64, 1_024), ("base", 768, 12, 12, 64, 2_048), ("large", 1_024, 24, 16, 64, 2_816),
    ("xl", 2_048, 24, 32, 64, 5_120), ("xxl", 4_096, 24, 64, 64, 10_240),
  ]

  private init(_ size: Size, isGated: Bool) {
    self.init(
      width: size.width, encoderLayers: size.layers, decoderLayers: size.layers, heads: size.heads,
      headWidth: size.headWidth, inner: size.inner, isGated: isGated, activation: isGated ? .gelu : .relu,
      scalesOutput: !isGated)
  }

  /// The five sizes of section 3.7 in the first form, and of the second form the sizes of FLAN-T5. The head of the second
  /// form is tied, as transformers 5 has it, or has a matrix of its own, as its published weights do.
  static var entries: [Catalogue.Entry] {
    let first = firstSizes.map { size in
      T5(size, isGated: false).entry(
        "t5-\(size.name)", "T5-\(size.name)", aliases: ["t5-v1.0-\(size.name)"], publication, variants: [],
        isTied: true)
    }
    let second = secondSizes.flatMap { size in
      let (settings, name) = (T5(size, isGated: true), "flan-t5-\(size.name)")
      let title = "FLAN-T5-\(size.name)"
      return [
        settings.entry(
          name, title, aliases: ["t5-v1.1-\(size.name)"], flanPublication, variants: [name + "-untied"],
          isTied: true),
        settings.entry(
          name + "-untied", title + " untied", aliases: ["t5-v1.1-\(size.name)-untied"], flanPublication,
          variants: [name], isTied: false),
      ]
    }
    return first + second
  }

  private func entry(
    _ name: String, _ title: String, aliases: [String], _ publication: Publication, variants: [String],
    isTied: Bool
  ) -> Catalogue.Entry {
    let form = Form.withHead(isTied: isTied)
    return Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: publication, inputs: inputs(form),
      variants: variants, takesPast: false
    ) { _ in network(form) }
  }
}
