"""Frames and Griffin-Lim: overlap-add that inverts itself, and iterations that bring the audio nearer to its rows."""

import pytest
import torch

from musiccm_daw.model.band_synthesis import power_from_mel
from musiccm_daw.model.frames import CHUNK_FRAMES, Frames
from musiccm_daw.model.griffin_lim import GriffinLim
from musiccm_daw.model.mel import HIGH_BAND, MEL_ROWS, SAMPLE_RATE, Band, MelFrontEnd, frame_centres, mel_filters

WHOLE = Band(decimation=1, window=64, bins=33, rows=33, stereo_rows=1, low_hz=0.0, high_hz=22_050.0)


@pytest.mark.parametrize("count", [60, CHUNK_FRAMES, 3 * CHUNK_FRAMES + 5])
def test_frames_at_a_fractional_hop_give_the_signal_back(count: int) -> None:
    torch.manual_seed(0)
    samples = round(17.3 * count)
    signal = torch.randn(samples)
    frames = Frames(frame_centres(count, samples / count), WHOLE, samples)
    spectrum = frames.analyse(signal)
    assert spectrum.shape == (count, 33)
    there = frames.synthesise(spectrum)
    # Windows that fade out at an open end leave its last samples to themselves.
    assert torch.allclose(there[32:-32], signal[32:-32], atol=1e-4)


def test_least_squares_find_powers_that_explain_the_rows() -> None:
    torch.manual_seed(0)
    filters = mel_filters(HIGH_BAND, HIGH_BAND.rows)
    mel = filters @ torch.rand(HIGH_BAND.bins, 10)
    power = power_from_mel(mel, filters)
    assert power.shape == (HIGH_BAND.bins, 10)
    assert float(power.min()) >= 0
    assert float(((filters @ power) / mel - 1).abs().mean()) < 0.02


def test_iterations_bring_the_audio_nearer_to_its_rows() -> None:
    torch.manual_seed(0)
    samples, count = SAMPLE_RATE, 100
    decay = torch.exp(-(torch.arange(samples) % (samples // 4)) / 4_000)
    audio = (0.2 * decay * torch.randn(samples)).repeat(1, 2, 1)
    front_end = MelFrontEnd()
    rows = front_end(audio, count, circular=True)[0]

    def error(iterations: tuple[int, int]) -> float:
        made = GriffinLim(iterations)(rows, samples, circular=True)
        return float((front_end(made[None], count, circular=True)[0] - rows)[:MEL_ROWS].abs().mean())

    assert error((8, 8)) < error((2, 2)) < error((0, 0))
