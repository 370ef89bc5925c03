/// The files that a teacher may change: page skeletons, the style sheet, solution and feedback texts, wording.
///
/// Each has a built-in form; a folder may replace any of them by name.
///
///     let templates = try Templates(replacing: "my-templates")
///     let publisher = try Publisher(templates: templates)
public struct Templates: Sendable {
  private var files: [String: [UInt8]]
  /// The folder of each file that is not built in, for messages.
  private var folders: [String: String] = [:]

  /// How the names of templates end.
  private static let endings = [".md", ".html", ".tex"]

  /// The built-in templates.
  public init() { files = builtInTemplates() }

  /// The built-in templates with those replaced that a folder holds under the same names.
  ///
  /// A file of another name that ends as a template does is a new one, to be put in by others; other files are left alone.
  ///
  /// - Throws: ``TemplateError``: the folder or a file cannot be read, or a name is a built-in one misspelt.
  public init(replacing folder: String) throws(TemplateError) {
    self.init()
    let known = names
    for name in try fileNames(in: folder) {
      let isKnown = files[name] != nil
      if !isKnown, let near = nearest(name, among: known) {
        throw TemplateError(file: folder + "/" + name, .unknownTemplate(nearest: near))
      }
      guard isKnown || Templates.endings.contains(where: { name.hasSuffix($0) }) else { continue }
      let path = folder + "/" + name
      let bytes = normalized(try readFile(path))
      guard String(validating: bytes, as: UTF8.self) != nil else { throw TemplateError(file: path, .notUTF8) }
      files[name] = bytes
      folders[name] = folder
    }
  }

  /// The file names of all templates, sorted.
  public var names: [String] { files.keys.sorted() }

  /// Writes every template into a folder, which is made if need be. A file that exists is not replaced.
  ///
  /// - Returns: the names that were written.
  /// - Throws: ``TemplateError`` if the folder cannot be made or a file not be written.
  public func export(to folder: String) throws(TemplateError) -> [String] {
    try makeFolder(folder)
    var written: [String] = []
    for name in names where !fileExists(folder + "/" + name) {
      try writeFile(files[name] ?? [], to: folder + "/" + name)
      written.append(name)
    }
    return written
  }

  /// A template's bytes in UTF-8 with plain line ends.
  ///
  /// - Throws: ``TemplateError`` if there is no template of this name.
  public func bytes(of name: String) throws(TemplateError) -> [UInt8] {
    guard let bytes = files[name] else {
      throw TemplateError(file: path(of: name), .missingTemplate(nearest: nearest(name, among: names)))
    }
    return bytes
  }

  /// A template's name as messages give it: with its folder if it is not a built-in one.
  public func path(of name: String) -> String { folders[name].map { $0 + "/" + name } ?? name }
}

/// Line ends as one byte and no byte order mark: browsers hash a style sheet only after they have done the same.
func normalized(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "\r") {
      result.append(UInt8(ascii: "\n"))
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { index += 1 }
    } else {
      result.append(bytes[index])
    }
    index += 1
  }
  return result
}
