import Checking
import Testing
import Workings

@Suite("Notebooks")
struct NotebookTests {
  static let notebook = """
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {"title": "x"}, "cells": [
     {"cell_type": "markdown", "source": ["# ResNet-50\\n", "\\n", "conv1: 7\\u00d77×3×64×112×112 = 118,013,592"]},
     {"cell_type": "code", "outputs": [{"output_type": "execute_result", "data": {"text/plain": ["37864"]}}],
      "source": "# layer1.0.conv2: 3*3*64*64*56*56 = 115,605,540\\nwidth = 64\\n3*3*64*64"},
     {"cell_type": "raw", "source": ["1 + 1 = 3"]},
     {"cell_type": "code", "source": ["print(1)"], "outputs": [{"output_type": "stream", "text": ["64 × 64 = 4069\\n"]}]}
    ]}
    """

  @Test("The text: cells, comments of code, a calculation with its result, what was printed")
  func text() throws {
    let working = try HandCalculation(file: Array(Self.notebook.utf8), format: .notebook)
    #expect(
      String(decoding: working.bytes, as: UTF8.self) == """
        # ResNet-50

        conv1: 7×7×3×64×112×112 = 118,013,592

         layer1.0.conv2: 3*3*64*64*56*56 = 115,605,540

        3*3*64*64
        = 37864

        64 × 64 = 4069

        """)
  }

  @Test("A finding names its cell and the line there, and stands at its bytes of the file")
  func places() throws {
    let bytes = Array(Self.notebook.utf8)
    let working = try HandCalculation(file: bytes, format: .notebook)
    let findings = Checker().diagnose(working).findings
    #expect(
      findings.map { [$0.place.cell?.number ?? 0, $0.place.line, $0.place.column] }
        == [[1, 3, 27], [2, 1, 37], [2, 1, 1], [4, 1, 11]])
    #expect(findings.map { $0.place.cell?.isOutput ?? false } == [false, false, true, true])
    let origin = try #require(working.origin)
    let written = findings.map { finding in
      String(decoding: bytes[origin.fileRange(of: finding.place.bytes)], as: UTF8.self)
    }
    #expect(written == ["118,013,592", "115,605,540", "37864", "4069"])
  }

  @Test("Version 3 kept its cells in worksheets")
  func version3() throws {
    let old = """
      {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["# 2 × 3 = 7"], "outputs": []}]}]}
      """
    let working = try HandCalculation(file: Array(old.utf8), format: .notebook)
    #expect(Checker().diagnose(working).findings.first?.place.column == 11)
  }

  @Test(
    "What is no notebook is refused with its place",
    arguments: [
      ("", 0), ("{\"cells\": [}", 11), ("{\"cells\": [] ", 13), ("[1, 2", 5), ("{\"cells\": [\"a\nb\"]}", 13),
      ("{\"cells\": []} x", 14),
    ])
  func refuses(text: String, offset: Int) {
    let problem = #expect(throws: WorkingProblem.self) {
      try HandCalculation(file: Array(text.utf8), format: .notebook)
    }
    #expect(problem?.offset == offset)
  }

  @Test("JSON without cells, and JSON that nests without end")
  func refusesOthers() {
    #expect(throws: WorkingProblem.self) {
      try HandCalculation(file: Array("{\"a\": 1}".utf8), format: .notebook)
    }
    let deep = Array(repeatElement(UInt8(ascii: "["), count: 1_000_000))
    #expect(throws: WorkingProblem.self) { try HandCalculation(file: deep, format: .notebook) }
  }
}

@Suite("Numbers that a notebook has printed")
struct PrintedNumberTests {
  private static func notebook(_ text: String) throws -> HandCalculation {
    let json = """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
       {"cell_type": "code", "source": ["n = 5*5*6*16 + 16\\n", "print(n, n*100)"],
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ["2416 241600\\n"]}]},
       {"cell_type": "code", "source": ["count(net)"],
        "outputs": [{"output_type": "execute_result", "data": {"text/plain": ["total: 61,706 of 184,264"]}}]},
       {"cell_type": "markdown", "source": ["\(text)"]}
      ]}
      """
    return try HandCalculation(file: Array(json.utf8), format: .notebook)
  }

  @Test("A copy with two digits exchanged", arguments: ["LeNet has 67,106 parameters.", "共 148,264 个"])
  func miscopied(text: String) throws {
    let findings = Checker().diagnose(try Self.notebook(text)).findings
    #expect(findings.map { $0.mistake } == [.digitsTransposed])
    #expect(findings.first?.place.cell?.number == 3)
  }

  @Test(
    "A right copy, and numbers of other things",
    arguments: [
      "LeNet has 61,706 parameters.", "It has 61,706 parameters; the other one has 67,106.",
      "Without biases there are 61,470.", "61,706 + 5,400 = 67,106", "About 241,600 in all",
    ])
  func right(text: String) throws {
    let findings = Checker().diagnose(try Self.notebook(text)).findings
    #expect(findings.filter { $0.severity == .error }.isEmpty)
  }
}

@Suite("The format of a working")
struct WorkingFormatTests {
  @Test(
    "By the ending, else by the beginning",
    arguments: [
      ("a.html", "", WorkingFormat.html), ("a.HTM", "", .html), ("b/c.ipynb", "", .notebook),
      ("a.md", "<html>", .text),
      ("a.tex", "", .text), (nil, "  <!DOCTYPE html><p>", .html), (nil, "<HTML lang=en>", .html),
      (nil, "{\n \"cells\": []}", .notebook), (nil, "{1, 2}", .text), ("x.d/notes", "<html>", .html),
      (".html", "", .text),
    ] as [(String?, String, WorkingFormat)])
  func format(name: String?, content: String, format: WorkingFormat) {
    #expect(WorkingFormat(name: name, bytes: Array(content.utf8)) == format)
  }
}
