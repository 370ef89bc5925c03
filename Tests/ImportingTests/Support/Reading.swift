import Derivations
import Networks

@testable import Importing

extension ModelBytes {
  /// The network that the reader makes of the model.
  func network(_ inputs: ONNX.Inputs = .init()) throws(ImportError) -> ImportedNetwork {
    try ONNX.network(bytes, inputs)
  }

  /// The shapes of all named values, as the reader infers them.
  func shapes(_ inputs: ONNX.Inputs = .init()) throws(ImportError) -> [String: [Int]] {
    let result = bytes.withUnsafeBytes { buffer -> Result<ONNX.TypedGraph, ONNXFailure> in
      do throws(ONNXFailure) {
        return .success(try ONNX.Inference.run(try ONNX.Model(reading: WireCursor(buffer)), inputs).graph)
      } catch { return .failure(error) }
    }
    let graph: ONNX.TypedGraph
    do throws(ONNXFailure) {
      graph = try result.get()
    } catch { throw ImportError(file: "test.onnx", offset: error.offset, problem: error.problem) }
    return Dictionary(graph.values.compactMap { value in value.shape.map { (value.name, $0) } }) { $1 }
  }
}

extension ONNX {
  static func network(_ bytes: [UInt8], _ inputs: Inputs = .init()) throws(ImportError) -> ImportedNetwork {
    let result = bytes.withUnsafeBytes { buffer -> Result<ImportedNetwork, ImportError> in
      do throws(ImportError) {
        return .success(try network(reading: buffer, named: "test.onnx", inputs))
      } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension ImportedNetwork {
  /// The derivation for the shapes with which the network was read.
  func derived() throws(DerivationError) -> Derivation { try derive(network, inputs: shapes) }

  /// The paths of all layers, copies once.
  var paths: [String] { network.root.paths(under: "") }
}

extension Module {
  func paths(under path: String) -> [String] {
    nodes.flatMap { node -> [String] in
      let own = path.isEmpty ? node.name : path + "." + node.name
      return switch node.element {
      case .layer: [own]
      case .module(let inner): inner.paths(under: own)
      }
    }
  }
}
