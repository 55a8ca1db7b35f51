"""Tails: they begin after the last note, take no attack away, and are over before the clip is."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.finishing import Finisher
from musiccm_daw.engine.tails import tail_start_seconds
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.paths import bundled_weights
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import Meter, TimeGrid

RATE = 44_100
GRID = TimeGrid(Fraction(120), Meter(4, 4), 2)
"""Eight quarters, four seconds."""


def part(*notes: tuple[float, float]) -> Part:
    return Part("keys", "grand_piano", tuple(Note(start, duration, 60, 80) for start, duration in notes))


def level_db(audio: np.ndarray) -> float:
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(np.square(audio, dtype=np.float64))))))


def test_a_tail_begins_where_the_last_note_ends() -> None:
    assert tail_start_seconds([part((0, 1), (4, 2)), part((1, 4))], GRID) == pytest.approx(3.0)
    assert tail_start_seconds([part((4, 4))], GRID) == pytest.approx(3.7)
    assert tail_start_seconds([part((4, 4), (7.5, 0.1))], GRID) == pytest.approx(3.85)
    assert tail_start_seconds([part((0, 1), (7.8, 0.2))], GRID) is None
    assert tail_start_seconds([part()], GRID) is None


@given(notes=st.lists(st.tuples(st.floats(0, 7.99), st.floats(0.01, 8)), min_size=1))
def test_no_tail_takes_an_attack_away(notes: list[tuple[float, float]]) -> None:
    cut = [(start, min(duration, 8 - start)) for start, duration in notes]
    start = tail_start_seconds([part(*cut)], GRID)
    last = max(start for start, _ in cut) / 2
    assert last > 3.7 if start is None else last + 0.0999 < start < 3.901


@pytest.mark.parametrize("sample_rate", [44_100, 48_000])
@pytest.mark.parametrize("pieces", [1, 7])
def test_a_tail_dies_away_and_leaves_what_is_before_it(sample_rate: int, pieces: int) -> None:
    audio = 0.1 * torch.randn(2, GRID.total_samples(RATE), generator=torch.Generator().manual_seed(1))

    def finished(tail_seconds: float | None) -> np.ndarray:
        finisher = Finisher(GRID, sample_rate, RATE, loop=False, tail_seconds=tail_seconds)
        padded = torch.nn.functional.pad(audio, (finisher.margin, finisher.margin))
        edges = [audio.shape[1] * piece // pieces for piece in range(pieces + 1)]
        pairs = pairwise(edges)
        return np.concatenate([finisher(padded[:, start : stop + 2 * finisher.margin]) for start, stop in pairs])

    plain, faded = finished(None), finished(3.0)
    begin, middle = 3 * sample_rate, round(3.475 * sample_rate)
    assert (faded[:begin] == plain[:begin]).all()
    assert level_db(faded[middle - 200 : middle + 200]) == pytest.approx(
        level_db(plain[middle - 200 : middle + 200]) - 30, abs=0.5
    )
    assert level_db(faded[-sample_rate // 20 :]) < level_db(plain) - 59


def test_the_bundled_model_ends_in_silence() -> None:
    request = GenerationRequest.resolve("rock band", bars=2, bpm=150, steps=1, seed=3, key="A minor", loop=False)
    engine = Engine(*load_model(bundled_weights(), "cpu"))
    ((clip,),) = engine.variations(request, scores=[compose_score(request, 3)])
    bars = np.array_split(clip.audio, 2)
    assert level_db(clip.audio[-RATE // 20 :]) < max(map(level_db, bars)) - 40
