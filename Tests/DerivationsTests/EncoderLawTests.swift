import Derivations
import Symbolics
import Testing

@testable import Networks

/// Random settings of every family of encoders, against closed forms that share nothing with the builders.
@Suite("Encoders of random settings")
struct EncoderLawTests {
  /// The costs of layers, each by the textbook: parameters and FLOPs, two for each multiply-add.
  struct Count: Equatable {
    var parameters = 0
    var flops = 0

    /// Vectors and tables: numbers that multiply nothing.
    mutating func hold(_ numbers: Int) { parameters += numbers }
    /// A fully connected layer on so many rows.
    mutating func linear(_ inputs: Int, _ outputs: Int, rows: Int, bias: Bool = true, isTied: Bool = false) {
      parameters += (isTied ? 0 : inputs * outputs) + (bias ? outputs : 0)
      flops += 2 * rows * inputs * outputs
    }
    /// Both products of attention in `heads` heads of a width.
    mutating func core(_ heads: Int, _ queries: Int, _ keys: Int, _ width: Int) {
      flops += 2 * 2 * heads * queries * keys * width
    }
    static func * (times: Int, one: Count) -> Count {
      Count(parameters: times * one.parameters, flops: times * one.flops)
    }
    static func += (sum: inout Count, other: Count) {
      sum.parameters += other.parameters
      sum.flops += other.flops
    }
  }

  private func expect(
    _ root: Module, _ inputs: [Network.Input], tokens: [Int] = [], _ expected: Count
  ) throws {
    let network = Network(
      name: "random", title: "Random",
      publication: Publication(authors: "", title: "", year: 2000, identifier: ""), inputs: inputs, root: root
    )
    var left = tokens
    let shapes = inputs.map { input in
      input.layout == .tokens ? input.shape(batch: 1, [left.removeFirst()]) : input.shape(batch: 1)
    }
    let derived = try derive(network, inputs: shapes).root
    #expect(derived.value(.parameters) == Rational(expected.parameters))
    #expect(derived.value(.flops) == Rational(expected.flops))
  }

  /// A layer with self-attention, two matrices between, and two norms of `norm` numbers a feature.
  private func layer(
    width h: Int, inner i: Int, heads a: Int, tokens t: Int, qkvBias: Bool = true
  ) -> Count {
    var count = Count()
    for _ in 0..<3 { count.linear(h, h, rows: t, bias: qkvBias) }
    count.core(a, t, t, h / a)
    count.linear(h, h, rows: t)
    count.linear(h, i, rows: t)
    count.linear(i, h, rows: t)
    count.hold(4 * h)
    return count
  }

  @Test("BERT and RoBERTa", arguments: 0..<40)
  func bert(_ seed: Int) throws {
    var dice = Dice(seed)
    let (a, v, l) = (dice.pick(1...5), dice.pick(2...300), dice.pick(1...5))
    let (h, i, t) = (a * dice.pick(1...9), dice.pick(1...60), dice.pick(1...40))
    let (offset, segments) = (dice.pick(0...3), dice.pick(1...3))
    let bert = BERT(
      vocabulary: v, width: h, layers: l, heads: a, inner: i, positions: 40 + offset, firstPosition: offset,
      segments: segments)
    var body = Count()
    body.hold((v + 40 + offset + segments) * h + 2 * h)
    body += l * layer(width: h, inner: i, heads: a, tokens: t)
    try expect(bert.network(.none), bert.inputs, tokens: [t], body)
    var pooled = body
    pooled.linear(h, h, rows: 1)
    try expect(bert.network(.pooler), bert.inputs, tokens: [t], pooled)
    for isTied in [true, false] {
      var words = Count()
      words.linear(h, h, rows: t)
      words.hold(2 * h + (isTied ? 0 : v))
      words.linear(h, v, rows: t, isTied: isTied)
      var masked = body
      masked += words
      try expect(bert.network(.maskedWords(isTied: isTied)), bert.inputs, tokens: [t], masked)
      try expect(RoBERTa(bert).network(.maskedWords(isTied: isTied)), bert.inputs, tokens: [t], masked)
      var both = pooled
      both += words
      both.linear(h, 2, rows: 1)
      try expect(bert.network(.preTraining(isTied: isTied)), bert.inputs, tokens: [t], both)
    }
    var classes = pooled
    classes.linear(h, 7, rows: 1)
    try expect(bert.network(.textClasses(7)), bert.inputs, tokens: [t], classes)
    // RoBERTa's classifier has the pooler in it.
    try expect(RoBERTa(bert).network(.textClasses(7)), bert.inputs, tokens: [t], classes)
    var each = body
    each.linear(h, 7, rows: t)
    try expect(bert.network(.tokenClasses(7)), bert.inputs, tokens: [t], each)
  }

  @Test("T5", arguments: 0..<40)
  func t5(_ seed: Int) throws {
    var dice = Dice(seed)
    let (h, a, d, i) = (dice.pick(1...50), dice.pick(1...5), dice.pick(1...9), dice.pick(1...60))
    let (v, e, l, b) = (dice.pick(2...300), dice.pick(1...4), dice.pick(1...4), dice.pick(1...40))
    let (s, t, isGated) = (dice.pick(1...40), dice.pick(1...40), dice.chance(50))
    let t5 = T5(
      vocabulary: v, width: h, encoderLayers: e, decoderLayers: l, heads: a, headWidth: d, inner: i,
      isGated: isGated, buckets: b, scalesOutput: dice.chance(50))
    func attention(_ queries: Int, _ keys: Int) -> Count {
      var count = Count()
      count.linear(h, a * d, rows: queries, bias: false)
      for _ in 0..<2 { count.linear(h, a * d, rows: keys, bias: false) }
      count.core(a, queries, keys, d)
      count.linear(a * d, h, rows: queries, bias: false)
      count.hold(h)
      return count
    }
    func feedForward(_ rows: Int) -> Count {
      var count = Count()
      for _ in 0..<(isGated ? 2 : 1) { count.linear(h, i, rows: rows, bias: false) }
      count.linear(i, h, rows: rows, bias: false)
      count.hold(h)
      return count
    }
    var encoder = Count()
    encoder.hold(v * h + a * b + h)
    encoder += e * attention(s, s)
    encoder += e * feedForward(s)
    try expect(t5.network(.encoder), t5.inputs(.encoder), tokens: [s], encoder)
    var both = encoder
    both.hold(a * b + h)
    both += l * attention(t, t)
    both += l * attention(t, s)
    both += l * feedForward(t)
    try expect(t5.network(.withoutHead), t5.inputs(.withoutHead), tokens: [s, t], both)
    for isTied in [true, false] {
      var whole = both
      whole.linear(h, v, rows: t, bias: false, isTied: isTied)
      let form = T5.Form.withHead(isTied: isTied)
      try expect(t5.network(form), t5.inputs(form), tokens: [s, t], whole)
    }
  }

  @Test("Whisper", arguments: 0..<30)
  func whisper(_ seed: Int) throws {
    var dice = Dice(seed)
    let (d, v, m) = (dice.pick(1...9), dice.pick(2...300), dice.pick(1...20))
    let (a, c) = (dice.pick(1...3), dice.pick(1...3))
    let h = a * c * d
    let (e, l, i, j) = (dice.pick(1...4), dice.pick(1...4), dice.pick(1...60), dice.pick(1...60))
    let (s, t, p) = (dice.pick(1...30), dice.pick(1...20), dice.pick(20...40))
    let whisper = Whisper(
      vocabulary: v, bands: m, width: h, encoder: .init(layers: e, heads: a, inner: i),
      decoder: .init(layers: l, heads: c, inner: j), sourcePositions: s, targetPositions: p)
    func attention(_ heads: Int, _ queries: Int, _ keys: Int) -> Count {
      var count = Count()
      count.linear(h, h, rows: queries)
      count.linear(h, h, rows: keys, bias: false)
      count.linear(h, h, rows: keys)
      count.core(heads, queries, keys, h / heads)
      count.linear(h, h, rows: queries)
      count.hold(2 * h)
      return count
    }
    func feedForward(_ inner: Int, _ rows: Int) -> Count {
      var count = Count()
      count.linear(h, inner, rows: rows)
      count.linear(inner, h, rows: rows)
      count.hold(2 * h)
      return count
    }
    var count = Count()
    // Each convolution sees 3 frames; the first keeps the 2·s frames, the second halves them.
    count.linear(3 * m, h, rows: 2 * s)
    count.linear(3 * h, h, rows: s)
    count.hold(s * h + 2 * h + (v + p) * h + 2 * h)
    count += e * attention(a, s, s)
    count += e * feedForward(i, s)
    count += l * attention(c, t, t)
    count += l * attention(c, t, s)
    count += l * feedForward(j, t)
    try expect(whisper.network(.none), whisper.inputs, tokens: [t], count)
    for isTied in [true, false] {
      var whole = count
      whole.linear(h, v, rows: t, bias: false, isTied: isTied)
      try expect(whisper.network(.words(isTied: isTied)), whisper.inputs, tokens: [t], whole)
    }
  }

  @Test("The transformer of 2017", arguments: 0..<20)
  func transformer(_ seed: Int) throws {
    var dice = Dice(seed)
    let (a, v, l, i) = (dice.pick(1...5), dice.pick(2...300), dice.pick(1...5), dice.pick(1...60))
    let (h, s, t, bias) = (a * dice.pick(1...9), dice.pick(1...40), dice.pick(1...40), dice.chance(50))
    let transformer = Transformer(
      vocabulary: v, width: h, layers: l, heads: a, inner: i, hasAttentionBias: bias)
    func attention(_ queries: Int, _ keys: Int) -> Count {
      var count = Count()
      for rows in [queries, queries, keys, keys] { count.linear(h, h, rows: rows, bias: bias) }
      count.core(a, queries, keys, h / a)
      count.hold(2 * h)
      return count
    }
    func feedForward(_ rows: Int) -> Count {
      var count = Count()
      count.linear(h, i, rows: rows)
      count.linear(i, h, rows: rows)
      count.hold(2 * h)
      return count
    }
    var count = Count()
    count.hold(v * h)
    count += l * attention(s, s)
    count += l * feedForward(s)
    count += l * attention(t, t)
    count += l * attention(t, s)
    count += l * feedForward(t)
    count.linear(h, v, rows: t, bias: false, isTied: true)
    try expect(transformer.network, [.tokens(9), .tokens(9)], tokens: [s, t], count)
  }

  @Test("Vision transformers, DeiT, and both towers of CLIP", arguments: 0..<40)
  func images(_ seed: Int) throws {
    var dice = Dice(seed)
    let (a, l, i, c) = (dice.pick(1...5), dice.pick(1...5), dice.pick(1...60), dice.pick(1...4))
    let (h, bias, patch) = (a * dice.pick(1...9), dice.chance(50), dice.pair(1...6))
    let (rows, columns) = (dice.pick(1...6), dice.pick(1...6))
    let image = Extents(
      rows * patch.height + dice.pick(0...patch.height - 1),
      columns * patch.width + dice.pick(0...patch.width - 1))
    for isDistilled in [false, true] {
      let vit = VisionTransformer(
        width: h, layers: l, heads: a, inner: i, image: image, patch: patch, channels: c, hasBias: bias,
        isDistilled: isDistilled)
      let learned = isDistilled ? 2 : 1
      let t = rows * columns + learned
      var body = Count()
      body.linear(patch.height * patch.width * c, h, rows: rows * columns)
      body.hold(learned * h + t * h + 2 * h)
      body += l * layer(width: h, inner: i, heads: a, tokens: t, qkvBias: bias)
      try expect(vit.network(.none), vit.inputs, body)
      var pooled = body
      pooled.linear(h, 5, rows: 1)
      try expect(vit.network(.pooler(width: 5, .tanh)), vit.inputs, pooled)
      try expect(vit.network(.classes(5)), vit.inputs, pooled)
      pooled.linear(h, 5, rows: 1)
      if isDistilled { try expect(vit.network(.taughtClasses(5)), vit.inputs, pooled) }
    }
    try clip(&dice, image, patch, (rows, columns), channels: c)
  }

  private func clip(
    _ dice: inout Dice, _ image: Extents, _ patch: Extents, _ map: (Int, Int), channels: Int
  ) throws {
    func tower() -> CLIP.Tower {
      let heads = dice.pick(1...4)
      return CLIP.Tower(
        width: heads * dice.pick(1...9), layers: dice.pick(1...3), heads: heads, inner: dice.pick(1...50))
    }
    let images = CLIP.Images(tower(), image: image, patch: patch, channels: channels)
    let texts = CLIP.Texts(tower(), vocabulary: dice.pick(2...300), positions: 20)
    let (p, t) = (dice.pick(1...30), dice.pick(1...20))
    let (one, other) = (images.tower, texts.tower)
    let tokens = map.0 * map.1 + 1
    var seen = Count()
    seen.linear(patch.height * patch.width * channels, one.width, rows: tokens - 1, bias: false)
    seen.hold(one.width + tokens * one.width + 4 * one.width)
    seen += one.layers * layer(width: one.width, inner: one.inner, heads: one.heads, tokens: tokens)
    try expect(images.network(), [images.input], seen)
    var read = Count()
    read.hold((texts.vocabulary + 20) * other.width + 2 * other.width)
    read += other.layers * layer(width: other.width, inner: other.inner, heads: other.heads, tokens: t)
    try expect(texts.network(), [texts.input], tokens: [t], read)
    seen.linear(one.width, p, rows: 1, bias: false)
    read.linear(other.width, p, rows: 1, bias: false)
    try expect(images.network(projection: p), [images.input], seen)
    try expect(texts.network(projection: p), [texts.input], tokens: [t], read)
    var whole = seen
    whole += read
    whole.hold(1)
    whole.flops += 2 * p
    let clip = CLIP(images: images, texts: texts, projection: p)
    try expect(clip.network, clip.inputs, tokens: [t], whole)
  }

  @Test("Swin", arguments: 0..<40)
  func swin(_ seed: Int) throws {
    var dice = Dice(seed)
    let (bias, absolute, c) = (dice.chance(50), dice.chance(50), dice.pick(1...4))
    let (w, patch) = (dice.pick(1...4), dice.pair(1...5))
    let image = Extents(patch.height * dice.pick(4...20), patch.width * dice.pick(4...20))
    var width = dice.pick(1...3) * 4
    let stages = (0..<dice.pick(1...3)).map { _ in
      Swin.Stage(blocks: dice.pick(1...3), heads: [1, 2, 4][dice.pick(0...2)], inner: dice.pick(1...60))
    }
    let swin = Swin(
      width: width, stages: stages, window: w, image: image, patch: patch, channels: c, hasBias: bias,
      hasAbsolutePositions: absolute)
    var (rows, columns) = (image.height / patch.height, image.width / patch.width)
    var count = Count()
    count.linear(patch.height * patch.width * c, width, rows: rows * columns)
    count.hold(2 * width + (absolute ? rows * columns * width : 0))
    func up(_ size: Int, _ part: Int) -> Int { (size + part - 1) / part }
    for (index, stage) in stages.enumerated() {
      let windows = up(rows, w) * up(columns, w)
      var block = Count()
      for _ in 0..<3 { block.linear(width, width, rows: windows * w * w, bias: bias) }
      block.flops += windows * 2 * 2 * stage.heads * w * w * w * w * (width / stage.heads)
      block.linear(width, width, rows: windows * w * w)
      block.linear(width, stage.inner, rows: rows * columns)
      block.linear(stage.inner, width, rows: rows * columns)
      block.hold(4 * width + (2 * w - 1) * (2 * w - 1) * stage.heads)
      count += stage.blocks * block
      if index < stages.count - 1 {
        (rows, columns) = (up(rows, 2), up(columns, 2))
        count.hold(2 * 4 * width)
        count.linear(4 * width, 2 * width, rows: rows * columns, bias: false)
        width *= 2
      }
    }
    count.hold(2 * width)
    try expect(swin.network(.none), swin.inputs, count)
    count.linear(width, 9, rows: 1)
    try expect(swin.network(.classes(9)), swin.inputs, count)
  }

  @Test("DistilBERT and recurrent language models", arguments: 0..<20)
  func others(_ seed: Int) throws {
    var dice = Dice(seed)
    let (a, v, l, i) = (dice.pick(1...5), dice.pick(2...300), dice.pick(1...5), dice.pick(1...60))
    let (h, t) = (a * dice.pick(1...9), dice.pick(1...40))
    let distilbert = DistilBERT(vocabulary: v, width: h, layers: l, heads: a, inner: i, positions: 40)
    var body = Count()
    body.hold((v + 40) * h + 2 * h)
    body += l * layer(width: h, inner: i, heads: a, tokens: t)
    try expect(distilbert.network(.none), distilbert.inputs, tokens: [t], body)
    for isTied in [true, false] {
      var whole = body
      whole.linear(h, h, rows: t)
      whole.hold(2 * h)
      whole.linear(h, v, rows: t, isTied: isTied)
      try expect(distilbert.network(.maskedWords(isTied: isTied)), distilbert.inputs, tokens: [t], whole)
    }
    for (cell, gates) in [(Operation.Recurrent.Cell.lstm, 4), (.gru, 3)] {
      let biases = dice.pick(1...2)
      var model = Count()
      model.hold(10_000 * h)
      for _ in 0..<2 {
        model.linear(2 * h, gates * h, rows: t, bias: false)
        model.hold(biases * gates * h)
      }
      model.linear(h, 10_000, rows: t)
      let network = RecurrentLanguageModel(cell: cell, width: h, biases: biases).network
      try expect(network, [.tokens(9)], tokens: [t], model)
    }
  }
}
