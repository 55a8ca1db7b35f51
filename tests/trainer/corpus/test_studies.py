"""Studies: over the chords of the song, in every register and a little above, and the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest

from musiccm_daw.composer.compose import compose
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.playing import patterns_of
from musiccm_daw.score.note import HIGHEST_PITCH
from musiccm_daw.score.song import Song
from tests.trainer.corpus.songs import seeded
from trainer.corpus.clips import song_excerpt
from trainer.corpus.sound.synth_bass import LINE_VOICES
from trainer.corpus.studies import BEYOND_SEMITONES, study_of

SEEDS = range(120)
KEPT = ("drums", "percussion", "fx")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Song, Song]]:
    """Excerpts, and the studies made of them."""
    excerpts = [song_excerpt(compose(seed), seeded(seed)) for seed in SEEDS]
    return [(excerpt, study_of(excerpt, seeded(f"study {excerpt.seed}"))) for excerpt in excerpts]


def test_pitched_parts_play_other_notes_and_the_rest_stays(pairs: list[tuple[Song, Song]]) -> None:
    for excerpt, study in pairs:
        for before, after in zip(excerpt.parts, study.parts, strict=True):
            assert (before == after) == (before.role in KEPT)
            assert (after.role in KEPT) == (before.role in KEPT)


def test_notes_lie_in_the_excerpt_the_range_and_the_harmony(pairs: list[tuple[Song, Song]]) -> None:
    for _, study in pairs:
        end = float(study.bars * study.meter.quarters_per_bar)
        for part in study.parts:
            name = INSTRUMENTS[part.instrument]
            assert part.role in name.roles
            for note in part.notes:
                assert 0 <= note.start_quarters < note.start_quarters + note.duration_quarters <= end + 1e-9
                assert 1 <= note.velocity <= 127
                beyond = 0 if "bass" in name.roles else BEYOND_SEMITONES
                assert name.is_kit or name.lowest <= note.pitch <= min(name.highest + beyond, HIGHEST_PITCH)


def test_the_ends_of_a_range_are_played_as_often_as_its_middle(pairs: list[tuple[Song, Song]]) -> None:
    fifths = Counter[int]()
    for _, study in pairs:
        for part in study.parts:
            name = INSTRUMENTS[part.instrument]
            if part.role not in KEPT:
                highest = name.highest if "bass" in name.roles else name.highest + BEYOND_SEMITONES
                fifths.update(5 * (note.pitch - name.lowest) // (highest + 1 - name.lowest) for note in part.notes)
    assert min(fifths[0], fifths[4]) > 0.5 * fifths[2]


def test_every_instrument_gets_its_turn(pairs: list[tuple[Song, Song]]) -> None:
    played = Counter(part.instrument for _, study in pairs for part in study.parts if part.role not in KEPT)
    pitched = [name for name, each in INSTRUMENTS.items() if not each.is_kit and set(each.roles) - set(KEPT)]
    assert sum(played[name] > 0 for name in pitched) > 0.9 * len(pitched)
    assert max(played.values()) < 30


def test_lines_have_one_voice(pairs: list[tuple[Song, Song]]) -> None:
    for _, study in pairs:
        for part in study.parts:
            if INSTRUMENTS[part.instrument].source[1] in LINE_VOICES:
                starts = [round(note.start_quarters, 2) for note in part.notes]
                assert len(set(starts)) == len(starts)


def test_studies_reach_what_styles_do_not(pairs: list[tuple[Song, Song]]) -> None:
    def keys(songs: list[Song]) -> list[tuple[Song, int]]:
        return [(song, index) for song in songs for index, part in enumerate(song.parts) if part.role == "keys"]

    def outer_pitches(songs: list[Song]) -> int:
        notes = [note for song, index in keys(songs) for note in song.parts[index].notes]
        return sum(not 48 <= note.pitch <= 79 for note in notes) * 100 // len(notes)

    excerpts, studies = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert outer_pitches(studies) > outer_pitches(excerpts) + 20
    ways = Counter(patterns_of(song, song.parts[index])[0] for song, index in keys(studies) if song.parts[index].notes)
    assert {"arp", "melody", "stabs", "held", "chords"} <= set(ways)


def test_the_same_seed_gives_the_same_study(pairs: list[tuple[Song, Song]]) -> None:
    excerpt, study = pairs[0]
    assert study_of(excerpt, seeded(f"study {excerpt.seed}")) == study
    assert study_of(excerpt, seeded("another")) != study
