"""A server in a process of its own, to be killed: `python -m tests.bridge.quick_server PROJECT SECONDS`.

Everything is real but the engine, which takes so many seconds to a clip of sines. It says its port when it is ready.
"""

import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bridge.server.server import Serving
from musiccm_daw.clip import AudioPiece, Clip
from musiccm_daw.progress import CancelToken, OnProgress
from musiccm_daw.request.request import GenerationRequest
from tests.bridge.engines import QuickEngine


class SlowEngine(QuickEngine):
    """A quick engine that takes its time, after the warm-up."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def generate(
        self,
        request: GenerationRequest,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: Callable[[AudioPiece], None] | None = None,
    ) -> Clip:
        """A clip, after a while."""
        if on_progress is not None:
            time.sleep(self.seconds)
        return super().generate(request, on_progress, cancel, on_audio)


def main(project: str, seconds: str) -> None:
    """Serve until killed."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    serving = Serving(
        host="127.0.0.1", port=0, allow=(), project=Path(project), roots=(), state_folder=Path(project) / "state"
    )
    serving.start(lambda: SlowEngine(float(seconds)))
    sys.stdout.write(f"{serving.server.endpoint[1]}\n")
    sys.stdout.flush()
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
