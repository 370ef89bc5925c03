extension Templates {
  /// The template of a whole page, checked: it uses only names that stand for something, and all that a page needs.
  ///
  /// - Throws: ``TemplateError`` with the place.
  func skeleton(_ name: String, names: [String], required: [String]) throws(TemplateError) -> Mustache {
    let skeleton = try Mustache(file: path(of: name), bytes: bytes(of: name))
    try skeleton.check(names: names, required: required, partials: partial)
    return skeleton
  }

  /// The bytes of a template that another one puts in: `{{> header.html}}`.
  func partial(_ name: String) -> [UInt8]? { try? bytes(of: name) }
}
