"""Which requests wait for their turn while the files of jobs are being read, and which are answered at once.

Reading a clip, a long MIDI file or audio to fit to takes seconds, so jobs that name a file are taken in by a thread of
their own (`bridge.osc.server_socket`). What concerns such a job, or follows it from the same client and means all of
its jobs, waits behind it; everything else is answered meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from bridge.osc.addresses import EVERY_JOB
from bridge.osc.allowed_hosts import Endpoint
from bridge.osc.job_keys import FIT_KEY, MIDI_KEY
from bridge.osc.messages import CancelJob, Generate, Message, Queue, Refused, Render, Status
from bridge.server.edit_keys import CLIP_KEYS

MAX_WAITING = 1000
"""Requests that wait at once; a client in a loop gets an error instead of filling the memory."""


class Turns:
    """The requests that wait for their turn.

    Args:
        preset_names_files: whether the preset of a name does.
    """

    def __init__(self, preset_names_files: Callable[[str], bool]) -> None:
        self._preset_names_files = preset_names_files
        self._lock = threading.Lock()
        self._waiting: list[tuple[str, Endpoint]] = []

    def postponed(self, message: Message, sender: Endpoint, serve: Callable[[], None]) -> Callable[[], None] | None:
        """Return what serves a request when its turn comes; None for one that need not wait.

        Raises:
            Refused: busy, if too many wait.
        """
        if not isinstance(message, Generate | Render | CancelJob | Status | Queue):
            return None
        entry = (message.id, sender)
        with self._lock:
            if not self._must_wait(message, sender):
                return None
            if len(self._waiting) >= MAX_WAITING:
                raise Refused("busy", f"{MAX_WAITING} requests are waiting; try again when some are done")
            self._waiting.append(entry)

        def served() -> None:
            try:
                serve()
            finally:
                with self._lock:
                    self._waiting.remove(entry)

        return served

    def _must_wait(self, message: Generate | Render | CancelJob | Status | Queue, sender: Endpoint) -> bool:
        """Return whether a request reads files, or must not overtake one that waits."""
        is_known = any(message.id == waiting_id for waiting_id, _ in self._waiting)
        is_next = any(sender == client for _, client in self._waiting)
        match message:
            case Generate() | Render():
                return is_known or is_next or self._reads_files(message)
            case Queue():
                return is_next
        return is_known or (message.id == EVERY_JOB and is_next)

    def _reads_files(self, message: Generate | Render) -> bool:
        """Return whether a job names files, which may take long to read."""
        if isinstance(message, Render) and self._preset_names_files(message.preset):
            return True
        return any(
            value != "" and (key in (FIT_KEY, *CLIP_KEYS) or key.partition(".")[0] == MIDI_KEY)
            for key, value in message.options.items()
        )
