"""Trains the reader: `python -m chancery_training.train --help`."""
import argparse
import json
import random
import re
import time
from pathlib import Path

import torch

from . import batches, relation, score, split
from .decode import predict
from .losses import loss
from .model import Reader, load_minilm, start_from, tokenizer_path
from .windows import load_items, load_windows


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs="+", required=True, help="items with gold events, JSONL")
    parser.add_argument("--inputs", nargs="+", required=True, help="windows of these items, as `model_inputs` prints them")
    parser.add_argument("--output", required=True, help="where the weights go, .pt")
    parser.add_argument("--layers", type=int, nargs="*", help="layers of MiniLM to begin with (all six)")
    parser.add_argument("--pairs", nargs="*", default=[], help="windows (`model_inputs --whole`) of the same items: they teach the relation head")
    parser.add_argument("--plv", help="PLV's train file, which teaches it too")
    parser.add_argument("--plv-inputs", help="its windows")
    parser.add_argument("--pairs-limit", type=int, default=3000, help="pairs an epoch at most")
    parser.add_argument("--role-layers", type=int, default=2, help="layers of the second look at each act")
    parser.add_argument("--start", help="weights to begin with instead")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=1e-4, help="of the encoder")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--drop", type=float, default=0.3, help="share of windows from which the rules' reading is hidden")
    parser.add_argument("--drop-annotated", type=float, default=0.5, help="the same of the annotations, on which the rules were made")
    parser.add_argument("--own-weight", type=float, default=1.0, help="weight of the items of training/data")
    parser.add_argument("--with-tune", action="store_true", help="train on the tuning items too")
    parser.add_argument("--part", type=float, default=1.0, help="share of the training items, for a learning curve")
    parser.add_argument("--words", action="store_true", help="train the word embeddings too (slower)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=2, help="epochs between two looks at the tuning items")
    return parser.parse_args()


def own(window):
    """Whether a window is of the project's own sentences."""
    return re.fullmatch(r"[a-z]+-\d+", window.document) is not None


def main():
    args = arguments()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    items = load_items(args.gold)
    windows = []
    for path in args.inputs:
        windows += load_windows(path, items, tokenizer_path())[0]
    dev = split.dev_ids()
    parts = {sid: split.part(item, dev) for sid, item in items.items()}
    train = [w for w in windows if parts[w.document] == "train" or (args.with_tune and parts[w.document] in ("tune", "spare"))]
    tune = [w for w in windows if parts[w.document] == "tune"]
    spare = [w for w in windows if parts[w.document] == "spare"]
    spare_items = {sid: items[sid] for sid, part in parts.items() if part == "spare"}
    tune_items = {sid: items[sid] for sid, part in parts.items() if part == "tune"}
    if args.part < 1:
        ids = sorted({w.document for w in train})
        random.Random(7).shuffle(ids)
        kept = set(ids[: int(len(ids) * args.part)])
        train = [w for w in train if w.document in kept]
    print(f"{len(train)} windows to train, {len(tune)} to tune, {sum(len(w.acts) for w in train)} acts", flush=True)
    train_pairs, tune_pairs = relation_pairs(args, items, parts)
    print(f"{len(train_pairs)} pairs to train, {len(tune_pairs)} to tune", flush=True)
    reader = Reader(args.role_layers, layers=len(args.layers) if args.layers else 6)
    if args.start:
        start_from(reader, torch.load(args.start)["weights"])
    else:
        load_minilm(reader, args.layers)
    reader.encoder.words.weight.requires_grad_(args.words)
    new = [p for n, p in reader.named_parameters() if is_new(n)]
    old = [p for n, p in reader.named_parameters() if not is_new(n) and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": old, "lr": args.lr}, {"params": new, "lr": args.head_lr}], weight_decay=0.01)
    share = min(args.pairs_limit, len(train_pairs))
    steps = args.epochs * (-(-len(train) // args.batch) + -(-share // 32))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [args.lr, args.head_lr], total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear")
    rng = random.Random(args.seed)
    # The rules do better on the items that they were made on than elsewhere: the model must not learn to trust that.
    hide = lambda w: args.drop_annotated if re.match(r"[pgr]:|w:", w.document) and not coded_by_us[w.document] else args.drop
    coded_by_us = {sid: item.get("batch", "m").startswith("m") for sid, item in items.items()}
    best = 0.0
    for epoch in range(args.epochs):
        reader.train()
        began, sums = time.time(), {}
        jobs = list(batches.batches(train, args.batch, seed=args.seed * 1000 + epoch))
        jobs += relation.batches(rng.sample(train_pairs, share), 32, rng)
        rng.shuffle(jobs)
        for group in jobs:
            with torch.autocast("cpu", torch.bfloat16):
                if isinstance(group[0], relation.Pair):
                    total = 2 * relation.loss(reader, group, args.drop, rng)
                    values = {"relation": float(total.detach()) / 2}
                else:
                    batch = batches.tensors(group, hide, rng)
                    weight = torch.tensor([args.own_weight if own(w) else 1.0 for w in group])
                    total, values = loss(reader, group, batch, weight)
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, value in values.items():
                sums.setdefault(name, []).append(value)
        told = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
        print(f"epoch {epoch + 1}  {time.time() - began:.0f} s  {told}", flush=True)
        if (epoch + 1) % args.every == 0 or epoch + 1 == args.epochs:
            for w in tune + spare:
                w.hidden = False
            result = score.score(tune_items, tune, predict(reader, tune))
            print(f"  tune  {score.line(result)}", flush=True)
            if spare:
                print(f"  spare {score.line(score.score(spare_items, spare, predict(reader, spare)))}", flush=True)
            outcome = relation.outcomes(reader, tune_pairs) if tune_pairs else []
            if outcome:
                print(f"  tune  relation {sum(r for _, r in outcome) / len(outcome):.3f} of {len(outcome)} pairs right", flush=True)
            if result["dyad"] >= best or args.with_tune or epoch + 1 == args.epochs:
                best = result["dyad"]
                save(reader, args, result, relation_outcomes=outcome)


def is_new(name):
    """Whether a parameter is not of the base model."""
    return name.startswith("heads.") or any(
        f".{x}." in name
        for x in ("piece", "relation", "kinds", "slots", "rules", "marker", "event_type", "role", "country", "rule_mode",
                  "rule_measure", "rule_status", "act", "mention")
    )


def relation_pairs(args, items, parts):
    """Pairs of the training and of the tuning items, and of PLV without the sentences that measure."""
    pairs = relation.gold_pairs(items, args.pairs) if args.pairs else []
    train = [p for p in pairs if parts[p.document] == "train"]
    tune = [p for p in pairs if parts[p.document] == "tune"]
    if args.plv:
        apart = {item["text"].strip() for sid, item in items.items() if parts[sid] in ("dev", "tune")}
        train += [p for p in relation.plv_pairs(args.plv, args.plv_inputs) if p.text.strip() not in apart]
    return train, tune


def save(reader, args, result, **more):
    """Writes the weights with what made them."""
    Path(args.output).parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": reader.state_dict(), "config": reader.config, "args": vars(args), "tune": result, **more}, args.output)


if __name__ == "__main__":
    main()
