/// Builds the tree of values from the parser's events, without recursion.
struct ValueBuilder {
  private var positions: TextPositions
  /// The collections that are not closed yet, the outermost first.
  private var open: [OpenCollection] = []
  private var anchors: [String: Sized] = [:]
  private var root: Value?
  private var documents = 0
  private var count = 0
  /// The offset behind the last event.
  private var behind = 0

  init(_ positions: TextPositions) { self.positions = positions }

  /// A value with what an alias of it costs.
  private struct Sized {
    var value: Value
    /// How many values it has, itself included.
    var count = 1
    /// How many collections lie within each other in it.
    var depth = 0
  }

  /// The one document of a text.
  mutating func build(from parser: EventParser) throws(ImportError) -> Value {
    while let event = try next(of: parser) {
      try take(event)
      if let end = event.end { behind = end }
    }
    guard let root else { throw positions.place(at: 0).error(.empty) }
    return root
  }

  private mutating func next(of parser: EventParser) throws(ImportError) -> EventParser.Event? {
    do throws(EventParser.Failure) {
      return try parser.next()
    } catch {
      switch error {
      case .blankLines(let offset):
        throw positions.place(at: offset).error(.tooManyBlankLines(most: Value.mostBlankLines))
      case .syntax(let message, let line, let column):
        throw syntaxError(message, at: positions.place(line: line, scalarColumn: column))
      }
    }
  }

  private mutating func syntaxError(_ message: String, at place: FilePlace) -> ImportError {
    let opened = open.last.flatMap { $0.isFlow ? $0.place : nil }
    let end = positions.place(at: positions.bytes.count)
    if let opened, place == end { return opened.error(.unclosed) }
    return place.error(.syntax(message, opened: opened))
  }

  private mutating func take(_ event: EventParser.Event) throws(ImportError) {
    // A document without `---` has no place of its own: the error waits for what it begins with.
    if documents > 1 { throw place(of: event).error(.secondDocument) }
    if event.hasTag { throw place(of: event).error(.tag) }
    switch event.kind {
    case .documentStart:
      documents += 1
      if documents > 1, let start = event.start { throw positions.place(at: start).error(.secondDocument) }
    case .mappingStart(let isFlow):
      let place = self.place(of: event)
      try begin(.mapping(Value.Mapping(at: place), key: nil), at: place, isFlow, anchor: event.anchor)
    case .sequenceStart(let isFlow):
      try begin(.sequence([]), at: place(of: event), isFlow, anchor: event.anchor)
    case .end: try close()
    case .scalar(let scalar):
      let place = self.place(of: event)
      let value = Sized(value: Value(.scalar(scalar), at: place))
      if let anchor = event.anchor { anchors[anchor] = value }
      try add(value, asKey: scalar)
    case .alias(let name):
      guard let value = anchors[name] else {
        throw place(of: event).error(.unknownAnchor(Value.cut(name)))
      }
      if expectsKey { throw place(of: event).error(.keyIsNoName) }
      try add(value, asKey: nil)
    case .other: break
    }
  }

  private var expectsKey: Bool {
    if case .mapping(_, key: nil) = open.last?.content { true } else { false }
  }

  /// The place of an event. An empty value has none of its own: it gets its key's, or its dash's.
  private mutating func place(of event: EventParser.Event) -> FilePlace {
    if let start = event.start { return positions.place(at: start) }
    if case .mapping(_, key: let key?) = open.last?.content { return key.place }
    guard case .sequence = open.last?.content else { return positions.place(at: behind) }
    let dash = positions.offset(of: UInt8(ascii: "-"), from: behind)
    behind = dash + 1
    return positions.place(at: dash)
  }

  private mutating func begin(
    _ content: OpenCollection.Content, at place: FilePlace, _ isFlow: Bool, anchor: String?
  ) throws(ImportError) {
    if expectsKey { throw place.error(.keyIsNoName) }
    guard open.count < Value.maximumDepth else { throw place.error(.tooDeep(most: Value.maximumDepth)) }
    open.append(OpenCollection(place: place, isFlow: isFlow, anchor: anchor, content: content))
  }

  private mutating func close() throws(ImportError) {
    guard let collection = open.popLast() else { return }
    let content: Value.Content
    switch collection.content {
    case .sequence(let values): content = .sequence(values)
    case .mapping(let mapping, _): content = .mapping(mapping)
    }
    let value = Sized(
      value: Value(content, at: collection.place), count: collection.count, depth: collection.depth)
    if let anchor = collection.anchor { anchors[anchor] = value }
    // What is within was counted when it was added.
    count -= collection.count - 1
    try add(value, asKey: nil)
  }

  /// Puts a value into the innermost open collection; a scalar may be a key there.
  private mutating func add(_ item: Sized, asKey scalar: Value.Scalar?) throws(ImportError) {
    count += item.count
    guard count <= Value.mostValues else {
      throw item.value.place.error(.tooManyValues(most: Value.mostValues))
    }
    guard open.count + item.depth <= Value.maximumDepth else {
      throw item.value.place.error(.tooDeep(most: Value.maximumDepth))
    }
    guard !open.isEmpty else {
      root = item.value
      return
    }
    try open[open.count - 1].add(item.value, count: item.count, depth: item.depth, asKey: scalar)
  }
}

extension TextPositions {
  /// The first offset from here on at which a sign stands outside of comments; `start` itself if there is none.
  func offset(of sign: UInt8, from start: Int) -> Int {
    var offset = start
    var isComment = false
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x0A, 0x0D: isComment = false
      case UInt8(ascii: "#"): isComment = true
      case sign where !isComment: return offset
      default: break
      }
      offset += 1
    }
    return start
  }
}
