import Networks

/// Builds the modules of random layers by hand, sharing nothing with the reader: sizes by counting, names by their own
/// rule. Nil sizes mean that the layers do not fit.
final class HandBuilder {
  struct Map: Equatable {
    var channels: Int
    var height: Int
    var width: Int
  }

  struct DoesNotFit: Error {}

  private final class Scope {
    var module: Module
    let path: String
    let parent: Scope?
    var current: (source: Module.Source, map: Map)
    var names: [String: (source: Module.Source, map: Map)] = [:]
    var counts: [String: Int] = [:]
    var captured: [Module.Source] = []

    init(_ role: Module.Role, path: String, map: Map, parent: Scope?) {
      (module, self.path, self.parent) = (Module(role), path, parent)
      current = (.input, map)
    }

    func join(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    func lookUp(_ name: String) -> (source: Module.Source, map: Map)? {
      if let own = names[name] { return own }
      guard let outer = parent?.lookUp(name) else { return nil }
      if !captured.contains(outer.source) { captured.append(outer.source) }
      return (.moduleInput(1 + (captured.firstIndex(of: outer.source) ?? 0)), outer.map)
    }
  }

  private(set) var tags: [String: Int] = [:]
  let root: Module

  init(_ layers: RandomLayers) throws {
    let scope = Scope(
      .network, path: "", map: Map(channels: layers.channels, height: layers.side, width: layers.side),
      parent: nil)
    let builder = HandBuilder(empty: ())
    try builder.build(layers.items, in: scope)
    guard !scope.module.nodes.isEmpty else { throw DoesNotFit() }
    (root, tags) = (scope.module, builder.tags)
  }

  private init(empty: ()) { root = Module(.network) }

  private func build(_ items: [RandomLayers.Item], in scope: Scope) throws {
    for item in items {
      if case .dropout = item.spec {
        if let name = item.name { scope.names[name] = scope.current }
        continue
      }
      let name = item.name ?? generatedName(item.spec, in: scope)
      if item.copies == 1 {
        try append(item.spec, name, item.tag, in: scope)
      } else {
        try appendModule(.stage, name, item.tag, in: scope) { inner in
          for index in 0..<item.copies {
            let before = inner.current.map
            var spec = item.spec
            if index == 0, let stride = item.firstStride,
              case .conv(let out, let kernel, _, let padding, let bias) = spec
            {
              spec = .conv(out: out, kernel: kernel, stride: stride, padding: padding, hasBias: bias)
            }
            let count = inner.module.nodes.count
            try append(spec, "\(index)", item.tag, in: inner)
            if inner.module.nodes.count == count { return }
            if inner.current.map == before, index > 0 || item.firstStride == nil {
              inner.module.nodes[inner.module.nodes.count - 1].repetitions = item.copies - index
              return
            }
          }
        }
      }
      scope.names[name] = scope.current
    }
  }

  private func generatedName(_ spec: RandomLayers.Spec, in scope: Scope) -> String {
    let prefix =
      switch spec {
      case .conv: "conv"
      case .depthwise: "depthwise"
      case .batchNorm: "batchnorm"
      case .activation(let function): function.rawValue.filter { $0 != "-" }
      case .pool(let isMaximum, _, _): isMaximum ? "maxpool" : "avgpool"
      case .dropout: "dropout"
      case .block(_, let isStage): isStage ? "stage" : "block"
      case .residual: "residual"
      case .parallel: "parallel"
      case .add: "add"
      case .concat: "concat"
      case .triple: "triple"
      case .wider: "wider"
      }
    scope.counts[prefix, default: 0] += 1
    return "\(prefix)\(scope.counts[prefix] ?? 0)"
  }

  // MARK: Nodes

  private func append(
    _ name: String, _ tag: Int, _ element: Module.Element, from sources: [Module.Source]? = nil, _ map: Map,
    in scope: Scope
  ) {
    let source = scope.module.append(name, element, from: sources ?? [scope.current.source])
    scope.current = (source, map)
    tags[scope.join(name)] = tag
  }

  private func appendModule(
    _ role: Module.Role, _ name: String, _ tag: Int, in scope: Scope, _ content: (Scope) throws -> Void
  ) throws {
    let inner = Scope(role, path: scope.join(name), map: scope.current.map, parent: scope)
    try content(inner)
    if inner.module.nodes.isEmpty { return }
    append(
      name, tag, .module(inner.module), from: [scope.current.source] + inner.captured, inner.current.map,
      in: scope)
  }

  private func append(_ spec: RandomLayers.Spec, _ name: String, _ tag: Int, in scope: Scope) throws {
    let map = scope.current.map
    switch spec {
    case .conv(let out, let kernel, let stride, let padding, let hasBias):
      try convolve(out, kernel, stride, padding, 1, hasBias ?? true, name, tag, in: scope)
    case .depthwise(let kernel):
      try convolve(map.channels, kernel, 1, nil, map.channels, true, name, tag, in: scope)
    case .batchNorm: append(name, tag, .batchNorm(map.channels), map, in: scope)
    case .activation(let function): append(name, tag, .activation(function), map, in: scope)
    case .pool(let isMaximum, let kernel, let stride):
      let stride = stride ?? kernel
      let result = try slide(map, kernel, stride, 0, 0)
      append(
        name, tag,
        isMaximum ? .maxPool(kernel: kernel, stride: stride) : .averagePool(kernel: kernel, stride: stride),
        result,
        in: scope)
    case .dropout: break
    case .block(let items, let isStage):
      try appendModule(isStage ? .stage : .block, name, tag, in: scope) { try build(items, in: $0) }
    case .residual(let branch, let projection, let projectionTag, let then):
      try appendModule(.block, name, tag, in: scope) { inner in
        let input = inner.current
        try build(branch, in: inner)
        let result = inner.current
        var other = input
        if result.map != input.map {
          guard let projection else { throw DoesNotFit() }
          inner.current = input
          try appendModule(.shortcut, "shortcut", projectionTag, in: inner) { try build(projection, in: $0) }
          other = inner.current
        }
        append("add", tag, .add, from: [result.source, other.source], result.map, in: inner)
        try build(then, in: inner)
      }
    case .parallel(let branches, let isSum):
      try appendModule(.block, name, tag, in: scope) { try self.parallel(branches, isSum, tag, in: $0) }
    case .add(let other):
      guard let other = scope.lookUp(other), other.map == map else { throw DoesNotFit() }
      append(name, tag, .add, from: [scope.current.source, other.source], map, in: scope)
    case .concat(let other):
      guard let other = scope.lookUp(other), other.map.height == map.height, other.map.width == map.width
      else {
        throw DoesNotFit()
      }
      let result = Map(channels: map.channels + other.map.channels, height: map.height, width: map.width)
      append(name, tag, .concatenation(), from: [scope.current.source, other.source], result, in: scope)
    case .triple(let width, let kernel):
      let tags = RandomLayers.tripleTags
      try appendModule(.block, name, tag, in: scope) { inner in
        try convolve(width, kernel ?? 3, 1, nil, 1, true, "conv1", tags[0], in: inner)
        append("batchnorm1", tags[1], .batchNorm(width), inner.current.map, in: inner)
        append("relu1", tags[2], .relu, inner.current.map, in: inner)
      }
    case .wider(let times):
      try appendModule(.block, name, tag, in: scope) { inner in
        try convolve(times * map.channels, 1, 1, 0, 1, true, "conv1", RandomLayers.widerTag, in: inner)
      }
    }
  }

  private func parallel(_ branches: [RandomLayers.Branch], _ isSum: Bool, _ tag: Int, in scope: Scope) throws
  {
    let input = scope.current
    var outputs: [(source: Module.Source, map: Map)] = []
    var count = 0
    for branch in branches {
      scope.current = input
      if !branch.layers.isEmpty {
        if branch.name == nil { count += 1 }
        try appendModule(.group, branch.name ?? "branch\(count)", branch.tag, in: scope) {
          try build(branch.layers, in: $0)
        }
      }
      outputs.append(scope.current)
    }
    guard outputs.allSatisfy({ $0.map.height == input.map.height && $0.map.width == input.map.width }) else {
      throw DoesNotFit()
    }
    guard isSum else {
      var map = input.map
      map.channels = outputs.reduce(0) { $0 + $1.map.channels }
      append("concat", tag, .concatenation(), from: outputs.map { $0.source }, map, in: scope)
      return
    }
    var result = outputs[0]
    for (index, output) in outputs.dropFirst().enumerated() {
      append(
        index == 0 ? "add" : "add_\(index)", tag, .add, from: [result.source, output.source], result.map,
        in: scope)
      result = scope.current
    }
  }

  // MARK: Windows

  private func convolve(
    _ out: Int, _ kernel: Int, _ stride: Int, _ padding: Int?, _ groups: Int, _ hasBias: Bool, _ name: String,
    _ tag: Int, in scope: Scope
  ) throws {
    let map = scope.current.map
    let before = padding ?? (kernel - 1) / 2
    let after = padding ?? kernel - 1 - before
    var result = try slide(map, kernel, stride, before, after)
    result.channels = out
    let window = Operation.Window(
      kernel: Extents(all: kernel), stride: Extents(all: stride), padding: Extents(all: before),
      paddingAfter: Extents(all: after))
    append(
      name, tag, .convolution(map.channels, out, window: window, groups: groups, hasBias: hasBias), result,
      in: scope)
  }

  /// Counts the positions of a window, one after the other.
  private func slide(_ map: Map, _ kernel: Int, _ stride: Int, _ before: Int, _ after: Int) throws -> Map {
    func positions(_ size: Int) throws -> Int {
      var (start, count) = (-before, 0)
      while start + kernel <= size + after { (start, count) = (start + stride, count + 1) }
      guard count > 0 else { throw DoesNotFit() }
      return count
    }
    return Map(channels: map.channels, height: try positions(map.height), width: try positions(map.width))
  }
}
