"""Mel front end, vocoder and autoencoder: exact frames, closed loops, pieces that join, pitch and stereo kept."""

import math

import numpy as np
import pytest
import torch

from musiccm_daw.model.autoencoder import (
    RECEPTIVE_COLUMNS,
    Autoencoder,
    AutoencoderConfig,
)
from musiccm_daw.model.mel import MEL_ROWS, ROWS, SAMPLE_RATE, MelFrontEnd, fourier_resample, frame_centres
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.timebase import FRAMES_PER_COLUMN

SAMPLES, FRAMES = 88_200, 200


def tone(hz: float, samples: int = SAMPLES, left: float = 1.0, right: float = 1.0) -> torch.Tensor:
    """A stereo sine (1, 2, S) whose periods fit the length, so that it loops."""
    cycles = round(hz * samples / SAMPLE_RATE)
    wave = 0.3 * torch.sin(torch.arange(samples) * (2 * math.pi * cycles / samples))
    return torch.stack([left * wave, right * wave])[None]


def peak_hz(audio: torch.Tensor) -> float:
    spectrum = torch.fft.rfft(audio).abs()
    return float(spectrum.argmax()) * SAMPLE_RATE / audio.shape[-1]


def test_frame_centres_never_drift() -> None:
    hop = 444.556640625
    centres = frame_centres(100_000, hop)
    exact = np.arange(100_000) * hop
    assert np.abs(centres.numpy() - exact).max() <= 0.5


def test_rows_have_the_documented_layout_and_scale() -> None:
    rows = MelFrontEnd()(tone(440.0), FRAMES, circular=True)
    assert rows.shape == (1, ROWS, FRAMES)
    # 0.3 of full scale is -10.5 dB; the mid of two equal channels is that channel.
    assert float(rows[0, :MEL_ROWS].max(dim=0).values.mean()) == pytest.approx(1 - 10.5 / 40, abs=0.02)
    silent = MelFrontEnd()(torch.zeros(1, 2, SAMPLES), FRAMES)
    # -90 dB.
    assert (silent[:, :MEL_ROWS] == -1.25).all()
    assert (silent[:, MEL_ROWS:] == 0).all()


def test_a_loop_has_the_same_rows_as_the_middle_of_three_periods() -> None:
    audio = 0.1 * torch.randn(1, 2, SAMPLES, generator=torch.Generator().manual_seed(1))
    once = MelFrontEnd()(audio, FRAMES, circular=True)
    thrice = MelFrontEnd()(audio.repeat(1, 1, 3), 3 * FRAMES, circular=True)
    assert torch.allclose(once, thrice[..., FRAMES : 2 * FRAMES], atol=1e-4)


@pytest.mark.parametrize("hz", [55.0, 220.0, 987.8, 2093.0])
def test_the_vocoder_keeps_pitch_within_two_cents(hz: float) -> None:
    rows = MelFrontEnd()(tone(hz), FRAMES, circular=True)[0]
    audio = GriffinLim()(rows, SAMPLES, circular=True)
    assert audio.shape == (2, SAMPLES)
    # A cent is a factor of 2^(1/1200); the spectrum of two seconds resolves half a hertz.
    tolerance = max(2 * hz * math.log(2) / 1200, 0.51)
    assert peak_hz(audio[0]) == pytest.approx(peak_hz(tone(hz)[0, 0]), abs=tolerance)


def test_the_vocoder_keeps_the_side_of_a_panned_sound() -> None:
    rows = MelFrontEnd()(tone(330.0, left=1.0, right=0.1), FRAMES, circular=True)[0]
    left, right = GriffinLim()(rows, SAMPLES, circular=True).square().mean(dim=1).sqrt().tolist()
    assert left / right > 5


def test_a_vocoded_loop_closes() -> None:
    rows = MelFrontEnd()(tone(220.0), FRAMES, circular=True)[0]
    audio = GriffinLim()(rows, SAMPLES, circular=True)[0]
    bend = (torch.cat([audio[1:], audio[:1]]) - 2 * audio + torch.cat([audio[-1:], audio[:-1]])).abs()
    assert float(bend[-1]) <= float(bend.quantile(0.999)) * 1.5


def test_the_vocoder_is_deterministic() -> None:
    rows = MelFrontEnd()(tone(330.0), FRAMES)[0]
    assert torch.equal(GriffinLim()(rows, SAMPLES, circular=False), GriffinLim()(rows, SAMPLES, circular=False))


def test_fourier_resampling_is_exact_for_what_both_rates_hold() -> None:
    there = fourier_resample(tone(1000.0)[0], 96_000)
    assert there.shape[-1] == 96_000
    assert torch.allclose(fourier_resample(there, SAMPLES), tone(1000.0)[0], atol=1e-4)


def test_latents_have_four_frames_a_column_and_decode_in_pieces_as_in_one() -> None:
    torch.manual_seed(0)
    config = AutoencoderConfig(frame_width=32, half_width=32, column_width=32, latent_channels=8)
    model = Autoencoder(config).eval()
    rows = torch.randn(1, ROWS, 40 * FRAMES_PER_COLUMN)
    with torch.inference_mode():
        latents = model.encode(rows)
        assert latents.shape == (1, 8, 40)
        whole = model.decode(latents)
        piece = model.decode(latents[..., 10 - RECEPTIVE_COLUMNS if RECEPTIVE_COLUMNS < 10 else 0 : 40])
    assert whole.shape == rows.shape
    start = 10 * FRAMES_PER_COLUMN
    assert torch.allclose(whole[..., -40:], piece[..., -40:], atol=1e-5)
    # A change RECEPTIVE_COLUMNS away is not felt.
    changed = latents.clone()
    changed[..., 10 + RECEPTIVE_COLUMNS :] += 1.0
    with torch.inference_mode():
        assert torch.equal(model.decode(changed)[..., :start], whole[..., :start])
