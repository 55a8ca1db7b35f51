"""Chord players lie apart, and a pianist in a band leaves the bass to those who have it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import combinations, product

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.chords import comping, keyboards
from musiccm_daw.composer.registers import apart, right_hand
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.tunes import melody
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.passages import passage_of
from tests.musiccm_daw.composer.requested import EARLY

_CHORD_ROLES = {"keys", "guitar", "pads", "strings", "vocal-pad"}


def test_roles_and_second_players_have_registers_of_their_own() -> None:
    passage = passage_of("Am", "Dm")
    chords = partial(comping.pad, centre=62)
    seats = (("keys", False), ("keys", True), ("strings", False), ("vocal-pad", False), ("pads", False))
    played = [apart(chords, role, second=second)(passage) for role, second in seats]
    assert played[0] == chords(passage)
    assert all(one != other for one, other in combinations(played, 2))
    tune = partial(melody.melody, centre=70)
    assert apart(tune, "strings") is tune


def test_few_chord_players_double_each_other() -> None:
    doubled, pairs = 0, 0
    for style, seed in product(("house", "pop", "soul", "reggae", "cinematic", "country"), range(8)):
        request = GenerationRequest.resolve(f"{style} full band", seed=seed, bars=8)
        parts = [part for part in compose_score(request, seed).parts if part.role in _CHORD_ROLES]
        attacks = [{(round(note.start_quarters * 4), note.pitch) for note in part.notes} for part in parts]
        for one, other in combinations(attacks, 2):
            pairs += 1
            doubled += len(one & other) > 0.6 * min(len(one), len(other))
    assert doubled <= pairs // 8


def _rubs(one: Note, other: Note) -> bool:
    """Return whether two notes lie a semitone or a minor ninth apart for two quarters."""
    end = min(note.start_quarters + note.duration_quarters for note in (one, other))
    together = end - max(one.start_quarters, other.start_quarters)
    return abs(one.pitch - other.pitch) in (1, 13) and together > 2 - EARLY


@pytest.mark.parametrize("seed", range(2))
def test_chord_players_of_no_style_rub_against_each_other(seed: int) -> None:
    rubbing = []
    # Both live on what rubs elsewhere.
    for style in set(STYLE_TABLE) - {"horror", "gamelan"}:
        request = ask(f"{style.replace('_', ' ')} full band", seed=seed, bars=8)
        parts = [part for part in compose_score(request, seed).parts if part.role in _CHORD_ROLES]
        pairs = ((a, b) for one, other in combinations(parts, 2) for a, b in product(one.notes, other.notes))
        rubbing += [style for a, b in pairs if _rubs(a, b)][:1]
    assert len(rubbing) <= len(STYLE_TABLE) // 50


@pytest.mark.parametrize("prompt", ["house full band", "country full band", "piano, acoustic guitar and strings"])
def test_fewer_stems_change_none_of_those_that_are_left(prompt: str) -> None:
    for seed in range(3):
        request = GenerationRequest.resolve(prompt, seed=seed, bars=8)
        band = {part.name: part.notes for part in compose_score(request, seed).parts}
        for role in _CHORD_ROLES & set(band):
            alone = GenerationRequest.resolve(prompt, seed=seed, bars=8, stems=[role])
            (part,) = compose_score(alone, seed).parts
            assert part.notes == band[role]


def test_a_pianist_beside_a_bass_has_no_left_hand() -> None:
    piano = partial(keyboards.two_hands, patterns=("x---x---x---x---",))
    alone, beside = piano(passage_of()), right_hand(piano)(passage_of())
    assert min(note.pitch for note in alone) < 48 <= min(note.pitch for note in beside)
    assert set(beside) <= set(alone)


@pytest.mark.parametrize("prompt", ["solo piano ballad", "dusty lofi rhodes", "jazz piano", "harpsichord"])
@pytest.mark.parametrize("seed", range(4))
def test_a_keyboard_alone_is_played_with_two_hands(prompt: str, seed: int) -> None:
    (part,) = compose_score(GenerationRequest.resolve(prompt, seed=seed, bars=8), seed).parts
    assert min(note.pitch for note in part.notes) < 48
    request = GenerationRequest.resolve(f"{prompt} and upright bass", seed=seed, bars=8)
    beside = next(part for part in compose_score(request, seed).parts if part.role == "keys")
    assert min(note.pitch for note in beside.notes) >= 44


def test_stabs_need_no_left_hand() -> None:
    (part,) = compose_score(GenerationRequest.resolve("rhodes stabs", seed=1, bars=4), 1).parts
    assert min(note.pitch for note in part.notes) >= 48


@pytest.mark.parametrize(("meter", "strong"), [("4/4", {0, 2}), ("3/4", {0})])
def test_ragtime_strides(meter: str, strong: set[int]) -> None:
    request = GenerationRequest.resolve("ragtime piano", seed=3, bars=4, meter=meter, chords="C | G7 | Am | F")
    (part,) = compose_score(request, 3).parts
    left = Counter(round(note.start_quarters) for note in part.notes if note.pitch < 64)
    on_beats = range(int(request.grid.total_quarters))
    assert all(left[beat] == (1 if beat % request.meter.quarters_per_bar in strong else 3) for beat in on_beats)
    # Above, a tune.
    assert len({note.pitch for note in part.notes if note.pitch >= 64}) > 4


def test_boogie_woogie_has_a_running_left_hand() -> None:
    (part,) = compose_score(GenerationRequest.resolve("boogie woogie piano", seed=3, bars=4), 3).parts
    assert sum(note.pitch < 60 for note in part.notes) == 4 * 8


def _share_within(tune: Part, chords: Part) -> float:
    """Return the share of a tune's notes that begin between the lowest and the highest note of chords."""
    within = sounding = 0
    for note in tune.notes:
        place = note.start_quarters + EARLY
        struck = [other for other in chords.notes if other.start_quarters <= place]
        held = [other.pitch for other in struck if place < other.start_quarters + other.duration_quarters]
        if len(held) > 1:
            sounding += 1
            within += min(held) <= note.pitch <= max(held)
    return within / sounding if sounding else 0.0


@pytest.mark.parametrize("chords", ["strings", "pads", "piano chords"])
@pytest.mark.parametrize("tune", ["trombone", "french horn", "tenor sax", "alto sax", "clarinet", "trumpet", "violin"])
def test_chords_make_room_for_a_tune(tune: str, chords: str) -> None:
    shares = []
    for style in ("", "soul", "pop", "cinematic"):
        request = GenerationRequest.resolve(f"{style} {tune} melody with {chords} and bass", seed=3, bars=8)
        # A list behind a style has its drums as well.
        parts = [part for part in compose_score(request, 3).parts if part.role not in ("drums", "percussion")]
        bass, *others = sorted(parts, key=lambda part: part.role != "bass")
        assert bass.role == "bass"
        front, held = sorted(others, key=lambda part: part.role in _CHORD_ROLES)
        shares.append(_share_within(front, held))
        # Close chords are muddy below E flat 3.
        assert min(note.pitch for note in held.notes) >= 43
    assert sum(shares) / len(shares) < 0.45


def test_chords_that_are_clear_of_a_tune_stay_where_they_are() -> None:
    chords = partial(comping.comp, patterns=("x---------------",), centre=62)
    usual, beside_high, beside_alto, beside_horn = (
        apart(chords, "keys", tune=middle)(passage_of("Am", "Dm")) for middle in (None, 76, 68, 57)
    )
    assert beside_high == usual
    assert max(note.pitch for note in beside_alto) < 68
    assert min(note.pitch for note in beside_horn) > 57
