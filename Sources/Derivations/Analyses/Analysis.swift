public import Networks

/// A further question to a derivation, answered in the same way: every number is a step, formula → numbers put in → value.
///
///     let analysis = try derivation.analysis(.memory)
///     analysis.sections[0].rows.first?.steps.last?.value   // bytes of the weights in fp32
public struct Analysis: Sendable {
  /// What was asked.
  public let kind: Kind
  /// The answer in its parts.
  public let sections: [Section]

  /// What can be asked.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Where the parameters are.
    case parameters
    /// What weights, activations, gradients and optimizer hold.
    case memory
    /// A step of training and a whole run.
    case training
    /// Reading a prompt and writing token by token.
    case inference
    /// What a causal mask or a window leaves of attention.
    case causal
    /// Parameters that work for one token.
    case experts
    /// Operations for each byte that is moved.
    case roofline
    /// The approximations of the literature beside the exact count.
    case shortcuts

    /// The kind of a name in forgiving spelling, or nil if there is none.
    public static func named(_ name: String) -> Kind? {
      let wanted = Spelling.folded(name)
      return allCases.first { Spelling.folded($0.rawValue) == wanted }
    }
  }

  /// A part of an answer: rows with their steps, or why there are none.
  public struct Section: Sendable {
    /// What it is about.
    public let topic: Topic
    /// The rows in order.
    public internal(set) var rows: [Row] = []
    /// What must be known to read the rows rightly.
    public internal(set) var remarks: [Remark] = []
    /// Why there are no rows, or no further ones.
    public internal(set) var refusal: Refusal?
  }

  /// Steps that belong together: those of one format, of one component, of one term.
  public struct Row: Sendable {
    /// What the row is about; nil where it is the section itself.
    public let label: Label?
    /// The steps, the row's own result last.
    public let steps: [Step]
    /// Whether the row's result is taken away in the sum that follows.
    public let isSubtracted: Bool

    /// The result of the row.
    public var result: Step? { steps.last }
  }

  /// What a row is about.
  public enum Label: Hashable, Sendable {
    /// A component of the network.
    case component(Component)
    /// All layers of a kind.
    case kind(Operation.Kind)
    /// A number format.
    case format(NumberFormat)
    /// A named item.
    case item(Item)
    /// A part of the network, by its path.
    case part(String)
  }
}

extension Analysis {
  /// The formulas of all analyses that have a fixed form.
  static let formulas: [Formula] =
    MemoryAnalysis.formulas + TrainingState.formulas + TrainingAnalysis.formulas + TrainingRun.formulas
    + InferenceAnalysis.formulas + CausalAnalysis.formulas + ExpertAnalysis.formulas
    + RooflineAnalysis.formulas + ShortcutAnalysis.formulas
}

extension Derivation {
  /// Answers a further question about the network.
  ///
  /// - Parameters:
  ///   - settings: number formats, the device, the training run.
  ///   - decode: the same network for one token behind cached ones, where inference is asked for.
  /// - Throws: ``DerivationError/arithmetic(_:path:step:)`` where a number is beyond 127 bits. What does not apply to the
  ///   network is no error: the section says why.
  public func analysis(
    _ kind: Analysis.Kind, _ settings: Analysis.Settings = .init(), decode: Derivation? = nil
  ) throws(DerivationError) -> Analysis {
    let inventory = Inventory(self)
    let sections: [Analysis.Section] =
      switch kind {
      case .parameters: try ParameterAnalysis(inventory).sections()
      case .memory: try MemoryAnalysis(inventory, settings).sections()
      case .training: try TrainingAnalysis(inventory, settings).sections()
      case .inference: try InferenceAnalysis(inventory, settings, decode: decode).sections()
      case .causal: try CausalAnalysis(inventory).sections()
      case .experts: try ExpertAnalysis(inventory).sections()
      case .roofline: try RooflineAnalysis(inventory, settings).sections()
      case .shortcuts: try ShortcutAnalysis(inventory).sections()
      }
    return Analysis(kind: kind, sections: sections)
  }
}
