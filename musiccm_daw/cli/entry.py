"""The entry point of the program: Ctrl-C ends it at once and quietly while it is still being imported.

Imports nothing at the top but what Python has loaded by then, so that it is in charge within the first moments; those
before, while Python itself starts, are Python's own. SIGTERM ends the program in this way later on, too, where there is
nothing to clean up (`interrupts`). What the program does is in `app`.
"""

import os
import signal
import sys
from types import FrameType

_NAMES = {signal.SIGINT: b"interrupted", signal.SIGTERM: b"terminated"}


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    # What a shell starts in the background ignores Ctrl-C, and goes on doing so.
    before = {
        number: signal.signal(number, _end) for number in _NAMES if signal.getsignal(number) is not signal.SIG_IGN
    }
    from musiccm_daw.cli import app

    if signal.SIGINT in before:
        signal.signal(signal.SIGINT, before[signal.SIGINT])
    app.main()


_PROCESS = os.getpid()


def _end(number: int, _frame: FrameType | None) -> None:
    """End this process without unwinding imports, in the midst of which libraries turn an interrupt into errors."""
    # A process that was forked from this one has nothing to say.
    if os.getpid() == _PROCESS and sys.stderr is not None:
        os.write(sys.stderr.fileno(), b"musiccm: %s\n" % _NAMES[signal.Signals(number)])
    os._exit(128 + number)
