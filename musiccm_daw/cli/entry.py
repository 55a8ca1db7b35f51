"""The entry point of the program: Ctrl-C ends it at once and quietly while it is still being imported.

Imports nothing at the top but what Python has loaded by then, so that it is in charge within the first moments; those
before, while Python itself starts, are Python's own. What the program does is in `app`.
"""

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    before = signal.signal(signal.SIGINT, _end)
    from musiccm_daw.cli import app

    signal.signal(signal.SIGINT, before)
    app.main()


def _end(_signal: int, _frame: FrameType | None) -> None:
    """End this process without unwinding imports, in the midst of which libraries turn an interrupt into errors."""
    os.write(sys.stderr.fileno(), b"musiccm: interrupted\n")
    os._exit(INTERRUPTED)
