import Derivations
import Networks
import Symbolics

extension SolutionWriter {
  /// The sizes of a tensor without a batch of one: `64 × 112 × 112`.
  func sizes(_ shape: Shape) -> Expression {
    let dimensions = shape.batch == 1 ? shape.dimensions.dropFirst() : shape.dimensions[...]
    return .product(of: dimensions.map { Expression(Rational($0)) })
  }

  /// The sizes of what a part gives; a dash where they are not known, of a head that runs only in training.
  func outputSizes(of part: Part) -> [Inline] {
    part.output.rank == 0 ? [.text("–")] : [.math(Math(sizes(part.output)))]
  }

  /// Sizes along the axes of a map as people write them: `7×7`.
  func window(_ extents: Extents) -> String { "\(extents.height)×\(extents.width)" }

  /// What a part is: a layer's operation, a stage and its number of blocks.
  func words(for part: Part) -> [Inline] {
    guard part.use == .training else { return ownWords(for: part) }
    return wording.inlines(.roleTraining, ["part": .inlines(ownWords(for: part))])
  }

  private func ownWords(for part: Part) -> [Inline] {
    switch part.kind {
    case .layer(let operation): return words(for: operation)
    case .module(.stage):
      let blocks = part.parts.reduce(0) { $1.kind == .module(.block) ? $0 + $1.repetitions : $0 }
      return wording.inlines(.roleStage, ["count": .number(Rational(blocks))])
    case .module(.block): return wording.inlines(.roleBlock)
    case .module(.shortcut): return wording.inlines(.roleShortcut)
    case .module(.network): return wording.inlines(.roleNetwork)
    case .module(.attention), .module(.multiheadAttention): return wording.inlines(.roleAttention)
    case .module(.group): return wording.inlines(.roleGroup)
    }
  }

  /// Name and kind of a part: `conv1: 7×7 convolution, 3 → 64 channels, stride 2`.
  func heading(of part: Part) -> [Inline] {
    wording.inlines(
      .layerHeading, ["layer": .inlines(names(of: part)), "operation": .inlines(words(for: part))])
  }

  /// The paths of a part's copies: `layer1.1`, or `layer1.1 … layer1.2` with how many there are.
  func names(of part: Part) -> [Inline] {
    guard part.repetitions > 1 else { return [.code(part.path)] }
    let (first, last) = (part.path, part.lastCopyPath)
    if first == last {
      return wording.inlines(
        .copiesOfOneName, ["first": .code(first), "count": .number(Rational(part.repetitions))])
    }
    if part.spacing > 1, part.repetitions > 2 {
      return wording.inlines(
        .copiesSpaced,
        [
          "first": .code(first), "second": .code(part.path(ofCopy: 1)), "last": .code(last),
          "count": .number(Rational(part.repetitions)),
        ])
    }
    return wording.inlines(
      part.repetitions == 2 ? .copiesTwo : .copiesMany,
      ["first": .code(first), "last": .code(last), "count": .number(Rational(part.repetitions))])
  }
}
