#!/usr/bin/env python3
"""How long the commands on relations take on a record, the program's start included.

    python3 data/eval/relations_bench.py RECORD [PROGRAM]

Seconds of wall clock, median and highest of five runs after one that warms up. PROGRAM is target/release/chancery where
none is given. A record of a million claims out of the shared news file takes half an hour to make:

    chancery code ../shared/data/news/wcep_entries.jsonl.gz --model none --format jsonl -o news.jsonl
    cargo run --release -p chancery-record --example load -- ../shared/data/news/wcep_entries.jsonl.gz news.jsonl RECORD 11
"""
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = [
    "presence USA RUS", "exchanges USA RUS", "series USA RUS", "series ISR PSE --by day",
    "reciprocity USA RUS", "reciprocity ISR PSE", "reciprocity",
    "forecast --actor USA --recipient RUS --measure expulsion --count 60",
]


def main(record, program=ROOT / "target/release/chancery"):
    claims = subprocess.run([program, "sql", "--record", record, "--format", "csv", "SELECT value FROM counter WHERE name = 'claims'"],
                            check=True, capture_output=True, text=True).stdout.split()[-1]
    print(f"{int(claims):,} claims, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for command in COMMANDS:
        times = []
        for turn in range(6):
            start = time.perf_counter()
            # 1 is "the answer is no": the record holds nothing of the kind.
            done = subprocess.run([program, *command.split(), "--record", record], capture_output=True)
            if done.returncode > 1:
                sys.exit(done.stderr.decode())
            if turn:
                times.append(time.perf_counter() - start)
        times.sort()
        print(f"{times[len(times) // 2]:6.2f} {times[-1]:6.2f}  {command}")


if __name__ == "__main__":
    main(*sys.argv[1:])
