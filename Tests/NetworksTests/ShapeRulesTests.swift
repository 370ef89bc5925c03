import Symbolics
import Testing

@testable import Networks

@Suite("Shape rules")
struct ShapeRulesTests {
  private func window(
    _ kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1
  ) -> Operation.Window {
    .init(
      kernel: Extents(kernel, kernel), stride: Extents(stride, stride), padding: Extents(padding, padding),
      dilation: Extents(dilation, dilation))
  }

  /// Slides the window along the padded axis, one position after the other.
  private func slide(size: Int, _ window: Operation.Window) -> Int {
    var start = -window.padding.height
    var positions = 0
    while start + window.dilation.height * (window.kernel.height - 1) < size + window.padding.height {
      positions += 1
      start += window.stride.height
    }
    return positions
  }

  @Test("The formula gives as many positions as there are when the window is slid")
  func slidingAgrees() {
    var fitting = 0
    for size in 1...17 {
      for kernel in 1...5 {
        for stride in 1...3 {
          for padding in 0...2 {
            for dilation in 1...3 {
              let window = window(kernel, stride: stride, padding: padding, dilation: dilation)
              let positions = slide(size: size, window)
              let output = try? Operation.maxPool(window).output(for: [Shape([2, 5, size, size])])
              #expect(output == (positions > 0 ? Shape([2, 5, positions, positions]) : nil))
              fitting += positions > 0 ? 1 : 0
            }
          }
        }
      }
    }
    #expect(fitting > 1000)
  }

  @Test("Height and width may differ in everything")
  func oblong() throws {
    let window = Operation.Window(
      kernel: Extents(3, 5), stride: Extents(2, 1), padding: Extents(1, 0), dilation: Extents(1, 2))
    let output = try Operation.maxPool(window).output(for: [Shape([1, 1, 10, 20])])
    #expect(output == Shape([1, 1, 5, 12]))
  }

  @Test("Impossible options and inputs are refused by name")
  func refusals() {
    let map = Shape([1, 3, 8, 8])
    func error(_ operation: Operation, _ inputs: [Shape]) -> ShapeError? {
      do throws(ShapeError) {
        _ = try operation.output(for: inputs, at: "x")
        return nil
      } catch { return error }
    }
    func convolution(_ channels: Int, groups: Int = 1) -> Operation {
      .convolution(.init(channels, 8, window: window(3), groups: groups))
    }
    #expect(error(convolution(4), [map]) == .channelMismatch(path: "x", expected: 4, found: 3))
    #expect(error(convolution(3, groups: 2), [map]) == .impossibleOption(path: "x", option: "G", value: 2))
    #expect(error(convolution(3, groups: 0), [map]) == .impossibleOption(path: "x", option: "G", value: 0))
    #expect(error(convolution(3), [Shape([1, 3])]) == .rankMismatch(path: "x", expected: 4, found: 2))
    #expect(error(convolution(3), [map, map]) == .inputCountMismatch(path: "x", expected: 1, found: 2))
    #expect(error(convolution(3), []) == .inputCountMismatch(path: "x", expected: 1, found: 0))
    #expect(
      error(.maxPool(window(9)), [map]) == .windowTooLarge(path: "x", size: 8, kernel: 9, padding: 0))
    #expect(
      error(.maxPool(window(5, dilation: 2)), [map])
        == .windowTooLarge(path: "x", size: 8, kernel: 9, padding: 0))
    #expect(
      error(.maxPool(window(2, stride: 0)), [map]) == .impossibleOption(path: "x", option: "S", value: 0))
    #expect(
      error(.maxPool(window(2, padding: -1)), [map])
        == .impossibleOption(path: "x", option: "P", value: -1))
    #expect(error(.add, [map, Shape([1, 3, 8, 7])]) != nil)
    #expect(error(.add, [map]) == .inputCountMismatch(path: "x", expected: 2, found: 1))
    #expect(error(.relu, [Shape([1, 0])]) == .emptyInput(Shape([1, 0])))
    #expect(error(.relu, [Shape([])]) == .emptyInput(Shape([])))
    #expect(error(.linear(.init(3, 4)), [map]) == .rankMismatch(path: "x", expected: 2, found: 4))
    #expect(error(.batchNorm(channels: 4), [map]) == .channelMismatch(path: "x", expected: 4, found: 3))
    let (small, wide) = (Shape([1, 7, 5, 8]), Shape([1, 7, 5, 9]))
    #expect(error(.view(.cropped), [map, small]) == nil)
    #expect(error(.view(.cropped), [map, wide]) == .sumMismatch(path: "x", first: map, second: wide))
    #expect(
      error(.view(.cropped), [map, Shape([1, 7])]) == .rankMismatch(path: "x", expected: 4, found: 2))
  }

  @Test("Sizes at the edge of Int give errors or the right size, never a trap")
  func hugeSizes() throws {
    let huge = Shape([1, 1, .max, .max])
    for value in [1, 2, Int.max / 2, .max] {
      for padding in [0, 1, Int.max] {
        for dilation in [1, 2, Int.max] {
          let window = window(value, stride: value, padding: padding, dilation: dilation)
          _ = try? Operation.maxPool(window).output(for: [huge])
          _ = try? Operation.maxPool(window).output(for: [Shape([1, 1, 1, 1])])
        }
      }
    }
    #expect(throws: ShapeError.overflow(path: "x")) { try Operation.flatten.output(for: [huge], at: "x") }
    #expect(throws: ShapeError.overflow(path: "x")) {
      try Operation.maxPool(window(1, padding: .max)).output(for: [huge], at: "x")
    }
    let even = try Operation.maxPool(window(1, stride: .max)).output(for: [huge])
    #expect(even == Shape([1, 1, 1, 1]))
  }
}
