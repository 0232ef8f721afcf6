"""The command line: ``python -m chancery``, or ``chancery`` where the wheel is installed."""

from __future__ import annotations

import signal
import sys

from chancery._chancery import main as _main


def main() -> int:
    """Runs the program with the arguments of the process; gives its exit status."""
    # The program hears Ctrl-C itself, and writes into pipes that may close.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _main(["chancery", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
