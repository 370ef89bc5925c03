#!/usr/bin/env python3
"""Measures the configurations that the tests hold against Longhand, so that anybody can check their figures.

    pip install torch transformers==5.23.0
    Scripts/reference-configs.py [FILE…]

A file is a list of {"config", "tokens", "parameters", "flops"}, by default those beside the tests. Each model is built
without weights on the meta device; parameters that are shared count once; FLOPs are those of torch's own counter, batch 1.
Prints every figure that differs and ends in 1 if there is one. For an entry without figures it prints them.
"""

import copy
import json
import pathlib
import sys

import torch
import transformers
from torch.utils.flop_counter import FlopCounterMode

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/ImportingTests/Fixtures/HuggingFace"


def build(config):
    values = copy.deepcopy(config)
    values.pop("model_type")
    kind = getattr(transformers, values["architectures"][0])
    with torch.device("meta"):
        model = kind(kind.config_class(**values)).eval()
    for module in model.modules():
        if hasattr(getattr(module, "config", None), "_attn_implementation"):
            module.config._attn_implementation = "eager"
            # The counter knows no grouped product.
            module.config._experts_implementation = "batched_mm"
    return model


def inputs(model, tokens):
    config = model.config
    counts = tokens if isinstance(tokens, list) else [tokens, tokens]

    def words(count):
        return torch.zeros(1, count, dtype=torch.long, device="meta")

    def image(config):
        size = config.image_size
        sides = (size, size) if isinstance(size, int) else size
        return torch.zeros(1, config.num_channels, *sides, device="meta")

    given = {}
    if config.model_type == "whisper":
        frames = 2 * config.max_source_positions
        given["input_features"] = torch.zeros(1, config.num_mel_bins, frames, device="meta")
        given["decoder_input_ids"] = words(counts[0])
    elif config.model_type == "clip":
        given["pixel_values"] = image(config.vision_config)
        given["input_ids"] = words(counts[0])
    elif hasattr(config, "image_size"):
        given["pixel_values"] = image(config)
    else:
        given["input_ids"] = words(counts[0])
        if config.is_encoder_decoder and not type(model).__name__.endswith("EncoderModel"):
            given["decoder_input_ids"] = words(counts[1])
    return given


def measure(config, tokens):
    model = build(config)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(**inputs(model, tokens))
    return {
        "parameters": sum(parameter.numel() for parameter in set(model.parameters())),
        "flops": counter.get_total_flops(),
    }


def main():
    paths = [pathlib.Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*-variants.json"))
    differences = 0
    for path in paths:
        for number, entry in enumerate(json.loads(path.read_text())):
            found = measure(entry["config"], entry["tokens"])
            if "flops" not in entry:
                print(json.dumps(entry | found))
            elif any(entry[key] != value for key, value in found.items()):
                differences += 1
                print(f"{path.name}, entry {number}: {entry['config']['model_type']}: {found}")
    sys.exit(differences > 0)


if __name__ == "__main__":
    main()
