import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Closed forms")
struct ClosedFormTests {
  private static let all = ClosedForm.Letter.allCases

  /// A value for each letter.
  private typealias Sizes = [ClosedForm.Letter: Int]

  private func value(_ form: ClosedForm, _ sizes: Sizes) throws -> Rational {
    try form.expression.evaluated { symbol in
      Self.all.first { $0.symbol == symbol }.flatMap { sizes[$0] }.map { Rational($0) }
    }
  }

  /// A size that the form's assumptions allow.
  private func size(_ form: ClosedForm, _ letter: ClosedForm.Letter, _ dice: inout Dice) -> Int {
    guard let assumption = form.assumptions.first(where: { $0.letter == letter }) else {
      return dice.pick(1...40)
    }
    return assumption.minimum + assumption.multiple * dice.pick(0...5)
  }

  /// The shape of an input with the letters that are kept at these sizes.
  private func shape(_ shape: Shape, _ sizes: Sizes) -> Shape {
    let letters: [ClosedForm.Letter?]
    switch shape.layout {
    case .map: letters = [.batch, nil, .height, .width]
    case .tokens, .sequence: letters = [.batch, .tokens, nil]
    default: letters = [.batch]
    }
    var shape = shape
    for (axis, letter) in letters.enumerated() {
      if let letter, let size = sizes[letter] { shape = shape.replacing(axis: axis, by: size) }
    }
    return shape
  }

  /// Every step of every part at a size that its own form allows and that the network can take.
  private func expectAgreement(_ forms: ClosedForms, _ dice: inout Dice) throws {
    let whole = try forms.form(of: .counted)
    var sizes: Sizes = [:]
    for letter in forms.letters { sizes[letter] = size(whole, letter, &dice) }
    let numeric = try derive(
      forms.derivation.network, inputs: forms.derivation.inputs.map { shape($0, sizes) },
      convention: forms.derivation.convention)
    func compare(_ part: Part) throws {
      for step in part.steps {
        let form = try forms.form(of: step.quantity, at: part.path)
        // Where nothing that is counted depends on a size, it may need more than the whole.
        guard form.assumptions.allSatisfy({ (sizes[$0.letter] ?? 0) % $0.multiple == 0 }) else { continue }
        #expect(try value(form, sizes) == step.value, "\(part.path) \(step.id) \(sizes)")
      }
      for inner in part.parts { try compare(inner) }
    }
    try compare(numeric.root)
  }

  @Test(
    "At every allowed size a form gives what the derivation gives",
    arguments: Array(Catalogue.names.enumerated().filter { $0.offset % 4 == 0 }.map { $0.element }))
  func catalogue(_ name: String) throws {
    let convention = [Convention.paper, .everyOperation][name.utf8.count % 2]
    let network = try #require(Catalogue.network(named: name))
    var dice = Dice(name.utf8.count)
    // Many networks take images of one size only; then there is a form in the other letters.
    for letters in [Self.all, [.batch, .tokens], [.batch]] {
      let forms = try ClosedForms(network, convention: convention, keeping: letters)
      if letters.count > 1, (try? forms.form(of: .counted)) == nil { continue }
      for _ in 0..<2 { try expectAgreement(forms, &dice) }
      return
    }
  }

  @Test("So do the forms of random networks", arguments: 0..<120)
  func random(_ seed: Int) throws {
    let random = RandomNetwork(seed: seed)
    let forms = try ClosedForms(
      random.network, input: random.input, convention: .everyOperation, keeping: Self.all)
    var dice = Dice(seed)
    for _ in 0..<2 { try expectAgreement(forms, &dice) }
  }

  @Test("ResNet-50 as a formula")
  func resNet50() throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    let forms = try ClosedForms(network, keeping: Self.all)
    let macs = try forms.form(of: .macs)
    let (n, h, w) = (Expression("N"), Expression("H"), Expression("W"))
    #expect(macs.expression == .sum(of: [.product([81456, n, h, w]), .product([2_048_000, n])]))
    #expect(
      macs.assumptions == [
        .init(letter: .height, multiple: 32, minimum: 32), .init(letter: .width, multiple: 32, minimum: 32),
      ])
    let parameters = try forms.form(of: .parameters)
    #expect(parameters.expression == 25_557_032 && parameters.assumptions.isEmpty)
    let height = try forms.form(of: .outputHeight, at: "layer3.4.conv2")
    #expect(height.expression == .quotient(h, 16))
    #expect(height.assumptions == [.init(letter: .height, multiple: 16, minimum: 16)])
    #expect(try forms.form(of: .macs, at: "fc").expression == .product([2_048_000, n]))
    #expect(try forms.form(of: .macs, at: "fc").assumptions.isEmpty)
    #expect(throws: NoClosedForm.noSuchStep(path: "bn1")) { try forms.form(of: .macs, at: "bn1") }
    #expect(throws: NoClosedForm.noSuchStep(path: "nowhere")) { try forms.form(of: .macs, at: "nowhere") }
  }

  @Test("Only the letters that are asked for stay")
  func letters() throws {
    let network = try #require(Catalogue.network(named: "resnet18"))
    func macs(_ letters: [ClosedForm.Letter], batch: Int = 1) throws -> Expression {
      try ClosedForms(network, batch: batch, keeping: letters).form(of: .macs).expression
    }
    #expect(try macs([]) == 1_814_073_344)
    #expect(try macs([], batch: 2) == Expression(Rational(2 * 1_814_073_344)))
    #expect(try macs([.batch]) == .product([1_814_073_344, Expression("N")]))
    let height = try macs([.height])
    #expect(try height.evaluated { $0 == Symbol("H") ? 224 : nil } == 1_814_073_344)
  }

  @Test("The multiple is the smallest one: at an odd multiple of half of it the form is wrong")
  func smallest() throws {
    let network = try #require(Catalogue.network(named: "resnet34"))
    let form = try ClosedForms(network, keeping: Self.all).form(of: .macs)
    let numeric = try derive(network, input: Shape([1, 3, 48, 64])).root.value(.macs)
    #expect(try value(form, [.batch: 1, .height: 48, .width: 64]) != numeric)
  }

  @Test("Where there is none, the reason is given, and other quantities keep theirs")
  func reasons() throws {
    let classifier = Network.of(
      [
        ("conv", .convolution(3, 4, kernel: 3)), ("flatten", .flatten), ("fc", .linear(4 * 64, 10)),
        ("relu", .relu),
      ], input: [3, 8, 8])
    let fixed = try ClosedForms(classifier, keeping: Self.all)
    #expect(throws: NoClosedForm.sizeIsFixed(path: "fc")) { try fixed.form(of: .macs) }
    #expect(throws: NoClosedForm.sizeIsFixed(path: "fc")) { try fixed.form(of: .macs, at: "fc") }
    #expect(try fixed.form(of: .macs, at: "conv").expression.operands.count == 4)
    #expect(try fixed.form(of: .parameters).expression == Expression(Rational(112 - 4 + 2570)))
    #expect(try ClosedForms(classifier, keeping: [.batch]).form(of: .macs).assumptions.isEmpty)

    var sum = Module(.network)
    sum.append("two", .convolution(3, 3, kernel: 2, stride: 2, padding: 0), from: [.input])
    sum.append("three", .convolution(3, 3, kernel: 3, stride: 2, padding: 0), from: [.input])
    sum.append("add", .add, from: [.node(0), .node(1)])
    let oddOnly = try ClosedForms(
      Network(sum, input: [3, 7, 7]), convention: .everyOperation, keeping: [.height])
    #expect(throws: NoClosedForm.shapesDiffer(path: "add")) { try oddOnly.form(of: .counted) }
    #expect(try oddOnly.form(of: .macs).assumptions.map(\.multiple) == [2])
    sum.nodes[2] = .init("cat", .concatenation(), inputs: [.node(0), .node(1)])
    let sideBySide = try ClosedForms(
      Network(sum, input: [3, 7, 7]), convention: .everyOperation, keeping: [.height])
    #expect(try sideBySide.form(of: .counted).assumptions.map(\.multiple) == [2])
    sum.append("relu", .relu)
    let behind = try ClosedForms(
      Network(sum, input: [3, 7, 7]), convention: .everyOperation, keeping: [.height])
    #expect(throws: NoClosedForm.shapesDiffer(path: "cat")) { try behind.form(of: .counted) }

    var copies = Module(.network)
    copies.append("0", .maxPool(kernel: 3, stride: 2, padding: 1), repetitions: 3)
    copies.append("conv", .convolution(3, 3, kernel: 1))
    let one = try ClosedForms(Network(copies, input: [3, 1, 1]), keeping: [.height])
    #expect(throws: NoClosedForm.copiesChangeShape(path: "0")) { try one.form(of: .macs) }
  }

  @Test("A map that is cropped to another keeps its form, if it is larger at every size")
  func cropped() throws {
    let network = try #require(Catalogue.network(named: "unet"))
    let form = try ClosedForms(network, keeping: [.height, .width]).form(of: .macs)
    #expect(form.assumptions.allSatisfy { $0.multiple == 16 && $0.minimum <= 192 })
    for (height, width) in [(192, 576), (1024, 448)] {
      let numeric = try derive(network, input: Shape([1, 1, height, width])).root.value(.macs)
      #expect(try value(form, [.height: height, .width: width]) == numeric)
    }
    var root = Module(.network)
    root.append("half", .maxPool(kernel: 2, stride: 2), from: [.input])
    root.append("crop", .view(.cropped), from: [.input, .node(0)])
    root.append("relu", .relu)
    let shrinking = try ClosedForms(
      Network(root, input: [3, 8, 8]), convention: .everyOperation, keeping: [.height])
    #expect(throws: NoClosedForm.shapesDiffer(path: "crop")) { try shrinking.form(of: .counted) }
  }

  @Test("A window without padding needs a size at which it fits")
  func minimum() throws {
    let network = Network.of(
      [
        ("a", .convolution(3, 3, kernel: 2, stride: 2, padding: 0)),
        ("b", .convolution(3, 3, kernel: 5, padding: 0)),
      ],
      input: [3, 32, 32])
    let form = try ClosedForms(network, keeping: [.height]).form(of: .macs)
    #expect(form.assumptions == [.init(letter: .height, multiple: 2, minimum: 10)])
    #expect(throws: DerivationError.self) { try derive(network, input: Shape([1, 3, 8, 32])) }
  }
}
