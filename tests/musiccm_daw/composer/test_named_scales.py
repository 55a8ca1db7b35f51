"""Scales that a prompt names: their chords, the notes of all players, and where they are at home."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.chords.modal_progressions import MODAL, drone_of, tonic_under
from musiccm_daw.composer.chords.progressions import chord_texts
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.roles import UNPITCHED_ROLES
from musiccm_daw.scales import SCALES
from musiccm_daw.score.score import Score

TONICS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
PROMPTS = (
    "piano in {}",
    "{} techno",
    "{} funk band",
    "metal riff, {}",
    "warm pad in {}",
    "flute and harp, {}",
    "{} lofi hip hop",
    "folk guitar fingerpicking, {}",
    "string quartet in {}",
    "orchestra, {}, epic",
    "acid 303 line in {}",
    "drum and bass, {}",
)
"""None of jazz, whose players pass through semitones."""


def scores(name: str, *prompts: str) -> Iterator[tuple[str, int, Score]]:
    """Yield prompts that name a scale, each with its tonic and score: loops of four bars, and eight that end."""
    spoken = SCALES[name].names.split(", ")[0]
    for at, (prompt, seed) in enumerate(product(prompts, (1, 2))):
        tonic = (5 * at + seed) % 12
        words = prompt.format(f"{TONICS[tonic]} {spoken}")
        yield words, tonic, compose_score(ask(words, seed=seed, bars=4 * seed, loop=seed == 1), seed)


def pitch_classes(score: Score) -> set[int]:
    return {note.pitch % 12 for part in score.parts if part.role not in (*UNPITCHED_ROLES, "fx") for note in part.notes}


@pytest.mark.parametrize("name", MODAL)
def test_no_player_leaves_the_scale(name: str) -> None:
    unclear = []
    for words, tonic, score in scores(name, *PROMPTS):
        played, scale = pitch_classes(score), SCALES[name]
        # Above the chords of a style, five notes are for tunes.
        if not (name.endswith("_pentatonic") and read_brief(words).style):
            assert played <= set(scale.on(tonic)), words
        characteristic = {(tonic + step) % 12 for step in scale.characteristic()}
        unclear += [words] if characteristic and not characteristic & played else []
    assert len(unclear) <= 3


@pytest.mark.parametrize("name", MODAL)
def test_chords_lie_in_their_scale_in_any_colour(name: str) -> None:
    scale = SCALES[name]
    colours = ("triads", "sevenths", "ninths", "sus", "mixed", "dominants")
    for progression, colour, tonic in product((*MODAL[name], drone_of(name)), colours, (0, 1, 6, 9)):
        key = Key(tonic, scale.mode or "minor")
        texts = chord_texts(progression, key, colour, Random(1), scale)  # type: ignore[arg-type]  # noqa: S311
        chords = [chord for bar in ChordProgression.parse(" | ".join(texts)).bars for chord in bar]
        assert all(set(chord.pitch_classes) <= set(scale.on(tonic)) for chord in chords), texts
        assert chords[0].bass == tonic


@pytest.mark.parametrize("name", MODAL)
@pytest.mark.parametrize("prompt", ["piano in {}", "funk band, {}", "folk guitar fingerpicking, {}"])
def test_the_tonic_is_home_at_both_ends(name: str, prompt: str) -> None:
    spoken = SCALES[name].names.split(", ")[0]
    for seed in range(1, 5):
        words = prompt.format(f"D {spoken}")
        request = ask(words, seed=seed, bars=8, loop=False)
        score = compose_score(request, seed)
        notes = [note for part in score.parts if part.role not in UNPITCHED_ROLES for note in part.notes]
        first = min((note for note in notes if note.start_quarters < 0.2), key=lambda note: note.pitch)
        last = min((note for note in notes if note.start_quarters > 7 * 4 - 0.2), key=lambda note: note.pitch)
        assert (first.pitch % 12, last.pitch % 12) == (2, 2), (words, seed)


@pytest.mark.parametrize(
    ("prompt", "scale"),
    [
        ("dorian piano", "dorian"),
        ("Spanish guitar rasgueado, phrygian", "phrygian"),
        ("Klavier, dorisch", "dorian"),
        ("dorische Orgel", "dorian"),
        ("guitarra frigia", "phrygian"),
        ("piano en mode lydien", "lydian"),
        ("chitarra misolidia", "mixolydian"),
        ("phrygian dominant metal", "phrygian_dominant"),
        ("violin, freygish", "phrygian_dominant"),
        ("oud in hijaz", "phrygian_dominant"),
        ("raag bhairav, flute", "double_harmonic"),
        ("byzantine choir", "double_harmonic"),
        ("whole-tone harp", "whole_tone"),
        ("koto, in-sen", "in_sen"),
        ("lydian dominant vibes", "lydian_dominant"),
        ("blues scale lick", "blues"),
        ("guitar, minor pentatonic", "minor_pentatonic"),
        ("strings in harmonic minor", "harmonic_minor"),
        ("piano in A minor", None),
        ("blues guitar", None),
    ],
)
def test_the_names_of_scales_are_read(prompt: str, scale: str | None) -> None:
    assert read_brief(prompt).scale == scale


def test_a_scale_decides_between_major_and_minor() -> None:
    for seed in range(1, 6):
        lydian, phrygian = ask("lydian pad", seed=seed).key, ask("phrygian pad", seed=seed).key
        assert lydian is not None
        assert phrygian is not None
        assert (lydian.mode, phrygian.mode) == ("major", "minor")
    assert ask("dorian groove in E", seed=1).key == Key(4, "minor")


def test_chords_that_are_given_win_over_a_scale() -> None:
    for seed in range(1, 9):
        request = ask("flute and piano, A dorian", chords="Am | F | C | E7", bars=4, seed=seed)
        assert str(request.chords) == "Am | F | C | E7"
        score = compose_score(request, seed)
        for part in score.parts:
            for note in part.notes:
                bar = int((note.start_quarters + 0.1) / 4)
                # F# is natural over F, and G raised over E.
                assert not (bar == 1 and note.pitch % 12 == 6)
                assert not (bar == 0 and note.pitch % 12 == 5 and note.start_quarters < 3.4)


def test_chords_without_a_key_tell_where_a_scale_is_at_home() -> None:
    assert tonic_under(ChordProgression.parse("Dm | G"), "dorian") == 2
    assert tonic_under(ChordProgression.parse("C | D"), "lydian") == 0
    assert tonic_under(ChordProgression.parse("Em | F"), "phrygian") == 4


def test_a_blues_scale_is_for_tunes_over_the_chords_of_a_blues() -> None:
    for seed in range(1, 6):
        request = ask("blues scale lick on guitar in A", seed=seed)
        assert request.chords is not None
        assert str(request.chords).startswith("A7")
        (part,) = compose_score(request, seed).parts
        for note in part.notes:
            chord = request.chords.at(int((note.start_quarters + 0.1) / 4) % request.bars, 0)
            assert note.pitch % 12 in {9, 0, 2, 3, 4, 7, *chord.pitch_classes}


def test_klezmer_on_a_major_chord_is_freygish() -> None:
    for seed in range(1, 13):
        request = ask("klezmer in D minor", seed=seed)
        assert request.chords is not None
        if 6 in request.chords.bars[0][0].pitch_classes:
            assert pitch_classes(compose_score(request, seed)) <= set(SCALES["phrygian_dominant"].on(2))


@pytest.mark.parametrize("meter", ["3/4", "6/8", "5/4", "7/8"])
@pytest.mark.parametrize("bars", [1, 3, 11])
def test_a_scale_is_kept_in_any_meter_and_length(meter: str, bars: int) -> None:
    for words, loop in product(("harp and cello, E phrygian", "E hirajoshi, trap"), (True, False)):
        name = read_brief(words).scale or ""
        score = compose_score(ask(words, meter=meter, bars=bars, loop=loop, seed=4), 4)
        assert pitch_classes(score) <= set(SCALES[name].on(4))
