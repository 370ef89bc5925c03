#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The names of the files in a folder, sorted.
func fileNames(in folder: String) throws(TemplateError) -> [String] {
  do {
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  } catch {
    throw TemplateError(
      file: folder, .inaccessible("the folder cannot be read; check its name and permissions"))
  }
}

/// A file's bytes.
func readFile(_ path: String) throws(TemplateError) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw TemplateError(file: path, .inaccessible("the file cannot be read; check its permissions"))
  }
  return Array(data)
}

/// Writes a file whole or not at all.
func writeFile(_ bytes: [UInt8], to path: String) throws(TemplateError) {
  do {
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
  } catch {
    throw TemplateError(
      file: path, .inaccessible("the file cannot be written; check the folder's permissions"))
  }
}

/// Makes a folder with the folders above it.
func makeFolder(_ path: String) throws(TemplateError) {
  do {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  } catch {
    throw TemplateError(
      file: path, .inaccessible("the folder cannot be made; check its name and permissions"))
  }
}

/// Whether there is a file of this name.
func fileExists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
