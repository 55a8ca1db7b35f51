"""Timing between columns: swing and lateness survive the model's grid, and bars that stay are left alone."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from musiccm_daw.engine.loading import load_engine
from musiccm_daw.engine.micro_timing import INAUDIBLE, MOVED, STEEPEST, frame_offsets, retimed
from musiccm_daw.model.mel import MEL_ROWS
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import FRAMES_PER_COLUMN, Meter, TimeGrid
from trainer.metrics.notes_drums import band_of, strokes

GRID = TimeGrid(Fraction(120), Meter.parse("4/4"), 2)
FRAMES = GRID.total_columns * FRAMES_PER_COLUMN
QUARTER = GRID.columns_per_quarter * FRAMES_PER_COLUMN


def keys(*starts: float, instrument: str = "grand_piano", length: float = 0.5) -> Part:
    return Part("keys", instrument, tuple(Note(start, length, 60, 90) for start in starts))


def sounding(offsets: np.ndarray, frame: int) -> float:
    """Return when, in frames, an attack sounds that the model plays on a frame."""
    return float(np.interp(frame, np.arange(len(offsets)) + offsets, np.arange(len(offsets))))


@pytest.mark.parametrize("loop", [True, False])
def test_notes_on_columns_stay_where_they_are(loop: bool) -> None:
    assert not frame_offsets([keys(0, 1, 2.25, 5.5)], GRID, loop=loop).any()
    assert not frame_offsets([], GRID, loop=loop).any()


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize("late", [0.03, -0.03])
def test_a_note_between_columns_is_moved_towards_where_it_is_written(loop: bool, late: float) -> None:
    offsets = frame_offsets([keys(1, 2 + late, 3)], GRID, loop=loop)
    assert sounding(offsets, 2 * QUARTER) - 2 * QUARTER == pytest.approx(MOVED * late * QUARTER, abs=0.05)
    for untouched in (1, 3):
        assert sounding(offsets, untouched * QUARTER) == pytest.approx(untouched * QUARTER)


def test_an_early_first_beat_of_a_loop_sounds_at_its_end() -> None:
    offsets = np.concatenate([frame_offsets([keys(4, 7.97)], GRID, loop=True)] * 2)
    assert sounding(offsets, FRAMES) - FRAMES == pytest.approx(-MOVED * 0.03 * QUARTER, abs=0.05)
    assert not frame_offsets([keys(4, 7.97)], GRID, loop=False).any()


@given(st.lists(st.floats(0, 8, exclude_max=True), min_size=1, max_size=12))
def test_a_loop_reads_the_same_rows_wherever_it_begins(starts: list[float]) -> None:
    offsets = frame_offsets([keys(*starts)], GRID, loop=True)
    later = frame_offsets([keys(*((start + 4) % 8 for start in starts))], GRID, loop=True)
    assert later == pytest.approx(np.roll(offsets, FRAMES // 2), abs=0.001)


def test_strings_of_a_strum_move_together() -> None:
    offsets = frame_offsets([keys(2.01, 2.02, 2.03)], GRID, loop=True)
    assert sounding(offsets, 2 * QUARTER) - 2 * QUARTER == pytest.approx(MOVED * 0.02 * QUARTER, abs=0.05)


def test_a_slow_attack_and_a_short_note_sound_where_they_are_written() -> None:
    # At 100 BPM a column lasts 50 ms. A violin takes 40 ms, and is struck a column early: 0.8 frames too soon.
    grid = TimeGrid(Fraction(100), Meter.parse("4/4"), 2)
    violin = keys(0, 1, 2, 3, 4, instrument="solo_violin", length=0.9)
    offsets = frame_offsets([violin], grid, loop=True)
    assert offsets[QUARTER : 5 * QUARTER : QUARTER] == pytest.approx(-0.8)
    # A short note among long ones takes no time, and is struck as early.
    short = Part("strings", "solo_violin", (*violin.notes, Note(5.0, 0.1, 70, 90)))
    assert frame_offsets([short], grid, loop=True)[5 * QUARTER] == pytest.approx(-FRAMES_PER_COLUMN)


def test_the_ends_of_music_that_ends_stay_in_place() -> None:
    part = keys(0.04, 7.95)
    assert frame_offsets([part], GRID, loop=False)[[0, -1]].tolist() == [0, 0]
    assert frame_offsets([part], GRID, loop=True)[0] != 0


def test_bars_that_stay_are_not_moved() -> None:
    part = keys(*(at + 0.03 for at in range(8)))
    offsets = frame_offsets([part], GRID, loop=True, new=range(1, 2))
    assert not offsets[: FRAMES // 2].any()
    assert offsets[FRAMES // 2 :].any()
    assert offsets[FRAMES // 2] == 0


@example([1.35546875, 1.404296875], False, "solo_violin")
@given(st.lists(st.floats(0, 7.9), max_size=40), st.booleans(), st.sampled_from(["grand_piano", "solo_violin"]))
def test_rows_are_never_read_backwards_nor_much_faster(starts: list[float], loop: bool, instrument: str) -> None:
    offsets = frame_offsets([keys(*starts, instrument=instrument)], GRID, loop=loop)
    steps = np.diff([*offsets, offsets[0]] if loop else offsets)
    assert len(offsets) == FRAMES
    # What is too small to be heard is set to nothing, which is a step, too.
    assert np.abs(steps).max() <= STEEPEST + INAUDIBLE


@pytest.mark.parametrize("loop", [True, False])
def test_blocks_are_read_as_the_whole_is(loop: bool) -> None:
    rows = torch.zeros(MEL_ROWS + 1, FRAMES)
    rows[-1] = torch.arange(FRAMES)

    def rows_of(block: range) -> torch.Tensor:
        assert block.start % FRAMES_PER_COLUMN == block.stop % FRAMES_PER_COLUMN == 0
        assert loop or (block.start >= 0 and block.stop <= FRAMES)
        return rows[:, torch.arange(block.start, block.stop) % FRAMES]

    offsets = frame_offsets([keys(0.04, 0.96, 3.02, 7.97)], GRID, loop=loop)
    read = retimed(rows_of, offsets, circular=loop)
    whole = read(range(FRAMES))
    half = FRAMES // 2
    assert torch.equal(torch.cat([read(range(half)), read(range(half, FRAMES))], dim=1), whole)
    # The last row is its own place, but where the end meets the start.
    inside = slice(2, FRAMES - 2)
    assert whole[-1, inside].numpy() == pytest.approx((np.arange(FRAMES) + offsets)[inside], abs=1e-3)


def test_rows_in_time_are_not_read_twice() -> None:
    def rows_of(block: range) -> torch.Tensor:
        return torch.zeros(1, len(block))

    assert retimed(rows_of, np.zeros(FRAMES, np.float32), circular=True) is rows_of


@pytest.mark.weights
def test_swung_sixteenths_swing() -> None:
    """58 % at 90 BPM lies halfway between two columns; on the nearer one it would be straight."""
    starts = [beat / 2 + swung for beat in range(32) for swung in (0.0, 0.58 / 2)]
    hats = Part("drums", "standard_kit", tuple(Note(at, 0.1, 42, 100) for at in starts), name="drums", words="drums")
    request = GenerationRequest.resolve("tight hi-hats, drums", bpm=90, bars=4, seed=3, key="none", chords=None)
    (stem,) = load_engine(None, "cpu").generate(request, scores=[Score((hats,), "midi", "hip_hop")]).stems
    eighth = 60 / 90 / 2
    places = np.mod(strokes(stem.audio, request.sample_rate)[band_of(42)], eighth) / eighth
    offbeats = places[(places > 0.3) & (places < 0.8)]
    assert len(offbeats) == 32
    # In the columns alone they lie at 0.497.
    assert 0.53 < np.median(offbeats) < 0.61
