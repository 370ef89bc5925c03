import Testing

@Suite("The reference lists")
struct ListTests {
  @Test(
    "Each list is valid JSON, and every entry has its name",
    arguments: [
      ("networks", "name"), ("conventions", "name"), ("mistakes", "mistake"), ("formulas", "id"),
    ])
  func json(command: String, key: String) throws {
    for language in ["en", "zh-Hans"] {
      let run = longhand(command, "--format", "json", "--language", language)
      #expect(run.status == 0 && run.errors.isEmpty)
      let entries = try #require(JSON(run.output)).elements
      #expect(!entries.isEmpty)
      for entry in entries { #expect(entry[key]?.string?.isEmpty == false) }
    }
  }

  @Test(
    "Each list can be read on the terminal and in every other format",
    arguments: ["networks", "conventions", "mistakes", "formulas"])
  func formats(command: String) {
    for (turn, format) in ["text", "markdown", "html", "latex"].enumerated() {
      let language = ["en", "zh-Hans"][(turn + command.utf8.count) % 2]
      let run = longhand(command, "--format", format, "--language", language)
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(!run.output.isEmpty)
    }
  }

  /// Scripts/printed-and-checked derives all of them.
  @Test("Networks that are listed can be derived")
  func networks() {
    let names = longhand("networks", "--names").text.split(separator: "\n").map { String($0) }
    #expect(names.contains("resnet101"))
    for index in stride(from: 0, to: names.count, by: 4) {
      #expect(longhand("derive", names[index], "--detail", "totals").status == 0)
    }
  }

  @Test("Every convention that is listed can be asked for")
  func conventions() throws {
    for entry in try #require(JSON(longhand("conventions", "--format", "json").output)).elements {
      let name = try #require(entry["name"]?.string)
      let json = JSON(longhand("derive", "resnet18", "--convention", name, "--format", "json").output)
      #expect(json?["convention"]?.string == name)
    }
  }

  @Test("Every mistake that is listed is explained by name")
  func mistakes() throws {
    for entry in try #require(JSON(longhand("mistakes", "--format", "json").output)).elements {
      let name = try #require(entry["mistake"]?.string)
      let run = longhand("mistakes", name)
      #expect(run.status == 0)
      #expect(run.text.contains(name))
    }
  }
}
