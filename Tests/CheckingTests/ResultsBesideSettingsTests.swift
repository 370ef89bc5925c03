import Checking
import Testing

/// Results beside the sizes that the text itself states, with their names and formulas in several orders.
@Suite("Results beside stated settings")
struct ResultsBesideSettingsTests {
  /// What most of the texts state before they calculate.
  private static let decoder = """
    A decoder: d_model 320, 5 layers, 5 heads, vocabulary 9,000, context 640, FFN width 1280. No biases. The FFN is a plain two-layer MLP.
    Each layer has two LayerNorms (weight and bias) and there is one more LayerNorm at the end. Tied weights.
    """

  @Test("Parts of a decoder, whichever of name, formula and result stands first")
  func orders() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        \(Self.decoder)
        - 2,880,000 parameters — Position embedding (9,000·320)
        """, 3, .dimensionLeftFromOtherModel
      ),
      (
        """
        \(Self.decoder)
        - Attention (Q, K, V, O) → 2,048,000 parameters (5·4·320·320)
        """, 3, .headsMultipliedAgain
      ),
      (
        """
        Grouped queries: d_model 512, 8 heads, 2 key/value heads, 6 layers, vocabulary 7,000.
        The embedding is tied.
        Key and value projections: 2·512·512 = 524,288
        """, 3, .kvHeadsIgnored
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      \(Self.decoder)
      - 204,800 parameters — Position embedding (640·320)
      - 2,880,000 parameters — Token embedding (9,000·320)
      """,
      """
      \(Self.decoder)
      - Attention (Q, K, V, O) → 409,600 parameters (4·320·320)
      - MLP → 819,200 parameters (2·320·1280)
      """,
      """
      \(Self.decoder)
      | parameters | part | how |
      |---:|:---|:---|
      | 819,200 | MLP | 2 × 320 × 1280 |
      | 1,280 | Two LayerNorms | 2 × 2 × 320 |
      """,
      """
      \(Self.decoder)
      P_norm = 1280  (Two LayerNorms)
      P_fn = 640  (Final LayerNorm)
      """,
      """
      \(Self.decoder)
      Two LayerNorms, weights only: 2·320 = 640
      """,
      """
      \(Self.decoder)
      Each of the two LayerNorms: 2·320 = 640
      """,
      """
      Grouped queries: d_model 512, 8 heads, 2 key/value heads, 6 layers, vocabulary 7,000.
      The embedding is tied.
      Key and value projections: 2·512·128 = 131,072
      Query and output projections: 2·512·512 = 524,288
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("A norm that is stated behind the last layer, and shares of the whole")
  func totals() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        \(Self.decoder)
        Token embedding: 9,000·320 = 2,880,000
        Attention: 4·320·320 = 409,600
        MLP: 2·320·1280 = 819,200
        Two LayerNorms: 2·2·320 = 1,280
        One layer: 409,600 + 819,200 + 1,280 = 1,230,080
        All 5 layers: 5·1,230,080 = 6,150,400
        Total: 2,880,000 + 6,150,400 = 9,030,400
        """, 9, .partsOmitted
      ),
      (
        """
        \(Self.decoder)
        Token embedding: 9,000·320 = 2,880,000
        Attention: 4·320·320 = 409,600
        MLP: 2·320·1280 = 819,200
        Two LayerNorms: 2·2·320 = 1,280
        One layer: 409,600 + 819,200 + 1,280 = 1,230,080
        All 5 layers: 5·1,230,080 = 6,150,400
        Final LayerNorm: 2·320 = 640
        Total: 2,880,000 + 6,150,400 + 640 = 9,031,040
        The token embedding is 46.8% of all parameters.
        """, 11, .conclusionContradictsNumbers
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      \(Self.decoder)
      Token embedding: 9,000·320 = 2,880,000
      Attention: 4·320·320 = 409,600
      MLP: 2·320·1280 = 819,200
      Two LayerNorms: 2·2·320 = 1,280
      One layer: 409,600 + 819,200 + 1,280 = 1,230,080
      All 5 layers: 5·1,230,080 = 6,150,400
      Final LayerNorm: 2·320 = 640
      Total: 2,880,000 + 6,150,400 + 640 = 9,031,040
      The token embedding is 31.9% of all parameters.
      """,
      """
      \(Self.decoder)
      Token embedding: 9,000·320 = 2,880,000
      Attention: 4·320·320 = 409,600
      MLP: 2·320·1280 = 819,200
      Two LayerNorms: 2·2·320 = 1,280
      One layer: 409,600 + 819,200 + 1,280 = 1,230,080
      All 5 layers: 5·1,230,080 = 6,150,400
      Final LayerNorm: 640
      Total: 2,880,000 + 6,150,400 + 640 = 9,031,040
      """,
      """
      \(Self.decoder)
      Token embedding: 9,000·320 = 2,880,000
      Attention: 4·320·320 = 409,600
      MLP: 2·320·1280 = 819,200
      Two LayerNorms: 2·2·320 = 1,280
      One layer: 409,600 + 819,200 + 1,280 = 1,230,080
      All 5 layers: 5·1,230,080 = 6,150,400
      Without the final norm the total is
      Total: 2,880,000 + 6,150,400 = 9,030,400
      """,
      """
      A decoder: d_model 320, 5 layers, 5 heads, vocabulary 9,000, context 640, FFN width 1280. No biases. The FFN is a plain two-layer MLP.
      Each layer has two LayerNorms (weight and bias). Tied weights.
      Token embedding: 9,000·320 = 2,880,000
      Attention: 4·320·320 = 409,600
      MLP: 2·320·1280 = 819,200
      Two LayerNorms: 2·2·320 = 1,280
      One layer: 409,600 + 819,200 + 1,280 = 1,230,080
      All 5 layers: 5·1,230,080 = 6,150,400
      Total: 2,880,000 + 6,150,400 = 9,030,400
      """,
      """
      \(Self.decoder)
      Token embedding: 9,000·320 = 2,880,000
      Attention: 4·320·320 = 409,600
      MLP: 2·320·1280 = 819,200
      Two LayerNorms: 2·2·320 = 1,280
      One layer: 409,600 + 819,200 + 1,280 = 1,230,080
      All 5 layers: 5·1,230,080 = 6,150,400
      Final LayerNorm: 2·320 = 640
      Total: 2,880,000 + 6,150,400 + 640 = 9,031,040
      Compared with the rest, the token embedding is 46.8% of the other parameters.
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Scores for all pairs of tokens")
  func scores() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        \(Self.decoder)
        QK^T for 640 tokens, one layer: 640·320 = 204,800 MACs
        """, 3, .tokensMissing
      ),
      (
        """
        \(Self.decoder)
        QK^T for 640 tokens, one layer: 640·640·320 = 131,072,000 MACs
        QK^T and AV together, one layer: 131,072,000 MACs
        """, 4, .oneOfTwoAttentionProducts
      ),
      (
        """
        BERT-base, sequence length 384, d = 768, 12 heads.
        Attention scores QKᵀ: 2 × 12 × 384 × 64 = 589,824 FLOPs
        """, 2, .tokensMissing
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      \(Self.decoder)
      QK^T for 640 tokens, one layer: 640·640·320 = 131,072,000 MACs
      QK^T and AV together, one layer: 2·131,072,000 = 262,144,000 MACs
      """,
      """
      \(Self.decoder)
      QK^T for one new token with 640 tokens in the cache, one layer: 640·320 = 204,800 MACs
      """,
      """
      \(Self.decoder)
      QK^T per token over 640 tokens: 640·320 = 204,800 MACs
      """,
      """
      BERT-base, sequence length 384, d = 768, 12 heads.
      For each query the scores QKᵀ cost 384 × 768 = 294,912 MACs.
      Attention scores QKᵀ: 2 × 12 × 384 × 384 × 64 = 226,492,416 FLOPs
      """,
      """
      GPT-2, context 512, d = 768: decoding one token with 512 in the KV cache.
      Attention scores QKᵀ: 2 × 12 × 512 × 64 = 786,432 FLOPs
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("A depthwise separable convolution beside its channels and its map")
  func separable() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Depthwise weights: 3·3·48·96 = 41,472
        """, 2, .depthwiseAsDense
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Depthwise weights: 3·3·48 = 432
        Pointwise weights (1×1): 1·1·96 = 96
        """, 3, .inputChannelsMissing
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Standard convolution, weights: 3·3·48 = 432
        """, 2, .outputChannelsMissing
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Depthwise weights: 3·3·48 = 432
        Depthwise MACs: 3·3·48 = 432
        """, 3, .outputPositionsMissing
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, input 40×40, stride 2, output 20×20, no biases.
        Standard convolution, weights: 3·3·48·96 = 41,472
        Standard convolution, MACs: 41,472·40·40 = 66,355,200
        """, 3, .inputSizeForOutputSize
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Depthwise weights: 3·3·48 = 432
        Pointwise weights (1×1): 48·96 = 4,608
        Separable weights together: 432·4,608 = 1,990,656
        """, 4, .totalDoesNotAddUp
      ),
      (
        """
        Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
        Ratio separable to standard: 5,040/41,472 = 0.122.
        That saves 12.2% of the weights.
        """, 3, .conclusionContradictsNumbers
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
      Standard convolution, weights: 3·3·48·96 = 41,472
      Depthwise weights: 3·3·48 = 432
      Pointwise weights (1×1): 48·96 = 4,608
      Separable weights together: 432 + 4,608 = 5,040
      Ratio separable to standard: 5,040/41,472 = 0.122.
      That saves 87.8% of the weights.
      """,
      """
      Depthwise separable against standard convolution, 48 → 96 channels, 3×3, input 40×40, stride 2, output 20×20, no biases.
      Standard convolution, MACs: 41,472·20·20 = 16,588,800
      Depthwise MACs: 432·20·20 = 172,800
      """,
      """
      Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
      Depthwise weights per channel: 3·3 = 9
      Pointwise weights per filter: 1·1·48 = 48
      """,
      """
      Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
      Ratio separable to standard: 5,040/41,472 = 0.122.
      The separable one needs only 12.2% of the weights.
      """,
      """
      Depthwise separable against standard convolution, 48 → 96 channels, 3×3, stride 1, map 20×20, no biases.
      Ratio separable to standard: 5,040/41,472 = 0.122.
      That is reduced to 12.2% of the weights.
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("A bottleneck block beside its channels")
  func bottleneck() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        3×3 conv, MACs: 3·32·32·20·20 = 1,228,800
        """, 2, .kernelAreaMissing
      ),
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        3×3 conv, MACs: 3·3·32·128·20·20 = 14,745,600
        """, 2, .dimensionLeftFromOtherModel
      ),
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
        3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
        1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
        Block MACs together: 1,228,800 + 3,686,400 + 1,638,400 = 6,553,600
        """, 5, .shortcutProjectionMissing
      ),
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
        3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
        1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
        1×1 projection on the shortcut, MACs: 1·1·96·128·20·20 = 4,915,200
        Block MACs together: 1,228,800 + 1,638,400 + 4,915,200 = 7,782,400
        """, 6, .partsOmitted
      ),
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        Block parameters with norms: 28,672 + 640 = 29,312
        5 such blocks: 4·29,312 = 117,248
        """, 3, .blockCountWrong
      ),
      (
        """
        Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
        1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
        3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
        1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
        1×1 projection on the shortcut, MACs: 1·1·96·128·20·20 = 4,915,200
        Block MACs together: 1,228,800 + 3,686,400 + 1,638,400 + 4,915,200 = 11,468,800
        With two FLOPs per MAC that is 11.5 MFLOPs.
        """, 7, .macCalledFlop
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
      1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
      3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
      1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
      1×1 projection on the shortcut, MACs: 1·1·96·128·20·20 = 4,915,200
      Block MACs together: 1,228,800 + 3,686,400 + 1,638,400 + 4,915,200 = 11,468,800
      With two FLOPs per MAC that is 22.9 MFLOPs.
      """,
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
      1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
      3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
      1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
      Main path together: 1,228,800 + 3,686,400 + 1,638,400 = 6,553,600
      1×1 projection on the shortcut, MACs: 1·1·96·128·20·20 = 4,915,200

      """,
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
      1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
      3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
      1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
      Sum of the main path: 1,228,800 + 3,686,400 + 1,638,400 = 6,553,600
      """,
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
      BatchNorm parameters (scale and shift after every convolution): 2·(32 + 32 + 128 + 128) = 640
      """,
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases, with a 1×1 projection 96 → 128 on the shortcut.
      Block parameters with norms: 28,672 + 640 = 29,312
      5 such blocks: 5·29,312 = 146,560
      """,
      """
      Bottleneck block, 96 → 32 → 32 → 128 channels at 20×20, no biases.
      1×1 reduce, MACs: 1·1·96·32·20·20 = 1,228,800
      3×3 conv, MACs: 3·3·32·32·20·20 = 3,686,400
      1×1 expand, MACs: 1·1·32·128·20·20 = 1,638,400
      Block MACs together: 1,228,800 + 3,686,400 + 1,638,400 = 6,553,600
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }
}
