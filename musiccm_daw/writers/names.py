"""The names of takes and files, with the facts that hosts and people read from them.

`dub_bass_124bpm_Amin_4bars_s12345.wav`: name, stem, tempo, key, length, seed. Names consist of letters, digits, `_`,
`-` and `#`, which every file system and sample library accepts. A fractional tempo is written `124p75bpm`, because
hosts that read tempos from names would read `124.75bpm` as 75. The folders are made by `project_folder`.
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
"""Longest name, so that a file name with all facts stays well under the limit of 255 bytes."""
FALLBACK = "take"
"""The name of a take whose prompt has no usable characters, such as one of emoji."""


def name_part(text: str) -> str:
    """Write any text with the characters allowed in names; each run of others becomes one `-`."""
    plain = re.sub(r"[^A-Za-z0-9_#]+", "-", plain_ascii(text, "-"))
    return plain.strip("-_")[:LONGEST_PART].rstrip("-_") or FALLBACK


def take_name(request: GenerationRequest) -> str:
    """Return the name of a request's folder and REAPER project: that of its files without the stem."""
    return _joined(request, name_part(request.name), None, request.seed)


def wav_names(request: GenerationRequest, parts: Iterable[tuple[str | None, int]]) -> tuple[str, ...]:
    """Name the file of each (stem, variation); the stem is None for a clip without stems.

    Variations differ by their seed, which makes that variation alone. A second stem with the same name is numbered:
    `dub_keys-2_…`. Names that differ only in case count as equal, as on Windows and macOS.
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
