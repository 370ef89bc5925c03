import Explaining

/// How a piece of text for the terminal is set.
struct Ink: OptionSet, Hashable {
  let rawValue: UInt8
  static let bold = Ink(rawValue: 1)
  static let dim = Ink(rawValue: 2)
  static let red = Ink(rawValue: 4)
  static let green = Ink(rawValue: 8)
  static let yellow = Ink(rawValue: 16)
  static let cyan = Ink(rawValue: 32)
  static let struck = Ink(rawValue: 64)

  /// The terminal's codes for it.
  func write(to output: inout [UInt8]) {
    if contains(.bold) { output.put("\u{1B}[1m") }
    if contains(.dim) { output.put("\u{1B}[2m") }
    if contains(.struck) { output.put("\u{1B}[9m") }
    if contains(.red) { output.put("\u{1B}[31m") }
    if contains(.green) { output.put("\u{1B}[32m") }
    if contains(.yellow) { output.put("\u{1B}[33m") }
    if contains(.cyan) { output.put("\u{1B}[36m") }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ severity: Excerpt.Severity) {
    switch severity {
    case .error: self = [.bold, .red]
    case .warning: self = [.bold, .yellow]
    case .note: self = [.bold, .cyan]
    }
  }
}

/// A run of text in one ink.
struct Run {
  var text: String
  var ink: Ink
}

/// A piece that is never broken: a word, or one character of Chinese.
struct Word {
  var text: String
  var ink: Ink
  var width: Int
  /// Whether a blank stands before it, unless it begins a line.
  var hasSpace: Bool
  /// Whether it must stay with the word before it.
  var isGlued: Bool
}

/// Runs taken apart into words.
func splitIntoWords(_ runs: [Run]) -> [Word] {
  var words: [Word] = []
  var scalars = String.UnicodeScalarView()
  var (hasSpace, isGlued) = (false, true)
  for run in runs {
    func close() {
      if scalars.isEmpty { return }
      let text = String(scalars)
      words.append(
        Word(
          text: text, ink: run.ink, width: columns(text), hasSpace: hasSpace, isGlued: isGlued && !hasSpace))
      scalars = String.UnicodeScalarView()
      (hasSpace, isGlued) = (false, true)
    }
    for scalar in clean(run.text).unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\t" {
        close()
        hasSpace = true
      } else if columns(scalar) == 2 {
        close()
        // 1.18亿 is one number.
        let isUnit = !hasSpace && isScale(scalar) && words.last?.text.last?.isNumber == true
        scalars.append(scalar)
        isGlued = isClosing(scalar) || isUnit
        close()
        isGlued = isOpening(scalar)
      } else {
        if scalars.isEmpty, let last = words.last, !hasSpace, last.width == 2, columns(last.text) == 2 {
          // Between a Han character and a letter the line may be broken, but not before a stop.
          isGlued = isClosing(scalar) || last.text.unicodeScalars.first.map(isOpening) == true
        }
        scalars.append(scalar)
      }
    }
    close()
  }
  return words
}

private func isClosing(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "，", "。", "、", "；", "：", "！", "？", "）", "」", "』", "》", "”", "’", "】", "…", ",", ".", ";", ":", "!",
    "?", ")",
    "]", "%":
    true
  default: false
  }
}

private func isScale(_ scalar: Unicode.Scalar) -> Bool { scalar == "万" || scalar == "亿" }

private func isOpening(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "（", "「", "『", "《", "“", "‘", "【": true
  default: false
  }
}

/// Words broken into lines no wider than `width`; what is glued together stays so, and is too wide if it must.
func lines(_ words: [Word], width: Int) -> [[Word]] {
  var lines: [[Word]] = []
  var line: [Word] = []
  var used = 0
  var index = 0
  while index < words.count {
    var end = index + 1
    var needed = words[index].width
    while end < words.count, words[end].isGlued {
      needed += words[end].width
      end += 1
    }
    let space = !line.isEmpty && words[index].hasSpace ? 1 : 0
    if !line.isEmpty, used + space + needed > width {
      lines.append(line)
      line = []
      used = 0
    } else {
      used += space
    }
    line.append(contentsOf: words[index..<end])
    used += needed
    index = end
  }
  if !line.isEmpty { lines.append(line) }
  return lines
}

/// The columns that a line takes.
func width(of line: [Word]) -> Int {
  var sum = 0
  for (index, word) in line.enumerated() { sum += word.width + (index > 0 && word.hasSpace ? 1 : 0) }
  return sum
}
