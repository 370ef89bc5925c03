/// The templates that were built into the program, by their file names: all files of Templates/ (Plugins/EmbedTemplates).
func builtInTemplates() -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for (name, text) in embeddedTemplates {
    files["\(name)"] = text.withUTF8Buffer { Array($0) }
  }
  return files
}
