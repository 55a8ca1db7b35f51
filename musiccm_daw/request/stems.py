"""The stems of a request, such as `drums` or `keys=rhodes chords`: read, and described in words for the model.

`request` holds them, and the engine samples each from a seed of its own. Nothing here knows seeds or audio.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.fields import Number, decimal_number, prompt_text, track_name
from musiccm_daw.request.prompt_facts import read_stated_facts
from musiccm_daw.request.saved import saved, saved_number, saved_or_none
from musiccm_daw.roles import parse_role
from musiccm_daw.score.note import Part

MAX_STEMS = 16
GAIN_DB = (-60.0, 12.0)
PAN = (-1.0, 1.0)

_DRUM_AND_BASS = re.compile(r"\bdrum\s*(?:and|&|'?n'?)\s*bass\b", re.IGNORECASE)
"""A style that names two roles."""


@dataclass(frozen=True)
class AskedStem:
    """A stem as asked for, not yet read; None where nothing was given. `ROLE=PROMPT` gives the first two."""

    role: str
    prompt: str | None = None
    name: str | None = None
    gain_db: Number | None = None
    pan: Number | None = None


@dataclass(frozen=True)
class StemRequest:
    """One stem of the music, resolved.

    Attributes:
        role: one of `ROLES`, or None for a clip in one piece.
        prompt: the words for the model.
        name: of its track and files; None for its role.
        gain_db: added to the usual level of its role, relative to the other stems.
        pan: balance, -1 (left) to 1 (right).
    """

    role: str | None
    prompt: str
    name: str | None = None
    gain_db: float = 0.0
    pan: float = 0.0

    @property
    def label(self) -> str | None:
        """The stem's name in files, tracks and messages."""
        return self.name or self.role

    def to_json(self) -> dict[str, object]:
        """Return the stem as JSON types."""
        return {
            "role": self.role,
            "prompt": self.prompt,
            "name": self.name,
            "gain_db": self.gain_db,
            "pan": self.pan,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> StemRequest:
        """Read what `to_json` wrote; name, gain and pan may be absent, as in older files.

        Raises:
            RequestError: a field is of the wrong type, or invalid.
        """
        role = saved_or_none(document, "role", str)
        name = saved_or_none(document, "name", str) if "name" in document else None
        return cls(
            role=None if role is None else parse_role(role),
            prompt=prompt_text(saved(document, "prompt", str), "prompt of a stem"),
            name=None if name is None else track_name(name),
            gain_db=read_gain(saved_number(document, "gain_db")),
            pan=read_pan(saved_number(document, "pan")),
        )


def read_gain(value: Number) -> float:
    """Read a stem's gain in dB."""
    return decimal_number("gain_db", value, *GAIN_DB)


def read_pan(value: Number) -> float:
    """Read a stem's pan."""
    return decimal_number("pan", value, *PAN)


def read_stems(stems: Sequence[str | AskedStem], words: str) -> tuple[StemRequest, ...]:
    """Read stems, each `ROLE`, `ROLE=PROMPT` or an `AskedStem`; without any, the clip is in one piece.

    A stem's own prompt comes before `words`, the main prompt, which describes the style that all stems share.

    Raises:
        RequestError: a stem is invalid, or two are the same.
    """
    if not stems:
        return (StemRequest(None, words),)
    asked = [_parsed(stem) if isinstance(stem, str) else stem for stem in stems]
    return check_stems(tuple(_read_stem(stem, words) for stem in asked))


def check_stems(stems: tuple[StemRequest, ...]) -> tuple[StemRequest, ...]:
    """Return stems after checking that they differ and can be summed.

    A role may appear twice with different words, as for two keyboards; for the same words there are variations.

    Raises:
        RequestError: two stems are the same, there are too many, or one of several is a mix.
    """
    if not 1 <= len(stems) <= MAX_STEMS:
        raise RequestError(f"{len(stems)} stems were asked for; 1 to {MAX_STEMS} are allowed, use fewer")
    for index, stem in enumerate(stems):
        if (stem.role, stem.prompt, stem.name) in [(other.role, other.prompt, other.name) for other in stems[:index]]:
            raise RequestError(
                f"stem {stem.role} is given twice with the same words; give each its own prompt, such as "
                f"{stem.role}=PROMPT, or ask for variations"
            )
        if stem.name is not None and stem.name in [other.label for other in stems[:index]]:
            raise RequestError(f"two stems are named {quoted(stem.name)}; give each its own name")
        if len(stems) > 1 and stem.role in (None, "mix"):
            raise RequestError(
                "stem mix is the sum of the other stems and is always made; ask for it alone, or leave it out"
            )
    return stems


def stems_played(stems: tuple[StemRequest, ...], parts: Sequence[Part] | None) -> tuple[StemRequest, ...]:
    """Return the stems that a take gets: those that were asked for, or every part of a score as a stem of its own.

    Args:
        stems: the request's.
        parts: of the score, where each is to be a stem; None where the request names its stems.
    """
    if parts is None:
        return stems
    return tuple(
        StemRequest(part.role, part.words, name=None if part.name == part.role else part.name) for part in parts
    )


def part_names(stems: Sequence[StemRequest]) -> list[str]:
    """Return the name of the part that each stem plays: its label, numbered from the second stem of a label on."""
    return track_names((str(stem.label), 1) for stem in stems)


def track_names(stems: Iterable[tuple[str, int]]) -> list[str]:
    """Name the track of each (stem, variation); a second stem of a name in a variation is numbered: keys, keys-2."""
    seen: Counter[tuple[str, int]] = Counter()
    names = []
    for stem, variation in stems:
        seen[stem, variation] += 1
        number = seen[stem, variation]
        names.append(stem if number == 1 else f"{stem}-{number}")
    return names


def _parsed(text: str) -> AskedStem:
    role, equals, own = text.partition("=")
    return AskedStem(role, own if equals else None)


def _read_stem(asked: AskedStem, words: str) -> StemRequest:
    """Read one stem."""
    role = parse_role(asked.role)
    return StemRequest(
        role=role,
        prompt=_role_in(words, role) if asked.prompt is None else _own_prompt(asked.prompt, role, words),
        name=None if asked.name is None else track_name(asked.name),
        gain_db=0.0 if asked.gain_db is None else read_gain(asked.gain_db),
        pan=0.0 if asked.pan is None else read_pan(asked.pan),
    )


def _role_in(words: str, role: str) -> str:
    """Return the main prompt with the role in it.

    Without the role, a stem of "lo-fi hip hop" is a whole beat: naming it lowered the drums in the bass by 44 dB.
    Named twice, as in "funk bass bass", it drones: 1.7 notes a bar instead of 5.0.
    """
    name = role.replace("-", " ")
    named = role == "mix" or re.search(rf"\b{name}\b", _DRUM_AND_BASS.sub("", words), re.IGNORECASE)
    return prompt_text(words if named else f"{words} {name}", f"prompt of stem {role} with the main one")


def _own_prompt(own: str, role: str, words: str) -> str:
    """Return a stem's own prompt, followed by the main one."""
    own = prompt_text(own, f"prompt of stem {role}")
    found = [value for found in read_stated_facts(own).found.values() for value in found]
    if found:
        raise RequestError(
            f"prompt of stem {role} contains {quoted(found[0])}; tempo, bars, meter and key apply to all stems, "
            "so give them in the main prompt or as options"
        )
    return prompt_text(f"{own}, {words}", f"prompt of stem {role} with the main one")
