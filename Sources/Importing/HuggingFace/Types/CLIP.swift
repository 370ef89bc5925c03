import Networks

extension ModelType {
  /// CLIP: both encoders.
  static let clip = ModelType(
    encoder: "clip", architectures: [], bare: "CLIPModel", publication: CLIP.publication,
    defaults: [
      "projection_dim": 512, "text_config": nil, "vision_config": nil, "text_config_dict": nil,
      "vision_config_dict": nil,
    ],
    build: { config, _ throws(ImportError) in
      let clip = try config.clip()
      return (clip.inputs, clip.network)
    })

  /// The encoder of texts alone, as image generators use it.
  static let clipText = ModelType(
    encoder: "clip_text_model", architectures: ["CLIPTextModelWithProjection"], bare: "CLIPTextModel",
    publication: CLIP.publication, defaults: Config.clipTexts,
    build: { config, architecture throws(ImportError) in
      let projects = architecture == "CLIPTextModelWithProjection"
      let (texts, width) = (try config.texts(), try config.size("projection_dim"))
      return ([texts.input], texts.network(projection: projects ? width : nil))
    })

  /// The encoder of images alone.
  static let clipVision = ModelType(
    encoder: "clip_vision_model", architectures: ["CLIPVisionModelWithProjection"], bare: "CLIPVisionModel",
    publication: CLIP.publication, defaults: Config.clipImages,
    build: { config, architecture throws(ImportError) in
      let projects = architecture == "CLIPVisionModelWithProjection"
      let (images, width) = (try config.images(), try config.size("projection_dim"))
      return ([images.input], images.network(projection: projects ? width : nil))
    })
}

extension Config {
  fileprivate static let clipTexts: Defaults = [
    "vocab_size": 49408, "hidden_size": 512, "intermediate_size": 2048, "projection_dim": 512,
    "num_hidden_layers": 12, "num_attention_heads": 8, "max_position_embeddings": 77,
    "hidden_act": "quick_gelu",
  ]
  fileprivate static let clipImages: Defaults = [
    "hidden_size": 768, "intermediate_size": 3072, "projection_dim": 512, "num_hidden_layers": 12,
    "num_attention_heads": 12, "num_channels": 3, "image_size": 224, "patch_size": 32,
    "hidden_act": "quick_gelu",
  ]

  fileprivate func clip() throws(ImportError) -> CLIP {
    CLIP(
      images: try tower("vision_config", Self.clipImages).images(),
      texts: try tower("text_config", Self.clipTexts).texts(), projection: try size("projection_dim"))
  }

  /// The configuration of one encoder. Its older spelling replaces it as a whole where both are there.
  private func tower(_ key: String, _ defaults: Defaults) throws(ImportError) -> Config {
    let older = key + "_dict"
    return try nested(isNothing(older) ? key : older, defaults: defaults)
  }

  fileprivate func texts() throws(ImportError) -> CLIP.Texts {
    CLIP.Texts(
      try layers(), vocabulary: try size("vocab_size"), positions: try size("max_position_embeddings"))
  }

  fileprivate func images() throws(ImportError) -> CLIP.Images {
    let (image, patch) = (Extents(all: try size("image_size")), Extents(all: try size("patch_size")))
    try refuse(patch: patch, largerThan: image)
    return CLIP.Images(try layers(), image: image, patch: patch, channels: try size("num_channels"))
  }

  private func layers() throws(ImportError) -> CLIP.Tower {
    let (width, heads) = (try size("hidden_size"), try size("num_attention_heads"))
    _ = try equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
    return CLIP.Tower(
      width: width, layers: try layers("num_hidden_layers"), heads: heads,
      inner: try size("intermediate_size"), activation: try function("hidden_act"))
  }
}
