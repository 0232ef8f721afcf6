"""Trains a smaller reader on what a larger one says: `python -m chancery_training.distil --help`.

The student sees the gold items and many reports without gold; its loss is the distance to the teacher's
probabilities (Hinton, Vinyals and Dean 2015), and on the gold items the gold loss as well.
"""
import argparse
import random
import time

import torch
from torch.nn import functional as F

from . import batches, relation, score, split
from .decode import predict
from .export import load
from .labels import INSIDE
from .losses import act_outputs, forward, loss
from .model import Reader, shrink, tokenizer_path
from .train import save
from .windows import Act, load_items, load_windows, word_end

FLOOR = 0.1  # acts that the teacher gives at least this probability are asked of the student


def teacher_acts(group, logits):
    """The acts that the teacher sees in a group, whether gold or not."""
    p = torch.softmax(logits.float(), -1)[..., 1:INSIDE]
    total = p.sum(-1)
    acts = []
    for w, window in enumerate(group):
        for piece in range(len(window.ids)):
            if window.labels[piece] != -100 and total[w, piece] > FLOOR:
                acts.append((w, Act(piece, word_end(window, piece), int(p[w, piece].argmax()) + 1)))
    return acts


def soft(student, teacher, there):
    """Cross-entropy of the student's to the teacher's distribution, where there is a piece."""
    each = -(torch.softmax(teacher.float(), -1) * torch.log_softmax(student.float(), -1)).sum(-1)
    return (each * there).sum()


def distance(student, teacher, group, batch):
    """How far the student is from the teacher on a group."""
    with torch.no_grad():
        hidden, logits, _ = forward(teacher, batch)
        acts = teacher_acts(group, logits)
        t = batches.pair_tensors(group, acts) if acts else None
        told = act_outputs(teacher, hidden, batch, t) if acts else None
    mine, own, _ = forward(student, batch)
    total = soft(own, logits, batch["labels"] != -100) / len(group)
    if acts:
        (mode, measure, status, old), pairs = act_outputs(student, mine, batch, t)
        one = torch.ones(len(acts))
        for weight, a, b in ((0.25, mode, told[0][0]), (0.25, measure, told[0][1]), (0.3, status, told[0][2])):
            total = total + weight * soft(a, b, one) / len(group)
        there = (t["slot"] >= 0)[..., None]
        each = F.binary_cross_entropy_with_logits(pairs, torch.sigmoid(told[1]), reduction="none") * there
        total = total + (each[..., :2].sum() + 0.3 * each[..., 2:].sum()) / len(group)
        each = F.binary_cross_entropy_with_logits(old, torch.sigmoid(told[0][3]), reduction="none")
        total = total + 0.1 * each.sum() / len(group)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", required=True, help=".pt file")
    parser.add_argument("--gold", nargs="+", required=True)
    parser.add_argument("--inputs", nargs="+", required=True)
    parser.add_argument("--plain", help="windows of reports without gold")
    parser.add_argument("--pairs", nargs="*", default=[], help="windows (`model_inputs --whole`) of the gold items, for the relation head")
    parser.add_argument("--pairs-limit", type=int, default=1500, help="pairs an epoch at most")
    parser.add_argument("--limit", type=int, default=6000, help="of these at most")
    parser.add_argument("--output", required=True)
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 2, 4], help="the teacher's layers to keep")
    parser.add_argument("--inner", type=int, default=768, help="width of the feed-forward part")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--lr", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    teacher, saved = load(args.teacher)
    items = load_items(args.gold)
    dev = split.dev_ids()
    windows = [w for path in args.inputs for w in load_windows(path, items, tokenizer_path())[0]]
    part = {sid: split.part(item, dev) for sid, item in items.items()}
    train = [w for w in windows if part[w.document] == "train"]
    tune = [w for w in windows if part[w.document] == "tune"]
    tune_items = {sid: items[sid] for sid, p in part.items() if p == "tune"}
    plain = []
    if args.plain:
        import json

        texts = {json.loads(line)["document"]: {"events": []} for line in open(args.plain, encoding="utf-8")}
        plain = load_windows(args.plain, texts, tokenizer_path())[0]
        rng.shuffle(plain)
    pairs = relation.gold_pairs(items, args.pairs) if args.pairs else []
    tune_pairs = [p for p in pairs if part[p.document] == "tune"]
    pairs = [p for p in pairs if part[p.document] == "train"]
    few = min(args.pairs_limit, len(pairs))
    student = Reader(1, layers=len(args.layers), inner=args.inner)
    shrink(student, teacher, args.layers)
    student.encoder.words.weight.requires_grad_(False)
    params = [p for p in student.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(params, lr=args.lr, weight_decay=0.01)
    share = min(args.limit, len(plain))
    steps = args.epochs * (-(-(len(train) + share) // args.batch) + -(-few // 32) + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.lr, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear")
    best = 0.0
    for epoch in range(args.epochs):
        student.train()
        began, sums, n = time.time(), 0.0, 0
        more = plain[(epoch * share) % max(1, len(plain)) :][:share]
        gold = {id(w) for w in train}
        jobs = list(batches.batches(train + more, args.batch, seed=epoch))
        jobs += relation.batches(rng.sample(pairs, few), 32, rng)
        rng.shuffle(jobs)
        for group in jobs:
            with torch.autocast("cpu", torch.bfloat16):
                if isinstance(group[0], relation.Pair):
                    total = 2 * relation.loss(student, group, 0.3, rng)
                else:
                    batch = batches.tensors(group, 0.3, rng)
                    total = distance(student, teacher, group, batch)
                    weight = torch.tensor([float(id(w) in gold) for w in group])
                    if weight.any():
                        total = total + 0.5 * loss(student, group, batch, weight)[0]
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            optimizer.step()
            schedule.step()
            sums, n = sums + float(total.detach()), n + 1
        for w in tune:
            w.hidden = False
        result = score.score(tune_items, tune, predict(student, tune))
        print(f"epoch {epoch + 1}  {time.time() - began:.0f} s  loss {sums / n:.3f}\n  tune  {score.line(result)}", flush=True)
        if result["dyad"] >= best:
            best = result["dyad"]
            outcome = relation.outcomes(student, tune_pairs) if tune_pairs else []
            save(student, args, result, relation_outcomes=outcome)


if __name__ == "__main__":
    main()
