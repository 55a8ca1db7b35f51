"""Edits: what a request does to an existing clip, where it does not start from nothing.

A repaint replaces some bars of a clip, a continuation adds bars after it, and a variation makes new music that
resembles it. An `Edit` names the clip by its path and SHA-256 and says which bars are new. It is part of the request,
so the manifest keeps it and `musiccm again` can repeat it. Free of torch and of audio: `resolve_edit` completes an edit
with the facts in the clip's file, and `engine.editing` carries it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request import fields

_RANGE = re.compile(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
DEFAULT_STRENGTH = 0.5


class EditKind(StrEnum):
    """The kinds of edit; manifests contain these values."""

    REPAINT = "repaint"
    CONTINUE = "continue"
    VARIATION = "variation"


@dataclass(frozen=True)
class Edit:
    """An edit, resolved.

    Attributes:
        kind: what is done.
        source: absolute path of the clip's file.
        sha256: of that file, in hex, so that a file which has changed is noticed.
        new_bars: bars of the take that are generated, from 0; all others keep the clip's own frames.
        strength: of a variation, 0 (the clip as the codec reproduces it) to 1 (new music); 1 for other kinds.
    """

    kind: EditKind
    source: str
    sha256: str
    new_bars: range
    strength: float = 1.0

    @property
    def keeps_frames(self) -> bool:
        """Whether the take contains bars of the clip unchanged."""
        return self.kind is not EditKind.VARIATION

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
        }
        if not fits[self.kind]:
            raise RequestError(
                f"a {self.kind} of bars {format_range(self.new_bars)} does not fit a take of {bars} bars; "
                "make a new take with musiccm generate"
            )

    def to_json(self) -> dict[str, object]:
        """Return the edit as JSON types, with bars counted from 1."""
        return {
            "kind": str(self.kind),
            "source": self.source,
            "sha256": self.sha256,
            "range": format_range(self.new_bars),
            "strength": self.strength,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Edit:
        """Read what `to_json` wrote.

        Raises:
            RequestError: a field is missing or invalid.
        """
        kind, source, sha256, bars, strength = (document.get(name) for name in _FIELDS)
        if kind not in list(EditKind):
            raise _damaged("kind", kind)
        if not isinstance(source, str) or not source or "\0" in source:
            raise _damaged("source", source)
        if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
            raise _damaged("sha256", sha256)
        if not isinstance(bars, str):
            raise _damaged("range", bars)
        if isinstance(strength, bool) or not isinstance(strength, (int, float)):
            raise _damaged("strength", strength)
        return cls(EditKind(str(kind)), source, sha256, read_range(bars), read_strength(strength))


_FIELDS = ("kind", "source", "sha256", "range", "strength")


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


def _damaged(name: str, value: object) -> RequestError:
    return RequestError(
        f"saved request: {name} of the edit is {quoted(value)}, which is not valid; "
        "make a new take with musiccm generate"
    )
