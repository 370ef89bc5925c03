import CFYAML

/// What libfyaml reports of a text, one event after the other. Nothing is built and nothing is printed by the library, so
/// that its memory does not grow with the text and its messages come back as values.
final class EventParser {
  /// An event of the text.
  struct Event {
    enum Kind {
      case documentStart
      case mappingStart(isFlow: Bool)
      case sequenceStart(isFlow: Bool)
      /// The end of a mapping, a sequence.
      case end
      case scalar(Value.Scalar)
      case alias(String)
      /// The ends of the document and of the stream: nothing to do.
      case other
    }

    let kind: Kind
    /// The offset at which it begins; nil for an empty value.
    let start: Int?
    /// The offset behind it.
    let end: Int?
    let anchor: String?
    let hasTag: Bool
  }

  /// Why the text is not read.
  enum Failure: Error {
    /// The library's message; line and column from 1, the column in Unicode scalars.
    case syntax(String, line: Int, column: Int)
    /// Too many blank lines follow each other in the scalar at this offset.
    case blankLines(offset: Int)
  }

  private let parser: OpaquePointer
  private let diagnostics: OpaquePointer
  private let bytes: UnsafeBufferPointer<UInt8>

  /// A parser of bytes that must stay where they are as long as it lives; nil if there is no memory for it.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var settings = fy_diag_cfg()
    fy_diag_cfg_default(&settings)
    // Without a stream and with an output function that does nothing there is no way to standard error.
    settings.fp = nil
    settings.output_fn = { _, _, _, _ in }
    settings.colorize = false
    settings.level = FYET_ERROR
    guard let diagnostics = fy_diag_create(&settings) else { return nil }
    fy_diag_set_collect_errors(diagnostics, true)
    var configuration = fy_parse_cfg()
    // Not the library's JSON mode: it refuses the NaN that Python writes, and YAML 1.2 reads all of JSON. Sloppy
    // indentation lets a closing bracket stand where an editor puts it.
    configuration.flags = fy_parse_cfg_flags(
      FYPCF_JSON_NONE.rawValue | FYPCF_SLOPPY_FLOW_INDENTATION.rawValue)
    configuration.diag = diagnostics
    guard let parser = fy_parser_create(&configuration) else {
      fy_diag_destroy(diagnostics)
      return nil
    }
    (self.parser, self.diagnostics, self.bytes) = (parser, diagnostics, bytes)
    let isSet = bytes.withMemoryRebound(to: CChar.self) { text in
      fy_parser_set_string(parser, text.baseAddress, text.count) == 0
    }
    guard isSet else { return nil }
  }

  deinit {
    fy_parser_destroy(parser)
    fy_diag_destroy(diagnostics)
  }

  /// The next event, or nil at the end of the text.
  func next() throws(Failure) -> Event? {
    guard let event = fy_parser_parse(parser) else {
      if fy_parser_get_stream_error(parser) { throw firstFailure() }
      return nil
    }
    defer { fy_parser_event_free(parser, event) }
    let start = fy_event_start_mark(event).map { Int($0.pointee.input_pos) }
    let end = fy_event_end_mark(event).map { Int($0.pointee.input_pos) }
    let kind: Event.Kind
    switch event.pointee.type {
    case FYET_DOCUMENT_START: kind = .documentStart
    case FYET_MAPPING_START: kind = .mappingStart(isFlow: isFlow(event))
    case FYET_SEQUENCE_START: kind = .sequenceStart(isFlow: isFlow(event))
    case FYET_MAPPING_END, FYET_SEQUENCE_END: kind = .end
    case FYET_SCALAR:
      if let start, let end, hasManyBlankLines(start, end) { throw .blankLines(offset: start) }
      kind = .scalar(scalar(fy_event_get_token(event)))
    case FYET_ALIAS: kind = .alias(text(fy_event_get_token(event)))
    default: kind = .other
    }
    return Event(
      kind: kind,
      start: start.map { isMarkedWithin(event) ? $0 - 1 : $0 },
      end: end,
      anchor: fy_event_get_anchor_token(event).map { text($0) },
      hasTag: fy_event_get_tag_token(event) != nil)
  }

  /// Whether the library's marks leave out a sign around the value: quotation marks, the star of an alias.
  private func isMarkedWithin(_ event: UnsafeMutablePointer<fy_event>) -> Bool {
    switch event.pointee.type {
    case FYET_ALIAS: return true
    case FYET_SCALAR:
      let style = fy_token_scalar_style(fy_event_get_token(event))
      return style == FYSS_DOUBLE_QUOTED || style == FYSS_SINGLE_QUOTED
    default: return false
    }
  }

  private func isFlow(_ event: UnsafeMutablePointer<fy_event>) -> Bool {
    fy_event_get_node_style(event) == FYNS_FLOW
  }

  /// Whether more blank lines follow each other between two offsets than may; the library's time grows with their square.
  private func hasManyBlankLines(_ start: Int, _ end: Int) -> Bool {
    guard start < end, end <= bytes.count else { return false }
    var blankLines = 0
    for offset in start..<end {
      switch bytes[offset] {
      case 0x0D where offset + 1 < end && bytes[offset + 1] == 0x0A: break
      case 0x0A, 0x0D:
        blankLines += 1
        // The first end of a line only ends a line.
        if blankLines > Value.mostBlankLines + 1 { return true }
      case 0x20, 0x09: break
      default: blankLines = 0
      }
    }
    return false
  }

  private func scalar(_ token: OpaquePointer?) -> Value.Scalar {
    Value.Scalar(text(token), isQuoted: token != nil && fy_token_scalar_style(token) != FYSS_PLAIN)
  }

  private func text(_ token: OpaquePointer?) -> String {
    var count = 0
    guard let token, let start = fy_token_get_text(token, &count) else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The first error that was collected; what follows it is mostly its consequence.
  private func firstFailure() -> Failure {
    var position: UnsafeMutableRawPointer?
    while let error = fy_diag_errors_iterate(diagnostics, &position) {
      guard error.pointee.type == FYET_ERROR, let message = error.pointee.msg else { continue }
      return .syntax(
        String(cString: message), line: Int(error.pointee.line), column: Int(error.pointee.column))
    }
    return .syntax("", line: 0, column: 0)
  }
}
