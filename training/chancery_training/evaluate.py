"""How well weights do on a part of the items, and where they fail: `python -m chancery_training.evaluate --help`.

`--hide` leaves out what the rules read, to see what it is worth. `--confusion` counts types and parties of acts whose
words both sides have; `--worst N` lists the acts that the model was surest of and wrong about, by id.
"""
import argparse
from collections import Counter

import torch

from . import batches, calibrate, decode, score, split
from .export import load
from .labels import TYPES
from .model import tokenizer_path
from .windows import load_items, load_windows


def confusion(windows, predictions, threshold, party):
    """(gold type, coded type) of acts at the same words ('-' for none), and what of their parties differs."""
    types, parties = Counter(), Counter()
    for window, predicted in zip(windows, predictions):
        left = {p.act.piece: p.act for p in decode.decide(predicted, threshold, party)}
        for gold in window.acts:
            coded = left.pop(gold.piece, None)
            types[TYPES[gold.type - 1], TYPES[coded.type - 1] if coded else "-"] += 1
            if coded and coded.type == gold.type:
                parties[tuple(kind(getattr(gold, r), getattr(coded, r)) for r in ("actors", "recipients"))] += 1
        types.update(("-", TYPES[act.type - 1]) for act in left.values())
    return types, parties


def kind(gold, coded):
    """How coded parties differ from gold ones."""
    if gold == coded:
        return "right"
    if not coded:
        return "missing"
    if not gold:
        return "one too many"
    return "some missing" if coded < gold else "some too many" if coded > gold else "other"


def worst(items, windows, predictions, threshold, party, count):
    """The records that are wrong at level dyad, surest first: (probability, sid, coded, the item's gold)."""
    found = []
    for window, predicted in zip(windows, predictions):
        gold = [score.gold_keys(e)[1] for e in items[window.document].get("events", [])]
        for p in decode.decide(predicted, threshold, party):
            key = decode.keys(window, p.act)[1]
            if key not in gold:
                near = [g for g in gold if g[0] == key[0]] or gold
                found.append((calibrate.whole(p), window.document, key, near))
    return sorted(found, key=lambda f: -f[0])[:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+")
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--inputs", nargs="+", required=True)
    parser.add_argument("--part", choices=["train", "tune", "spare"], default="spare")
    parser.add_argument("--act", type=float, default=0.55, help="threshold of an act")
    parser.add_argument("--party", type=float, default=0.4, help="threshold of a party")
    parser.add_argument("--hide", action="store_true")
    parser.add_argument("--confusion", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    dev = split.dev_ids()
    items = {sid: i for sid, i in load_items(args.gold).items() if split.part(i, dev) == args.part}
    windows = [w for path in args.inputs for w in load_windows(path, items, tokenizer_path())[0]]
    show = lambda key: f"{key[0]} {'+'.join(key[1])}>{'+'.join(key[2])}"
    if args.hide:
        plain = batches.tensors
        decode.tensors = lambda group, *_: plain(group, 1.0)
    for path in args.weights:
        reader, _ = load(path)
        predictions = decode.predict(reader, windows)
        print(f"{path} on {args.part}{', rules hidden' if args.hide else ''}: "
              f"{score.line(score.score(items, windows, predictions, args.act, args.party))}")
        if args.confusion:
            types, parties = confusion(windows, predictions, args.act, args.party)
            print("gold type > coded type, where they differ:")
            print("  " + ", ".join(f"{a} > {b} {n}" for (a, b), n in types.most_common(40) if a != b))
            print("actor / recipient of acts whose type is right:")
            print("  " + ", ".join(f"{a} / {b} {n}" for (a, b), n in parties.most_common(20)))
        for p, sid, key, gold in worst(items, windows, predictions, args.act, args.party, args.worst):
            print(f"  {p:.2f}  {sid}  coded {show(key)}  gold {'; '.join(map(show, gold)) or 'none'}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
