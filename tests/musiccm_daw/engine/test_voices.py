"""Voices: every part of a score sampled by itself, alike whatever else is asked for."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.engine.conditioning import BAR_LINE_FEATURES, FEATURES, feature_rows
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.instrument_rows import INSTRUMENT_ROWS
from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.score_columns import NOTE_FEATURES, NOTED_FEATURES, PITCHES, PLAYER_FEATURES, score_columns
from musiccm_daw.engine.voices import Voice, balanced, part_gain, sounding_share, voices_of
from musiccm_daw.errors import RequestError
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.model.row_mixing import Placement
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from tests.tiny_model import DENOISER, save_tiny_checkpoint

KEYS = Part("keys", "rhodes", tuple(Note(float(at), 0.5, 60 + at, 80) for at in range(8)), name="keys", words="rhodes")
BASS = Part("bass", "finger_bass", (Note(0.0, 4.0, 36, 90),), pan=-0.5, name="bass", words="bass guitar")
DRUMS = Part("drums", "kit_909", tuple(Note(float(at), 0.1, 36, 100) for at in range(8)), name="drums", words="beat")
SCORE = Score((KEYS, BASS, DRUMS), "composed", "house")


def request(*stems: str, **options: object) -> GenerationRequest:
    facts = {"bpm": 240, "bars": 2, "key": "Am", "chords": "Am | F", "seed": 4, "steps": 1}
    return GenerationRequest.resolve("house", stems=stems, **{**facts, **options})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine(tiny_score_checkpoint: Path) -> Engine:
    return Engine(*load_model(tiny_score_checkpoint, "cpu"))


def made(engine: Engine, asked: GenerationRequest, score: Score | None = SCORE) -> dict[str | None, np.ndarray]:
    clip = engine.generate(asked, scores=[score] * asked.variations if score else ())
    return {stem.stem: stem.audio for stem in clip.stems}


def test_a_part_s_columns_are_the_stems_and_its_score(engine: Engine) -> None:
    asked = request()
    (voice, *_) = voices_of(asked, asked.stems, 0, 1, SCORE)
    columns = voice.columns(asked, engine.model)
    assert np.array_equal(columns[FEATURES:], score_columns(asked.grid, KEYS))
    (unscored,) = voices_of(asked, asked.stems, 0, 1, None)
    assert not unscored.columns(asked, engine.model)[FEATURES:].any()


def test_who_plays_is_said_of_one_part_at_a_time(engine: Engine) -> None:
    asked = request()
    (keys, bass, _) = voices_of(asked, asked.stems, 0, 1, SCORE)
    players = [
        np.flatnonzero(voice.columns(asked, engine.model)[NOTED_FEATURES:PLAYER_FEATURES].any(axis=1)).tolist()
        for voice in (keys, bass, replace(keys, parts=SCORE.parts))
    ]
    assert players == [[INSTRUMENT_ROWS.index("rhodes")], [INSTRUMENT_ROWS.index("finger_bass")], []]
    loud = [
        voice.columns(asked, engine.model)[PLAYER_FEATURES:].any() for voice in (bass, replace(keys, parts=SCORE.parts))
    ]
    assert loud == [True, False]


def test_a_model_that_reads_notes_alone_gets_no_instruments(tmp_path: Path) -> None:
    save_tiny_checkpoint(tmp_path, replace(DENOISER, column_features=NOTED_FEATURES))
    engine = Engine(*load_model(tmp_path, "cpu"))
    assert engine.reads_scores
    asked = request()
    (keys, *_) = voices_of(asked, asked.stems, 0, 1, SCORE)
    assert np.array_equal(keys.columns(asked, engine.model)[FEATURES:], score_columns(asked.grid, KEYS)[:NOTE_FEATURES])
    assert made(engine, request("keys"))["keys"].any()


def test_a_model_that_reads_no_scores_gets_none(tiny_checkpoint: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    assert not engine.reads_scores
    asked = request()
    (voice, *_) = voices_of(asked, asked.stems, 0, 1, SCORE)
    assert len(voice.columns(asked, engine.model)) == FEATURES


def test_fewer_stems_change_none_of_those_left(engine: Engine) -> None:
    def voices(*roles: str) -> dict[str | None, int]:
        asked = request(*roles)
        return {stem.label: voices_of(asked, asked.stems, at, 1, SCORE)[0].seed for at, stem in enumerate(asked.stems)}

    every, two = voices("drums", "bass", "keys"), voices("keys", "drums")
    assert two == {label: every[label] for label in two}
    assert len(set(every.values())) == 3
    three, alone = made(engine, request("drums", "bass", "keys"), SCORE), made(engine, request("keys"), SCORE)
    # The shared gain differs; the frames do not.
    gain = np.abs(three["keys"]).max() / np.abs(alone["keys"]).max()
    assert np.allclose(three["keys"], alone["keys"] * gain, atol=1e-6)


def test_notes_and_seeds_make_the_difference(engine: Engine) -> None:
    one = made(engine, request("keys"))["keys"]
    assert np.array_equal(one, made(engine, request("keys"))["keys"])
    other_notes = replace(SCORE, parts=(replace(KEYS, notes=KEYS.notes[:3]), BASS, DRUMS))
    assert not np.array_equal(one, made(engine, request("keys"), other_notes)["keys"])
    assert not np.array_equal(one, made(engine, request("keys", seed=5))["keys"])
    assert not np.array_equal(one, made(engine, request("keys"), None)["keys"])


def test_stems_sum_to_their_mix_and_a_clip_in_one_piece_is_one(engine: Engine) -> None:
    stems = made(engine, request("drums", "bass", "keys"))
    assert np.allclose(stems["drums"] + stems["bass"] + stems["keys"], stems["mix"], atol=1e-6)
    whole = made(engine, request())
    assert list(whole) == [None]
    assert whole[None].shape == stems["mix"].shape


def test_every_part_can_be_a_stem(engine: Engine) -> None:
    stems = made(engine, request(parts=True))
    assert list(stems) == ["keys", "bass", "drums", "mix"]
    chosen = made(engine, request("keys", "bass", "drums"))
    assert all(np.array_equal(stems[name], chosen[name]) for name in stems)


def test_two_stems_of_one_role_play_their_own_parts() -> None:
    asked = request("keys=piano", "keys=organ")
    second = replace(KEYS, name="keys-2", notes=KEYS.notes[:1])
    score = replace(SCORE, parts=(KEYS, second))
    parts = [voices_of(asked, asked.stems, at, 1, score)[0].parts[0] for at in (0, 1)]
    assert parts == [KEYS, second]


def test_variations_play_their_own_scores(engine: Engine) -> None:
    other = replace(SCORE, parts=(replace(KEYS, notes=KEYS.notes[:2]), BASS, DRUMS))
    clip = engine.generate(request("keys", variations=2), scores=[SCORE, other])
    alone = engine.generate(request("keys", seed=5), scores=[other])
    assert np.array_equal(clip.stems[1].audio, alone.stems[0].audio)


def test_a_stem_without_a_part_is_one_line(engine: Engine) -> None:
    with pytest.raises(RequestError, match="the score has no part strings"):
        made(engine, request("strings"))


def test_what_seldom_plays_is_turned_down_by_how_seldom() -> None:
    grid = request().grid
    assert sounding_share(KEYS, grid) == 1.0
    assert sounding_share(BASS, grid) == 0.5
    seldom = replace(KEYS, notes=KEYS.notes[:2])
    assert sounding_share(seldom, grid) == 0.25
    assert part_gain(seldom, grid) == pytest.approx(part_gain(KEYS, grid) / 2)
    louder = replace(KEYS, gain_db=6.0)
    assert 20 * np.log10(part_gain(louder, grid) / part_gain(KEYS, grid)) == pytest.approx(6.0)


def test_balanced_voices_are_as_loud_as_one() -> None:
    assert balanced([Placement(0.0), Placement(0.0, 0.5)]) == [Placement(0.0), Placement(0.0, 0.5)]
    placements = balanced([Placement(0.5, -1.0), Placement(2.0, 0.3), Placement(1.0)])
    assert sum(each.gain**2 for each in placements) == pytest.approx(1.0)
    assert placements[1].gain / placements[0].gain == pytest.approx(4.0)
    assert [each.pan for each in placements] == [-1.0, 0.3, 0.0]


@pytest.mark.parametrize(
    ("loop", "new_bars", "first", "second"), [(True, None, 95, 47), (False, None, 0, 47), (True, range(1, 2), 95, 48)]
)
def test_a_slow_instrument_is_struck_early_where_the_sound_before_is_new(
    engine: Engine, loop: bool, new_bars: range | None, first: int, second: int
) -> None:
    asked = request(bpm=120, loop=loop)
    strings = Part("strings", "slow_strings", (Note(0.0, 4.0, 70, 90), Note(4.0, 4.0, 72, 90)))
    columns = Voice(asked.stems[0], 1, (strings,), new_bars=new_bars).columns(asked, engine.model)
    struck = [np.flatnonzero(columns[FEATURES + PITCHES + pitch - 21]).tolist() for pitch in (70, 72)]
    assert struck == [[first], [second]]


def bars_marked(columns: np.ndarray) -> list[int]:
    """Return the bars, of two of 48 columns, whose beginnings are among a voice's conditions."""
    marked = np.any([columns[feature_rows(feature)].any(axis=0) for feature in BAR_LINE_FEATURES], axis=0)
    return np.unique(np.flatnonzero(marked) // 48).tolist()


@pytest.mark.parametrize(
    ("role", "instrument", "bars"),
    [("pads", "slow_strings", []), ("keys", "grand_piano", []), ("drums", "standard_kit", [0, 1])],
)
def test_a_pitched_part_has_no_bar_lines_and_all_else_of_the_meter(
    engine: Engine, role: str, instrument: str, bars: list[int]
) -> None:
    asked = request(bpm=120)
    chord = Part(role, instrument, (Note(0.0, 8.0, 70, 90),))
    voice = Voice(asked.stems[0], 1, (chord,))
    columns, unscored = (each.columns(asked, engine.model) for each in (voice, replace(voice, parts=())))
    assert bars_marked(columns) == bars
    assert bars_marked(unscored) == [0, 1]
    for feature in BAR_LINE_FEATURES:
        columns[feature_rows(feature)] = unscored[feature_rows(feature)]
    assert np.array_equal(columns[:FEATURES], unscored[:FEATURES])


def test_bars_whose_notes_nobody_knows_keep_their_bar_lines(engine: Engine) -> None:
    asked = request(bpm=120)
    chord = Part("pads", "slow_strings", (Note(0.0, 8.0, 70, 90),))
    columns = Voice(asked.stems[0], 1, (chord,), unknown_bars=frozenset({1})).columns(asked, engine.model)
    assert bars_marked(columns) == [1]


def test_drums_beside_a_pitched_part_keep_the_bar_lines_of_both(engine: Engine) -> None:
    asked = request(bpm=120)
    kit = Part("drums", "standard_kit", (Note(0.0, 0.25, 36, 90),))
    assert bars_marked(Voice(asked.stems[0], 1, (kit, KEYS)).columns(asked, engine.model)) == [0, 1]


def short_levels(audio: np.ndarray, rate: int, *, above_hz: float = 0, below_hz: float = math.inf) -> np.ndarray:
    """Return the levels of 12 ms each, in dB, of a loop (S, 2) within a band."""
    spectrum = np.fft.rfft(audio.mean(axis=1))
    hertz = np.fft.rfftfreq(len(audio), 1 / rate)
    band = np.fft.irfft(spectrum * ((hertz > above_hz) & (hertz < below_hz)), len(audio))
    step = rate // 80
    powers = np.square(band[: len(band) // step * step]).reshape(-1, step).mean(axis=1)
    return np.asarray(10 * np.log10(powers + 1e-12))


def high_band_rise(audio: np.ndarray, rate: int) -> float:
    """Return how far, in dB, 12 ms of a loop (S, 2) stand out of the half second around them in 5 to 12 kHz."""
    level = short_levels(audio, rate, above_hz=5_000, below_hz=12_000)
    around = np.median([np.roll(level, shift) for shift in range(-20, 21)], axis=0)
    return float((level - around).max())


@pytest.mark.weights
@pytest.mark.parametrize("instrument", ["string_ensemble", "slow_strings"])
def test_held_strings_do_not_click_where_chords_change(instrument: str) -> None:
    chords = ((0.0, (54, 58, 61, 63)), (4.0, (54, 58, 61, 66)), (8.0, (54, 59, 61, 66)), (12.0, (52, 56, 59, 68)))
    notes = tuple(Note(start, 4.0, pitch, 68) for start, pitches in chords for pitch in pitches)
    strings = Part("pads", instrument, notes, name="pads", words="string ensemble sustained chords")
    asked = GenerationRequest.resolve(
        "string ensemble sustained chords", bpm=120, bars=4, seed=2, key="Ebm", chords="Ebm | F#/Bb | B | Emaj7"
    )
    (stem,) = load_engine(None, "cpu").generate(asked, scores=[Score((strings,), "composed", "cinematic")]).stems
    # With bar lines among the conditions they rose by 21 and 23 dB.
    assert high_band_rise(stem.audio, asked.sample_rate) < 12


@pytest.mark.weights
@pytest.mark.parametrize("instrument", ["acoustic_bass", "finger_bass"])
def test_basses_do_not_click_where_bars_begin(instrument: str) -> None:
    notes = tuple(Note(float(beat), 0.9, 33 + (0, 3, 7, 5)[beat % 4], 84) for beat in range(32))
    bass = Part("bass", instrument, notes, name="bass", words="bass line")
    asked = GenerationRequest.resolve("bass line", bpm=118, bars=8, seed=1, key="Am")
    (stem,) = load_engine(None, "cpu").generate(asked, scores=[Score((bass,), "composed", "funk")]).stems
    high, whole = (short_levels(stem.audio, asked.sample_rate, above_hz=hertz) for hertz in (5_000, 0))
    # With bar lines among the conditions, the seventh bar began with a click 4 dB below the bass; now -50 dB.
    assert high.max() - whole.max() < -25
