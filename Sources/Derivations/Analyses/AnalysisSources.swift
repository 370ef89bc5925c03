import Networks

// Where the formulas of the analyses were published.

extension Publication {
  /// What mixed-precision training with Adam holds, and how it is shared among devices.
  static let zero = Publication(
    authors: "Rajbhandari, Rasley, Ruwase, He",
    title: "ZeRO: Memory Optimizations Toward Training Trillion Parameter Models", year: 2020,
    identifier: "arXiv:1910.02054", place: .section("3.1"))
  /// 18 bytes a parameter where gradients are kept in fp32.
  static let memoryAnatomy = Publication(
    authors: "Hugging Face", title: "Model training anatomy", year: 2023,
    identifier: "https://huggingface.co/docs/transformers/model_memory_anatomy")
  /// Activations of a transformer, and operations without recomputation.
  static let activationRecomputation = Publication(
    authors: "Korthikanti, Casper, Lym, McAfee, Andersch, Shoeybi, Catanzaro",
    title: "Reducing Activation Recomputation in Large Transformer Models", year: 2022,
    identifier: "arXiv:2205.05198")
  /// Operations with full recomputation, and the time of a run.
  static let megatron = Publication(
    authors: "Narayanan and others",
    title: "Efficient Large-Scale Language Model Training on GPU Clusters Using Megatron-LM", year: 2021,
    identifier: "arXiv:2104.04473")
  /// Work in inference and training by the number of parameters.
  static let scalingLaws = Publication(
    authors: "Kaplan and others", title: "Scaling Laws for Neural Language Models", year: 2020,
    identifier: "arXiv:2001.08361")
  /// The count of every term, the embedding as a product.
  static let chinchilla = Publication(
    authors: "Hoffmann and others", title: "Training Compute-Optimal Large Language Models", year: 2022,
    identifier: "arXiv:2203.15556", place: .appendix("F"))
  /// Utilisation by the operations that the model needs.
  static let palm = Publication(
    authors: "Chowdhery and others", title: "PaLM: Scaling Language Modeling with Pathways", year: 2022,
    identifier: "arXiv:2204.02311", place: .appendix("B"))
  /// Two products backward for each product forward; time by what is read.
  static let scalingBook = Publication(
    authors: "Austin and others", title: "How to Scale Your Model", year: 2025,
    identifier: "https://jax-ml.github.io/scaling-book")
  /// Gradients by the chain rule, product by product.
  static let backPropagation = deepLearning.at(.section("6.5"))
  /// Layers worked out again instead of being kept.
  static let checkpointing = Publication(
    authors: "Chen, Xu, Zhang, Guestrin", title: "Training Deep Nets with Sublinear Memory Cost", year: 2016,
    identifier: "arXiv:1604.06174")
  /// Only about half of the scores under a causal mask.
  static let flashAttention = Publication(
    authors: "Dao", title: "FlashAttention-2: Faster Attention with Better Parallelism and Work Partitioning",
    year: 2023, identifier: "arXiv:2307.08691", place: .section("3.1"))
  /// Attention in a window that moves along the sequence.
  static let longformer = Publication(
    authors: "Beltagy, Peters, Cohan", title: "Longformer: The Long-Document Transformer", year: 2020,
    identifier: "arXiv:2004.05150", place: .section("3.1"))
  /// Keys and values that several query heads share.
  static let groupedQueries = Publication(
    authors: "Ainslie, Lee-Thorp, de Jong, Zemlyanskiy, Lebrón, Sanghai",
    title: "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints", year: 2023,
    identifier: "arXiv:2305.13245", place: .section("2.2"))
  /// A latent that is cached in place of keys and values.
  static let latentAttention = Publication(
    authors: "DeepSeek-AI",
    title: "DeepSeek-V2: A Strong, Economical, and Efficient Mixture-of-Experts Language Model", year: 2024,
    identifier: "arXiv:2405.04434", place: .section("2.1"))
  /// Experts of which each token meets some.
  static let mixtureOfExperts = Publication(
    authors: "Jiang and others", title: "Mixtral of Experts", year: 2024, identifier: "arXiv:2401.04088",
    place: .section("2.1"))
  /// Attainable speed by operations for each byte.
  static let roofline = Publication(
    authors: "Williams, Waterman, Patterson",
    title: "Roofline: An Insightful Visual Performance Model for Multicore Architectures", year: 2009,
    identifier: "doi:10.1145/1498765.1498785")
  /// Training compute by the forward pass and the number of examples.
  static let computeOfRuns = Publication(
    authors: "Amodei, Hernandez", title: "AI and Compute", year: 2018,
    identifier: "https://openai.com/research/ai-and-compute")

  static let v100 = Publication(
    authors: "NVIDIA", title: "NVIDIA Tesla V100 GPU Architecture", year: 2017, identifier: "WP-08608-001")
  static let a100 = Publication(
    authors: "NVIDIA", title: "NVIDIA A100 Tensor Core GPU Architecture", year: 2020, identifier: "")
  static let a100Datasheet = Publication(
    authors: "NVIDIA", title: "NVIDIA A100 Tensor Core GPU: data sheet", year: 2021, identifier: "")
  static let h100 = Publication(
    authors: "NVIDIA", title: "NVIDIA H100 Tensor Core GPU Architecture", year: 2022, identifier: "")
}
