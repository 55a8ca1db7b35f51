"""Vocoding in blocks: nothing depends on how the audio is asked for, blocks meet, and loops are periods."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch

from musiccm_daw.model.mel import ROWS, MelFrontEnd
from musiccm_daw.model.vocoders.block_vocoder import FADE_SAMPLES
from musiccm_daw.model.vocoders.frame_clock import BLOCK_FRAMES, FrameClock, frame_blocks
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim

HOP = 441


def struck_rows(frames: int, circular: bool) -> torch.Tensor:
    """Rows of a chord that is struck every 96 frames."""
    samples = frames * HOP
    time = torch.arange(samples) / 44_100
    decay = torch.exp(-(torch.arange(samples) % (96 * HOP)) / 12_000)
    wave = sum(torch.sin(2 * torch.pi * hz * time) for hz in (110.0, 220.0, 277.2, 329.6, 2_500.0))
    audio = 0.1 * decay * wave
    rows: torch.Tensor = MelFrontEnd()(torch.stack([audio, 0.7 * audio])[None], frames, circular)[0]
    return rows


@pytest.mark.parametrize("frames", [1, 767, 768, 959, 960, 1_535, 1_536, 5_000])
def test_blocks_cover_all_frames_once(frames: int) -> None:
    blocks = frame_blocks(frames)
    assert [frame for block in blocks for frame in block] == list(range(frames))
    assert all(len(block) == BLOCK_FRAMES for block in blocks[:-2])
    assert all(min(frames, 480) <= len(block) < 2 * BLOCK_FRAMES for block in blocks[-2:])


def test_a_minute_is_a_load_for_two_cores() -> None:
    # 120 BPM; with a last block of 1 152 frames one core would have 3 456 and the other 2 304.
    lengths = [len(block) for block in frame_blocks(5_760)]
    assert sum(lengths[::2]) == sum(lengths[1::2]) == 2_880


def test_a_loops_clock_goes_on_by_whole_periods() -> None:
    clock = FrameClock(samples=100_003, frames=237, circular=True)
    for decimation in (1, 4):
        once = clock.centres(range(237), decimation)
        later = clock.centres(range(2 * 237, 3 * 237), decimation)
        assert torch.equal(later - 2 * clock.length(decimation), once)
        assert torch.equal(clock.centres(range(-237, 0), decimation) + clock.length(decimation), once)
        assert int(clock.centres(range(5, 6), decimation)) == clock.position(5, decimation)


@pytest.mark.parametrize("circular", [False, True])
def test_pieces_join_to_the_whole_and_carry_their_neighbours(circular: bool) -> None:
    frames = 2 * BLOCK_FRAMES
    rows = struck_rows(frames, circular)
    vocoder = GriffinLim((2, 2))
    clock = FrameClock(frames * HOP, frames, circular)
    whole = vocoder(rows, clock.samples, circular)
    assert whole.shape == (2, clock.samples)
    margin = 100
    position = 0
    for piece in vocoder.stream(lambda block: rows[:, block.start : block.stop], clock, margin):
        count = piece.shape[1] - 2 * margin
        assert torch.allclose(piece[:, margin : margin + count], whole[:, position : position + count], atol=1e-5)
        around = torch.arange(position - margin, position + count + margin)
        if not circular:
            silent = (around < 0) | (around >= clock.samples)
            assert (piece[:, silent] == 0).all()
        # Beyond a piece is what comes there, but for a fade that has hardly begun.
        inside = slice(None) if circular else (around >= 0) & (around < clock.samples)
        assert torch.allclose(piece[:, inside], whole[:, around[inside] % clock.samples], atol=2e-2)
        position += count
    assert position == clock.samples


@pytest.mark.parametrize("circular", [False, True])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_rows_of_a_block_are_asked_for_once(count: int, circular: bool) -> None:
    frames = count * BLOCK_FRAMES
    rows = struck_rows(BLOCK_FRAMES, circular).repeat(1, count)
    asked: list[range] = []

    def rows_of(block: range) -> torch.Tensor:
        asked.append(block)
        return rows[:, block.start : block.stop]

    for _ in GriffinLim((0, 0)).stream(rows_of, FrameClock(frames * HOP, frames, circular)):
        pass
    assert sorted(asked, key=lambda block: block.start) == frame_blocks(frames)


def test_frames_without_a_phase_of_their_own_at_the_end_are_refused() -> None:
    with pytest.raises(ValueError, match="101 frames"):
        GriffinLim()(torch.zeros(ROWS, 101), 101 * HOP, circular=False)


def test_a_held_chord_goes_on_from_block_to_block() -> None:
    # No attack hides the join, and no bin is quiet: its level must not dip where two blocks' phases meet.
    frames = 3 * BLOCK_FRAMES
    time = torch.arange(frames * HOP) / 44_100
    wave = 0.05 * sum(torch.sin(2 * torch.pi * hz * time) for hz in (110.0, 220.0, 277.2, 329.6))
    rows = MelFrontEnd()(torch.stack([wave, wave])[None], frames)[0]
    mid = GriffinLim()(rows, frames * HOP, circular=False)[0]
    # Over the whole: six of the slowest beats between two partials.
    levels = mid[4 * HOP : -4 * HOP].unfold(0, 6 * 841, HOP).square().mean(dim=1).sqrt()
    expected = wave[4 * HOP : -4 * HOP].unfold(0, 6 * 841, HOP).square().mean(dim=1).sqrt()
    joins = [BLOCK_FRAMES, 2 * BLOCK_FRAMES]
    for join in joins:
        around = slice(join - 40, join + 40)
        assert float((levels[around] / expected[around]).log10().abs().max()) * 20 < 1.0


def test_a_loop_is_the_middle_of_three_periods() -> None:
    rows = struck_rows(BLOCK_FRAMES, circular=True)
    vocoder = GriffinLim((4, 4))
    samples = BLOCK_FRAMES * HOP
    loop = vocoder(rows, samples, circular=True)
    thrice = vocoder(rows.repeat(1, 3), 3 * samples, circular=False)[:, samples : 2 * samples]
    assert float((loop - thrice).square().mean() / loop.square().mean()) < 1e-6
    assert torch.allclose(loop, thrice, atol=1e-3)


def test_blocks_meet_as_if_there_were_none() -> None:
    # The same frames in other blocks: the audio next to a join differs only in phase, not in its rows.
    frames = 2 * BLOCK_FRAMES
    rows = struck_rows(frames, circular=False)
    audio = GriffinLim()(rows, frames * HOP, circular=False)
    again = MelFrontEnd()(audio[None], frames)[0]
    error = (again - rows)[:352].abs().mean(0)
    join = slice(BLOCK_FRAMES - 8, BLOCK_FRAMES + 8)
    alike = slice(BLOCK_FRAMES + 96 - 8, BLOCK_FRAMES + 96 + 8)
    assert float(error[join].mean()) < 1.5 * float(error[alike].mean())
    # And no step: the wave bends there as it does on the other attacks.
    bend = (audio[0, 2:] - 2 * audio[0, 1:-1] + audio[0, :-2]).abs()
    seams = [position - FADE_SAMPLES for position in (BLOCK_FRAMES * HOP,)]
    for start, stop in pairwise([*seams, seams[-1] + FADE_SAMPLES]):
        assert float(bend[start:stop].max()) <= float(bend[96 * HOP - FADE_SAMPLES : 96 * HOP + FADE_SAMPLES].max())


@pytest.mark.parametrize("circular", [False, True])
def test_blocks_side_by_side_sound_as_one_by_one(circular: bool) -> None:
    frames = 2 * BLOCK_FRAMES + 300
    rows = struck_rows(frames, circular)
    before = torch.get_num_threads()
    made = []
    for cores in (1, 2):
        torch.set_num_threads(cores)
        made.append(GriffinLim((2, 2))(rows, HOP * frames, circular))
    torch.set_num_threads(before)
    torch.testing.assert_close(*made, rtol=0, atol=0)
