"""Edits: what a request does to a clip that is there already, beside making a new one.

A repaint makes some bars of a clip anew, a continuation adds bars behind it, a variation makes all of it anew but like
it. An `Edit` names the clip by its path and SHA-256 and says which bars are new; it is part of the request, so that the
manifest keeps it and `musiccm again` can make the take once more. Free of torch and of audio: `edit_request` completes
an edit from what the clip says of itself, `editing` carries it out.
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
    """What is done to the clip; the values stand in manifests."""

    REPAINT = "repaint"
    CONTINUE = "continue"
    VARIATION = "variation"


@dataclass(frozen=True)
class Edit:
    """An edit, resolved.

    Attributes:
        kind: what is done.
        source: absolute path of the clip's file.
        sha256: of that file, in hex: another file of that name is another request.
        new_bars: bars of the take that are made, from 0; all others hold the clip's own frames.
        strength: of a variation, 0 (the clip as the codec gives it) to 1 (new music); 1 for other kinds.
    """

    kind: EditKind
    source: str
    sha256: str
    new_bars: range
    strength: float = 1.0

    @property
    def keeps_frames(self) -> bool:
        """Whether bars of the clip stand in the take untouched."""
        return self.kind is not EditKind.VARIATION

    def source_bars(self, bars: int) -> int:
        """Bars that the clip has, of a take of `bars` bars."""
        return self.new_bars.start if self.kind is EditKind.CONTINUE else bars

    def check(self, bars: int) -> None:
        """Refuse what no command line gives but a manifest edited by hand may.

        Raises:
            RequestError: the new bars are not those that the kind of edit makes in a take of `bars` bars.
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
                "make the take anew with generate"
            )

    def to_json(self) -> dict[str, object]:
        """Return the edit as JSON types; bars as people count them."""
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
            RequestError: a field is missing or cannot be meant.
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
    """Read bars as people count them, from 1 and with both ends: "5-6" or "5".

    Raises:
        RequestError: it is no such text, or ends before it begins.
    """
    match = _RANGE.fullmatch(str(text))
    if match is None:
        raise RequestError(f"range {quoted(text)} is not readable; write the first and the last bar, such as 5-6, or 5")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise RequestError(f"range {quoted(text)} holds no bar; bars count from 1, and the first comes first: 5-6")
    return range(first - 1, last)


def format_range(bars: range) -> str:
    """Spell bars as people count them."""
    return str(bars.stop) if len(bars) == 1 else f"{bars.start + 1}-{bars.stop}"


def read_strength(value: fields.Number) -> float:
    """Read how far a variation goes from its clip."""
    return fields.decimal_number("strength", value, 0.0, 1.0)


def _damaged(name: str, value: object) -> RequestError:
    return RequestError(f"saved request: {name} of the edit is {quoted(value)}; make the take anew with generate")
