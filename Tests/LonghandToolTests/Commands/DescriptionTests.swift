import Testing

/// What the command says about descriptions of networks; the text is part of the interface.
@Suite("longhand with a described network")
struct DescriptionTests {
  private func errors(_ text: String, _ options: String...) -> String {
    let folder = Folder()
    let path = folder.write("my.yaml", text)
    let run = longhand(["derive", path] + options)
    #expect(run.status == 2 && run.output.isEmpty)
    return run.errors.split(separator: folder.path + "/", omittingEmptySubsequences: false).joined()
  }

  @Test("A description is derived, and what was printed is found right")
  func derives() throws {
    let folder = Folder()
    let path = folder.write(
      "my.yaml",
      """
      name: Mine
      input: 3x16x16
      layers:
        - conv: {out: 8, kernel: 3, padding: same}
        - relu
        - repeat: 2
          layers: [residual: [conv: {out: 8, kernel: 3, padding: same, bias: false}, batchnorm]]
        - global-avgpool
        - flatten
        - linear: 10
      """)
    let run = longhand("derive", path, "--format", "json")
    let json = try #require(JSON(run.output))
    // 8×(27 + 1) + 2×(8×72 + 16) + 10×9, and 8×27×256 + 2×8×72×256 + 80.
    #expect(json["network"]?.string == "Mine")
    #expect(json["totals"]?["parameters"]?.string == "1498")
    #expect(json["totals"]?["macs"]?.string == "350288")
    let working = folder["working.md"]
    #expect(longhand("derive", path, "-o", working).status == 0)
    let check = longhand("check", working, "--network", path)
    #expect(check.status == 0, "\(check.text)")
  }

  @Test("A misspelt option, with the place and what was meant")
  func misspelt() {
    let text = errors("input: 3x8x8\nlayers:\n  - conv: {out: 6, kernal: 5}\n")
    #expect(text.hasPrefix("my.yaml:3:20: error: 'kernal' has no meaning here\n"))
    #expect(text.contains("Did you mean kernel?"))
  }

  @Test("A linear layer on a map says what is missing")
  func flattenIsMissing() {
    let text = errors("input: 3x8x8\nlayers:\n  - relu\n  - linear: 10\n")
    #expect(text.hasPrefix("my.yaml:4:5: error: linear takes a vector or a sequence, not a map of 3×8×8\n"))
    #expect(text.contains("Put flatten before it"))
  }

  @Test("A derivation that fails for another input is told at the layer's line")
  func otherInput() {
    let text = errors("input: 3x8x8\nlayers:\n  - relu\n  - conv: {out: 4, kernel: 7}\n", "--input", "3x5x5")
    #expect(text.hasPrefix("my.yaml:4:5: error: "))
    #expect(text.contains("the window needs 7"))
  }
}
