import Checking
import Testing
import Workings

/// Law 6 for files: any bytes at all are read or refused; places lie within the file.
@Suite("Any file")
struct AnyFileTests {
  static let page = """
    <!doctype html><title>ResNet-50</title><table><tr><th rowspan=2>calculation<th>result<tr><td>2&times;3<td>7</table>
    <p>10<sup>2</sup> = 99, <math><mfrac><mn>6</mn><mn>3</mn></mfrac><mo>=</mo><mn>3</mn></math>&#215;<pre>
    4 = 5</pre><script type="math/tex; mode=display">1+1=3</script><del>x</del>
    """

  private func check(_ bytes: [UInt8], _ format: WorkingFormat, _ comment: @autoclosure () -> String) {
    guard let working = try? HandCalculation(file: bytes, format: format) else { return }
    guard let origin = working.origin else { return }
    var end = 0
    for span in origin.spans {
      #expect(span.text.lowerBound == end, "\(comment())")
      #expect(span.file.lowerBound >= 0 && span.file.upperBound <= bytes.count, "\(comment())")
      end = span.text.upperBound
    }
    #expect(end == working.bytes.count, "\(comment())")
    for finding in Checker().diagnose(working).findings {
      let range = origin.fileRange(of: finding.place.bytes)
      #expect(
        range.upperBound <= bytes.count && finding.place.line >= 1 && finding.place.column >= 1,
        "\(comment())")
    }
  }

  @Test("Cut at any byte", arguments: [(page, WorkingFormat.html), (NotebookTests.notebook, .notebook)])
  func truncated(text: String, format: WorkingFormat) {
    let bytes = Array(text.utf8)
    for length in bytes.indices { check(Array(bytes[..<length]), format, "cut at \(length)") }
  }

  @Test("Flipped bits", arguments: [(page, WorkingFormat.html), (NotebookTests.notebook, .notebook)])
  func flipped(text: String, format: WorkingFormat) {
    var random = SplitMix(seed: 5)
    for round in 0..<300 {
      var bytes = Array(text.utf8)
      for _ in 0..<1 + round % 12 { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
      check(bytes, format, "round \(round)")
    }
  }

  @Test("Random tags", arguments: 0..<20)
  func randomTags(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let pieces = [
      "<b>", "</b>", "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<i a=1>", "<a href=x>",
      "</a>",
      "<math>", "</math>", "<mi>", "<msup>", "</msup>", "<select>", "<svg>", "<sup>", "<sub>", "2×3", " = ",
      "7", "\n",
      "&times;", "&#0;", "&", "<!--", "-->", "<script>", "</script>", "<pre>", "<li>", "<div>", "</div>", "<",
      "\u{0}",
    ]
    let html = (0..<400).map { _ in pieces[random.below(pieces.count)] }.joined()
    check(Array(html.utf8), .html, html)
  }

  @Test(
    "Depth, repetition and floods of formatting cost no more than their length",
    arguments: [
      (String(repeating: "<div>", count: 900), 1), (String(repeating: "<table><tr><td>", count: 900), 1),
      (String(repeating: "<b x=1><i>", count: 300) + String(repeating: "<p>x", count: 300), 1),
      (String(repeating: "<math><mrow>", count: 400), 1), (String(repeating: "<", count: 100_000), 1),
      (String(repeating: "&", count: 100_000), 1), (String(repeating: "<sup>1", count: 900), 1),
      ("<p " + String(repeating: "a ", count: 5_000) + ">", 1),
    ])
  func pathological(text: String, _: Int) { check(Array(text.utf8), .html, String(text.prefix(20))) }

  @Test(
    "A page of too many tags, or of tags within tags without end, is refused",
    arguments: [
      String(repeating: "<b>", count: 200_000), String(repeating: "<div>", count: 140_000),
      String(repeating: "<div><table></div></table>", count: 35_000),
      String(repeating: "<b><div></b>", count: 40_000),
      String(repeating: "<math><mrow>", count: 10_000),
    ])
  func refused(text: String) {
    #expect(throws: WorkingProblem.self) { try HandCalculation(file: Array(text.utf8), format: .html) }
  }

  @Test("A long page that closes what it opens is read")
  func long() throws {
    let row = "<tr><td><b>2<i>×</i></b>3<td>6\n"
    let html = "<table>" + String(repeating: row, count: 2_000) + "</table>"
    let working = try HandCalculation(file: Array(html.utf8), format: .html)
    #expect(working.bytes.count { $0 == UInt8(ascii: "\n") } == 1_999)
  }
}
