"""How far an edit departs from its clip: the strength of a variation, and whether it keeps the score or the sound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import DEFAULT_STRENGTH, EditKind, Keep, read_keep, read_strength
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.source_clip import SourceClip


def departure(
    source: SourceClip, asked: AskedEdit, draft: GenerationRequest, said: Mapping[str, Any], *, given: bool
) -> tuple[float, Keep | None]:
    """Return the strength of an edit, 0 to 1, and what it keeps; 1 and None for new bars.

    Args:
        source: the clip.
        asked: what to do with it.
        draft: the request as far as it is resolved.
        said: the options that the user gave.
        given: whether MIDI files bring the notes.

    Raises:
        RequestError: what was asked for contradicts itself, or the clip has no score to keep.
    """
    if asked.kind is not EditKind.VARIATION:
        return 1.0, None
    keep = _kept(source, asked, draft, given=given)
    if keep is Keep.SCORE and "density" in said:
        raise RequestError(
            f"density {quoted(said['density'])} changes the notes, and a variation keeps them; use keep sound, or "
            "leave density out"
        )
    if keep is not Keep.SOUND:
        return DEFAULT_STRENGTH if asked.strength is None else read_strength(asked.strength), keep
    if asked.strength is not None:
        raise RequestError(
            f"strength {quoted(asked.strength)} says how far the sound may depart, which keep sound keeps; leave it out"
        )
    return 1.0, keep


def _kept(source: SourceClip, asked: AskedEdit, draft: GenerationRequest, *, given: bool) -> Keep | None:
    """Return what a variation keeps; unless the user says so, its score if that is known and no file gives another."""
    keep = None if asked.keep is None else read_keep(asked.keep)
    if keep is not None and draft.score is ScoreSource.NONE:
        raise RequestError(f"keep {keep} and score none contradict each other; leave one of them out")
    if keep is Keep.SCORE and given:
        raise RequestError("a MIDI file brings other notes, and keep score keeps them; use keep sound")
    known = _is_scored(source, draft)
    if keep is Keep.SCORE and not known:
        partly = source.score is not None and bool(source.score.unknown_bars)
        no_score = "some of its bars have no score" if partly else "it has no score"
        raise RequestError(f"{source.name}: {no_score} to keep; leave keep out, or use keep sound")
    if keep is None and given:
        return Keep.SOUND
    if keep is None and known and draft.score is not ScoreSource.NONE:
        return Keep.SCORE
    return keep


def _is_scored(source: SourceClip, draft: GenerationRequest) -> bool:
    """Return whether all notes of a clip are known, and are those of what is edited: one stem plays one part."""
    score = source.score
    if score is None or score.unknown_bars:
        return False
    whole = draft.stems[0].role in (None, "mix") or bool(source.parts)
    return whole or len(score.parts) == 1
