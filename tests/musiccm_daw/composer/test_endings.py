"""Clips that do not loop end: a last chord or stroke, then silence inside the asked bars."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.grooves import SOUNDS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.harmony import Chord
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note
from musiccm_daw.score.score import Score

EARLY = 0.06
CLIPS = [
    *(("house track", 4, "4/4"), ("rock band", 8, "4/4"), ("funk track", 2, "4/4"), ("jazz trio", 4, "4/4")),
    *(("reggae track", 4, "4/4"), ("bossa nova", 3, "4/4"), ("string quartet", 4, "3/4"), ("synthwave", 16, "4/4")),
    *(("drum and bass", 4, "4/4"), ("folk guitar and flute", 2, "6/8"), ("solo piano", 1, "4/4"), ("techno", 1, "4/4")),
    *(("ambient pads", 2, "4/4"), ("lo-fi beat with rhodes", 4, "4/4"), ("trap", 32, "4/4"), ("metal", 5, "7/8")),
    *(("salsa", 4, "4/4"), ("church organ, held chords", 2, "5/4"), ("trance with supersaws", 24, "4/4")),
    ("brass stabs with walking bass", 4, "4/4"),
]


def ended(prompt: str, bars: int, meter: str = "4/4", chords: str = "Am | F | C | G") -> tuple[Score, float]:
    """Return the score of a clip that ends, and the length of a bar."""
    request = GenerationRequest.resolve(
        prompt, seed=3, bars=bars, meter=meter, key="A minor", chords=chords, loop=False
    )
    return compose_score(request, 3), float(request.meter.quarters_per_bar)


def end_of(note: Note) -> float:
    return note.start_quarters + note.duration_quarters


@pytest.mark.parametrize(("prompt", "bars", "meter"), CLIPS)
def test_a_clip_ends_with_a_stroke_and_silence(prompt: str, bars: int, meter: str) -> None:
    score, bar = ended(prompt, bars, meter)
    last = (bars - 1) * bar if bars > 1 else bar / 2
    notes = [note for part in score.parts for note in part.notes]
    strokes = [note for note in notes if note.start_quarters > last - EARLY]
    assert strokes
    assert max(note.start_quarters for note in strokes) < last + EARLY
    # A quarter of the bar is left for what rings on, half of it in clips of more than one.
    assert max(map(end_of, notes)) <= bars * bar - (bar / 2 if bars > 1 else bar / 4) + EARLY
    chord = Chord.parse(("Am", "F", "C", "G")[(bars - 1) % 4])
    for part in score.parts:
        if part.role not in ("drums", "percussion", "fx"):
            assert all(note.pitch % 12 in chord.pitch_classes for note in part.notes if note in strokes)


def test_drums_fill_into_one_stroke_of_crash_and_kick() -> None:
    drums = ended("rock band", 8)[0].part("drums").notes
    assert {note.pitch for note in drums if note.start_quarters > 28 - EARLY} == {SOUNDS["kick"], SOUNDS["crash"]}

    def strokes(bar: int) -> set[tuple[int, int]]:
        inside = [note for note in drums if 4 * bar - EARLY <= note.start_quarters < 4 * bar + 4 - EARLY]
        return {(round(note.start_quarters * 4) - 16 * bar, note.pitch) for note in inside}

    assert strokes(6) != strokes(4)
    assert strokes(4) == strokes(2)


def test_the_last_chord_of_a_bar_with_several_is_the_end() -> None:
    (part,) = ended("church organ, held chords", 2, chords="Am | F C")[0].parts
    first = {note.pitch % 12 for note in part.notes if abs(note.start_quarters - 4) < EARLY}
    second = {note.pitch % 12 for note in part.notes if abs(note.start_quarters - 6) < EARLY}
    assert first <= set(Chord.parse("F").pitch_classes)
    assert second <= set(Chord.parse("C").pitch_classes)
    assert first
    assert second
    assert max(map(end_of, part.notes)) == pytest.approx(7, abs=EARLY)


def test_a_clip_in_the_shortest_bars_still_plays() -> None:
    assert any(part.notes for part in ended("rock band", 1, "1/16")[0].parts)
