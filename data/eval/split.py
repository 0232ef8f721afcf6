#!/usr/bin/env python3
"""Writes dev_ids.txt: the items of ../shared/annotations that measure the coder and never tune it.

    python3 data/eval/split.py            write data/eval/dev_ids.txt
    python3 data/eval/split.py --check    exit status 1 where it is not what this script would write

Stories repeat over days, so the split is by date, batch and document, never at random:
  news       items whose month is every fifth: (year * 12 + month) % 5 == 0
  plv        batch 12 (these sentences have no dates)
  missions   documents whose name begins with c or h
  wikinews   documents whose name begins with c or h
Only ids are kept here, no text. Whoever looks at errors, adds triggers or trains looks at the other
items only; `chancery eval ... --ids data/eval/dev_ids.txt` measures.
"""
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANNOTATIONS = HERE.parents[2] / "shared" / "annotations"
OUTPUT = HERE / "dev_ids.txt"
FILES = ["news.jsonl", "plv.jsonl", "missions.jsonl", "wikinews.jsonl"]

HEADER = """\
# Ids of the dev items of ../shared/annotations: measured on, never tuned on.
# Written by data/eval/split.py, which says how they are chosen.
"""


def is_dev(file, item):
    if file == "news.jsonl":
        year, month = map(int, item["date"].split("-")[:2])
        return (year * 12 + month) % 5 == 0
    if file == "plv.jsonl":
        return item["batch"] == "12"
    document = re.sub(r"^(r:|g:news_|g:)", "", item["sid"])
    return document[:1].lower() in ("c", "h")


def main():
    text = HEADER
    for file in FILES:
        with open(ANNOTATIONS / file, encoding="utf-8") as lines:
            items = [json.loads(line) for line in lines if line.strip()]
        ids = sorted(item["sid"] for item in items if is_dev(file, item))
        text += f"# {file}: {len(ids)} of {len(items)} items\n" + "".join(f"{sid}\n" for sid in ids)
        print(f"{file}: {len(ids)} of {len(items)}", file=sys.stderr)
    if "--check" in sys.argv[1:]:
        sys.exit(OUTPUT.read_text(encoding="utf-8") != text)
    OUTPUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
