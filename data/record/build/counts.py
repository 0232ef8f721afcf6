#!/usr/bin/env python3
"""Counts for merging: in how many reports a word stands, and how large a country's share of all parties is.

    python3 data/record/build/counts.py ../shared/data/news/wcep_entries.jsonl.gz EVENTS.jsonl

EVENTS.jsonl is what `chancery code` gives for the same reports. Writes data/record/words.tsv and countries.tsv.
"""
import collections
import gzip
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent


def stem(word):
    """As `stem` in crates/record/src/merge/words.rs; lengths are of UTF-8 bytes there."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word[: -len(ending)].encode()) >= 4:
            return word[: -len(ending)]
    return word


def main(news, events):
    counts, reports = collections.Counter(), 0
    with gzip.open(news, "rt") as lines:
        for line in lines:
            reports += 1
            words = re.findall(r"[^\W_]+", json.loads(line)["text"].lower())
            counts.update({stem(word) for word in words})
    with open(HERE / "words.tsv", "w") as out:
        out.write("# Word (endings cut) and in how many of some reports it stands; * is how many reports there were.\n")
        out.write("# Made by data/record/build/counts.py over the news file (WCEP entries); words in at least 30.\n")
        out.write(f"*\t{reports}\n")
        for word, n in sorted(counts.items()):
            if n >= 30:
                out.write(f"{word}\t{n}\n")
    parties, total = collections.Counter(), 0
    with open(events) as lines:
        for line in lines:
            event = json.loads(line)
            for code in {e["country"] for e in event["actor"] + event["recipient"]} - {None}:
                parties[code] += 1
                total += 1
    with open(HERE / "countries.tsv", "w") as out:
        out.write("# Country code and its share of all parties of the events coded in the news file.\n")
        out.write("# Made by data/record/build/counts.py.\n")
        for code, n in sorted(parties.items()):
            if n >= 10:
                out.write(f"{code}\t{n / total:.6f}\n")


main(*sys.argv[1:])
