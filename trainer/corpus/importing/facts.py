"""What is stated about one audio file, wherever it is stated: in a table, in the file, or in its name.

Every source fills a `Facts`; the import combines them, the most deliberate source first. A value in a table was written
on purpose, so one that makes no sense is an error; in files and names, such values are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import TypeVar

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.request.prompt_facts import read_stated_facts
from musiccm_daw.timebase import Meter, parse_bpm

Value = TypeVar("Value")

MAX_CAPTION_CHARACTERS = 1000
"""As long as a prompt may be; the text encoder reads 256 tokens."""


@dataclass(frozen=True)
class Facts:
    """What is stated; None or empty where nothing is.

    `downbeat_seconds` is where the first bar begins; `chords` count from there. `atonal` means that there is no key, as
    in drums. `song` names what belongs together, so that no song is in both the training and the held-out part. `hint`
    is a number in a file's name that may be its tempo.
    """

    captions: tuple[str, ...] = ()
    bpm: Fraction | None = None
    meter: Meter | None = None
    key: Key | None = None
    atonal: bool | None = None
    chords: ChordProgression | None = None
    downbeat_seconds: Fraction | None = None
    loop: bool | None = None
    role: str | None = None
    style: str | None = None
    song: str | None = None
    hint: Fraction | None = None

    def over(self, other: Facts) -> Facts:
        """Return these facts, filled up with the other's where these state nothing."""
        gaps = {
            field.name: getattr(other, field.name) for field in fields(self) if getattr(self, field.name) in (None, ())
        }
        return replace(self, **gaps)


def if_readable(read: Callable[[str], Value], text: object) -> Value | None:
    """Return a value from a file, or None where it makes no sense: tags are full of zeros and blanks."""
    try:
        return read(str(text).strip())
    except RequestError:
        return None


def from_caption(text: str) -> Facts:
    """Return a caption's facts and, without them, its words: the model is given facts as conditions, not as text."""
    facts = read_stated_facts(" ".join(text.split()))
    found = {name: values[0] for name, values in facts.found.items()}
    words = facts.text[:MAX_CAPTION_CHARACTERS].strip()
    return Facts(
        captions=(words,) if any(character.isalnum() for character in words) else (),
        bpm=if_readable(parse_bpm, found.get("bpm", "").replace(",", ".")),
        meter=if_readable(Meter.parse, found.get("meter", "")),
        key=if_readable(Key.parse, found.get("key", "")),
    )


def from_captions(texts: tuple[str, ...]) -> Facts:
    """Return facts and words of several captions of one file; for each fact, the first that names it counts."""
    together = Facts()
    for text in texts:
        found = from_caption(text)
        together = replace(together.over(found), captions=(*together.captions, *found.captions))
    return replace(together, captions=tuple(dict.fromkeys(together.captions)))
