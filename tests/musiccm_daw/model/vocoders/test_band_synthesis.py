"""From a band's own rate to the full one: the audio stays what and where it was."""

from __future__ import annotations

import pytest
import torch

from musiccm_daw.model.mel import LOW_BAND, ROWS, fourier_resample
from musiccm_daw.model.vocoders.band_synthesis import Strip, interpolated, turned
from musiccm_daw.model.vocoders.frame_clock import FrameClock

FRAMES = 200


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize("samples", [88_200, 88_203, 90_001])
def test_a_low_band_sounds_at_the_full_rate_as_at_its_own(samples: int, every: int) -> None:
    torch.manual_seed(0)
    clock = FrameClock(samples, FRAMES, circular=False)
    spectrum = torch.fft.rfft(torch.randn(samples))
    spectrum[torch.arange(len(spectrum)) * 44_100 / samples > 2_500] = 0
    audio = torch.fft.irfft(spectrum, n=samples)
    slow = fourier_resample(audio, clock.length(LOW_BAND.decimation))
    strip = Strip(clock, range(FRAMES), torch.zeros(ROWS, FRAMES), (), (every, 1), ())
    frames, late = strip.on_samples(0)
    found = frames.synthesise(turned(strip.frames(0).analyse(slow), LOW_BAND, late))
    again = interpolated(found, LOW_BAND)[LOW_BAND.window * LOW_BAND.decimation // 2 :][:samples]
    # Open ends are left to windows that fade out.
    middle = slice(4_096, -4_096)
    error = (again - audio)[middle].square().mean() / audio[middle].square().mean()
    assert float(error.log10()) * 10 < -50
