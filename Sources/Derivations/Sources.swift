import Networks

// Where the formulas were published.

extension Publication {
  /// The textbook by Goodfellow, Bengio and Courville.
  static let deepLearning = Publication(
    authors: "Goodfellow, Bengio, Courville", title: "Deep Learning", year: 2016,
    identifier: "https://www.deeplearningbook.org")
  /// Output sizes of convolutions and poolings.
  static let convolutionArithmetic = Publication(
    authors: "Dumoulin, Visin", title: "A guide to convolution arithmetic for deep learning", year: 2016,
    identifier: "arXiv:1603.07285")
  /// Scale and shift of batch normalisation, and its two operations a value at inference.
  static let batchNormalisation = Publication(
    authors: "Ioffe, Szegedy",
    title: "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
    year: 2015, identifier: "arXiv:1502.03167")
  /// Two floating-point operations for each multiply-add.
  static let operationCounts = Publication(
    authors: "Molchanov, Tyree, Karras, Aila, Kautz",
    title: "Pruning Convolutional Neural Networks for Resource Efficient Inference", year: 2016,
    identifier: "arXiv:1611.06440", place: .appendix("A.1"))
  /// Global average pooling.
  static let networkInNetwork = Publication(
    authors: "Lin, Chen, Yan", title: "Network In Network", year: 2013, identifier: "arXiv:1312.4400",
    place: .section("3.2"))
  /// Queries, keys and values.
  static let attention = Publication(
    authors: "Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin",
    title: "Attention Is All You Need", year: 2017, identifier: "arXiv:1706.03762")
  /// Recurrent cells with gates.
  static let longShortTermMemory = Publication(
    authors: "Hochreiter, Schmidhuber", title: "Long Short-Term Memory", year: 1997,
    identifier: "doi:10.1162/neco.1997.9.8.1735", place: .section("4"))
  /// A table of words with one row of features each.
  static let neuralLanguageModel = Publication(
    authors: "Bengio, Ducharme, Vincent, Jauvin", title: "A Neural Probabilistic Language Model", year: 2003,
    identifier: "https://www.jmlr.org/papers/v3/bengio03a.html")
  /// A head that shares the table of the embedding.
  static let tiedWeights = Publication(
    authors: "Press, Wolf", title: "Using the Output Embedding to Improve Language Models", year: 2016,
    identifier: "arXiv:1608.05859")
  /// Patches as tokens, class tokens, learned positions.
  static let visionTransformer = Publication(
    authors: "Dosovitskiy and others",
    title: "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale", year: 2020,
    identifier: "arXiv:2010.11929")
  /// A learned factor for each channel of a branch.
  static let layerScale = Publication(
    authors: "Touvron, Cord, Sablayrolles, Synnaeve, Jégou", title: "Going deeper with Image Transformers",
    year: 2021, identifier: "arXiv:2103.17239")
  /// Attention in windows, with a bias for each offset.
  static let swin = Publication(
    authors: "Liu and others",
    title: "Swin Transformer: Hierarchical Vision Transformer using Shifted Windows", year: 2021,
    identifier: "arXiv:2103.14030")
  /// Attention in windows and grids.
  static let maxVit = Publication(
    authors: "Tu and others", title: "MaxViT: Multi-Axis Vision Transformer", year: 2022,
    identifier: "arXiv:2204.01697")
  /// A bias for each bucket of distances.
  static let textToText = Publication(
    authors: "Raffel and others",
    title: "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", year: 2019,
    identifier: "arXiv:1910.10683")
  /// Layer normalisation.
  static let layerNormalisation = Publication(
    authors: "Ba, Kiros, Hinton", title: "Layer Normalization", year: 2016, identifier: "arXiv:1607.06450")
  /// Normalisation without the mean.
  static let rmsNormalisation = Publication(
    authors: "Zhang, Sennrich", title: "Root Mean Square Layer Normalization", year: 2019,
    identifier: "arXiv:1910.07467")
  /// Normalisation over groups of channels.
  static let groupNormalisation = Publication(
    authors: "Wu, He", title: "Group Normalization", year: 2018, identifier: "arXiv:1803.08494")
  /// Normalisation of each image by itself.
  static let instanceNormalisation = Publication(
    authors: "Ulyanov, Vedaldi, Lempitsky",
    title: "Instance Normalization: The Missing Ingredient for Fast Stylization", year: 2016,
    identifier: "arXiv:1607.08022")
  /// Rectifiers whose slope is learned.
  static let parametricRectifier = Publication(
    authors: "He, Zhang, Ren, Sun",
    title: "Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification",
    year: 2015, identifier: "arXiv:1502.01852")
  /// Residual sums, and a table that counts multiply-adds.
  static let residualLearning = Publication(
    authors: "He, Zhang, Ren, Sun", title: "Deep Residual Learning for Image Recognition", year: 2015,
    identifier: "arXiv:1512.03385")
}
