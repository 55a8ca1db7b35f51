"""How players phrase what goes round: which bars differ, how full they are, and who keeps to one bar."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer import turns
from musiccm_daw.composer.chords import arpeggios, chord_rhythms, comping, guitars
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.pattern import steps_per_bar
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.sheet import ChordSpan, Passage
from musiccm_daw.harmony import Chord
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

_BANK = ("x--x--x-----x---", "x---x-..x---x-..", "..x-..x-..x-..x-", "x-----x-x---....", "x---------------")
_HABITS: tuple[turns.Habit, ...] = ("strict", "turning", "answering", "free")


def marks_of(
    habit: turns.Habit, seed: int = 0, bars: int = 8, meter: str = "4/4", pattern: str = _BANK[0]
) -> list[str]:
    return turns.phrased_marks(pattern, _BANK, passage_of(seed=seed, bars=bars, meter=meter), habit, pushes=True)


def rhythms(notes: tuple[Note, ...] | list[Note], bars: int = 8) -> list[frozenset[int]]:
    """Return the 16ths of each bar of 4/4 on which anything begins."""
    places = {round(4 * note.start_quarters - 0.1) for note in notes}
    return [frozenset(place - 16 * bar for place in places if 0 <= place - 16 * bar < 16) for bar in range(bars)]


def written(prompt: str, seed: int) -> tuple[Note, ...]:
    request = GenerationRequest.resolve(f"{prompt}, no swing", seed=seed, bars=8, chords="Am7 | Dm7 | G7 | Cmaj7")
    return compose_score(request, seed).parts[0].notes


@given(
    habit=st.sampled_from(_HABITS),
    seed=st.integers(0, 999),
    bars=st.integers(1, 20),
    meter=st.sampled_from(METERS),
    pattern=st.sampled_from(_BANK),
)
def test_bars_keep_their_lengths_and_the_first_its_pattern(
    habit: turns.Habit, seed: int, bars: int, meter: str, pattern: str
) -> None:
    marks = marks_of(habit, seed, bars, meter, pattern)
    passage = passage_of(meter=meter, bars=bars)
    assert {len(bar) for bar in marks} == {steps_per_bar(passage.meter)}
    assert marks[0] == marks_of("strict", seed, 1, meter, pattern)[0]
    assert len(marks) == bars
    if habit == "strict" or bars < 4:
        assert len(set(marks)) == 1


@pytest.mark.parametrize("habit", _HABITS[1:])
def test_a_phrase_turns_at_its_end_and_begins_as_it_began(habit: turns.Habit) -> None:
    for seed in range(40):
        marks = marks_of(habit, seed, bars=16)
        assert len(set(marks[:8])) > 1
        # What was pushed into the ninth bar begins before it.
        assert marks[8][1:] == marks[0][1:]
        assert marks_of(habit, seed, bars=8)[:7] == marks[:7]


@pytest.mark.parametrize("habit", _HABITS[1:])
def test_a_phrased_rhythm_is_no_fuller_on_average(habit: turns.Habit) -> None:
    full = thin = 0
    for seed, pattern in product(range(60), _BANK[:4]):
        attacks = "".join(marks_of(habit, seed, pattern=pattern))
        full += len(attacks.replace("-", "").replace(".", ""))
        thin += 8 * len(pattern.replace("-", "").replace(".", ""))
    assert 0.8 * thin < full <= 1.02 * thin


@pytest.mark.parametrize(
    ("beat", "marks", "left"), [(0, "x---x---x---x---", "x---x---x-------"), (4, "x...x.x.", "x...x...")]
)
def test_a_rest_takes_the_weakest_attack(beat: int, marks: str, left: str) -> None:
    assert turns.without_weakest(marks, beat) == left


@pytest.mark.parametrize(
    "prompt",
    [
        *("rhodes chords, soul", "funk clavinet, funk", "jazz piano comping, jazz", "bossa nova guitar"),
        *("strummed acoustic guitar", "fingerpicked guitar, folk", "slap bass", "soul bass", "lofi piano chords"),
    ],
)
def test_bands_phrase_eight_bars_and_seeds_differ(prompt: str) -> None:
    parts = [rhythms(written(prompt, seed)) for seed in range(6)]
    assert sum(len(set(bars)) > 1 for bars in parts) >= 5
    assert len({tuple(bars[:4]) for bars in parts}) >= 4


@pytest.mark.parametrize("prompt", ["reggae guitar skank, reggae", "techno stabs, techno", "repetitive soul rhodes"])
def test_loops_and_skanks_stay_as_they_are(prompt: str) -> None:
    for seed in range(6):
        bars = rhythms(written(prompt, seed))
        assert bars[:4] == bars[4:]
        assert len(set(bars)) <= 2


def test_the_kick_of_a_machine_stays_on_the_floor() -> None:
    for seed in range(6):
        kicks = [note for note in written("techno drums, techno", seed) if note.pitch == SOUNDS["kick"]]
        beats = {
            round(note.start_quarters) for note in kicks if abs(note.start_quarters - round(note.start_quarters)) < 0.1
        }
        assert len(beats) >= 30


def halves(*names: str) -> Passage:
    """Return a passage of 4/4 with two chords in every bar."""
    passage = passage_of(bars=len(names) // 2)
    spans = tuple(ChordSpan(2.0 * at, 2.0, Chord.parse(name)) for at, name in enumerate(names))
    return Passage(**{**vars(passage), "spans": spans})


@pytest.mark.parametrize("pattern", ["x---------------", "x--x--x---------", "x..x............"])
def test_no_chord_of_two_in_a_bar_is_left_out(pattern: str) -> None:
    notes = comping.comp(halves("C", "F", "Am", "E"), (pattern,), habit="strict")
    for place, tones in ((2.0, {5, 9, 0}), (6.0, {4, 8, 11})):
        sounding = [
            note
            for note in notes
            if place - 0.5 <= note.start_quarters <= place < note.start_quarters + note.duration_quarters
        ]
        assert {note.pitch % 12 for note in sounding} == tones
    notes = guitars.strum(halves("C", "F", "Am", "E"), ("D---------------",))
    assert {round(start) for start in chord_rhythms.chord_starts(notes)} == {0, 2, 4, 6}


def test_an_inner_voice_of_a_pad_moves_ahead_by_step() -> None:
    moved = 0
    for names in (("Am", "F", "C", "G"), ("Dm7", "G7", "Cmaj7", "A7"), ("C", "Am", "F", "G")):
        passage = passage_of(*names)
        still, moving = (comping.pad(passage, habit=habit) for habit in ("strict", "turning"))
        ahead = [note for note in moving if note.start_quarters == 30.0]
        moved += len(ahead)
        assert len(ahead) <= 1
        for note in ahead:
            left = [other for other in moving if other.start_quarters + other.duration_quarters == 30.0]
            assert min(abs(note.pitch - other.pitch) for other in left) == 2
            assert {(note.pitch - tone) % 12 for tone in passage.chord_at(30).pitch_classes}.isdisjoint({1, 6, 11})
        assert all(note.start_quarters % 4 == 0 for note in still)
    assert moved


def test_an_arpeggio_opens_or_goes_back_at_the_end_of_a_phrase() -> None:
    for seed in range(20):
        notes = arpeggios.arpeggio(passage_of("Am", seed=seed), rates=(0.5,))
        bars = [[note.pitch for note in notes if 4 * bar <= note.start_quarters < 4 * bar + 4] for bar in range(8)]
        assert bars[0] == bars[1] == bars[2] == bars[4]
        assert len({tuple(bar) for bar in bars}) >= 2
