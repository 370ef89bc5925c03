#!/usr/bin/env python3
"""Writes the figures of torchvision that the tests compare derivations with.

    pip install torch torchvision        # the CPU builds are enough
    python Scripts/reference-figures.py

For every classification model of torchvision a line of Tests/DerivationsTests/Fixtures/torchvision.txt:

    NAME INPUT PARAMETERS MACS

and for some a file of Fixtures/Layers with one line for each call in the order of execution:

    PATH KIND CALL INPUT[+INPUT] OUTPUT PARAMETERS MACS

Nothing is counted by hand here: each model runs once on the meta device, which needs neither weights nor arithmetic, and
torch's own FlopCounterMode counts the products of each call, two operations for a multiply-add.

PATH is the name of the module, or of the function within the module that calls it, numbered from the second call on as
torch.fx does. Where a function is given a parameter itself, it is the name of that parameter: `encoder.pos_embedding`.
CALL tells how the code writes it. Dropouts, identities and whatever only lays values out anew are left out; a name that is
in no table below is an error. The tests themselves need no Python.
"""

import pathlib
import sys

import torch
import torchvision
from torch.overrides import TorchFunctionMode, resolve_name
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import FlopCounterMode

FIXTURES = pathlib.Path(__file__).parent.parent / "Tests" / "DerivationsTests" / "Fixtures"

LAYER_BY_LAYER = [
    "alexnet", "convnext_tiny", "densenet121", "efficientnet_b0", "googlenet", "inception_v3", "maxvit_t", "mnasnet1_0",
    "mobilenet_v2", "mobilenet_v3_large", "regnet_y_400mf", "resnet18", "resnet34", "resnet50", "resnet101",
    "resnet152", "resnext50_32x4d", "shufflenet_v2_x1_0", "squeezenet1_0", "swin_t", "vgg16", "vit_b_16", "wide_resnet50_2",
]  # fmt: skip

MODULES = {
    "Conv2d": "conv2d",
    "Linear": "linear",
    "MultiheadAttention": "attention",
    "BatchNorm2d": "batch-norm",
    "LayerNorm": "layer-norm",
    "LayerNorm2d": "layer-norm",
    "ReLU": "relu",
    "ReLU6": "relu6",
    "GELU": "gelu",
    "SiLU": "silu",
    "Sigmoid": "sigmoid",
    "Hardswish": "hard-swish",
    "Hardsigmoid": "hard-sigmoid",
    "Tanh": "tanh",
    "MaxPool2d": "max-pool",
    "AvgPool2d": "average-pool",
    "AdaptiveAvgPool2d": "adaptive-average-pool",
}
MODULES_LEFT_OUT = dict.fromkeys(["Dropout", "StochasticDepth", "Identity", "Permute", "Flatten"])

FUNCTIONS = {
    "linear": "linear",
    "matmul": "matrix-product",
    "einsum": "matrix-product",
    "softmax": "softmax",
    "relu": "relu",
    "add": "add",
    "mul": "multiply",
    "cat": "concatenation",
    "mean": "reduce-mean",
    "max_pool2d": "max-pool",
    "avg_pool2d": "average-pool",
    "adaptive_avg_pool2d": "adaptive-average-pool",
}
FUNCTIONS_LEFT_OUT = {
    # Questions to a tensor, and what the counter does to it.
    "assert", "dim", "get", "is_floating_point", "register_hook", "size",
    # Values laid out anew.
    "chunk", "contiguous", "expand", "flatten", "getitem", "pad", "permute", "reshape", "roll", "setitem", "squeeze", "swapaxes",
    "transpose", "unsqueeze", "view",
    "dropout",
}  # fmt: skip
# The mask of shifted windows, which is the same for every image. Whether there is one depends on the size of the map.
MASKS = {"eq", "masked_fill", "ne", "new_zeros", "sub"}
OPERATORS = {"add", "mul", "sub"}


def shape(tensor):
    return "x".join(str(size) for size in tensor.shape)


class EmptyWeights(TorchFunctionMode):
    """Makes weights without memory. Other tensors have values as ever: some models compute their widths with them."""

    def __torch_function__(self, function, types, arguments=(), options=None):
        options = options or {}
        return function(*arguments, **options | {"device": "meta"} if function is torch.empty else options)


class Recorder(TorchFunctionMode):
    """Notes each call of a model: of its modules without parts, and of functions in the forward code of the others."""

    def __init__(self, model, counter):
        super().__init__()
        self.counter = counter
        self.lines = []
        self.paths = [""]  # of the modules that are running
        self.calls_of = {}  # how often each name was called
        self.counted = set()  # parameters that have been counted
        self.modules = dict(model.named_modules())
        self.parameters = dict(model.named_parameters())
        self.names = {id(parameter): name for name, parameter in self.parameters.items()}
        self.masks = set()  # identities of tensors that only depend on the mask
        self.kept = []  # so that identities of tensors stay unique
        for path, module in self.modules.items():
            module.register_forward_pre_hook(self.enter(path))
            module.register_forward_hook(self.leave)

    @staticmethod
    def is_layer(module):
        return type(module).__name__ in MODULES | MODULES_LEFT_OUT

    def macs(self):
        return self.counter.get_total_flops() // 2

    def enter(self, path):
        def hook(module, inputs):
            self.paths.append(path)
            self.before = self.macs()

        return hook

    def leave(self, module, inputs, output):
        kind = type(module).__name__
        if self.is_layer(module) and kind not in MODULES_LEFT_OUT:
            output = output[0] if isinstance(output, tuple) else output
            macs = self.macs() - self.before
            self.note(self.paths[-1], MODULES[kind], "module", inputs[:1], output, list(module.parameters()), macs)
        self.paths.pop()

    def __torch_function__(self, function, types, arguments=(), options=None):
        options = options or {}
        name = function.__name__.strip("_")
        module = self.modules[self.paths[-1]]
        before = self.macs()
        output = function(*arguments, **options)
        if self.is_layer(module):
            return output
        tensors = [leaf for leaf in tree_leaves((arguments, options)) if isinstance(leaf, torch.Tensor)]
        parameters = [tensor for tensor in tensors if id(tensor) in self.names]
        if any(id(tensor) in self.masks for tensor in tensors) or name in MASKS:
            if name in FUNCTIONS_LEFT_OUT | MASKS and isinstance(output, torch.Tensor):
                self.masks.add(id(output))
                self.kept.append(output)
            return output
        if name in FUNCTIONS_LEFT_OUT:
            # What is laid out anew is still the same parameter.
            if parameters and isinstance(output, torch.Tensor):
                self.names[id(output)] = self.names[id(parameters[0])]
                self.kept.append(output)
            return output
        kind, path = FUNCTIONS[name], ".".join(filter(None, [self.paths[-1], name]))
        if parameters:
            path = self.names[id(parameters[0])].removesuffix(".weight")
            kind = kind if kind == "linear" else "learned"
        is_method = resolve_name(function).startswith("torch.Tensor.")
        call = "einsum" if name == "einsum" else "function"
        if is_method:
            call = "operator" if name in OPERATORS else "method"
        inputs = [tensor for tensor in tensors if id(tensor) not in self.names]
        parameters = [self.parameters[self.names[id(parameter)]] for parameter in parameters]
        self.note(path, kind, call, inputs, output, parameters, self.macs() - before)
        return output

    def note(self, path, kind, call, inputs, output, parameters, macs):
        if kind == "adaptive-average-pool" and output.shape[2:].numel() == 1:
            kind = "global-average-pool"
        count = self.calls_of[path] = self.calls_of.get(path, -1) + 1
        path = f"{path}_{count}" if count else path
        new = {id(parameter): parameter.numel() for parameter in parameters if id(parameter) not in self.counted}
        self.counted.update(new)
        inputs = "+".join(shape(tensor) for tensor in inputs)
        self.lines.append(f"{path} {kind} {call} {inputs} {shape(output)} {sum(new.values())} {macs}")


def measure(name):
    """The line of a model's totals, and the lines of its calls."""
    with EmptyWeights():
        model = torchvision.models.get_model(name, weights=None).eval().to("meta")
    # Weights that were tuned at a larger side come beside those for the usual one.
    side = min(weights.transforms.keywords["crop_size"] for weights in torchvision.models.get_model_weights(name))
    image = torch.empty(1, 3, side, side, device="meta")
    parameters = sum(parameter.numel() for parameter in model.parameters())
    counter = FlopCounterMode(display=False)
    if name not in LAYER_BY_LAYER:
        with counter:
            model(image)
        lines = None
    else:
        recorder = Recorder(model, counter)
        with counter, recorder:
            model(image)
        lines = recorder.lines
    return f"{name} {shape(image[0])} {parameters} {counter.get_total_flops() // 2}", lines


def main():
    versions = f"torch {torch.__version__.split('+')[0]}, torchvision {torchvision.__version__.split('+')[0]}"
    note = f"# Written by Scripts/reference-figures.py with {versions}."
    totals = [note, "# NAME INPUT PARAMETERS MACS"]
    (FIXTURES / "Layers").mkdir(parents=True, exist_ok=True)
    for name in torchvision.models.list_models(module=torchvision.models):
        total, lines = measure(name)
        totals.append(total)
        if lines is not None:
            header = [note, "# PATH KIND CALL INPUT[+INPUT] OUTPUT PARAMETERS MACS"]
            (FIXTURES / "Layers" / f"{name}.txt").write_text("\n".join(header + lines) + "\n")
    (FIXTURES / "torchvision.txt").write_text("\n".join(totals) + "\n")


if __name__ == "__main__":
    sys.exit(main())
