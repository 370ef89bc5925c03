import Networks

extension ONNX {
  /// Puts layers into modules.
  ///
  /// A module runs from end to end and gives one tensor. Where a scope of the file does neither (a block whose halves are
  /// apart in the order of execution, a helper that gives a sine and a cosine), its layers stand in the module around it
  /// under dotted names, so that every path stays what it was.
  struct ModuleTree {
    private let layers: [Layer]
    private let places: [Paths.Place]
    /// The shapes of the network's inputs.
    private let inputs: [Shape]
    /// For each layer those that take its output.
    private var users: [[Int]]
    /// The unit of the module that is being built in which each layer stands.
    private var unitOf: [Int]
    /// The layer that gives the network's result.
    private let result: Int?
    /// For each layer the last module that asked whether it stands within.
    private var stamps: [Int]
    private var stamp = 0

    /// The root module of layers that have places.
    static func root(
      _ layers: [Layer], _ places: [Paths.Place], inputs: [Shape], result: Int?
    ) -> Module {
      var tree = ModuleTree(layers, places, inputs, result)
      let scopes = Scope.tree(places)
      return tree.root(scopes)
    }

    private init(_ layers: [Layer], _ places: [Paths.Place], _ inputs: [Shape], _ result: Int?) {
      (self.layers, self.places, self.inputs, self.result) = (layers, places, inputs, result)
      users = Array(repeating: [], count: layers.count)
      unitOf = Array(repeating: -1, count: layers.count)
      stamps = Array(repeating: 0, count: layers.count)
      for (index, layer) in layers.enumerated() {
        for case .layer(let source) in layer.inputs where users[source].last != index {
          users[source].append(index)
        }
      }
    }

    /// A scope of the file: modules within it and layers of its own.
    private struct Scope {
      var name: String
      var children: [String: Int] = [:]
      /// Modules and layers in the order in which they are met.
      var parts: [Part] = []

      enum Part {
        case scope(Int)
        case layer(Int)
      }

      /// All scopes; the first one is the root.
      static func tree(_ places: [Paths.Place]) -> [Scope] {
        var scopes = [Scope(name: "")]
        for (index, place) in places.enumerated() {
          var scope = 0
          for word in place.scope {
            if let child = scopes[scope].children[word] {
              scope = child
            } else {
              scopes[scope].children[word] = scopes.count
              scopes[scope].parts.append(.scope(scopes.count))
              scope = scopes.count
              scopes.append(Scope(name: word))
            }
          }
          scopes[scope].parts.append(.layer(index))
        }
        return scopes
      }
    }

    /// A layer or a finished module within the module that is being built.
    private final class Unit {
      /// The name; empty for a layer that has none yet.
      var name: String
      let element: Module.Element
      /// What goes in.
      let inputs: [Layer.Source]
      /// All layers within.
      var layers: [Int]
      /// The layer whose output is the unit's.
      var exit: Int
      /// What the unit would be without its module.
      let units: [Unit]
      var repetitions = 1
      /// What the layer is called if nothing better is known.
      let label: String

      init(
        _ name: String, _ element: Module.Element, inputs: [Layer.Source], layers: [Int], exit: Int,
        units: [Unit] = [], label: String = ""
      ) {
        (self.name, self.element, self.inputs, self.layers) = (name, element, inputs, layers)
        (self.exit, self.units, self.label) = (exit, units, label)
      }
    }

    private mutating func root(_ scopes: [Scope]) -> Module {
      let units = ordered(units(of: 0, scopes), exit: result)
      return module(.network, folded(units), inputs: nil).module
    }

    /// What stands in a scope: its layers, and its modules or what is left of them. Scopes are nested no deeper than
    /// ``Paths/deepest``.
    private mutating func units(of scope: Int, _ scopes: [Scope]) -> [Unit] {
      var units: [Unit] = []
      for part in scopes[scope].parts {
        switch part {
        case .layer(let index): units.append(unit(index))
        case .scope(let child):
          let name = scopes[child].name
          let inner = self.units(of: child, scopes)
          if inner.count == 1, let only = inner.first, only.units.isEmpty, only.name.isEmpty {
            only.name = name
            units.append(only)
          } else if let unit = unit(name, inner) {
            units.append(unit)
          } else {
            units += dissolved(name, inner)
          }
        }
      }
      return units
    }

    private func unit(_ index: Int) -> Unit {
      let layer = layers[index]
      return Unit(
        places[index].name ?? "", .layer(layer.operation), inputs: layer.inputs, layers: [index], exit: index,
        label: layer.label)
    }

    /// The parts of a module under dotted names.
    private func dissolved(_ name: String, _ units: [Unit]) -> [Unit] {
      for unit in named(units) { unit.name = name + "." + unit.name }
      return units
    }

    /// A module of these units, or nil if they do not run from end to end or give several tensors.
    private mutating func unit(_ name: String, _ units: [Unit]) -> Unit? {
      let layers = units.flatMap { $0.layers }
      stamp += 1
      for layer in layers { stamps[layer] = stamp }
      let exits = layers.filter { users[$0].contains { stamps[$0] != stamp } }
      let unused = result.flatMap { stamps[$0] == stamp ? $0 : nil }
      guard exits.count <= 1 else { return nil }
      let exit = exits.first ?? unused
      let sorted = ordered(units, exit: exit)
      guard let last = sorted.last, exit == nil || last.exit == exit else { return nil }
      let parts = folded(sorted)
      let role: Module.Role = parts.count > 1 && Int(name) != nil ? .block : .group
      let built = module(role, parts, inputs: [])
      return Unit(
        name, .module(built.module), inputs: built.inputs, layers: layers, exit: last.exit, units: sorted)
    }

    // MARK: Order

    /// Units in an order in which each comes after those that it needs, the one with the exit last if that can be.
    private mutating func ordered(_ units: [Unit], exit: Int?) -> [Unit] {
      var units = units
      while true {
        let (order, stuck) = sort(units, exit: exit)
        if stuck.isEmpty { return named(order.map { units[$0] }) }
        // Modules that need each other are opened.
        var opened: [Unit] = []
        for (index, unit) in units.enumerated() {
          opened += stuck.contains(index) && !unit.units.isEmpty ? dissolved(unit.name, unit.units) : [unit]
        }
        // Layers alone have an order: the one in which they were made.
        guard opened.count > units.count else { return named(units) }
        units = opened
      }
    }

    /// Whether units stand in order already, the one with the exit last: almost every file has them so.
    private func isOrdered(_ units: [Unit], exit: Int?) -> Bool {
      guard exit == nil || units.last?.exit == exit else { return false }
      for (index, unit) in units.enumerated() {
        for case .layer(let layer) in unit.inputs where unitOf[layer] >= index { return false }
      }
      return true
    }

    /// Kahn's algorithm; of several that are ready the one that was met first.
    private mutating func sort(_ units: [Unit], exit: Int?) -> (order: [Int], stuck: Set<Int>) {
      for (index, unit) in units.enumerated() {
        for layer in unit.layers { unitOf[layer] = index }
      }
      defer { for unit in units { for layer in unit.layers { unitOf[layer] = -1 } } }
      if isOrdered(units, exit: exit) { return (Array(units.indices), []) }
      var needs = Array(repeating: 0, count: units.count)
      var dependents: [[Int]] = Array(repeating: [], count: units.count)
      for (index, unit) in units.enumerated() {
        var sources: Set<Int> = []
        for case .layer(let layer) in unit.inputs where unitOf[layer] >= 0 && unitOf[layer] != index {
          sources.insert(unitOf[layer])
        }
        needs[index] = sources.count
        for source in sources { dependents[source].append(index) }
      }
      let last = exit.flatMap { layer in units.indices.first { units[$0].layers.contains(layer) } }
        .flatMap { dependents[$0].isEmpty ? $0 : nil }
      var ready = Heap()
      for index in units.indices where needs[index] == 0 && index != last {
        ready.insert(units[index].layers[0], index)
      }
      var order: [Int] = []
      while let index = ready.popFirst() {
        order.append(index)
        for dependent in dependents[index] {
          needs[dependent] -= 1
          if needs[dependent] == 0, dependent != last { ready.insert(units[dependent].layers[0], dependent) }
        }
      }
      if let last, needs[last] == 0 { order.append(last) }
      return (order, order.count == units.count ? [] : Set(units.indices).subtracting(order))
    }

    // MARK: Names

    /// Gives every unit a name of its own: a layer without one is called by its operator, counted up.
    private func named(_ units: [Unit]) -> [Unit] {
      // Derivations read numeric names as numbers: 05 is 5.
      func key(_ name: String) -> String {
        guard let first = name.utf8.first, first <= UInt8(ascii: "9"), let number = Int(name) else {
          return name
        }
        return "\(number)"
      }
      var taken = Set(units.lazy.filter { !$0.name.isEmpty }.map { key($0.name) })
      var seen: Set<String> = []
      var counts: [String: Int] = [:]
      for unit in units {
        if !unit.name.isEmpty, seen.insert(key(unit.name)).inserted { continue }
        let base = unit.name.isEmpty ? unit.label : unit.name
        var count = counts[base] ?? 0
        repeat {
          unit.name = count == 0 ? base : base + "_\(count)"
          count += 1
        } while !taken.insert(key(unit.name)).inserted
        counts[base] = count
        seen.insert(key(unit.name))
      }
      return units
    }

    // MARK: Modules

    /// A module of units in order. Its inputs are what it takes from around it, in the order of first use; the root has
    /// the network's own.
    private mutating func module(
      _ role: Module.Role, _ units: [Unit], inputs: [Layer.Source]?
    ) -> (module: Module, inputs: [Layer.Source]) {
      var outer = inputs ?? []
      for (index, unit) in units.enumerated() { for layer in unit.layers { unitOf[layer] = index } }
      defer { for unit in units { for layer in unit.layers { unitOf[layer] = -1 } } }
      var nodes: [Module.Node] = []
      nodes.reserveCapacity(units.count)
      for unit in units {
        let sources = unit.inputs.map { source -> Module.Source in
          if case .layer(let layer) = source, unitOf[layer] >= 0 { return .node(unitOf[layer]) }
          if inputs == nil, case .input(let index) = source { return .moduleInput(index) }
          if let place = outer.firstIndex(of: source) { return .moduleInput(place) }
          outer.append(source)
          return .moduleInput(outer.count - 1)
        }
        nodes.append(Module.Node(unit.name, unit.element, inputs: sources, repetitions: unit.repetitions))
      }
      return (Module(role, nodes: nodes), outer)
    }

    /// Equal modules in a row whose names count up and of which each feeds only the next, as one that is repeated.
    private func folded(_ units: [Unit]) -> [Unit] {
      var result: [Unit] = []
      for unit in units {
        guard let last = result.last, follows(unit, last) else {
          result.append(unit)
          continue
        }
        // The modules themselves stay as they are: they may yet be opened.
        let row: Unit
        if last.repetitions > 1 {
          row = last
        } else {
          row = Unit(last.name, last.element, inputs: last.inputs, layers: last.layers, exit: last.exit)
          result[result.count - 1] = row
        }
        row.repetitions += 1
        row.layers += unit.layers
        row.exit = unit.exit
      }
      return result
    }

    private func follows(_ unit: Unit, _ last: Unit) -> Bool {
      guard let first = Int(last.name), let number = Int(unit.name), number == first + last.repetitions,
        case .module(let inner) = unit.element, case .module(let before) = last.element,
        unit.inputs.first == .layer(last.exit), unit.inputs.dropFirst() == last.inputs.dropFirst()
      else { return false }
      let inside = Set(unit.layers)
      return users[last.exit].allSatisfy { inside.contains($0) } && last.exit != result
        && shape(last.inputs.first) == layers[last.exit].shape.dimensions && inner == before
    }

    private func shape(_ source: Layer.Source?) -> [Int]? {
      switch source {
      case .layer(let index): layers[index].shape.dimensions
      case .input(let index): inputs[index].dimensions
      case nil: nil
      }
    }
  }
}
