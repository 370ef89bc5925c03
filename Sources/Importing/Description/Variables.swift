import Networks

/// What names in the options of a layer stand for: the parameters of the block that is being built, and what comes in.
struct Variables {
  /// The parameters with their values, whatever these are.
  var parameters: [String: Value] = [:]
  /// Numbers that every layer has: `channels`, `features`, `vocabulary`.
  var numbers: [String: Int] = [:]

  /// The names of numbers that every layer has; no parameter may have one of them.
  static let reserved = ["channels", "features", "vocabulary", "input"]

  /// All names that have a value.
  var names: [String] { parameters.keys.sorted() + numbers.keys.sorted() }

  /// A value with parameters put in: a plain word that names one stands for its value. Lists are gone through.
  func resolved(_ value: Value) -> Value {
    switch value.content {
    case .scalar(let scalar): scalar.isQuoted ? value : parameters[scalar.text] ?? value
    case .sequence(let values): Value(.sequence(values.map { resolved($0) }), at: value.place)
    case .mapping: value
    }
  }

  /// A value for a parameter: what is arithmetic and has a value is worked out here, where its names have their meaning.
  func argument(_ value: Value) throws(ImportError) -> Value {
    if case .sequence(let values) = value.content {
      var arguments: [Value] = []
      for value in values { arguments.append(try argument(value)) }
      return Value(.sequence(arguments), at: value.place)
    }
    let value = resolved(value)
    guard case .scalar(let scalar) = value.content, CoreSchema(scalar) == .string, !scalar.isQuoted else {
      return value
    }
    do throws(SizeArithmetic.Failure) {
      let number = try SizeArithmetic.value(of: scalar.text) { self.number($0) }
      return Value(.scalar(.init("\(number)", isQuoted: false)), at: value.place)
    } catch {
      // A word that is no number: the name of a kind, of a layer, of a function.
      if error == .notWhole { throw value.place.error(.notWhole(Value.cut(scalar.text))) }
      return value
    }
  }

  /// A whole number, written out or as arithmetic.
  func integer(_ value: Value, atLeast least: Int, atMost most: Int) throws(ImportError) -> Int {
    let value = resolved(value)
    guard case .scalar(let scalar) = value.content, !scalar.isQuoted, CoreSchema(scalar) == .string else {
      return try value.integer(atLeast: least, atMost: most)
    }
    let text = Value.cut(scalar.text)
    let number: Int
    do throws(SizeArithmetic.Failure) {
      number = try SizeArithmetic.value(of: scalar.text) { self.number($0) }
    } catch {
      switch error {
      case .malformed: throw value.place.error(.badArithmetic(text))
      case .notWhole: throw value.place.error(.notWhole(text))
      case .unknown(let name):
        let nearest = Spelling.nearest(to: name, among: names)
        throw value.place.error(.unknownVariable(Value.cut(name), nearest: nearest, known: names))
      }
    }
    guard number >= least, number <= most else {
      throw value.place.error(.outOfRange(text, least: least, most: most))
    }
    return number
  }

  private func number(_ name: String) -> Int? {
    if let value = parameters[name] {
      guard case .scalar(let scalar) = value.content, case .integer(let number) = CoreSchema(scalar) else {
        return nil
      }
      return number
    }
    return numbers[name]
  }
}

extension FilePlace {
  func error(_ problem: DescriptionProblem) -> ImportError { error(.description(problem)) }
}
