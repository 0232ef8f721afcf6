#!/usr/bin/env python3
"""`chancery code` over a million reports: is it as fast at the end as at the beginning, and what does a kill cost?

    python3 data/eval/replay_bench.py [--reports N] [--model none|fast|standard] [--kill PERCENT] [--work FOLDER]

Needs the release build (`cargo build --release`; CHANCERY_BIN names another folder). The reports are those of
../shared/data/news, replayed with changed ids as often as it takes. The first run reads them from a pipe, so that
the time at which each hundredth is taken is the program's own pace (a pipe and the queue hold some hundred reports);
it prints reports a second by percent, by the clock and by the processor time of all threads (which other work on the
machine moves less), the peak memory, processor time over wall time, and whether the records stand in the order of the
reports. The second run reads a file, is killed, goes on with --resume, and is compared byte for byte.
"""
import argparse
import gzip
import hashlib
import json
import os
import pathlib
import re
import resource
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CHANCERY_BIN", ROOT / "target/release")) / "chancery"
NEWS = ROOT / "../shared/data/news/wcep_entries.jsonl.gz"
PAGE = re.compile(rb'"id": ?"r(\d+)"')


def tails():
    """Each report without its id: all after the first comma of its line."""
    with gzip.open(NEWS) as lines:
        out = []
        for line in lines:
            report = json.loads(line)
            del report["id"]
            out.append(json.dumps({k: report[k] for k in ("date", "text")})[1:].encode() + b"\n")
        return out


def lines(reports, n, start=0):
    """Reports `start` to `n`, their ids their numbers."""
    for i in range(start, n):
        yield b'{"id": "r%08d", ' % i + reports[i % len(reports)]


def command(args, path, output):
    return [BIN, "code", path, "--model", args.model, "--quiet", "-o", output]


def processor(child):
    """Processor seconds of a running process so far, all threads, user and system (Linux)."""
    fields = pathlib.Path(f"/proc/{child.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def paced(args, reports, work):
    output = work / "paced.jsonl"
    step = args.reports // 100
    began = time.perf_counter()
    child = subprocess.Popen([*command(args, "-", output), "--input-format", "jsonl"], stdin=subprocess.PIPE)
    marks, used_at = [time.perf_counter()], [processor(child)]
    batch = []
    for i, line in enumerate(lines(reports, step * 100), 1):
        batch.append(line)
        # Small writes, so that the pipe and not this program decides when the next one is due.
        if len(batch) == 50 or i % step == 0:
            child.stdin.write(b"".join(batch))
            batch.clear()
        if i % step == 0:
            marks.append(time.perf_counter())
            used_at.append(processor(child))
    child.stdin.close()
    code = child.wait()
    assert code == 0, f"chancery ended with status {code}"
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{step * 100:,} reports, model {args.model}: {wall:.1f} s, {step * 100 / wall:,.0f} reports a second")
    for name, at in (("second", marks), ("CPU-second", used_at)):
        rates = [step / max(b - a, 0.005) for a, b in zip(at, at[1:])]
        print(f"reports a {name}, by percent")
        for row in range(0, 100, 10):
            shown = " ".join(f"{rate:7,.0f}" for rate in rates[row:row + 10])
            print(f"  {row + 1:3}-{row + 10:3} %  {shown}")
        # The first hundredth has the start in it, and fills pipe and queue.
        first, last = 10 * step / (at[11] - at[1]), 10 * step / (at[-1] - at[-11])
        print(f"  2nd to 11th hundredth {first:,.0f}, last ten {last:,.0f}: ratio {last / first:.3f}")
    print(f"peak memory {used.ru_maxrss / 1024:.0f} MB; processor time / wall {(used.ru_utime + used.ru_stime) / wall:.2f}")
    order(output)
    return output


def order(output):
    previous = events = 0
    with open(output, "rb") as records:
        for record in records:
            number = int(PAGE.search(record).group(1))
            assert number >= previous, f"report {number} stands after {previous}"
            previous = number
            events += 1
    print(f"{events:,} events, in the order of the reports")


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def killed(args, reports, work, whole):
    replay, output = work / "replay.jsonl", work / "killed.jsonl"
    n = args.reports // 100 * 100
    with open(replay, "wb") as out:
        out.writelines(lines(reports, n))
    checkpoint = work / "killed.jsonl.resume"
    done = lambda: json.loads(checkpoint.read_bytes())["items"] if checkpoint.exists() else 0
    began = time.perf_counter()
    child = subprocess.Popen(command(args, replay, output))
    while done() < n * args.kill / 100:
        assert child.poll() is None, "it ended before it could be killed"
        time.sleep(0.05)
    # Half a checkpoint's time later: neither the best nor the worst moment.
    time.sleep(0.5)
    alive = time.perf_counter() - began
    age = time.time() - checkpoint.stat().st_mtime
    child.kill()
    child.wait()
    kept = done()
    began = time.perf_counter()
    subprocess.run([*command(args, replay, output), "--resume"], check=True)
    rest = time.perf_counter() - began
    print(f"killed after {alive:.1f} s; its last checkpoint, {age:.2f} s old, had {kept:,} reports, so {age:.2f} s of work were lost")
    print(f"went on and ended after {rest:.1f} s more: {'the same bytes' if digest(output) == digest(whole) else 'OTHER BYTES'} as unbroken")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--model", default="none")
    parser.add_argument("--kill", type=float, default=40, help="percent after which the second run is killed; 0 leaves it out")
    parser.add_argument("--work", help="folder for some 1.5 GB of files [default: the system's]")
    args = parser.parse_args()
    reports = tails()
    with tempfile.TemporaryDirectory(dir=args.work) as folder:
        work = pathlib.Path(folder)
        whole = paced(args, reports, work)
        if args.kill:
            killed(args, reports, work, whole)


main()
