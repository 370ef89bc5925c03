#!/usr/bin/env python3
"""Writes the figures that the tests compare derivations with, as torchvision has them.

    pip install torch torchvision        # the CPU builds are enough
    python Scripts/reference-figures.py > Tests/DerivationsTests/Fixtures/ReferenceFigures.swift

Each network is traced once (torch.fx) on the meta device, so that no weights and no arithmetic are needed. One line
is one call in the order of execution:

    PATH KIND INPUT[+INPUT] OUTPUT PARAMETERS MACS

PATH is the name that torchvision.models.feature_extraction gives the call, and MACs are counted from the shapes of the
weights that torch allocated: one for each weight of an output value. The tests themselves need no Python.
"""

import sys
from collections import OrderedDict

import torch
import torchvision
from torch.fx import GraphModule
from torch.fx.passes.shape_prop import ShapeProp
from torchvision.models.feature_extraction import NodePathTracer

NETWORKS = ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152"]

KINDS = {
    "Conv2d": "conv2d",
    "Linear": "linear",
    "BatchNorm2d": "batch-norm",
    "ReLU": "relu",
    "MaxPool2d": "max-pool",
    "AdaptiveAvgPool2d": "global-average-pool",
    "add": "add",
    "iadd": "add",
    "flatten": "flatten",
}


def shape(node):
    return "x".join(str(size) for size in node.meta["tensor_meta"].shape)


def calls(name):
    """One line for each call of the network `name`."""
    with torch.device("meta"):
        model = torchvision.models.get_model(name, weights=None).eval()
        image = torch.empty(1, 3, 224, 224)
    tracer = NodePathTracer()
    graph = tracer.trace(model)
    ShapeProp(GraphModule(model, graph)).propagate(image)
    modules = dict(model.named_modules())
    paths = OrderedDict((str(node), path) for node, path in tracer.node_to_qualname.items())
    for node in graph.nodes:
        if node.op in ("placeholder", "output"):
            continue
        module = modules[node.target] if node.op == "call_module" else None
        kind = KINDS[type(module).__name__ if module is not None else node.target.__name__]
        parameters = sum(p.numel() for p in module.parameters()) if module is not None else 0
        macs = node.meta["tensor_meta"].shape.numel() * module.weight[0].numel() if kind in ("conv2d", "linear") else 0
        inputs = "+".join(shape(argument) for argument in node.all_input_nodes)
        yield f"{paths[str(node)]} {kind} {inputs} {shape(node)} {parameters} {macs}"


def main():
    versions = f"torch {torch.__version__.split('+')[0]}, torchvision {torchvision.__version__.split('+')[0]}"
    print(f"// Written by Scripts/reference-figures.py with {versions}. Do not edit.")
    print()
    print("/// Calls of torchvision's networks: path, kind, inputs, output, parameters, multiply-adds.")
    print("let referenceFigures: [(network: String, calls: String)] = [")
    for name in NETWORKS:
        print("  (")
        print(f'    "{name}",')
        print('    """')
        for line in calls(name):
            print("    " + line)
        print('    """')
        print("  ),")
    print("]")


if __name__ == "__main__":
    sys.exit(main())
