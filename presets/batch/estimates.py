"""What a batch will cost, before anything is made: files, bytes and seconds.

Sizes are exact but for chunks and small files. Times are those that the takes took that are already there, or else what
one core takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from musiccm_daw.clip import CHANNELS
from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from musiccm_daw.writers.chunks.fmt import sample_bytes
from musiccm_daw.writers.manifest import read_manifest
from musiccm_daw.writers.plan import planned_wavs
from presets.batch.plan import BatchTake
from presets.batch.whole_takes import TakeState

SECONDS_PER_SECOND = 0.2
"""Time to make a second of one file in 4 steps on one core: 1.9 s for a mix of 4 bars at 110 BPM."""
START_SECONDS = 5.0
"""Time until the first take is begun."""
CHUNK_BYTES = 4096
"""About what the chunks around the audio of one file take."""


@dataclass(frozen=True)
class Cost:
    """The cost of a take: WAV files, their bytes on disk, seconds of audio in all of them."""

    files: int
    size_bytes: int
    audio_seconds: float


def cost_of(request: GenerationRequest) -> Cost:
    """Return what a request's take costs; where every part is a stem, its score is composed to count them."""
    files = len(planned_wavs(request, planned_scores(request) if request.parts else ()))
    frame_bytes = CHANNELS * sample_bytes(request.subtype)
    frames = request.grid.total_samples(request.sample_rate)
    return Cost(files, files * (frames * frame_bytes + CHUNK_BYTES), files * float(request.grid.total_seconds))


def seconds_per_second(takes: Iterable[BatchTake]) -> float:
    """Return how long a second of audio takes, from the manifests of the takes that are there."""
    rates = []
    for take in takes:
        if take.state is not TakeState.WHOLE:
            continue
        try:
            manifest = read_manifest(take.folder)
        except RequestError:
            continue
        audio = sum(file.frames / file.sample_rate for file in manifest.files)
        if audio:
            rates.append((sum(manifest.seconds.values()) - manifest.seconds.get("load", 0.0)) / audio)
    return median(rates) if rates else SECONDS_PER_SECOND
