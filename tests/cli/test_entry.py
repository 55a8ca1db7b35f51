"""Ctrl-C in the first moments: the program ends at once, in one line and with code 130, whatever it is doing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import signal
import sys

# A shell starts programs in the background without it.
signal.signal(signal.SIGINT, signal.default_int_handler)

def hook(event, found):
    if event == "import" and found[0] == "musiccm_daw.cli.app":
        print("begun", flush=True)

sys.addaudithook(hook)
from musiccm_daw.cli.entry import main
main()
"""
PATIENCE_SECONDS = 120


def test_it_is_in_charge_before_anything_is_loaded() -> None:
    """Until then, an interrupt ends in a traceback; the launchers that pip writes have loaded `re`."""
    program = "import re, sys; before = set(sys.modules); from musiccm_daw.cli.entry import main; "
    program += "print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["musiccm_daw", "musiccm_daw.cli", "musiccm_daw.cli.entry", "signal"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize(
    ("words", "delay"),
    [
        *((["generate", "pads", "--bars", "64"], delay) for delay in (0.0, 0.01, 0.03, 0.1, 0.4, 1.0)),
        (["doctor"], 0.8),
        *((["serve", "--port", "0"], delay) for delay in (0.2, 1.2)),
    ],
)
def test_an_interrupt_ends_it_without_a_traceback(words: list[str], delay: float, tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words, "--project", str(tmp_path / "song")],
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    time.sleep(delay)
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=PATIENCE_SECONDS)
    # A server that was ready ends as it should, with 0, and so does what was done before the interrupt came.
    made = list(tmp_path.rglob("*.wav"))
    assert program.returncode in ((0, 130) if "ready at" in err or made or words == ["doctor"] else (130,)), err
    assert "Traceback" not in err
    if program.returncode == 130:
        assert made == []
        assert err.splitlines()[-1].startswith("musiccm: ")
