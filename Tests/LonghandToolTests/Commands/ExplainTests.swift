import Testing

@Suite("longhand explain")
struct ExplainTests {
  @Test("JSON has what is promised, best first")
  func json() throws {
    let run = longhand("explain", "4.1G", "--network", "resnet50", "--format", "json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let json = try #require(JSON(run.output))
    #expect(json["claimed"]?.string == "4.1G" && json["network"]?.string == "resnet50")
    let first = try #require(json["explanations"]?[0])
    #expect(
      first.keys == [
        "kind", "name", "value", "exact", "agreement", "quantity", "unit", "reason", "working",
      ])
    #expect(first["kind"]?.string == "convention" && first["name"]?.string == "paper")
    #expect(first["value"]?.string == "4089184256")
    #expect(json["nearest"]?.elements.isEmpty == true)
    for explanation in json["explanations"]?.elements ?? [] {
      #expect(["convention", "variant", "mistake"].contains(explanation["kind"]?.string))
    }
  }

  @Test("A number that nothing gives is no failure: the nearest counts are shown")
  func nothing() throws {
    let run = longhand("explain", "12.6G", "--network", "vit_b_16", "--format", "json")
    #expect(run.status == 0)
    let json = try #require(JSON(run.output))
    #expect(json["explanations"]?.elements.isEmpty == true)
    #expect(json["nearest"]?[0]?["gap"]?.string == "1313745408")
  }

  @Test("Every format and language; a number may be two words")
  func formats() {
    let numbers = [["4.1", "GFLOPs"], ["12.6G"], ["8.21"], ["7.8亿"]]
    for (place, language) in ["en", "zh-Hans"].enumerated() {
      for (turn, format) in ["text", "markdown", "html", "latex", "json"].enumerated() {
        let words = numbers[(turn + 2 * place) % numbers.count]
        let run = longhand(
          ["explain"] + words + ["--network", "resnet50", "--language", language, "--format", format])
        #expect(run.status == 0 && run.errors.isEmpty && !run.output.isEmpty, "\(words) \(format)")
      }
    }
  }

  @Test(
    "Wrong use is told from a number that nothing gives",
    arguments: [
      ["explain", "abc", "--network", "resnet50"], ["explain", "4.1G"], ["explain", "--network", "resnet50"],
      ["explain", "4.1G", "--network", "resnot50"],
    ])
  func wrongUse(_ words: [String]) {
    let run = longhand(words)
    #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty)
  }
}
