"""MIDI files that requests are given, and what is played of them."""

from __future__ import annotations

from collections.abc import Callable

from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.scoring import planned_scores
from tests.musiccm_daw.score.smf import END, note, smf, title

BASS_LINE = smf(title("line") + b"".join(note(pitch, ticks=120) for pitch in (33, 33, 40, 41)) + END)
KEYS = title("keys") + note(60) + note(64) + END
BASS = title("bass") + note(36) + END
DRUMS = title("kit") + note(36, channel=9) + note(38, channel=9) + END

Asked = Callable[..., GenerationRequest]


def notes_of(request: GenerationRequest) -> dict[str, list[int]]:
    """Return the pitches of each part of the only score of a request."""
    (score,) = planned_scores(request)
    return {part.name: [note.pitch for note in part.notes] for part in score.parts}
