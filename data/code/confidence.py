#!/usr/bin/env python3
"""confidence.py ROWS.jsonl GOLD.jsonl [GOLD.jsonl …] > confidence.tsv

The share of the records of each trigger entry that are right (type and both parties' countries) on the training
part of the annotations: with both parties, and with one or none. Shares are drawn towards the share of all by ten
imagined records. ROWS come from `cargo run --release -p chancery-code --example confidence_rows`. Items whose sid
stands in data/eval/dev_ids.txt are left out."""
import collections
import json
import pathlib
import sys

WEIGHT = 10
dev = pathlib.Path(__file__).parents[1] / "eval" / "dev_ids.txt"
dev = {line.strip() for line in dev.read_text().splitlines() if line.strip() and not line.startswith("#")}
codes = lambda entities: tuple(sorted({c or "" for c in entities}))
gold = {}
for path in sys.argv[2:]:
    for line in open(path, encoding="utf-8"):
        item = json.loads(line)
        if item["sid"] not in dev:
            gold[item["sid"]] = collections.Counter(
                (e["e"], codes(x[1] for x in e.get("a") or []), codes(x[1] for x in e.get("r") or []))
                for e in item["events"]
            )
right, seen = collections.Counter(), collections.Counter()
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line)
    if row["sid"] not in gold:
        continue
    key = (row["event"], codes(row["actor"]), codes(row["recipient"]))
    full = bool(row["actor"]) and bool(row["recipient"])
    ok = gold[row["sid"]][key] > 0
    gold[row["sid"]][key] -= ok
    for name in (row["trigger"], "*"):
        seen[name, full] += 1
        right[name, full] += ok
print("# Share of the records of each trigger that were right (type and both countries) on the training annotations,")
print("# with both parties and with fewer; smoothed. Made by data/code/confidence.py.")
base = {full: right["*", full] / seen["*", full] for full in (True, False)}
for name in sorted({name for name, _ in seen}):
    share = [(right[name, f] + WEIGHT * base[f]) / (seen[name, f] + WEIGHT) for f in (True, False)]
    print(f"{name}\t{share[0]:.2f}\t{share[1]:.2f}")
