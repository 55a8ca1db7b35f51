"""The names of the files that a request will make, known before anything runs.

Beside `take_writer.py`, which writes them. Nothing is generated, created or reserved.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.request.stems import StemRequest, stems_played
from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.project_folder import planned_take_folder

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest
    from musiccm_daw.score.score import Score


def planned_parts(request: GenerationRequest, scores: Sequence[Score] = ()) -> list[tuple[str | None, int]]:
    """Return stem and variation of every WAV of a request, in the order of writing; two or more stems have a mix."""
    parts: list[tuple[str | None, int]] = []
    for variation, stems in enumerate(planned_stems(request, scores), start=1):
        parts += [(stem.label, variation) for stem in stems]
        if len(stems) > 1:
            parts.append(("mix", variation))
    return parts


def planned_stems(request: GenerationRequest, scores: Sequence[Score] = ()) -> list[tuple[StemRequest, ...]]:
    """Return the stems of each variation: those of the request, or every part of its score."""
    each = [score.parts for score in scores] if request.parts and scores else [None] * request.variations
    return [stems_played(request.stems, parts) for parts in each]


def planned_files(request: GenerationRequest, project: Path, scores: Sequence[Score] = ()) -> tuple[Path, ...]:
    """Return the absolute paths of the WAVs that a request would write, were it made now."""
    folder = planned_take_folder(project, take_name(request))
    return tuple(folder / name for name in wav_names(request, planned_parts(request, scores)))
