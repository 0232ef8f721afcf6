"""First lessons, before the gold: syntax and the rules' own reading of many reports.

`python -m chancery_training.pretrain --help`
"""
import argparse
import random
import time

import torch

from . import batches, syntax
from .losses import loss
from .model import Reader, load_minilm, tokenizer_path
from .train import is_new, save
from .windows import load_items, load_windows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", nargs="*", default=[], help="CoNLL-U files, gzipped")
    parser.add_argument("--weak", help="items with the rules' events, JSONL")
    parser.add_argument("--inputs", help="their windows")
    parser.add_argument("--output", required=True)
    parser.add_argument("--layers", type=int, nargs="*")
    parser.add_argument("--passes", type=int, default=2, help="over the treebank, while the weak items are passed once")
    parser.add_argument("--limit", type=int, default=28000, help="weak windows at most")
    parser.add_argument("--lr", type=float, default=1.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    trees = [s for path in args.treebank for s in syntax.sentences(path, tokenizer_path())]
    relation_ids = {r: i for i, r in enumerate(sorted({r for s in trees for r in s[3]}))}
    weak = load_windows(args.inputs, load_items([args.weak]), tokenizer_path())[0] if args.weak else []
    rng.shuffle(weak)
    weak = weak[: args.limit]
    jobs = [("weak", g) for g in batches.batches(weak, 32, seed=args.seed)]
    for _ in range(args.passes):
        order = sorted(trees, key=lambda s: len(s[0]) + rng.random() * 8)
        jobs += [("tree", order[i : i + 32]) for i in range(0, len(order), 32)]
    rng.shuffle(jobs)
    print(f"{len(trees)} trees, {len(weak)} weak windows, {len(jobs)} steps", flush=True)
    reader = Reader(layers=len(args.layers)) if args.layers else Reader()
    load_minilm(reader, args.layers)
    reader.encoder.words.weight.requires_grad_(False)
    parse = syntax.Parser(reader.encoder.config["width"], len(relation_ids))
    new = [p for n, p in reader.named_parameters() if is_new(n)] + list(parse.parameters())
    old = [p for n, p in reader.named_parameters() if not is_new(n) and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": old, "lr": args.lr}, {"params": new, "lr": args.head_lr}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [args.lr, args.head_lr], total_steps=len(jobs) + 1, pct_start=0.1, anneal_strategy="linear")
    reader.train()
    began, sums = time.time(), {"weak": [], "tree": [], "arcs": []}
    for step, (kind, group) in enumerate(jobs, 1):
        with torch.autocast("cpu", torch.bfloat16):
            if kind == "weak":
                # The rules' acts are the labels here, so they must not be seen.
                total, _ = loss(reader, group, batches.tensors(group, 1.0, rng))
            else:
                ids, *rest = syntax.batch(group, relation_ids)
                none = torch.zeros_like(ids)
                hidden, *_ = reader.encoder(ids, none, none, none)
                total, right = parse.loss(hidden, *rest)
                sums["arcs"].append(float(right))
                total = 4 * total
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        sums[kind].append(float(total.detach()))
        if step % 100 == 0 or step == len(jobs):
            told = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items() if v)
            print(f"step {step} of {len(jobs)}  {time.time() - began:.0f} s  {told}", flush=True)
            sums = {k: [] for k in sums}
            save(reader, args, None)


if __name__ == "__main__":
    main()
