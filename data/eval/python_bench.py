"""What calling the coder from Python costs, beside the command line, in one run.

    python3 data/eval/python_bench.py [PROGRAM]

Run it with the Python in which the wheel is installed (python/dist/venv/bin/python after `python/build --test`). PROGRAM
is the command line to compare with; that of the wheel where none is given. Prints the cost of one small call, and the
time of 10,000 sentences by each model as a ratio: the median of several turns, Python and program by turns, start and
loading of the model apart.
"""

import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import pyarrow as pa

import chancery

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chancery", path=str(pathlib.Path(sys.executable).parent))


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def sentences(n):
    """Sentences of our own coded sentences, over and over, told apart by a number."""
    rows = [json.loads(line) for path in sorted((ROOT / "training/data").glob("*.jsonl")) for line in path.open()]
    texts = [row["text"] for row in rows if "text" in row]
    return [f"{texts[i % len(texts)]} Dispatch {i}." for i in range(n)]


def main():
    coder = chancery.Coder("none")
    one = ["It rained in the capital on Tuesday."]
    coder.code(one)
    calls = [seconds(lambda: coder.code(one)) for _ in range(500)]
    print(f"a call with one short text, by the rules: {1000 * statistics.median(calls):.2f} ms in the median of 500")

    texts = sentences(10_000)
    table = pa.table({"id": [str(i) for i in range(len(texts))], "text": texts, "date": ["2025-03-04"] * len(texts)})
    with tempfile.TemporaryDirectory() as folder:
        whole, none = pathlib.Path(folder, "all.jsonl"), pathlib.Path(folder, "none.jsonl")
        whole.write_text("".join(json.dumps(row) + "\n" for row in table.to_pylist()))
        none.write_text(json.dumps(table.to_pylist()[0]) + "\n")
        for model, turns in (("none", 7), ("fast", 3)):
            coder = chancery.Coder(model)

            def program(path):
                arguments = [PROGRAM, "code", str(path), "--model", model, "-o", str(pathlib.Path(folder, "out.parquet")), "--quiet"]
                subprocess.run(arguments, check=True)

            ratios, python, command = [], [], []
            for _ in range(turns):
                start = seconds(lambda: program(none))
                command.append(seconds(lambda: program(whole)) - start)
                python.append(seconds(lambda: coder.code(table, progress=False)))
                ratios.append(python[-1] / command[-1])
            print(
                f"10,000 sentences, model {model}: Python {statistics.median(python):.2f} s, "
                f"program {statistics.median(command):.2f} s, ratio {statistics.median(ratios):.2f} (median of {turns})"
            )


main()
