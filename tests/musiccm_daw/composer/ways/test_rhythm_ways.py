"""Voices and rhythms that are set against each other, as prompts ask for them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import most_at_once, part_of, score_of

_TUNES = (
    *("harmonica tune", "violin tune", "oboe tune", "flute tune", "bansuri tune", "tin whistle tune", "mandolin tune"),
    *("cello tune", "trumpet tune", "music box tune", "flute tune in D dorian", "clarinet tune", "kalimba tune"),
)


def entrance(part: Part) -> float:
    """Return where a part begins, in quarters."""
    return min(note.start_quarters for note in part.notes)


def rhythm(part: Part, bars: int = 4) -> tuple[float, ...]:
    """Return where the notes of a part begin in the first bars of 4/4, in 8ths of a quarter."""
    return tuple(sorted({round(note.start_quarters * 8) / 8 for note in part.notes if note.start_quarters < 4 * bars}))


def test_tunes_of_other_instruments_and_scales_seldom_have_one_rhythm() -> None:
    for seed in range(3):
        found = []
        for prompt in _TUNES:
            request = GenerationRequest.resolve(prompt, seed=seed, bars=4, bpm=110)
            found.append(rhythm(compose_score(request, seed).parts[0]))
        alike = sum(one == other for one, other in combinations(found, 2))
        assert alike <= 0.1 * len(found) * (len(found) - 1) / 2


@pytest.mark.parametrize("prompt", ["string quartet, fugue", "fugue for brass quintet", "woodwind trio, canon"])
@pytest.mark.parametrize("bars", [4, 8])
def test_voices_of_a_fugue_enter_one_after_another(prompt: str, bars: int) -> None:
    for seed in range(3):
        parts = score_of(prompt, seed=seed, bars=bars).parts
        entrances = [entrance(part) for part in parts]
        assert entrances == sorted(entrances)
        assert entrances[1] > entrances[0] + 2
        assert len({rhythm(part, bars) for part in parts}) == len(parts)


def test_later_sections_of_a_canon_have_all_voices_throughout() -> None:
    first, second = score_of("two flutes in canon", seed=1, bars=24).parts
    for bar in range(8, 24):
        for part in (first, second):
            assert any(4 * bar - 6 <= note.start_quarters < 4 * bar + 4 for note in part.notes), bar


def test_one_organist_plays_all_voices_of_a_fugue() -> None:
    part = part_of("organ fugue", seed=2, bars=8)
    assert most_at_once(part) >= 3


def test_the_second_player_of_a_phase_piece_comes_apart_by_an_eighth() -> None:
    one, other = score_of("Steve Reich phasing", seed=1, bars=4).parts
    assert one.instrument == other.instrument == "marimba"

    def bar_of(part: Part, bar: int) -> list[int]:
        inside = [note for note in part.notes if 4 * bar - 0.1 <= note.start_quarters < 4 * bar + 3.9]
        return [note.pitch for note in sorted(inside, key=lambda note: note.start_quarters)]

    assert bar_of(one, 0) == bar_of(other, 0) == bar_of(one, 3)
    for bar in (1, 2, 3):
        cell = bar_of(one, bar)
        assert bar_of(other, bar) == cell[-2 * bar :] + cell[: -2 * bar]


@pytest.mark.parametrize(
    ("prompt", "upper", "lower"),
    [("marimba polyrhythm 3 against 4", 3, 4), ("piano, 3 against 2", 3, 2), ("piano, 5 against 4", 5, 4)],
)
def test_hands_have_even_notes_against_each_other(prompt: str, upper: int, lower: int) -> None:
    notes = part_of(prompt, seed=1, bars=1).notes
    places = Counter(round(note.start_quarters * 60) for note in notes if note.start_quarters < 1.97)
    wanted = {round(120 * at / upper) for at in range(upper)} | {round(120 * at / lower) for at in range(lower)}
    assert all(min(abs(place - one) for one in wanted) <= 4 for place in places)
    assert sum(places.values()) == upper + lower


def test_a_bass_in_tenths_has_thirds_an_octave_higher() -> None:
    part = part_of("bass guitar in 10ths", seed=1, bars=4)
    roots = {0: 9, 1: 5, 2: 0, 3: 7}
    tenths = [note for note in part.notes if (note.pitch - roots[int(note.start_quarters // 4)]) % 12 in (3, 4)]
    assert tenths
    assert min(note.pitch for note in tenths) > min(note.pitch for note in part.notes) + 12


def test_clusters_are_no_triads() -> None:
    part = part_of("string section, clusters", seed=1, bars=4)
    starts: dict[float, set[int]] = {}
    for note in part.notes:
        starts.setdefault(round(note.start_quarters), set()).add(note.pitch)
    chords = [sorted(pitches) for pitches in starts.values() if len(pitches) >= 3]
    assert chords
    assert all(any(high - low == 1 for low, high in pairwise(chord)) for chord in chords)


@pytest.mark.parametrize("prompt", ["tubular bells tolling once per bar", "church bells"])
def test_one_bell_tolls(prompt: str) -> None:
    notes = part_of(prompt, seed=3, bars=4).notes
    assert len({note.pitch for note in notes}) == 1
    assert len(notes) <= 8


def test_horror_has_no_major_triad() -> None:
    for seed in range(6):
        request = GenerationRequest.resolve("horror", seed=seed, bars=8, bpm=66)
        parts = [part for part in compose_score(request, seed).parts if part.role in ("keys", "vocal-pad", "strings")]
        for beat in range(32):
            sounding = {
                note.pitch % 12
                for part in parts
                for note in part.notes
                if note.start_quarters <= beat + 0.1 < note.start_quarters + note.duration_quarters
            }
            assert not any({root, (root + 4) % 12, (root + 7) % 12} == sounding for root in range(12)), (seed, beat)
