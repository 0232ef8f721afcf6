#!/usr/bin/env python3
"""The record's answers against DuckDB's over the Parquet export, in one run.

    python3 data/eval/record_bench.py RECORD

Needs the release build (`cargo build --release && cargo build --release -p chancery-record --examples`) and DuckDB
(`pip install duckdb`). Times are milliseconds, median and highest of four rounds after one that warms up.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CHANCERY_BIN", ROOT / "target/release"))
DYADS = [("USA", "RUS"), ("RUS", "USA"), ("ISR", "PSE"), ("IND", "PAK"), ("CHN", "TWN"), ("GBR", "IRN"), ("FRA", "MLI"), ("TUR", "SYR")]
TYPES = ["SANCTION", "CONSULT", "ASSAULT", "ACCUSE"]
WORDS = ["persona non grata", "diplomats", "embassy", "ceasefire", "uranium", "hostages", "summit", "ambassador recalled"]
HAS = "list_contains(list_transform({0}, lambda x: x.country), '{1}')"


def timed(ask, n):
    times = []
    for turn in range(5):
        for i in range(n):
            start = time.perf_counter()
            ask(i)
            if turn:
                times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return times[len(times) // 2], times[-1]


def main(record):
    ours = {}
    out = subprocess.run([BIN / "examples/queries", record], check=True, capture_output=True, text=True).stdout
    for line in out.splitlines():
        name, *values = line.split("\t")
        ours[name] = [float(v) for v in values]
    with tempfile.TemporaryDirectory() as folder:
        events, claims = f"{folder}/events.parquet", f"{folder}/claims.parquet"
        for what, path in (("events", events), ("claims", claims)):
            subprocess.run([BIN / "chancery", "export", path, "--what", what, "--record", record, "--quiet"], check=True)
        db = duckdb.connect()
        db.execute("SET threads = 2")
        page = "ORDER BY date DESC LIMIT 50"

        def dyad(i):
            a, b = DYADS[i]
            where = f"{HAS.format('actor', a)} AND {HAS.format('recipient', b)}"
            db.sql(f"SELECT * FROM '{events}' WHERE {where} {page}").fetchall()

        def counted(i):
            where = f"event = '{TYPES[i]}' AND date BETWEEN '2010-01-01' AND '2025-12-31'"
            db.sql(f"SELECT count(*) FROM '{events}' WHERE {where}").fetchall()
            db.sql(f"SELECT * FROM '{events}' WHERE {where} {page}").fetchall()

        def text(i):
            where = " AND ".join(f"contains(lower(text), '{w}')" for w in [WORDS[i]])
            db.sql(f"SELECT event_id, max(date) AS date FROM '{claims}' WHERE {where} GROUP BY event_id {page}").fetchall()

        theirs = {"dyad": timed(dyad, len(DYADS)), "page with count": timed(counted, len(TYPES)), "text": timed(text, len(WORDS))}
    print(f"{'question':20}{'chancery':>20}{'DuckDB':>20}{'ratio':>8}")
    for name, values in ours.items():
        if name == "open":
            print(f"{name:20}{values[0]:>11.2f}")
            continue
        line = f"{name:20}{values[0]:>11.2f}{values[1]:>9.2f}"
        if name in theirs:
            median, most = theirs[name]
            line += f"{median:>11.1f}{most:>9.1f}{median / values[0]:>8.1f}"
        print(line)


main(sys.argv[1])
