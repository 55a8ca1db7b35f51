"""Mel front end: stereo audio to log-magnitude rows on a given hop, and the filter banks the vocoder inverts.

Frames are centred at round(i * hop) with a fractional hop, so that a caller who wants frames on a musical grid gets
them there exactly and nothing is resampled later. Two windows share the spectrum: a long one below `CROSSOVER_HZ`,
where pitch lives, and a short one above, where attacks live (one 4096 window smears a hi-hat over 90 ms). The low rows
are the long window's own bins, 10.8 Hz apart: 128 mel rows there put partials at 1 kHz 20 cents off after inversion
(dev/LOG.md). The high rows are mel.

Stereo is parametric (Breebaart et al. 2005, "Parametric coding of stereo audio"): these rows describe the mid signal,
and per coarse band two rows hold the part of the side signal that follows the mid (pan) and the level of the rest
(width).

Row layout of M = 384: low bins · high mel · pan · width. Nothing is inverted here: see `vocoders/`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor, nn

SAMPLE_RATE = 44_100
CROSSOVER_HZ = (2_300.0, 2_700.0)
"""Where the low band fades out and the high band fades in."""
FLOOR_DB = -90.0
"""Level below which all is silence. Attacks of basses and tails of leads still matter 80 dB below their peaks."""
ROW_DB = 40.0
"""Decibels in one unit of a row; 1 is 0 dB."""


@dataclass(frozen=True)
class Band:
    """One share of the spectrum: a Hann window of `window` samples at the rate `SAMPLE_RATE / decimation`.

    Analysis uses the same window undecimated (`window * decimation` samples); synthesis works at the low rate.
    `bins` FFT bins are used, from 0 Hz up; `rows` rows describe them: the bins themselves or mel filters.
    """

    decimation: int
    window: int
    bins: int
    rows: int
    stereo_rows: int
    low_hz: float
    high_hz: float

    @property
    def is_linear(self) -> bool:
        """Whether a row is a bin."""
        return self.rows == self.bins

    @property
    def bin_hz(self) -> float:
        """Distance between two FFT bins, in Hz."""
        return SAMPLE_RATE / self.decimation / self.window


# 512 samples at 5 512.5 Hz, enough below 2 756 Hz, last 93 ms, as 4096 at 44.1 kHz do, at an eighth of the cost.
LOW_BAND = Band(decimation=8, window=512, bins=256, rows=256, stereo_rows=8, low_hz=0.0, high_hz=CROSSOVER_HZ[1])
HIGH_BAND = Band(decimation=1, window=1024, bins=466, rows=96, stereo_rows=8, low_hz=CROSSOVER_HZ[0], high_hz=20_000.0)
BANDS = (LOW_BAND, HIGH_BAND)
MEL_ROWS = LOW_BAND.rows + HIGH_BAND.rows
STEREO_ROWS = LOW_BAND.stereo_rows + HIGH_BAND.stereo_rows
ROWS = MEL_ROWS + 2 * STEREO_ROWS


def hz_to_mel(hz: float) -> float:
    """Convert Hz to the HTK mel scale."""
    return 2595.0 * math.log10(1.0 + hz / 700.0)


def mel_to_hz(mel: Tensor) -> Tensor:
    """Convert mels to Hz, the inverse of `hz_to_mel`."""
    return 700.0 * (10.0 ** (mel / 2595.0) - 1.0)


def mel_filters(band: Band, rows: int) -> Tensor:
    """Return triangular filters (rows, bins) of unit peak over the band, at least one bin wide on either side."""
    mels = torch.linspace(hz_to_mel(band.low_hz), hz_to_mel(band.high_hz), rows + 2, dtype=torch.float64)
    centres = mel_to_hz(mels)
    frequencies = torch.arange(band.bins, dtype=torch.float64) * band.bin_hz
    lower = (centres[1:-1] - centres[:-2]).clamp(min=band.bin_hz)[:, None]
    upper = (centres[2:] - centres[1:-1]).clamp(min=band.bin_hz)[:, None]
    offset = frequencies[None, :] - centres[1:-1, None]
    triangles = torch.where(offset < 0, 1 + offset / lower, 1 - offset / upper).clamp(min=0)
    return triangles.float()


@cache
def row_bins(band: Band) -> Tensor:
    """Return the bins at the middles of a band's rows, ascending, each once."""
    return torch.arange(band.bins) if band.is_linear else mel_filters(band, band.rows).argmax(dim=1).unique()


def frame_centres(frames: int, hop: float) -> Tensor:
    """Return centres (T) in samples: round(i * hop), so that rounding never adds up."""
    exact = torch.arange(frames, dtype=torch.float64) * hop
    return torch.floor(exact + 0.5).long()


def fourier_resample(audio: Tensor, samples: int) -> Tensor:
    """Resample (..., S) to `samples` by cutting or padding the spectrum, treating the signal as one period."""
    spectrum = torch.fft.rfft(audio)
    bins = samples // 2 + 1
    shared = min(bins, spectrum.shape[-1])
    resized = torch.zeros(*spectrum.shape[:-1], bins, dtype=spectrum.dtype, device=audio.device)
    resized[..., :shared] = spectrum[..., :shared]
    resampled: Tensor = torch.fft.irfft(resized, n=samples) * (samples / audio.shape[-1])
    return resampled


def pad_edges(audio: Tensor, pad: int, circular: bool) -> Tensor:
    """Pad (..., S) by `pad` samples on both sides: with silence, or with the other end of the loop."""
    if not circular:
        return nn.functional.pad(audio, (pad, pad))
    samples = audio.shape[-1]
    index = torch.arange(-pad, samples + pad, device=audio.device) % samples
    return audio[..., index]


class MelFrontEnd(nn.Module):
    """Analysis of stereo audio into the rows that the module describes."""

    def __init__(self) -> None:
        super().__init__()
        for name, band in zip(("low", "high"), BANDS, strict=True):
            self.register_buffer(f"{name}_window", torch.hann_window(band.window * band.decimation), persistent=False)
            if not band.is_linear:
                self.register_buffer(f"{name}_filters", mel_filters(band, band.rows), persistent=False)
            self.register_buffer(f"{name}_stereo", mel_filters(band, band.stereo_rows), persistent=False)

    def forward(self, audio: Tensor, frames: int, circular: bool = False) -> Tensor:
        """Return rows (B, M, T) of audio (B, 2, S) in -1..1; the hop is S / T samples."""
        hop = audio.shape[-1] / frames
        mid, side = (audio[:, 0] + audio[:, 1]) / 2, (audio[:, 0] - audio[:, 1]) / 2
        half = LOW_BAND.window * LOW_BAND.decimation // 2
        padded = pad_edges(torch.stack([mid, side], dim=1), half, circular)
        centres = frame_centres(frames, hop).to(audio.device) + half
        # 64 frames of the long window stay inside the second-level cache: half the time of one big gather.
        return torch.cat([self.rows(padded, chunk) for chunk in centres.split(64)], dim=-1)

    def rows(self, padded: Tensor, centres: Tensor) -> Tensor:
        """Return rows (B, M, T) of mid and side signals (B, 2, S) at the sample positions `centres` (T)."""
        mels, pans, widths = [], [], []
        for name, band in zip(("low", "high"), BANDS, strict=True):
            spectrum = self.spectrum(padded, centres, name, band)
            mels.append(self.level(spectrum[:, 0], name, band))
            pan, width = self.stereo(spectrum, name)
            pans.append(pan)
            widths.append(width)
        return torch.cat([*mels, *pans, *widths], dim=1)

    def spectrum(self, padded: Tensor, centres: Tensor, name: str, band: Band) -> Tensor:
        """Return the complex spectrum (B, 2, bins, T), scaled so that a full-scale sine peaks at 1."""
        window = self.get_buffer(f"{name}_window")
        offsets = torch.arange(window.numel(), device=padded.device) - window.numel() // 2
        framed = padded[..., centres[:, None] + offsets] * window
        spectrum = torch.fft.rfft(framed)[..., : band.bins]
        scaled: Tensor = spectrum.transpose(-1, -2) * (2.0 / window.sum())
        return scaled

    def level(self, spectrum: Tensor, name: str, band: Band) -> Tensor:
        """Return log magnitudes (B, rows, T), in units of `ROW_DB`; 1 is 0 dB."""
        power = spectrum.abs().square()
        if not band.is_linear:
            power = self.get_buffer(f"{name}_filters") @ power
        decibels = 10.0 * torch.log10(power.clamp(min=10 ** (FLOOR_DB / 10)))
        levels: Tensor = decibels / ROW_DB + 1.0
        return levels

    def stereo(self, spectrum: Tensor, name: str) -> tuple[Tensor, Tensor]:
        """Return pan (-1..1) and width (0..2), each (B, rows, T), of a spectrum (B, mid/side, bins, T)."""
        filters = self.get_buffer(f"{name}_stereo")
        mid, side = spectrum[:, 0], spectrum[:, 1]
        mid_power = filters @ mid.abs().square()
        side_power = filters @ side.abs().square()
        shared = filters @ (mid * side.conj()).real
        # Below -70 dB a ratio of two noise floors means nothing: fade to mono.
        mid_safe = mid_power + 1e-7
        pan = (shared / mid_safe).clamp(-1.0, 1.0)
        rest = (side_power - shared.square() / mid_safe).clamp(min=0.0)
        return pan, (rest / mid_safe).sqrt().clamp(max=2.0)
