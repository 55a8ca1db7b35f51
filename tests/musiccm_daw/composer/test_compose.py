"""What holds for every song of every style: complete labels, playable notes, music that follows its chords."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from musiccm_daw.composer.compose import STYLES, compose, compose_in
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.roles import ROLES
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.song import Song

SEEDS = range(6)
EFFECTS = {
    *("reverb_small", "reverb_hall", "delay", "chorus", "saturation", "tape", "lofi", "phaser"),
    *("sidechain", "lowpass", "wide"),
}
EARLIEST_QUARTERS = 0.06
"""How far before its beat a humanised note may begin; `Song.excerpt` counts on it."""


@cache
def songs_of(style: str) -> tuple[Song, ...]:
    return tuple(compose_in(STYLE_TABLE[style], seed) for seed in SEEDS)


def all_songs() -> list[Song]:
    return [song for style in STYLES for song in songs_of(style)]


def parts_of(songs: tuple[Song, ...] | list[Song], role: str) -> list[tuple[Song, Part]]:
    return [(song, part) for song in songs for part in song.parts if part.role == role]


def chord_at(song: Song, quarters: float) -> Chord:
    bar_quarters = float(song.meter.quarters_per_bar)
    bar = min(int(quarters / bar_quarters), song.bars - 1)
    chords = song.chords[bar].split()
    inside = quarters / bar_quarters - bar
    return Chord.parse(chords[min(int(inside * len(chords)), len(chords) - 1)])


def test_there_are_at_least_16_styles() -> None:
    assert len(STYLES) >= 16


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_real_instruments_in_roles_they_can_play(style: str) -> None:
    for group in STYLE_TABLE[style].groups:
        assert sum(layer.chance for layer in group) <= 1.0001
        for layer in group:
            assert layer.role in ROLES
            assert set(layer.effects) <= EFFECTS
            for instrument in layer.instruments:
                assert layer.role in INSTRUMENTS[instrument].roles, (style, layer.role, instrument)


@pytest.mark.parametrize("style", STYLES)
def test_songs_are_deterministic(style: str) -> None:
    seventh, again, eighth = (compose_in(STYLE_TABLE[style], seed) for seed in (7, 7, 8))
    assert seventh == again != eighth


def test_the_seed_draws_the_style() -> None:
    assert len({compose(seed).style for seed in range(60)}) > 10
    assert compose(5) == compose(5)


@pytest.mark.parametrize("style", STYLES)
def test_labels_are_whole(style: str) -> None:
    low, high = STYLE_TABLE[style].bpm
    for song in songs_of(style):
        assert 16 <= song.bars <= 32
        assert low - 1 <= song.bpm <= high + 1
        assert len(ChordProgression.parse(" | ".join(song.chords)).bars) == song.bars
        assert sum(section.bars for section in song.sections) == song.bars
        for before, after in pairwise(song.sections):
            assert before.start_bar + before.bars == after.start_bar
        assert song.parts


@pytest.mark.parametrize("style", STYLES)
def test_notes_are_playable_and_in_order(style: str) -> None:
    for song in songs_of(style):
        end = song.bars * float(song.meter.quarters_per_bar)
        for part in song.parts:
            name = INSTRUMENTS[part.instrument]
            starts = [note.start_quarters for note in part.notes]
            assert starts == sorted(starts)
            for note in part.notes:
                assert name.lowest <= note.pitch <= name.highest, (part.instrument, note)
                assert 1 <= note.velocity <= 127
                assert note.duration_quarters > 0
                assert note.start_quarters >= 0
                assert note.start_quarters + note.duration_quarters <= end + 1e-6


@pytest.mark.parametrize("style", STYLES)
def test_straight_onsets_stay_near_the_grid(style: str) -> None:
    """Strings of a strum spread by up to 5 x 6 ms; everything else keeps within 12 ms of a 16th or its half."""
    late = total = 0
    for song in songs_of(style):
        if song.swing:
            continue
        for part in song.parts:
            for note in part.notes:
                # 24 steps per quarter hold 32nds and the triplets of rolls.
                off = abs(note.start_quarters * 24 - round(note.start_quarters * 24)) / 24
                total += 1
                late += off * 60 / float(song.bpm) > 0.012
    assert late <= total * 0.1


def test_basses_play_the_chord_on_downbeats() -> None:
    right = total = 0
    for song, part in parts_of(all_songs(), "bass"):
        bar_quarters = float(song.meter.quarters_per_bar)
        for note in part.notes:
            bar = round(note.start_quarters / bar_quarters)
            if abs(note.start_quarters - bar * bar_quarters) < EARLIEST_QUARTERS and bar < song.bars:
                total += 1
                right += note.pitch % 12 == Chord.parse(song.chords[bar].split()[0]).bass
    assert total > 1000
    assert right / total > 0.95


def test_melodies_stay_in_key_and_chords_in_harmony() -> None:
    in_key = sung = 0
    for song, part in parts_of(all_songs(), "lead"):
        for note in part.notes:
            sung += 1
            chord = chord_at(song, note.start_quarters + EARLIEST_QUARTERS)
            in_key += note.pitch % 12 in song.key.scale or note.pitch % 12 in chord.pitch_classes
    assert in_key / sung > 0.95
    right = total = 0
    for song, part in parts_of(all_songs(), "pads"):
        for note in part.notes:
            total += 1
            right += note.pitch % 12 in chord_at(song, note.start_quarters + EARLIEST_QUARTERS).pitch_classes
    assert right / total > 0.97


def test_the_corpus_is_varied() -> None:
    songs = all_songs()
    tempi = [float(song.bpm) for song in songs]
    assert min(tempi) < 70
    assert max(tempi) > 170
    assert sum(song.bpm.denominator > 1 for song in songs) > len(songs) * 0.1
    meters = Counter(str(song.meter) for song in songs)
    assert set(meters) >= {"4/4", "3/4", "6/8", "12/8", "5/4", "7/8"}
    assert 0.2 < 1 - meters["4/4"] / len(songs) < 0.36
    assert len({(song.key.tonic, song.key.mode) for song in songs}) == 24
    assert {part.role for song in songs for part in song.parts} == set(ROLES) - {"mix"}
    sizes = Counter(len(song.parts) for song in songs)
    assert sizes[1] > 0
    assert sum(sizes[count] for count in (4, 5, 6, 7)) > len(songs) * 0.6


def test_an_excerpt_holds_its_bars() -> None:
    song = compose_in(STYLE_TABLE["house"], 3)
    cut = song.excerpt(8, 8)
    assert cut.bars == 8
    assert cut.chords == song.chords[8:16]
    end = 8 * float(song.meter.quarters_per_bar)
    for part in cut.parts:
        assert all(0 <= note.start_quarters < end for note in part.notes)
        assert all(note.start_quarters + note.duration_quarters <= end + 1e-6 for note in part.notes)


def test_an_excerpt_keeps_what_is_held_into_it() -> None:
    song = compose_in(STYLE_TABLE["house"], 3)
    pad = Part("pads", "warm_pad", (Note(0.0, 8.0, 60, 80), Note(4.02, 3.0, 64, 80), Note(0.0, 4.1, 67, 80)))
    drums = Part("drums", "kit_909", (Note(2.0, 4.0, 49, 80), Note(3.98, 0.2, 36, 80)))
    cut = replace(song, parts=(pad, drums)).excerpt(1, 1)
    assert [(note.start_quarters, note.duration_quarters, note.pitch) for note in cut.parts[0].notes] == [
        (0.0, 4.0, 60),
        (pytest.approx(0.02), 3.0, 64),
    ]
    assert [note.pitch for note in cut.parts[1].notes] == [36]
