public import Symbolics

/// A picture as data. The writer decides how to draw it; where nothing can be drawn, its values are in its table, or in one
/// nearby.
public struct Figure: Sendable {
  /// What kind of picture.
  public enum Kind: Sendable {
    /// Horizontal bars, each made of stacked segments. Values are in `unit`.
    case stackedBars(series: [String], bars: [Bar], unit: String)
    /// Pairs of horizontal bars: for each group one bar of every series. Values are in `unit`.
    case pairedBars(series: [String], groups: [Group], unit: String)
    /// A waterfall from one total to another: named signed contributions between them, and what the two colours mean.
    case waterfall(
      start: Item, contributions: [Item], end: Item, unit: String, rising: String, falling: String)
    /// What follows what: blocks one below the other in the order in which they run, with arrows for what flows.
    case architecture(input: String, blocks: [ArchitectureBlock])
    /// Curves and points over two logarithmic axes.
    case plot(Plot)
  }

  /// A block of an architecture.
  public struct ArchitectureBlock: Sendable {
    /// Its name: `layer1`.
    public var label: String
    /// What it is: `stage of 2 blocks`.
    public var detail: String
    /// What it costs, as it is printed; empty for what costs nothing.
    public var cost: String
    /// The sizes of what comes out.
    public var output: String
    /// The blocks that it takes its tensors from, by their place among the blocks before it; nil is the network's input.
    public var sources: [Int?]

    /// A block.
    public init(label: String, detail: String, cost: String, output: String, sources: [Int?]) {
      self.label = label
      self.detail = detail
      self.cost = cost
      self.output = output
      self.sources = sources
    }
  }

  /// Curves and points over two logarithmic axes. All coordinates are above zero.
  public struct Plot: Sendable {
    /// What is told along the horizontal axis.
    public var xUnit: String
    /// What is told along the vertical axis.
    public var yUnit: String
    /// The marks of the horizontal axis; powers of ten if there are none.
    public var xMarks: [Item]
    /// Lines through points.
    public var curves: [Curve]
    /// Points apart from curves, each with its name for the legend.
    public var points: [NamedPoint]
    /// The point that the page is about, with what is written beside it.
    public var highlight: NamedPoint?

    /// A plot with all its parts.
    public init(
      xUnit: String, yUnit: String, xMarks: [Item] = [], curves: [Curve] = [], points: [NamedPoint] = [],
      highlight: NamedPoint? = nil
    ) {
      self.xUnit = xUnit
      self.yUnit = yUnit
      self.xMarks = xMarks
      self.curves = curves
      self.points = points
      self.highlight = highlight
    }

    /// A point by its exact coordinates.
    public struct Point: Hashable, Sendable {
      /// Along the horizontal axis.
      public var x: Rational
      /// Along the vertical axis.
      public var y: Rational

      /// A point.
      public init(_ x: Rational, _ y: Rational) {
        self.x = x
        self.y = y
      }
    }

    /// Points joined by straight lines.
    public struct Curve: Sendable {
      /// The points from left to right.
      public var points: [Point]
      /// Whether the points themselves are marked, as measured ones are; the corners of a bound are not.
      public var hasMarks: Bool

      /// A curve.
      public init(_ points: [Point], hasMarks: Bool = true) {
        self.points = points
        self.hasMarks = hasMarks
      }
    }

    /// A point with a name.
    public struct NamedPoint: Sendable {
      /// The name.
      public var name: String
      /// Where it stands.
      public var point: Point

      /// A point with a name.
      public init(_ name: String, _ point: Point) {
        self.name = name
        self.point = point
      }
    }
  }

  /// One bar: its label and one value for each series.
  public struct Bar: Sendable {
    /// The label at the axis.
    public var label: String
    /// One value a series, in the order of the series.
    public var values: [Rational]
    /// The sum, written at the bar's end.
    public var total: String

    /// A bar.
    public init(label: String, values: [Rational], total: String) {
      self.label = label
      self.values = values
      self.total = total
    }
  }

  /// Bars that belong together: a label and one value for each series, with its printed form.
  public struct Group: Sendable {
    /// The label at the axis.
    public var label: String
    /// One value a series, in the order of the series.
    public var values: [Rational]
    /// How each is written.
    public var printed: [String]

    /// Bars that belong together.
    public init(label: String, values: [Rational], printed: [String]) {
      self.label = label
      self.values = values
      self.printed = printed
    }
  }

  /// A named value with its printed form.
  public struct Item: Sendable {
    /// The label.
    public var label: String
    /// The value.
    public var value: Rational
    /// How it is written.
    public var printed: String

    /// A named value.
    public init(label: String, value: Rational, printed: String) {
      self.label = label
      self.value = value
      self.printed = printed
    }
  }

  /// The picture.
  public var kind: Kind
  /// Its title, read out by screen readers.
  public var title: String
  /// A description in words with the values.
  public var description: String
  /// The caption below it.
  public var caption: [Inline]
  /// The exact numbers that it was drawn from, where they do not stand in a table nearby.
  public var table: Table?

  /// A figure with all its parts.
  public init(kind: Kind, title: String, description: String, caption: [Inline], table: Table? = nil) {
    self.kind = kind
    self.title = title
    self.description = description
    self.caption = caption
    self.table = table
  }
}
