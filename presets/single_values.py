"""Values of a preset that are wrong by themselves, whatever the others are: all of them, each with its place.

`building` has whole requests judged, which stops at the first mistake. The readers are the request's own, so both say
the same of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from musiccm_daw.errors import PresetError, RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request import fields
from musiccm_daw.request.score_source import read_score_source
from musiccm_daw.request.sections import section_words
from musiccm_daw.request.stems import read_gain, read_pan
from musiccm_daw.roles import parse_role
from musiccm_daw.timebase import Meter, parse_bpm
from presets import settings as preset


def _key(text: str) -> Key | None:
    return None if text.strip().lower() == "none" else Key.parse(text)


_READERS: dict[tuple[str, str], Callable[[Any], object]] = {
    ("preset", "prompt"): fields.prompt_text,
    ("preset", "bpm"): parse_bpm,
    ("preset", "bars"): fields.bars,
    ("preset", "meter"): Meter.parse,
    ("preset", "key"): _key,
    ("preset", "chords"): ChordProgression.parse,
    ("preset", "sample_rate"): fields.sample_rate,
    ("preset", "steps"): fields.steps,
    ("preset", "seed"): fields.seed,
    ("preset", "score"): read_score_source,
    ("preset", "density"): fields.density,
    ("preset", "energy"): fields.energy,
    ("stem", "role"): parse_role,
    ("stem", "name"): fields.track_name,
    ("stem", "gain_db"): read_gain,
    ("stem", "pan"): read_pan,
    ("section", "name"): fields.track_name,
    ("section", "bars"): fields.section_bars,
    ("section", "prompt"): section_words,
    ("section", "chords"): ChordProgression.parse,
    ("section", "density"): fields.density,
    ("section", "energy"): fields.energy,
}


def single_mistakes(values: Iterable[tuple[preset.Key, preset.Setting]]) -> Iterator[PresetError]:
    """Yield an error for every value that no request can have, in the order of the values."""
    for key, found in values:
        read = _READERS.get((key[0], key[-1]))
        if read is None:
            continue
        try:
            read(found.value)
        except RequestError as error:
            yield found.source.error(found.place, str(error))
