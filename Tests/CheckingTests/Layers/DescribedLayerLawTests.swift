import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Law 4 for layers that only the text describes: described in any way, right claims raise nothing, and every mistake is
/// found under its own name or among the alternatives.
@Suite("Layers described in words, lists, tables and code")
struct DescribedLayerLawTests {
  @Test("Right claims raise nothing", arguments: Phrasing.all)
  func raisesNothing(_ phrasing: Phrasing) {
    for spec in LayerSpec.samples {
      let text = phrasing.text(spec, spec.rightLines(phrasing.language))
      let findings = Checker().diagnose(HandCalculation(text)).findings
      #expect(findings.map(\.mistake.rawValue) == [], "\(text)")
    }
  }

  @Test("Every mistake is found and named", arguments: Phrasing.all)
  func findsMistakes(_ phrasing: Phrasing) throws {
    var (count, unfound) = (0, [String]())
    for spec in LayerSpec.samples {
      let layer = try #require(spec.layer)
      for rule in LayerRule.all {
        guard let wrong = rule.inject(layer), let value = try? wrong.evaluated(),
          !layer.rightValues.contains(where: {
            $0.value == value && ($0.quantity == .parameters) == (rule.quantity == .parameters)
          })
        else { continue }
        let line = spec.line(rule.quantity, wrong, value, phrasing.language)
        count += 1
        let text = phrasing.text(spec, [line])
        let findings = Checker().diagnose(HandCalculation(text)).findings
        let isFound = findings.contains {
          $0.mistake == rule.mistake || $0.alternatives.contains(rule.mistake)
        }
        if !isFound {
          unfound.append("\(rule.mistake.rawValue) \(findings.map(\.mistake.rawValue)): \(text)")
        }
      }
    }
    #expect(count > 50)
    #expect(unfound == [])
  }

  @Test("Every wrong output size is found and named", arguments: Phrasing.all)
  func findsOutputSizes(_ phrasing: Phrasing) throws {
    for spec in LayerSpec.samples where spec.kernel > 1 {
      let layer = try #require(spec.layer)
      let window = try #require(layer.window)
      for rule in OutputSizeRule.all {
        guard let size = rule.inject(window, .height, spec.size), size != spec.output, size > 0 else {
          continue
        }
        let text = phrasing.text(spec, ["Output: \(spec.sizeFormula(for: rule.mistake)) = \(size)"])
        let findings = Checker().diagnose(HandCalculation(text)).findings
        let isFound = findings.contains {
          $0.mistake == rule.mistake || $0.alternatives.contains(rule.mistake)
        }
        // Padding added to the result and the input's size have no formula of their own.
        let hasFormula = rule.mistake != .paddingCountedInOutput && rule.mistake != .inputSizeForOutputSize
        if hasFormula { #expect(isFound, "\(rule.mistake.rawValue): \(text)") }
      }
    }
  }

  @Test("Two and three mistakes at once are all found")
  func findsSeveral() throws {
    for (index, spec) in LayerSpec.samples.enumerated() {
      let layer = try #require(spec.layer)
      let wrong = [LayerRule.inputChannelsMissing, .kernelAreaMissing, .weightChannelsMissing].compactMap {
        rule in
        rule.inject(layer).flatMap { left in (try? left.evaluated()).map { (rule, left, $0) } }
      }.filter { rule, _, value in
        !layer.rightValues.contains {
          $0.value == value && ($0.quantity == .parameters) == (rule.quantity == .parameters)
        }
      }
      let phrasing = Phrasing.all[index % Phrasing.all.count]
      let text = phrasing.text(spec, wrong.map { spec.line($0.0.quantity, $0.1, $0.2, phrasing.language) })
      let findings = Checker().diagnose(HandCalculation(text)).findings
      for (rule, _, _) in wrong {
        #expect(
          findings.contains { $0.mistake == rule.mistake || $0.alternatives.contains(rule.mistake) },
          "\(text)")
      }
    }
  }
}

/// A convolution for tests.
struct LayerSpec: Sendable {
  var kernel: Int
  var inputs: Int
  var outputs: Int
  var stride: Int
  var padding: Int
  var size: Int
  var groups = 1

  static let samples = [
    LayerSpec(kernel: 3, inputs: 64, outputs: 128, stride: 2, padding: 1, size: 56),
    LayerSpec(kernel: 7, inputs: 3, outputs: 64, stride: 2, padding: 3, size: 224),
    LayerSpec(kernel: 5, inputs: 6, outputs: 16, stride: 1, padding: 0, size: 14),
    LayerSpec(kernel: 3, inputs: 32, outputs: 32, stride: 1, padding: 1, size: 28),
    LayerSpec(kernel: 1, inputs: 256, outputs: 512, stride: 1, padding: 0, size: 14),
    LayerSpec(kernel: 11, inputs: 3, outputs: 96, stride: 4, padding: 0, size: 227),
    LayerSpec(kernel: 3, inputs: 128, outputs: 256, stride: 1, padding: 1, size: 28, groups: 32),
    LayerSpec(kernel: 3, inputs: 48, outputs: 48, stride: 2, padding: 1, size: 40, groups: 48),
  ]

  var output: Int { (size + 2 * padding - kernel) / stride + 1 }

  /// The layer as the checker derives it.
  var layer: NetworkFacts.Layer? {
    var description = LayerDescription(kind: .convolution)
    description.kernel = Extents(all: kernel)
    description.stride = Extents(all: stride)
    description.padding = .positions(Extents(all: padding))
    description.groups = .number(groups)
    (description.inputChannels, description.outputChannels) = (inputs, outputs)
    description.input = Extents(all: size)
    var resolver = LayerResolver()
    return resolver.readings(of: description).first?.layer
  }

  func line(_ quantity: Quantity, _ left: Expression, _ value: Rational, _ language: Phrasing.Language)
    -> String
  {
    let plain = PlainText(style: .grouped)
    let word =
      switch (language, quantity) {
      case (.english, .parameters): "Parameters: "
      case (.chinese, .parameters): "参数量："
      case (.english, _): "Multiply-adds: "
      case (.chinese, _): "乘加次数："
      }
    return "\(word)\(plain.text(left)) = \(plain.text(Expression(value)))"
  }

  func rightLines(_ language: Phrasing.Language) -> [String] {
    let weights = kernel * kernel * inputs / groups * outputs
    let product = "\(kernel)×\(kernel)×\(inputs / groups)×\(outputs)"
    let macs = weights * output * output
    let sizes = "(\(size) − \(kernel) + 2×\(padding))/\(stride) + 1 = \(output)"
    switch language {
    case .english:
      return [
        "Parameters: \(product) = \(weights)",
        "With biases the parameters are \(product) + \(outputs) = \(weights + outputs)",
        "Output: \(sizes)", "Multiply-adds: \(product)×\(output)×\(output) = \(macs)",
        "FLOPs: 2×\(product)×\(output)×\(output) = \(2 * macs)",
        "Each filter has \(kernel)×\(kernel)×\(inputs / groups) = \(weights / outputs) weights.",
        "Each output value takes \(kernel)×\(kernel)×\(inputs / groups) = \(weights / outputs) multiply-adds.",
        "Output values: \(output)×\(output)×\(outputs) = \(output * output * outputs)",
      ]
    case .chinese:
      return [
        "参数量：\(product) = \(weights)", "加上偏置，参数量为\(product) + \(outputs) = \(weights + outputs)",
        "输出大小：\(sizes)",
        "乘加次数：\(product)×\(output)×\(output) = \(macs)",
        "每个卷积核的参数：\(kernel)×\(kernel)×\(inputs / groups) = \(weights / outputs)",
      ]
    }
  }

  /// The formula of the output's size with a mistake in it.
  func sizeFormula(for mistake: Mistake) -> String {
    switch mistake {
    case .outputSizePlusOneMissing: "⌊(\(size) − \(kernel) + 2×\(padding))/\(stride)⌋"
    case .paddingForgotten: "⌊(\(size) − \(kernel))/\(stride)⌋ + 1"
    default: "⌊(\(size) − \(kernel) + 2×\(padding))/\(stride)⌋ + 1 + 2×\(padding)"
    }
  }
}

/// A way in which people describe a layer.
struct Phrasing: Sendable, CustomTestStringConvertible {
  enum Language: Sendable { case english, chinese }

  var name: String
  var language = Language.english
  var describe: @Sendable (LayerSpec) -> String

  var testDescription: String { name }

  func text(_ spec: LayerSpec, _ lines: [String]) -> String {
    ([describe(spec)] + lines).joined(separator: "\n")
  }

  static let all: [Phrasing] = [
    Phrasing(name: "short") { spec in
      let groups = spec.groups > 1 ? ", \(spec.groups) groups" : ""
      return
        "\(spec.kernel)×\(spec.kernel) conv, \(spec.inputs)→\(spec.outputs), stride \(spec.stride), padding \(spec.padding)\(groups), input \(spec.size)×\(spec.size)"
    },
    Phrasing(name: "letters") { spec in
      let groups = spec.groups > 1 ? ", groups=\(spec.groups)" : ""
      return
        "Conv(\(spec.inputs)→\(spec.outputs), k=\(spec.kernel), s=\(spec.stride), p=\(spec.padding)\(groups)) on \(spec.size)×\(spec.size)"
    },
    Phrasing(name: "PyTorch") { spec in
      let groups = spec.groups > 1 ? ", groups=\(spec.groups)" : ""
      return
        "nn.Conv2d(\(spec.inputs), \(spec.outputs), kernel_size=\(spec.kernel), stride=\(spec.stride), padding=\(spec.padding)\(groups), bias=False)  # input \(spec.inputs)×\(spec.size)×\(spec.size)"
    },
    Phrasing(name: "PyTorch by position") { spec in
      "conv1 = nn.Conv2d(\(spec.inputs), \(spec.outputs), \(spec.kernel), \(spec.stride), \(spec.padding), 1, \(spec.groups)) on \(spec.size)×\(spec.size)"
    },
    Phrasing(name: "sentence") { spec in
      let groups = spec.groups > 1 ? " in \(spec.groups) groups" : ""
      return
        "A convolutional layer with \(spec.outputs) filters of size \(spec.kernel)×\(spec.kernel)\(groups), stride \(spec.stride) and padding \(spec.padding) on a \(spec.size)×\(spec.size)×\(spec.inputs) input."
    },
    Phrasing(name: "two sentences") { spec in
      let groups = spec.groups > 1 ? ", \(spec.groups) groups" : ""
      return
        "The input is \(spec.size)×\(spec.size)×\(spec.inputs). We apply \(spec.outputs) kernels of \(spec.kernel)×\(spec.kernel) with stride \(spec.stride) and padding \(spec.padding)\(groups)."
    },
    Phrasing(name: "list") { spec in
      let groups = spec.groups > 1 ? "\n- Groups: \(spec.groups)" : ""
      return
        "Convolution layer:\n- Input: \(spec.size)×\(spec.size)×\(spec.inputs)\n- Kernel size: \(spec.kernel)×\(spec.kernel)\n- Output channels: \(spec.outputs)\n- Stride: \(spec.stride)\n- Padding: \(spec.padding)\(groups)"
    },
    Phrasing(name: "equations") { spec in
      "Convolutional layer: Input channels = \(spec.inputs), Output channels = \(spec.outputs), Kernel size = \(spec.kernel)x\(spec.kernel), stride = \(spec.stride), padding = \(spec.padding), groups = \(spec.groups), input size \(spec.size)x\(spec.size)"
    },
    Phrasing(name: "shapes") { spec in
      let groups = spec.groups > 1 ? ", \(spec.groups) groups" : ""
      return
        "\(spec.size)×\(spec.size)×\(spec.inputs) → \(spec.output)×\(spec.output)×\(spec.outputs): \(spec.kernel)×\(spec.kernel) convolution, stride \(spec.stride), padding \(spec.padding)\(groups)"
    },
    Phrasing(name: "table") { spec in
      "| Layer | Kernel | Stride | Padding | Groups | Input | Output channels |\n|---|---|---|---|---|---|---|\n| conv1 | \(spec.kernel)×\(spec.kernel) | \(spec.stride) | \(spec.padding) | \(spec.groups) | \(spec.size)×\(spec.size)×\(spec.inputs) | \(spec.outputs) |\n"
    },
    Phrasing(name: "Chinese", language: .chinese) { spec in
      let groups = spec.groups > 1 ? "，分组数 \(spec.groups)" : ""
      return
        "输入 \(spec.size)×\(spec.size)×\(spec.inputs)，卷积核 \(spec.kernel)×\(spec.kernel)，输出通道 \(spec.outputs)，步长 \(spec.stride)，填充 \(spec.padding)\(groups)"
    },
    Phrasing(name: "Chinese sentence", language: .chinese) { spec in
      let groups = spec.groups > 1 ? "，组数为\(spec.groups)" : ""
      return
        "卷积层：输入特征图为\(spec.size)×\(spec.size)，输入通道数为\(spec.inputs)，输出通道数为\(spec.outputs)，卷积核大小为\(spec.kernel)×\(spec.kernel)，步长为\(spec.stride)，填充为\(spec.padding)\(groups)。"
    },
  ]
}
