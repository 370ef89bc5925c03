import Testing

@Suite("longhand check")
struct CheckTests {
  let folder = Folder()

  static let right = "# ResNet-101\n\n- conv1: 7×7×3×64×112×112 = 118,013,952 MACs\n"
  static let wrong = "# ResNet-101\n\n- conv1: 7×7×3×64×112×112 = 87,416,320 MACs\n"

  @Test("The exit code tells right from wrong from unreadable")
  func exitCodes() {
    folder.write("right.md", Self.right)
    folder.write("wrong.md", Self.wrong)
    #expect(longhand("check", folder["right.md"]).status == 0)
    #expect(longhand("check", folder["wrong.md"]).status == 1)
    #expect(longhand("check", folder["right.md"], folder["wrong.md"]).status == 1)
    #expect(longhand("check", folder["missing.md"]).status == 2)
    #expect(longhand("check", "-", input: Self.right).status == 0)
    #expect(longhand("check", "-", input: Self.wrong).status == 1)
    #expect(longhand("check", "-", input: "").status == 0)
  }

  @Test("A finding is shown with its place, its line and a mark below what is wrong")
  func terminal() {
    let run = longhand("check", "--", folder.write("w.md", Self.wrong))
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    #expect(lines.first?.hasPrefix("\(folder["w.md"]):3:29: error: ") == true, "\(run.text)")
    #expect(lines.first?.hasSuffix(" [product-slip]") == true)
    #expect(lines.dropFirst().first == "   3 │ - conv1: 7×7×3×64×112×112 = 87,416,320 MACs")
    #expect(lines.dropFirst(2).first == "     │                             ^^^^^^^^^^ 118,013,952")
  }

  @Test("Marks stand below the right characters behind wide characters and tabs")
  func widths() {
    let run = longhand("check", "-", input: "ResNet-101\n\t第一个卷积层：7×7×3×64×112×112 = 87,416,320\n")
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    #expect(lines.first?.hasPrefix("<stdin>:2:") == true, "\(run.text)")
    guard let source = lines.first(where: { $0.contains("87,416,320") && $0.contains("│") }),
      let mark = lines.first(where: { $0.contains("^") })
    else { return #expect(Bool(false), "no mark in \(run.text)") }
    // Seven Han characters and a full-width colon of two columns each, the tab as four.
    let before = source.prefix { $0 != "8" }
    let columns = before.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x3000 ? 2 : 1) }
    #expect(mark.prefix { $0 != "^" }.count == columns)
  }

  @Test("JSON has the members of the interface in their order")
  func json() throws {
    let run = longhand("check", folder.write("w.md", Self.wrong), "--format", "json")
    #expect(run.status == 1)
    let file = try #require(JSON(run.output)?[0])
    #expect(
      file.keys == [
        "file", "network", "convention", "verdict", "statements", "findings", "total", "totals",
      ])
    #expect(file["network"]?.string == "resnet101")
    #expect(file["verdict"]?.string == "wrong")
    let statement = try #require(file["statements"]?[0])
    #expect(
      statement.keys == ["line", "column", "endLine", "endColumn", "reading", "about", "status"])
    #expect(statement["about"]?.string == "conv1.macs")
    #expect(statement["status"]?.string == "wrong")
    let finding = try #require(file["findings"]?[0])
    #expect(
      finding.keys == [
        "mistake", "alternatives", "severity", "line", "column", "endLine", "endColumn", "about", "claimed",
        "correct", "message", "fix",
      ])
    #expect(finding["claimed"]?.string == "87416320")
    #expect(finding["correct"]?.string == "118013952")
    #expect(finding["line"]?.int == 3 && finding["column"]?.int == 29)
    #expect(finding["endLine"]?.int == 3 && finding["endColumn"]?.int == 39)
  }

  @Test("One object a file, in the order of the command line")
  func manyFiles() throws {
    let names = (0..<20).map { folder.write("\($0).md", $0 % 3 == 0 ? Self.wrong : Self.right) }
    let run = longhand(["check", "--format", "json"] + names)
    #expect(run.status == 1)
    let files = try #require(JSON(run.output)).elements
    #expect(files.map { $0["file"]?.string ?? "" } == names)
    #expect(files.map { $0["verdict"]?.string == "wrong" } == (0..<20).map { $0 % 3 == 0 })
  }

  @Test("What cannot be read is an error that says what and what to do")
  func badInput() {
    folder.write("zero.bin", [0x50, 0x4B, 0x03, 0x04, 0x00, 0x01])
    folder.write("utf16.txt", [0xFF, 0xFE, 0x37, 0x00])
    _ = shell("mkdir '\(folder["folder"])'; ln -s loop '\(folder["loop"])'")
    for (name, message) in [
      ("missing.md", "cannot be read: no such file or directory"), ("folder", "this is a folder, not a file"),
      ("zero.bin", "this is not a text: the byte 5 is zero"), ("utf16.txt", "this is UTF-16, not UTF-8"),
      ("loop", "cannot be read: too many levels of symbolic links"),
      ("zero.bin/x", "cannot be read: not a directory"),
    ] {
      let run = longhand("check", folder[name])
      #expect(run.status == 2)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("\(folder[name]): error: \(message)"), "\(run.errors)")
    }
  }

  @Test("A file that may not be read, for people who are not root")
  func permissions() {
    folder.write("secret.md", Self.right)
    guard shell("id -u").text != "0\n" else { return }
    _ = shell("chmod 000 '\(folder["secret.md"])'")
    #expect(longhand("check", folder["secret.md"]).errors.contains("cannot be read: permission denied"))
  }

  @Test("A file beyond the limit is refused before it is read")
  func tooLarge() {
    _ = shell("truncate -s 64M '\(folder["most"])'; truncate -s 65M '\(folder["large"])'")
    #expect(longhand("check", folder["large"]).errors.contains("this is larger than 64 MiB"))
    // At the limit it is read, and found to be no text.
    #expect(longhand("check", folder["most"]).errors.contains("this is not a text"))
  }

  @Test("Of several files, the readable ones are checked; with -o nothing is written")
  func someUnreadable() {
    folder.write("w.md", Self.wrong)
    let shown = longhand("check", folder["missing.md"], folder["w.md"])
    #expect(shown.status == 2)
    #expect(shown.text.contains("product-slip"))
    #expect(shown.errors.contains("missing.md: error: "))
    let written = longhand(
      "check", folder["missing.md"], folder["w.md"], "--format", "json", "-o", folder["out.json"])
    #expect(written.status == 2)
    #expect(folder.read("out.json") == nil)
  }

  @Test("Bytes that are not UTF-8 are replaced and noted, and the rest is checked")
  func invalidUTF8() throws {
    let bytes =
      [UInt8]("ResNet-101\na\u{1F600}".utf8) + [0xFF, 0xC3] + [UInt8]("\n".utf8) + [UInt8](Self.wrong.utf8)
    let run = longhand(["check", "-", "--format", "json"], input: bytes)
    #expect(run.status == 1)
    #expect(run.errors.contains("<stdin>:2:3: note: what is not UTF-8 was read as U+FFFD"))
    #expect(try #require(JSON(run.output)?[0]?["findings"]?[0])["line"]?.int == 5)
  }

  @Test("A byte order mark and Windows line ends change no place")
  func marksAndLineEnds() throws {
    let text = Self.wrong.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let run = longhand(["check", "-", "--format", "json"], input: [0xEF, 0xBB, 0xBF] + [UInt8](text.utf8))
    let finding = try #require(JSON(run.output)?[0]?["findings"]?[0])
    #expect(finding["line"]?.int == 3 && finding["column"]?.int == 29 && finding["endColumn"]?.int == 39)
  }

  @Test("Whatever a working says is escaped in every format")
  func escaping() throws {
    let hostile =
      "ResNet-101 <script>alert(1)</script> \u{1B}[2J\u{202E} \"\\ \u{7F}\u{85}\u{2028}`$\\input{x}$` &amp;"
    let working = "\(hostile)\n\n\(hostile) conv1: 7×7×3×64×112×112 = 87,416,320 \(hostile)\n"
    let path = folder.write("w <b>&\".md", working)
    let json = longhand("check", path, "--format", "json")
    #expect(JSON(json.output)?[0]?["file"]?.string == path)
    let text = longhand("check", path)
    #expect(!text.text.contains("\u{1B}") && !text.text.contains("\u{202E}"))
    #expect(!longhand("check", path, "--color", "always").text.contains("\u{1B}[2J"))
    let html = longhand("check", path, "--format", "html").text
    #expect(!html.contains("<script>alert") && !html.contains("w <b>"))
    let latex = longhand("check", path, "--format", "latex").text
    #expect(!latex.contains("\\input{x}"))
  }

  @Test(
    "Impossible calculations are never called wrong, and end in time",
    arguments: [
      "10^10^10 = 5", "1/0 = 7", "9^9^9^9 = 1", "170141183460469231731687303715884105727 × 2 = 4",
      String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000) + " = 2",
      String(repeating: "9", count: 100_000) + " = 1",
      String(repeating: "2×", count: 20_000) + "2 = 4",
      String(repeating: "x", count: 2_000_000),
    ])
  func impossible(line: String) {
    let run = longhand("check", "-", "--network", "resnet50", input: "ResNet-50\n\n\(line)\n")
    #expect(run.status == 0, "\(run.text.prefix(500)) \(run.errors.prefix(500))")
    #expect(run.output.count < 20_000)
  }

  @Test("Both languages, every format", arguments: ["en", "zh-Hans"])
  func formats(language: String) {
    folder.write("w.md", Self.wrong)
    for format in ["text", "markdown", "html", "latex", "json"] {
      let run = longhand("check", folder["w.md"], "--language", language, "--format", format)
      #expect(run.status == 1 && run.errors.isEmpty)
      #expect(!run.output.isEmpty)
    }
  }

  @Test("The same answer every time")
  func deterministic() {
    let path = folder.write(
      "w.md", Self.wrong + "\nTotal: 7.8 GFLOPs\n\nResNet-50 takes 4.1 GMACs, ResNet-18 1.8 G.\n")
    let first = longhand("check", path, "--format", "json").output
    for _ in 0..<5 { #expect(longhand("check", path, "--format", "json").output == first) }
  }
}
