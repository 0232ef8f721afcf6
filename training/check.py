#!/usr/bin/env python3
"""Checks files of coded sentences against the codebook.

    python3 training/check.py training/data/*.jsonl

One item a line, in the keys of ../shared/annotations: `sid`, `date` (or null), `text`, `events`; in an event
`tr` the words of the act, `e` type, `m` mode, `a` actors and `r` recipients as [words, country, sector], `st`
status, `h` historical, `me` measure, `q` [low, high, unit, words], `d` [words, start, end], `p` place, `by`
speakers, `ans` triggers of the acts that it answers. Every fault is told with file and line; exit status 1.
"""
import json
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

CODEBOOK = tomllib.loads((Path(__file__).resolve().parents[1] / "data" / "codebook.toml").read_text(encoding="utf-8"))
MODES = {t["code"]: {m["code"] for m in t.get("mode", [])} for t in CODEBOOK["type"]}
MEASURES = {m["code"] for m in CODEBOOK["measure"]}
SECTORS = {s["code"] for s in CODEBOOK["sector"]}
STATUSES = {"actual", "future", "hypothetical", "negated"}
KEYS = {"tr", "e", "m", "a", "r", "st", "h", "me", "q", "d", "p", "by", "ans"}


def faults(item):
    """Yields what is wrong with one item, in words."""
    text = item.get("text")
    if not text or not item.get("sid"):
        yield "needs `sid` and `text`"
        return
    if item.get("date") and not re.fullmatch(r"\d{4}-\d\d-\d\d", item["date"]):
        yield f"date {item['date']!r} is not YYYY-MM-DD"
    triggers = {e.get("tr") for e in item.get("events", [])}
    for n, e in enumerate(item.get("events", []), 1):
        where = f"event {n} ({e.get('tr')!r})"

        def verbatim(words, what):
            if not words or words not in text:
                yield f"{where}: {what} {words!r} does not stand in the text"

        yield from (f"{where}: unknown key {k!r}" for k in e.keys() - KEYS)
        yield from verbatim(e.get("tr"), "trigger")
        if e.get("e") not in MODES:
            yield f"{where}: {e.get('e')!r} is no type"
            continue
        if e.get("m") and e["m"] not in MODES[e["e"]]:
            yield f"{where}: {e['m']!r} is no mode of {e['e']}"
        if e.get("me") and e["me"] not in MEASURES:
            yield f"{where}: {e['me']!r} is no measure"
        if e.get("st", "actual") not in STATUSES:
            yield f"{where}: {e['st']!r} is no status"
        for role in ("a", "r", "by"):
            for party in e.get(role) or []:
                if role == "by" and isinstance(party, str):
                    party = [party, None, None]
                if not isinstance(party, list) or len(party) != 3:
                    yield f"{where}: {role} {party!r} is not [words, country, sector]"
                    continue
                yield from verbatim(party[0], role)
                if party[1] and not re.fullmatch(r"[A-Z]{3}", party[1]):
                    yield f"{where}: {party[1]!r} is no country code"
                if party[2] and party[2] not in SECTORS:
                    yield f"{where}: {party[2]!r} is no sector"
        for q in e.get("q") or []:
            if not isinstance(q, list) or len(q) != 4:
                yield f"{where}: quantity {q!r} is not [low, high, unit, words]"
            else:
                yield from verbatim(q[3], "quantity")
        if e.get("d"):
            yield from verbatim(e["d"][0], "date") if len(e["d"]) == 3 else [f"{where}: d is not [words, start, end]"]
        if e.get("p"):
            yield from verbatim(e["p"], "place")
        yield from (f"{where}: answers {a!r}, which is no trigger" for a in e.get("ans") or [] if a not in triggers)


def main():
    bad, seen, count = 0, {}, Counter()
    for path in sys.argv[1:]:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
                wrong = list(faults(item))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                item, wrong = {}, [str(error)]
            for field in ("sid", "text"):
                key = (field, item.get(field))
                if item and key in seen:
                    wrong.append(f"the same {field} as {seen[key]}")
                seen[key] = f"{path}:{number}"
            for fault in wrong:
                bad += 1
                print(f"{path}:{number}: {fault}")
            count["items"] += 1
            count.update(e.get("e") for e in item.get("events", []))
    print(", ".join(f"{k} {v}" for k, v in count.most_common()))
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
