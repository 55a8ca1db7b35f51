"""The ends that all vocoders share: rows to magnitudes per bin, and band spectra, pan and width to stereo audio.

Between `magnitudes` and `stereo` a vocoder finds the phases: `griffin_lim.py` by iteration, `neural.py` by a network.
Power per bin comes from mel rows by non-negative least squares. The side signal is the mid signal with the gains of
the pan rows, plus its quadrature with those of the width rows (Breebaart et al. 2005, "Parametric coding of stereo
audio"). Both work on a strip: some frames of a clip, which may be far longer or a loop. No weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from musiccm_daw.model.mel import (
    BANDS,
    CROSSOVER_HZ,
    FLOOR_DB,
    MEL_ROWS,
    ROW_DB,
    STEREO_ROWS,
    Band,
    fourier_resample,
    mel_filters,
)
from musiccm_daw.model.vocoders.block_threads import IN_TURN, SideBySide
from musiccm_daw.model.vocoders.frame_clock import FrameClock
from musiccm_daw.model.vocoders.frames import Frames
from musiccm_daw.model.vocoders.phase_integration import unit_phasors

LEAST_SQUARES_ITERATIONS = 5
SILENT_POWER = 1e-12
SOFT_FROM = 0.8
"""Amplitude above which peaks are bent, so that nothing exceeds full scale."""
SEGMENT_SAMPLES, SEGMENT_EDGE = 1_024, 128
"""Of a band's signal that is brought to the full rate piece by piece: samples of a piece, and at either end of it those
that are only there for the others."""
# Neighbouring bins belong to one partial, whose quadrature must keep one sign.
QUADRATURE_BLOCK = 6


@dataclass(frozen=True)
class BandRows:
    """The rows of one band: levels (rows, T), pan and width (stereo rows, T)."""

    levels: Tensor
    pan: Tensor
    width: Tensor


@dataclass(frozen=True)
class Strip:
    """Consecutive frames of a clip, with their magnitudes and first phases.

    Attributes:
        clock: of the whole clip.
        span: the frames; in a loop they may lie before its first or after its last one.
        rows: (M, T).
        magnitudes: of each band, (T, bins).
        every: for each band, k where every k-th frame has phases, from the first on.
        phasors: first phases of each band, as unit phasors (T / every, bins).
    """

    clock: FrameClock
    span: range
    rows: Tensor
    magnitudes: tuple[Tensor, ...]
    every: tuple[int, ...]
    phasors: tuple[Tensor, ...]

    def frames(self, index: int, first: int = 0) -> Frames:
        """Return every k-th frame of one band from number `first` on, k = `every`, at the band's own rate.

        They cover the strip's own samples: from its first frame's centre to that of the frame after its last.
        """
        band = BANDS[index]
        start = self.clock.position(self.span.start, band.decimation)
        samples = self.clock.position(self.span.stop, band.decimation) - start
        centres = self.clock.centres(self.span, band.decimation).to(self.rows.device) - start
        return Frames(centres[first :: self.every[index]], band, samples)

    def on_samples(self, index: int) -> tuple[Frames, Tensor]:
        """Return the frames of one band that have phases, to synthesise once, as samples of the audio divide it.

        `frames` lie on the band's own samples, of which a clip has a whole number. The samples of these frames are
        exactly `decimation` samples of the audio apart, and begin half a window before the strip, as its first frame
        does.

        Returns:
            The frames, and by how many samples of the band (T / every) they lie later than those of `frames`.
        """
        band, every = BANDS[index], self.every[index]
        start, end = self.clock.position(self.span.start), self.clock.position(self.span.stop)
        exact = self.clock.centres(self.span)[::every]
        centres = (exact - start + band.decimation // 2).div(band.decimation, rounding_mode="floor")
        own = self.clock.centres(self.span, band.decimation)[::every]
        # Both are rounded, each on its own grid.
        before_exact = exact.double() * (self.clock.length(band.decimation) / self.clock.samples) - own
        late = before_exact - ((exact - start) / band.decimation - centres)
        device, samples = self.rows.device, -(-(end - start) // band.decimation) + band.window
        frames = Frames((centres + band.window // 2).to(device), band, samples, once=True)
        return frames, late.float().to(device)


def split_rows(rows: Tensor) -> tuple[BandRows, ...]:
    """Split rows (M, T) into those of each band, in the order of `BANDS`."""
    levels = rows[:MEL_ROWS].split([band.rows for band in BANDS])
    stereo = [band.stereo_rows for band in BANDS]
    pans = rows[MEL_ROWS : MEL_ROWS + STEREO_ROWS].split(stereo)
    widths = rows[MEL_ROWS + STEREO_ROWS :].split(stereo)
    return tuple(BandRows(level, pan, width) for level, pan, width in zip(levels, pans, widths, strict=True))


def power_from_rows(rows: Tensor) -> Tensor:
    """Return the power of log-magnitude rows; what lies at the floor of the front end is silence."""
    power: Tensor = 10.0 ** ((rows.clamp(max=1.2) - 1.0) * (ROW_DB / 10))
    return torch.where(power > 2 * 10 ** (FLOOR_DB / 10), power, torch.zeros_like(power))


def power_from_mel(mel: Tensor, filters: Tensor) -> Tensor:
    """Return the power (T, bins) nearest to mel powers (T, rows), by multiplicative updates (Lee & Seung 2001)."""
    spread = filters.T.contiguous()
    start = filters.sum(1) @ filters + 1e-9
    found = []
    # A chunk of frames stays in the cache.
    for part in Frames.chunks(mel):
        target = part @ filters
        power = target / start + 1e-10
        for _ in range(LEAST_SQUARES_ITERATIONS):
            # Two thin products: one with the Gram matrix (bins, bins) would take 2.4 times as many operations.
            explained = (power @ spread) @ filters
            power = power.mul_(target).div_(explained.add_(SILENT_POWER))
        found.append(power)
    return torch.cat(found)


def within_full_scale(audio: Tensor) -> Tensor:
    """Bend audio softly above `SOFT_FROM` so that it does not exceed 1.

    No recording is louder, but predicted rows may be: single frames of generated drums made clicks up to 19 dB over
    full scale, and normalisation then turned everything else down (dev/LOG.md).
    """
    loud = audio.abs() > SOFT_FROM
    if not loud.any():
        return audio
    over = (audio[loud].abs() - SOFT_FROM) / (1 - SOFT_FROM)
    bent = audio.clone()
    bent[loud] = (SOFT_FROM + (1 - SOFT_FROM) * torch.tanh(over)).copysign(audio[loud])
    return bent


def turned(spectrum: Tensor, band: Band, late: Tensor) -> Tensor:
    """Return the spectrum (T, bins) of a band's frames where they lie later by `late` (T) samples of the band."""
    angles = late[:, None] * torch.arange(band.bins, device=late.device) * (2 * math.pi / band.window)
    return spectrum * unit_phasors(angles)


def interpolated(signal: Tensor, band: Band) -> Tensor:
    """Return a band's signal (S) at the full rate, (S * decimation)."""
    # Short transforms stay in the cache: one of a whole block takes ten times as long.
    hop = SEGMENT_SAMPLES - 2 * SEGMENT_EDGE
    padded = nn.functional.pad(signal, (SEGMENT_EDGE, SEGMENT_EDGE + -len(signal) % hop))
    # Within three quarters of their edges pieces fade, or their ends would ring.
    rise, fall = torch.hann_window(SEGMENT_EDGE * 3 // 2, device=signal.device).chunk(2)
    full = torch.ones(SEGMENT_SAMPLES - len(rise) - len(fall), device=signal.device)
    segments = padded.unfold(0, SEGMENT_SAMPLES, hop) * torch.cat([rise, full, fall])
    fine = fourier_resample(segments, SEGMENT_SAMPLES * band.decimation)
    edge = SEGMENT_EDGE * band.decimation
    return fine[:, edge:-edge].flatten()[: len(signal) * band.decimation]


def crossover(index: int, band: Band) -> Tensor:
    """Return the gains (bins) with which a band meets the other: the powers of both add up to one."""
    low, high = CROSSOVER_HZ
    frequencies = torch.arange(band.bins) * band.bin_hz
    position = (torch.log2(frequencies.clamp(min=1.0) / low) / math.log2(high / low)).clamp(0, 1) * (math.pi / 2)
    # cos(pi / 2) is a little below zero in floating point.
    return torch.cos(position).clamp(min=0.0) if index == 0 else torch.sin(position)


class BandSynthesis(nn.Module):
    """The ends of a vocoder, before and after its search for phases."""

    def __init__(self) -> None:
        super().__init__()
        signs = torch.Generator().manual_seed(0)
        for index, band in enumerate(BANDS):
            # A full-scale sine has the magnitude of half the window's sum: a quarter of its length.
            gain = crossover(index, band) * (band.window / 4)
            self.register_buffer(f"gain_{index}", gain, persistent=False)
            if not band.is_linear:
                filters = mel_filters(band, band.rows)
                self.register_buffer(f"filters_{index}", filters, persistent=False)
                # Where the band is faded out by 48 dB, the power found is not its own.
                audible = torch.where(gain > 1, filters / gain.square(), 0.0).T.contiguous()
                self.register_buffer(f"audible_{index}", audible, persistent=False)
                self.register_buffer(f"share_{index}", filters / (filters.sum(0) + SILENT_POWER), persistent=False)
            spread = mel_filters(band, band.stereo_rows)
            spread = spread / (spread.sum(0) + 1e-9)
            self.register_buffer(f"pan_{index}", spread, persistent=False)
            blocks = torch.randint(0, 2, (band.bins // QUADRATURE_BLOCK + 1,), generator=signs) * 2 - 1
            quadrature = blocks.repeat_interleave(QUADRATURE_BLOCK)[: band.bins]
            self.register_buffer(f"width_{index}", spread * quadrature, persistent=False)

    def magnitudes(self, rows: Tensor, index: int) -> Tensor:
        """Return the magnitudes (T, bins) of one band, from all rows (M, T)."""
        power = self.row_powers(rows, index)
        if not BANDS[index].is_linear:
            power = power_from_mel(power, self.get_buffer(f"filters_{index}"))
        return power.sqrt() * self.get_buffer(f"gain_{index}")

    def row_powers(self, rows: Tensor, index: int) -> Tensor:
        """Return the powers (T, rows) of one band's rows, out of all rows (M, T)."""
        return power_from_rows(split_rows(rows)[index].levels.T.contiguous())

    def levels_within_rows(self, index: int, magnitude: Tensor, row_power: Tensor, power: Tensor) -> Tensor:
        """Return magnitudes (T, bins) that have the power of their rows and are halfway, in dB, to those of some audio.

        Args:
            index: number of a band whose rows are wider than bins.
            magnitude: magnitudes (T, bins), as even as the rows allow.
            row_power: power of the rows, (T, rows).
            power: power of the audio, (T, bins).
        """
        audible, share = self.get_buffer(f"audible_{index}"), self.get_buffer(f"share_{index}")
        lacking = row_power / (power @ audible + SILENT_POWER)
        return (lacking @ share).mul_(power).sqrt_().mul_(magnitude).sqrt_()

    def stereo(
        self, spectra: Sequence[Tensor], strip: Strip, wanted: range, side_by_side: SideBySide = IN_TURN
    ) -> Tensor:
        """Turn spectra (T / every, bins) of all bands into audio (2, S), panned by the strip's rows.

        `wanted` are samples of the clip; unless it is a loop, silence lies before its start and after its end.
        """
        silent_before, silent_after = 0, 0
        if not strip.clock.circular:
            silent_before = max(0, -wanted.start)
            silent_after = max(0, wanted.stop - strip.clock.samples)
        inside = range(wanted.start + silent_before, wanted.stop - silent_after)
        start = strip.clock.position(strip.span.start)
        low, high = side_by_side([partial(self._signals, spectra[i], strip, i) for i in range(len(BANDS))])
        seen = slice(inside.start - start, inside.stop - start)
        mid, side = (of_low[seen].add_(of_high[seen]) for of_low, of_high in zip(low, high, strict=True))
        audio = within_full_scale(torch.stack([mid + side, mid - side]))
        return nn.functional.pad(audio, (silent_before, silent_after))

    def _signals(self, spectrum: Tensor, strip: Strip, index: int) -> list[Tensor]:
        """Return the mid and side signals, each (S), of one band, over the whole strip."""
        band = BANDS[index]
        frames, late = strip.on_samples(index)
        if band.decimation > 1:
            spectrum = turned(spectrum, band, late)
        sides = self._sides(index, spectrum, split_rows(strip.rows)[index], strip.every[index], frames)
        signals = frames.synthesise_several(zip(frames.chunks(spectrum), sides, strict=True), 2)
        if band.decimation > 1:
            signals = [interpolated(signal, band) for signal in signals]
        return [signal[band.window * band.decimation // 2 :] for signal in signals]

    def _sides(self, index: int, spectrum: Tensor, rows: BandRows, every: int, frames: Frames) -> Iterator[Tensor]:
        """Yield the spectrum of the side signal, chunk by chunk."""
        in_phase, in_quadrature = self.get_buffer(f"pan_{index}"), self.get_buffer(f"width_{index}")
        pans, widths = rows.pan.clamp(-1, 1).T[::every], rows.width.clamp(0, 2).T[::every]
        for part, pan, width in zip(*(frames.chunks(each) for each in (spectrum, pans, widths)), strict=True):
            yield part * torch.complex(pan @ in_phase, width @ in_quadrature)
