"""Codings of reports whose text is not ours to commit: kept as ids, offsets and labels, put together again here.

    python -m chancery_training.pack pack ITEMS.jsonl > data/news.labels.jsonl
    python -m chancery_training.pack unpack data/news.labels.jsonl --news ../shared/data/news/wcep_entries.jsonl.gz > items.jsonl

Offsets count characters of the report's text. `digest` is the start of the text's SHA-256: a report whose text has
changed since is passed over and counted.
"""
import argparse
import gzip
import hashlib
import json
import sys

from .windows import find

WORDS = ("tr", "p")
LISTS = ("a", "r", "by")


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def pack(item):
    """An item without its text: every run of words as [first, end)."""
    text, events = item["text"], []
    for event in item["events"]:
        out = {k: v for k, v in event.items() if k in ("e", "m", "st", "h", "me")}
        for key in WORDS:
            if event.get(key):
                out[key] = find(event[key], text, ())
        for key in LISTS:
            if event.get(key):
                out[key] = [[find(words, text, ()), country, sector] for words, country, sector in event[key]]
        if event.get("q"):
            out["q"] = [[low, high, None, find(words, text, ())] for low, high, _, words in event["q"]]
        if event.get("d"):
            out["d"] = [find(event["d"][0], text, ()), *event["d"][1:]]
        if event.get("ans"):
            out["ans"] = [find(words, text, ()) for words in event["ans"]]
        events.append(out)
    return {"sid": item["sid"], "date": item["date"], "digest": digest(text), "events": events}


def unpack(item, text):
    """The item with its words again."""
    words = lambda span: text[span[0] : span[1]]
    events = []
    for event in item["events"]:
        out = dict(event)
        for key in WORDS:
            if key in out:
                out[key] = words(out[key])
        for key in LISTS:
            if key in out:
                out[key] = [[words(span), country, sector] for span, country, sector in out[key]]
        if "q" in out:
            out["q"] = [[low, high, unit, words(span)] for low, high, unit, span in out["q"]]
        if "d" in out:
            out["d"] = [words(out["d"][0]), *out["d"][1:]]
        if "ans" in out:
            out["ans"] = [words(span) for span in out["ans"]]
        events.append(out)
    return {"sid": item["sid"], "batch": "m", "date": item["date"], "text": text, "events": events}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pack", "unpack"])
    parser.add_argument("file")
    parser.add_argument("--news", help="the reports, JSONL, gzipped")
    args = parser.parse_args()
    with open(args.file, encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines if line.strip()]
    if args.what == "pack":
        for item in sorted(items, key=lambda item: item["sid"]):
            print(json.dumps(pack(item), ensure_ascii=False, separators=(",", ":")))
        return
    wanted = {item["sid"]: item for item in items}
    lost = 0
    with gzip.open(args.news, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            item = wanted.get(f"w:{report['id']}")
            if item is None:
                continue
            if digest(report["text"]) != item["digest"]:
                lost += 1
                continue
            print(json.dumps(unpack(item, report["text"]), ensure_ascii=False))
    if lost:
        print(f"{lost} reports have another text than when they were coded and are left out", file=sys.stderr)


if __name__ == "__main__":
    main()
