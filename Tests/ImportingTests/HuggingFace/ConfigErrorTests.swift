import Derivations
import Networks
import Testing

@testable import Importing

@Suite("Errors in configurations")
struct ConfigErrorTests {
  private func problem(_ text: String, at column: Int, _ problem: ImportError.Problem) {
    #expect(throws: ImportError(file: "f", line: 1, column: column, problem: problem)) {
      try HuggingFace.network(Array(text.utf8), file: "f")
    }
  }

  @Test("An unknown model type is told with its neighbour")
  func modelType() {
    let known = HuggingFace.modelTypes
    problem(
      #"{"model_type": "llamma"}"#, at: 16,
      .config(.unknownModelType("llamma", nearest: "llama", known: known)))
    problem(
      #"{"model_type": "mamba2_hybrid"}"#, at: 16,
      .config(.unknownModelType("mamba2_hybrid", nearest: nil, known: known)))
    problem(#"{"hidden_size": 5}"#, at: 1, .text(.missingKey("model_type")))
    problem(#"{"model_type": 5}"#, at: 16, .text(.wrongKind(expected: .string, found: .scalar("5"))))
    problem(#"[]"#, at: 1, .text(.wrongKind(expected: .mapping, found: .sequence)))
  }

  @Test("So is a class of another kind")
  func architecture() {
    problem(
      #"{"model_type": "llama", "architectures": ["LlamaForCausalLN"]}"#, at: 43,
      .config(
        .unknownArchitecture(
          "LlamaForCausalLN", nearest: "LlamaForCausalLM", known: ["LlamaForCausalLM", "LlamaModel"])))
    problem(
      #"{"model_type": "llama", "architectures": "LlamaModel"}"#, at: 42,
      .text(.wrongKind(expected: .sequence, found: .scalar("LlamaModel"))))
  }

  @Test("A slip of the keyboard is not passed over; what no count depends on is")
  func slips() throws {
    for (slip, key) in [
      ("hiden_size", "hidden_size"), ("num_hidden_layer", "num_hidden_layers"),
      ("num_attention_head", "num_attention_heads"), ("Vocab-Size", "vocab_size"),
      ("architecture", "architectures"), ("tie_word_embedings", "tie_word_embeddings"),
    ] {
      do {
        _ = try HuggingFace.network(Array("{\"model_type\": \"llama\", \"\(slip)\": 3}".utf8), file: "f")
        Issue.record("\(slip) was passed over")
      } catch {
        guard case .text(.unknownKey(slip, nearest: key, _)) = error.problem else {
          Issue.record("\(slip): \(error)")
          continue
        }
        #expect(error.column == 25)
      }
    }
    let harmless =
      #"{"model_type": "llama", "rope_theta": 5.5, "torch_dtype": "bfloat16", "use_cache": true, "#
      + #""rope_scaling": null, "initializer_range": 0.02, "pretraining_tp": 1, "id2label": {"0": "a"}}"#
    _ = try HuggingFace.network(Array(harmless.utf8), file: "f")
  }

  @Test("Values that do not go together")
  func mismatches() {
    problem(
      #"{"model_type": "llama", "num_attention_heads": 6, "num_key_value_heads": 4}"#, at: 74,
      .config(.notMultiple(key: "num_attention_heads", 6, of: "num_key_value_heads", 4)))
    problem(
      #"{"model_type": "llama", "num_attention_heads": 30}"#, at: 48,
      .config(.notMultiple(key: "hidden_size", 4096, of: "num_attention_heads", 30)))
    problem(
      #"{"model_type": "gpt2", "n_head": 7}"#, at: 34,
      .config(.notMultiple(key: "n_embd", 768, of: "n_head", 7)))
    problem(
      #"{"model_type": "gemma2", "layer_types": ["full_attention"]}"#, at: 41,
      .config(.wrongLength(key: "layer_types", 1, of: "num_hidden_layers", 26)))
    problem(
      #"{"model_type": "gemma2", "num_hidden_layers": 1, "layer_types": ["sliding_atention"]}"#, at: 66,
      .config(
        .unknownWord(
          key: "layer_types", "sliding_atention", nearest: "sliding_attention",
          known: ["full_attention", "sliding_attention"])))
    problem(
      #"{"model_type": "mixtral", "num_experts_per_tok": 9}"#, at: 50,
      .text(.outOfRange("9", least: 1, most: 8)))
    problem(#"{"model_type": "deepseek_v2"}"#, at: 1, .text(.missingKey("num_experts_per_tok")))
    problem(
      #"{"model_type": "gpt2", "add_cross_attention": true}"#, at: 47,
      .config(.unsupported(key: "add_cross_attention", "true")))
    problem(
      #"{"model_type": "llama", "hidden_act": "prelu"}"#, at: 39,
      .config(.unsupported(key: "hidden_act", "prelu")))
  }

  @Test("An unknown function is told with its neighbour")
  func activation() {
    do {
      _ = try HuggingFace.network(Array(#"{"model_type": "llama", "hidden_act": "siluu"}"#.utf8), file: "f")
      Issue.record("no error")
    } catch {
      guard case .config(.unknownWord("hidden_act", "siluu", nearest: "silu", _)) = error.problem else {
        Issue.record(error)
        return
      }
    }
  }

  @Test(
    "Any value for any key: an error in its place, or a network that can be asked",
    arguments: ModelType.all.indices)
  func anyValue(_ index: Int) {
    let type = ModelType.all[index]
    let values = [
      "-1", "0", "1", "2", "3.5", "1e3", "\"x\"", "null", "[]", "[0]", "[-1]", "{}", "true", "false", "10001",
      "1073741824", "1073741825", "9223372036854775807", "9223372036854775808", "1e999", "NaN",
    ]
    for key in type.defaults.keys.sorted() + type.otherSpellings.keys.sorted() {
      for value in values {
        let text = "{\"model_type\": \"\(type.name)\",\n\"\(key)\": \(value)}"
        do throws(ImportError) {
          let past = type.takesPast ? 3 : 0
          let network = try HuggingFace.network(Array(text.utf8), file: "f", past: past)
          _ = try? derive(network, batch: 1)
        } catch {
          #expect(error.line == 2 || error.column == 1, "\(text): \(error)")
        }
      }
    }
  }

  @Test("A file cut at any byte is an error; with any bit flipped it is one, or a network")
  func damage() {
    for index in [0, 9, 15] {
      guard let text = try? ConfigFixture.decoders[index].required("config").mapping.text() else { continue }
      let bytes = Array(text.utf8)
      // The last byte is the end of the line.
      for count in 0..<bytes.count - 1 {
        #expect(throws: ImportError.self) { try HuggingFace.network(Array(bytes[..<count]), file: "f") }
      }
      for bit in 0..<bytes.count * 8 {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        guard let network = try? HuggingFace.network(bytes, file: "f") else { continue }
        _ = try? derive(network, input: Shape([1, 2]))
      }
    }
  }
}
