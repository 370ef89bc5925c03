import Testing

/// `longhand publish`, as a user runs it.
@Suite struct PublishTests {
  let folder = Folder()
  private var notes: String { folder["notes"] }
  private var site: String { folder["site"] }

  init() {
    _ = shell("mkdir -p '\(folder["notes"])/sub'")
    folder.write(
      "notes/a.md",
      """
      ---
      title: Counting
      lang: en
      ---
      The stem of ResNet-50 costs `= resnet50/conv1 macs` multiply-adds, 7×7×3×64×112×112 = 118,013,952.

      ```longhand
      derive resnet50 --layer conv1
      ```

      ![p](p.png) and [b](sub/b.md#part).

      """)
    folder.write("notes/sub/b.md", "# 第二篇\n\n## Part {#part}\n\n[a](../a.md) <layer:resnet50/conv1>\n")
    folder.write("notes/p.png", [0x89, 0x50])
  }

  private func publish(_ words: String...) -> Run { longhand(["publish", notes, "-o", site] + words) }
  private var files: [String] {
    shell("cd '\(site)' && find . -type f -o -type l | sort").text.split(separator: "\n").map {
      String($0.dropFirst(2))
    }
  }

  @Test func aFolderBecomesASite() {
    let run = publish()
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      files == ["a.html", "index.html", "longhand-manifest.json", "p.png", "sub/b.html", "symbols.en.html"])
    let page = folder.text("site/a.html") ?? ""
    #expect(page.contains("costs 118,013,952 multiply-adds"))
    #expect(page.contains("<h2 id=\"resnet50-conv1\">"))
    #expect(page.contains("href=\"sub/b.html#part\""))
    #expect(page.contains("<span>Next</span>第二篇"))
    #expect(!page.contains("<script"))
    #expect(folder.text("site/sub/b.html")?.contains("href=\"../a.html#resnet50-conv1\"") == true)
    #expect(folder.text("site/symbols.en.html")?.contains("input channels") == true)
    #expect(folder.read("site/p.png") == [0x89, 0x50])
  }

  @Test(arguments: ["index.md", "symbols.en.md", "symbols.zh-Hans.md"])
  func aNoteCannotTakeTheNameOfAPageOfTheSite(name: String) {
    folder.write("notes/" + name, "# Mine\n\nText.\n")
    let run = publish()
    #expect(run.status != 0)
    #expect(run.errors.contains("\(name): error: the site has a page of its own named"))
    #expect(files.isEmpty)
  }

  @Test func theSampleNotesAreRight() {
    let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let run = longhand(["publish", "/\(package)/Docs/Notes", "-o", site])
    #expect(run.status == 0)
    #expect(run.errors == "")
    for page in ["en/2-resnet.html", "zh-Hans/2-resnet.html"] {
      #expect(
        folder.text("site/" + page)?.contains("<del>") == true, "the wrong workings are corrected in \(page)")
    }
  }

  @Test func twoBuildsGiveTheSameBytes() {
    #expect(publish().status == 0)
    let other = longhand(["publish", notes + "/", "-o", folder["other"]])
    #expect(other.status == 0)
    #expect(shell("diff -r '\(site)' '\(folder["other"])'").status == 0)
  }

  @Test func onlyWhatChangedIsBuilt() {
    #expect(publish().status == 0)
    #expect(publish().text == "0 written, 5 unchanged\n")
    folder.write("notes/sub/b.md", "# Second\n\n## Part\n\ntext\n")
    // The note before it names the one behind it.
    #expect(publish().text.split(separator: "\n").last == "4 written, 1 unchanged")
    folder.write("notes/p.png", [0x89])
    #expect(publish().text == "\(site)/p.png\n1 written, 4 unchanged\n")
    _ = shell("rm '\(site)/a.html'")
    #expect(publish().text == "\(site)/a.html\n1 written, 4 unchanged\n")
    _ = shell("rm '\(notes)/sub/b.md'")
    folder.write("notes/a.md", "# A\n")
    #expect(publish().text.contains("removed: \(site)/sub/b.html\n"))
    #expect(files == ["a.html", "index.html", "longhand-manifest.json", "p.png", "symbols.en.html"])
  }

  @Test func aWrongEquationFailsTheBuildAndWritesNothing() {
    folder.write("notes/wrong.md", "# W\n\nResNet-50: 7×7×3×64×112×112 = 87,416,320\n")
    folder.write("notes/wrong2.md", "# W\n\n2×3 = 7\n")
    let run = publish()
    #expect(run.status == 1)
    #expect(run.errors.contains("\(notes)/wrong.md:3:31: error: Product evaluated wrongly"))
    #expect(run.errors.contains("\(notes)/wrong2.md:3:7: error: "))
    #expect(run.errors.contains("nothing was written: 2 errors"))
    #expect(folder.names == ["notes"])
    folder.write("notes/wrong2.md", "# W\n\n`= nonet macs`\n")
    #expect(publish().status == 2)
  }

  @Test func aCheckShowsWhatIsWrongIfThatIsMeant() {
    let block = "```longhand\ncheck --network resnet50\nconv1: 7×7×3×64×112×112 = 87,416,320\n```\n"
    folder.write("notes/c.md", "# C\n\n" + block)
    #expect(publish().errors.contains("\(notes)/c.md:5:27: error: Product evaluated wrongly"))
    folder.write("notes/c.md", "# C\n\n<!-- longhand: wrong on purpose -->\n" + block)
    #expect(publish().status == 0)
    #expect(folder.text("site/c.html")?.contains("<del>") == true)
  }

  @Test func aNetworkOfOnesOwnIsAnInput() {
    let network = "name: tiny\ninput: 3x8x8\nlayers:\n  - conv: {out: 4, kernel: 3}\n"
    folder.write("notes/sub/tiny.yaml", network)
    folder.write("notes/sub/t.md", "# T\n\n`= tiny.yaml macs`\n\n```longhand\nderive tiny.yaml\n```\n")
    let run = publish()
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.text("site/sub/t.html")?.contains("<p>3,888</p>") == true)
    folder.write("notes/sub/tiny.yaml", network + "  - relu\n")
    #expect(publish().text.split(separator: "\n").first.map { String($0) } == "\(site)/sub/t.html")
  }

  @Test func linksOutOfTheFoldersAreNeverFollowed() {
    folder.write("secret.md", "# Secret\n")
    _ = shell("cd '\(notes)' && ln -s ../secret.md link.md && ln -s .. up")
    let run = publish()
    #expect(run.status == 0)
    #expect(run.errors.contains("link.md: warning: this is a symbolic link and was not followed"))
    #expect(!files.contains { $0.hasPrefix("link") || $0.hasPrefix("up") })
    // In the site, a link in the place of a folder or of a page.
    _ = shell("cd '\(folder.path)' && rm -r site/sub && mkdir out && ln -s ../out site/sub")
    folder.write("victim", "v")
    #expect(publish().status == 2)
    _ = shell("cd '\(folder.path)' && rm site/sub && rm site/a.html && ln -s ../victim site/a.html")
    #expect(publish().status == 0)
    #expect(folder.text("victim") == "v")
    #expect(shell("ls '\(folder["out"])'").text == "")
  }

  @Test func filesOfOthersAreLeftAlone() {
    _ = shell("mkdir '\(site)'")
    folder.write("site/a.html", "mine")
    let run = publish()
    #expect(run.status == 2)
    #expect(run.errors.contains("the file exists and was not written by Longhand"))
    #expect(folder.text("site/a.html") == "mine")
    #expect(files == ["a.html"])
    #expect(
      longhand("publish", notes, "-o", notes).errors.contains(
        "cannot be written into the folder of the notes"))
  }

  @Test func aForgedManifestRemovesNothingOutside() {
    #expect(publish().status == 0)
    folder.write("victim.html", "v")
    folder.write(
      "site/longhand-manifest.json",
      #"{"format": "1", "site": "x", "pages": [], "files": [{"path": "../victim.html", "key": "", "size": "1"}, {"path": "a.html", "key": "", "size": "1"}, {"path": "index.html", "key": "", "size": "1"}, {"path": "p.png", "key": "", "size": "1"}, {"path": "sub/b.html", "key": "", "size": "1"}, {"path": "symbols.en.html", "key": "", "size": "1"}]}"#
    )
    #expect(publish().status == 0)
    #expect(folder.text("victim.html") == "v")
  }

  @Test func theSiteMayLieAmongTheNotes() {
    let run = longhand(["publish", notes, "-o", notes + "/site"])
    #expect(run.status == 0)
    #expect(longhand(["publish", notes, "-o", notes + "/site"]).text == "0 written, 5 unchanged\n")
  }

  @Test func optionsOfTheSiteAreNoneOfADirective() {
    folder.write(
      "notes/a.md", "# A\n\n```longhand\nderive resnet18 --language en\n```\n\n```longhand\nnetworks\n```\n")
    let run = publish()
    #expect(run.errors.contains("a.md:4:1: error: --language has no meaning in a note"))
    #expect(run.errors.contains("a.md:8:1: error: a note cannot hold 'networks'"))
    #expect(longhand("publish", notes).errors.contains("the folder of the site is missing: -o FOLDER"))
    #expect(longhand("publish", folder["none"], "-o", site).errors.contains("there is no such folder"))
  }

  @Test func watchingBuildsAgain() {
    let run = shell(
      """
      "\(executable)" publish '\(notes)' -o '\(site)' --watch > '\(folder["log"])' 2>&1 & id=$!
      trap 'kill $id' EXIT INT TERM HUP
      n=0; until [ -e '\(site)/a.html' ] || [ $n -gt 100 ]; do sleep 0.1; n=$((n+1)); done
      printf '# New\\n' > '\(notes)/new.md'
      n=0; until [ -e '\(site)/new.html' ] || [ $n -gt 100 ]; do sleep 0.1; n=$((n+1)); done
      [ -e '\(site)/new.html' ]
      """)
    #expect(run.status == 0)
  }
}
