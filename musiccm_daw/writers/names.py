"""Names of takes and files, with the facts that hosts and people read from them.

`dub_bass_124bpm_Amin_4bars_s12345.wav`: name, stem, tempo, key, length, seed. Only letters, digits, `_`, `-`
and `#`, which every file system and sample library takes. A fractional tempo is written `124p75bpm`: hosts
that read tempos from names would take `124.75bpm` for 75. `project_folder.py` makes the folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.timebase import format_bpm
from musiccm_daw.writers.chunks.text import plain_ascii

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest

LONGEST_PART = 60
"""Characters kept of a name: with all facts a file name then stays well under the 255 bytes of file systems."""
FALLBACK = "take"
"""The name of a take whose prompt leaves none, as one of emoji does."""


def name_part(text: str) -> str:
    """Spell any text with the characters of names; other signs become one `-`."""
    plain = re.sub(r"[^A-Za-z0-9_#]+", "-", plain_ascii(text, "-"))
    return plain.strip("-_")[:LONGEST_PART].rstrip("-_") or FALLBACK


def take_name(request: GenerationRequest) -> str:
    """Return the name of a request's folder and REAPER project: that of its files without the stem."""
    return _joined(request, name_part(request.name), None, request.seed)


def wav_names(request: GenerationRequest, parts: Iterable[tuple[str | None, int]]) -> tuple[str, ...]:
    """Name the file of each (stem, variation); the stem is None for a clip without stems.

    Variations differ by their seed, each of which makes its variation alone. The second stem of one role is numbered:
    `dub_keys-2_…`. Capitals do not tell files apart, as on Windows and macOS.
    """
    name = name_part(request.name)
    taken: set[str] = set()
    names = []
    for stem, variation in parts:
        part = stem and name_part(stem)
        seed = variation_seed(request.seed, variation)
        candidates = (_joined(request, name, _numbered(part, number), seed) + ".wav" for number in count(1))
        file_name = next(candidate for candidate in candidates if candidate.lower() not in taken)
        taken.add(file_name.lower())
        names.append(file_name)
    return tuple(names)


def _numbered(stem: str | None, number: int) -> str | None:
    return stem if number == 1 else f"{stem or 'part'}-{number}"


def _joined(request: GenerationRequest, name: str, stem: str | None, seed: int) -> str:
    tempo = format_bpm(request.bpm).replace(".", "p")
    key = request.key.short if request.key else None
    parts = (name, stem, f"{tempo}bpm", key, f"{request.bars}bars", f"s{seed}")
    return "_".join(part for part in parts if part)
