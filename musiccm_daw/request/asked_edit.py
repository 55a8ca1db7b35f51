"""An edit as a user asks for it: which clip, and what is to be done to it, before the clip is read.

`resolve_edit` completes it with the facts in the clip's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request import fields
from musiccm_daw.request.edit import EditKind

_Clip = TypeVar("_Clip")


@dataclass(frozen=True)
class AskedEdit:
    """An edit as typed: `bars` of a repaint ("5-6"), `strength` and `keep` of a variation."""

    kind: EditKind
    bars: str | None = None
    strength: fields.Number | None = None
    keep: str | None = None

    @property
    def keeps_frames(self) -> bool:
        """Whether the clip's frames stay as they are where nothing new is made."""
        return self.kind is not EditKind.VARIATION


def choose_edit(
    clips: Mapping[EditKind, _Clip | None], bars: str | None, strength: fields.Number | None, keep: str | None = None
) -> tuple[_Clip, AskedEdit] | None:
    """Return the one clip that is named with what is to be done to it; None if no clip is named.

    Args:
        clips: by kind of edit, the clip that the user named for it, None for none.
        bars: as typed, None for nothing; they go with a repaint.
        strength: as typed, None for nothing; it goes with a variation.
        keep: as typed, None for nothing; it goes with a variation.

    Raises:
        RequestError: what was asked for contradicts itself.
    """
    named = [(clip, kind) for kind, clip in clips.items() if clip is not None]
    if len(named) > 1:
        kinds = " and ".join(kind for _, kind in named)
        raise RequestError(f"{kinds} cannot be combined; edit a clip in one way at a time")
    clip, kind = named[0] if named else (None, None)
    if bars is not None and kind is not EditKind.REPAINT:
        raise RequestError(f"range {quoted(bars)} is given without a clip to repaint; name the clip, or omit the range")
    if strength is not None and kind is not EditKind.VARIATION:
        raise RequestError(
            f"strength {quoted(strength)} is given without a clip to vary; name the clip, or omit the strength"
        )
    if keep is not None and kind is not EditKind.VARIATION:
        raise RequestError(f"keep {quoted(keep)} is given without a clip to vary; name the clip, or omit keep")
    return None if clip is None or kind is None else (clip, AskedEdit(kind, bars, strength, keep))
