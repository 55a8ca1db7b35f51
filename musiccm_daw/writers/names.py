"""The names of takes and files, with the facts that hosts and people read from them.

`dub_bass_124bpm_Amin_4bars_s12345.wav`: name, stem, tempo, key, length, seed. Names consist of letters, digits, `_`,
`-` and `#`, which every file system and sample library accepts. A fractional tempo is written `124p75bpm`, because
hosts that read tempos from names would read `124.75bpm` as 75; drums have no key. `read_name` reads the facts back,
also from the titles of copies that other programs have made. The folders are made by `project_folder`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import Key
from musiccm_daw.plain_text import file_letters
from musiccm_daw.request.fields import MAX_NAME_CHARACTERS
from musiccm_daw.request.seeds import variation_seed
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import format_bpm, parse_bpm

if TYPE_CHECKING:
    from musiccm_daw.request.request import GenerationRequest

FALLBACK = "take"
"""The name of a take whose prompt has no usable characters, such as one of emoji."""
_OUR_NAME = re.compile(
    r"(?P<words>[\w#-]+)_(?P<bpm>\d+(?:p\d+)?)bpm(?:_(?P<key>[A-G][#b]?(?:maj|min)))?_\d+bars_s\d+(?:-\d{2,})?",
    re.ASCII,
)
_TAKE_NUMBER = re.compile(r"(?<=\d)-\d{2,}$")
"""Behind the seed."""


class PlannedWav(NamedTuple):
    """A WAV that a take is to have.

    Attributes:
        stem: its name; None for a clip without stems.
        variation: from 1.
        pitched: whether it has a key: drums have none.
    """

    stem: str | None
    variation: int
    pitched: bool = True


def name_part(text: str) -> str:
    """Write any text with the characters allowed in names."""
    return file_letters(text, MAX_NAME_CHARACTERS) or FALLBACK


def take_name(request: GenerationRequest, wavs: Sequence[PlannedWav]) -> str:
    """Return the name of a take's folder and REAPER project: that of its files without the stem."""
    pitched = any(wav.pitched for wav in wavs)
    return _joined(request, name_part(request.name), None, request.seed, pitched=pitched)


def wav_names(request: GenerationRequest, wavs: Sequence[PlannedWav], folder: str = "") -> tuple[str, ...]:
    """Name the file of each WAV.

    Variations differ by their seed, which makes that variation alone. A second stem with the same name is numbered:
    `dub_keys-2_…`. Names that differ only in case count as equal, as on Windows and macOS. Files of a second take of
    one name end like its `folder`, so that a sample library tells them apart: `…_s12345-02.wav`.
    """
    name = name_part(request.name)
    of_take = _TAKE_NUMBER.search(folder)
    ending = (of_take[0] if of_take else "") + ".wav"
    taken: set[str] = set()
    names = []
    for wav in wavs:
        stem = wav.stem and name_part(wav.stem)
        seed = variation_seed(request.seed, wav.variation)
        candidates = (
            _joined(request, name, _numbered(stem, number), seed, pitched=wav.pitched) + ending for number in count(1)
        )
        file_name = next(candidate for candidate in candidates if candidate.lower() not in taken)
        taken.add(file_name.lower())
        names.append(file_name)
    return tuple(names)


@dataclass(frozen=True)
class NamedFacts:
    """What a name of our own states: the words and the stem at its beginning, tempo and key."""

    words: str
    role: str | None
    bpm: Fraction
    key: Key | None


def read_name(name: str) -> NamedFacts | None:
    """Read the name of a take, or that of a file without its suffix; None for a name that is not ours."""
    match = _OUR_NAME.fullmatch(name)
    if match is None:
        return None
    words, _, stem = match["words"].rpartition("_")
    try:
        bpm = parse_bpm(match["bpm"].replace("p", "."))
        key = None if match["key"] is None else Key.parse(match["key"])
    except RequestError:
        return None
    role = stem if stem in ROLES and words else None
    return NamedFacts(match["words"], role, bpm, key)


def title_of(file_name: str) -> str:
    """Return the title of a file, which is the same in every take of one name, as all its bytes are."""
    return _TAKE_NUMBER.sub("", file_name.removesuffix(".wav"))


def _numbered(stem: str | None, number: int) -> str | None:
    return stem if number == 1 else f"{stem or 'part'}-{number}"


def _joined(request: GenerationRequest, name: str, stem: str | None, seed: int, *, pitched: bool) -> str:
    tempo = format_bpm(request.bpm).replace(".", "p")
    key = request.key.short if request.key and pitched else None
    parts = (name, stem, f"{tempo}bpm", key, f"{request.bars}bars", f"s{seed}")
    return "_".join(part for part in parts if part)
