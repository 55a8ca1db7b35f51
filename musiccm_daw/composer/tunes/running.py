"""Running lines: notes of one length without a rest, by step from tone to tone of the chords, as in reels and toccatas.

A writer for `hand_ways.py`. Two bars have a wave, which returns, and every fourth bar comes to its end.
"""

from __future__ import annotations

from musiccm_daw.composer.chords.chord_scales import local_scale
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes.phrasing import PHRASE_BARS
from musiccm_daw.score.note import Note

_WAVES = (
    (0, 2, 4, 2, 3, 1, -1, 1),
    (0, -2, 1, 3, 4, 2, 0, -2),
    (4, 2, 0, 2, 3, 1, 0, -1),
    (0, 3, 1, 4, 2, 5, 3, 1),
    (2, 0, -2, 0, 2, 4, 3, 1),
)
"""Scale steps from the centre at the beginnings of the beats of two bars."""
_ACCENT = 8
_LAST_QUARTERS = 1.0
_BURST = 2.0
"""Quarters that a burst of runs lasts at most, in every bar."""


def running(
    passage: Passage, rate: float = 0.5, centre: int = 74, velocity: int = 84, *, bursts: bool = False
) -> list[Note]:
    """Play a line that runs.

    Args:
        passage: to play.
        rate: quarters from note to note.
        centre: pitch around which the line lies.
        velocity: of a note between the beats.
        bursts: whether it only flares up and ends on a long note, as birds do.
    """
    first, second = passage.theme.sample(_WAVES, 2)
    beats = max(1, int(passage.bar_quarters))
    notes: list[Note] = []
    before: int | None = None
    for bar in range(passage.bars):
        wave = second if bar // 2 % 2 else first
        start = passage.start + bar * passage.bar_quarters
        last = bar % PHRASE_BARS == PHRASE_BARS - 1
        length = passage.bar_quarters - (_LAST_QUARTERS if last and beats > 1 else 0.0)
        if bursts:
            length = min(_BURST - (0.5 if bar % 2 else 0.0), length)
        count = round(length / rate)
        for at in range(count):
            place = start + at * rate
            beat = int(at * rate + 1e-6)
            here, there = (wave[(bar % 2 * beats + each) % len(wave)] for each in (beat, beat + 1))
            steps = here + (there - here) * (at * rate - beat)
            pitch = _pitch(passage, place, centre, steps, before, on_beat=abs(at * rate - beat) < 1e-6)
            accent = _ACCENT if at * rate == beat else 0
            notes.append(Note(place, rate * 0.92, pitch, velocity + accent))
            before = pitch
        if (last or bursts) and passage.bar_quarters - length >= rate:
            held = min(_LAST_QUARTERS, passage.bar_quarters - length)
            pitch = _pitch(passage, start + length, centre, wave[-1], before, on_beat=True)
            notes.append(Note(start + length, held * 0.9, pitch, velocity + _ACCENT))
            before = pitch
    return notes


def _pitch(passage: Passage, place: float, centre: int, steps: float, before: int | None, *, on_beat: bool) -> int:
    """Return the pitch nearest to the wave: a tone of the chord on a beat, else of the scale, and no note twice."""
    chord = passage.chord_at(place)
    allowed = set(chord.pitch_classes) if on_beat else local_scale(passage, chord, "full")
    wanted = centre + steps * 12 / 7
    able = [p for p in range(passage.lowest, passage.highest + 1) if p % 12 in allowed and p != before]
    return min(able, key=lambda pitch: abs(pitch - wanted) + 0.3 * abs(pitch - (before or pitch)), default=centre)
