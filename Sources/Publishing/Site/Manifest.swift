import Explaining
import Importing

/// What a site was made of, kept in the site itself: which files are Longhand's, and whether they are still as they would
/// be built. It holds no time and no path outside the notes, so that two runs write the same bytes.
struct Manifest {
  /// A page, with what other pages need to know of it.
  struct Page: Equatable {
    /// The hash of everything that it was made of.
    var key: String
    /// The size of the file, in bytes.
    var size: Int
    /// The hash of the note alone.
    var source = ""
    var title = ""
    var language = ""
    var anchors: [String] = []
    /// Anchors of other pages that it links to: `page#anchor`.
    var links: [Link] = []
    var formulas: [String] = []
    var symbols: [String] = []
    /// The files, besides the note, that it was made of.
    var inputs: [String] = []
    /// The parts of networks that it derives: `resnet50/layer1`.
    var subjects: [String] = []
  }

  struct Link: Hashable {
    var target: String
    var line: Int
    var written: String
  }

  /// The name of the manifest's file.
  static let name = "longhand-manifest.json"
  /// What is larger was not written by Longhand.
  static let largestSize = 64 << 20

  /// The hash of what all pages were made of: version, templates, options.
  var site = ""
  /// The pages that were made of notes, by the notes' paths.
  var pages: [String: Page] = [:]
  /// All other files by their paths within the site: copies, the list of notes, the lists of symbols.
  var files: [String: Page] = [:]

  /// The paths within the site of everything that is Longhand's.
  var outputs: Set<String> {
    Set(pages.keys.map { Note.page(of: $0) }).union(files.keys)
  }
}

// MARK: - Text

extension Manifest {
  /// The manifest as JSON.
  func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "1")
      json.member("site", site)
      for (name, list) in [("pages", pages), ("files", files)] as [(StaticString, [String: Page])] {
        json.member(name) { json in
          json.array { json in
            for (path, page) in list.sorted(by: { $0.key < $1.key }) { page.write(path, to: &json) }
          }
        }
      }
    }
    return json.finished()
  }

  /// Reads a manifest; nil for anything that is none, so that everything is built anew.
  init?(_ bytes: [UInt8]) {
    guard let root = try? Value.read(bytes, file: Manifest.name).mapping,
      (try? root["format"]?.word) == "1", let site = try? root["site"]?.word,
      let pages = try? root["pages"]?.sequence, let files = try? root["files"]?.sequence
    else { return nil }
    self.site = site
    for value in pages {
      if let (path, page) = Page.read(value), Note.isNote(path) { self.pages[path] = page }
    }
    for value in files { if let (path, page) = Page.read(value) { self.files[path] = page } }
  }
}

extension Manifest.Page {
  fileprivate func write(_ path: String, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("key", key)
      json.member("size", "\(size)")
      let texts: [(StaticString, String)] = [("source", source), ("title", title), ("language", language)]
      for (name, text) in texts where !text.isEmpty {
        json.member(name, text)
      }
      let lists: [(StaticString, [String])] = [
        ("anchors", anchors), ("formulas", formulas), ("symbols", symbols), ("inputs", inputs),
        ("subjects", subjects),
      ]
      for (name, list) in lists where !list.isEmpty {
        json.member(name) { json in
          json.array(inOneLine: true) { json in for item in list { json.value(item) } }
        }
      }
      if !links.isEmpty {
        json.member("links") { json in
          json.array { json in
            for link in links {
              json.object(inOneLine: true) { json in
                json.member("target", link.target)
                json.member("line", "\(link.line)")
                json.member("written", link.written)
              }
            }
          }
        }
      }
    }
  }

  /// Nil if it is no page.
  fileprivate static func read(_ value: Value) -> (path: String, page: Manifest.Page)? {
    guard let mapping = try? value.mapping, let path = try? mapping["path"]?.word,
      let key = try? mapping["key"]?.word,
      let size = (try? mapping["size"]?.word).flatMap({ Int($0) })
    else { return nil }
    func list(_ name: String) -> [String] {
      guard let values = try? mapping[name]?.sequence else { return [] }
      return values.compactMap { try? $0.word }
    }
    var page = Manifest.Page(key: key, size: size)
    page.source = (try? mapping["source"]?.word) ?? ""
    page.title = (try? mapping["title"]?.word) ?? ""
    page.language = (try? mapping["language"]?.word) ?? ""
    (page.anchors, page.formulas, page.symbols) = (list("anchors"), list("formulas"), list("symbols"))
    (page.inputs, page.subjects) = (list("inputs"), list("subjects"))
    for link in (try? mapping["links"]?.sequence) ?? [] {
      guard let link = try? link.mapping, let target = try? link["target"]?.word,
        let line = (try? link["line"]?.word).flatMap({ Int($0) }), let written = try? link["written"]?.word
      else { continue }
      page.links.append(.init(target: target, line: line, written: written))
    }
    return (path, page)
  }
}
