import Checking
import Testing

/// What is said of a whole step of training and what of its backward pass alone, and by how many times something has grown.
@Suite struct WholeStepsTests {
  @Test func ratiosOfWholeSteps() {
    let right = [
      "The forward pass costs 7.4 GFLOPs. The backward pass costs twice as much, so one training step is three times the forward.",
      "Including the backward pass, training costs three times the forward.",
      "The backward pass doubles that again, which brings the total to three times the forward pass.",
      "The backward pass adds twice that; together they cost 3 times the forward pass.",
      "With the backward pass, an iteration costs three times the forward pass.",
      "加上反向传播,训练一步的计算量是前向的 3 倍。", "反向传播的计算量是前向的 2 倍,因此训练一步共为前向的 3 倍。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The backward pass costs three times the forward pass.", 1, .backwardFactorWrong),
      ("In the backward pass, the work is three times the forward pass.", 1, .backwardFactorWrong),
      (
        "The backward pass, which in training costs three times the forward pass, dominates.", 1,
        .backwardFactorWrong
      ),
      ("反向传播的计算量是前向传播的 3 倍。", 1, .backwardFactorWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func twiceTheForwardIsFour() {
    let right = [
      "Backward: twice the forward pass = 4N FLOPs per token", "Backward pass: 2 × the forward = 4N",
      "反向传播: 前向的 2 倍 = 4N", "Backward pass: twice the forward = 4ND.",
      "The backward pass costs twice the forward: 2 × 2N = 4N, in all 6N.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong =
      "Backward is twice the forward, so training takes 4ND FLOPs in all: C = 4ND = 4 × 7e9 × 1e12 = 2.8e22."
    #expect(ShortTexts.unfound(in: [(wrong, 1, .trainingFactorWrong)]) == [])
  }

  @Test func multiplesOfGrowth() {
    let right = [
      "参数从 2000 增加到 8000,增加了 3 倍。", "参数从 2000 增加到 8000,增长了 3 倍。", "参数从 2000 增加到 8000,增加到 4 倍。",
      "参数由 512 变为 1024,增加了 1 倍。", "参数从 2000 增加到 5000,增加了 1.5 倍。", "参数从 2000 增加到 8100,增加了约 3 倍。",
      "参数从 2000 增加到 9000,增加了 3 倍多。", "显存从 16 GB 增加到 80 GB,增加了 4 倍。",
      "Parameters grow from 2000 to 8000, an increase of 3 times.",
      "Parameters grow from 2000 to 8000, an increase of 4 times.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("参数从 2000 增加到 8000,增加了 4 倍。", 1, .conclusionContradictsNumbers),
      ("参数由 512 变为 1024,增加了 2 倍。", 1, .conclusionContradictsNumbers),
      ("参数从 2000 增加到 8000,增加了 5000。", 1, .conclusionContradictsNumbers),
      ("Parameters grow from 2000 to 8000, an increase of 5 times.", 1, .conclusionContradictsNumbers),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
