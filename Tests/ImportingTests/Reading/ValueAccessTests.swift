import Testing

@testable import Importing

@Suite("Asking values")
struct ValueAccessTests {
  private func value(_ text: String) throws -> Value {
    try Value.read(Array("x: \(text)".utf8), file: "f").mapping.required("x")
  }

  private func problem(_ text: String, _ ask: (Value) throws(ImportError) -> Void) throws -> TextProblem? {
    let value = try self.value(text)
    do throws(ImportError) {
      try ask(value)
    } catch {
      #expect(error.line == 1 && error.column == 4)
      if case .text(let problem) = error.problem { return problem }
    }
    return nil
  }

  @Test(
    "The core schema",
    arguments: [
      ("1", CoreSchema.integer(1)), ("-0", .integer(0)), ("+12", .integer(12)), ("007", .integer(7)),
      ("0o17", .integer(15)), ("0xfF", .integer(255)), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .integer(nil)), ("0xFFFFFFFFFFFFFFFFFF", .integer(nil)),
      ("1.5", .number(1.5)), (".5", .number(0.5)), ("5.", .number(5)), ("1e3", .number(1000)),
      ("-1E-2", .number(-0.01)), (".inf", .number(.infinity)), ("-.Inf", .number(-.infinity)),
      ("Infinity", .number(.infinity)), ("-Infinity", .number(-.infinity)), ("1e999", .number(.infinity)),
      ("true", .bool(true)), ("FALSE", .bool(false)), ("null", .null), ("~", .null), ("", .null),
      ("yes", .string), ("0o18", .string), ("0x", .string), ("1_000", .string), ("1e", .string),
      (".", .string),
      ("+", .string), ("-", .string), ("0x-1", .string), ("1.2.3", .string), ("tRue", .string),
      ("3x224", .string),
      ("+.5e+1", .number(5)), ("--1", .string), ("1e+", .string), ("inf", .string), ("+Infinity", .string),
    ])
  func coreSchema(_ text: String, _ meaning: CoreSchema) {
    #expect(CoreSchema(.init(text, isQuoted: false)) == meaning)
    #expect(CoreSchema(.init(text, isQuoted: true)) == .string)
  }

  @Test("NaN is a number that equals none")
  func notANumber() {
    for text in ["NaN", ".nan", ".NaN"] {
      guard case .number(let value) = CoreSchema(.init(text, isQuoted: false)) else {
        Issue.record("\(text)")
        continue
      }
      #expect(value.isNaN)
    }
  }

  @Test("Each accessor gives its kind")
  func kinds() throws {
    #expect(try value("16").integer(atLeast: 16, atMost: 16) == 16)
    #expect(try value("16").number == 16)
    #expect(try value("1e-5").number == 1e-5)
    #expect(try value("99999999999999999999").number == 1e20)
    #expect(try value("'16'").string == "16")
    #expect(try value("16").word == "16")
    #expect(try value("true").bool)
    #expect(try value("[1, 2]").sequence.count == 2)
    #expect(try value("{b: 1, a: 2}").mapping.keys == ["b", "a"])
  }

  @Test("Each accessor says what it found instead")
  func refusals() throws {
    #expect(
      try problem("1.0") { v throws(ImportError) in _ = try v.integer() }
        == .wrongKind(expected: .integer, found: .scalar("1.0")))
    #expect(
      try problem("'5'") { v throws(ImportError) in _ = try v.integer() }
        == .wrongKind(expected: .integer, found: .scalar("5")))
    #expect(
      try problem("0") { v throws(ImportError) in _ = try v.integer(atLeast: 1) }
        == .outOfRange("0", least: 1, most: .max))
    #expect(
      try problem("9999999999999999999") { v throws(ImportError) in _ = try v.integer() }
        == .outOfRange("9999999999999999999", least: .min, most: .max))
    #expect(
      try problem("yes") { v throws(ImportError) in _ = try v.bool }
        == .wrongKind(expected: .bool, found: .scalar("yes")))
    #expect(
      try problem("5") { v throws(ImportError) in _ = try v.string }
        == .wrongKind(expected: .string, found: .scalar("5")))
    #expect(
      try problem("~") { v throws(ImportError) in _ = try v.word }
        == .wrongKind(expected: .word, found: .null))
    #expect(
      try problem(".nan") { v throws(ImportError) in _ = try v.number }
        == .wrongKind(expected: .number, found: .scalar(".nan")))
    #expect(
      try problem("{}") { v throws(ImportError) in _ = try v.sequence }
        == .wrongKind(expected: .sequence, found: .mapping))
    #expect(
      try problem("[]") { v throws(ImportError) in _ = try v.mapping }
        == .wrongKind(expected: .mapping, found: .sequence))
    let long = String(repeating: "卷", count: 100)
    #expect(
      try problem(long) { v throws(ImportError) in _ = try v.integer() }
        == .wrongKind(expected: .integer, found: .scalar(String(repeating: "卷", count: 59) + "…")))
  }

  @Test("Absent is not null")
  func absence() throws {
    let mapping = try Value.read(Array("a:\nb: null\n".utf8), file: "f").mapping
    #expect(mapping["a"]?.isNull == true && mapping["b"]?.isNull == true && mapping["c"] == nil)
    #expect(throws: FilePlace(file: "f", line: 1, column: 1).error(.missingKey("c"))) {
      try mapping.required("c")
    }
  }

  @Test("An unknown key is named with its nearest neighbour")
  func unknownKeys() throws {
    let mapping = try Value.read(Array("out: 6\n宽: 5\nkernal: 5\n".utf8), file: "f").mapping
    let known = ["out", "kernel", "宽"]
    #expect(mapping.unknownKeys(known: known).map(\.key) == ["kernal"])
    #expect(
      throws: FilePlace(file: "f", line: 3, column: 1)
        .error(.unknownKey("kernal", nearest: "kernel", known: known))
    ) { try mapping.allow(only: known) }
    try mapping.allow(only: known + ["kernal"])
  }
}
