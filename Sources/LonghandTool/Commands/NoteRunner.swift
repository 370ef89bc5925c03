import Longhand

/// Runs the words of a note's directives with the command line's own parser, so that they mean the same in both places.
struct NoteRunner: NoteCommands {
  private let templates: Templates
  private var pages: [Language: Pages] = [:]
  /// Derivations by the words that ask for them: a course speaks of a few networks many times.
  private var derivations: [String: Derivation] = [:]
  private var order: [String] = []

  /// More derivations are not kept, so that a course about every network does not hold all of them.
  private static let mostDerivations = 16
  /// What a note decides for itself.
  private static let refused: [Option] = [.output, .language, .templates, .color, ResultFormat.option]

  init(templates: Templates) { self.templates = templates }

  private mutating func pages(_ language: Language) throws(NoteFault) -> Pages {
    if let known = pages[language] { return known }
    do throws(TemplateError) {
      let read = try Pages(language: language, templates: templates)
      pages[language] = read
      return read
    } catch { throw NoteFault(error.description) }
  }

  // MARK: Parsing

  private static func invocation(_ words: [String]) throws(NoteFault) -> Invocation {
    // The working stands in the note, as if it came from standard input.
    let words = words.first == "check" && !words.contains("-") ? words + ["-"] : words
    do throws(Failure) {
      guard case .run(let invocation) = try CommandTable.parser.parse(words) else {
        throw Failure("a note cannot ask for help")
      }
      for option in refused where invocation.has(option) {
        throw Failure("--\(option.name) has no meaning in a note", help: ["The site says it for all notes."])
      }
      return invocation
    } catch { throw NoteFault(error) }
  }

  func subject(of words: [String]) -> NoteSubject? {
    guard words.first == "derive", let invocation = try? NoteRunner.invocation(words) else { return nil }
    let word = invocation.operands[0]
    return NoteSubject(network: NoteRunner.name(of: word), path: invocation[.layer] ?? "")
  }

  /// How links call a network: by its catalogue name, or by the name of its file.
  private static func name(of word: String) -> String {
    if let entry = Catalogue.entry(named: word) { return entry.name }
    let file = word.split(separator: "/").last.map { String($0) } ?? word
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }

  // MARK: Directives

  mutating func run(_ directive: NoteDirective) throws(NoteFault) -> NoteResult {
    var invocation = try NoteRunner.invocation(directive.words)
    let pages = try pages(directive.surroundings.language)
    let isEmpty = directive.body.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
    guard invocation.command.name == "check" || isEmpty else {
      throw NoteFault("\(directive.words[0]) takes one line only", help: ["A working below it is for check."])
    }
    do throws(Failure) {
      try NoteRunner.localise(&invocation, directive.surroundings)
      switch invocation.command.name {
      case "derive": return try derive(invocation, directive.words, pages)
      case "check": return try check(invocation, directive, pages)
      case let name:
        guard let document = try invocation.command.document?(invocation, pages) else {
          throw Failure(
            "a note cannot hold \(quoted(name))", help: ["It can hold derive, compare, explain and check."])
        }
        return NoteResult(document)
      }
    } catch { throw NoteFault(error) }
  }

  /// A network's file is one of the notes' own, named from the note.
  private static func localise(
    _ invocation: inout Invocation, _ surroundings: NoteSurroundings
  ) throws(Failure) {
    for (place, operand) in invocation.command.operands.enumerated() where place < invocation.operands.count {
      guard case .network = operand.value else { continue }
      invocation.operands[place] = try localised(invocation.operands[place], surroundings)
    }
    for option in invocation.command.options {
      guard case .network = option.value, let word = invocation[option] else { continue }
      invocation.values[option.name] = try localised(word, surroundings)
    }
  }

  private static func localised(_ word: String, _ surroundings: NoteSurroundings) throws(Failure) -> String {
    guard Catalogue.entry(named: word) == nil, NetworkFile.Kind(path: word) != nil else { return word }
    do throws(NoteFault) { return try surroundings.file(word) } catch {
      throw Failure(error.message, help: error.help)
    }
  }

  private func derive(_ invocation: Invocation, _ words: [String], _ pages: Pages) throws(Failure)
    -> NoteResult
  {
    let request = try DeriveRequest(invocation)
    var result = NoteResult(try request.document(pages, inNote: true))
    result.subject = subject(of: words)
    result.formulas = request.formulas
    return result
  }

  private func check(
    _ invocation: Invocation, _ directive: NoteDirective, _ pages: Pages
  ) throws(Failure) -> NoteResult {
    guard invocation.operands == ["-"] else {
      throw Failure("the working that check reads stands below it in the note")
    }
    let diagnosis = try Command.diagnosis(of: directive.body, invocation)
    let document: Document
    do throws(TemplateError) {
      document = try pages.feedback(on: diagnosis, text: directive.body, file: directive.name)
    } catch { throw Failure(error) }
    let errors = diagnosis.findings.filter { $0.severity == .error }
    return NoteResult(
      document,
      mistakes: errors.map { finding in
        NoteResult.Mistake(
          line: finding.place.line, column: finding.place.column, message: pages.message(of: finding))
      })
  }

  // MARK: Values

  mutating func value(_ words: [String], _ surroundings: NoteSurroundings) throws(NoteFault) -> NoteValue {
    let request = try ValueRequest(words)
    let key = request.words.joined(separator: " ")
    if derivations[key] == nil {
      var invocation = try NoteRunner.invocation(request.words)
      do throws(Failure) {
        let isFile = Catalogue.entry(named: invocation.operands[0]) == nil
        try NoteRunner.localise(&invocation, surroundings)
        let derivation = try DeriveRequest(invocation).derivation
        // A file's name means another file in another folder.
        if isFile { return try request.value(of: derivation, surroundings.language) }
        keep(derivation, for: key)
      } catch { throw NoteFault(error) }
    }
    guard let derivation = derivations[key] else { throw NoteFault("nothing could be derived") }
    do throws(Failure) { return try request.value(of: derivation, surroundings.language) } catch {
      throw NoteFault(error)
    }
  }

  private mutating func keep(_ derivation: Derivation, for key: String) {
    if order.count >= NoteRunner.mostDerivations { derivations[order.removeFirst()] = nil }
    order.append(key)
    derivations[key] = derivation
  }
}

extension NoteFault {
  /// Why a command could not do what a note asks.
  init(_ failure: Failure) {
    let place = failure.place.map { visible($0) + ": " } ?? ""
    self.init(place + failure.message, help: failure.help)
  }
}
