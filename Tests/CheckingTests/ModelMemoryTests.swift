import Checking
import Testing

/// What models fit into, how fast they are, and what the hardware can do.
@Suite struct ModelMemoryTests {
  @Test func whatIsLargerDoesNotFit() {
    #expect(
      ShortTexts.unfound(in: [
        ("140 GB fit on one card with 80 GB.", 1, .conclusionContradictsNumbers),
        ("145 GB, which fits into one node of 2 × 48 GB = 96 GB.", 1, .conclusionContradictsNumbers),
        ("28 GB does not fit on one A100 of 80 GB.", 1, .conclusionContradictsNumbers),
        ("权重 140 GB，单张 80 GB 的卡放得下。", 1, .conclusionContradictsNumbers),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "145 GB, which does not fit into one node of 2 × 48 GB = 96 GB.", "140 GB fits on two 80 GB cards.",
        "140 GB fits into 2 × 80 GB = 160 GB.", "15.9 GiB fits into 16 GB.",
        "140 GB fits on a machine with 80 GB each.",
        "The weights need 14 GB; with the cache it does not fit into 16 GB.",
        "That benefits both: 40 GB become 20 GB.", "A friend says 140 GB fits into 80 GB, which is wrong.",
      ]).isEmpty)
  }

  @Test func aTimeForEachTokenGivesTheTokensOfASecond() {
    #expect(
      ShortTexts.unfound(in: [
        ("12 ms per token, i.e. 833 tokens per second.", 1, .powerOfTenSlip),
        ("12 ms per token = 8.3 tok/s", 1, .powerOfTenSlip),
        ("每个 token 12 ms，即每秒 833 个 token。", 1, .powerOfTenSlip),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "12 ms per token, i.e. 83 tokens per second.",
        "12 ms per token, with batch 10 that is 833 tokens per second.",
        "20 ms per token or 50 tokens/s per user, 100 users 5,000 tokens/s.",
        "每个 token 12 ms，即每秒 83 个 token。",
      ]).isEmpty)
  }

  @Test func theUtilisationInSixteenBitsIsOfTheDensePeak() {
    #expect(
      ShortTexts.unfound(in: [
        ("A100, BF16: MFU = 150/624 = 24%.", 1, .sparsePeakUsed),
        ("H100 SXM 上 BF16 训练的 MFU 为 380/1979 = 19.2%。", 1, .sparsePeakUsed),
        ("V100: 152 TFLOPS in fp16.", 1, .wrongModelFact), ("H100 SXM: 998 TFLOPS bf16.", 1, .wrongModelFact),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "MFU = 380/989 = 38.4% on an H100 in BF16; against 1,979 it is half of that.",
        "H100 FP8: MFU = 800/1979 = 40.4%.", "An A100 in BF16 reaches MFU = 150/312 = 48%.",
        "H100 PCIe: 756 TFLOPS bf16", "A100: 312 TFLOPS, we reach 132.",
      ]).isEmpty)
  }

  @Test func energiesAndDaysAtAPetaflopAreRead() {
    #expect(
      ShortTexts.unfound(in: [
        ("1,287 MWh ≈ 12.87 GWh.", 1, .powerOfTenSlip), ("433 MWh = 4,330 kWh", 1, .powerOfTenSlip),
        ("5.76e23 / 8.64e19 = 66,670 PF-days.", 1, .powerOfTenSlip),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "1,287 MWh ≈ 1.287 GWh.", "433 MWh = 433,000 kWh", "5.76e23 / 8.64e19 = 6,667 PF-days.",
        "400 W × 24 h = 9.6 kWh",
      ]).isEmpty)
  }

  @Test func passesAndHeadsInWords() {
    #expect(
      ShortTexts.unfound(in: [
        ("Forward 2N, backward 2N as well, so training takes 4N FLOPs.", 1, .backwardFactorWrong),
        ("前向 2N，反向 2N，一共 4N。", 1, .backwardFactorWrong),
        (
          "A model with 355M parameters: a forward pass takes 355 MFLOPs per token.", 1, .macCalledFlop
        ),
        (
          "Embedding 32,000 × 4096 = 131,072,000; 6,476,271,616 + 131,072,000 + 131,072,000 = 6,738,415,616 with the "
            + "tied head.", 1, .embeddingOrHeadTwice
        ),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "Forward 2N, backward 4N, so training takes 6N FLOPs.",
        "The backward pass costs 2N for the weights and 2N for the inputs, 4N; forward 2N.",
        "A model with 355M parameters: a forward pass takes 710 MFLOPs per token.",
        "A model with 355M parameters: a forward pass takes 355 MMACs per token.",
        "Embedding 32,000 × 4096 = 131,072,000, tied; if it were not, 6,476,271,616 + 131,072,000 + 131,072,000 = "
          + "6,738,415,616.",
      ]).isEmpty)
  }

  @Test func theLastRowInBoldIsTheSumOfTheParts() {
    let table =
      "| part | params |\n|---|---|\n| attention | 67,108,864 |\n| FFN | 135,266,304 |\n| norms | 8,192 |\n"
    #expect(
      ShortTexts.unfound(in: [(table + "| **layer** | **202,338,360** |", 6, .totalDoesNotAddUp)]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        table + "| **layer** | **202,383,360** |",
        "| run | loss | tokens |\n|---|---|---|\n| a | 2.41 | 1,000,000 |\n| b | 2.32 | 2,000,000 |\n"
          + "| **c** | **2.20** | **4,000,000** |",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Embedding 23,440,896\nEncoder 85,054,464\nPooler 590,592\nTotal 109,058,952", 4, .totalDoesNotAddUp)
      ]).isEmpty)
  }

  /// Where a digit or the magnitude was lost.
  @Test func lostDigitsAreMagnitudes() {
    #expect(
      ShortTexts.unfound(in: [
        ("1/0.0412 = 2.43 per second", 1, .powerOfTenSlip),
        ("48 × 1,811,939,328 = 8,697,308,774", 1, .powerOfTenSlip),
        ("2 × 8e9 = 16 GFLOPs per token, 4096 × 16 = 65.5 GFLOPs", 1, .prefixSlip),
      ]).isEmpty)
  }

  /// "layers 32, heads 32": facts in pairs, and what the layers come to.
  @Test func factsInPairsAndConclusions() {
    #expect(
      ShortTexts.unfound(in: [
        ("GPT-2 XL: layers 46, heads 25, width 1600.", 1, .wrongModelFact),
        (
          "Llama-2-7B has 32 layers. 31 × 202,383,360 = 6,273,884,160 parameters in all layers.", 1,
          .blockCountWrong
        ),
        (
          "The ridge point is 208 FLOP/byte. The intensity is 2 FLOP/byte, so decoding is compute bound.", 1,
          .conclusionContradictsNumbers
        ),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "GPT-2 XL: layers 48, heads 25, width 1600.",
        "In BERT-base the layers 9, 10 and 11, heads 3 and 4, look at the subject.",
        "Llama-2-7B has 32 layers. 32 × 202,383,360 = 6,476,267,520 parameters in all layers.",
        "The ridge point is 208 FLOP/byte. The intensity is 2 FLOP/byte, so decoding is memory bound.",
        "From 4K to 16K context everything but the attention costs 4 times as much.",
      ]).isEmpty)
  }
}
