"""A take on disk: what is known of it, and what is checked before one is made.

`making` makes takes. Whoever asks for one calls `check_take` first, so that nobody waits for a model in vain. Nothing
here writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from musiccm_daw.clip import CHANNELS
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import Score
from musiccm_daw.scoring import count_parts
from musiccm_daw.writers import (
    WrittenFile,
    check_room,
    check_wav_size,
    check_writable,
    planned_files,
    read_manifest,
)
from musiccm_daw.writers.chunks.fmt import sample_bytes
from musiccm_daw.writers.kept_scores import read_scores
from musiccm_daw.writers.manifest import FILE_NAME as MANIFEST

SMALL_FILES_BYTES = 200_000
"""Of a take besides its samples: chunks, tempo map, score, manifest."""


@dataclass(frozen=True)
class Take:
    """A take on disk.

    Attributes:
        request: what was asked for.
        model: made the music.
        folder: of the take, absolute.
        manifest: its file, absolute.
        scores: what each variation plays; none where the model is conditioned on words, chords and bars alone.
        files: the WAVs, in the order in which they were written.
        seconds: of each of `stopwatch.TIMED_STAGES`, rounded to milliseconds.
    """

    request: GenerationRequest
    model: ModelIdentity
    folder: Path
    manifest: Path
    scores: tuple[Score, ...]
    files: tuple[WrittenFile, ...]
    seconds: dict[str, float]

    @property
    def total_seconds(self) -> float:
        """The sum of all stages."""
        return round(sum(self.seconds.values()), 3)


def take_on_disk(folder: Path) -> Take:
    """Read a take back from its manifest.

    Raises:
        RequestError: it has none, or its manifest or score is damaged.
    """
    document = read_manifest(folder)
    files = (
        WrittenFile(folder / file.path, file.stem, file.variation, file.frames, file.sample_rate, file.channels)
        for file in document.files
    )
    request = GenerationRequest.from_json(document.request)
    model = ModelIdentity(document.model.name, document.model.sha256)
    scores = read_scores(document, folder)
    return Take(request, model, folder, folder / MANIFEST, scores, tuple(files), document.seconds)


def check_take(request: GenerationRequest, project: Path, scores: Sequence[Score] | None = None) -> None:
    """Refuse what could not be written, before anybody waits for a model.

    Args:
        request: what is to be made.
        project: the take goes to `<project>/MusicCM/<take>`.
        scores: those that an earlier take kept; None to have them composed, or read from the request's files.

    Raises:
        RequestError: a file would exceed 4 GiB.
        ProjectError: the project folder cannot be written, or has no room for the take.
    """
    frames = request.grid.total_samples(request.sample_rate)
    check_wav_size(frames, CHANNELS, request.subtype)
    check_writable(project)
    files = planned_files(request, project, scores or ())
    count = len(files) if scores is not None or not request.parts else _files_of_parts(request)
    check_room(files, count * frames * CHANNELS * sample_bytes(request.subtype) + SMALL_FILES_BYTES)


def _files_of_parts(request: GenerationRequest) -> int:
    """Return how many WAVs a request makes whose stems are parts, without composing these."""
    parts = count_parts(request) if request.edit is None else len(request.edit.parts)
    return request.variations * (parts + 1 if parts > 1 else 1)
