import Checking
import Testing

/// Wholes and what one of several has of them, times in parts, and masses.
@Suite struct OneOfSeveralTests {
  @Test func timesOfOne() {
    let right = [
      "A batch of 32 takes 96 ms = 3 ms per image.",
      "Generating 250 tokens: 2 s = 8 ms per token = 125 tokens/s.",
      "一批 8 张图共 6.4 ms = 每张 0.8 ms。", "一批 8 张图共 6.4 ms = 0.8 ms/张。",
      "4 epochs = 2,000 steps = 500 per epoch.", "Training took 15 h = 10 min per epoch (90 epochs).",
      "The backward pass: 2.4 s = 1.2 s per half.", "2 days = 8 h per run.", "36 ms = 12 ms each",
      "| batch | time |\n|---|---|\n| 1 | 4 ms |\n| 4 | 10 ms = 2.5 ms each |",
      "The first 5 epochs are warm-up; 12 h = 8 min per epoch.",
      "We ran 2 x 90 epochs: 24 h = 8 min per epoch",
      "12 ms per image = 1.5 ms per crop", "Per step: 180 ms = 22.5 ms per micro-batch (8 of them).",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("48 ms = 3 s", 1, .durationWrong), ("36 ms = 4 s per sample", 1, .durationWrong),
      ("6 images in 7.2 ms = 1.8 ms each.", 1, .durationWrong),
      ("The run took 15 h = 12 min per epoch (90 epochs).", 1, .durationWrong),
      ("3 epochs = 306 steps = 112 per epoch.", 1, .digitChanged),
      ("720 s = 2 h per epoch", 1, .durationWrong),
      ("4,089,184,256 MACs = 40.9 GMACs per image", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func timesInParts() {
    let right = [
      "A step: 1.5 s = 500 ms forward, 900 ms backward, 100 ms optimiser.",
      "90,000 steps = 1,000 × 90 = 5 h at 5 steps/s.", "36,000 steps = 600 × 60 = 2 h at 0.2 s per step.",
      "32 GPUs × 48 h = 1,536 GPU-hours = 2 days of the cluster.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("A step: 1.5 s = 500 ms forward, 700 ms backward, 100 ms optimiser.", 1, .durationWrong),
      ("90,000 steps = 1,000 × 90 = 6 h at 5 steps/s.", 1, .durationWrong),
      ("32 GPUs × 48 h = 1,536 GPU-hours = 3 days of the cluster.", 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func masses() {
    let right = [
      "300e6 g / 150e9 tokens = 2 mg per token.", "400 t / 200 B tokens = 2 mg per token",
      "2 mg × 2e6 = 4 kg.",
      "30 kWh × 500 g = 15 kg", "30 kWh × 500 g/kWh = 15 kg", "0.5 Wh / 250000 = 2 µWh",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [("2.5 mg × 2e6 = 6 kg.", 1, .productSlip)]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func deviceTimeBehindPowersOfTen() {
    let right = [
      "$\\frac{7.2\\times10^{22}}{2\\times10^{14}} = 3.6\\times10^{8}$ s $\\approx 10^{5}$ GPU-hours",
      "$7.2\\times10^{22} / (2\\times10^{14}) = 3.6\\times10^{8}$ s ≈ $4.2\\times10^{3}$ GPU-days",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "$\\frac{7.2\\times10^{22}}{2\\times10^{14}} = 3.6\\times10^{8}$ s $\\approx 3\\times10^{4}$ GPU-hours",
        1,
        .durationWrong
      )
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
