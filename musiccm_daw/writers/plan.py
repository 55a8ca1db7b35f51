"""The names of the files that a request will make, known before anything runs.

Beside `take_writer.py`, which writes them. Nothing is generated, created or reserved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.project_folder import planned_take_folder

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest


def planned_parts(request: GenerationRequest) -> list[tuple[str | None, int]]:
    """Return stem and variation of every WAV of a request, in the order of writing; two or more stems have a mix."""
    stems = [stem.label for stem in request.stems]
    if len(stems) > 1:
        stems.append("mix")
    return [(stem, variation) for variation in range(1, request.variations + 1) for stem in stems]


def planned_files(request: GenerationRequest, project: Path) -> tuple[Path, ...]:
    """Return the absolute paths of the WAVs that a request would write, were it made now."""
    folder = planned_take_folder(project, take_name(request))
    return tuple(folder / name for name in wav_names(request, planned_parts(request)))
