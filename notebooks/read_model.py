"""Reads a trained network by docs/model-format.md, with NumPy alone, and predicts.

    python3 notebooks/read_model.py MODEL.safetensors EXAMPLES.csv

EXAMPLES has one example a line, features separated by commas; further columns, such as a label, are left out.
Printed are the predicted class and the probability of each class, as the command predict writes them.
"""

import json
import struct
import sys

import numpy as np


def read_model(path):
    """The network's description, strings by name, and its tensors by name."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    network = header.pop("__metadata__")
    if (network["format"], network["version"]) != ("layer-parallel", "1"):
        raise ValueError(f"{path}: is {network['format']} {network['version']}, must be layer-parallel 1")
    tensors = {}
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        tensors[name] = np.frombuffer(data[begin:end], "<f8").reshape(tensor["shape"])
    return network, tensors


def activation(network):
    """sigma of opening and residual layers."""
    if network["activation"] == "tanh":
        return np.tanh
    if network["activation"] == "relu":
        return lambda x: np.maximum(x, 0)
    eta = float(network["eta"])
    # A parabola rounds the corner between -eta and eta.
    return lambda x: np.where(np.abs(x) < eta, x * x / (4 * eta) + x / 2 + eta / 4, np.maximum(x, 0))


def scores(network, tensors, features):
    """Scores, examples x classes, of features, examples x features."""
    sigma = activation(network)
    layers = int(network["layers"])
    h = float(network["final_time"]) / layers
    if network["opening"] == "dense":
        u = sigma(features @ tensors["opening.matrix"].T + tensors["opening.bias"])
    else:
        u = np.pad(features, ((0, 0), (0, int(network["width"]) - features.shape[1])))
    for matrix, bias in zip(tensors["residual.matrix"], tensors["residual.bias"]):
        u = u + h * sigma(u @ matrix.T + bias)
    return u @ tensors["classification.matrix"].T + tensors["classification.bias"]


def probabilities(scores):
    """Softmax of scores, examples x classes."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def main(model, examples):
    network, tensors = read_model(model)
    count = int(network["features"])
    features = np.loadtxt(examples, delimiter=",", ndmin=2)
    if features.shape[1] < count:
        raise ValueError(f"{examples}: has {features.shape[1]} columns, must have {count} features")
    table = scores(network, tensors, features[:, :count])
    print(",".join(["prediction"] + [f"probability_{k}" for k in range(table.shape[1])]))
    for best, row in zip(table.argmax(axis=1), probabilities(table)):
        print(",".join([str(best)] + [repr(float(p)) for p in row]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
