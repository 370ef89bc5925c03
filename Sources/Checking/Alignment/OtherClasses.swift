import Derivations
import Networks
import Symbolics

// A network that tells other classes apart than its publication: the same layers with another last one.

extension Network {
  /// The same network for so many classes, or nil where no layer gives a value for each class.
  func with(classes count: Int, insteadOf usual: Int) -> Network? {
    guard count > 0, let root = root.with(outputs: count, insteadOf: usual) else { return nil }
    var other = self
    other.name += "-\(count)-classes"
    other.root = root
    return other
  }
}

extension Module {
  /// The module with every fully connected layer of so many outputs changed, those of auxiliary classifiers among them; or,
  /// where there is none, with its last convolution.
  fileprivate func with(outputs count: Int, insteadOf usual: Int) -> Module? {
    var copy = self
    if copy.changeLinear(usual, to: count) || copy.changeLastConvolution(usual, to: count) ?? false {
      return copy
    }
    return nil
  }

  private mutating func changeLinear(_ usual: Int, to count: Int) -> Bool {
    var hasChanged = false
    for index in nodes.indices {
      switch nodes[index].element {
      case .layer(.linear(var layer)) where layer.outputFeatures == usual:
        layer.outputFeatures = count
        nodes[index].element = .layer(.linear(layer))
        hasChanged = true
      case .module(var module):
        guard module.changeLinear(usual, to: count) else { continue }
        nodes[index].element = .module(module)
        hasChanged = true
      default: break
      }
    }
    return hasChanged
  }

  /// Changes the last convolution, if it gives a value for each class. Nil where there is no convolution.
  private mutating func changeLastConvolution(_ usual: Int, to count: Int) -> Bool? {
    for index in nodes.indices.reversed() {
      switch nodes[index].element {
      case .layer(.convolution(var layer)):
        guard layer.outputChannels == usual, layer.groups == 1 else { return false }
        layer.outputChannels = count
        nodes[index].element = .layer(.convolution(layer))
        return true
      case .module(var module):
        guard let hasChanged = module.changeLastConvolution(usual, to: count) else { continue }
        nodes[index].element = .module(module)
        return hasChanged
      default: break
      }
    }
    return nil
  }
}

extension NetworkFacts {
  /// How many classes a network for images tells apart.
  var classes: Int? { derivation.root.output.dimensions.count > 1 ? derivation.root.output.channels : nil }

  /// What each class costs in the last layer, those of auxiliary classifiers included.
  func perClass(_ quantity: Quantity) -> Rational? {
    guard let classes else { return nil }
    var heads = layers.filter {
      if case .layer(.linear(let layer)) = $0.part.kind { layer.outputFeatures == classes } else { false }
    }
    if heads.isEmpty, let last = layers.last(where: { $0.noun == .convolution }),
      last.part.output.channels == classes
    {
      heads = [last]
    }
    guard !heads.isEmpty else { return nil }
    return try? NetworkFacts.sum(heads.map { $0.part.value(quantity) })?.divided(by: Rational(classes))
  }

  /// Whether a map of more than one position is laid out for a fully connected layer, so that the layer's size hangs on that
  /// of the input. Some programs average the map to a fixed size first.
  var flattensMap: Bool {
    layers.contains { layer in
      guard case .layer(.adaptiveAveragePool) = layer.part.kind else { return false }
      return layer.part.output.height > 1
    }
  }

  /// Whether this is a form of a network whose convolutions see all channels where those of the network see a group's.
  func isUngrouped(form network: NetworkFacts) -> Bool {
    layers.contains { layer in
      guard case .layer(.convolution(let own)) = layer.part.kind, own.groups == 1 else { return false }
      return network.layers.contains { other in
        guard other.path == layer.path, case .layer(.convolution(let grouped)) = other.part.kind else {
          return false
        }
        return grouped.groups > 1 && grouped.outputChannels == own.outputChannels
      }
    }
  }
}
