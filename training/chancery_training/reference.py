"""What the exported graphs say under ONNX Runtime: the reference that the program's own inference is tested against.

    python -m chancery_training.reference models/standard windows.jsonl > reference.jsonl

One line a window: document, and each act's words and probabilities.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file

from . import decode
from .batches import tensors
from .calibrate import whole
from .model import Heads, tokenizer_path
from .windows import encode


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("windows")
    args = parser.parse_args()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_path()))
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
