"""What the exported graphs say under ONNX Runtime: the reference that the program's own inference is tested against.

    python -m chancery_training.reference models/standard windows.jsonl > reference.jsonl
    python -m chancery_training.reference --tiny FOLDER

One line a window: document, and each act's words and probabilities. `--tiny` writes a small model of chance weights
whose graphs compute in floats: on it any difference is one of features, heads or decoding, and not of rounding.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file, save_file

from . import decode
from .batches import tensors
from .calibrate import whole
from .export import export_graphs, write_manifest
from .model import Heads, Reader, tokenizer_path
from .windows import encode, open_tokenizer


class Graphs:
    """Stands in for `Reader`: the same calls, answered by the graphs."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        open_ = lambda name: onnxruntime.InferenceSession(str(folder / name), options)
        self.sessions = {"encoder": open_("encoder.onnx"), "roles": open_("roles.onnx")}
        self.heads = Heads().eval()
        self.heads.load_state_dict(load_file(folder / "heads.safetensors"))

    def eval(self):
        return self

    def encoder(self, *inputs):
        return self._run("encoder", ["ids", "kinds", "slots", "rules"], inputs)

    def roles(self, *inputs):
        # The graph takes the states of one window; windows come one by one here.
        inputs = (inputs[0][:1], *inputs[1:])
        return self._run("roles", ["states", "there", "marker", "types", "roles", "countries", "rule"], inputs)

    def _run(self, graph, names, inputs):
        out = self.sessions[graph].run(None, dict(zip(names, (x.numpy() for x in inputs))))
        return [torch.from_numpy(np.array(x)) for x in out]


def tiny(folder):
    """Writes the small model."""
    torch.manual_seed(1)
    folder.mkdir(parents=True, exist_ok=True)
    reader = Reader(role_layers=1, width=32, layers=1, heads=2, inner=48).eval()
    with torch.no_grad():
        # Differences between acts must show.
        for linear in (reader.encoder.piece, reader.heads.attributes, reader.heads.pair, reader.heads.relation):
            linear.weight.mul_(6)
    export_graphs(reader, folder, exact=True)
    save_file({k: v.contiguous() for k, v in reader.heads.state_dict().items()}, folder / "heads.safetensors")
    line = {"raw": [0.0, 1.0], "share": [0.0, 1.0]}
    manifest = {"name": "tiny", "version": "1", "data": {}, "figures": {}, "act_threshold": 0.97, "party_threshold": 0.5,
                "calibration": line, "relation_calibration": line}
    write_manifest(folder, manifest, reader.config, (tokenizer_path().parent / "vocab.txt").read_bytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("windows", nargs="?")
    parser.add_argument("--tiny", action="store_true")
    args = parser.parse_args()
    if args.tiny:
        tiny(args.model)
        return
    tokenizer = open_tokenizer(tokenizer_path())
    manifest = json.loads((args.model / "manifest.json").read_text(encoding="utf-8"))
    graphs = Graphs(args.model)
    for line in open(args.windows, encoding="utf-8"):
        raw = json.loads(line)
        window = encode(raw, tokenizer)
        predicted = decode.predict(graphs, [window], manifest["act_threshold"], 1)[0]
        acts = []
        for p in decode.decide(predicted, manifest["act_threshold"], manifest["party_threshold"]):
            sentence, word = window.offsets[p.act.piece]
            start = window.sentences[sentence]["words"][word][0]
            acts.append({
                "event": decode.keys(window, p.act)[0],
                "sentence": sentence,
                "start": start,
                "act": round(p.p_act, 5),
                "type": round(p.p_type, 5),
                "parties": round(whole(p) / (p.p_act * p.p_type), 5),
                "status": round(float(p.p_status.max()), 5),
                "mode": round(float(p.p_mode.max()), 5),
                "measure": round(float(p.p_measure.max()), 5),
            })
        print(json.dumps({"document": raw["document"], "acts": acts}))


if __name__ == "__main__":
    main()
