"""Which files a request will make, said before anything runs: for `--dry-run`.

Beside `take.py`, which makes them. Nothing is generated, created or reserved.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.writers.names import take_name, wav_names
from musiccm_daw.writers.project_folder import planned_take_folder

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest


def planned_parts(request: GenerationRequest) -> list[tuple[str | None, int]]:
    """Return stem and variation of every WAV of a request, in the order of writing; two stems or more have a mix."""
    roles = [stem.role for stem in request.stems]
    if len(roles) > 1:
        roles.append("mix")
    return [(role, variation) for variation in range(1, request.variations + 1) for role in roles]


def planned_files(request: GenerationRequest, project: Path) -> tuple[Path, ...]:
    """Return the absolute paths of the WAVs that `write_take` would write for a request, were it done now."""
    folder = planned_take_folder(project, take_name(request))
    return tuple(folder / name for name in wav_names(request, planned_parts(request)))
