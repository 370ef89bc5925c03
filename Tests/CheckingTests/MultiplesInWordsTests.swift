import Checking
import Testing

/// What a sentence says of two numbers: that one is a multiple of the other, more, or a part of it.
@Suite struct MultiplesInWordsTests {
  @Test func multiplesOfOtherNumbersAreFound() {
    #expect(
      ShortTexts.unfound(in: [
        (
          "Twice the batch halves the number of updates from 60,000 to 15,000.", 1,
          .conclusionContradictsNumbers
        ),
        ("Going to bf16 halves the memory from 52 GB to 13 GB.", 1, .conclusionContradictsNumbers),
        ("The throughput tripled from 1,200 to 4,800 tokens/s.", 1, .conclusionContradictsNumbers),
        ("The new cache takes 17.2 GB, twice the 4.3 GB of before.", 1, .conclusionContradictsNumbers),
        (
          "The scores take 4096² × 2 bytes = 33.6 MB, twice the 2048² × 2 = 8.4 MB of before.", 1,
          .conclusionContradictsNumbers
        ),
      ]).isEmpty)
  }

  @Test func rightMultiplesAreNotFound() {
    #expect(
      ShortTexts.alarms(in: [
        "Twice the batch halves the number of updates from 60,000 to 30,000.",
        "The speed nearly doubled from 1,200 to 2,100 tokens/s.",
        "Halving the sequence from 4096 to 2048 cuts the scores from 33.6 MB to 8.4 MB.",
        "It halves the width and reduces the parameters from 4.2M to 1.05M.",
        "Compute doubled from 2016 to 2020 every four months.",
        "The scores take 4096² × 2 bytes = 33.6 MB, four times the 2048² × 2 = 8.4 MB of before.",
        "It takes 26 GB, twice the 13 GB of int8.", "It takes 80 ms, twice as long as with 40 ms kernels.",
        "52 GB, half the 104 GB of fp32.", "从 4 GB 翻倍到 8 GB。",
        "The peak doubles with sparsity, from 989 to 1,979 TFLOPS.",
      ]).isEmpty)
  }

  /// `2 × 13e9 = 26 GB < 24 GB`
  @Test func aResultIsComparedWithALimit() {
    #expect(
      ShortTexts.unfound(in: [
        ("2 × 13e9 = 26 GB < 24 GB, so it fits.", 1, .conclusionContradictsNumbers),
        ("12.2 GB + 5.0 GB = 17.2 GB > 24 GB, so it does not fit.", 1, .conclusionContradictsNumbers),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "2 × 13e9 = 26 GB > 24 GB.", "2 × 8e9 = 16 GB < 24 GB, so it fits.",
        "140 GB + 30 GB = 170 GB > 2 × 80 GB.", "2 × 70e9 = 140 GB > 80 GB × 1, so two are needed.",
        "Is 16 GB + 6 GB = 22 GB > 24 GB? No.",
      ]).isEmpty)
  }

  /// `262.7M of 1,236M = 21.3%`
  @Test func aPartOfAWholeIsItsShare() {
    #expect(
      ShortTexts.unfound(in: [
        ("131.1M of 494M = 25.6%.", 1, .digitsTransposed),
        ("131.1M / 494M = 25.6% of the model are embeddings.", 1, .digitsTransposed),
      ]).isEmpty)
    #expect(
      ShortTexts.alarms(in: [
        "131.1M of 494M = 26.5%.", "131.1M / 494M = 26.5% of the model are embeddings.", "12 of 48 = 25%.",
        "We freeze 24 of 32 layers = 75%.",
      ]).isEmpty)
  }
}
