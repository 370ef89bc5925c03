import Derivations
import Networks
import Symbolics
import Testing

/// Published and measured counts of the encoders, encoder–decoders and recurrent networks of the catalogue.
@Suite("Encoders of the catalogue")
struct EncoderTests {
  /// Parameters of the classes of transformers 5.23, counted on its modules; those of the published weights too, but for
  /// FLAN-T5, whose weights are not tied.
  static let parameters: [(name: String, count: Int)] = [
    // Devlin and others, section 3: 110 and 340 million.
    ("bert-base", 109_482_240), ("bert-large", 335_141_888), ("bert-base-cased", 108_310_272),
    ("bert-large-cased", 333_579_264), ("bert-base-mlm", 109_514_298), ("bert-large-mlm", 335_174_458),
    // Liu and others: 125 and 355 million.
    ("roberta-base", 124_645_632), ("roberta-large", 355_359_744), ("roberta-base-mlm", 124_697_433),
    // Sanh and others, table 3: 66 million.
    ("distilbert", 66_362_880), ("distilbert-mlm", 66_985_530),
    // Raffel and others, section 3.7: 60, 220 and 770 million, 2.8 and 11 billion.
    ("t5-small", 60_506_624), ("t5-base", 222_903_552), ("t5-large", 737_668_096),
    ("t5-3b", 2_851_598_336), ("t5-11b", 11_307_321_344), ("flan-t5-base", 222_903_552),
    ("flan-t5-small-untied", 76_961_152), ("flan-t5-base-untied", 247_577_856),
    ("flan-t5-large-untied", 783_150_080), ("flan-t5-xl-untied", 2_849_757_184),
    ("flan-t5-xxl-untied", 11_135_332_352),
    // Radford and others, table 1: 39, 74, 244, 769 and 1,550 million.
    ("whisper-tiny", 37_760_640), ("whisper-base", 72_593_920), ("whisper-small", 241_734_912),
    ("whisper-medium", 763_857_920), ("whisper-large", 1_543_304_960), ("whisper-large-v3", 1_543_490_560),
    ("whisper-large-v3-turbo", 808_878_080),
    // Touvron and others, table 1: 5, 22 and 86 million.
    ("deit-tiny", 5_717_416), ("deit-small", 22_050_664), ("deit-base", 86_567_656),
    ("deit-tiny-distilled", 5_910_800), ("deit-small-distilled", 22_436_432),
    ("deit-base-distilled", 87_338_192),
    ("clip-vit-b-32", 151_277_313), ("clip-vit-b-16", 149_620_737), ("clip-vit-l-14", 427_616_513),
    ("clip-vit-l-14-336", 427_944_193),
  ]

  @Test("Parameters are the published ones", arguments: parameters)
  func counts(_ entry: (name: String, count: Int)) throws {
    let derivation = try derive(#require(Catalogue.network(named: entry.name)))
    #expect(derivation.root.value(.parameters) == Rational(entry.count))
  }

  /// Worked by hand: 10,000 words, two layers, a score for each word.
  @Test(
    "Language models of the Penn Treebank",
    arguments: [
      ("lstm-small", 200, 4, 1), ("lstm-medium", 650, 4, 1), ("lstm-large", 1_500, 4, 1),
      ("lstm-small-two-biases", 200, 4, 2), ("lstm-medium-two-biases", 650, 4, 2),
      ("lstm-large-two-biases", 1_500, 4, 2), ("gru-small", 200, 3, 1), ("gru-medium", 650, 3, 1),
      ("gru-large", 1_500, 3, 1), ("gru-large-two-biases", 1_500, 3, 2),
    ])
  func recurrent(_ name: String, _ width: Int, _ gates: Int, _ biases: Int) throws {
    let derivation = try derive(#require(Catalogue.network(named: name)))
    let layer = gates * width * (2 * width + biases)
    #expect(
      derivation.root.value(.parameters) == Rational(10_000 * width + 2 * layer + 10_000 * width + 10_000))
    let words = try #require(derivation.inputs.first).dimensions[1]
    #expect(
      derivation.root.value(.macs) == Rational(words * (2 * gates * width * 2 * width + 10_000 * width)))
  }

  /// Table 3 of the paper says 65 and 213 million. With 37,000 pieces: 6×(4×512² + 2×512×2048 + 2,560 + 4×512) in the
  /// encoder, 6×(8×512² + 2×512×2048 + 2,560 + 6×512) in the decoder, 37,000×512 in the table; and so for 1,024 and 4,096.
  @Test(
    "The transformer of 2017",
    arguments: [
      ("transformer-base", 63_045_632), ("transformer-base-with-bias", 63_082_496),
      ("transformer-big", 214_171_648), ("transformer-big-with-bias", 214_245_376),
    ])
  func transformer(_ name: String, _ parameters: Int) throws {
    let derivation = try derive(#require(Catalogue.network(named: name)))
    #expect(derivation.root.value(.parameters) == Rational(parameters))
    #expect(derivation.inputs.map { $0.layout } == [.tokens, .tokens])
  }

  @Test(
    "People's spellings are understood",
    arguments: [
      ("BERT-Base", "bert-base"), ("bert_base_uncased", "bert-base"), ("BERT large", "bert-large"),
      ("RoBERTa-base", "roberta-base"), ("distilbert-base-uncased", "distilbert"), ("T5-Base", "t5-base"),
      ("FLAN-T5 base", "flan-t5-base"), ("t5-v1_1-base", "flan-t5-base"), ("Whisper Tiny", "whisper-tiny"),
      ("whisper-large-v2", "whisper-large"), ("CLIP ViT-B/32", "clip-vit-b-32"),
      ("clip-vit-base-patch32", "clip-vit-b-32"), ("DeiT-Ti", "deit-tiny"),
      ("deit_tiny_patch16_224", "deit-tiny"), ("Transformer (base)", "transformer-base"),
      ("Transformer-big", "transformer-big"), ("LSTM-small", "lstm-small"), ("ptb-lstm-large", "lstm-large"),
      ("GRU large", "gru-large"),
    ])
  func spellings(_ typed: String, _ name: String) {
    #expect(Catalogue.entry(named: typed)?.name == name)
  }

  @Test("Paths are those of the libraries")
  func paths() throws {
    for (name, paths) in [
      (
        "bert-base-mlm",
        [
          "bert.embeddings.word_embeddings", "bert.encoder.layer.0.attention.self.query",
          "bert.encoder.layer.11.attention.output.LayerNorm", "bert.encoder.layer.0.intermediate.dense",
          "cls.predictions.transform.dense", "cls.predictions.decoder",
        ]
      ),
      ("bert-base", ["encoder.layer.3.output.dense", "pooler.dense"]),
      ("roberta-base-mlm", ["roberta.encoder.layer.0.output.dense", "lm_head.decoder"]),
      ("distilbert-mlm", ["distilbert.transformer.layer.5.attention.q_lin", "vocab_projector"]),
      (
        "t5-base",
        [
          "encoder.block.0.layer.0.SelfAttention.relative_attention_bias",
          "encoder.block.11.layer.1.DenseReluDense.wi", "decoder.block.7.layer.1.EncDecAttention.k",
          "decoder.final_layer_norm", "lm_head",
        ]
      ),
      (
        "whisper-tiny",
        [
          "model.encoder.conv1", "model.encoder.layers.0.self_attn.q_proj",
          "model.decoder.layers.3.encoder_attn.out_proj", "proj_out",
        ]
      ),
      (
        "deit-tiny",
        ["vit.embeddings.patch_embeddings.projection", "vit.layers.0.attention.q_proj", "classifier"]
      ),
      (
        "clip-vit-b-32",
        [
          "vision_model.pre_layrnorm", "vision_model.encoder.layers.0.mlp.fc1",
          "text_model.encoder.layers.11.self_attn.k_proj", "text_projection", "logit_scale",
        ]
      ),
    ] {
      let derivation = try derive(#require(Catalogue.network(named: name)))
      for path in paths { #expect(derivation.part(at: path) != nil, "\(name): \(path)") }
    }
  }

  @Test("A text compared with each image of a batch")
  func similarity() throws {
    let network = try #require(Catalogue.network(named: "clip-vit-b-32"))
    let one = try derive(network).root
    let five = try derive(network, batch: 5).root
    let product = try #require(derive(network, batch: 5).part(at: "matmul"))
    #expect(product.value(.macs) == Rational(5 * 5 * 512))
    #expect(product.output.dimensions == [5, 5])
    let without = try one.value(.macs).subtracting(Rational(512)).multiplied(by: Rational(5))
    #expect(try five.value(.macs) == without.adding(Rational(5 * 5 * 512)))
  }
}
