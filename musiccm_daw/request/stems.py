"""The stems of a request: `drums`, `keys=rhodes chords`, read and put into words for the model.

`request` holds them; `generate` samples one after the other. Nothing here knows seeds or audio.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.roles import parse_role

MAX_STEMS = 16

_DRUM_AND_BASS = re.compile(r"\bdrum\s*(?:and|&|'?n'?)\s*bass\b", re.IGNORECASE)
"""A style that names two roles."""


@dataclass(frozen=True)
class StemRequest:
    """One part of the music: a role of `ROLES`, or None for a clip in one piece, and the words for the model."""

    role: str | None
    prompt: str


def read_stems(texts: Sequence[str], words: str) -> tuple[StemRequest, ...]:
    """Read stems, each `ROLE` or `ROLE=PROMPT`; none at all is a clip in one piece.

    A stem's own prompt stands before the `words` of the main one, which say the style that all stems share.
    """
    if not texts:
        return (StemRequest(None, words),)
    return checked_stems(tuple(_read_stem(text, words) for text in texts))


def checked_stems(stems: tuple[StemRequest, ...]) -> tuple[StemRequest, ...]:
    """Refuse sets that cannot be told apart or summed.

    A role may come twice with different words (two keyboards); twice the same is what variations are for.
    """
    if not 1 <= len(stems) <= MAX_STEMS:
        raise RequestError(f"{len(stems)} stems were asked for; 1 to {MAX_STEMS} are allowed, use fewer")
    for index, stem in enumerate(stems):
        if stem in stems[:index]:
            raise RequestError(
                f"stem {stem.role} comes twice with the same words; give each its own prompt, such as "
                f"{stem.role}=PROMPT, or ask for variations"
            )
        if len(stems) > 1 and stem.role in (None, "mix"):
            raise RequestError("stem mix is the sum of the other stems and made anyway; ask for it alone or not at all")
    return stems


def _read_stem(text: str, words: str) -> StemRequest:
    """Read one stem."""
    role_text, equals, own = str(text).partition("=")
    role = parse_role(role_text)
    if not equals:
        # Without its role a stem of "lo-fi hip hop" is a whole beat: naming it took drums out of the bass by 44 dB.
        # Named twice, "funk bass bass", it drones: 1.7 notes a bar, named once 5.0.
        name = role.replace("-", " ")
        said = re.search(rf"\b{name}\b", _DRUM_AND_BASS.sub("", words), re.IGNORECASE)
        named = words if role == "mix" or said else f"{words} {name}"
        return StemRequest(role, prompt_text(named, f"prompt of stem {role} with the main one"))
    own = prompt_text(own, f"prompt of stem {role}")
    found = [value for found in read_facts(own).found.values() for value in found]
    if found:
        raise RequestError(
            f"prompt of stem {role} names {quoted(found[0])}; tempo, bars, meter and key hold for all stems, "
            "so write them in the main prompt or as options"
        )
    return StemRequest(role, prompt_text(f"{own}, {words}", f"prompt of stem {role} with the main one"))
