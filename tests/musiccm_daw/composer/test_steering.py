"""Words steer in their sense, over any style, and the players whom they are said of."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.brief import read_brief
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.harmony import Chord
from musiccm_daw.request.sections import read_section
from musiccm_daw.scoring import idle_words
from tests.musiccm_daw.composer.steering_figures import FIGURES, mean_length, mean_pitch, pairs, scored


@pytest.mark.parametrize("word", FIGURES)
def test_a_word_moves_what_it_speaks_of_in_its_sense(word: str) -> None:
    _, sense = FIGURES[word]
    figures = list(pairs(word))
    assert sum((after - before) * sense > 0 for before, after in figures) >= 0.9 * len(figures)


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
    stems = ask("house", bars=2, seed=3, stems=["drums=legato hats", "bass=high sub bass"])
    assert idle_words(stems) == ("legato",)
    sections = ask("drums", seed=3, bars=4, sections=[read_section("a=2: staccato"), read_section("b=2: sparse")])
    assert idle_words(sections) == ("staccato",)
    assert idle_words(ask("staccato drums", score="none", seed=3)) == ()
