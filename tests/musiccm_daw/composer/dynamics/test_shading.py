"""Dynamics of whole parts: what players shade, and what machines do not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from statistics import correlation, mean, pstdev

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.dynamics.shading import Shader, shaded
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.passages import METERS, passage_of
from tests.musiccm_daw.composer.requested import EARLY, part_of, score_of

SEEDS = range(6)


def bar_levels(part: Part, bars: int = 8, bar: float = 4.0) -> list[float]:
    """Return the mean velocity of each bar."""
    levels = defaultdict(list)
    for note in part.notes:
        levels[int((note.start_quarters + EARLY) / bar)].append(note.velocity)
    return [mean(levels[at]) for at in range(bars)]


def played(*levels: tuple[float, int], instrument: str = "flute", style: str = "folk") -> list[Note]:
    """Return quarters at some places with some pitches, shaded."""
    notes = [Note(start, 0.9, pitch, 90) for start, pitch in levels]
    return shaded(notes, passage_of(), Shader(instrument, "lead", STYLE_TABLE[style]))


@pytest.mark.parametrize("prompt", ["flute melody", "solo violin melody", "saxophone solo, jazz", "trumpet melody"])
def test_tunes_are_louder_where_they_are_high(prompt: str) -> None:
    found = []
    for seed in SEEDS:
        notes = part_of(prompt, seed=seed, bars=8).notes
        found.append(correlation([note.pitch for note in notes], [note.velocity for note in notes]))
    assert mean(found) > 0.35
    assert min(found) > 0.1


def test_the_end_of_a_phrase_is_softer() -> None:
    notes = played((0, 72), (1, 76), (2, 79), (3, 79), (6, 72), (7, 76), (8, 79), (9, 79))
    levels = [note.velocity for note in notes]
    assert levels[2] > levels[3] + 4
    assert levels[6] > levels[7] + 4


@pytest.mark.parametrize("meter", METERS)
@pytest.mark.parametrize("style", ["classical", "pop", "techno", "baroque", "jazz_swing"])
@pytest.mark.parametrize("instrument", ["grand_piano", "string_ensemble", "analog_pad", "harpsichord"])
def test_only_velocities_change_and_their_mean_stays(meter: str, style: str, instrument: str) -> None:
    passage = passage_of(meter=meter, energy=0.9)
    notes = [
        Note(at * 0.5, 0.45, pitch, velocity)
        for at in range(int(passage.end * 2))
        for pitch, velocity in ((48, 70), (64, 80), (67 + at % 5, 95))
    ]
    found = shaded(notes, passage, Shader(instrument, "keys", STYLE_TABLE[style]))
    assert [(n.start_quarters, n.duration_quarters, n.pitch) for n in found] == [
        (n.start_quarters, n.duration_quarters, n.pitch) for n in notes
    ]
    assert mean(note.velocity for note in found) == pytest.approx(mean(note.velocity for note in notes), abs=1)


def test_held_chords_grow_to_the_sixth_bar_and_a_loop_has_no_seam() -> None:
    for prompt in ("cinematic string ensemble, held chords", "choir, held chords", "romantic strings, held chords"):
        levels = [
            mean(each) for each in zip(*(bar_levels(part_of(prompt, seed=s, bars=8)) for s in SEEDS), strict=True)
        ]
        assert max(levels[4:7]) > levels[0] + 6
        assert abs(levels[7] - levels[0]) < 7


def test_what_builds_up_only_grows() -> None:
    levels = bar_levels(part_of("ostinato strings building up", bars=8))
    assert levels[7] > levels[4] > levels[0]
    assert max(levels) == levels[7]


def test_a_chord_sings_at_its_top() -> None:
    for seed in SEEDS:
        part = part_of("solo piano ballad, chords", seed=seed, bars=8, key="C major")
        chords = defaultdict(list)
        for note in part.notes:
            chords[round(note.start_quarters * 4)].append(note)
        full = [sorted(chord, key=lambda note: note.pitch) for chord in chords.values() if len(chord) > 2]
        if full:
            assert mean(chord[-1].velocity for chord in full) > mean(n.velocity for chord in full for n in chord[1:-1])


def test_the_first_string_of_a_strum_is_softest() -> None:
    notes = [Note(bar * 4 + string * 0.012, 1.0, 45 + 5 * string, 76) for bar in range(8) for string in range(5)]
    found = shaded(notes, passage_of(), Shader("steel_guitar", "guitar", STYLE_TABLE["folk"]))
    strokes = [found[at : at + 5] for at in range(0, len(found), 5)]
    assert all(stroke[0].velocity < stroke[-1].velocity - 3 for stroke in strokes)


@pytest.mark.parametrize("style", ["classical", "viennese_waltz", "folk"])
def test_a_waltz_leans_on_its_first_beat(style: str) -> None:
    passage = passage_of(meter="3/4")
    notes = [Note(float(at), 0.5, pitch, 80) for at in range(24) for pitch in (60, 64, 67)]
    found = shaded(notes, passage, Shader("grand_piano", "keys", STYLE_TABLE[style]))
    beats = [mean(n.velocity for n in found if n.start_quarters % 3 == beat) for beat in range(3)]
    assert beats[0] > beats[1] + 2 > beats[2] + 1


@pytest.mark.parametrize(
    "prompt", ["techno drums", "house drum machine, 909 kit", "psytrance drums", "hardstyle drums"]
)
def test_drum_machines_repeat_themselves(prompt: str) -> None:
    for seed in SEEDS:
        part = next(part for part in score_of(prompt, seed=seed, bars=4).parts if part.role == "drums")
        kicks = [n.velocity for n in part.notes if n.pitch == SOUNDS["kick"] and (n.start_quarters + EARLY) % 4 < 0.2]
        assert pstdev(kicks) < 5


@pytest.mark.parametrize("style", ["techno", "psytrance", "trance"])
def test_sequenced_pads_and_stabs_are_nearly_even(style: str) -> None:
    passage = passage_of()
    stabs = [Note(at + 0.5, 0.2, pitch, 80) for at in range(32) for pitch in (60, 64, 67)]
    assert {n.velocity for n in shaded(stabs, passage, Shader("supersaw", "keys", STYLE_TABLE[style]))} == {80}
    pad = [Note(4.0 * bar, 4.0, pitch, 66) for bar in range(8) for pitch in (60, 64, 67)]
    levels = [n.velocity for n in shaded(pad, passage, Shader("analog_pad", "pads", STYLE_TABLE[style]))]
    assert max(levels) - min(levels) <= 4


def test_a_sequence_has_the_same_accents_in_every_bar() -> None:
    notes = [Note(at / 4, 0.2, 45 + at % 3, 90) for at in range(128)]
    found = [n.velocity for n in shaded(notes, passage_of(), Shader("analog_bass", "bass", STYLE_TABLE["techno"]))]
    assert max(found) - min(found) > 5
    assert all(found[bar : bar + 16] == found[:16] for bar in range(0, 128, 16))


def test_chiptune_and_baroque_answer_with_an_echo() -> None:
    for prompt in ("chiptune lead", "baroque violin"):
        levels = [
            mean(each) for each in zip(*(bar_levels(part_of(prompt, seed=s, bars=8)) for s in SEEDS), strict=True)
        ]
        assert mean(levels[2:4]) < mean(levels[:2]) - 5
        assert abs(levels[7] - levels[0]) < 6


def test_a_fill_grows_and_ghosts_stay() -> None:
    passage = passage_of(bars=4)
    beat = [Note(bar * 4 + at, 0.2, SOUNDS["snare"], 92) for bar in range(4) for at in (1.0, 3.0) if bar < 3]
    ghosts = [Note(bar * 4 + 1.75, 0.2, SOUNDS["snare"], 35) for bar in range(3)]
    fill = [Note(14 + at / 4, 0.2, SOUNDS["mid_tom"], 92) for at in range(8)]
    found = shaded([*beat, *ghosts, *fill], passage, Shader("standard_kit", "drums", STYLE_TABLE["rock"]))
    toms = [note.velocity for note in found if note.pitch == SOUNDS["mid_tom"]]
    assert toms == sorted(toms)
    assert toms[-1] > toms[0] + 10
    assert max(note.velocity for note in found if note.velocity < 60) < 40


def test_steady_players_swell_less() -> None:
    def spread(prompt: str) -> float:
        parts = [part_of(prompt, seed=seed, bars=8) for seed in SEEDS]
        return pstdev([mean(each) for each in zip(*(bar_levels(part) for part in parts), strict=True)])

    assert spread("steady string ensemble, held chords") < 0.7 * spread("string ensemble, held chords")


@pytest.mark.parametrize("style", sorted(STYLE_TABLE))
def test_velocities_stay_in_range_and_seldom_reach_its_end(style: str) -> None:
    notes = [
        note for seed in (1, 2) for part in score_of(style.replace("_", " "), seed=seed).parts for note in part.notes
    ]
    assert all(1 <= note.velocity <= 127 for note in notes)
    assert sum(note.velocity == 127 for note in notes) <= 0.01 * len(notes)


@pytest.mark.parametrize(
    ("style", "energy", "fades"),
    [("classical", 0.75, True), ("folk", 0.5, True), ("rock", 0.75, False), ("salsa", 0.9, False)],
)
def test_calm_pieces_fade_and_a_band_plays_out(style: str, energy: float, *, fades: bool) -> None:
    notes = [Note(at * 1.0, 0.5, pitch, 80) for at in range(32) for pitch in (60, 64, 67)]
    player = Shader("grand_piano", "keys", STYLE_TABLE[style])
    passage = passage_of(energy=energy)
    loop, ending = shaded(notes, passage, player), shaded(notes, replace(passage, last=True), player)
    softer = mean(n.velocity for n in loop[-6:]) - mean(n.velocity for n in ending[-6:])
    assert (softer > 2) == fades


def test_calm_accents_are_flatter_than_strong_ones() -> None:
    def spread(energy: float) -> float:
        notes = [Note(at / 2, 0.4, pitch, 80) for at in range(64) for pitch in (60, 64, 67)]
        found = shaded(notes, passage_of(energy=energy), Shader("grand_piano", "keys", STYLE_TABLE["pop"]))
        return pstdev([note.velocity for note in found if note.pitch == 64])

    assert spread(0.5) < spread(0.75) < spread(1.0)
