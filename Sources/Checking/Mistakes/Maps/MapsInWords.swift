import Symbolics

/// Maps whose window a sentence tells in full: "transposed conv: 4×4 kernel, stride 2, padding 1 on 16×16 gives 34×34",
/// 输入 12×12，5×5 卷积（无填充）得 10×10.
///
/// The padding must be told, in figures or as none; what a row of layers goes on with is the size before.
extension Calculation {
  mutating func checkMapsInWords() {
    for line in lines(with: MapWords.gives) where line.row == nil && MapWords.layers.mayBe(on: line) {
      guard line.range.count <= 2_048, !MapWords.others.isOn(line, of: working.bytes) else { continue }
      checkMaps(on: line)
    }
  }

  private mutating func checkMaps(on line: TextLine) {
    let squares = MapWords.squares(in: line.range, of: working.bytes)
    var start = line.range.lowerBound
    var before: Int?
    var padding: Int?
    for (place, output) in squares.enumerated() where place > 0 {
      guard MapWords.leads(to: output.range.lowerBound, in: working.bytes) else { continue }
      let stretch = start..<output.range.lowerBound
      let inside = squares[..<place].filter { stretch.contains($0.range.lowerBound) }
      defer { (start, before) = (output.range.upperBound, output.size) }
      // A new sentence may begin with another size.
      if MapWords.stops.isIn(stretch, of: working.bytes) { padding = nil }
      if MapWords.pools.isIn(stretch, of: working.bytes) { continue }
      guard MapWords.layers.isIn(stretch, of: working.bytes),
        let kernel = inside.first(where: { MapWords.isKernel($0.range, in: working.bytes, line.range) }),
        let input = inside.count == 2
          ? inside.first(where: { $0.range != kernel.range })?.size : inside.count == 1 ? before : nil
      else {
        padding = nil
        continue
      }
      let stated = MapWords.padding(
        in: start..<behindClause(output.range.upperBound, on: line), of: working.bytes)
      // Who goes on without a word goes on without padding.
      padding = stated ?? (padding == 0 && input != output.size ? 0 : nil)
      guard let padding, let right = size(input, kernel.size, padding, in: stretch), right != output.size,
        !isReported(output.range), !isDenied(output.range, on: line),
        // That the stride does not fit is said of the stride.
        !findings.contains(where: {
          $0.mistake == .strideMisstated && line.range.contains($0.range.lowerBound)
        })
      else { continue }
      findings.append(
        Draft(
          mistake: output.size == input
            ? .inputSizeForOutputSize
            : right == output.size + 1 ? .outputSizePlusOneMissing : .formulaDoesNotGiveResult,
          alternatives: output.size == input
            ? [.strideMisstated, .formulaDoesNotGiveResult] : [.productSlip], range: output.range,
          claimed: Rational(output.size),
          correct: Rational(right), fix: Expression(Rational(right))))
      return
    }
  }

  /// The end of the clause that goes on behind a size: "gives 24×24 (no padding)".
  private func behindClause(_ place: Int, on line: TextLine) -> Int {
    working.bytes.skip(from: place, to: min(line.range.upperBound, place + 32)) {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ";") && $0 < 0xE3
    }
  }

  private func size(_ input: Int, _ kernel: Int, _ padding: Int, in stretch: Range<Int>) -> Int? {
    let bytes = working.bytes
    let says = MapWords.strides.isIn(stretch, of: bytes)
    let stride = MapWords.number(behind: MapWords.strides, in: stretch, of: bytes)
    guard !says || stride != nil, stride ?? 1 >= 1, stride ?? 1 <= 16, padding <= kernel else { return nil }
    let step = stride ?? 1
    if MapWords.transposed.isIn(stretch, of: bytes) {
      return says ? (input - 1) * step - 2 * padding + kernel : nil
    }
    let room = input + 2 * padding - kernel
    return room >= 0 ? room / step + 1 : nil
  }
}

enum MapWords {
  static let layers: PhraseSet = ["conv", "kernel", "卷积"]
  static let transposed: PhraseSet = ["transpos", "deconv", "转置", "反卷积"]
  static let pools: PhraseSet = ["pool", "池化"]
  static let strides: PhraseSet = ["stride", "步长", "步幅"]
  static let stops: PhraseSet = [". ", "。"]
  /// What changes a size in another way, or makes the words uncertain.
  static let others: PhraseSet = [
    "two ", "three ", "four ", "five ", "twice", "times", "stack", "successive", "each", "repeat", "both",
    "两",
    "三个", "三层", "四个", "连续", "堆叠", "次", "各", "dilat", "output padding", "output_padding", "same", "ceil",
    "instead", "would", "if ", "not ", "upsampl",
    "膨胀", "空洞", "如果", "若", "不是", "上采样",
  ]
  static let gives: PhraseSet = ["give", "yield", "produce", "result", "output", "得", "输出"]
  private static let leading: PhraseSet = [
    "gives", "give", "giving", "yields", "yielding", "produces", "producing", "results in", "outputs",
    "output", "output:", "output is", "得到", "得", "输出", "输出为",
  ]
  private static let none: PhraseSet = [
    "no padding", "without padding", "unpadded", "zero padding of 0", "padding 0", "padding=0", "padding = 0",
    "无填充", "不填充", "没有填充", "填充 0", "填充为 0", "填充0",
  ]
  private static let paddings: PhraseSet = ["padding", "填充"]
  private static let kernels: PhraseSet = [
    "kernel", "conv", "filter", "transposed conv", "卷积核", "卷积", "转置卷积",
  ]

  /// The squares n×n of a stretch.
  static func squares(in range: Range<Int>, of bytes: [UInt8]) -> [(size: Int, range: Range<Int>)] {
    var squares: [(size: Int, range: Range<Int>)] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at].isASCIIDigit, at == range.lowerBound || !bytes[at - 1].isASCIIWordByte,
        let first = number(at: at, range.upperBound, bytes),
        let sign = sign(at: first.end, range.upperBound, bytes),
        let second = number(at: sign, range.upperBound, bytes)
      else {
        at += 1
        continue
      }
      // What goes on, `24×24×6`, has channels.
      if first.value == second.value { squares.append((first.value, at..<second.end)) }
      at = second.end
      while let more = self.sign(at: at, range.upperBound, bytes),
        let next = number(at: more, range.upperBound, bytes)
      {
        at = next.end
      }
    }
    return squares
  }

  private static func number(at place: Int, _ limit: Int, _ bytes: [UInt8]) -> (value: Int, end: Int)? {
    bytes.wholeNumber(at: place, to: limit, below: 100_000).flatMap { 1..<100_000 ~= $0.value ? $0 : nil }
  }

  /// The place behind `×`, `x` or `*`, perhaps with blanks around it.
  private static func sign(at place: Int, _ limit: Int, _ bytes: [UInt8]) -> Int? {
    var at = bytes.skip(from: place, to: limit) { $0 == 0x20 }
    for sign in ["×", "x", "*", "\\times"] as [StaticString] where bytes.has(sign, at: at) {
      at += sign.utf8CodeUnitCount
      at = bytes.skip(from: at, to: limit) { $0 == 0x20 }
      return at
    }
    return nil
  }

  /// Whether a word for the result stands right before a place.
  static func leads(to place: Int, in bytes: [UInt8]) -> Bool {
    let start = max(0, place - 24)
    let end = bytes.skipBack(from: place, to: start) { $0 == 0x20 || $0 == UInt8(ascii: "$") }
    for word in leading.phrases {
      let length = word.utf8CodeUnitCount
      guard end - length >= start else { continue }
      var isSame = true
      for offset in 0..<length where bytes[end - length + offset] | 0x20 != word.utf8Start[offset] | 0x20 {
        isSame = false
      }
      if isSame, word.utf8Start[0] >= 0x80 || end == length || !bytes[end - length - 1].isASCIIWordByte {
        return true
      }
    }
    return false
  }

  /// Whether a word for a kernel stands beside a square.
  static func isKernel(_ square: Range<Int>, in bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var joint = Joint(bytes, from: square.upperBound, to: line.upperBound)
    joint.skipBlanks()
    for word in kernels.phrases where bytes.has(word, at: joint.at) { return true }
    return kernels.isIn(
      max(line.lowerBound, square.lowerBound - 8)..<max(line.lowerBound, square.lowerBound), of: bytes)
  }

  static func padding(in range: Range<Int>, of bytes: [UInt8]) -> Int? {
    guard range.lowerBound < range.upperBound else { return nil }
    if none.isIn(range, of: bytes) { return 0 }
    return number(behind: paddings, in: range, of: bytes)
  }

  /// The number behind a word: "stride 2", "stride of 2", 步长为 2.
  static func number(behind words: PhraseSet, in range: Range<Int>, of bytes: [UInt8]) -> Int? {
    guard let word = words.first(in: range, of: bytes) else { return nil }
    let at = bytes.skip(from: word.upperBound, to: min(range.upperBound, word.upperBound + 5)) {
      !$0.isASCIIDigit
        && ($0 == 0x20 || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") || $0 | 0x20 == UInt8(ascii: "o")
          || $0 | 0x20 == UInt8(ascii: "f") || $0 >= 0x80)
    }
    return number(at: at, range.upperBound, bytes)?.value
      ?? (at < range.upperBound && bytes[at] == UInt8(ascii: "0") ? 0 : nil)
  }
}
