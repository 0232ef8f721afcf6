"""Reports without gold, and the rules' own reading of them as weak labels.

    python -m chancery_training.weak items REPORTS.jsonl.gz --without ANNOTATIONS.jsonl > items.jsonl
    python -m chancery_training.weak gold items.jsonl events.jsonl > weak.jsonl

`items` leaves out the months that measure (as `data/eval/split.py`) and every annotated report.
"""
import argparse
import gzip
import json
import random
from collections import defaultdict


def reports(path, annotated, limit):
    """Reports that neither measure nor are annotated, in an order of chance that is always the same."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(3).shuffle(rows)
    for row in rows:
        year, month = map(int, row["date"].split("-")[:2])
        sid = f"w:{row['id']}"
        if sid in annotated or (year * 12 + month) % 5 == 0:
            continue
        yield {"sid": sid, "date": row["date"], "text": row["text"]}
        limit -= 1
        if limit == 0:
            return


def gold(items, events):
    """The items with the coder's events in the form of annotations."""
    by_item = defaultdict(list)
    for event in events:
        parties = lambda key: [[p["raw_text"], p.get("country"), p.get("sector")] for p in event.get(key) or []]
        by_item[event["cite_info"]["id"]].append({
            "tr": event["text_info"]["trigger"]["raw_text"], "e": event["event"], "m": event.get("mode"),
            "a": parties("actor"), "r": parties("recipient"), "by": parties("said_by"), "st": event["status"],
            "me": event.get("measure"), "h": event.get("historical"),
        })
    for item in items:
        yield {**item, "batch": "weak", "events": by_item[item["sid"]]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["items", "gold"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--without")
    parser.add_argument("--limit", type=int, default=0)
    args = parser.parse_args()
    read = lambda path: (json.loads(line) for line in open(path, encoding="utf-8") if line.strip())
    if args.what == "items":
        annotated = {item["sid"] for item in read(args.without)} if args.without else set()
        made = reports(args.files[0], annotated, args.limit)
    else:
        made = gold(read(args.files[0]), read(args.files[1]))
    for item in made:
        print(json.dumps(item, ensure_ascii=False))


if __name__ == "__main__":
    main()
