"""Tunes: they breathe, stay on the instrument and sing no wide leaps; ostinati do not change."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.chords.chord_scales import calm_tones
from musiccm_daw.composer.ensembles import horns, inner_voices
from musiccm_daw.composer.sheet import Passage
from musiccm_daw.composer.tunes import melody
from musiccm_daw.composer.tunes.tune_rhythms import BANKS
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

DENSITIES = st.sampled_from(["sparse", "medium", "dense"])
PASSAGES = st.builds(
    lambda seed, meter, bars, chords: passage_of(*chords, seed=seed, meter=meter, bars=bars, pitches=(58, 89)),
    st.integers(0, 9999),
    st.sampled_from(METERS),
    st.integers(1, 9),
    st.sampled_from([("Am", "F", "C", "G"), ("Dm7", "G7", "Cmaj7", "E7"), ("Am7",)]),
)


def in_bar(notes: list[Note], passage: Passage, bar: int) -> list[Note]:
    start = bar * passage.bar_quarters
    return [note for note in notes if start - 1e-6 <= note.start_quarters < start + passage.bar_quarters - 1e-6]


_BREATHING = sorted(name for name, bank in BANKS.items() if not bank.runs_on)


@given(passage=PASSAGES, density=DENSITIES, bank=st.sampled_from(_BREATHING))
def test_a_tune_breathes_in_every_second_bar(passage: Passage, density: str, bank: str) -> None:
    notes = melody.melody(passage, density, bank=bank)
    for bar in range(1, passage.bars, 2):
        start, end = bar * passage.bar_quarters, (bar + 1) * passage.bar_quarters
        edges = [start]
        for note in notes:
            edges += [note.start_quarters, note.start_quarters + note.duration_quarters]
        edges.append(end)
        inside = [min(max(edge, start), end) for edge in edges]
        assert max(after - before for before, after in zip(inside[::2], inside[1::2], strict=True)) >= 0.5 - 1e-6


@pytest.mark.parametrize("bank", sorted(name for name, bank in BANKS.items() if bank.runs_on))
def test_tunes_of_dances_run_on_to_the_end_of_eight_bars(bank: str) -> None:
    for seed in range(20):
        passage = passage_of(seed=seed)
        notes = melody.melody(passage, "dense", bank=bank, rests=0.0)
        assert all(len(in_bar(notes, passage, bar)) >= 2 for bar in range(7))
        last = notes[-1]
        assert last.start_quarters == passage.end - 1
        assert last.pitch % 12 in passage.chord_at(last.start_quarters).pitch_classes


@given(passage=PASSAGES, density=DENSITIES)
def test_a_tune_stays_on_its_instrument_and_leaps_an_octave_at_most(passage: Passage, density: str) -> None:
    notes = melody.melody(passage, density)
    assert all(passage.lowest <= note.pitch <= passage.highest for note in notes)
    assert all(abs(one.pitch - other.pitch) <= 12 for one, other in pairwise(notes))


@pytest.mark.parametrize("density", ["sparse", "medium", "dense"])
def test_a_tune_does_not_dwell_on_one_pitch(density: str) -> None:
    for seed in range(100):
        notes = melody.melody(passage_of(seed=seed, pitches=(58, 89)), density)
        assert max(len(list(same)) for _, same in groupby(note.pitch for note in notes)) < 5


@given(
    seed=st.integers(0, 9999), meter=st.sampled_from(["1/16", "1/8", "1/4", "2/4", "9/8", "15/8"]), loop=st.booleans()
)
def test_tunes_and_riffs_fill_any_meter(seed: int, meter: str, loop: bool) -> None:
    passage = replace(passage_of(seed=seed, meter=meter, bars=9, pitches=(60, 60)), last=not loop)
    for notes in (melody.melody(passage, bank="jazz"), melody.melody(passage), melody.riff(passage)):
        assert notes
        assert all(note.duration_quarters > 0 for note in notes)


@given(passage=PASSAGES)
def test_a_second_voice_breathes_too(passage: Passage) -> None:
    for note in inner_voices.counter_line(passage):
        end = note.start_quarters + note.duration_quarters
        bar = round(end / passage.bar_quarters)
        if bar % 2 == 0 and abs(end - bar * passage.bar_quarters) < 0.6:
            assert end <= bar * passage.bar_quarters - 0.5 + 1e-6


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS))
def test_an_ostinato_is_the_same_in_every_bar_of_a_chord(seed: int, meter: str) -> None:
    passage = passage_of("Am", seed=seed, meter=meter)
    notes = melody.riff(passage, turns=False)
    bars = [
        [(note.start_quarters - bar * passage.bar_quarters, note.pitch) for note in in_bar(notes, passage, bar)]
        for bar in range(passage.bars)
    ]
    assert all(bar == bars[0] for bar in bars)


@pytest.mark.parametrize("bank", BANKS)
def test_a_riff_is_asked_and_answered(bank: str) -> None:
    answered = ended = 0
    for seed in range(40):
        passage = passage_of("Am", seed=seed)
        notes = melody.riff(passage, density="medium", bank=bank)
        bars = [
            [(n.start_quarters - 4 * bar, n.duration_quarters, n.pitch) for n in in_bar(notes, passage, bar)]
            for bar in range(8)
        ]
        assert bars[0] == bars[2] == bars[4] == bars[6]
        assert bars[1] == bars[5]
        assert bars[3] == bars[7]
        answered += bars[1] != bars[0]
        ended += bars[3] != bars[0]
    assert answered >= 24
    assert ended >= 30


@given(seed=st.integers(0, 9999), meter=st.sampled_from(METERS))
def test_a_bass_riff_begins_every_bar_with_the_root(seed: int, meter: str) -> None:
    passage = passage_of(seed=seed, meter=meter)
    notes = melody.riff(passage, centre=40, rooted=True)
    for bar in range(passage.bars):
        first = in_bar(notes, passage, bar)[0]
        assert first.pitch % 12 == passage.chord_at(first.start_quarters).bass


@given(seed=st.integers(0, 9999))
def test_stabs_have_no_semitones(seed: int) -> None:
    notes = horns.stabs(passage_of("Cmaj7", "Dm9", "G13", seed=seed), ("x...x...x...x...",))
    for at in {note.start_quarters for note in notes}:
        pitches = sorted(note.pitch for note in notes if note.start_quarters == at)
        assert 3 <= len(pitches) <= 4
        assert all(high - low > 1 for low, high in pairwise(pitches))


def resting(notes: list[Note], passage: Passage, bar: int) -> Note:
    """Return the note before the longest rest that begins in a bar."""
    ends = [note.start_quarters + note.duration_quarters for note in notes]
    following = [*(note.start_quarters for note in notes[1:]), passage.end]
    start = bar * passage.bar_quarters
    rests = [
        (round(after - end, 3), at)
        for at, (end, after) in enumerate(zip(ends, following, strict=True))
        if start - 1e-6 < end < start + passage.bar_quarters
    ]
    return notes[max(rests)[1]]


@pytest.mark.parametrize("chord", ["Am", "F", "Am7"])
def test_a_tune_asks_in_its_fourth_bar_and_answers_on_the_tonic_in_its_eighth(chord: str) -> None:
    for seed in range(20):
        passage = passage_of("Am", "G", "F", chord, seed=seed)
        notes = melody.melody(passage, rests=0.0)
        fourth, eighth = (resting(notes, passage, bar) for bar in (3, 7))
        assert fourth.pitch % 12 != 9
        assert eighth.pitch % 12 == 9


def test_a_bar_that_is_left_out_has_a_note_held_into_it() -> None:
    for seed in range(60):
        passage = passage_of(seed=seed)
        notes = melody.melody(passage, rests=1.0)
        assert any(
            note.start_quarters < 12 < 12.5 < note.start_quarters + note.duration_quarters for note in notes
        ) or (in_bar(notes, passage, 3)[0].start_quarters < 15)


def test_tunes_do_not_all_begin_on_the_first_beat_nor_share_one_rhythm() -> None:
    late = early = bars = alike = 0
    for seed in range(100):
        passage = passage_of(seed=seed)
        notes = melody.melody(passage)
        starts = {round(note.start_quarters, 3) for note in notes}
        for bar in range(8):
            bars += 1
            late += 4.0 * bar not in starts
            early += any(note.start_quarters < 4 * bar < note.start_quarters + note.duration_quarters for note in notes)
        rhythms = [[note.start_quarters - 4 * bar for note in in_bar(notes, passage, bar)] for bar in (0, 2, 4, 6)]
        alike += all(rhythm == rhythms[0] for rhythm in rhythms)
    assert 0.2 * bars < late < 0.5 * bars
    assert early > 0.08 * bars
    assert alike < 60


def test_the_fifth_bar_is_the_first_one_again_higher_or_something_else() -> None:
    same = 0
    for seed in range(100):
        passage = passage_of(seed=seed)
        notes = melody.melody(passage)
        first, fifth = (
            [(note.start_quarters - 4 * bar, note.pitch) for note in in_bar(notes, passage, bar)] for bar in (0, 4)
        )
        same += first == fifth
    assert same < 10


def test_tunes_of_all_densities_differ_in_how_full_they_are() -> None:
    counts = {
        density: [len(melody.melody(passage_of(seed=seed), density)) / 8 for seed in range(60)]
        for density in ("sparse", "medium", "dense")
    }
    means = {density: fmean(each) for density, each in counts.items()}
    assert means["sparse"] < 4 < means["medium"] < 6.5 < means["dense"]
    assert all(pstdev(each) > 0.7 for each in counts.values())


def test_notes_on_first_beats_are_calm_over_their_chords() -> None:
    for seed in range(40):
        passage = passage_of("Dm7", "G7", "Cmaj7", "Fm7", seed=seed, key="C major")
        for note in melody.melody(passage):
            if note.start_quarters % 4 == 0:
                chord = passage.chord_at(note.start_quarters)
                assert note.pitch % 12 in calm_tones(passage, chord, "full")


@pytest.mark.parametrize("density", ["medium", "dense"])
def test_jazz_tunes_have_no_sixteenths(density: str) -> None:
    for seed in range(40):
        notes = melody.melody(passage_of(seed=seed), density, bank="jazz")
        assert all(note.start_quarters % 0.5 == 0 for note in notes)


def test_a_tune_seldom_leaps_a_tritone_outside_a_chord() -> None:
    leaps = tritones = 0
    for seed in range(24):
        notes = melody.melody(passage_of("Am", "F", "C", "G", seed=seed))
        leaps += len(notes) - 1
        tritones += sum(abs(note.pitch - other.pitch) == 6 for note, other in pairwise(notes))
    assert tritones < 0.004 * leaps
