"""The files of a sample pack: which WAVs and MIDI files go in, and under which names.

    Loops/Bass/Nightfall_124_bass_dub-techno_Amin_01.wav
               pack      tempo stem take      key  kit

Below `pack.py`. A kit is one variation of a take: the files that belong together, which is why they share a number.
The key is left out where a stem has none, the take's name where it is the pack's, and the number where there is one
kit; meters other than 4/4 stand behind the tempo, as 6-8.
Source: https://creators.splice.com/file-naming: letters, digits, `_`, `-` and `#` only, the tempo as a bare number, a
key as Amin, a dash in meters. Splice wants a word where the kit's number stands: that is left to people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.timebase import Meter, format_bpm
from musiccm_daw.writers.kept_take import KeptStem, KeptTake
from musiccm_daw.writers.names import name_part

ROLE_FOLDERS = {"lead": "Leads", "fx": "FX", "mix": "Full_Mixes"}
"""Roles whose folder is not called like them."""
COMMON_METER = Meter(4, 4)
FEWEST_DIGITS = 2


@dataclass(frozen=True)
class PackFile:
    """A file of a pack: its name below the pack's folder, the file it is a copy of, and that file's SHA-256."""

    name: str
    source: Path
    sha256: str


@dataclass(frozen=True)
class Kit:
    """One variation of a take; `number` is text, and empty for the only kit of a pack."""

    number: str
    take: KeptTake
    seed: int
    files: tuple[PackFile, ...]


def kits_of(pack: str, takes: Sequence[KeptTake]) -> list[Kit]:
    """Return the variations of all takes in order, numbered throughout."""
    variations = [(take, variation) for take in takes for variation in take.variations]
    digits = max(FEWEST_DIGITS, len(str(len(variations))))
    numbers = [f"{number:0{digits}d}" if len(variations) > 1 else "" for number in range(1, len(variations) + 1)]
    return [_kit(pack, take, variation, number) for (take, variation), number in zip(variations, numbers, strict=True)]


def _kit(pack: str, take: KeptTake, variation: int, number: str) -> Kit:
    stems = [stem for stem in take.stems if stem.file.variation == variation]
    files: dict[str, PackFile] = {}
    for stem in stems:
        names = (_wav_name(pack, take, stem, number, nth) for nth in count(1))
        # Two names may differ only in what a file name cannot hold, or in case.
        name = next(name for name in names if name.lower() not in files)
        files[name.lower()] = PackFile(name, take.folder / stem.file.path, stem.file.sha256)
    scores = [
        PackFile(f"MIDI/{_name(pack, take, None, number, pitched=True)}.mid", take.folder / score.path, score.sha256)
        for score in take.manifest.scores
        if score.variation == variation
    ]
    return Kit(number, take, stems[0].file.seed, (*files.values(), *scores))


def _wav_name(pack: str, take: KeptTake, stem: KeptStem, number: str, nth: int) -> str:
    """Return the path of the `nth` file that would have the same name."""
    folder = ROLE_FOLDERS.get(stem.role, stem.role.title().replace("-", "_"))
    track = name_part(stem.track) + (f"-{nth}" if nth > 1 else "")
    name = _name(pack, take, track, number, pitched=stem.role not in UNPITCHED_ROLES)
    return f"{_kind(take)}/{folder}/{name}.wav"


def _kind(take: KeptTake) -> str:
    request = take.request
    if request.loop:
        return "Loops"
    return "One_Shots" if request.bars == 1 else "Songs"


def _name(pack: str, take: KeptTake, track: str | None, number: str, *, pitched: bool) -> str:
    request = take.request
    tempo = format_bpm(request.bpm).replace(".", "p")
    meter = None if request.meter == COMMON_METER else f"{request.meter.numerator}-{request.meter.denominator}"
    words = name_part(request.name)
    key = request.key.short if request.key and pitched else None
    parts = (pack, tempo, meter, track, None if words.lower() == pack.lower() else words, key, number)
    return "_".join(part for part in parts if part)
