public import Derivations
public import Networks
public import Symbolics

/// What was found in a working.
public struct Diagnosis: Sendable {
  /// The network that the working is about, if it is known.
  public var network: Network?
  /// The convention in which it counts, as far as it can be told.
  public var convention: Convention
  /// Every statement that was read, in the order of the text.
  public var statements: [Statement]
  /// What is wrong or worth a remark, in the order of the text.
  public var findings: [Finding]
  /// The claims of a total, each with its gap explained. A text may hold several calculations.
  public var totals: [Attribution]

  /// Whether anything is wrong.
  public enum Verdict: String, Sendable {
    /// At least one statement was checked and nothing is false.
    case right
    /// At least one finding is an error.
    case wrong
    /// No statement could be checked.
    case nothingToCheck = "nothing-to-check"
  }
}

/// A place in a working. Lines and columns count from 1; columns count characters; the end is exclusive. They are those
/// of the person's file; in a notebook, of the cell.
public struct Place: Hashable, Sendable {
  /// A cell of a notebook.
  public struct Cell: Hashable, Sendable {
    /// Its number from 1, counting all cells.
    public var number: Int
    /// Whether what the code of the cell has printed is meant, and not its text.
    public var isOutput: Bool

    /// A cell, or its output.
    public init(_ number: Int, isOutput: Bool = false) {
      self.number = number
      self.isOutput = isOutput
    }
  }

  /// The UTF-8 bytes of the text as it was read; see ``SourceMap/fileRange(of:)`` for those of the file.
  public var bytes: Range<Int>
  /// The cell, in a notebook.
  public var cell: Cell?
  /// The first line.
  public var line: Int
  /// The first column.
  public var column: Int
  /// The last line.
  public var endLine: Int
  /// The column behind the last character.
  public var endColumn: Int
}

/// One chain of a working, `a = b = c`, as it was read.
public struct Statement: Sendable {
  /// What became of it.
  public enum Status: String, Sendable {
    /// Every link holds, and the concept too as far as it could be aligned.
    case right
    /// A link is false, or the wrong formula was used.
    case wrong
    /// Right, given an earlier wrong value.
    case carriedForward = "carried-forward"
    /// Read, but not checked: symbols without values, numbers beyond range, nothing to compare with.
    case unchecked
    /// Not read as a calculation.
    case unreadable
  }

  /// Where it stands.
  public var place: Place
  /// The sides as they were read.
  public var sides: [Expression]
  /// The signs between them.
  public var signs: [Token.Sign]
  /// The step it was aligned with: `conv1.macs`, `layer1.0.conv2.parameters`, `macs` for the network's total.
  public var about: String?
  /// What became of it.
  public var status: Status
}

extension Statement {
  /// How it was read, in plain notation: `(7×7×3)×64×112×112 = 118013952`.
  public var reading: String {
    let plain = PlainText(style: .plain)
    var bytes: [UInt8] = []
    for (index, side) in sides.enumerated() {
      if index > 0 { bytes += Array(signs[index - 1].spelling.utf8) }
      plain.write(side, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Token.Sign {
  /// The sign with blanks around it.
  fileprivate var spelling: String {
    switch self {
    case .equal: " = "
    case .approximately: " ≈ "
    case .arrow: " → "
    case .comparison: " ? "
    }
  }
}

/// Something that is wrong or worth a remark: a value, without words. The writers look the words up by ``mistake``.
public struct Finding: Sendable {
  /// How serious it is.
  public enum Severity: String, Sendable {
    /// Something false.
    case error
    /// Right, but misleading or in another convention than the text says.
    case warning
    /// A remark.
    case note
  }

  /// What a message may speak of.
  public enum Argument: Hashable, Sendable {
    /// An exact value.
    case number(Rational)
    /// A calculation.
    case expression(Expression)
    /// A path of the network: `layer1.0.conv2`.
    case path(String)
    /// Characters of the person's own text: to be escaped.
    case quotation(String)
    /// A word to be looked up in the wording: `noun.convolution`.
    case word(String)
  }

  /// The identifier of the table of mistakes.
  public var mistake: Mistake
  /// Other mistakes that explain the same numbers equally well.
  public var alternatives: [Mistake]
  /// How serious it is.
  public var severity: Severity
  /// Where it is.
  public var place: Place
  /// The step it is about, if one is known.
  public var about: String?
  /// What was claimed, if that is a number.
  public var claimed: Rational?
  /// What is right, if that is a number.
  public var correct: Rational?
  /// Named values for the message `mistake.NAME.message`, besides `claimed`, `correct` and `about`.
  public var arguments: [(name: String, value: Argument)]
  /// The text that should stand at ``place``, if it can be said.
  public var fix: Expression?
  /// Whether only the line and the kind of the mistake are told; see ``Diagnosis/hints``.
  public var isHint = false
}

/// The gap between a claimed total and the true one, as a sum of named contributions.
public struct Attribution: Sendable {
  /// One named part of the gap.
  public struct Contribution: Sendable {
    /// What caused it.
    public var mistake: Mistake
    /// Where.
    public var place: Place
    /// What it is about, if known.
    public var about: String?
    /// By how much the claim is too large (positive) or too small (negative) because of it.
    public var amount: Rational
  }

  /// What is totalled.
  public var quantity: Quantity
  /// The network that this total is about.
  public var network: String?
  /// Where the total is claimed.
  public var place: Place
  /// The claimed total.
  public var claimed: Rational
  /// The true total.
  public var correct: Rational
  /// Whether the claim is right to the digits that it shows: then the gap is only its rounding.
  public var isRight: Bool
  /// The named parts of `claimed − correct`.
  public var contributions: [Contribution]
  /// What they leave unexplained: `claimed − correct − Σ contributions`.
  public var remainder: Rational
}
