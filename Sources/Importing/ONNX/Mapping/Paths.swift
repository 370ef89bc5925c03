import Networks

extension ONNX {
  /// Where each layer stands in the tree of modules, by the names that exporters leave.
  ///
  /// Three things tell: the node's own name, a path `/layer1/layer1.0/conv1/Conv` in older exports of PyTorch and in those
  /// of TensorFlow; the scopes that newer exports of PyTorch note beside it; and the name of a weight,
  /// `layer1.0.conv1.weight`. A layer of which none tells anything stands with what it works on.
  struct Paths {
    /// A layer's module and, if it has one, its name within it.
    struct Place {
      var scope: [String] = []
      var name: String?
      /// Whether the layer is all of its module, as far as its weight tells: then what it feeds stands beside it.
      var isModule = false
    }

    /// Deeper modules are named by one dotted word.
    static let deepest = 40

    private let builder: LayerBuilder
    private var places: [Place?]

    /// The place of every layer.
    static func places(_ builder: LayerBuilder) -> [Place] {
      var paths = Paths(builder)
      paths.placeByNames()
      paths.placeByNeighbours()
      return paths.places.map { $0.map { Paths.bounded($0) } ?? Place() }
    }

    private init(_ builder: LayerBuilder) {
      self.builder = builder
      places = Array(repeating: nil, count: builder.layers.count)
    }

    private static func bounded(_ place: Place) -> Place {
      guard place.scope.count > deepest else { return place }
      var place = place
      let rest = place.scope[deepest...].joined(separator: ".")
      place.scope = place.scope[..<deepest] + [rest]
      return place
    }

    // MARK: Names

    private mutating func placeByNames() {
      // The layers of a node follow each other.
      var node = -1
      var scope: [String]?
      for (index, layer) in builder.layers.enumerated() {
        if layer.node != node {
          (node, scope) = (layer.node, Paths.scope(of: builder.graph.nodes[layer.node]))
        }
        if let owned = layer.owned.flatMap({ Paths.module(ofTensor: $0, isLayer: layer.isTensor) }),
          (owned.scope + [owned.name].compactMap { $0 }).starts(with: scope ?? [])
        {
          places[index] = owned
        } else if let scope {
          places[index] = Place(scope: scope, isModule: true)
        }
      }
    }

    /// The module of a node by its name or its noted scopes, or nil if neither tells one.
    static func scope(of typed: TypedNode) -> [String]? {
      let node = typed.node
      if let scopes = node.scopes { return scopes.last.map { pieces($0.utf8[...]) } ?? [] }
      let words = node.name.utf8.split(separator: UInt8(ascii: "/")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count > 1 || node.name.utf8.first == UInt8(ascii: "/") else { return nil }
      var path: [String] = []
      var before = ""
      for word in words.dropLast() {
        // Within `layer1` the exporter says `layer1.0`, not `0`.
        let rest = word.utf8.dropFirst(before.utf8.count)
        if !before.isEmpty, rest.first == UInt8(ascii: "."), word.utf8.starts(with: before.utf8) {
          path += pieces(rest)
        } else {
          path += pieces(word.utf8[...])
        }
        before = word
      }
      return path
    }

    private static func pieces(_ path: Substring.UTF8View) -> [String] {
      guard path.contains(UInt8(ascii: ".")) else { return path.isEmpty ? [] : [String(Substring(path))] }
      return path.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a tensor is named after a module: `fc.weight`, not `onnx::Conv_193` or `val_4`.
    static func tellsModule(_ tensor: String) -> Bool {
      isPath(tensor) && tensor.utf8.contains(UInt8(ascii: "."))
    }

    private static func isPath(_ tensor: String) -> Bool {
      tensor.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: " ") }
    }

    private static let roles = ["weight", "bias", "gamma", "beta", "scale", "alpha", "kernel"]

    /// The module of a tensor: `layer1.0.conv1` of `layer1.0.conv1.weight`; `self_attention.in_proj` of
    /// `self_attention.in_proj_bias`.
    private static func module(ofTensor tensor: String, isLayer: Bool) -> Place? {
      guard isPath(tensor) else { return nil }
      var words = pieces(tensor.utf8[...])
      guard let last = words.popLast(), isLayer || !words.isEmpty else { return nil }
      if isLayer { return words.isEmpty && isNumbered(last) ? nil : Place(scope: words, name: last) }
      for role in roles {
        if last.utf8.starts(with: role.utf8) { return Place(scope: words, isModule: true) }
        let rest = last.utf8.count - role.utf8.count - 1
        if rest > 0, last.utf8.dropFirst(rest).first == UInt8(ascii: "_"),
          last.utf8.dropFirst(rest + 1).elementsEqual(role.utf8)
        {
          let name = String(decoding: last.utf8.prefix(rest), as: UTF8.self)
          return Place(scope: words, name: name)
        }
      }
      return Place(scope: words, name: last)
    }

    /// Whether a name is one that exporters count up: `val_4`, `193`.
    private static func isNumbered(_ name: String) -> Bool {
      name.utf8.last.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? true
    }

    // MARK: Neighbours

    /// A layer that keeps the shape, as an activation or the sum at the end of a block, belongs to the module that holds
    /// what it works on; one that changes it, as a pool between two stages, to what holds the layers before and behind.
    private mutating func placeByNeighbours() {
      guard places.contains(where: { $0 != nil }) else { return nameByNodes() }
      var next = nextScopes()
      var before: [String] = []
      for index in places.indices {
        if let place = places[index] {
          before = Paths.container(place)
          continue
        }
        let layer = builder.layers[index]
        let behind = next.removeValue(forKey: index) ?? before
        let producers = layer.inputs.compactMap { if case .layer(let index) = $0 { index } else { nil } }
        let keepsShape =
          layer.inputs.first.map { builder.shape($0).dimensions == layer.shape.dimensions } ?? false
        var scope = Array(zip(before, behind).prefix { $0 == $1 }.map { $0.0 })
        if keepsShape, let producer = producers.max(), let place = places[producer] {
          scope = Paths.container(place)
          // The sum of a block and its shortcut, a module within the block, belongs to the block.
          let outer = Array(scope.dropLast())
          let others = producers.compactMap { places[$0].map { Paths.container($0) } }
          if !scope.isEmpty, others.contains(outer) { scope = outer }
        }
        places[index] = Place(scope: scope)
      }
    }

    /// For each layer without a place the module that holds the next one with a place.
    private func nextScopes() -> [Int: [String]] {
      var next: [Int: [String]] = [:]
      var behind: [String] = []
      for index in places.indices.reversed() {
        if let place = places[index] { behind = Paths.container(place) } else { next[index] = behind }
      }
      return next
    }

    private static func container(_ place: Place) -> [String] {
      place.isModule ? place.scope.dropLast() : place.scope
    }

    /// A file without any modules: nodes are called what they are called.
    private mutating func nameByNodes() {
      var seen: Set<Int> = []
      for (index, layer) in builder.layers.enumerated() {
        let name = builder.graph.nodes[layer.node].node.name
        // Of several layers of a node the last one gives its result; the others have names of their own.
        let isNew = seen.insert(layer.node).inserted
        places[index] = Place(name: isNew && !name.isEmpty ? name : nil)
      }
    }
  }
}
