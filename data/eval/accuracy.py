#!/usr/bin/env python3
"""accuracy.py [--check]

Runs each `$` line of the console blocks of docs/accuracy.md from the repository's root, with target/release first
on the path, and puts its output below it. With --check it writes nothing and exits 1 where an output has changed."""
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
page = root / "docs" / "accuracy.md"
bin_dir = os.environ.get("CHANCERY_BIN", str(root / "target" / "release"))
env = dict(os.environ, PATH=bin_dir + os.pathsep + os.environ["PATH"])


def rerun(block: re.Match) -> str:
    command = block[1]
    print(command, file=sys.stderr)
    done = subprocess.run(["bash", "-c", command], cwd=root, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"accuracy.py: `{command}` failed with status {done.returncode}:\n{done.stderr}")
    return f"```console\n$ {command}\n{done.stdout.strip(chr(10))}\n```"


old = page.read_text(encoding="utf-8")
new = re.sub(r"```console\n\$ ([^\n]*)\n.*?```", rerun, old, flags=re.S)
if "--check" in sys.argv:
    sys.exit(0 if new == old else "accuracy.py: docs/accuracy.md is out of date; run data/eval/accuracy.py")
page.write_text(new, encoding="utf-8")
