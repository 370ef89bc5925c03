import Testing

@Suite("longhand derive")
struct DeriveTests {
  @Test(
    "JSON has the members of the interface in their order; repeat × value adds up to the totals",
    arguments: ["resnet18", "resnet34", "resnet50", "ResNet-101", "resnet_152", "resnet50-v1"])
  func json(name: String) throws {
    let run = longhand("derive", name, "--format", "json")
    #expect(run.status == 0)
    let json = try #require(JSON(run.output))
    #expect(json.keys == ["network", "input", "convention", "totals", "layers"])
    #expect(json["input"]?.elements.map(\.int) == [1, 3, 224, 224])
    let layers = try #require(json["layers"]).elements
    for quantity in ["parameters", "macs", "flops", "counted"] {
      let sum = layers.reduce(Int128(0)) { sum, layer in
        sum + Int128(layer["repeat"]?.int ?? 0) * (Int128(layer[quantity]?.string ?? "") ?? 0)
      }
      #expect(json["totals"]?[quantity]?.string == "\(sum)")
    }
    for layer in layers {
      #expect(
        layer.keys == [
          "path", "operation", "repeat", "output", "parameters", "macs", "flops", "counted", "steps",
        ])
      for step in try #require(layer["steps"]).elements {
        #expect(step.keys == ["id", "quantity", "formula", "substituted", "value", "source"])
      }
    }
  }

  @Test("A layer inside a copy is the first copy's, and its totals are those of one copy")
  func layer() throws {
    let json = try #require(
      JSON(longhand("derive", "resnet101", "--layer", "layer3.7.conv2", "--format", "json").output))
    #expect(json["layers"]?.elements.count == 1)
    #expect(json["layers"]?[0]?["path"]?.string == "layer3.1.conv2")
    #expect(json["layers"]?[0]?["repeat"]?.int == 1)
    #expect(json["totals"]?["macs"]?.string == "115605504")
  }

  @Test("Detail leaves out what lies deeper")
  func detail() throws {
    let totals = try #require(
      JSON(longhand("derive", "resnet18", "--detail", "totals", "--format", "json").output))
    #expect(totals["layers"]?.elements.isEmpty == true)
    let layers = try #require(
      JSON(longhand("derive", "resnet18", "--detail", "layers", "--format", "json").output))
    #expect(layers["layers"]?.elements.isEmpty == false)
    #expect(layers["layers"]?[0]?["steps"] == nil)
  }

  @Test("Input and batch: everything but the parameters grows with them")
  func inputAndBatch() throws {
    let words = ["derive", "resnet50", "--detail", "totals", "--format", "json"]
    let one = try #require(JSON(longhand(words).output)?["totals"])
    for input in ["3x448x448", "3×448×448", "3,448,448"] {
      let more = try #require(JSON(longhand(words + ["--batch", "3", "--input", input]).output))
      #expect(more["input"]?.elements.map(\.int) == [3, 3, 448, 448])
      #expect(more["totals"]?["parameters"] == one["parameters"])
      // Every convolution has four times the positions; the classifier has not.
      let classifier: Int128 = 2_048_000
      let expected = try 3 * (4 * (#require(Int128(one["macs"]?.string ?? "")) - classifier) + classifier)
      #expect(more["totals"]?["macs"]?.string == "\(expected)")
    }
  }

  @Test("An ending that no format has is refused, but for a format that is named")
  func unknownEnding() {
    let folder = Folder()
    let run = longhand("derive", "lenet5", "-o", folder["a.docx"])
    #expect(run.status == 2 && run.errors.contains("no format has the ending .docx"))
    #expect(run.errors.contains(".txt, .md, .html, .tex, .ipynb and .json"))
    #expect(folder.read("a.docx") == nil)
    #expect(longhand("derive", "lenet5", "--format", "text", "-o", folder["a.docx"]).status == 0)
  }

  @Test(
    "The section on growth has its picture, or is not there",
    arguments: [
      ["vit_b_16", "--with", "memory"], ["gpt2", "--with", "training"], ["lenet5"], ["lstm-small"],
    ])
  func growth(words: [String]) {
    let page = longhand(["derive"] + words + ["--format", "html"]).text
    let sections = page.split(separator: "<h2 id=")
    for section in sections where section.hasPrefix("\"how-the-cost-grows") {
      #expect(section.contains("<figure>"))
    }
    #expect(words.count == 1 || sections.contains { $0.hasPrefix("\"how-the-cost-grows") })
  }

  @Test("The ending of -o chooses the format; --format is stronger")
  func formats() {
    let folder = Folder()
    for (name, beginning) in [
      ("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>"), ("a.json", "{"),
      ("a.tex", "%"),
      ("a.md", "---"), ("a.txt", "ResNet-18"), ("noending", "ResNet-18"), (".html", "ResNet-18"),
    ] {
      #expect(longhand("derive", "resnet18", "--detail", "totals", "-o", folder[name]).status == 0)
      #expect(folder.text(name)?.lowercased().hasPrefix(beginning.lowercased()) == true, "\(name)")
    }
    #expect(longhand("derive", "resnet18", "-o", folder["b.html"], "--format=json").status == 0)
    #expect(JSON(folder.read("b.html") ?? []) != nil)
  }

  @Test(
    "Both languages, every format: written without a word on standard error", arguments: ["en", "zh-Hans"])
  func languages(language: String) {
    for format in ["text", "markdown", "html", "latex", "json"] {
      let run = longhand("derive", "resnet34", "--language", language, "--format", format)
      #expect(run.status == 0 && run.errors.isEmpty)
      #expect(!run.output.isEmpty)
      #expect(run.output == longhand("derive", "resnet34", "--language", language, "--format", format).output)
    }
  }

  @Test("Templates can be written out, changed and used; a wrong one is an error at its place")
  func templates() {
    let folder = Folder()
    let export = longhand("templates", "export", folder["t"])
    #expect(export.status == 0)
    #expect(export.text.contains("/t/page.html\n"))
    let again = longhand("templates", "export", folder["t"])
    #expect(again.text.hasPrefix("kept as they were: "))
    _ = shell("printf '\\nAn own ending.\\n' >> '\(folder["t"])/worked-solution.en.md'")
    let words = ["derive", "resnet18", "--detail", "totals", "--templates", folder["t"]]
    #expect(longhand(words).text.contains("An own ending."))
    _ = shell("printf '\\n{{totls}}\\n' >> '\(folder["t"])/worked-solution.en.md'")
    let wrong = longhand(words)
    #expect(wrong.status == 2)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.contains("worked-solution.en.md:"))
    #expect(wrong.errors.contains("{{totls}}"))
  }

  @Test("Numbers beyond the exact range are refused, never rounded")
  func beyondRange() {
    let run = longhand(
      "derive", "resnet50", "--input", "3x9000000000000000000x9000000000000000000", "--batch",
      "9000000000000000000")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error: "))
  }
}
