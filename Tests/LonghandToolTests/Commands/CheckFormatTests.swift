import Testing

@Suite("What goes into check and what comes out")
struct CheckFormatTests {
  let folder = Folder()

  static let page = """
    <!doctype html>
    <title>ResNet-101</title>
    <p>conv1: 7×7×3×64×112×112 = <b>87,416,320</b> MACs</p>

    """
  static let notebook = """
    {"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# ResNet-101\\n",
     "conv1: 7×7×3×64×112×112 = 87,416,320 MACs"]}]}
    """

  @Test("Pages and notebooks are read by their ending or their content")
  func inputs() throws {
    let page = folder.write("a.html", Self.page)
    let notebook = folder.write("b.ipynb", Self.notebook)
    let run = longhand("check", page, notebook, folder.write("c.md", CheckTests.wrong))
    #expect(run.status == 1)
    #expect(run.text.contains("a.html:3:33: error: "), "\(run.text)")
    #expect(run.text.contains("b.ipynb:cell 1:2:27: error: "), "\(run.text)")
    #expect(run.text.contains("c.md:3:29: error: "), "\(run.text)")
    for text in [Self.page, Self.notebook] {
      #expect(longhand("check", "-", input: text).text.contains("error:"))
    }
    let json = try #require(JSON(longhand("check", notebook, "--format", "json").output)?[0])
    #expect(json["findings"]?[0]?["cell"]?.int == 1)
    #expect(json["findings"]?[0]?["line"]?.int == 2)
  }

  @Test("What is no notebook is refused with its place and what to do")
  func noNotebook() {
    let run = longhand("check", folder.write("x.ipynb", "{\"cells\":\n 1,}"))
    #expect(run.status == 2)
    #expect(run.errors.contains("x.ipynb:2:4: error: this is no notebook"), "\(run.errors)")
    #expect(longhand("check", folder.write("y.ipynb", "{}")).errors.contains("no list of cells"))
  }

  @Test("Annotations have one line each, with what ends a property escaped")
  func annotations() {
    let run = longhand("check", folder.write("a,b:c%.md", CheckTests.wrong), "--format", "github")
    let lines = run.text.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 1)
    #expect(
      lines.first?.hasPrefix(
        "::error file=\(folder["a%2Cb%3Ac%25.md"]),line=3,endLine=3,col=29,endColumn=39,title=")
        == true, "\(run.text)")
    let notebook = longhand("check", folder.write("b.ipynb", Self.notebook), "--format", "github")
    #expect(notebook.text.contains(",line=2,endLine=2,col=29,endColumn=39,"), "\(notebook.text)")
    #expect(notebook.text.contains("::cell 1:2:27: "))
  }

  // MARK: - Hints and solutions

  static let hintable = """
    # ResNet-50

    conv1: (7×7×3)×64×112×112 = 118,013,592
    layer1.0.conv2: 3×3×64×56×56 = 1,806,336
    fc: 2048×1000 = 2,084,000
    ResNet-50 has 17 residual blocks.
    Together these are 4.9 GMACs for ResNet-50.

    """

  @Test(
    "A hint has no right number in any format",
    arguments: ["text", "markdown", "html", "latex", "json", "sarif", "github"])
  func hints(format: String) throws {
    let file = folder.write("h.md", Self.hintable)
    let plain = longhand("check", file, "--format", format)
    let hinted = longhand("check", file, "--format", format, "--hint")
    #expect(hinted.status == 1 && plain.status == 1)
    func digits(_ text: String) -> String {
      String(text.filter { $0 != "," && $0 != " " && $0 != "\u{202F}" && $0 != "{" && $0 != "}" })
    }
    let right = ["118013952", "115605504", "2048000", "4089184256", "4.09", "4.1G"]
    #expect(right.contains { digits(plain.text).contains($0) }, "the test can see nothing in \(format)")
    for number in right { #expect(!digits(hinted.text).contains(number), "\(number) in \(format)") }
    #expect(!hinted.text.contains("16 residual") && !hinted.text.contains("\"16\""))
  }

  @Test("--explain shows the formula, the numbers and the source; it excludes --hint")
  func explains() throws {
    let file = folder.write("h.md", Self.hintable)
    let text = longhand("check", file, "--explain").text
    #expect(text.contains("(K_h×K_w×C_in)×C_out×(H_out×W_out)"), "\(text)")
    #expect(text.contains("= (7×7×3)×64×(112×112)") && text.contains("Source: "))
    let json = try #require(JSON(longhand("check", file, "--explain", "--format", "json").output)?[0])
    let solution = json["findings"]?[0]?["solution"]?.elements.compactMap { $0.string } ?? []
    #expect(
      solution.first == "H_out = ⌊(H + 2×P − K_h)/S⌋ + 1" && solution.last == "= 118013952", "\(solution)")
    for format in ["markdown", "html", "latex"] {
      #expect(longhand("check", file, "--explain", "--format", format).text.contains("Goodfellow"))
    }
    #expect(longhand("check", file, "--explain", "--hint").status == 2)
  }

  @Test("The working is shown as a whole with its corrections in place")
  func corrected() {
    let file = folder.write("h.md", Self.hintable)
    let html = longhand("check", file, "--format", "html").text
    #expect(
      html.contains("class=\"manuscript\"") && html.contains("118,013,592</del>"), "\(html.suffix(3000))")
    let markdown = longhand("check", file, "--format", "markdown").text
    #expect(markdown.contains("~~118,013,592~~ "), "\(markdown)")
    #expect(markdown.contains("Together these are"))
  }

  // MARK: - Many files

  @Test(
    "Many files come out in their order, whoever checked them",
    arguments: ["text", "json", "sarif", "github"])
  func manyFiles(format: String) {
    let files = (0..<60).map { index in
      // Odd: a number that ends in zeros may be a rounded one.
      let wrong = 118_013_952 + 2 * index + 1
      return folder.write("f\(index).md", "ResNet-50\n\n(7×7×3)×64×112×112 = \(wrong)\n")
    }
    let together = longhand(["check", "--format", format] + files)
    #expect(together.status == 1)
    #expect(longhand(["check", "--format", format] + files).output == together.output)
    var position = together.text.startIndex
    for index in 0..<60 {
      let found = together.text[position...].firstRange(of: "f\(index).md")
      #expect(found != nil, "f\(index).md in \(format)")
      if let found { position = found.lowerBound }
    }
  }

  @Test("Files that cannot be read are named in their order beside the others")
  func someFilesFail() {
    let files = (0..<20).map { index in
      index % 5 == 0 ? folder["missing\(index)"] : folder.write("g\(index).md", CheckTests.right)
    }
    let run = longhand(["check"] + files)
    #expect(run.status == 2)
    let missing = run.errors.split(separator: "\n").filter { $0.contains("error:") }
    #expect(missing.count == 4 && missing[1].contains("missing5"), "\(run.errors)")
  }
}
