"""The relation between two given spans: material, loss, and five-fold cross-validation on PLV's train file.

    python -m chancery_training.relation items PLV_train.tsv > items.jsonl
    model_inputs --whole < items.jsonl > inputs.jsonl
    python -m chancery_training.relation lessons - --more W.jsonl --gold G.jsonl --start PRE.pt --output LESSONS.pt
    python -m chancery_training.relation folds PLV_train.tsv --inputs inputs.jsonl --start LESSONS.pt

`lessons` trains on the pairs of coded items other than PLV's sentences, so that no fold is seen before it is tested.
"""
import argparse
import csv
import json
import random
import re
import sys
import time
from dataclasses import dataclass

import torch
from torch.nn import functional as F

from .labels import KIND_ID, MODE_ID, MODES, TYPES
from .model import Reader, start_from, tokenizer_path
from .windows import LONGEST, encode, find, open_tokenizer, words_in

# PLV has PLOVER's types of 2016, where YIELD is CONCEDE and RETREAT together.
PLV_TYPES = ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
             "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
PLV_OF = torch.tensor([PLV_TYPES.index("YIELD" if t in ("CONCEDE", "RETREAT") else t) for t in TYPES])
PLV_QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
            "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}


@dataclass
class Pair:
    """One pair as numbers: `types` are the types that fit its label."""

    ids: list
    kinds: list
    rules: list
    source: tuple
    target: tuple
    types: list
    mode: int = -100
    document: str = ""
    text: str = ""


def plv_rows(path):
    """(id, text, source span, target span, label) of each row; spans are characters of the text, the first where
    several are marked, None where the party stands nowhere in it."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            marked, text, spans, opened = row["marked_sentence"], "", {}, {}
            for piece in re.split(r"(</?[st]>)", marked):
                if piece in ("<s>", "<t>"):
                    opened[piece[1]] = len(text)
                elif piece in ("</s>", "</t>"):
                    spans.setdefault(piece[2], (opened[piece[2]], len(text)))
                else:
                    text += piece
            yield f"plv:{row['sentence_id']}", text, spans.get("s"), spans.get("t"), row["gold_root"]


def mark(raw, source, target, tokenizer, offset=0):
    """A window with two spans of characters marked; None where a span has no word or is cut off.

    Spans count over the sentences of the window as they follow each other in the text, from `offset`.
    """
    window = encode(raw, tokenizer)
    kinds = [0] * len(window.ids)
    out = []
    for span, kind in ((source, "source"), (target, "target")):
        if span is None:
            out.append((0, 1))
            continue
        sentence, inside = span[0], words_in(raw["sentences"][span[0]], span[1])
        pieces = [i for i, (s, w) in enumerate(window.offsets) if s == sentence and w in inside]
        if not pieces:
            return None
        for piece in pieces:
            kinds[piece] = KIND_ID[kind]
        out.append((pieces[0], pieces[-1] + 1))
    return Pair(window.ids, kinds, window.rules, out[0], out[1], [])


def place(raw, text, span):
    """The sentence of a window that holds a span of the text, and the span in it."""
    at = 0
    for number, sentence in enumerate(raw["sentences"]):
        at = text.find(sentence["text"], at)
        if at < 0:
            return None
        if at <= span[0] < at + len(sentence["text"]):
            return number, (span[0] - at, min(span[1] - at, len(sentence["text"])))
        at += len(sentence["text"])
    return None


def read_inputs(path):
    with open(path, encoding="utf-8") as lines:
        return {w["document"]: w for w in map(json.loads, lines)}


def plv_pairs(path, inputs):
    """The pairs of PLV's train file, in its order."""
    tokenizer = open_tokenizer(tokenizer_path())
    windows = read_inputs(inputs)
    for n, (sid, text, source, target, label) in enumerate(plv_rows(path)):
        raw = windows[f"{sid}:{n}"]
        source, target = (span and place(raw, text, span) for span in (source, target))
        pair = mark(raw, source, target, tokenizer)
        if pair is None:
            print(f"{path}: row {n + 1}: a span is not found in the sentence", file=sys.stderr)
            continue
        pair.types = [i for i, p in enumerate(PLV_OF.tolist()) if PLV_TYPES[p] == label]
        pair.document, pair.text = sid, text
        yield pair


def gold_pairs(items, inputs):
    """Pairs out of coded items: acts whose actor and recipient stand in the act's own sentence, one act a pair."""
    tokenizer = open_tokenizer(tokenizer_path())
    seen = {}
    for raw in (w for path in inputs for w in map(json.loads, open(path, encoding="utf-8"))):
        item = items.get(raw["document"])
        if item is None:
            continue
        for event in item.get("events", []):
            if len(event.get("a") or []) != 1 or len(event.get("r") or []) != 1:
                continue
            for number, sentence in enumerate(raw["sentences"]):
                spans = [find(words, sentence["text"], ()) for words in (event["tr"], event["a"][0][0], event["r"][0][0])]
                if None in spans or spans[1] == spans[2]:
                    continue
                pair = mark(raw, (number, spans[1]), (number, spans[2]), tokenizer)
                if pair is None or len(pair.ids) > LONGEST:
                    continue
                pair.types = [TYPES.index(event["e"])]
                pair.mode = MODE_ID.get(event.get("m") or "none", 0)
                pair.document = raw["document"]
                key = (raw["document"], spans[1], spans[2])
                # Two acts between the same words: which one is meant cannot be told.
                seen[key] = None if key in seen else pair
                break
    return [p for p in seen.values() if p]


def tensors(group, drop=0.0, rng=random):
    """ids, kinds, slots and rules of a group, and the spans."""
    longest = max(len(p.ids) for p in group)
    out = {n: torch.zeros(len(group), longest, dtype=torch.long) for n in ("ids", "kinds", "slots", "rules")}
    for i, p in enumerate(group):
        out["ids"][i, : len(p.ids)] = torch.tensor(p.ids)
        out["kinds"][i, : len(p.ids)] = torch.tensor(p.kinds)
        if rng.random() >= drop:
            out["rules"][i, : len(p.ids)] = torch.tensor(p.rules)
    out["source"], out["target"] = (torch.tensor([getattr(p, n) for p in group]) for n in ("source", "target"))
    return out


def logits(reader, t):
    """Logits of types and of modes."""
    projected = reader.encoder(t["ids"], t["kinds"], t["slots"], t["rules"])[2].float()
    sums = torch.cat([torch.zeros_like(projected[:, :1]), projected.cumsum(1)], 1)
    row = torch.arange(len(projected))
    mean = lambda s: (sums[row, s[:, 1]] - sums[row, s[:, 0]]) / (s[:, 1] - s[:, 0])[:, None]
    return reader.heads.relations(projected[:, 0], mean(t["source"]), mean(t["target"]))


def loss(reader, group, drop=0.15, rng=random):
    """Cross-entropy of types (any of those that fit) and a part of that of modes."""
    types, modes = logits(reader, tensors(group, drop, rng))
    logp = torch.log_softmax(types, -1)
    fits = torch.full_like(logp, -1e4)
    for i, p in enumerate(group):
        fits[i, p.types] = 0
    value = -torch.logsumexp(logp + fits, -1).mean()
    mode = torch.tensor([p.mode for p in group])
    if (mode >= 0).any():
        value = value + 0.3 * F.cross_entropy(modes, mode, ignore_index=-100)
    return value


def batches(pairs, size, rng):
    """Batches of pairs of like length."""
    order = sorted(pairs, key=lambda p: len(p.ids) + rng.random() * 12)
    return [order[i : i + size] for i in range(0, len(order), size)]


def outcomes(reader, pairs):
    """(probability of the best type, whether it is right) of each pair."""
    reader.eval()
    out = []
    with torch.inference_mode():
        for group in batches(pairs, 64, random.Random(0)):
            best = torch.softmax(logits(reader, tensors(group))[0], -1).max(-1)
            out += [(float(p), int(t) in pair.types) for pair, p, t in zip(group, best.values, best.indices)]
    return out


def plv_scores(reader, pairs):
    """Log probabilities of PLV's types, [pairs, types]."""
    reader.eval()
    out = torch.zeros(len(pairs), len(PLV_TYPES))
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].ids))
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            p = torch.softmax(logits(reader, tensors([pairs[i] for i in part]))[0], -1)
            out[part] = torch.zeros(len(part), len(PLV_TYPES)).index_add_(1, PLV_OF, p)
    return out


def macro_f1(gold, coded, classes):
    """Mean of the classes' F1, and accuracy."""
    scores = []
    for c in classes:
        tp = sum(g == c == p for g, p in zip(gold, coded))
        n = sum(g == c for g in gold) + sum(p == c for p in coded)
        scores.append(2 * tp / n if n else 0.0)
    return sum(scores) / len(scores), sum(g == p for g, p in zip(gold, coded)) / len(gold)


def fit(reader, data, epochs, lr, seed):
    """Trains encoder and relation head on some pairs."""
    rng = random.Random(seed)
    reader.encoder.words.weight.requires_grad_(False)
    params = [p for p in reader.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(params, lr=lr, weight_decay=0.01)
    steps = epochs * -(-len(data) // 24)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear")
    for _ in range(epochs):
        reader.train()
        groups = batches(data, 24, rng)
        rng.shuffle(groups)
        for group in groups:
            with torch.autocast("cpu", torch.bfloat16):
                value = loss(reader, group, 0.15, rng)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            optimizer.step()
            schedule.step()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["items", "lessons", "folds"])
    parser.add_argument("plv")
    parser.add_argument("--inputs", help="windows of the items, by `model_inputs --whole`")
    parser.add_argument("--start", help="weights to begin with: of a training that has seen no PLV sentence")
    parser.add_argument("--more", nargs="*", default=[], help="other windows (`model_inputs --whole`) that teach relations too")
    parser.add_argument("--gold", nargs="*", default=[], help="their items with gold events")
    parser.add_argument("--output", help="where the weights of `lessons` go")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.what == "items":
        for n, (sid, text, *_) in enumerate(plv_rows(args.plv)):
            print(json.dumps({"sid": f"{sid}:{n}", "date": None, "text": text}, ensure_ascii=False))
        return
    from .windows import load_items

    if args.what == "lessons":
        # The sentences of PLV are among the annotations (their ids begin with p:), and the measuring items stay away.
        from .split import dev_ids

        dev = dev_ids()
        more = [p for p in gold_pairs(load_items(args.gold), args.more) if not p.document.startswith("p:") and p.document not in dev]
        print(f"{len(more)} pairs", flush=True)
        torch.manual_seed(args.seed)
        reader = Reader()
        start_from(reader, torch.load(args.start)["weights"])
        fit(reader, more, args.epochs, args.lr, args.seed)
        torch.save({"weights": reader.state_dict(), "config": reader.config}, args.output)
        return
    pairs = list(plv_pairs(args.plv, args.inputs))
    sentences = sorted({p.document for p in pairs})
    random.Random(args.seed).shuffle(sentences)
    fold_of = {s: n % 5 for n, s in enumerate(sentences)}
    print(f"{len(pairs)} pairs", flush=True)
    label = lambda p: PLV_OF[p.types[0]].item()
    gold, coded, began = [], [], time.time()
    for fold in range(5):
        torch.manual_seed(args.seed + fold)
        reader = Reader()
        start_from(reader, torch.load(args.start)["weights"])
        test = [p for p in pairs if fold_of[p.document] == fold]
        fit(reader, [p for p in pairs if fold_of[p.document] != fold], args.epochs, args.lr, args.seed + fold)
        best = plv_scores(reader, test).argmax(-1).tolist()
        gold += [label(p) for p in test]
        coded += best
        f1, accuracy = macro_f1([label(p) for p in test], best, range(15))
        print(f"fold {fold + 1}: macro F1 {f1:.3f}, accuracy {accuracy:.3f}, {len(test)} pairs, {time.time() - began:.0f} s", flush=True)
    f1, accuracy = macro_f1(gold, coded, range(15))
    quads = [[PLV_QUAD[PLV_TYPES[x]] for x in xs] for xs in (gold, coded)]
    q1, qa = macro_f1(*quads, [1, 2, 3, 4])
    print(f"all: macro F1 {f1:.3f}, accuracy {accuracy:.3f}; quads macro F1 {q1:.3f}, accuracy {qa:.3f}")


if __name__ == "__main__":
    main()
