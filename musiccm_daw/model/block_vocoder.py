"""Rows to audio in blocks of frames: what the vocoders share around their search for phases.

A block is made into a strip (magnitudes and first phases), the ends of its neighbours' strips are put beside it, phases
are found for the whole, and the block's own samples are kept, with a short fade into the next ones. The blocks lie
where `frame_blocks` says and are always rendered one by one, so that the audio does not depend on how much of it is
wanted at once, and memory not on its length. After a loop's last block comes its first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn

from musiccm_daw.model.band_synthesis import BandSynthesis, Strip
from musiccm_daw.model.frame_clock import FrameClock, frame_blocks
from musiccm_daw.model.mel import BANDS, Band

FADE_SAMPLES = 1_024
"""Fade of one block into the next, before the next one's first frame: where phases have settled apart, no click."""

RowsOf = Callable[[range], Tensor]
"""Rows (M, T) of a block of frames."""


class BlockVocoder(nn.Module):
    """Mel rows (M, T) to stereo audio (2, S); a vocoder says how it finds the phases of a strip.

    Args:
        halo_frames: frames on both sides that reach into a block's audio.
    """

    def __init__(self, halo_frames: int) -> None:
        super().__init__()
        self.halo_frames = halo_frames
        self.synthesis = BandSynthesis()

    def first_phases(self, magnitude: Tensor, clock: FrameClock, block: range, band: Band) -> Tensor:
        """Unit phasors (T, bins) to start from, of one block's magnitudes (T, bins)."""
        raise NotImplementedError

    def spectra(self, strip: Strip) -> list[Tensor]:
        """Complex spectra (T, bins) of all bands."""
        raise NotImplementedError

    def forward(self, rows: Tensor, samples: int, circular: bool) -> Tensor:
        """Audio (2, S) of rows (M, T), with S = `samples` and frames centred at round(i S / T)."""
        clock = FrameClock(samples, rows.shape[-1], circular)
        return torch.cat(list(self.stream(lambda block: rows[:, block.start : block.stop], clock)), dim=1)

    def stream(self, rows_of: RowsOf, clock: FrameClock, margin: int = 0) -> Iterator[Tensor]:
        """Audio (2, S) piece by piece, from the first sample to the last.

        Args:
            rows_of: gives the rows of a block; asked once for each, twice for some of a loop.
            clock: of the whole clip.
            margin: samples that every piece shall carry of what is before and after it: silence at the ends of a clip,
                its other end in a loop.
        """
        fade = min(FADE_SAMPLES, clock.samples // 2)
        held, seam = None, None
        for audio in self._blocks(rows_of, clock, before=fade + margin, after=margin):
            if held is None:
                seam = audio[:, : fade + 2 * margin]
                timeline = audio[:, fade:]
            else:
                timeline = faded(held, audio, margin, fade)
            yield timeline[:, : timeline.shape[1] - fade]
            held = timeline[:, timeline.shape[1] - fade - 2 * margin :]
        assert held is not None
        assert seam is not None
        yield faded(held, seam, margin, fade) if clock.circular else held

    def _blocks(self, rows_of: RowsOf, clock: FrameClock, before: int, after: int) -> Iterator[Tensor]:
        """Audio (2, S) of each block, with some samples of its neighbours as they sound from here."""
        blocks = frame_blocks(clock.frames)
        known: dict[int, Strip] = {}
        for index, block in enumerate(blocks):
            span = clock.within(block, self.halo_frames)
            last = (index - 1) % len(blocks) if span.start < block.start else None
            next_one = (index + 1) % len(blocks) if span.stop > block.stop else None
            known = {
                number: known[number] if number in known else self.strip(rows_of(blocks[number]), clock, blocks[number])
                for number in sorted({number for number in (last, index, next_one) if number is not None})
            }
            whole = joined([None if number is None else known[number] for number in (last, index, next_one)], span)
            wanted = range(clock.position(block.start) - before, clock.position(block.stop) + after)
            yield self.synthesis.stereo(self.spectra(whole), whole, wanted)

    def strip(self, rows: Tensor, clock: FrameClock, block: range) -> Strip:
        """The strip of one block of frames, from its rows (M, T)."""
        magnitudes = self.synthesis.magnitudes(rows)
        phasors = tuple(
            self.first_phases(magnitude, clock, block, band) for magnitude, band in zip(magnitudes, BANDS, strict=True)
        )
        return Strip(clock, block, rows, magnitudes, phasors)


def faded(held: Tensor, audio: Tensor, margin: int, fade: int) -> Tensor:
    """Audio (2, S) that begins with what was held of the piece before it, and fades into itself after `margin`."""
    rise = torch.linspace(0, 1, fade, device=audio.device)
    crossing = range(margin, margin + fade)
    before, after = held[:, crossing.start : crossing.stop], audio[:, crossing.start : crossing.stop]
    return torch.cat([held[:, :margin], before + rise * (after - before), audio[:, crossing.stop :]], dim=1)


def joined(strips: list[Strip | None], span: range) -> Strip:
    """The middle one of three strips with as many of its neighbours' frames as `span` reaches beyond it."""
    strip = strips[1]
    assert strip is not None
    left, right = strip.span.start - span.start, span.stop - strip.span.stop
    bands = range(len(BANDS))

    def beside(framewise: list[Tensor | None]) -> Tensor:
        """Values (T, ...) of all three; a loop may be shorter than what reaches into it."""
        before, own, after = framewise
        parts = [own]
        if before is not None:
            parts.insert(0, _repeated(before, left)[-left:])
        if after is not None:
            parts.append(_repeated(after, right)[:right])
        return torch.cat([part for part in parts if part is not None])

    return Strip(
        strip.clock,
        span,
        beside([None if part is None else part.rows.T for part in strips]).T,
        tuple(beside([None if part is None else part.magnitudes[band] for part in strips]) for band in bands),
        tuple(beside([None if part is None else part.phasors[band] for part in strips]) for band in bands),
    )


def _repeated(framewise: Tensor, at_least: int) -> Tensor:
    """A tensor (T, ...) as often after itself as it takes to be long enough."""
    return framewise.repeat(-(-at_least // len(framewise)), *[1] * (framewise.dim() - 1))
