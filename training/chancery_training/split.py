"""Which items train, which tune (early stopping, thresholds, calibration), which measure."""
import re

from .labels import ROOT


def dev_ids():
    """Items that are only ever measured on (`data/eval/dev_ids.txt`)."""
    lines = (ROOT / "data" / "eval" / "dev_ids.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def part(item, dev):
    """`dev`, `tune`, `spare` or `train`: by date, batch and document, as `data/eval/split.py`, never at random.

    `spare` are our own codings of reports from the months of `tune`: they neither train nor tune, so that `tune`
    is the same whatever is added; the last training takes both.
    """
    sid = item["sid"]
    if sid in dev:
        return "dev"
    if sid.startswith("w"):
        year, month = map(int, item["date"].split("-")[:2])
        if (year * 12 + month) % 10 != 3:
            return "train"
        return "spare" if item["batch"].startswith("m") else "tune"
    if sid.startswith("p"):
        return "tune" if item["batch"] in ("06", "07", "08") else "train"
    document = re.sub(r"^(r:|g:news_|g:)", "", sid)
    return "tune" if sid[:2] in ("r:", "g:") and document[:1].lower() in ("a",) else "train"
