"""A JACK server of a test's own, with no sound card."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

READY_SECONDS = "10"
ATTEMPTS = 4
"""Servers that start at the same time, as those of two tests do, may keep each other from it."""


@contextmanager
def jack_server() -> Iterator["subprocess.Popen[bytes]"]:
    """Run JACK, and make it the server of clients that are started meanwhile, here and in subprocesses."""
    with pytest.MonkeyPatch.context() as patch:
        for _ in range(ATTEMPTS):
            # A name of its own: JACK leaves semaphores behind, on which another server of that name stumbles.
            name = f"musiccm-{uuid4().hex[:12]}"
            patch.setenv("JACK_DEFAULT_SERVER", name)
            # Large buffers and much patience with clients: a busy machine keeps up with them.
            jack = subprocess.Popen(
                ["jackd", "--no-realtime", "-t", "5000", "-n", name, "-d", "dummy", "-r", "44100", "-p", "1024"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                ready = subprocess.run(["jack_wait", "-w", "-t", READY_SECONDS], capture_output=True, check=False)
                if ready.returncode == 0:
                    yield jack
                    return
            finally:
                jack.terminate()
                jack.wait()
        pytest.skip(f"JACK does not start in {ATTEMPTS} attempts")
