"""Words steer in their sense, over any style, and the players whom they are said of."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.harmony import Chord
from musiccm_daw.idle_words import density_is_idle, idle_words
from musiccm_daw.request.sections import Section, read_section
from tests.musiccm_daw.composer.steering_figures import (
    FIGURES,
    NUMBERS,
    PROMPTS,
    mean_length,
    mean_pitch,
    notes_per_bar,
    pairs,
    scored,
    steps,
)


@pytest.mark.parametrize("word", FIGURES)
def test_a_word_moves_what_it_speaks_of_in_its_sense(word: str) -> None:
    _, sense = FIGURES[word]
    figures = list(pairs(word))
    assert sum((after - before) * sense > 0 for before, after in figures) >= 0.9 * len(figures)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_moves_what_it_speaks_of_over_its_whole_range(name: str) -> None:
    values = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
    rows = list(steps(name, *values))
    sums = [sum(column) for column in zip(*rows, strict=True)]
    assert sums == sorted(set(sums))
    assert sum(row[1] < row[3] < row[5] for row in rows) >= 0.9 * len(rows)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=4), st.sampled_from(PROMPTS), st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_more_density_never_means_fewer_notes(values: list[float], prompt: str, seed: int) -> None:
    figures = [notes_per_bar(scored(prompt, seed, density=value)) for value in sorted(values)]
    assert figures == sorted(figures)


def test_the_middle_of_a_number_is_the_style_as_it_writes() -> None:
    for prompt in PROMPTS:
        assert scored(prompt, density=0.5).parts == scored(prompt).parts
        notes = [part.notes for part in scored(f"{prompt}, sparse", density=0.5).parts]
        assert notes == [part.notes for part in scored(prompt).parts]


def test_a_number_is_for_all_but_those_whom_words_speak_of() -> None:
    def notes(prompt: str, role: str, density: float | None = None) -> int:
        return len(scored(prompt, density=density).part(role).notes)

    words = "house with drums, and a sparse bass"
    assert notes(words, "drums") < notes(words, "drums", 0.9)
    assert notes(words, "bass") == notes(words, "bass", 0.9) < notes("house with drums, and a bass", "bass")


def test_a_stems_own_words_stand_beside_a_number() -> None:
    def busy(*stems: str, **numbers: float) -> list[int]:
        request = ask("house", bars=2, seed=3, key="A minor", chords="Am", stems=stems, **numbers)
        return [len(part.notes) for part in compose_score(request, 3).parts]

    plain, numbered = busy("drums", "bass=sparse sub bass"), busy("drums", "bass=sparse sub bass", density=0.9)
    assert plain[0] < numbered[0]
    assert plain[1] == numbered[1]


def test_a_section_has_numbers_of_its_own() -> None:
    sections = [
        Section(2, name="a", density=0.1, energy=0.1),
        Section(2, "busy", name="b", density=0.1),
        Section(2, name="c", density=0.9, energy=1.0),
        Section(2, name="d"),
    ]
    score = compose_score(ask("house", seed=8, chords="Am", sections=sections, density=0.4), 8)
    velocities: list[dict[tuple[str, int | None], list[int]]] = [{}, {}, {}, {}]
    for part in score.parts:
        for note in part.notes:
            sound = (part.name, note.pitch if part.role == "drums" else None)
            velocities[int((note.start_quarters + 0.06) // 8)].setdefault(sound, []).append(note.velocity)
    first, second, third, last = (sum(map(len, of_section.values())) for of_section in velocities)
    assert max(first, second) < last < third
    # Of every sound, since a busy section also has more of those that are soft.
    quiet, loud = velocities[0], velocities[2]
    shared = quiet.keys() & loud.keys()
    assert len(shared) >= 3
    assert all(mean(quiet[sound]) + 30 < mean(loud[sound]) for sound in shared)


def test_a_number_chooses_neither_style_nor_band() -> None:
    quiet, plain = (compose_score(ask("something nice", seed=3, bars=2, energy=each), 3) for each in (0.2, None))
    assert [(part.name, part.instrument) for part in quiet.parts] == [
        (part.name, part.instrument) for part in plain.parts
    ]
    assert quiet.style == plain.style


def test_less_turns_a_word_around() -> None:
    assert read_brief("house, less busy").steering == STEERING["sparse"]
    assert read_brief("less energetic house").steering == STEERING["calm"]
    assert read_brief("less dark house").steering == STEERING["bright"]
    assert read_brief("house, less").steering == UNSTEERED


def test_a_word_steers_the_players_of_its_clause() -> None:
    keys, bass = read_brief("staccato rhodes, low legato bass").players
    assert keys.steering == Steering(length=0.0)
    assert bass.steering == Steering(length=1.0, register=-12)


@pytest.mark.parametrize(
    "prompt",
    [
        "high quality house",
        "house, high hats",
        "low tom groove",
        "full drum kit",
        "low pass filtered house",
        "full track",
    ],
)
def test_what_only_sounds_like_steering_is_none(prompt: str) -> None:
    brief = read_brief(prompt)
    assert all(steering == UNSTEERED for steering in (brief.steering, *(player.steering for player in brief.players)))


def test_steered_notes_keep_to_their_chords_and_instruments() -> None:
    for words in ("busy, high", "sparse, low", "brighter, double-time", "darker, half-time, legato"):
        for part in scored(f"church organ, held chords, {words}").parts:
            can = INSTRUMENTS[part.instrument]
            for note in part.notes:
                bar = int((note.start_quarters + 0.06) // 4)
                assert note.pitch % 12 in Chord.parse(("Am", "F", "C", "G")[bar]).pitch_classes
                assert can.lowest <= note.pitch <= can.highest


def test_a_sparse_part_is_the_same_part_with_fewer_notes() -> None:
    plain, sparse = (scored(prompt).part("drums") for prompt in ("rock band", "rock band, sparse"))
    strokes = {(round(note.start_quarters * 4), note.pitch) for note in plain.notes}
    assert {(round(note.start_quarters * 4), note.pitch) for note in sparse.notes} < strokes
    snares = {place for place, pitch in strokes if pitch == 38 and place % 8 == 4}
    assert snares <= {round(note.start_quarters * 4) for note in sparse.notes if note.pitch == 38}


def test_staccato_strings_do_not_hold() -> None:
    score = scored("staccato strings")
    assert mean_length(score) < 0.3
    assert len(score.parts[0].notes) >= 4 * 4


def test_a_stem_has_its_own_words() -> None:
    def keys(words: str) -> float:
        request = ask("house", bars=2, seed=3, key="A minor", chords="Am", stems=["bass", f"keys={words}"])
        return mean_pitch(compose_score(request, 3))

    assert keys("low rhodes") < keys("rhodes") < keys("high rhodes")


@pytest.mark.parametrize(
    ("prompt", "idle"),
    [
        ("staccato techno drums", ("staccato",)),
        ("techno drums, low, sparse", ("low",)),
        ("busy house, staccato, swung", ()),
        ("swung warm pads", ("swung",)),
        ("piano intro", ("intro",)),
        ("house", ()),
    ],
)
def test_words_that_change_no_note_are_named(prompt: str, idle: tuple[str, ...]) -> None:
    assert idle_words(ask(prompt, bars=4, seed=3)) == idle


def test_words_of_stems_and_sections_are_named_too() -> None:
    stems = ask("house", bars=2, seed=1, stems=["drums=legato hats", "bass=high sub bass"])
    assert idle_words(stems) == ("legato",)
    sections = ask("drums", seed=3, bars=4, sections=[read_section("a=2: staccato"), read_section("b=2: sparse")])
    assert idle_words(sections) == ("staccato",)
    assert idle_words(ask("staccato drums", score="none", seed=3)) == ()


def test_a_density_that_changes_no_note_is_noticed() -> None:
    assert density_is_idle(ask("warm pads", bars=2, seed=3, density=0.1))
    assert not density_is_idle(ask("warm pads", bars=2, seed=3, density=0.9))
    assert not density_is_idle(ask("warm pads", bars=2, seed=3, density=0.5))
    assert not density_is_idle(ask("warm pads", bars=2, seed=3))
    assert idle_words(ask("sparse warm pads", bars=2, seed=3)) == ("sparse",)
    assert idle_words(ask("house, sparse", bars=2, seed=3, density=0.9)) == ()
