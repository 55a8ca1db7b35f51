"""Rows to audio in blocks of frames: what the vocoders share around their search for phases.

A block becomes a strip (magnitudes and first phases), the ends of its neighbours' strips are put beside it, phases are
found for the whole, and the block's own samples are kept, with a short fade into the next ones. First phases continue
those of the block before, and by the block's end they are what they would be without it: so they depend on no block
further away. `frame_blocks` places the blocks, and each is rendered by itself, so that the audio does not depend on how
much of it is wanted at once, nor memory on its length. A loop's last block is followed by its first.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from threading import Lock

import torch
from torch import Tensor, nn

from musiccm_daw.model.mel import BANDS, Band, row_bins
from musiccm_daw.model.vocoders.band_synthesis import BandSynthesis, Strip
from musiccm_daw.model.vocoders.block_threads import IN_TURN, BlockThreads, SideBySide, block_threads
from musiccm_daw.model.vocoders.frame_clock import FrameClock, frame_blocks
from musiccm_daw.model.vocoders.phase_integration import (
    continued,
    dispersion,
    integrated_phases,
    levels,
    turns_per_sample,
    unit_phasors,
)

FADE_SAMPLES = 1_024
"""Fade of one block into the next, before its first frame: no click where their phases settled differently."""

SETTLED_FRAMES = 64
"""Frames at a block's end whose first phases do not depend on the block before; at least any vocoder's halo."""

FEWEST_BENT = 32
"""Frames over which phases are bent at least to continue the block before, a quarter of a second or more."""

RowsOf = Callable[[range], Tensor]
"""A block of frames to its rows (M, T). Called for one block at a time, from any of the vocoder's threads."""


class BlockVocoder(nn.Module):
    """Base of the vocoders, from mel rows (M, T) to stereo audio (2, S); each has its own way to find phases.

    Args:
        halo_frames: frames on both sides that reach into a block's audio, at most `SETTLED_FRAMES`.
        every: for each band, k where the vocoder finds the phases of every k-th frame. `halo_frames` and the number
            of frames of a clip are multiples of it.
    """

    def __init__(self, halo_frames: int, every: tuple[int, ...]) -> None:
        super().__init__()
        self.halo_frames = halo_frames
        self.every = every
        self.synthesis = BandSynthesis()

    def first_phases(self, magnitude: Tensor, hops: Tensor, band: Band, every: int) -> Tensor:
        """Return unit phasors (T / every, bins) to start from.

        Args:
            magnitude: magnitudes (T, bins) of a block.
            hops: samples (T - 1) between its frames.
            band: the band.
            every: k where every k-th frame gets phases.
        """
        phasors = integrated_phases(magnitude, hops, band.window, row_bins(band).to(magnitude.device), every)
        return phasors if band.is_linear else phasors * dispersion(band).to(phasors.device)

    def spectra(self, strip: Strip, side_by_side: SideBySide) -> list[Tensor]:
        """Return complex spectra (T / every, bins) of all bands, which may be found side by side."""
        raise NotImplementedError

    def forward(self, rows: Tensor, samples: int, circular: bool) -> Tensor:
        """Turn rows (M, T) into audio (2, S), with S = `samples` and frames centred at round(i S / T)."""
        clock = FrameClock(samples, rows.shape[-1], circular)
        return torch.cat(list(self.stream(lambda block: rows[:, block.start : block.stop], clock)), dim=1)

    def stream(self, rows_of: RowsOf, clock: FrameClock, margin: int = 0) -> Iterator[Tensor]:
        """Yield audio (2, S) in pieces, from the first sample to the last.

        Args:
            rows_of: called once for each block.
            clock: of the whole clip.
            margin: samples of its neighbours that every piece carries on either side: silence at the ends of a clip,
                the other end of a loop.

        Raises:
            ValueError: the clip's frames are no multiple of `every`.
        """
        if any(clock.frames % every for every in self.every):
            raise ValueError(f"{clock.frames} frames given; give a multiple of {max(self.every)}")
        fade = min(FADE_SAMPLES, clock.samples // 2)
        held, seam = None, None
        for audio in self._blocks(rows_of, clock, lead=fade + margin, after=margin):
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

    def _blocks(self, rows_of: RowsOf, clock: FrameClock, lead: int, after: int) -> Iterator[Tensor]:
        """Yield the audio (2, S) of each block, with some samples of its neighbours as this block has them."""
        blocks = frame_blocks(clock.frames)
        with block_threads(len(blocks), self.synthesis.get_buffer("gain_0").device) as threads:
            strips = self._strips(rows_of, clock, blocks, threads)
            before = next(strips) if clock.circular else None
            own = next(strips)
            rendered: deque[Future[Tensor]] = deque()
            for block in blocks:
                following = next(strips, None)
                wanted = range(clock.position(block.start) - lead, clock.position(block.stop) + after)
                rendered.append(threads.submit(self._rendered, before, own, following, block, wanted, threads))
                while len(rendered) >= threads.count:
                    yield rendered.popleft().result()
                if following is not None:
                    before, own = own, following
            while rendered:
                yield rendered.popleft().result()

    def _strips(
        self, rows_of: RowsOf, clock: FrameClock, blocks: Sequence[range], threads: BlockThreads
    ) -> Iterator[Future[Strip]]:
        """Yield the strips of all blocks, each continuing the one before; one per thread is made ahead.

        A loop begins with its last block, of which only the end matters there, whatever precedes it, and comes back to
        its first. Each block is made once. Threads take calls in order, so that none waits for a later one.
        """
        one_by_one = Lock()

        def strip_of(block: range) -> Strip:
            with one_by_one:
                rows = rows_of(block)
            return self.strip(rows, clock, block, threads.side_by_side)

        order = [*range(len(blocks))]
        if clock.circular:
            order = [len(blocks) - 1, *order, 0]
        made: dict[int, Future[Strip]] = {}
        before: Strip | None = None
        for place, number in enumerate(order):
            for ahead in order[place : place + threads.count + 1]:
                if ahead not in made:
                    made[ahead] = threads.submit(strip_of, blocks[ahead])
            own = made[number].result()
            yield made[number] if before is None else threads.submit(self.continued, own, before)
            before = own
            if number not in order[place + 1 :]:
                del made[number]

    def _rendered(
        self,
        before: Future[Strip] | None,
        own: Future[Strip],
        after: Future[Strip] | None,
        block: range,
        wanted: range,
        threads: BlockThreads,
    ) -> Tensor:
        """Render the audio (2, S) of a block, from its strip and the ends of its neighbours'."""
        strip = own.result()
        ends = [None if neighbour is None else neighbour.result() for neighbour in (before, after)]
        whole = joined(ends[0], strip, ends[1], strip.clock.within(block, self.halo_frames))
        spectra = self.spectra(whole, threads.side_by_side)
        return self.synthesis.stereo(spectra, whole, wanted, threads.side_by_side)

    def strip(self, rows: Tensor, clock: FrameClock, block: range, side_by_side: SideBySide = IN_TURN) -> Strip:
        """Return the strip of one block of frames, from its rows (M, T), as if nothing came before."""

        def of_band(index: int) -> tuple[Tensor, Tensor]:
            magnitude, hops = self.synthesis.magnitudes(rows, index), clock.hops(block, BANDS[index].decimation)
            return magnitude, self.first_phases(magnitude, hops.to(rows.device), BANDS[index], self.every[index])

        found = side_by_side([partial(of_band, index) for index in range(len(BANDS))])
        magnitudes, phasors = zip(*found, strict=True)
        return Strip(clock, block, rows, magnitudes, self.every, phasors)

    def continued(self, strip: Strip, before: Strip) -> Strip:
        """Return a strip whose first phases are bent to continue those of the strip before, except at its end."""
        settled = min(SETTLED_FRAMES, len(strip.span) // 2)
        phasors = []
        start, position = strip.span.start, strip.clock.position
        for index, (band, every, own) in enumerate(zip(BANDS, strip.every, strip.phasors, strict=True)):
            hop = float(position(start, band.decimation) - position(start - every, band.decimation))
            ends = torch.stack([before.magnitudes[index][-every], strip.magnitudes[index][0]])
            turning = turns_per_sample(levels(ends), band.window).mean(dim=0) * (hop * 2 * math.pi)
            expected = before.phasors[index][-1] * unit_phasors(turning)
            magnitude, fewest = strip.magnitudes[index][::every], FEWEST_BENT // every
            phasors.append(continued(own, magnitude, expected, hop, band, fewest, settled // every))
        return replace(strip, phasors=tuple(phasors))


def faded(held: Tensor, audio: Tensor, margin: int, fade: int) -> Tensor:
    """Return audio (2, S) that begins with what was held back of the piece before and fades over after `margin`."""
    rise = torch.linspace(0, 1, fade, device=audio.device)
    crossing = range(margin, margin + fade)
    before, after = held[:, crossing.start : crossing.stop], audio[:, crossing.start : crossing.stop]
    return torch.cat([held[:, :margin], before + rise * (after - before), audio[:, crossing.stop :]], dim=1)


def joined(before: Strip | None, strip: Strip, after: Strip | None, span: range) -> Strip:
    """Return a strip extended by the frames of its neighbours that `span` reaches into."""
    strips = (before, strip, after)
    left, right = strip.span.start - span.start, span.stop - strip.span.stop
    bands = range(len(BANDS))

    def beside(framewise: list[Tensor | None], every: int = 1) -> Tensor:
        """Join values (T / every, ...) of all three; a loop may be shorter than what reaches into it."""
        before, own, after = framewise
        parts = [own]
        if before is not None:
            parts.insert(0, _repeated(before, left // every)[-left // every :])
        if after is not None:
            parts.append(_repeated(after, right // every)[: right // every])
        return torch.cat([part for part in parts if part is not None])

    return Strip(
        strip.clock,
        span,
        beside([None if part is None else part.rows.T for part in strips]).T,
        tuple(beside([None if part is None else part.magnitudes[band] for part in strips]) for band in bands),
        strip.every,
        tuple(
            beside([None if part is None else part.phasors[band] for part in strips], strip.every[band])
            for band in bands
        ),
    )


def _repeated(framewise: Tensor, at_least: int) -> Tensor:
    """Repeat a tensor (T, ...) along T until it is long enough."""
    return framewise.repeat(-(-at_least // len(framewise)), *[1] * (framewise.dim() - 1))
