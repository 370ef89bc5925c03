import Networks

/// Networks from ONNX files.
public enum ONNX {
  /// Reads a network from an ONNX file.
  ///
  /// The weights are never looked at: of a file of many gigabytes only the structure is read.
  ///
  ///     let imported = try ONNX.network(at: "resnet18.onnx")
  ///     let derivation = try derive(imported.network)
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - inputs: sizes that the file leaves open, or others than it names.
  /// - Throws: ``ImportError``: the file cannot be read, is damaged or of another kind, leaves a size open, or holds an
  ///   operator whose output cannot be known.
  public static func network(at path: String, _ inputs: Inputs = Inputs()) throws(ImportError)
    -> ImportedNetwork
  {
    try MappedFile(path).withBytes { bytes throws(ImportError) in
      try network(reading: bytes, named: path, inputs)
    }
  }

  /// Reads a network from the bytes of an ONNX file, for those who have them already.
  ///
  /// - Parameter name: the file's name, for errors and for the network's name.
  public static func network(
    reading bytes: UnsafeRawBufferPointer, named name: String, _ inputs: Inputs = Inputs()
  ) throws(ImportError) -> ImportedNetwork {
    do throws(ONNXFailure) {
      let model = try Model(reading: WireCursor(bytes))
      let (graph, resized) = try Inference.run(model, inputs)
      return try network(model, graph, resized, name)
    } catch { throw ImportError(file: name, offset: error.offset, problem: error.problem) }
  }

  private static func network(
    _ model: Model, _ graph: TypedGraph, _ resized: [String], _ file: String
  ) throws(ONNXFailure) -> ImportedNetwork {
    let builder = try LayerBuilder.run(graph)
    guard !builder.layers.isEmpty else { throw ONNXFailure(.noLayers) }
    let result = graph.outputs.first.flatMap { output -> Int? in
      if case .layer(let index)? = builder.sources[output] { index } else { nil }
    }
    let shapes = graph.inputs.indices.map { builder.inputShape($0) }
    let (layers, places, newIndex) = ViewChains.shortened(
      builder.layers, Paths.places(builder), keeping: result)
    let root = ModuleTree.root(layers, places, inputs: shapes, result: result.flatMap { newIndex[$0] })
    let name = stem(file)
    let inputs = zip(shapes, graph.inputs).map { shape, value in
      Network.Input(
        Array(shape.dimensions.dropFirst()), layout: shape.layout, name: graph.values[value].name)
    }
    let publication = Publication(
      authors: model.producer.isEmpty ? "ONNX" : model.producer, title: name, year: 0, identifier: "")
    let network = Network(name: name, title: name, publication: publication, inputs: inputs, root: root)
    return ImportedNetwork(
      network: network, shapes: shapes,
      notCounted: builder.notCounted.sorted { $0.key < $1.key }.map {
        .init(operator: $0.key, count: $0.value)
      },
      resized: resized)
  }

  /// `resnet18` of `models/resnet18.onnx`.
  private static func stem(_ path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    let ending = ".onnx".utf8
    let isONNX = name.count > ending.count && name.suffix(ending.count).elementsEqual(ending)
    return String(decoding: isONNX ? name.dropLast(ending.count) : name, as: UTF8.self)
  }
}
