"""What every vocoder shares: rows to magnitudes per bin, and band spectra with their pan and width to stereo audio.

Between `magnitudes` and `stereo` a vocoder finds the phases: `griffin_lim.py` by iteration, `vocoder.py` by a network.
Power per bin comes from mel rows by non-negative least squares. The side signal is the mid signal with the gains of
the pan rows, plus its quadrature with those of the width rows (Breebaart et al. 2005, "Parametric coding of stereo
audio"). No weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from musiccm_daw.model.frames import Frames
from musiccm_daw.model.mel import (
    BANDS,
    CROSSOVER_HZ,
    FLOOR_DB,
    MEL_ROWS,
    STEREO_ROWS,
    Band,
    fourier_resample,
    frame_centres,
    mel_filters,
)

LEAST_SQUARES_ITERATIONS = 8
# Neighbouring bins belong to one partial: a partial's quadrature must keep one sign.
QUADRATURE_BLOCK = 6


@dataclass(frozen=True)
class BandRows:
    """The rows of one band: levels (rows, T), pan and width (stereo rows, T)."""

    levels: Tensor
    pan: Tensor
    width: Tensor


@dataclass(frozen=True)
class BandMagnitude:
    """What the rows say of one band: where its frames lie and how loud each bin (T, bins) is."""

    frames: Frames
    magnitude: Tensor


def split_rows(rows: Tensor) -> tuple[BandRows, ...]:
    """The rows (M, T) of all bands in the order of `BANDS`."""
    levels = rows[:MEL_ROWS].split([band.rows for band in BANDS])
    stereo = [band.stereo_rows for band in BANDS]
    pans = rows[MEL_ROWS : MEL_ROWS + STEREO_ROWS].split(stereo)
    widths = rows[MEL_ROWS + STEREO_ROWS :].split(stereo)
    return tuple(BandRows(level, pan, width) for level, pan, width in zip(levels, pans, widths, strict=True))


def power_from_rows(rows: Tensor) -> Tensor:
    """Power of log-magnitude rows (M, T); what lies at the floor of the front end is silence."""
    power: Tensor = 10.0 ** ((rows.clamp(-1.0, 1.2) - 1.0) * (-FLOOR_DB / 20))
    return torch.where(power > 2 * 10 ** (FLOOR_DB / 10), power, torch.zeros_like(power))


def power_from_mel(mel: Tensor, filters: Tensor) -> Tensor:
    """Power (bins, T) nearest to mel powers (M, T): multiplicative updates of Lee & Seung (2001)."""
    target = filters.T @ mel
    power = target / (filters.T @ filters.sum(1, keepdim=True) + 1e-9) + 1e-10
    for _ in range(LEAST_SQUARES_ITERATIONS):
        # Two thin products; that with the Gram matrix (bins, bins) takes 2.4 times as many operations.
        power = power * target / (filters.T @ (filters @ power) + 1e-12)
    return power


def crossover(index: int, band: Band) -> Tensor:
    """Gain (bins) of a band where it meets the other: the powers of both add up to one."""
    low, high = CROSSOVER_HZ
    frequencies = torch.arange(band.bins) * band.bin_hz
    position = (torch.log2(frequencies.clamp(min=1.0) / low) / math.log2(high / low)).clamp(0, 1) * (math.pi / 2)
    # cos(pi / 2) in floating point is a little below zero.
    return torch.cos(position).clamp(min=0.0) if index == 0 else torch.sin(position)


class BandSynthesis(nn.Module):
    """The two ends of a vocoder, around its search for phases."""

    def __init__(self) -> None:
        super().__init__()
        signs = torch.Generator().manual_seed(0)
        for index, band in enumerate(BANDS):
            if not band.is_linear:
                self.register_buffer(f"filters_{index}", mel_filters(band, band.rows), persistent=False)
            self.register_buffer(f"gain_{index}", crossover(index, band) * (band.window / 4), persistent=False)
            spread = mel_filters(band, band.stereo_rows)
            self.register_buffer(f"spread_{index}", spread / (spread.sum(0) + 1e-9), persistent=False)
            blocks = torch.randint(0, 2, (band.bins // QUADRATURE_BLOCK + 1,), generator=signs) * 2 - 1
            quadrature = 1j * blocks.repeat_interleave(QUADRATURE_BLOCK)[: band.bins]
            self.register_buffer(f"quadrature_{index}", quadrature.to(torch.complex64), persistent=False)

    def magnitudes(self, rows: Tensor, samples: int, circular: bool) -> list[BandMagnitude]:
        """Frames and magnitudes of every band, of rows (M, T); frames are centred at round(i * samples / T)."""
        count = rows.shape[-1]
        found = []
        for index, (band, band_rows) in enumerate(zip(BANDS, split_rows(rows), strict=True)):
            centres = frame_centres(count, samples / count, band.decimation).to(rows.device)
            frames = Frames(centres, band, round(samples / band.decimation), circular)
            power = power_from_rows(band_rows.levels)
            if not band.is_linear:
                power = power_from_mel(power, self.get_buffer(f"filters_{index}"))
            # A full-scale sine has the magnitude of half the window's sum: a quarter of its length.
            found.append(BandMagnitude(frames, power.sqrt().T * self.get_buffer(f"gain_{index}")))
        return found

    def stereo(self, spectra: list[Tensor], bands: list[BandMagnitude], rows: Tensor, samples: int) -> Tensor:
        """Audio (2, S) of the spectra (T, bins) of all bands, panned as the rows (M, T) say."""
        both = torch.zeros(2, samples, device=rows.device)
        for index, (band, band_rows) in enumerate(zip(BANDS, split_rows(rows), strict=True)):
            frames, spectrum = bands[index].frames, spectra[index]
            sides = self._sides(index, spectrum, band_rows, frames)
            signals = torch.stack([frames.synthesise(spectrum), frames.synthesise_chunks(sides)])
            both = both + (fourier_resample(signals, samples) if band.decimation > 1 else signals)
        mid, side = both
        return torch.stack([mid + side, mid - side])

    def _sides(self, index: int, spectrum: Tensor, rows: BandRows, frames: Frames) -> Iterator[Tensor]:
        """The side's spectrum, chunk by chunk."""
        spread, quadrature = self.get_buffer(f"spread_{index}"), self.get_buffer(f"quadrature_{index}")
        pans, widths = rows.pan.clamp(-1, 1).T, rows.width.clamp(0, 2).T
        for part, pan, width in zip(*(frames.chunks(each) for each in (spectrum, pans, widths)), strict=True):
            yield part * (pan @ spread + (width @ spread) * quadrature)
