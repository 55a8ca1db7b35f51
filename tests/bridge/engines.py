"""An engine for the bridge's tests: sines in no time, held between steps or failing where a test asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from musiccm_daw.clip import AudioPiece, StemAudio
from musiccm_daw.errors import DeviceError, ModelError
from musiccm_daw.progress import CancelToken, OnProgress, Progress
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.score import Score
from musiccm_daw.stopwatch import Stopwatch
from tests.cli.stand_in import StandInEngine

if TYPE_CHECKING:
    from musiccm_daw.model.shared_passes import SharedPasses

TINY = {"bpm": 300, "bars": 1, "meter": "1/16", "sample_rate": 22050}
"""A job of 1 102 frames."""
PIECE_SAMPLES = 10_000


class QuickEngine(StandInEngine):
    """An engine that makes every step at once while `gate` is open.

    A prompt with the word `exhaust` meets a full device, `starve` and `overfill` a full memory, `break` a fault of
    ours; `stumble` fails in the variation whose seed is odd.
    """

    def __init__(self, passes: SharedPasses | None = None) -> None:
        super().__init__()
        self.passes = passes
        self.gate = threading.Event()
        self.gate.set()
        self.after_audio = threading.Event()
        self.after_audio.set()
        self.entered = threading.Semaphore(0)

    def alike(self, one: GenerationRequest, other: GenerationRequest) -> bool:
        """Return whether two requests have the same length and steps."""
        return (one.grid, one.steps) == (other.grid, other.steps)

    def room(self, request: GenerationRequest) -> int:
        """Return how many rows the passes have; 1 without passes."""
        return 1 if self.passes is None else self.passes.rows

    def variations(
        self,
        request: GenerationRequest,
        *,
        source: SourceClip | None = None,
        on_progress: OnProgress | None = None,
        cancel: CancelToken | None = None,
        on_audio: Callable[[AudioPiece], None] | None = None,
        stopwatch: Stopwatch | None = None,
        first: int = 1,
        scores: Sequence[Score] = (),
    ) -> Iterator[tuple[StemAudio, ...]]:
        """Yield stems of the right length, or fail."""
        words = request.prompt.split()
        for variation in range(first, request.variations + 1):
            self._step(request, on_progress, cancel)
            self._fail(words, request.seed + variation - 1)
            alone = replace(request, variations=variation)
            for stems in super().variations(alone, cancel=cancel, first=variation):
                if on_audio is not None:
                    for stem in stems[: len(request.stems)]:
                        for start in range(0, len(stem.audio), PIECE_SAMPLES):
                            piece = stem.audio[start : start + PIECE_SAMPLES]
                            on_audio(AudioPiece(stem.stem, stem.variation, start, piece))
                self.after_audio.wait()
                if cancel is not None:
                    cancel.check()
                yield stems

    def _step(self, request: GenerationRequest, on_progress: OnProgress | None, cancel: CancelToken | None) -> None:
        """Make every sampler step, once the gate is open."""
        self.entered.release()
        for step in range(1, request.steps + 1):
            while not self.gate.wait(0.01):
                if cancel is not None:
                    cancel.check()
            if on_progress is not None:
                on_progress(Progress("sampling", step / request.steps))

    def _fail(self, words: list[str], seed: int) -> None:
        """Fail if the prompt's words ask for it."""
        if "exhaust" in words:
            raise DeviceError("the device has too little memory")
        if "starve" in words:
            raise MemoryError
        if "overfill" in words:
            raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 TB")
        if "break" in words:
            raise ZeroDivisionError("a fault of ours")
        if "stumble" in words and seed % 2:
            raise ModelError("the model gave no finite audio")
