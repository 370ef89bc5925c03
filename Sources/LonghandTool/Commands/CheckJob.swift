import Longhand

/// What `check` does with each file, the same for all of them.
struct CheckJob: Sendable {
  let checker: Checker
  let pages: Pages
  let format: CheckFormat
  let isHint: Bool
  let explains: Bool
  let terminal: TerminalSettings

  /// What a thread keeps from one file to the next.
  struct State {
    var series: Checker.Series
    var known = KnownDerivations()
  }

  /// What became of a file.
  struct File: Sendable {
    /// Why it could not be checked.
    var failure: Failure?
    /// Where bytes that are no UTF-8 were replaced for the first time.
    var note: String?
    var verdict: Diagnosis.Verdict?
    /// The file's share of the result.
    var output: [UInt8] = []
    /// The working, where the result is written for all files together.
    var checked: CheckedWorking?
  }

  func state() -> State { State(series: Checker.Series(checker)) }

  /// Reads and checks a file and writes its share of the result.
  func check(_ path: String, _ state: inout State) -> File {
    var result = File()
    do throws(Failure) {
      let file = try InputFile(path)
      result.note = file.firstReplacement.map { "\(file.name):\($0)" }
      let path = path == "-" ? nil : path
      let working: HandCalculation
      do throws(WorkingProblem) {
        working = try HandCalculation(
          file: file.bytes, format: WorkingFormat(name: path, bytes: file.bytes))
      } catch { throw Failure(error, in: file.name, file.bytes) }
      let found = state.series.diagnose(working)
      let diagnosis = isHint ? found.hints : found
      result.verdict = diagnosis.verdict
      try write(
        CheckedWorking(path: path, working: working, diagnosis: diagnosis), file.name, &result, &state.known)
    } catch { result.failure = error }
    return result
  }

  private func write(
    _ checked: CheckedWorking, _ name: String, _ result: inout File, _ known: inout KnownDerivations
  ) throws(Failure) {
    let (diagnosis, text) = (checked.diagnosis, checked.working.written)
    switch format {
    case .sarif: result.checked = checked
    case .github: result.output = checked.githubAnnotations(wording: pages.wording)
    case .json:
      let solutions =
        explains
        ? Solutions(diagnosis, wording: pages.wording, derivations: known.derivations(for: diagnosis)) : nil
      result.output = diagnosis.json(file: name, wording: pages.wording, solutions: solutions)
    case .document(.text):
      result.output = pages.terminal(
        diagnosis, text: text, file: name, known: &known, explains: explains, colour: terminal.colour,
        width: terminal.width)
    case .document(let format):
      do throws(TemplateError) {
        let document = try pages.feedback(on: diagnosis, text: text, file: name, explains: explains)
        result.output = pages.publisher.render(document, as: format)
      } catch { throw Failure(error) }
    }
  }

  /// The result: the shares of all files that could be checked, in their order.
  func report(on files: [File]) -> [UInt8] {
    let outputs = files.filter { $0.failure == nil }.map { $0.output }
    switch format {
    case .json: return Diagnosis.joined(outputs)
    case .sarif:
      return SARIF.log(of: files.compactMap { $0.checked }, version: Tool.version, wording: pages.wording)
    case .document(.text): return Array(outputs.joined(separator: CollectionOfOne(0x0A)))
    case .github, .document: return Array(outputs.joined())
    }
  }
}
