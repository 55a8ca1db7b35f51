"""Techniques that a prompt names: one hand, tremolo, drones, chops, call and answer, a pentatonic scale."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.pedal_note import pedal_note
from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import EARLY, most_at_once, part_of, score_of


def bars(part: Part) -> set[int]:
    """Return the bars of 4/4 in which a part has notes that begin."""
    return {int((note.start_quarters + EARLY) // 4) for note in part.notes}


@pytest.mark.parametrize("seed", range(4))
def test_one_hand_plays_alone(seed: int) -> None:
    left = part_of("piano left hand only boogie woogie", seed=seed)
    assert max(note.pitch for note in left.notes) <= 62
    assert most_at_once(left) <= 2
    right = part_of("piano right hand only, jazz", seed=seed)
    assert min(note.pitch for note in right.notes) >= 48


@pytest.mark.parametrize(
    ("prompt", "first"),
    [
        ("clarinet answered by oboe", "clarinet"),
        ("call and response between trumpet and sax", "trumpet"),
        ("trumpet and sax call and response", "trumpet"),
        ("piano answers the violin", "solo_violin"),
    ],
)
def test_call_and_answer_take_turns(prompt: str, first: str) -> None:
    for count in (4, 8):
        parts = score_of(prompt, bars=count).parts
        assert len(parts) == 2
        caller = next(part for part in parts if part.instrument == first)
        (answer,) = (part for part in parts if part is not caller)
        assert 0 in bars(caller)
        assert not bars(caller) & bars(answer)


def test_a_pentatonic_scale_has_five_notes() -> None:
    for seed in range(4):
        part = part_of("kalimba loop in C major pentatonic", key="C major", chords="C | F | G | Am", seed=seed)
        assert {note.pitch % 12 for note in part.notes} <= {0, 2, 4, 7, 9}
        part = part_of("guitar solo, minor pentatonic", seed=seed)
        assert {note.pitch % 12 for note in part.notes} <= {9, 0, 2, 4, 7}


@pytest.mark.parametrize(
    ("prompt", "step"),
    [
        ("tremolo picking black metal guitar 200 bpm", 0.25),
        ("mandolin tremolo", 1 / 6),
        ("marimba tremolo", 1 / 6),
    ],
)
def test_tremolo_repeats_notes(prompt: str, step: float) -> None:
    notes = part_of(prompt).notes
    assert len(notes) > 0.9 * 16 / step
    again = sum(one.pitch == other.pitch for one, other in pairwise(notes))
    assert again > 0.5 * len(notes)


def test_tremolo_of_low_strings_is_low() -> None:
    low, usual = ([note.pitch for note in part_of(f"{words}strings, tremolo").notes] for words in ("low ", ""))
    assert max(low) <= 62 < max(usual)


def test_an_ambient_drone_is_one_sound() -> None:
    assert {note.pitch % 12 for note in part_of("ambient drone").notes} <= {9, 4}


def test_a_drone_stays() -> None:
    assert {note.pitch % 12 for note in part_of("sitar drone").notes} == {9, 4}
    cello = part_of("cello drone on D")
    assert {note.pitch % 12 for note in cello.notes} == {2}
    assert min(note.duration_quarters for note in cello.notes) > 3
    assert read_brief("drone, dark ambient").style == "ambient"


def test_trills_go_to_a_neighbour_and_back() -> None:
    notes = part_of("flute with trills").notes
    steps = Counter(abs(one.pitch - other.pitch) for one, other in pairwise(notes))
    assert steps[1] + steps[2] > 0.6 * len(notes)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("prompt", ["vocal chops", "muted guitar", "clavinet"])
def test_chops_are_short(prompt: str, seed: int) -> None:
    part = part_of(prompt, seed=seed)
    short = [note for note in part.notes if note.duration_quarters < 0.4]
    assert len(short) > 0.7 * len(part.notes)
    assert len({round(4 * note.start_quarters) for note in part.notes if note.start_quarters < 3.9}) >= 4


@pytest.mark.parametrize("seed", range(6))
def test_stabs_are_syncopated_through_the_whole_bar(seed: int) -> None:
    places = {round(4 * note.start_quarters) for note in part_of("house piano stabs", seed=seed).notes}
    for bar in range(4):
        own = {at % 16 for at in places if at // 16 == bar}
        assert len(own) >= 3
        assert max(own) >= 8
        assert any(at % 4 for at in own)


def test_la_pompe_has_four_chords_a_bar() -> None:
    notes = part_of("gypsy jazz la pompe").notes
    assert {round(note.start_quarters) for note in notes} == set(range(16))
    assert all(note.duration_quarters < 0.75 for note in notes)


def test_rasgueado_is_faster_than_a_strum() -> None:
    strummed, flamenco = (
        sum(len(part_of(f"nylon guitar {way}", seed=seed).notes) for seed in range(6)) for way in ("strum", "rasgueado")
    )
    assert flamenco > 1.5 * strummed


def test_oompah_on_a_keyboard_is_bass_and_chord() -> None:
    notes = part_of("accordion oompah", meter="4/4").notes
    beats = [[note for note in notes if round(note.start_quarters) == beat] for beat in range(4)]
    assert [len(beat) for beat in beats] == [1, 3, 1, 3]


def test_octaves_and_double_stops_are_two_notes_at_once() -> None:
    assert most_at_once(part_of("fiddle double stops")) == 2
    starts = Counter(round(note.start_quarters, 1) for note in part_of("saw synth lead melody in octaves").notes)
    assert max(starts.values()) <= 2


@pytest.mark.parametrize(
    ("prompt", "note"),
    [
        ("one note bass pedal on A", 9),
        ("bass pedal on Bb, dark", 10),
        ("drone on low D", 2),
        ("bass on A synth", None),
        ("bass pedal on A big synth", None),
        ("piano", None),
    ],
)
def test_the_note_of_a_pedal(prompt: str, note: int | None) -> None:
    assert pedal_note(prompt) == note


def test_a_loud_chorus_and_a_quiet_verse_are_not_the_whole_piece() -> None:
    assert read_brief("grunge verse quiet chorus loud").steering == read_brief("grunge verse chorus").steering
    assert read_brief("quiet verse").steering.energy is not None


def test_ways_of_playing_seat_nobody_else() -> None:
    for prompt, count in (
        ("piano with sustain pedal", 1),
        ("tremolo picking metal guitar", 1),
        ("violin trills", 1),
        ("piano melody in octaves", 1),
        ("flute, repeated notes", 1),
        ("guitar chords on 2 and 4", 1),
    ):
        assert len(read_brief(prompt).players) == count, prompt
