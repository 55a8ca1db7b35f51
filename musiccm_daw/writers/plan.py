"""The names of the files that a request will make, known before anything runs.

Beside `take_writer.py`, which writes them. Nothing is generated, created or reserved.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.request.stems import StemRequest, stems_played
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.writers.names import PlannedWav, take_name, wav_names
from musiccm_daw.writers.project_folder import planned_take_folder

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest
    from musiccm_daw.score.score import Score


def planned_wavs(request: GenerationRequest, scores: Sequence[Score] = ()) -> list[PlannedWav]:
    """Return every WAV of a request, in the order of writing; two or more stems have a mix."""
    wavs: list[PlannedWav] = []
    for variation, stems in enumerate(planned_stems(request, scores), start=1):
        roles = [part.role for part in scores[variation - 1].parts] if scores else []
        pitched = [_pitched(stem.role, roles) for stem in stems]
        wavs += [PlannedWav(stem.label, variation, tuned) for stem, tuned in zip(stems, pitched, strict=True)]
        if len(stems) > 1:
            wavs.append(PlannedWav("mix", variation, any(pitched)))
    return wavs


def _pitched(role: str | None, played: Sequence[str]) -> bool:
    """Return whether a stem has a key; one without a role of its own has that of the roles which are played."""
    roles = played if role in (None, "mix") and played else [role]
    return any(each not in UNPITCHED_ROLES for each in roles)


def planned_stems(request: GenerationRequest, scores: Sequence[Score] = ()) -> list[tuple[StemRequest, ...]]:
    """Return the stems of each variation: those of the request, or every part of its score."""
    each = [score.parts for score in scores] if request.parts and scores else [None] * request.variations
    return [stems_played(request.stems, parts) for parts in each]


def planned_files(request: GenerationRequest, project: Path, scores: Sequence[Score] = ()) -> tuple[Path, ...]:
    """Return the absolute paths of the WAVs that a request would write, were it made now."""
    wavs = planned_wavs(request, scores)
    folder = planned_take_folder(project, take_name(request, wavs))
    return tuple(folder / name for name in wav_names(request, wavs, folder.name))
