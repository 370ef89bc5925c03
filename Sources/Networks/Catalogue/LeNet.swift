// LeNet-5, section II-B of LeCun, Bottou, Bengio, Haffner: "Gradient-Based Learning Applied to Document Recognition", in two
// forms. Layers are named as in the paper: C for convolutions, S for subsampling, F for fully connected layers.
//
// `lenet5` is the form in which it is usually taught: every map of C3 sees every map of S2, the subsampling layers take means
// and learn nothing, and the output is a fully connected layer. 61,706 parameters.
//
// `lenet5-sparse` is the paper's: the maps of C3 see those maps of S2 that table I says, the subsampling layers learn a
// coefficient and a bias for each map, and the output is the squared distance from the code of each class. The codes are
// fixed, so that there are 60,000 trainable parameters, as the paper says.

/// The LeNet family.
enum LeNet {
  private static let publication = Publication(
    authors: "LeCun, Bottou, Bengio, Haffner",
    title: "Gradient-Based Learning Applied to Document Recognition", year: 1998,
    identifier: "doi:10.1109/5.726791", place: .section("II-B"))

  static let entries = [
    Catalogue.Entry(
      name: "lenet5", title: "LeNet-5", aliases: ["LeNet", "LeNet-5 dense"],
      publication: publication, usualInput: [1, 32, 32], variants: ["lenet5-sparse"]
    ) { dense(maps: [6, 16, 120], hidden: 84, classes: 10) },
    Catalogue.Entry(
      name: "lenet5-sparse", title: "LeNet-5 (1998)", aliases: ["LeNet-5 original", "LeNet-5 paper"],
      publication: publication.at(.table("I")), usualInput: [1, 32, 32], variants: ["lenet5"]
    ) { sparse(connections: table, maps: 120, hidden: 84, classes: 10) },
  ]

  /// The usual form, from the output maps of its three convolutions.
  static func dense(maps: [Int], hidden: Int, classes: Int) -> Module {
    var network = Module(.network)
    network.append("c1", .convolution(1, maps[0], kernel: 5, padding: 0, hasBias: true))
    network.append("tanh1", .activation(.tanh))
    network.append("s2", .averagePool(kernel: 2, stride: 2))
    network.append("c3", .convolution(maps[0], maps[1], kernel: 5, padding: 0, hasBias: true))
    network.append("tanh3", .activation(.tanh))
    network.append("s4", .averagePool(kernel: 2, stride: 2))
    appendEnd(to: &network, from: maps[1], maps[2], hidden)
    network.append("output", .linear(hidden, classes))
    return network
  }

  /// How the maps of C3 are connected to those of S2 (table I): so many maps that see so many each. All that see as many
  /// stand together; every map of S2 is seen equally often by them.
  struct Connections: Hashable, Sendable {
    /// The maps of S2.
    var inputs: Int
    /// For each kind of map in C3: its name, how many there are, and how many maps of S2 each of them sees.
    var kinds: [Kind]

    struct Kind: Hashable, Sendable {
      var name: String
      var maps: Int
      var seen: Int
    }

    /// The maps of C3.
    var outputs: Int { kinds.reduce(0) { $0 + $1.maps } }
  }

  /// Table I: six maps that see three neighbours, nine that see four (six of them neighbours), and one that sees all six.
  static let table = Connections(
    inputs: 6,
    kinds: [
      .init(name: "three", maps: 6, seen: 3), .init(name: "four", maps: 9, seen: 4),
      .init(name: "all", maps: 1, seen: 6),
    ])

  /// The paper's form.
  static func sparse(connections: Connections, maps: Int, hidden: Int, classes: Int) -> Module {
    var network = Module(.network)
    network.append("c1", .convolution(1, connections.inputs, kernel: 5, padding: 0, hasBias: true))
    network.append("tanh1", .activation(.tanh))
    network.append("s2", .module(subsampling(connections.inputs)))
    network.append("c3", .module(sparseConvolution(connections)))
    network.append("tanh3", .activation(.tanh))
    network.append("s4", .module(subsampling(connections.outputs)))
    appendEnd(to: &network, from: connections.outputs, maps, hidden)
    network.append("output", .module(distances(hidden, classes)))
    return network
  }

  /// C5, which is a convolution whose kernel is as large as the map, and F6.
  private static func appendEnd(to network: inout Module, from channels: Int, _ maps: Int, _ hidden: Int) {
    network.append("c5", .convolution(channels, maps, kernel: 5, padding: 0, hasBias: true))
    network.append("tanh5", .activation(.tanh))
    network.append("flatten", .flatten)
    network.append("f6", .linear(maps, hidden))
    network.append("tanh6", .activation(.tanh))
  }

  /// A subsampling layer: the sum of four values times a coefficient, plus a bias, through a sigmoid. The factor of 4
  /// between a sum and a mean is in the coefficient.
  private static func subsampling(_ maps: Int) -> Module {
    var layer = Module(.group)
    layer.append("pool", .averagePool(kernel: 2, stride: 2))
    layer.append("coefficient", .learned(.scale(maps)))
    layer.append("bias", .learned(.tensor([maps])))
    layer.append("tanh", .activation(.tanh))
    return layer
  }

  /// C3: for each kind of map, copies of the input are laid side by side so that each group of a grouped convolution finds
  /// the maps that it sees.
  private static func sparseConvolution(_ connections: Connections) -> Module {
    var layer = Module(.group)
    var outputs: [Module.Source] = []
    for kind in connections.kinds {
      let seen = kind.maps * kind.seen
      let input: Module.Source =
        seen == connections.inputs
        ? .input
        : layer.append(
          "maps_" + kind.name, .view(.repeated(seen / connections.inputs, axis: 1)), from: [.input])
      let convolution = Module.Element.convolution(
        seen, kind.maps, kernel: 5, padding: 0, groups: kind.maps, hasBias: true)
      outputs.append(layer.append(kind.name, convolution, from: [input]))
    }
    layer.append("cat", .concatenation(), from: outputs)
    return layer
  }

  /// The squared distance from the fixed code of each class: `y_i = Σ_j (x_j − w_ij)²`, equation 7 of the paper.
  private static func distances(_ features: Int, _ classes: Int) -> Module {
    var layer = Module(.group)
    layer.append("row", .view(.arranged([1, features])))
    layer.append("rows", .view(.repeated(classes, axis: 1)))
    let difference = layer.append("difference", .layer(.elementwise(.subtract)))
    layer.append("square", .multiply, from: [difference, difference])
    layer.append("sum", .layer(.reduction(Operation.Reduction(.sum, axes: [2]))))
    return layer
  }
}
