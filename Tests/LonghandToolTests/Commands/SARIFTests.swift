import Testing

/// The rules of the schema of SARIF 2.1.0 that findings can break: which members an object may have and must have, what
/// is one of a few words, what counts from 1, what refers to what.
@Suite("SARIF")
struct SARIFTests {
  let folder = Folder()

  /// For each object the members that it may have; those with an exclamation mark it must have.
  static let members: [String: [String]] = [
    "log": ["$schema", "version!", "runs!"],
    "run": ["tool!", "invocations", "columnKind", "artifacts", "results"],
    "tool": ["driver!"], "driver": ["name!", "semanticVersion", "language", "rules"],
    "rule": ["id!", "shortDescription", "fullDescription", "help"], "text": ["text!"],
    "invocation": ["executionSuccessful!"], "artifact": ["location", "length"],
    "artifactLocation": ["uri", "index"],
    "result": ["ruleId", "ruleIndex", "level", "message!", "locations", "fixes", "properties"],
    "location": ["physicalLocation", "logicalLocations"],
    "physicalLocation": ["artifactLocation", "region"],
    "logicalLocation": ["name", "fullyQualifiedName"],
    "region": ["startLine", "startColumn", "endLine", "endColumn"],
    "fix": ["description", "artifactChanges!"], "artifactChange": ["artifactLocation!", "replacements!"],
    "replacement": ["deletedRegion!", "insertedContent"],
  ]
  /// What the members are.
  static let kinds: [String: String] = [
    "runs": "run", "tool": "tool", "driver": "driver", "rules": "rule", "shortDescription": "text",
    "fullDescription": "text", "help": "text", "message": "text", "description": "text",
    "insertedContent": "text",
    "invocations": "invocation", "artifacts": "artifact", "location": "artifactLocation",
    "artifactLocation": "artifactLocation", "results": "result", "locations": "location",
    "physicalLocation": "physicalLocation", "logicalLocations": "logicalLocation", "region": "region",
    "deletedRegion": "region", "fixes": "fix", "artifactChanges": "artifactChange",
    "replacements": "replacement",
  ]

  private func check(_ json: JSON, _ kind: String) {
    guard let members = Self.members[kind] else { return }
    let names = members.map { $0.hasSuffix("!") ? String($0.dropLast()) : $0 }
    for key in json.keys { #expect(names.contains(key), "\(key) in \(kind)") }
    for member in members where member.hasSuffix("!") {
      #expect(json.keys.contains(String(member.dropLast())), "\(member) of \(kind)")
    }
    for key in json.keys {
      guard let kind = Self.kinds[key], let value = json[key] else { continue }
      value.elements.isEmpty ? check(value, kind) : value.elements.forEach { check($0, kind) }
    }
    if kind == "region" {
      let numbers = ["startLine", "startColumn", "endLine", "endColumn"].map { json[$0]?.int ?? 0 }
      #expect(numbers.allSatisfy { $0 >= 1 } && (numbers[0], numbers[1]) <= (numbers[2], numbers[3]))
    }
    if let uri = json["uri"]?.string {
      #expect(
        !uri.isEmpty && uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }, "\(uri)")
    }
  }

  @Test("A log follows the schema and points at what is wrong")
  func log() throws {
    let files = [
      folder.write("a b é.md", CheckFormatTests.hintable), folder.write("p.html", CheckFormatTests.page),
      folder.write("n.ipynb", CheckFormatTests.notebook), folder.write("right.md", CheckTests.right),
    ]
    let output = folder["findings.sarif"]
    #expect(longhand(["check", "-o", output] + files).status == 1)
    let log = try #require(JSON(folder.read("findings.sarif") ?? []))
    check(log, "log")
    #expect(log["version"]?.string == "2.1.0")
    let run = try #require(log["runs"]?[0])
    let rules = run["tool"]?["driver"]?["rules"]?.elements.compactMap { $0["id"]?.string } ?? []
    #expect(Set(rules).count == rules.count && !rules.isEmpty)
    #expect(run["artifacts"]?.elements.count == 4)
    let results = run["results"]?.elements ?? []
    #expect(results.count >= 5)
    for result in results {
      #expect(rules[result["ruleIndex"]?.int ?? -1] == result["ruleId"]?.string)
      #expect(["error", "warning", "note"].contains(result["level"]?.string))
      let location = try #require(result["locations"]?[0]?["physicalLocation"]?["artifactLocation"])
      let artifact = run["artifacts"]?[location["index"]?.int ?? -1]
      #expect(artifact?["location"]?["uri"] == location["uri"])
    }
    let first = try #require(results.first?["locations"]?[0]?["physicalLocation"])
    #expect(first["artifactLocation"]?["uri"]?.string?.hasSuffix("/a%20b%20%C3%A9.md") == true)
    #expect(first["region"]?["startLine"]?.int == 3 && first["region"]?["startColumn"]?.int == 29)
    let replacement = results.first?["fixes"]?[0]?["artifactChanges"]?[0]?["replacements"]?[0]
    #expect(replacement?["insertedContent"]?["text"]?.string == "118,013,952")
  }
}
