import Networks

/// Reads layers that are written as calls: `nn.Conv2d(3, 64, kernel_size=7, stride=2)`, `Conv2D(32, (3, 3))`,
/// `Dense(128)`, `Conv(3→64, k=7)`.
///
/// The order of what has no name is that of the framework, which the spelling tells: PyTorch writes `Conv2d` and
/// `Linear`, Keras `Conv2D` and `Dense`.
struct LayerCode {
  let bytes: [UInt8]

  /// What the arguments without a name are, in order.
  private enum Argument { case inputs, outputs, kernel, stride, padding, dilation, groups }

  private struct Call {
    var kind: LayerDescription.Kind
    /// What the arguments are; nil for a function that no framework has.
    var order: [Argument]?
    var name: Int
    /// The pieces between the brackets.
    var body: Range<Int>
  }

  /// The layers that a sentence's calls describe, nil if there is no call.
  func descriptions(_ tokens: [LayerToken]) -> [LayerDescription]? {
    let calls = calls(in: tokens)
    guard !calls.isEmpty else { return nil }
    return calls.enumerated().map { place, call in
      let end = place + 1 < calls.count ? calls[place + 1].name : tokens.count
      let behind = min(call.body.upperBound + 1, tokens.count)
      return description(of: call, remark: behind..<max(behind, end), tokens)
    }
  }

  private func calls(in tokens: [LayerToken]) -> [Call] {
    var calls: [Call] = []
    var index = 0
    while index + 1 < tokens.count {
      defer { index += 1 }
      guard let word = tokens[index].word, word.isLayer, tokens[index + 1].kind == .open,
        tokens[index].range.upperBound == tokens[index + 1].range.lowerBound,
        bytes[tokens[index].range.lowerBound] < 0x80, let close = partner(of: index + 1, tokens),
        let (kind, order) = function(tokens[index].range, word)
      else { continue }
      calls.append(Call(kind: kind, order: order, name: index, body: index + 2..<close))
      index = close
    }
    return calls
  }

  private func partner(of open: Int, _ tokens: [LayerToken]) -> Int? {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].kind == .open { depth += 1 }
      if tokens[index].kind == .close {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private func function(_ name: Range<Int>, _ word: LayerWord) -> (LayerDescription.Kind, [Argument]?)? {
    switch String(decoding: bytes[name], as: UTF8.self) {
    case "Conv2d", "conv2d":
      return (.convolution, [.inputs, .outputs, .kernel, .stride, .padding, .dilation, .groups])
    case "Conv1d", "conv1d":
      return (.convolution, [.inputs, .outputs, .kernel, .stride, .padding, .dilation, .groups])
    case "Conv1D": return (.convolution, [.outputs, .kernel, .stride])
    case "Conv2D": return (.convolution, [.outputs, .kernel, .stride])
    case "Linear", "linear": return (.linear, [.inputs, .outputs])
    case "Dense", "dense": return (.linear, [.outputs])
    case "MaxPool2d": return (.maxPool, [.kernel, .stride, .padding])
    case "AvgPool2d": return (.averagePool, [.kernel, .stride, .padding])
    case "MaxPooling2D", "MaxPool2D": return (.maxPool, [.kernel, .stride])
    case "AveragePooling2D": return (.averagePool, [.kernel, .stride])
    case "BatchNorm2d": return (.norm, [.inputs])
    case "BatchNormalization": return (.norm, [])
    case "GlobalAveragePooling2D", "AdaptiveAvgPool2d": return (.globalPool, nil)
    case "Flatten": return (.flatten, [])
    case "ReLU", "Dropout", "Activation", "Softmax", "Sigmoid", "Tanh": return (.pass, [])
    default:
      guard let kind = LayerSentence.kind(of: word, behind: nil) else { return nil }
      return (kind, nil)
    }
  }

  // MARK: - Arguments

  private func description(of call: Call, remark: Range<Int>, _ tokens: [LayerToken]) -> LayerDescription {
    var layer = LayerDescription(kind: call.kind, start: tokens.first?.range.lowerBound ?? 0)
    layer.isCode = call.order != nil
    var named: [LayerToken] = []
    var place = 0
    for argument in arguments(call.body, tokens) {
      guard let order = call.order, call.kind != .pass, let sizes = sizes(of: argument, tokens) else {
        // A word and its value, or something that only the prose's rules can read.
        named += tokens[argument]
        named.append(LayerToken(kind: .comma, range: tokens[argument.upperBound - 1].range))
        continue
      }
      if order.indices.contains(place) {
        note(sizes, as: order[place], in: &layer)
      } else {
        layer.isUnclear = true
      }
      place += 1
    }
    layer.merge(LayerReader.read(named, as: call.kind))
    // A remark may tell the sizes of the maps.
    let rest = LayerReader.read(Array(tokens[remark]), as: call.kind)
    if !rest.isUnclear { layer.merge(rest) }
    if layer.isCode { applyDefaults(to: &layer) }
    if isOneDimensional(tokens[call.name].range) { flatten(&layer) }
    layer.label = name(before: call.name, tokens)
    return layer
  }

  private func arguments(_ body: Range<Int>, _ tokens: [LayerToken]) -> [Range<Int>] {
    var arguments: [Range<Int>] = []
    var depth = 0
    var start = body.lowerBound
    for index in body {
      switch tokens[index].kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .comma where depth == 0:
        if index > start { arguments.append(start..<index) }
        start = index + 1
      default: break
      }
    }
    if body.upperBound > start { arguments.append(start..<body.upperBound) }
    return arguments
  }

  /// The sizes of an argument that is a number, a pair or `3x3`.
  private func sizes(of argument: Range<Int>, _ tokens: [LayerToken]) -> [Int]? {
    var sizes: [Int] = []
    for index in argument {
      switch tokens[index].kind {
      case .number(let number): sizes.append(number)
      case .open, .close, .comma, .times: continue
      default: return nil
      }
    }
    return sizes.isEmpty ? nil : sizes
  }

  private func note(_ sizes: [Int], as argument: Argument, in layer: inout LayerDescription) {
    let pair =
      sizes.count == 1 ? Extents(all: sizes[0]) : sizes.count == 2 ? Extents(sizes[0], sizes[1]) : nil
    switch argument {
    case .inputs where sizes.count == 1: layer.inputChannels = sizes[0]
    case .outputs where sizes.count == 1: layer.outputChannels = sizes[0]
    case .kernel where pair != nil: layer.kernel = pair
    case .stride where pair != nil: layer.stride = pair
    case .padding: layer.padding = pair.map { .positions($0) }
    case .dilation where pair != nil: layer.dilation = pair
    case .groups where sizes.count == 1: layer.groups = .number(sizes[0])
    default: layer.isUnclear = true
    }
  }

  private func applyDefaults(to layer: inout LayerDescription) {
    switch layer.kind {
    case .convolution:
      layer.stride = layer.stride ?? 1
      layer.padding = layer.padding ?? .positions(0)
      layer.dilation = layer.dilation ?? 1
      layer.groups = layer.groups ?? .number(1)
    case .maxPool, .averagePool:
      if layer.kernel == nil { layer.kernel = 2 }
      layer.stride = layer.stride ?? layer.kernel
      layer.padding = layer.padding ?? .positions(0)
    default: break
    }
  }

  private func isOneDimensional(_ name: Range<Int>) -> Bool {
    name.count > 2 && bytes[name.upperBound - 1] | 0x20 == UInt8(ascii: "d")
      && bytes[name.upperBound - 2] == UInt8(ascii: "1")
  }

  /// A layer over one axis as one over a map of the height 1.
  private func flatten(_ layer: inout LayerDescription) {
    if let kernel = layer.kernel { layer.kernel = Extents(1, kernel.width) }
    if let stride = layer.stride { layer.stride = Extents(1, stride.width) }
    if let dilation = layer.dilation { layer.dilation = Extents(1, dilation.width) }
    if case .positions(let padding)? = layer.padding { layer.padding = .positions(Extents(0, padding.width)) }
  }

  /// `conv1` of `self.conv1 = nn.Conv2d(…)`.
  private func name(before call: Int, _ tokens: [LayerToken]) -> Range<Int>? {
    var at = call - 1
    while at >= 0, tokens[at].kind != .equal { at -= 1 }
    guard at > 0, tokens[at - 1].word != nil else { return nil }
    let range = tokens[at - 1].range
    return bytes[range].contains { $0.isASCIIDigit } ? range : nil
  }
}
