import Networks

extension ModelType {
  /// The Swin transformer.
  static let swin = ModelType(
    encoder: "swin", architectures: ["SwinForImageClassification"], bare: "SwinModel",
    publication: Swin.publication,
    defaults: [
      "image_size": 224, "patch_size": 4, "num_channels": 3, "embed_dim": 96, "depths": [2, 2, 6, 2],
      "num_heads": [3, 6, 12, 24], "window_size": 7, "mlp_ratio": 4.0, "qkv_bias": true,
      "hidden_act": "gelu", "use_absolute_embeddings": false, "num_layers": nil,
    ] + Config.labelDefaults,
    otherSpellings: ["num_attention_heads": "num_heads"],
    build: { config, architecture throws(ImportError) in
      let swin = try config.swin()
      let head: Swin.Head =
        architecture == "SwinForImageClassification" ? .classes(try config.labels()) : .none
      return (swin.inputs, swin.network(head))
    })
}

extension Config {
  /// The stages. Their number follows from `depths`; `num_layers` repeats it.
  fileprivate func swin() throws(ImportError) -> Swin {
    let (depths, heads) = (try sizes("depths"), try sizes("num_heads"))
    guard depths.count == heads.count else {
      throw error(.wrongLength(key: "num_heads", heads.count, of: "depths", depths.count), at: "num_heads")
    }
    guard !depths.isEmpty else { throw error(.unsupported(key: "depths", "[]"), at: "depths") }
    var width = try size("embed_dim")
    var stages: [Swin.Stage] = []
    for (blocks, heads) in zip(depths, heads) {
      _ = try equalHeads(of: width, "embed_dim", heads, "num_heads")
      stages.append(Swin.Stage(blocks: blocks, heads: heads, inner: try inner(width)))
      guard width <= Self.largest else {
        throw error(.unsupported(key: "embed_dim", "\(try size("embed_dim"))"), at: "embed_dim")
      }
      width *= 2
    }
    let (image, patch) = (try extents("image_size"), try extents("patch_size"))
    try refuse(patch: patch, largerThan: image)
    let window = try size("window_size")
    try refuse(window: window, largerThan: image, patch, stages: stages.count)
    return Swin(
      width: try size("embed_dim"), stages: stages, window: window, image: image,
      patch: patch, channels: try size("num_channels"), hasBias: try flag("qkv_bias"),
      hasAbsolutePositions: try flag("use_absolute_embeddings"), activation: try function("hidden_act"))
  }

  /// `mlp_ratio` times the width, computed in floating point and cut to a whole number, as transformers does.
  private func inner(_ width: Int) throws(ImportError) -> Int {
    let ratio = try number("mlp_ratio")
    let product = ratio * Double(width)
    guard product >= 1, product <= Double(Self.largest) else {
      throw error(.unsupported(key: "mlp_ratio", "\(ratio)"), at: "mlp_ratio")
    }
    return Int(product)
  }

  /// Refuses maps smaller than a window at any stage, as transformers does: the table of relative places does not fit
  /// smaller windows.
  private func refuse(
    window: Int, largerThan image: Extents, _ patch: Extents, stages: Int
  ) throws(ImportError) {
    func roundedUp(_ size: Int, _ part: Int) -> Int { (size - 1) / part + 1 }
    let rows = roundedUp(image.height, patch.height)
    let columns = roundedUp(image.width, patch.width)
    var side = min(rows, columns)
    for _ in 0..<stages {
      guard side >= window else {
        throw error(
          .tooSmall(key: "image_size", min(image.height, image.width), beside: "window_size", window),
          at: "window_size")
      }
      side = roundedUp(side, 2)
    }
  }
}
