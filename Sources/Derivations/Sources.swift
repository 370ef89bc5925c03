public import Networks

// Where the formulas were published.

extension Publication {
  /// The same publication at another place in it.
  public func at(_ place: Place) -> Publication {
    var copy = self
    copy.place = place
    return copy
  }

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
  /// Residual sums, and a table that counts multiply-adds.
  static let residualLearning = Publication(
    authors: "He, Zhang, Ren, Sun", title: "Deep Residual Learning for Image Recognition", year: 2015,
    identifier: "arXiv:1512.03385")
}
