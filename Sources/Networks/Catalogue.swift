/// The published networks that Longhand knows, by name.
///
/// An entry names its network and builds it only when it is asked for, so that listing costs nothing.
public enum Catalogue {
  /// The families, one file each in the folder `Catalogue`. A new family is one more line here.
  private static let families: [[Entry]] = [
    LeNet.entries, AlexNet.entries, NiN.entries, VGG.entries, GoogLeNet.entries, InceptionV3.entries,
    ResNet.entries, WideResNet.entries, ResNeXt.entries, DenseNet.entries, UNet.entries,
    SqueezeNet.entries, MobileNetV2.entries, MobileNetV3.entries, MNASNet.entries, EfficientNet.entries,
    RegNet.entries, ShuffleNetV2.entries, ConvNeXt.entries,
    ViT.entries, SwinTransformer.entries, MaxViT.entries, VisionTransformer.entries, CLIP.entries,
    Transformer.entries, BERT.entries, RoBERTa.entries, DistilBERT.entries, T5.entries, Whisper.entries,
    GPT.entries, OPT.entries, BLOOM.entries, Pythia.entries, Llama.entries, Mistral.entries, Qwen.entries,
    Gemma.entries, Phi.entries, DeepSeek.entries, RecurrentLanguageModel.entries,
  ]

  /// All entries, family by family.
  public static let entries: [Entry] = families.flatMap { $0 }

  /// All names, family by family.
  public static var names: [String] { entries.map { $0.name } }

  /// The network of a name, or nil if there is none.
  ///
  /// Spelling is forgiving: capitals, spaces, hyphens, underscores and dots do not matter, so that `ResNet-101`,
  /// `resnet_101` and `ResNet101 v1` are understood. Only where a dot tells two names apart, `opt-1.3b` and `opt-13b`, it
  /// matters.
  ///
  ///     Catalogue.network(named: "ResNet-101")?.name   // "resnet101"
  public static func network(named name: String) -> Network? { entry(named: name)?.network() }

  /// The entry of a name in forgiving spelling, or nil; nothing is built.
  public static func entry(named name: String) -> Entry? {
    let wanted = Spelling.folded(name, keepsPoints: true)
    guard !wanted.isEmpty else { return nil }
    for entry in entries where entry.spellings.contains(wanted) { return entry }
    let withoutPoints = wanted.filter { $0 != 0x2E }
    return entries.first { $0.spellings.contains { $0.filter { $0 != 0x2E } == withoutPoints } }
  }

  /// The known name that is spelled most like `name`, or nil if none is near.
  ///
  ///     Catalogue.nearest(to: "restnet50")   // "resnet50"
  public static func nearest(to name: String) -> String? { Spelling.nearest(to: name, among: names) }

  /// What is known of a network without building it.
  public struct Entry: Sendable {
    /// The name on the command line: `resnet101`.
    public let name: String
    /// The name as it is printed: `ResNet-101`.
    public let title: String
    /// Other names for the same network.
    public let aliases: [String]
    /// Where it was published.
    public let publication: Publication
    /// What goes in.
    public let inputs: [Network.Input]
    /// Names of networks that are valid readings of the same title.
    public let variants: [String]
    fileprivate let spellings: [[UInt8]]
    private let root: @Sendable (_ past: Int) -> Module

    /// Every name that it goes by: ``name``, ``title``, ``aliases``.
    public var allNames: [String] { [name, title] + aliases }

    /// The usual first input without the batch.
    public var usualInput: [Int] { inputs.first?.usual ?? [] }

    /// Whether tokens can follow others that were read before, whose keys and values are cached.
    public let takesPast: Bool

    /// An entry of a network that reads images; `root` builds the modules when they are asked for.
    init(
      name: String, title: String, aliases: [String] = [], publication: Publication, usualInput: [Int],
      variants: [String] = [], root: @escaping @Sendable () -> Module
    ) {
      self.init(
        name: name, title: title, aliases: aliases, publication: publication, inputs: [.init(usualInput)],
        variants: variants, takesPast: false
      ) { _ in root() }
    }

    /// An entry; `root` builds the modules when they are asked for, behind so many cached tokens.
    init(
      name: String, title: String, aliases: [String] = [], publication: Publication, inputs: [Network.Input],
      variants: [String] = [], takesPast: Bool, root: @escaping @Sendable (_ past: Int) -> Module
    ) {
      self.name = name
      self.title = title
      self.aliases = aliases
      self.publication = publication
      self.inputs = inputs
      self.takesPast = takesPast
      self.variants = variants
      self.spellings = ([name, title] + aliases).map { Spelling.folded($0, keepsPoints: true) }
      self.root = root
    }

    /// The network itself.
    ///
    /// - Parameter past: tokens that were read before and are cached; only where ``takesPast``.
    public func network(past: Int = 0) -> Network {
      Network(
        name: name, title: title, publication: publication, inputs: inputs, root: root(past),
        variants: variants)
    }
  }
}
