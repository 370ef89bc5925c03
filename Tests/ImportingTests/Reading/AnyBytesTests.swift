import Testing

@testable import Importing

@Suite("Reading of values: any bytes")
struct AnyBytesTests {
  static let samples = [
    """
    # LeNet
    name: "LeNet-5"
    input: 1x28x28
    layers: &all
      - conv: {name: c1, out: 6, kernel: [5, 5]}
      - tanh
      - |
        text
      - 'it''s'
      - >-
        folded
        text
    again: *all
    层: ["\\u5377\\ud83d\\ude00", é]
    """,
    "{\"hidden_size\":768,\"id2label\":{\"0\":\"LABEL_0\",\"1\":\"卷积\"},\"x\":[1e-12,NaN,-Infinity,null,true]}",
  ]

  private func read(_ bytes: [UInt8], _ comment: @autoclosure () -> String) {
    do throws(ImportError) {
      let value = try Value.read(bytes, file: "f")
      check(value, lines: TextPositions(bytes, file: "f").lineStarts.count, comment)
    } catch {
      guard let line = error.line, let column = error.column else {
        Issue.record("an error without a place: \(error), \(comment())")
        return
      }
      #expect(
        line >= 1 && line <= TextPositions(bytes, file: "f").lineStarts.count && column >= 1, "\(comment())")
    }
  }

  private func check(_ value: Value, lines: Int, _ comment: () -> String) {
    #expect(value.place.line >= 1 && value.place.line <= lines && value.place.column >= 1, "\(comment())")
    switch value.content {
    case .scalar: break
    case .sequence(let values): for value in values { check(value, lines: lines, comment) }
    case .mapping(let mapping): for entry in mapping.entries { check(entry.value, lines: lines, comment) }
    }
  }

  @Test("A text cut at any byte", arguments: samples)
  func truncated(_ text: String) {
    let bytes = Array(text.utf8)
    for count in 0...bytes.count { read(Array(bytes[..<count]), "cut at \(count)") }
  }

  @Test("Any one bit flipped", arguments: samples)
  func flipped(_ text: String) {
    for index in 0..<(text.utf8.count * 8) {
      var bytes = Array(text.utf8)
      bytes[index / 8] ^= 1 << UInt8(index % 8)
      read(bytes, "bit \(index)")
    }
  }

  @Test("Random bytes, and random signs of YAML")
  func noise() {
    var dice = SplitMix(seed: 5)
    let signs = Array("[]{}:,-?&*!|>'\"%@` \n\t#ab01.~".utf8)
    for round in 0..<2000 {
      let count = dice.pick(0...60)
      let isSigns = dice.chance(70)
      let bytes = (0..<count).map { _ in isSigns ? dice.pick(signs) : UInt8(dice.pick(0...255)) }
      read(bytes, "round \(round)")
    }
  }

  @Test(
    "Pathological texts end quickly, with an error or a value",
    arguments: [
      ("[", 20_000), ("{\"a\":", 20_000), ("- ", 20_000), ("? ", 20_000), ("&a ", 20_000),
      ("!!", 20_000),
      (": ", 20_000), ("%a\n", 30_000), ("\n", 20_000), ("\"é", 1), ("é", 20_000), ("\"卷\",", 20_000),
      ("#\n", 20_000), (" x\n", 20_000), ("a b\n", 20_000), ("*a ", 20_000),
    ])
  func pathological(_ piece: String, _ count: Int) {
    let pieces = String(repeating: piece, count: count)
    for opening in ["", "[", "a: |\n", "\""] { read(Array((opening + pieces).utf8), piece) }
  }

  @Test("The library prints nothing")
  func silence() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      for text in [
        "a: [", "%x\n%y", "a: \"\\q\"", "- a\nb: c", "\u{7F}: *x", "a: b: c", "@", "a: \t- b", "!<",
      ] {
        _ = try? Value.read(Array(text.utf8), file: "f")
      }
    }
    #expect(result?.standardErrorContent.isEmpty == true)
  }
}
