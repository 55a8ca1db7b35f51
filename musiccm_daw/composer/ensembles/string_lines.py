"""Lines of a string section over a dance band: long high notes, octaves, and runs that sweep into the next bar.

A writer for `Layer`s. Disco's strings are no singers: they hold the fifth or third of a chord above everybody, and fill
the ends of phrases with a scale through an octave.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_scales import calm_tones, local_scale
from musiccm_daw.composer.pattern import unroll
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

_OCTAVE = 12
_OCTAVES = ("x-o-x-o-x-o-....", "x---o-x-..x-o---", "..x-..o-..x-o-x-", "x--o--x-o---....")
"""`x` is the high note, `o` the one an octave below."""
_SOARING = 80
"""Velocity of the long notes."""
_RUN_QUARTERS, _RUN_STEP = 2.0, 0.25
_SECOND_RUN, _RISING = 0.4, 0.75
"""How often the second of four bars has a run, as the fourth always has, and how often runs rise."""
_PHRASE_BARS = 4
_NOMINAL = 0.3
"""What a semitone from the centre costs beside one from the note before."""


def soaring_strings(passage: Passage, centre: int = 78) -> list[Note]:
    """Play long notes high above a band, octaves in every third bar of four, and runs into the next phrase."""
    theme = passage.theme
    octaves = theme.choice(_OCTAVES)
    running = {_PHRASE_BARS - 1} | ({1} if theme.random() < _SECOND_RUN else set())
    rising = theme.random() < _RISING
    targets = _targets(passage, centre)
    notes: list[Note] = []
    for bar in range(passage.bars):
        start, pitch = passage.start + bar * passage.bar_quarters, targets[bar]
        run = min(_RUN_QUARTERS, passage.bar_quarters / 2)
        runs = bar % _PHRASE_BARS in running and not (passage.last and bar == passage.bars - 1)
        if bar % _PHRASE_BARS == 2:
            for step in unroll(octaves, passage.meter, start, 1):
                low = _OCTAVE if step.mark == "o" else 0
                notes.append(Note(step.start, step.duration * 0.8, pitch - low, _SOARING + 6))
            continue
        held = passage.bar_quarters - (run if runs else 0.0)
        notes.append(Note(start, held * 0.95, pitch, _SOARING))
        if runs:
            following = targets[(bar + 1) % passage.bars]
            notes += _run(passage, start + held, run, following, rising=rising)
    return notes


def _targets(passage: Passage, centre: int) -> list[int]:
    """Return the long note of every bar: the fifth or third of its chord, as near to the one before as can be."""
    targets: list[int] = []
    for bar in range(passage.bars):
        chord = passage.chord_at(passage.start + bar * passage.bar_quarters)
        wanted = {tone for tone in chord.pitch_classes if (tone - chord.root) % _OCTAVE in (3, 4, 7)}
        able = [
            pitch
            for pitch in range(max(passage.lowest + _OCTAVE, centre - 9), min(passage.highest, centre + 9) + 1)
            if pitch % _OCTAVE in (wanted or calm_tones(passage, chord, "full"))
        ]
        last = targets[-1] if targets else centre
        targets.append(min(able, key=lambda pitch: abs(pitch - last) + _NOMINAL * abs(pitch - centre), default=centre))
    return targets


def _run(passage: Passage, start: float, length: float, target: int, *, rising: bool) -> list[Note]:
    """Return the scale that leads to a pitch in 16ths, from below or from above, growing louder."""
    scale = local_scale(passage, passage.chord_at(start), "full")
    count = int(length / _RUN_STEP)
    side = -1 if rising else 1
    tones = [pitch for pitch in range(target + side, target + side * 24, side) if pitch % _OCTAVE in scale][:count]
    return [
        Note(start + at * _RUN_STEP, _RUN_STEP * 0.9, pitch, _SOARING - count + 2 * at)
        for at, pitch in enumerate(reversed(tones))
        if passage.lowest <= pitch <= passage.highest
    ]
