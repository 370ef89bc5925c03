extension ONNX {
  /// Products of matrices.
  enum Products {
    static let rules: [String: Call.Rule] = [
      "MatMul": { call throws(ONNXFailure) in [Outcome(try product(call, 0, 1))] },
      "com.microsoft.FusedMatMul": fused,
      "com.microsoft.TransposeMatMul": fused,
      "MatMulInteger": { call throws(ONNXFailure) in [Outcome(try product(call, 0, 1), .int32)] },
      "com.microsoft.MatMulIntegerToFloat": { call throws(ONNXFailure) in
        [Outcome(try product(call, 0, 1), .float32)]
      },
      "com.microsoft.DynamicQuantizeMatMul": { call throws(ONNXFailure) in [Outcome(try product(call, 0, 1))]
      },
      "QLinearMatMul": { call throws(ONNXFailure) in [Outcome(try product(call, 0, 3), call.input(7)?.type)]
      },
      "Gemm": { call throws(ONNXFailure) in [Outcome(try gemm(call, 0, 1))] },
      "com.microsoft.FusedGemm": { call throws(ONNXFailure) in [Outcome(try gemm(call, 0, 1))] },
      "com.microsoft.QGemm": { call throws(ONNXFailure) in
        [Outcome(try gemm(call, 0, 3), call.input(8)?.type)]
      },
      "com.microsoft.MatMulNBits": packed,
      "Einsum": { call throws(ONNXFailure) in [Outcome(try Einsum(call).result)] },
    ]

    /// The product of stacks of matrices `[…, M, K] × […, K, N]`; a single vector is a matrix with one row or column.
    static func product(
      _ call: Call, _ first: Int, _ second: Int, transposed: (Bool, Bool) = (false, false)
    ) throws(ONNXFailure) -> [Int] {
      var (left, right) = (try call.shape(first), try call.shape(second))
      guard !left.isEmpty, !right.isEmpty else { throw call.doNotFit() }
      let (isRow, isColumn) = (left.count == 1, right.count == 1)
      if isRow { left.insert(1, at: 0) }
      if isColumn { right.append(1) }
      if transposed.0 { left.swapAt(left.count - 1, left.count - 2) }
      if transposed.1 { right.swapAt(right.count - 1, right.count - 2) }
      guard left[left.count - 1] == right[right.count - 2] else { throw call.doNotFit() }
      var result = try call.broadcast([Array(left.dropLast(2)), Array(right.dropLast(2))])
      if !isRow { result.append(left[left.count - 2]) }
      if !isColumn { result.append(right[right.count - 1]) }
      return result
    }

    private static let fused: Call.Rule = { call throws(ONNXFailure) in
      guard call.integer("transBatchA") ?? 0 == 0, call.integer("transBatchB") ?? 0 == 0 else {
        throw call.attribute("transBatchA")
      }
      let transposed = (call.integer("transA") ?? 0 != 0, call.integer("transB") ?? 0 != 0)
      return [Outcome(try product(call, 0, 1, transposed: transposed))]
    }

    /// α A B + β C with matrices `[M, K]` and `[K, N]`, each of which may be stored transposed.
    static func gemm(_ call: Call, _ first: Int, _ second: Int) throws(ONNXFailure) -> [Int] {
      var (left, right) = (try call.shape(first), try call.shape(second))
      guard left.count == 2, right.count == 2 else { throw call.doNotFit() }
      if call.integer("transA") ?? 0 != 0 { left.swapAt(0, 1) }
      if call.integer("transB") ?? 0 != 0 { right.swapAt(0, 1) }
      guard left[1] == right[0] else { throw call.doNotFit() }
      return [left[0], right[1]]
    }

    /// Weights of a few bits each, packed block by block; the attributes tell their size.
    private static let packed: Call.Rule = { call throws(ONNXFailure) in
      var shape = try call.shape(0)
      guard let inputs = call.integer("K"), shape.last == inputs else { throw call.attribute("K") }
      guard let outputs = call.integer("N"), outputs > 0 else { throw call.attribute("N") }
      shape[shape.count - 1] = outputs
      return [Outcome(shape)]
    }
  }

  /// A sum of products in Einstein's notation: `bhqd,bhkd->bhqk`.
  struct Einsum {
    /// The letters of each operand; the axes of an ellipsis are numbered from −1 downwards, innermost first.
    private(set) var operands: [[Int]] = []
    /// The letters of the result.
    private(set) var output: [Int] = []
    /// The size of each letter.
    private(set) var sizes: [Int: Int] = [:]

    /// The shape of the result.
    var result: [Int] { output.map { sizes[$0] ?? 1 } }

    init(_ call: Call) throws(ONNXFailure) {
      guard let text = call.text("equation") else { throw call.attribute("equation") }
      let equation = text.utf8.filter { $0 != UInt8(ascii: " ") }
      let sides = Einsum.sides(equation)
      let terms = sides.left.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard terms.count == call.inputs.count else { throw call.attribute("equation") }
      for (index, term) in terms.enumerated() { try read(Array(term), try call.shape(index), call) }
      if let right = sides.right {
        output = try letters(right, rank: nil, call)
      } else {
        // Without an arrow: the ellipsis, then the letters that occur once, in alphabetical order.
        let all = operands.flatMap { $0 }
        output =
          widestEllipsis
          + Set(all).filter { letter in all.filter { $0 == letter }.count == 1 && letter > 0 }.sorted()
      }
      guard output.allSatisfy({ sizes[$0] != nil }) else { throw call.attribute("equation") }
    }

    private static func sides(_ equation: [UInt8]) -> (left: [UInt8], right: [UInt8]?) {
      guard let dash = equation.firstIndex(of: UInt8(ascii: "-")), dash + 1 < equation.count,
        equation[dash + 1] == UInt8(ascii: ">")
      else { return (equation, nil) }
      return (Array(equation[..<dash]), Array(equation[(dash + 2)...]))
    }

    private var widestEllipsis: [Int] {
      let most = operands.map { $0.filter { $0 < 0 }.count }.max() ?? 0
      return (0..<most).map { $0 - most }
    }

    private func letters(_ term: [UInt8], rank: Int?, _ call: Call) throws(ONNXFailure) -> [Int] {
      var letters: [Int] = []
      let dots = term.filter { $0 == UInt8(ascii: ".") }.count
      guard dots == 0 || dots == 3 else { throw call.attribute("equation") }
      let hidden = rank.map { $0 - (term.count - dots) } ?? widestEllipsis.count
      guard hidden >= 0 else { throw call.doNotFit() }
      var isFirstDot = true
      for byte in term {
        if byte != UInt8(ascii: ".") {
          letters.append(Int(byte))
        } else if isFirstDot {
          isFirstDot = false
          letters += (0..<hidden).map { $0 - hidden }
        }
      }
      return letters
    }

    private mutating func read(_ term: [UInt8], _ shape: [Int], _ call: Call) throws(ONNXFailure) {
      let letters = try letters(term, rank: shape.count, call)
      guard letters.count == shape.count else { throw call.doNotFit() }
      for (letter, size) in zip(letters, shape) {
        let known = sizes[letter] ?? 1
        guard known == 1 || size == 1 || known == size else { throw call.doNotFit() }
        sizes[letter] = known == 1 ? size : known
      }
      operands.append(letters)
    }
  }
}
