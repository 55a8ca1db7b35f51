"""Mel rows converted to AudioMAE's input: 128 log-mel bands of 16 kHz audio, a frame every 10 ms.

In: rows on a musical grid, true or decoded. Out: what Kaldi's `fbank` would compute from their audio, normalised as in
AudioMAE's training. Nothing is resynthesised: a fixed matrix maps the energy of the rows to Kaldi's filters, and frames
are interpolated in time, so that gradients flow to the rows. Rows of the low band come from a window of 93 ms where
Kaldi's has 25 ms, so attacks below 2.5 kHz are duller than in AudioMAE's training data, in true and made music alike.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from musiccm_daw.model.mel import CROSSOVER_HZ, HIGH_BAND, LOW_BAND, MEL_ROWS, ROW_DB, mel_filters

SAMPLE_RATE = 16_000
SILENCE_DB = -80.0
"""Subtracted from the power of every row: rows at their floor would otherwise add up to audible noise in silence."""
WINDOW, TRANSFORM = 400, 512
BANDS = 128
LOWEST_HZ = 20.0
PREEMPHASIS = 0.97
FRAME_SECONDS, FIRST_CENTRE_SECONDS = 0.010, 0.0125
LEAST_ENERGY = 1.1920929e-07
MEAN, DEVIATION = -4.2677393, 4.5689974
"""Those of AudioSet's log-mels; AudioMAE divides by twice the deviation."""
SINE_BINS = 3.0
"""Sum over the bins of a row's window of the power of a signal of unit mean square."""


def kaldi_filters() -> Tensor:
    """Return triangles (BANDS, TRANSFORM / 2), linear in mel, with unit peak; the lowest ones fall between two bins."""
    mels = 1127.0 * (1.0 + torch.arange(TRANSFORM // 2, dtype=torch.float64) * (SAMPLE_RATE / TRANSFORM / 700.0)).log()
    lowest, highest = (1127.0 * math.log(1.0 + hz / 700.0) for hz in (LOWEST_HZ, SAMPLE_RATE / 2))
    edges = torch.linspace(lowest, highest, BANDS + 2, dtype=torch.float64)[:, None]
    width = edges[1] - edges[0]
    return (1 - (mels - edges[1:-1]).abs() / width).clamp(min=0)


def window_response(frequencies: Tensor) -> Tensor:
    """Return the energy (TRANSFORM / 2, n) in Kaldi's bins of unit-mean-square sines at frequencies (n) in Hz."""
    time = torch.arange(WINDOW, dtype=torch.float64) / SAMPLE_RATE
    hann = torch.hann_window(WINDOW, periodic=False, dtype=torch.float64)
    angles = 2 * math.pi * time[:, None] * frequencies
    # Near 0 Hz, either phase alone would interfere with its own mirror image.
    spectra = [torch.fft.rfft(hann[:, None] * wave, TRANSFORM, dim=0)[:-1] for wave in (angles.cos(), angles.sin())]
    turn = 2 * math.pi * frequencies / SAMPLE_RATE
    emphasis = 1 + PREEMPHASIS**2 - 2 * PREEMPHASIS * turn.cos()
    energy: Tensor = (spectra[0].abs().square() + spectra[1].abs().square()) * emphasis
    return energy


def rows_to_bands() -> Tensor:
    """Return the matrix (BANDS, MEL_ROWS) from powers of rows to energies of Kaldi's filters."""
    low_hz = torch.arange(LOW_BAND.bins, dtype=torch.float64) * LOW_BAND.bin_hz
    high_hz = torch.arange(HIGH_BAND.bins, dtype=torch.float64) * HIGH_BAND.bin_hz
    fade_start, fade_end = CROSSOVER_HZ
    filters = kaldi_filters()
    low_share = ((fade_end - low_hz) / (fade_end - fade_start)).clamp(0, 1)
    low = filters @ window_response(low_hz) * low_share
    high_share = (high_hz < SAMPLE_RATE / 2) * ((high_hz - fade_start) / (fade_end - fade_start)).clamp(0, 1)
    triangles = mel_filters(HIGH_BAND, HIGH_BAND.rows).double()
    spread = triangles / triangles.sum(dim=1, keepdim=True)
    high = (filters @ window_response(high_hz) * high_share) @ spread.T
    return (torch.cat([low, high], dim=1) / SINE_BINS).float()


class RowsToFbank(nn.Module):
    """The conversion of rows (B, M, T) to normalised log-mels (B, frames, BANDS)."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("bands", rows_to_bands(), persistent=False)

    def forward(self, rows: Tensor, rows_per_second: Tensor, frames: int) -> Tensor:
        """Return log-mels (B, frames, BANDS), padded after the end as AudioMAE pads.

        Args:
            rows: (B, M, T), M at least `MEL_ROWS`.
            rows_per_second: frame rate (B) of the rows.
            frames: number of frames of 10 ms; anything longer is cut.
        """
        with torch.autocast(rows.device.type, enabled=False):
            power = 10.0 ** ((rows[:, :MEL_ROWS].float() - 1.0) * (ROW_DB / 10))
            energy = self.get_buffer("bands") @ (power - 10.0 ** (SILENCE_DB / 10)).clamp(min=0)
            seconds = torch.arange(frames, device=rows.device) * FRAME_SECONDS + FIRST_CENTRE_SECONDS
            positions = seconds * rows_per_second[:, None]
            last = rows.shape[-1] - 1
            before = positions.long().clamp(max=last)
            share = (positions - before).clamp(max=1.0)[:, None]
            left, right = (
                energy.gather(2, index.clamp(max=last)[:, None].expand(-1, BANDS, -1)) for index in (before, before + 1)
            )
            levels = (left + share * (right - left)).clamp(min=LEAST_ENERGY).log()
            padded = levels.masked_fill((positions > last)[:, None], 0.0)
            normalised: Tensor = (padded.transpose(1, 2) - MEAN) / (2 * DEVIATION)
        return normalised
