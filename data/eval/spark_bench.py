"""Coding on a Spark of two executor processes beside the command line on two threads, in one run.

    python3 data/eval/spark_bench.py REPORTS.jsonl[.gz] [--model none] [--limit N] [--program PROGRAM]

Run it with the Python in which the wheel is installed (python/dist/venv/bin/python after `python/build --test`). Prints
reports a second and core of both, start and loading apart, and whether the events are the same, line by line after
sorting.
"""

import argparse
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import pyarrow as pa

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("reports")
parser.add_argument("--model", default="none")
parser.add_argument("--limit", type=int, default=None)
parser.add_argument("--turns", type=int, default=3)
parser.add_argument("--partitions", type=int, default=16)
parser.add_argument("--program", default=shutil.which("chancery", path=str(pathlib.Path(sys.executable).parent)))
args = parser.parse_args()


def sorted_hash(lines):
    digest, lines = hashlib.sha256(), sorted(lines)
    for line in lines:
        digest.update(line.encode() + b"\n")
    return len(lines), digest.hexdigest()[:16]


def plain(row):
    return json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)


def main():
    opened = gzip.open if args.reports.endswith(".gz") else open
    with opened(args.reports, "rt") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(args.limit or 10**9))]
    keep = [name for name in ("id", "text", "title", "date", "published", "url", "outlet") if any(name in r for r in rows)]
    rows = [{name: row.get(name) for name in keep} for row in rows]
    print(f"{len(rows):,} reports, model {args.model}, columns {', '.join(keep)}")

    from pyspark.sql import SparkSession

    from chancery import spark

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "3g")
        .config("spark.executor.memory", "2g")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5000")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        one, whole, out = (pathlib.Path(folder, name) for name in ("one.jsonl", "all.jsonl", "out.jsonl"))
        one.write_text(json.dumps(rows[0]) + "\n")
        whole.write_text("".join(json.dumps(row) + "\n" for row in rows))
        store = pathlib.Path(folder, "reports.parquet")
        frame = session.createDataFrame(pa.Table.from_pylist(rows)).repartition(args.partitions)
        frame.write.option("compression", "gzip").parquet(str(store))
        frame = session.read.parquet(str(store))
        coded = spark.code(frame, model=args.model)
        # Executors start, and load their coder.
        spark.code(frame.limit(64).repartition(2), model=args.model).write.format("noop").mode("overwrite").save()

        def program(path):
            command = [args.program, "code", str(path), "--model", args.model, "--threads", "2", "-o", str(out), "--quiet"]
            start = time.perf_counter()
            subprocess.run(command, check=False)
            return time.perf_counter() - start

        for turn in range(args.turns):
            start = time.perf_counter()
            coded.write.format("noop").mode("overwrite").save()
            cluster = time.perf_counter() - start
            alone = program(whole) - program(one)
            rate = lambda seconds: len(rows) / seconds / 2
            print(
                f"turn {turn + 1}: Spark {rate(cluster):,.0f} reports a second and core, program {rate(alone):,.0f}: "
                f"{alone / cluster:.0%} of the program's"
            )
        program(whole)
        with out.open() as file:
            expected = sorted_hash(plain(json.loads(line)) for line in file)
        found = sorted_hash(plain(row) for row in spark.events(coded).toArrow().to_pylist())
        print(f"events: program {expected}, Spark {found}: {'the same' if expected == found else 'DIFFERENT'}")
    session.stop()


main()
