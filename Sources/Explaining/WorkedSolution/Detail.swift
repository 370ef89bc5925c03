/// How far a worked solution is unfolded.
public enum Detail: String, Sendable, CaseIterable, Comparable {
  /// The totals of the network, and where they come from by stage.
  case totals
  /// In addition the sum of every stage.
  case stages
  /// In addition the figures of every layer.
  case layers
  /// In addition every step of every layer.
  case steps

  private var order: Int {
    switch self {
    case .totals: 0
    case .stages: 1
    case .layers: 2
    case .steps: 3
    }
  }

  /// Coarser before finer.
  public static func < (left: Detail, right: Detail) -> Bool { left.order < right.order }
}
