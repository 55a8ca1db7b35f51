"""trainer/metrics/notes.py: what plays the score, and that nothing else comes near."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

import numpy as np
import pytest
from numpy.typing import NDArray

from musiccm_daw.harmony import ChordProgression
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import Meter, TimeGrid
from tests.trainer.metrics.played_scores import line, performed
from tests.trainer.metrics.signals import RATE, played_chords
from trainer.metrics.notes import NoteFigures, note_figures

GRID = TimeGrid(Fraction(110), Meter(4, 4), 4)
CHORDS = ChordProgression.parse("Am | F | C | G")
TONES = ((57, 60, 64), (53, 57, 60), (60, 64, 67), (55, 59, 62))

ARPEGGIO = line("keys", [chord[i] for chord in TONES for i in (0, 1, 2, 1) * 2], step=0.5, length=0.5)
MELODY = line("lead", [76, None, 74, 72, 77, 76, 72, None, 79, 76, None, 74, 71, 74, 79, None], step=1, length=0.8)
BASS = line(
    "bass",
    [pitch for chord in TONES for pitch in (chord[0] - 24, None, chord[0] - 24, chord[0] - 12)],
    step=1,
    length=0.9,
)
STABS = Part(
    "keys",
    "synth",
    tuple(Note(4 * bar + at, 0.25, pitch, 100) for bar in range(4) for at in (0.5, 2.0) for pitch in TONES[bar]),
)
DRUMS = Part(
    "drums",
    "kit",
    tuple(
        Note(4 * bar + at, 0.25, key, 110)
        for bar in range(4)
        for key, places in ((36, (0, 0.75, 2.5)), (38, (1, 3)), (42, (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5)))
        for at in places
    ),
)
OTHER = line("keys", [62, 66, 69, None, 73, 69, 66] * 5, step=0.75, length=0.4)
SCORES = {"arpeggio": (ARPEGGIO,), "melody": (MELODY,), "bass": (BASS,), "stabs": (STABS,)}


def noise() -> NDArray[np.float64]:
    return 0.1 * np.random.default_rng(5).standard_normal(GRID.total_samples(RATE))


@lru_cache(maxsize=1)
def wrong_clips() -> dict[str, NDArray[np.float64]]:
    """What a bad model makes: the right chords held, nothing, noise, another piece."""
    return {
        "held chords": played_chords(GRID, CHORDS),
        "silence": np.zeros(GRID.total_samples(RATE)),
        "noise": noise(),
        "another score": performed(GRID, (OTHER,)),
    }


def figures(audio: NDArray[np.float64], parts: tuple[Part, ...], *, loop: bool = False) -> NoteFigures:
    return note_figures(audio, RATE, GRID, parts, loop=loop)


def test_high_notes_are_counted_by_themselves() -> None:
    low = line("keys", [60, 64, 67, 72] * 4, step=1, length=0.5)
    high = replace(line("lead", [None, 88, None, 91] * 4, step=1, length=0.5), instrument="flute")
    both = figures(performed(GRID, (low, high)), (low, high))
    assert (both.high_notes, both.high_found) == (8, 8)
    lost = figures(performed(GRID, (low,)), (low, high))
    assert (lost.high_notes, lost.high_found) == (8, 0)
    assert figures(performed(GRID, (low,)), (low,)).high_notes == 0


@pytest.mark.parametrize("sound", ["sustained", "plucked"])
@pytest.mark.parametrize("name", SCORES)
def test_a_performance_plays_its_score(name: str, sound: str) -> None:
    measured = figures(performed(GRID, SCORES[name], sound=sound), SCORES[name])
    assert measured.notes == len(SCORES[name][0].notes)
    assert measured.found >= 0.9 * measured.notes
    assert measured.false_alarms <= 0.1 * measured.attacks
    assert measured.foreign_share < 0.1
    assert measured.held_share < 0.1


@pytest.mark.parametrize("wrong", ["held chords", "silence", "noise", "another score"])
@pytest.mark.parametrize("name", SCORES)
def test_nothing_else_comes_near(name: str, wrong: str) -> None:
    """Each of them finds few of the notes, and sounds at other pitches or not at all."""
    measured = figures(wrong_clips()[wrong], SCORES[name])
    assert measured.found <= 0.35 * measured.notes
    assert measured.attacks - measured.false_alarms <= 0.35 * measured.notes
    assert measured.foreign_share > 0.3


def test_a_held_chord_is_held() -> None:
    held, struck = figures(wrong_clips()["held chords"], (STABS,)), figures(performed(GRID, (STABS,)), (STABS,))
    assert held.held_share > 0.9
    assert struck.held_share < 0.05
    assert struck.length_quarters == pytest.approx(0.25, abs=0.2)


def test_rests_are_silent_where_the_score_rests() -> None:
    assert figures(performed(GRID, (STABS,)), (STABS,)).rest_db < -30
    for name, audio in wrong_clips().items():
        assert figures(audio, (STABS,)).rest_db > -6, name


def test_a_score_without_rests_has_no_rest_level() -> None:
    assert math.isnan(figures(performed(GRID, (ARPEGGIO,)), (ARPEGGIO,)).rest_db)


def test_voices_at_once() -> None:
    assert figures(performed(GRID, (MELODY,)), (MELODY,)).voices == pytest.approx(1, abs=0.3)
    assert figures(performed(GRID, (STABS,)), (STABS,)).voices == pytest.approx(3, abs=0.8)


def test_notes_late_by_a_sixteenth_are_not_found() -> None:
    late = np.roll(performed(GRID, (MELODY,), sound="plucked"), round(0.136 * RATE))
    measured = figures(late, (MELODY,))
    assert measured.found <= 0.2 * measured.notes
    assert measured.false_alarms >= 0.8 * measured.attacks


def test_notes_a_semitone_off_are_not_found() -> None:
    off = Part(
        "lead", "synth", tuple(Note(n.start_quarters, n.duration_quarters, n.pitch + 1, 90) for n in MELODY.notes)
    )
    measured = figures(performed(GRID, (off,)), (MELODY,))
    assert measured.found <= 0.1 * measured.notes
    assert measured.foreign_share > 0.5


def test_half_of_the_notes_are_half_of_the_notes() -> None:
    half = Part("lead", "synth", MELODY.notes[::2])
    measured = figures(performed(GRID, (half,)), (MELODY,))
    assert measured.found == pytest.approx(len(half.notes), abs=1)


def test_added_notes_are_false_alarms() -> None:
    added = line("keys", [66, 70] * 8, step=1, length=0.4)
    clean, crowded = (
        figures(performed(GRID, (MELODY,)), (MELODY,)),
        figures(performed(GRID, (MELODY, added)), (MELODY,)),
    )
    assert crowded.false_alarms >= clean.false_alarms + 12


def test_drums_are_found_by_band() -> None:
    measured = figures(performed(GRID, (DRUMS,)), (DRUMS,))
    assert measured.notes == len(DRUMS.notes)
    assert measured.found >= 0.9 * measured.notes
    assert measured.false_alarms <= 2
    assert math.isnan(measured.foreign_share)


@pytest.mark.parametrize("wrong", ["held chords", "silence", "noise"])
def test_drums_are_not_found_in(wrong: str) -> None:
    measured = figures(wrong_clips()[wrong], (DRUMS,))
    assert measured.found <= 0.4 * measured.notes


def test_hats_alone_are_no_kick() -> None:
    hats, kicks = (Part("drums", "kit", tuple(n for n in DRUMS.notes if n.pitch == key)) for key in (42, 36))
    assert figures(performed(GRID, (hats,)), (kicks,)).found == 0


def test_other_strokes_are_false_alarms() -> None:
    shifted = Part("drums", "kit", tuple(Note(n.start_quarters + 0.3, 0.25, n.pitch, 110) for n in DRUMS.notes))
    measured = figures(performed(GRID, (shifted,)), (DRUMS,))
    assert measured.false_alarms >= 0.6 * measured.attacks


def test_a_band_of_several_parts_is_measured_as_one() -> None:
    parts = (DRUMS, BASS, MELODY)
    measured = figures(performed(GRID, parts, sound="plucked"), parts)
    assert measured.notes == sum(len(part.notes) for part in parts)
    assert measured.found >= 0.75 * measured.notes
    for name, audio in wrong_clips().items():
        assert figures(audio, parts).found <= 0.35 * measured.notes, name


def test_doubled_notes_count_once() -> None:
    assert figures(wrong_clips()["silence"], (MELODY, MELODY)).notes == len(MELODY.notes)


def test_the_level_of_the_clip_does_not_matter() -> None:
    audio = performed(GRID, (MELODY,))
    loud, quiet = figures(audio, (MELODY,)), figures(0.01 * audio, (MELODY,))
    assert (loud.found, loud.false_alarms) == (quiet.found, quiet.false_alarms)


def test_a_loop_s_tail_at_its_start_is_no_foreign_sound() -> None:
    last = Part("lead", "synth", (Note(15.5, 1.5, 72, 90),))
    audio = performed(TimeGrid(Fraction(110), Meter(4, 4), 5), (last,))
    samples = GRID.total_samples(RATE)
    wrapped = audio[:samples].copy()
    wrapped[: len(audio) - samples] += audio[samples:]
    assert figures(wrapped, (last,), loop=True).foreign_share < 0.1
    assert figures(wrapped, (last,), loop=False).foreign_share > 0.4
