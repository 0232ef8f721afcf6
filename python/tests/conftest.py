"""What the tests share: the sample dispatches, and the program to compare with."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DISPATCHES = ROOT / "examples" / "dispatches"


@pytest.fixture(scope="session")
def reports() -> list[dict[str, str | None]]:
    """The sample dispatches as the program reads them: id, text, date and the like."""
    import json

    out = run_program("read", str(DISPATCHES), "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    names = ("id", "text", "title", "published", "url", "outlet")
    return [{name: row.get(name) for name in names} for row in rows]


def run_program(*arguments: str) -> str:
    """What the program prints; the one that the wheel carries."""
    program = os.environ.get("CHANCERY_PROGRAM") or shutil.which("chancery")
    assert program, "the wheel is not installed: python/build"
    done = subprocess.run([program, *arguments, "--quiet"], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture()
def record(tmp_path: pathlib.Path):
    """A record with the reference table."""
    import chancery

    record = chancery.Record(tmp_path / "record.chancery")
    record.load_reference()
    return record
