#!/usr/bin/env python3
"""`chancery code` over a web archive of many pages: documents a second, memory, and how busy the cores are.

    python3 data/eval/warc_bench.py [--pages N] [--model none|fast|standard] [--work FOLDER] [--keep]

Needs the release build (`cargo build --release`; CHANCERY_BIN names another folder). The archive is made of the pages of
../shared/data/pages, repeated with changes: each copy has an address of its own, and its number stands in the title and
at the end of every paragraph, so that no two are the same. Every record is a gzip member of its own, as Common Crawl
writes them, and requests and metadata stand between the responses, as they do there. The archive is made once and kept
with --keep. Wanted: memory under 500 MB, two cores busy above 90 %.
"""
import argparse
import gzip
import os
import pathlib
import re
import resource
import subprocess
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CHANCERY_BIN", ROOT / "target/release")) / "chancery"
PAGES = ROOT / "../shared/data/pages"


def pages():
    """The saved pages, as bytes; those that are packed are unpacked."""
    found = []
    for path in sorted(PAGES.rglob("*")):
        if path.is_file() and (path.suffix in (".html", ".htm") or path.name.endswith((".html.gz", ".htm.gz"))):
            data = path.read_bytes()
            found.append(gzip.decompress(data) if path.suffix == ".gz" else data)
    if not found:
        raise SystemExit(f"no pages under {PAGES}: are ../shared/data/pages there?")
    return found


def record(kind, url, number, block):
    """One WARC record, packed."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\n"
        f"WARC-Date: 2026-01-{1 + number % 28:02}T12:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(head + block + b"\r\n\r\n") + packer.flush()


def changed(page, number):
    page = re.sub(rb"(?i)</title>", b" %d</title>" % number, page, count=1)
    return re.sub(rb"(?i)</p>", b" Copy %d.</p>" % number, page)


def archive(path, n):
    sources = pages()
    written = 0
    with open(path, "wb") as out:
        for i in range(n):
            url = f"https://site{i % 97}.example/{i // 97}/page-{i}"
            page = changed(sources[i % len(sources)], i)
            ask = f"GET /page-{i} HTTP/1.1\r\nHost: site{i % 97}.example\r\n\r\n".encode()
            out.write(record("request", url, 2 * i, ask))
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode()
            out.write(record("response", url, 2 * i + 1, head + page))
            written += len(page)
    return len(sources), written


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--model", default="none")
    parser.add_argument("--work", default="/work/tmp", help="folder for the archive and the records [default: /work/tmp]")
    parser.add_argument("--keep", action="store_true", help="keep the archive, and use the one that is there")
    args = parser.parse_args()
    work = pathlib.Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    path, output = work / f"pages-{args.pages}.warc.gz", work / "warc-events.jsonl"
    if not (args.keep and path.exists()):
        began = time.perf_counter()
        sources, size = archive(path, args.pages)
        print(f"{args.pages:,} pages out of {sources} ({size / 1e9:.2f} GB, packed {path.stat().st_size / 1e9:.2f} GB) in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    run = subprocess.run([BIN, "code", path, "--model", args.model, "-o", output], stderr=subprocess.PIPE, text=True)
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    closing = run.stderr.strip().splitlines()[-1] if run.stderr.strip() else ""
    if run.returncode not in (0, 1) or "document" not in closing:
        raise SystemExit(f"chancery ended with status {run.returncode}: {run.stderr.strip()[-2000:]}")
    documents = int(re.search(r"([\d,]+) documents?", closing).group(1).replace(",", ""))
    cores = min(2, os.cpu_count() or 1)
    busy = (used.ru_utime + used.ru_stime) / wall
    print(closing)
    print(
        f"{documents:,} documents in {wall:.1f} s: {documents / wall:,.0f} a second; peak memory {used.ru_maxrss / 1024:.0f} MB (wanted under 500); "
        f"{busy:.2f} cores busy, {100 * busy / cores:.0f} % of {cores} (wanted above 90)"
    )
    if documents < 0.9 * args.pages:
        print(f"only {documents:,} of {args.pages:,} pages came as documents: see --problems")
    output.unlink(missing_ok=True)
    if not args.keep:
        path.unlink()


main()
