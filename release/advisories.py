#!/usr/bin/env python3
"""advisories.tsv: what the RustSec advisories say of the crates in Cargo.lock. Facts alone: numbers, names, days and versions.

usage: git clone https://github.com/rustsec/advisory-db && release/advisories.py advisory-db [CARGO_LOCK] > release/advisories.tsv

A crate without an advisory has a row, too, of kind `none`: it was looked up. Drafts (RUSTSEC-0000-...) are left out. Needs
Python 3.11 and nothing else. crates/chancery/tests/advisories.rs holds Cargo.lock against the table.
"""
import datetime
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ["crate", "id", "date", "kind", "patched", "unaffected", "withdrawn", "only_on"]
HEAD = """\
# What the RustSec advisories say of the crates in Cargo.lock: facts, no texts. crates/chancery/tests/advisories.rs reads it.
# Source: https://github.com/rustsec/advisory-db, CC0-1.0 (some texts, none of them here, CC-BY-4.0), read on {today}.
# Newest advisory there: {newest}; newest day of one: {day}. Made by release/advisories.py, which says how.
# Ranges are parted by " | ". A version is affected that is in no patched and in no unaffected range. Kind none: there is no advisory.
"""


def front_matter(path):
    """The TOML at the head of an advisory."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("```toml\n"):
        sys.exit(f"{path}: does not begin with ```toml")
    return tomllib.loads(text.removeprefix("```toml\n").partition("\n```")[0])


def row(front):
    """The columns of an advisory."""
    advisory, versions, affected = front["advisory"], front["versions"], front.get("affected", {})
    return [
        advisory["package"],
        advisory["id"],
        str(advisory["date"]),
        advisory.get("informational", "vulnerability"),
        " | ".join(versions.get("patched", [])),
        " | ".join(versions.get("unaffected", [])),
        str(advisory.get("withdrawn", "")),
        " ".join(affected.get("os", []) + affected.get("arch", [])),
    ]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    paths = sorted(Path(sys.argv[1]).glob("crates/*/RUSTSEC-*.md"))
    rows = [row(front_matter(path)) for path in paths if "RUSTSEC-0000" not in path.name]
    if not rows:
        sys.exit(f"{sys.argv[1]}: no crates/*/RUSTSEC-*.md in it")
    lock = Path(sys.argv[2]) if len(sys.argv) == 3 else ROOT / "Cargo.lock"
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    names = {package["name"] for package in packages if "source" in package}
    newest, day = max(row[1] for row in rows), max(row[2] for row in rows)
    print(HEAD.format(today=datetime.date.today(), newest=newest, day=day), end="")
    kept = [row for row in rows if row[0] in names]
    silent = names - {row[0] for row in kept}
    kept += [[name, "", "", "none", "", "", "", ""] for name in silent]
    for columns in [COLUMNS, *sorted(kept)]:
        print("\t".join(columns))


if __name__ == "__main__":
    main()
