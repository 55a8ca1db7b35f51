"""Frames and Griffin-Lim: overlap-add that inverts itself, and iterations that bring the audio nearer to its rows."""

import math

import pytest
import torch
from scipy import signal
from torch import Tensor

from musiccm_daw.model.mel import HIGH_BAND, MEL_ROWS, ROWS, SAMPLE_RATE, Band, MelFrontEnd, frame_centres, mel_filters
from musiccm_daw.model.vocoders.band_synthesis import SOFT_FROM, power_from_mel, within_full_scale
from musiccm_daw.model.vocoders.frames import CHUNK_FRAMES, Frames
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim

WHOLE = Band(decimation=1, window=64, bins=33, rows=33, stereo_rows=1, low_hz=0.0, high_hz=22_050.0)


def crest_db(audio: Tensor) -> float:
    return 20 * math.log10(float(audio.abs().max() / audio.square().mean().sqrt()))


@pytest.mark.parametrize("count", [60, CHUNK_FRAMES, 3 * CHUNK_FRAMES + 5])
def test_frames_at_a_fractional_hop_give_the_signal_back(count: int) -> None:
    torch.manual_seed(0)
    samples = round(17.3 * count)
    noise = torch.randn(samples)
    frames = Frames(frame_centres(count, samples / count), WHOLE, samples)
    spectrum = frames.analyse(noise)
    assert spectrum.shape == (count, 33)
    there = frames.synthesise(spectrum)
    # Windows that fade out at an open end leave its last samples to themselves.
    assert torch.allclose(there[32:-32], noise[32:-32], atol=1e-4)


def test_least_squares_find_powers_that_explain_the_rows() -> None:
    torch.manual_seed(0)
    filters = mel_filters(HIGH_BAND, HIGH_BAND.rows)
    mel = torch.rand(100, HIGH_BAND.bins) @ filters.T
    power = power_from_mel(mel, filters)
    assert power.shape == (100, HIGH_BAND.bins)
    assert float(power.min()) >= 0
    assert float(((power @ filters.T) / mel - 1).abs().mean()) < 0.02


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


def test_a_burst_of_noise_is_not_gathered_into_a_click() -> None:
    torch.manual_seed(0)
    samples, count = SAMPLE_RATE, 100
    # An open hat every quarter of a second.
    decay = torch.exp(-(torch.arange(samples) % (samples // 4)) / 2_000)
    noise = torch.from_numpy(
        signal.sosfilt(signal.butter(4, 3_000, "high", fs=SAMPLE_RATE, output="sos"), torch.randn(samples))
    )
    audio = (0.1 * decay * noise).float()
    made = GriffinLim()(MelFrontEnd()(audio.repeat(1, 2, 1), count, circular=True)[0], samples, circular=True)[0]
    assert abs(crest_db(made) - crest_db(audio)) < 1.5


def test_rows_that_no_audio_has_stay_within_full_scale() -> None:
    rows = torch.full((ROWS, 100), -1.25)
    rows[MEL_ROWS:] = 0.0
    rows[:MEL_ROWS, 50] = 0.5
    audio = GriffinLim()(rows, SAMPLE_RATE, circular=False)
    assert 0.9 < float(audio.abs().max()) <= 1.0


def test_audio_is_bent_only_where_it_is_loud() -> None:
    audio = torch.linspace(-9.0, 9.0, 10_001)
    bent = within_full_scale(audio)
    quiet = audio.abs() <= SOFT_FROM
    assert torch.equal(bent[quiet], audio[quiet])
    assert (bent.diff() >= 0).all()
    assert float(bent.abs().max()) <= 1.0
