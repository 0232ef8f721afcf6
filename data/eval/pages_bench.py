"""Article text out of web pages: ours beside trafilatura, readability-lxml and newspaper4k, in one run.

    cargo build --release -p chancery-read --example pages
    python3 data/eval/pages_bench.py ../shared/data/pages [target/release/examples/pages]

needs `pip install trafilatura==2.3.0 readability-lxml newspaper4k`. FOLDER holds `ground-truth.json` and
`html/ID.html.gz`, as the article-extraction-benchmark of ScrapingHub does. Precision, recall and F1 are over
4-grams of words, averaged over pages as its `evaluate.py` does; pages a second are of processor time, each
program over all pages after a first round that warms it up.
"""

import gzip
import json
import logging
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

LONGEST_SECONDS = 20
WORD = re.compile(r"\w+", re.UNICODE)


def shingles(text):
    words = WORD.findall(text or "")
    size = min(4, len(words))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else Counter()


def score(truth, found):
    truth, found = shingles(truth), shingles(found)
    both = sum((truth & found).values())
    all_truth, all_found = sum(truth.values()), sum(found.values())
    if both == all_truth == all_found:
        return 1.0, 1.0
    return both / max(all_found, 1), both / max(all_truth, 1)


def by_trafilatura(html, **settings):
    import trafilatura

    return trafilatura.extract(html, include_comments=False, **settings)


def by_readability(html):
    import lxml.html
    from readability import Document

    return lxml.html.fromstring(Document(html).summary()).text_content()


def by_newspaper(html):
    import newspaper

    article = newspaper.Article("https://example.org/", language="en", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return article.text


def stop(number, frame):
    raise TimeoutError


def main():
    signal.signal(signal.SIGALRM, stop)
    logging.disable(logging.CRITICAL)
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/pages")
    ours = sys.argv[2] if len(sys.argv) > 2 else "target/release/examples/pages"
    truth = json.loads((folder / "ground-truth.json").read_text())
    pages = {}
    for key in sorted(truth):
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        pages[key] = data.decode("utf-8", errors="replace")
    print(f"{'extractor':20} precision  recall      F1  pages/CPU-s  ours is", flush=True)
    told = subprocess.run([ours, str(folder), "rate"], capture_output=True, text=True, check=True).stdout.split()
    precision, recall, f1, rate = (float(x) for x in told)
    print(f"{'ours':20} {precision:9.4f} {recall:7.4f} {f1:7.4f} {rate:12.0f}")
    for name, extract in [
        ("trafilatura", by_trafilatura),
        ("trafilatura, fast", lambda html: by_trafilatura(html, fast=True)),
        ("readability-lxml", by_readability),
        ("newspaper4k", by_newspaper),
    ]:
        for key in list(pages)[:3]:
            extract(pages[key])
        found, start = {}, time.process_time()
        for key, html in pages.items():
            # A page on which a program hangs is a page without text.
            signal.alarm(LONGEST_SECONDS)
            try:
                found[key] = extract(html)
            except Exception:
                found[key] = ""
            finally:
                signal.alarm(0)
        seconds = time.process_time() - start
        scores = [score(truth[key]["articleBody"], found[key]) for key in pages]
        precision = sum(s[0] for s in scores) / len(scores)
        recall = sum(s[1] for s in scores) / len(scores)
        f1 = 2 * precision * recall / (precision + recall)
        theirs = len(pages) / seconds
        print(f"{name:20} {precision:9.4f} {recall:7.4f} {f1:7.4f} {theirs:12.0f}  {rate / theirs:.1f} times as fast")


if __name__ == "__main__":
    main()
