import Checking
import Testing

/// Networks that only lend something to another one, and counts of a shared table that are told on purpose.
@Suite struct LentSizesTests {
  @Test func sizesOfAnotherNetwork() {
    let right = [
      "We use the tokenizer of GPT-2 small (50,257 tokens), 8 layers and d = 512.",
      "With BERT-base's vocabulary, 4 layers, d = 312.", "The BERT-base tokenizer, 6 layers, d = 384.",
      "The vocabulary is that of BERT-base; 4 layers, d = 312.",
      "The patch size of ViT-B/16 and 8 layers, d = 512.", "The tokenizer from GPT-2, d = 512, 8 layers.",
      "沿用 GPT-2 的词表,8 层,d = 512。", "词表取自 BERT-base(30522),6 层,d = 384。", "使用与 BERT-base 相同的词表,4 层,d = 312。",
      "采用 GPT-2 的 BPE 分词,8 层、512 维。", "Hidden size 768 as in BERT-base, 6 layers.",
      "Width 1024 (as in BERT-large), 12 layers, 16 heads.", "Depth 12 as in BERT-base, d = 512.",
      "The same head size as in BERT-base, 64, with d = 1024.",
      "The heads of the network are as in GPT-2 small, 12, d = 1536.",
      "We take the positions as in BERT-base, 512, and d = 1024.", "Like BERT-base, but with 6 layers.",
      "Similar to GPT-2 small, but with 16 layers.", "与 BERT-base 类似,但只有 6 层。", "像 GPT-2 small 一样,但有 24 层。",
      "宽度与 GPT-2 small 相同(768),24 层。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("BERT-base has 16 layers.", 1, .wrongModelFact),
      ("As in BERT-base, d = 786.", 1, .wrongModelFact),
      ("Like BERT-base, it has 16 layers.", 1, .wrongModelFact),
      ("The depth is as in BERT-base, 16 layers.", 1, .wrongModelFact),
      ("The width as in BERT-base, d = 786.", 1, .wrongModelFact),
      ("GPT-2 small has the tokens of BPE and 16 layers.", 1, .wrongModelFact),
      ("BERT-base 有 16 层。", 1, .wrongModelFact),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func severalOfOneNetwork() {
    let right = [
      "Two BERT-base encoders: 24 layers in all.", "Three BERT-base towers hold 36 layers.",
      "两个 BERT-base 编码器:共 24 层。", "A pair of RoBERTa-base encoders has 24 layers in all.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [("Two BERT-base encoders: 20 layers in all.", 1, .wrongModelFact)]) == [])
  }

  @Test func secondCountsOfSharedTables() {
    let right = [
      "GPT-2 small ties its embedding and its head: 124,439,808 parameters and not 163,037,184.",
      "GPT-2 small has 124,439,808 parameters. torchinfo prints 163,037,184, since it visits the shared matrix twice.",
      "GPT-2 small has 124,439,808 parameters; counted twice, as some tools do, 163,037,184.",
      "GPT-2 small: 163,037,184 if the shared table is counted twice.",
      "The wrong count of GPT-2 small, 163,037,184, holds the matrix twice.",
      "A checkpoint of GPT-2 small whose head is a copy of the embedding stores 163,037,184 parameters.",
      "GPT-2 small 共有 124,439,808 个参数,而不是 163,037,184 个。",
      "GPT-2 small 的参数为 124,439,808;有的工具把共享矩阵重复统计,得到 163,037,184。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("GPT-2 small has 163,037,184 parameters.", 1, .embeddingOrHeadTwice),
      (
        "GPT-2 small, known for its 124,439,808 parameters: the total of its parts is 163,037,184.", 1,
        .embeddingOrHeadTwice
      ),
      (
        "The parameter count of GPT-2 small, which uses its table twice, is 163,037,184.", 1,
        .embeddingOrHeadTwice
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func twoQuantitiesOfEachLayer() {
    let right = [
      "MHA 16,777,216 per layer, GQA 5,242,880; 40 layers 671,088,640 and 209,715,200.",
      "Attention 2,359,296 per layer, MLP 4,718,592; 12 layers 28,311,552 and 56,623,104.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("MHA 16,777,216 per layer; 40 layers 671,088,460.", 1, .digitsTransposed),
      ("Each layer has 7,087,872 parameters; 12 layers 85,054,446.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
