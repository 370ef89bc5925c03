package import Networks

extension Publication {
  /// The publication in one line: `He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition (2015),
  /// arXiv:1512.03385, table 1`.
  package var citation: String {
    var text = "\(authors): \(title) (\(year))"
    if !identifier.isEmpty { text += ", " + identifier }
    switch place {
    case .section(let number): text += ", section " + number
    case .table(let number): text += ", table " + number
    case .equation(let number): text += ", equation " + number
    case .algorithm(let number): text += ", algorithm " + number
    case .relationship(let number): text += ", relationship " + number
    case .appendix(let number): text += ", appendix " + number
    case .file(let path): text += ", " + path
    case nil: break
    }
    return text
  }
}
