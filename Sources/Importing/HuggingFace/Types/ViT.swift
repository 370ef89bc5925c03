import Networks

extension ModelType {
  /// The vision transformer.
  static let vit = ModelType(
    encoder: "vit", architectures: ["ViTForImageClassification"], bare: "ViTModel",
    publication: VisionTransformer.publication, defaults: vitDefaults,
    build: { config, architecture throws(ImportError) in
      let vit = try config.vit(isDistilled: false)
      let head: VisionTransformer.Head =
        switch architecture {
        case nil: .none
        case "ViTForImageClassification": try .classes(config.labels())
        default: try config.pooler(of: vit)
        }
      return (vit.inputs, vit.network(head))
    })

  /// DeiT: always with the distillation token, with or without a head for it. DeiT without the token is a `vit`.
  static let deit = ModelType(
    encoder: "deit",
    architectures: ["DeiTForImageClassificationWithTeacher", "DeiTForImageClassification"],
    bare: "DeiTModel", publication: VisionTransformer.dataEfficient, defaults: vitDefaults,
    build: { config, architecture throws(ImportError) in
      let deit = try config.vit(isDistilled: true)
      let head: VisionTransformer.Head =
        switch architecture {
        case nil: .none
        case "DeiTForImageClassificationWithTeacher": try .taughtClasses(config.labels())
        case "DeiTForImageClassification": try .classes(config.labels())
        default: try config.pooler(of: deit)
        }
      return (deit.inputs, deit.network(head))
    })

  private static let vitDefaults: Config.Defaults =
    [
      "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072,
      "hidden_act": "gelu", "image_size": 224, "patch_size": 16, "num_channels": 3, "qkv_bias": true,
      "pooler_output_size": nil, "pooler_act": "tanh", "head_dim": nil,
    ] + Config.labelDefaults
}

extension Config {
  fileprivate func vit(isDistilled: Bool) throws(ImportError) -> VisionTransformer {
    let (width, heads) = (try size("hidden_size"), try size("num_attention_heads"))
    let headWidth: Int
    if let given = try optionalSize("head_dim") {
      headWidth = given
    } else {
      headWidth = try equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
    }
    let (image, patch) = (try extents("image_size"), try extents("patch_size"))
    try refuse(patch: patch, largerThan: image)
    return VisionTransformer(
      width: width, layers: try layers("num_hidden_layers"), heads: heads, headWidth: headWidth,
      inner: try size("intermediate_size"), image: image, patch: patch, channels: try size("num_channels"),
      hasBias: try flag("qkv_bias"), isDistilled: isDistilled, activation: try function("hidden_act"))
  }

  /// The pooler is as wide as the states where nothing else is said.
  fileprivate func pooler(of vit: VisionTransformer) throws(ImportError) -> VisionTransformer.Head {
    .pooler(
      width: try optionalCount("pooler_output_size").flatMap { $0 > 0 ? $0 : nil } ?? vit.width,
      try function("pooler_act"))
  }

  /// Refuses an image of which no patch can be cut.
  func refuse(patch: Extents, largerThan image: Extents) throws(ImportError) {
    for (size, side) in [(patch.height, image.height), (patch.width, image.width)] where size > side {
      throw error(
        .tooSmall(key: "image_size", side, beside: "patch_size", size), at: "patch_size")
    }
  }
}
