"""A server in a process of its own, for tests to kill: `python -m tests.bridge.quick_server PROJECT SECONDS`.

Everything is real but the engine, which takes so many seconds to a clip of sines. It says its port when it is ready.
"""

import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bridge.server.server import Server
from musiccm_daw.clip import StemAudio
from musiccm_daw.request.request import GenerationRequest
from tests.bridge.engines import QuickEngine


class SlowEngine(QuickEngine):
    """A quick engine that takes its time, after the warm-up."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def variations(  # type: ignore[override]
        self, request: GenerationRequest, **options: Any
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield stems after a while."""
        if options.get("on_progress") is not None:
            time.sleep(self.seconds)
        yield from super().variations(request, **options)


def main(project: str, seconds: str) -> None:
    """Serve until killed."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    server = Server(
        host="127.0.0.1", port=0, allow=(), project=Path(project), roots=(), state_folder=Path(project) / "state"
    )
    server.start(lambda: SlowEngine(float(seconds)))
    sys.stdout.write(f"{server.socket.endpoint[1]}\n")
    sys.stdout.flush()
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
