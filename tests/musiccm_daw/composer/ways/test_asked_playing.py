"""Ways of playing by their notes: chords once a bar, pedals, stabs of a section, lines of basses, crescendi."""

from __future__ import annotations

import pytest

from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import EARLY, most_at_once, notes_in, part_of, score_of

SEEDS = range(4)
ROOTS = (9, 5, 0, 7)


def strokes(part: Part, bar: int) -> int:
    """Return how often something begins in a bar of 4/4, a strum once."""
    starts = sorted(
        note.start_quarters for note in part.notes if 4 * bar - EARLY <= note.start_quarters < 4 * bar + 3.9
    )
    return sum(at == 0 or start > starts[at - 1] + 2 * EARLY for at, start in enumerate(starts))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "prompt", ["harp, one block chord per bar", "piano whole note chords", "organ whole notes, soul"]
)
def test_one_chord_a_bar_is_struck_once_a_bar(prompt: str, seed: int) -> None:
    part = part_of(prompt, seed=seed)
    assert [strokes(part, bar) for bar in range(4)] == [1] * 4


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("prompt", ["organ pedal note under everything", "church organ holding a low pedal point"])
def test_an_organist_holds_a_pedal_with_the_feet(prompt: str, seed: int) -> None:
    part = part_of(prompt, seed=seed)
    assert {note.pitch % 12 for note in part.notes} == {9}
    assert max(note.pitch for note in part.notes) < 52
    assert most_at_once(part) == 1
    assert min(note.duration_quarters for note in part.notes) > 7


def test_swelling_chords_are_held_and_grow() -> None:
    for seed in SEEDS:
        part = part_of("choir aahs, slow swelling chords", seed=seed)
        assert min(note.duration_quarters for note in part.notes) > 3
        assert mean_velocity(part, 8, 16) > mean_velocity(part, 0, 8) + 8


@pytest.mark.parametrize("words", ["getting bigger", "getting louder", "louder and louder", "slowly builds"])
def test_music_that_gets_bigger_grows(words: str) -> None:
    for part in score_of(f"orchestral piece, {words}").parts:
        if part.role != "fx" and notes_in(part, 0, 8) and notes_in(part, 8, 16):
            assert mean_velocity(part, 8, 16) > mean_velocity(part, 0, 8) + 5


def mean_velocity(part: Part, first: float, last: float) -> float:
    loud = [note.velocity for note in part.notes if first - EARLY <= note.start_quarters < last - EARLY]
    return sum(loud) / len(loud)


def test_long_notes_of_strings_beside_others_are_held() -> None:
    for seed in SEEDS:
        parts = score_of("piano arpeggios, strings long notes, french horn theme", seed=seed).parts
        strings = next(part for part in parts if part.role in ("strings", "pads"))
        assert min(note.duration_quarters for note in strings.notes) > 1.5


@pytest.mark.parametrize("seed", SEEDS)
def test_horns_in_a_row_stab_together(seed: int) -> None:
    parts = score_of("trumpet and trombone stabs with congas", seed=seed).parts
    trumpet, trombone = (next(part for part in parts if part.instrument == name) for name in ("trumpet", "trombone"))
    places = [note.start_quarters for note in trumpet.notes]
    together = [min(abs(note.start_quarters - place) for place in places) < 2 * EARLY for note in trombone.notes]
    assert len(together) > 0.7 * len(places)
    assert all(together)
    assert all(note.duration_quarters < 0.8 for part in (trumpet, trombone) for note in part.notes)
    assert max(note.pitch for note in trombone.notes) < max(note.pitch for note in trumpet.notes)


@pytest.mark.parametrize("seed", SEEDS)
def test_plucks_are_syncopated(seed: int) -> None:
    part = part_of("synth plucks syncopated tropical house", seed=seed)
    starts = {round(4 * note.start_quarters) % 16 for note in part.notes}
    assert sum(at % 4 != 0 for at in starts) >= 2
    assert max(note.duration_quarters for note in part.notes) < 0.8


def test_who_follows_on_the_offbeat_plays_from_the_first_bar() -> None:
    parts = score_of("lead synth plays the melody, bass follows on the offbeat").parts
    bass = next(part for part in parts if part.role == "bass")
    assert notes_in(bass, 0, 4) == 4
    parts = score_of("piano first, then drums follow").parts
    drums = next(part for part in parts if part.role == "drums")
    assert notes_in(drums, 0, 4) == 0


@pytest.mark.parametrize("prompt", ["gimme a fat 808 line", "808 line", "sub bass line", "808 melody"])
def test_lines_of_an_808_are_few_long_roots(prompt: str) -> None:
    for seed in SEEDS:
        part = part_of(prompt, seed=seed)
        assert len(part.notes) <= 4 * 4
        for bar, root in enumerate(ROOTS):
            first = min(part.notes, key=lambda note: abs(note.start_quarters - 4 * bar))
            assert abs(first.start_quarters - 4 * bar) < EARLY
            assert first.pitch % 12 == root


@pytest.mark.parametrize("prompt", ["acid 303 line", "303 line techno", "tb-303 melody"])
def test_a_303_plays_low_patterns_of_16ths(prompt: str) -> None:
    for seed in SEEDS:
        part = part_of(prompt, seed=seed)
        assert max(note.pitch for note in part.notes) < 60
        assert len(part.notes) >= 8 * 4
        assert max(note.duration_quarters for note in part.notes) < 0.5


def test_a_bass_sings_its_melody_on_the_upper_strings() -> None:
    for seed in SEEDS:
        part = part_of("fretless bass melody, slow", seed=seed)
        assert sum(note.pitch for note in part.notes) / len(part.notes) > 42
        assert max(note.duration_quarters for note in part.notes) > 0.9
        assert most_at_once(part) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_strings_pluck_chords_below_a_tune(seed: int) -> None:
    parts = score_of("strings pizzicato + oboe tune", seed=seed).parts
    plucked, tune = parts
    assert most_at_once(plucked) >= 3
    assert max(note.pitch for note in plucked.notes) <= max(note.pitch for note in tune.notes)


@pytest.mark.parametrize("prompt", ["punk rock, three chords, super fast", "surf rock 1963"])
def test_fast_rock_drives_in_8ths(prompt: str) -> None:
    for seed in SEEDS:
        parts = score_of(prompt, seed=seed, bpm=170).parts
        assert notes_in(next(part for part in parts if part.role == "bass"), 0, 8) >= 15
        guitar = next(part for part in parts if part.role == "guitar")
        assert strokes(guitar, 0) >= 6


def test_rock_ballads_do_not_drive() -> None:
    parts = score_of("rock ballad", bpm=70).parts
    assert notes_in(next(part for part in parts if part.role == "bass"), 0, 8) < 15
