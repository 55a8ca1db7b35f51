"""A MIDI port under a real JACK server, which may go away at any time."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bridge.clocks.clock import Clock
from bridge.clocks.follow import open_clock
from musiccm_daw.errors import RequestError
from tests.bridge.clocks.jack import ATTEMPTS, jack_server
from tests.bridge.clocks.waiting import await_state, wait_for

missing = [
    *(name for name in ("jackd", "jack_wait") if shutil.which(name) is None),
    *(name for name in ("rtmidi",) if importlib.util.find_spec(name) is None),
]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")

TICKS_WITHIN_SECONDS = 10.0
SENDER = """
import time
import rtmidi

out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="sender")
out.open_virtual_port("clock")
out.send_message([0xFA])
while True:
    out.send_message([0xF8])
    time.sleep(0.02)
"""


@pytest.fixture
def jack() -> Iterator["subprocess.Popen[bytes]"]:
    with jack_server() as server:
        yield server


@pytest.fixture
def clock_and_server() -> Iterator[tuple[Clock, "subprocess.Popen[bytes]"]]:
    """A clock that ticks, and its server; both anew if nothing is heard: JACK 1.9.21 may mix up who asked for what."""
    nowhere = subprocess.DEVNULL
    for _ in range(ATTEMPTS):
        with ExitStack() as stack:
            server = stack.enter_context(jack_server())
            sender = stack.enter_context(
                subprocess.Popen([sys.executable, "-c", SENDER], stdout=nowhere, stderr=nowhere)
            )
            stack.callback(sender.kill)
            opened = wait_for(open_if_there, lambda clock: clock is not None)
            stack.callback(opened.close)
            try:
                await_state(opened, lambda state: state.bpm is not None, TICKS_WITHIN_SECONDS)
            except TimeoutError:
                continue
            yield opened, server
            return
    pytest.fail(f"no clock was heard from {ATTEMPTS} servers")


def open_if_there() -> Clock | None:
    try:
        return open_clock("midi:sender:clock")
    except RequestError:
        return None


def test_a_clock_whose_server_goes_is_lost(clock_and_server: tuple[Clock, "subprocess.Popen[bytes]"]) -> None:
    clock, server = clock_and_server
    assert not clock.state.lost
    server.terminate()
    assert await_state(clock, lambda state: state.lost).bpm is not None


def test_a_port_that_is_not_there_leaves_no_client(jack: "subprocess.Popen[bytes]") -> None:
    """Each client has threads of its own, and JACK waits for all of them in every cycle."""
    before = len(os.listdir("/proc/self/task"))
    for _ in range(5):
        with pytest.raises(RequestError, match="there is no MIDI port 'nobody'"):
            open_clock("midi:nobody")
    assert len(os.listdir("/proc/self/task")) == before
