"""Genres with a band of their own: who plays, in which meter, at what pace, and what makes each known at once."""

from __future__ import annotations

from statistics import fmean

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.style_choice import style_facts
from musiccm_daw.score.note import Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.composer.test_named_genres import places, struck

SEEDS = range(5)


def score(prompt: str, seed: int, bars: int = 4) -> Score:
    """Return the score of a prompt to which nothing is added."""
    return compose_score(ask(prompt, seed=seed, bars=bars), seed)


def part(found: Score, role: str) -> Part:
    return next(part for part in found.parts if part.role == role)


def roles(found: Score) -> set[str]:
    return {part.role for part in found.parts}


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("gospel", "gospel"),
        ("gospel organ shout", "gospel_shout"),
        ("surf guitar with tremolo picking", "surf_rock"),
        ("like dick dale", "surf_rock"),
        ("yacht rock", "yacht_rock"),
        ("smooth jazz sax", "smooth_jazz"),
        ("16th swing like Dilla", "neo_soul"),
        ("neo soul", "neo_soul"),
        ("hard bop", "hard_bop"),
        ("wah guitar and strings, blaxploitation chase", "blaxploitation"),
        ("gqom", "gqom"),
        ("baile funk / brazilian phonk", "baile_funk"),
        ("phonk drift", "phonk"),
        ("hyperpop", "hyperpop"),
        ("vaporwave mall", "vaporwave"),
        ("krautrock motorik", "krautrock"),
        ("midwest emo", "midwest_emo"),
        ("math rock", "midwest_emo"),
        ("city pop", "city_pop"),
        ("new wave", "post_punk"),
        ("post-punk", "post_punk"),
        ("grunge", "grunge"),
        ("indie folk like early Bon Iver", "indie_folk"),
        ("prog rock in 7/8", "prog_rock"),
        ("punk rock", "rock"),
    ],
)
def test_names_have_their_style(prompt: str, style: str) -> None:
    assert read_brief(prompt).style == style


def test_slow_gospel_has_choir_organ_and_piano_in_twelve_eighths() -> None:
    for seed in SEEDS:
        found = score("gospel", seed)
        assert style_facts(read_brief("gospel"), seed).meter == Meter(12, 8)
        assert {"bass", "keys", "vocal-pad"} <= roles(found)
        organ, piano = ("drawbar_organ", "rock_organ"), ("grand_piano",)
        players = {part.instrument for part in found.parts}
        assert players & set(organ)
        assert players & set(piano)


def test_a_shout_is_fast_and_has_strokes_between_the_beats() -> None:
    for seed in SEEDS:
        found = score("gospel shout", seed)
        bpm = style_facts(read_brief("gospel shout"), seed).bpm
        assert bpm is not None
        assert bpm >= 144
        snares = struck(part(found, "drums"), ("snare",), 0)
        assert snares >= {2, 6, 10} or snares >= {4, 12}
        assert len(places(part(found, "bass").notes, 0)) >= 4


def test_surf_picks_a_line_that_moves() -> None:
    for seed in SEEDS:
        found = score("surf rock", seed)
        lead = part(found, "lead")
        assert max(note.duration_quarters for note in lead.notes) < 0.3
        assert len({note.pitch for note in lead.notes}) >= 5
        assert len(lead.notes) >= 4 * 8
        assert struck(part(found, "drums"), ("snare",), 0) >= {4, 12}


def test_neo_soul_lies_behind_its_drummer_and_never_walks() -> None:
    for seed in SEEDS:
        found = score("neo soul", seed, bars=8)

        def late(part: Part) -> float:
            # On quarters, which 16ths do not swing.
            starts = [note.start_quarters - round(note.start_quarters) for note in part.notes]
            return fmean(start for start in starts if abs(start) < 0.08)

        drums = late(part(found, "drums"))
        assert late(part(found, "bass")) > drums + 0.015
        assert any(places(part(found, "bass").notes, bar) != {0, 4, 8, 12} for bar in range(8))


def test_motorik_never_stops() -> None:
    for seed in range(8):
        drums = part(score("krautrock", seed, bars=8), "drums")
        kicks = [struck(drums, ("kick",), bar) for bar in range(3)]
        assert all(bar >= {0, 8} for bar in kicks)
        hats = {SOUNDS["hat"], SOUNDS["ride"]}
        eighths = places(tuple(note for note in drums.notes if note.pitch in hats), 1)
        assert eighths >= {0, 2, 4, 6, 8, 10, 12}


def test_gqom_is_broken_and_bare() -> None:
    for seed in SEEDS:
        drums = part(score("gqom", seed), "drums")
        assert not {note.pitch for note in drums.notes} & {SOUNDS["hat"], SOUNDS["open_hat"]}
        assert not struck(drums, ("kick",), 0) >= {0, 4, 8, 12}


def test_post_punk_has_its_tune_in_the_bass() -> None:
    for seed in SEEDS:
        low = part(score("post punk", seed), "bass")
        assert len(places(low.notes, 0)) >= 7
        assert len({note.pitch for note in low.notes}) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_seven_eighths_of_prog_rock_fill_their_bars(seed: int) -> None:
    found = score("prog rock in 7/8", seed)
    assert {"keys", "lead", "bass", "drums"} <= roles(found)
    for role in ("keys", "bass"):
        for bar in range(4):
            begun = places(part(found, role).notes, bar, 3.5)
            assert 0 in begun
            assert max(begun) >= 10


def test_twinkling_guitars_are_two_and_clean() -> None:
    for seed in SEEDS:
        guitars = [part for part in score("midwest emo", seed).parts if part.role == "guitar"]
        assert len(guitars) == 2
        assert guitars[0].instrument == "clean_guitar"
        assert all(len(places(part.notes, 0)) >= 4 for part in guitars)


def test_indie_folk_is_a_guitar_and_little_else() -> None:
    for seed in range(10):
        found = score("indie folk", seed)
        assert "guitar" in roles(found)
        assert len(found.parts) <= 5
    assert sum("drums" in roles(score("indie folk", seed)) for seed in range(10)) <= 4


def test_who_is_up_front_has_a_band() -> None:
    for seed in SEEDS:
        assert {"keys", "bass", "drums"} <= roles(score("prog rock in 7/8, keyboards up front, busier", seed))


@pytest.mark.parametrize("prompt", ["yacht rock", "city pop", "vaporwave", "smooth jazz"])
def test_polished_chords_have_sevenths(prompt: str) -> None:
    for seed in SEEDS:
        chords = [chord for bar in ask(prompt, seed=seed, bars=4).chords.bars for chord in bar]  # type: ignore[union-attr]
        assert all(len(chord.pitch_classes) >= 4 for chord in chords)


def test_blaxploitation_scratches() -> None:
    for seed in SEEDS:
        found = score("blaxploitation", seed)
        assert {"guitar", "bass", "drums", "percussion", "strings"} <= roles(found)
        assert len(places(part(found, "guitar").notes, 0)) >= 12


def test_hard_bop_walks_and_swings() -> None:
    for seed in SEEDS:
        found = score("hard bop", seed)
        assert {0, 4, 8, 12} <= places(part(found, "bass").notes, 0)
        offbeats = [note.start_quarters % 1 for part in found.parts for note in part.notes]
        assert not [place for place in offbeats if 0.47 < place < 0.53]


def test_phonk_has_a_tune_of_bells_over_an_808() -> None:
    for seed in SEEDS:
        found = score("phonk", seed)
        assert part(found, "bass").instrument == "bass_808"
        assert part(found, "lead").instrument in ("fm_bell", "square_lead")


def test_hyperpop_sparkles() -> None:
    for seed in SEEDS:
        found = score("hyperpop", seed)
        assert max(fmean(note.pitch for note in part.notes) for part in found.parts if part.role == "keys") > 76
        assert {"lead", "vocal-pad", "bass", "drums"} <= roles(found)


def test_big_rooms_have_no_piano() -> None:
    for seed in range(8):
        players = {part.instrument for part in score("big room festival, 128", seed).parts}
        assert not players & {"bright_piano", "grand_piano"}


def test_metal_riffs_lie_on_the_kick() -> None:
    """Where they were drawn without it, a third of the kicks fell between the strokes of the guitar."""
    kicks = together = 0
    rhythms = set()
    for seed in range(24):
        found = score("metal", seed)
        guitar = next(each for each in found.parts if each.role == "guitar")
        strokes = frozenset(16 * bar + at for bar in range(4) for at in places(guitar.notes, bar))
        kicked = {16 * bar + at for bar in range(4) for at in struck(part(found, "drums"), ("kick",), bar)}
        kicks += len(kicked)
        together += len(kicked & strokes)
        rhythms.add(strokes)
    assert together > 0.88 * kicks
    assert len(rhythms) >= 8
