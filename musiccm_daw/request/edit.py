"""Edits: what a request does to an existing clip, where it does not start from nothing.

A repaint replaces some bars of a clip, a continuation adds bars after it, a variation makes new music that resembles
it, and one stem of a take is made anew beside the others. An `Edit` names the clip by its path and SHA-256, with those
of the stems that sum to it, and says which bars are new. It is part of the request, so the manifest keeps it and
`musiccm again` can repeat it. Free of torch and of audio: `resolve_edit` completes an edit with the facts in the clip's
file, and `engine.editing` carries it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request import fields
from musiccm_daw.request.saved import REMEDY, SHA256, saved_objects
from musiccm_daw.wording import counted

_RANGE = re.compile(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?")
DEFAULT_STRENGTH = 0.5


class EditKind(StrEnum):
    """The kinds of edit; manifests contain these values."""

    REPAINT = "repaint"
    CONTINUE = "continue"
    VARIATION = "variation"
    STEM = "stem"


class Keep(StrEnum):
    """What a variation leaves as it is; manifests contain these values."""

    SCORE = "score"
    SOUND = "sound"


@dataclass(frozen=True)
class EditedFile:
    """A WAV that is edited: its absolute path, and its SHA-256 in hex."""

    source: str
    sha256: str

    def to_json(self) -> dict[str, object]:
        """Return the file as JSON types."""
        return {"source": self.source, "sha256": self.sha256}

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> EditedFile:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        source, sha256 = document.get("source"), document.get("sha256")
        if not isinstance(source, str) or not source or "\0" in source:
            raise _damaged("source", source)
        if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
            raise _damaged("sha256", sha256)
        return cls(source, sha256)


@dataclass(frozen=True)
class Edit:
    """An edit, resolved.

    Attributes:
        kind: what is done.
        source: absolute path of the clip's file.
        sha256: of that file, in hex, so that a file which has changed is noticed.
        new_bars: bars of the take that are generated, from 0; all others keep the clip's own frames.
        strength: of a variation, 0 (the clip as the codec reproduces it) to 1 (new music); 1 for other kinds.
        keep: what a variation leaves as it is; None where it has no score to choose by, and for other kinds.
        parts: the stems whose sum the clip is, in the order of the take, each edited by itself; empty for a clip that
            is edited as one sound.
        stem: name of the one that is made anew; None for other kinds.
    """

    kind: EditKind
    source: str
    sha256: str
    new_bars: range
    strength: float
    keep: Keep | None = None
    parts: tuple[EditedFile, ...] = ()
    stem: str | None = None

    @property
    def files(self) -> tuple[EditedFile, ...]:
        """Every file that is read: the clip, and the stems whose sum it is."""
        return (EditedFile(self.source, self.sha256), *self.parts)

    def source_bars(self, bars: int) -> int:
        """Return how many bars the clip has, for a take of `bars` bars."""
        return self.new_bars.start if self.kind is EditKind.CONTINUE else bars

    def check(self, bars: int) -> None:
        """Refuse new bars that do not fit the take, which can only come from a manifest edited by hand.

        Raises:
            RequestError: this kind of edit makes other bars in a take of `bars` bars.
        """
        first, last = self.new_bars.start, self.new_bars.stop
        fits = {
            EditKind.REPAINT: 0 <= first < last <= bars,
            EditKind.CONTINUE: 0 < first < last == bars,
            EditKind.VARIATION: (first, last) == (0, bars),
            EditKind.STEM: (first, last) == (0, bars),
        }
        if not fits[self.kind]:
            raise RequestError(
                f"a {self.kind} of bars {format_range(self.new_bars)} does not fit a take of {counted(bars, 'bar')}; "
                f"{REMEDY}"
            )

    def to_json(self) -> dict[str, object]:
        """Return the edit as JSON types, with bars counted from 1."""
        return {
            "kind": str(self.kind),
            "source": self.source,
            "sha256": self.sha256,
            "range": format_range(self.new_bars),
            "strength": self.strength,
            **({} if self.keep is None else {"keep": str(self.keep)}),
            **({"parts": [part.to_json() for part in self.parts]} if self.parts else {}),
            **({} if self.stem is None else {"stem": self.stem}),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Edit:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        kind, bars, strength, keep, stem = map(document.get, ("kind", "range", "strength", "keep", "stem"))
        if kind not in list(EditKind):
            raise _damaged("kind", kind)
        if keep is not None and keep not in list(Keep):
            raise _damaged("keep", keep)
        if (stem is not None) is not (kind == EditKind.STEM) or not isinstance(stem, str | None):
            raise _damaged("stem", stem)
        if not isinstance(bars, str):
            raise _damaged("range", bars)
        if isinstance(strength, bool) or not isinstance(strength, (int, float)):
            raise _damaged("strength", strength)
        clip = EditedFile.from_json(document)
        return cls(
            EditKind(str(kind)),
            clip.source,
            clip.sha256,
            read_range(bars),
            read_strength(strength),
            None if keep is None else Keep(str(keep)),
            tuple(map(EditedFile.from_json, saved_objects(document, "parts"))) if "parts" in document else (),
            stem,
        )


def read_range(text: str) -> range:
    """Read bars counted from 1, the first and the last included: "5-6" or "5".

    Raises:
        RequestError: the text is not a range of bars, or ends before it begins.
    """
    match = _RANGE.fullmatch(str(text))
    if match is None:
        raise RequestError(f"range {quoted(text)} is not a range of bars; give the first and the last, such as 5-6")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise RequestError(f"range {quoted(text)} contains no bar; give the first and the last, from 1, such as 5-6")
    return range(first - 1, last)


def format_range(bars: range) -> str:
    """Return bars as text, counted from 1."""
    return str(bars.stop) if len(bars) == 1 else f"{bars.start + 1}-{bars.stop}"


def read_strength(value: fields.Number) -> float:
    """Read how far a variation may depart from its clip."""
    return fields.decimal_number("strength", value, 0.0, 1.0)


def read_keep(text: str) -> Keep:
    """Read what a variation is to leave as it is.

    Raises:
        RequestError: it is neither the score nor the sound.
    """
    word = str(text).strip().lower()
    if word not in list(Keep):
        raise RequestError(f"keep {quoted(text)} is not known; use score or sound")
    return Keep(word)


def _damaged(name: str, value: object) -> RequestError:
    return RequestError(f"saved request: {name} of the edit is {quoted(value)}, which is not valid; {REMEDY}")
