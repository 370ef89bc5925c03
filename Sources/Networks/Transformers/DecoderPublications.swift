// Where decoders were published.

extension Publication {
  /// GPT-2.
  public static let gpt2 = Publication(
    authors: "Radford, Wu, Child, Luan, Amodei, Sutskever",
    title: "Language Models are Unsupervised Multitask Learners", year: 2019, identifier: "",
    place: .table("2"))
  /// GPT-3.
  public static let gpt3 = Publication(
    authors: "Brown and others", title: "Language Models are Few-Shot Learners", year: 2020,
    identifier: "arXiv:2005.14165", place: .table("2.1"))
  /// OPT.
  public static let opt = Publication(
    authors: "Zhang and others", title: "OPT: Open Pre-trained Transformer Language Models", year: 2022,
    identifier: "arXiv:2205.01068", place: .table("1"))
  /// BLOOM.
  public static let bloom = Publication(
    authors: "BigScience Workshop",
    title: "BLOOM: A 176B-Parameter Open-Access Multilingual Language Model", year: 2022,
    identifier: "arXiv:2211.05100", place: .table("3"))
  /// GPT-NeoX.
  public static let gptNeoX = Publication(
    authors: "Black and others", title: "GPT-NeoX-20B: An Open-Source Autoregressive Language Model",
    year: 2022, identifier: "arXiv:2204.06745", place: .section("2.1"))
  /// Pythia.
  public static let pythia = Publication(
    authors: "Biderman and others",
    title: "Pythia: A Suite for Analyzing Large Language Models Across Training and Scaling", year: 2023,
    identifier: "arXiv:2304.01373", place: .table("1"))
  /// Llama, the first.
  public static let llama = Publication(
    authors: "Touvron and others", title: "LLaMA: Open and Efficient Foundation Language Models", year: 2023,
    identifier: "arXiv:2302.13971", place: .table("2"))
  /// Llama 2.
  public static let llama2 = Publication(
    authors: "Touvron and others", title: "Llama 2: Open Foundation and Fine-Tuned Chat Models", year: 2023,
    identifier: "arXiv:2307.09288", place: .section("2.2"))
  /// Llama 3, 3.1 and 3.2.
  public static let llama3 = Publication(
    authors: "Grattafiori and others", title: "The Llama 3 Herd of Models", year: 2024,
    identifier: "arXiv:2407.21783", place: .table("3"))
  /// Mistral 7B.
  public static let mistral = Publication(
    authors: "Jiang and others", title: "Mistral 7B", year: 2023, identifier: "arXiv:2310.06825",
    place: .table("1"))
  /// Mixtral.
  public static let mixtral = Publication(
    authors: "Jiang and others", title: "Mixtral of Experts", year: 2024, identifier: "arXiv:2401.04088",
    place: .table("1"))
  /// Qwen2 and Qwen2.5, which has the same sizes and some more.
  public static let qwen2 = Publication(
    authors: "Yang and others", title: "Qwen2 Technical Report", year: 2024, identifier: "arXiv:2407.10671",
    place: .table("1"))
  /// Qwen2.5.
  public static let qwen25 = Publication(
    authors: "Yang and others", title: "Qwen2.5 Technical Report", year: 2024,
    identifier: "arXiv:2412.15115", place: .table("1"))
  /// Qwen3.
  public static let qwen3 = Publication(
    authors: "Yang and others", title: "Qwen3 Technical Report", year: 2025, identifier: "arXiv:2505.09388",
    place: .table("1"))
  /// Gemma.
  public static let gemma = Publication(
    authors: "Gemma Team", title: "Gemma: Open Models Based on Gemini Research and Technology", year: 2024,
    identifier: "arXiv:2403.08295", place: .table("1"))
  /// Gemma 2.
  public static let gemma2 = Publication(
    authors: "Gemma Team", title: "Gemma 2: Improving Open Language Models at a Practical Size", year: 2024,
    identifier: "arXiv:2408.00118", place: .table("1"))
  /// Phi-3.
  public static let phi3 = Publication(
    authors: "Abdin and others",
    title: "Phi-3 Technical Report: A Highly Capable Language Model Locally on Your Phone", year: 2024,
    identifier: "arXiv:2404.14219", place: .section("2"))
  /// DeepSeek-V2 and V2-Lite.
  public static let deepSeekV2 = Publication(
    authors: "DeepSeek-AI",
    title: "DeepSeek-V2: A Strong, Economical, and Efficient Mixture-of-Experts Language Model", year: 2024,
    identifier: "arXiv:2405.04434", place: .section("3.1.2"))
  /// DeepSeek-V3.
  public static let deepSeekV3 = Publication(
    authors: "DeepSeek-AI", title: "DeepSeek-V3 Technical Report", year: 2024,
    identifier: "arXiv:2412.19437", place: .section("4.2"))
}
