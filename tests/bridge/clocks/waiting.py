"""Waiting until a clock is as a test wants it."""

import threading
import time
from collections.abc import Callable
from typing import Any

from bridge.clocks.clock import Clock, ClockState
from tests.bridge.osc_hosts import PATIENCE_SECONDS


def await_state(clock: Clock, wanted: Callable[[ClockState], bool], seconds: float = PATIENCE_SECONDS) -> ClockState:
    """Return the first state that is as wanted."""
    return wait_for(lambda: clock.state, wanted, seconds)


def wait_for(look: Callable[[], Any], wanted: Callable[[Any], bool], seconds: float = PATIENCE_SECONDS) -> Any:
    """Look until it is as wanted, and return what was seen."""
    until = time.monotonic() + seconds
    while not wanted(seen := look()):
        if time.monotonic() > until:
            raise TimeoutError(f"last seen: {seen}")
        threading.Event().wait(0.02)
    return seen
