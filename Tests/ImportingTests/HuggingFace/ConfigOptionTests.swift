import Derivations
import Networks
import Symbolics
import Testing

@testable import Importing

/// Options that the measured configurations leave at their defaults, against counts by hand.
@Suite("Options of configurations")
struct ConfigOptionTests {
  private func parameters(
    _ type: String, _ keys: String, head: HuggingFace.Head = .asNamed
  ) throws -> Int {
    let text = "{\"model_type\": \"\(type)\", \(keys)}"
    let network = try HuggingFace.network(Array(text.utf8), file: "f", head: head)
    return try #require(try derive(network, input: Shape([1, 3])).root.value(.parameters).integer)
  }

  private static let small = "\"vocab_size\": 11, \"num_hidden_layers\": 3, \"num_attention_heads\": 2"

  @Test("OPT: norms behind the halves, no final norm, no biases, norms that learn nothing")
  func opt() throws {
    let keys = Self.small + ", \"hidden_size\": 4, \"ffn_dim\": 5, \"max_position_embeddings\": 6"
    let (norm, attention) = (2 * 4, 4 * (4 * 4 + 4))
    let block = attention + (4 * 5 + 5) + (5 * 4 + 4) + 2 * norm
    let tables = 11 * 4 + (6 + 2) * 4
    #expect(try parameters("opt", keys) == tables + 3 * block + norm)
    #expect(try parameters("opt", keys + ", \"do_layer_norm_before\": false") == tables + 3 * block)
    #expect(try parameters("opt", keys + ", \"_remove_final_layer_norm\": true") == tables + 3 * block)
    let biases = 4 * 4 + 5 + 4
    #expect(try parameters("opt", keys + ", \"enable_bias\": false") == tables + 3 * (block - biases) + norm)
    #expect(
      try parameters("opt", keys + ", \"layer_norm_elementwise_affine\": false")
        == tables + 3 * (block - 2 * norm))
    #expect(
      try parameters("opt", keys + ", \"word_embed_proj_dim\": 2")
        == 11 * 2 + 2 * 2 * 4 + (6 + 2) * 4 + 3 * block + norm)
    #expect(
      try parameters("opt", keys + ", \"tie_word_embeddings\": false") == tables + 3 * block + norm + 11 * 4)
  }

  @Test("GPT-2: an untied head, other spellings of keys")
  func gpt2() throws {
    let keys = "\"vocab_size\": 11, \"n_layer\": 3, \"n_head\": 2, \"n_embd\": 4, \"n_positions\": 6"
    let tied = try parameters("gpt2", keys)
    #expect(tied == 11 * 4 + 6 * 4 + 3 * (4 * 12 + 12 + 4 * 4 + 4 + 4 * 16 + 16 + 16 * 4 + 4 + 16) + 8)
    #expect(try parameters("gpt2", keys + ", \"tie_word_embeddings\": false") == tied + 11 * 4)
    let other = Self.small + ", \"hidden_size\": 4, \"max_position_embeddings\": 6"
    #expect(try parameters("gpt2", other) == tied)
  }

  @Test("GPT-NeoX: attention without biases; halves one after the other")
  func gptNeoX() throws {
    let keys = Self.small + ", \"hidden_size\": 4, \"intermediate_size\": 5"
    let block = (4 * 12 + 12) + (4 * 4 + 4) + (4 * 5 + 5) + (5 * 4 + 4) + 2 * 8
    #expect(try parameters("gpt_neox", keys) == 2 * 11 * 4 + 3 * block + 8)
    #expect(
      try parameters("gpt_neox", keys + ", \"attention_bias\": false") == 2 * 11 * 4 + 3 * (block - 16) + 8)
    #expect(
      try parameters("gpt_neox", keys + ", \"use_parallel_residual\": false") == 2 * 11 * 4 + 3 * block + 8)
    #expect(
      try parameters("gpt_neox", keys + ", \"tie_word_embeddings\": true") == 11 * 4 + 3 * block + 8)
  }

  @Test("BLOOM: other spellings; residuals behind the norm")
  func bloom() throws {
    let keys = "\"vocab_size\": 11, \"n_layer\": 3, \"num_attention_heads\": 2, \"n_embed\": 4"
    let block = (4 * 12 + 12) + (4 * 4 + 4) + (4 * 16 + 16) + (16 * 4 + 4) + 2 * 8
    #expect(try parameters("bloom", keys) == 11 * 4 + 8 + 3 * block + 8)
    #expect(
      try parameters("bloom", keys + ", \"apply_residual_connection_post_layernorm\": true")
        == 11 * 4 + 8 + 3 * block + 8)
    let usual = "\"vocab_size\": 11, \"num_hidden_layers\": 3, \"n_head\": 2, \"hidden_size\": 4"
    #expect(try parameters("bloom", usual) == 11 * 4 + 8 + 3 * block + 8)
    #expect(try parameters("bloom", usual + ", \"n_embed\": null") == 11 * 4 + 8 + 3 * block + 8)
  }

  private static let qwen =
    small + ", \"hidden_size\": 4, \"intermediate_size\": 5, \"num_key_value_heads\": 1, \"head_dim\": 3"

  @Test("Qwen3-MoE: layers without experts by list, by step, and where there are none")
  func sparseLayers() throws {
    let keys = Self.qwen + ", \"num_experts\": 6, \"num_experts_per_tok\": 2, \"moe_intermediate_size\": 7"
    let attention = 4 * (6 + 3 + 3) + 6 * 4 + 2 * 3
    let (dense, sparse) = (3 * 4 * 5, 4 * 6 + 6 * 3 * 4 * 7)
    let rest = 2 * 11 * 4 + 4 + 3 * (attention + 8)
    #expect(try parameters("qwen3_moe", keys) == rest + 3 * sparse)
    #expect(try parameters("qwen3_moe", keys + ", \"mlp_only_layers\": [1, 9]") == rest + 2 * sparse + dense)
    #expect(try parameters("qwen3_moe", keys + ", \"decoder_sparse_step\": 2") == rest + sparse + 2 * dense)
    let none = Self.qwen + ", \"num_experts\": 0"
    #expect(try parameters("qwen3_moe", none) == rest + 3 * dense)
    let other =
      Self.qwen + ", \"num_local_experts\": 6, \"moe_intermediate_size\": 7, \"num_experts_per_tok\": 2"
    #expect(try parameters("qwen3_moe", other) == rest + 3 * sparse)
  }

  @Test("DeepSeek: biases, no shared experts, dense layers only")
  func deepSeek() throws {
    let keys =
      Self.small
      + ", \"hidden_size\": 4, \"intermediate_size\": 5, \"kv_lora_rank\": 3, \"q_lora_rank\": 5, "
      + "\"qk_nope_head_dim\": 6, \"qk_rope_head_dim\": 2, \"v_head_dim\": 7, \"n_routed_experts\": 6, "
      + "\"moe_intermediate_size\": 8, \"num_experts_per_tok\": 2, \"first_k_dense_replace\": 1"
    let attention = 4 * 5 + 5 + 5 * 2 * 8 + 4 * (3 + 2) + 3 + 3 * 2 * (6 + 7) + 2 * 7 * 4
    let rest = 2 * 11 * 4 + 4 + 3 * (attention + 8)
    let (dense, routed) = (3 * 4 * 5, 4 * 6 + 6 * 3 * 4 * 8)
    #expect(try parameters("deepseek_v3", keys) == rest + dense + 2 * (routed + 3 * 4 * 8))
    #expect(try parameters("deepseek_v2", keys) == rest + dense + 2 * (routed + 3 * 4 * 16))
    for none in ["0", "null"] {
      let without = try parameters("deepseek_v3", keys + ", \"n_shared_experts\": \(none)")
      #expect(without == rest + dense + 2 * routed)
    }
    let biases = 3 * (5 + (3 + 2) + 4)
    #expect(
      try parameters("deepseek_v3", keys + ", \"attention_bias\": true")
        == rest + dense + 2 * (routed + 3 * 4 * 8) + biases)
    #expect(
      try parameters("deepseek_v2", keys + ", \"mlp_bias\": true")
        == rest + (dense + 5 + 5 + 4) + 2 * (routed + 3 * 4 * 16 + 16 + 16 + 4))
    let allDense = keys.replacing("\"first_k_dense_replace\": 1", with: "\"first_k_dense_replace\": 9")
    #expect(try parameters("deepseek_v3", allDense) == rest + 3 * dense)
  }

  @Test("Windows: by number, by layer, by list; not where they are not used")
  func windows() throws {
    func masks(_ type: String, _ keys: String) throws -> [Operation.Attention.Mask] {
      let text = "{\"model_type\": \"\(type)\", \(keys)}"
      let derivation = try derive(HuggingFace.network(Array(text.utf8), file: "f"), input: Shape([1, 3]))
      return try (0..<4).map { layer in
        let part = try #require(derivation.part(at: "model.layers.\(layer).self_attn.attention"))
        guard case .layer(.attention(let attention)) = part.kind else { return .none }
        return attention.mask
      }
    }
    let four = "\"num_hidden_layers\": 4"
    let (all, near) = (Operation.Attention.Mask.causal, Operation.Attention.Mask.window(9))
    #expect(try masks("mistral", four + ", \"sliding_window\": 9") == [near, near, near, near])
    #expect(try masks("mistral", four + ", \"sliding_window\": null") == [all, all, all, all])
    #expect(try masks("gemma2", four + ", \"sliding_window\": 9") == [near, all, near, all])
    let used = four + ", \"sliding_window\": 9, \"max_window_layers\": 1"
    #expect(try masks("qwen2", used) == [all, all, all, all])
    #expect(try masks("qwen2", used + ", \"use_sliding_window\": true") == [all, near, near, near])
    let types = "[\"full_attention\", \"sliding_attention\", \"sliding_attention\", \"full_attention\"]"
    #expect(
      try masks("qwen3", used + ", \"use_sliding_window\": true, \"layer_types\": \(types)")
        == [all, near, near, all])
    #expect(
      try masks("gemma", four + ", \"use_bidirectional_attention\": true") == [.none, .none, .none, .none])
    #expect(try masks("llama", four + ", \"sliding_window\": 9") == [all, all, all, all])
  }

  @Test("The class decides about the head, and the caller before it")
  func heads() throws {
    let keys = Self.small + ", \"hidden_size\": 4, \"intermediate_size\": 5"
    let (own, bare) = (try parameters("llama", keys), try parameters("llama", keys, head: .without))
    #expect(own == bare + 11 * 4)
    let named = keys + ", \"architectures\": [\"LlamaModel\"]"
    #expect(try parameters("llama", named) == bare)
    #expect(try parameters("llama", named, head: .with) == own)
    #expect(try parameters("llama", keys + ", \"architectures\": null") == own)
    #expect(try parameters("llama", keys + ", \"architectures\": []") == own)
    func paths(_ text: String) throws -> [String] {
      try HuggingFace.network(Array("{\"model_type\": \"llama\"\(text)}".utf8), file: "f").root.nodes.map(
        \.name)
    }
    #expect(try paths("") == ["model.embed_tokens", "model.layers", "model.norm", "lm_head"])
    #expect(try paths(", \"architectures\": [\"LlamaModel\"]") == ["embed_tokens", "layers", "norm"])
  }
}
