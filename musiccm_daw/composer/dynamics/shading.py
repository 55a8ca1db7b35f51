"""Shading: the velocities of what one player has written for a passage, as players of the kind have them.

The mean stays what the writer gave, so that parts keep their balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musiccm_daw.composer.dynamics.accents import programmed_weights, weight_at, weights_of
from musiccm_daw.composer.dynamics.attacks import Attack, attacks_of
from musiccm_daw.composer.dynamics.chord_voices import repeat_shares, voice_shares
from musiccm_daw.composer.dynamics.drummers import hand_shares, kit_shares
from musiccm_daw.composer.dynamics.lines import line_shares
from musiccm_daw.composer.dynamics.swells import echo_at, fade_at, swell_at
from musiccm_daw.composer.dynamics.touch import Touch, touch_of
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Passage, Style
from musiccm_daw.score.note import Note

_MEZZO_FORTE = 80


@dataclass(frozen=True)
class Shader:
    """Who shades: a player of a style.

    Attributes:
        instrument: a key of `INSTRUMENTS`.
        role: of the part.
        style: of the piece.
        swells: how much the player swells, 1 as usual: nothing where the music grows or fades as a whole.
    """

    instrument: str
    role: str
    style: Style
    swells: float = 1.0


def shaded(notes: Sequence[Note], passage: Passage, shader: Shader) -> list[Note]:
    """Return exact notes of a passage with the dynamics of a player."""
    if not notes or shader.role == "fx":
        return list(notes)
    attacks = attacks_of(notes)
    touch = touch_of(attacks, shader.instrument, shader.role, shader.style, passage.energy)
    touch = replace(touch, swell=touch.swell * shader.swells)
    kit = INSTRUMENTS[shader.instrument].is_kit
    levels = _kit_levels(notes, passage, touch, shader) if kit else _levels(attacks, passage, touch)
    length = passage.bar_quarters
    fade = touch.fade if passage.last else 0.0
    for attack in attacks:
        bar = (attack[0].start_quarters - passage.start) / length
        # A held note has one level, that of its middle: the last bar is no higher up than the first.
        middle = bar + min(0.5, attack[0].duration_quarters / length / 2)
        level = touch.swell and touch.swell * swell_at(middle, passage.bars)
        level -= touch.echo and touch.echo * echo_at(bar, passage.bars)
        level -= fade and fade * fade_at(bar, passage.bars)
        # Two hands may strike one note.
        for note in dict.fromkeys(attack):
            levels[note] = levels.get(note, 0.0) + level
    return _balanced(notes, levels)


def _levels(attacks: Sequence[Attack], passage: Passage, touch: Touch) -> dict[Note, float]:
    """Return by how much each note of a pitched part is louder, in velocities at mezzo-forte."""
    line = line_shares(attacks) if touch.line else {}
    repeats = repeat_shares(attacks) if touch.repeats else {}
    weights = weights_of(passage.meter, touch.pulse)
    if touch.programmed:
        # Who has accents in the pattern, as a 303's lines have, needs no others.
        flat = len({note.velocity for attack in attacks for note in attack}) == 1
        weights = programmed_weights(passage.theme) if flat else (0.0,)
    length = passage.bar_quarters
    levels: dict[Note, float] = {}
    for attack in attacks:
        start = attack[0].start_quarters
        place = (start - passage.start) % length
        level = touch.accents * weight_at(place, weights) - touch.repeats * repeats.get(start, 0.0)
        voices = voice_shares(attack) if touch.voices else {}
        for note in attack:
            levels[note] = level + touch.line * line.get(note, 0.0) + touch.voices * voices.get(note, 0.0)
    return levels


def _kit_levels(notes: Sequence[Note], passage: Passage, touch: Touch, shader: Shader) -> dict[Note, float]:
    if not touch.accents:
        return {}
    shares = (
        hand_shares(notes, passage, touch.pulse)
        if shader.role == "percussion"
        else kit_shares(notes, passage, touch.pulse)
    )
    return {note: touch.accents * share for note, share in shares.items()}


def _balanced(notes: Sequence[Note], levels: dict[Note, float]) -> list[Note]:
    """Return notes with their levels, as loud on average as before."""
    loud = [note.velocity * (1 + levels[note] / _MEZZO_FORTE) for note in notes]
    share = sum(note.velocity for note in notes) / max(1.0, sum(loud))
    return [
        Note(note.start_quarters, note.duration_quarters, note.pitch, max(1, min(127, round(velocity * share))))
        for note, velocity in zip(notes, loud, strict=True)
    ]
