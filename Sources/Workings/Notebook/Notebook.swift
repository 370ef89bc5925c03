import Checking

/// A Jupyter notebook (nbformat 3 and 4): the text of its cells and what its code has printed, in their order.
///
/// Of code, comments are read as text, and a calculation at the end of a cell together with the result below it as one
/// equation: `64*64*3*3` and the output `36864` say `64*64*3*3 = 36864`. Other code is no statement of a person.
enum Notebook {
  /// The text of a notebook.
  ///
  /// - Parameter file: its JSON in UTF-8.
  static func text(of file: [UInt8]) throws(WorkingProblem) -> ReadText {
    let root = try JSONText.read(file)
    guard let cells = cells(of: root, in: file) else { throw WorkingProblem(.noCells) }
    var writer = NotebookWriter(file)
    for (index, cell) in cells.enumerated() { writer.write(cell, number: index + 1) }
    return writer.finished()
  }

  /// The cells; version 3 kept them in worksheets.
  private static func cells(of root: JSONText.Value, in file: [UInt8]) -> [JSONText.Value]? {
    if case .array(let cells)? = root.member("cells", in: file) { return cells }
    guard case .array(let sheets)? = root.member("worksheets", in: file) else { return nil }
    return sheets.flatMap { $0.member("cells", in: file)?.elements ?? [] }
  }
}

/// Writes the text of a notebook line by line.
struct NotebookWriter {
  private let file: [UInt8]
  private var builder = TextBuilder()
  private var lines: [SourceMap.CellLine] = []

  init(_ file: [UInt8]) { self.file = file }

  mutating func finished() -> ReadText {
    if lines.isEmpty { lines.append(SourceMap.CellLine(cell: Place.Cell(1), line: 1, shift: 0)) }
    return ReadText(
      bytes: builder.bytes, origin: SourceMap(file: file, spans: builder.spans, cells: lines))
  }

  mutating func write(_ cell: JSONText.Value, number: Int) {
    let source = (cell.member("source", in: file) ?? cell.member("input", in: file))?.strings ?? []
    let type = cell.member("cell_type", in: file)
    if type?.isString("code", in: file) == true {
      let code = CodeCell(CellText(source, in: file))
      let isValue = code.endsInCalculation
      write(code.lines, of: Place.Cell(number))
      let outputs = cell.member("outputs", in: file)?.elements ?? []
      write(outputs, of: Place.Cell(number, isOutput: true), asResult: isValue)
    } else if type?.isString("raw", in: file) != true {
      write(CellText(source, in: file).lines, of: Place.Cell(number))
    }
  }

  /// Writes what code has printed: its streams and the plain form of its values.
  private mutating func write(_ outputs: [JSONText.Value], of cell: Place.Cell, asResult: Bool) {
    var first = 1
    for output in outputs {
      let data = output.member("data", in: file)
      let isStream = output.member("text", in: file) != nil
      let text = data?.member("text/plain", in: file) ?? output.member("text", in: file)
      var lines = CellText(text?.strings ?? [], in: file).lines
      let count = lines.count
      while lines.last?.isBlank == true { lines.removeLast() }
      // One number below a calculation is its result.
      let isResult = asResult && !isStream && lines.count == 1 && lines[0].isNumber
      if isResult { joinsLine = true }
      write(lines, of: cell, from: first, prefix: isResult ? "= " : "")
      first += count
    }
  }

  /// Whether the next line goes on with the calculation above, so that no free line parts them.
  private var joinsLine = false

  private mutating func write(
    _ text: [CellText.Line], of cell: Place.Cell, from first: Int = 1, prefix: StaticString = ""
  ) {
    guard text.contains(where: { !$0.isBlank }) else { return }
    // A free line keeps what stands in two cells apart.
    if !lines.isEmpty, !joinsLine, let last = lines.last { endLine(as: last) }
    joinsLine = false
    for (index, line) in text.enumerated() {
      let start = line.pieces.first?.file.lowerBound ?? builder.spans.last?.file.upperBound ?? 0
      prefix.withUTF8Buffer { builder.put($0, for: start..<start) }
      for piece in line.pieces { builder.add(piece) }
      endLine(
        as: SourceMap.CellLine(
          cell: cell, line: first + index, shift: line.shift - prefix.utf8CodeUnitCount))
    }
  }

  private mutating func endLine(as line: SourceMap.CellLine) {
    let offset = builder.spans.last?.file.upperBound ?? 0
    builder.put(CollectionOfOne(0x0A), for: offset..<offset)
    lines.append(line)
  }
}

extension TextBuilder {
  fileprivate mutating func add(_ piece: CellText.Character) {
    piece.bytes.count == 1 && piece.file.count == 1
      ? copy(piece.bytes[0], from: piece.file.lowerBound) : put(piece.bytes, for: piece.file)
  }
}
