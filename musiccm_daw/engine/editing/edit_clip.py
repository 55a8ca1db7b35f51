"""The generation of an edit: bars of a clip repainted, bars added to it, or all of it varied.

The clip is laid on the take's grid and encoded at the level that clips have in training. The sampler fills the new
columns around the known ones, or starts from the clip's own latents. The result is brought to the clip's loudness and
put between the bars that stay, whose frames are not touched. Nothing here opens or writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.clip import StemAudio
from musiccm_daw.engine.editing.excerpt import Excerpt
from musiccm_daw.engine.editing.joins import (
    FADE_SECONDS,
    continued,
    fade_length,
    faded_in,
    faded_out,
    gain_curve,
    matching_gain,
    under_ceiling,
)
from musiccm_daw.engine.finishing import FADE_OUT_SECONDS
from musiccm_daw.engine.generation import Generation
from musiccm_daw.engine.stem_balance import REFERENCE_RMS
from musiccm_daw.engine.stem_conditions import stem_conditions
from musiccm_daw.engine.voices import Voice
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.errors import RequestError
from musiccm_daw.levels import rms
from musiccm_daw.model.mel import fourier_resample
from musiccm_daw.model.sampler import Known, Start
from musiccm_daw.request.edit import Edit, EditKind
from musiccm_daw.request.seeds import generator_seed
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.timebase import TimeGrid

Audio = NDArray[np.float32]

LARGEST_BOOST = 10.0
"""The largest gain for a clip that is nearly silent, as in training; more would raise its noise."""


class EditGeneration(Generation):
    """An edit being generated; each variation holds the new bars between those of the clip that stay.

    The same request, source, model and device give the same frames. Frames outside the new bars are the source's. A
    mono clip gives a mono take: the model gets it on both channels, and the mean of its two channels is kept.

    Args:
        common: the arguments of `Generation`.
        edit: the request's.
        source: the clip.

    Raises:
        RequestError: the source is not the clip that the request edits.
    """

    def __init__(self, *common: Any, edit: Edit, source: SourceClip) -> None:
        super().__init__(*common)
        self.edit = edit
        self.channels = source.audio.shape[1]
        self.excerpt = Excerpt.around(self.request.grid, edit.new_bars, loop=self.request.loop)
        self.track = laid_out(source, self.request.grid, edit, self.rate)
        edges = (self.excerpt.edge(bar, self.rate) for bar in (self.excerpt.span.start, self.excerpt.span.stop))
        self.old: Audio = self.track.take(range(*edges), axis=0, mode="wrap")
        self.gain = min(LARGEST_BOOST, REFERENCE_RMS / max(rms(source.audio), 1e-9))

    @property
    def rate(self) -> int:
        """The sample rate of the take."""
        return self.request.sample_rate

    def variations(self) -> Iterator[tuple[StemAudio, ...]]:
        """Yield one variation after the other, at the clip's own level."""
        self.stopwatch.switch("sample")
        known = self.encoded()
        for number in range(self.first_stem, len(self.stems)):
            yield (self.labelled(number, self.put_in(self.rendered(self.filled(known, number), number))),)

    def encoded(self) -> torch.Tensor:
        """Return the latents (1, C, W) of the excerpt as it was."""
        # A mono clip is put on both channels, whose mean it is.
        audio = torch.from_numpy(np.repeat(self.old.T * np.float32(self.gain), 2 // self.channels, axis=0))
        length = self.excerpt.length(self.model.sample_rate, self.rate)
        columns = self.excerpt.grid.total_columns
        return self.model.encode(self.resampled(audio, length), columns, circular=self.excerpt.circular)

    def filled(self, known: torch.Tensor, number: int) -> torch.Tensor:
        """Return the latents (1, C, W) of the excerpt as it will be in a part."""
        request, excerpt = self.request, self.excerpt
        variation, index, stem = self.stems[number]
        seed = generator_seed(request.seed, index, variation)
        self.stopwatch.switch("text")
        columns = Voice(stem, seed).columns(request, self.model)[:, excerpt.columns()]
        conditions, guidance = stem_conditions(self.model, request, stem, columns)
        varied = self.edit.kind is EditKind.VARIATION
        self.stopwatch.switch("sample")
        return self.model.sample(
            conditions,
            window_plan(excerpt.grid, loop=excerpt.circular),
            steps=request.steps,
            generator=torch.Generator().manual_seed(seed),
            on_step=self.step_reporter(number, 1),
            stronger=guidance,
            known=None if varied else Known(known, torch.from_numpy(excerpt.known()).to(known.device)),
            start=Start(known, self.edit.strength) if varied else None,
        )

    def rendered(self, latents: torch.Tensor, number: int) -> Audio:
        """Return the model's audio (S, A) of the whole excerpt, at the sample rate of the take."""
        self.report("decoding", number / len(self.stems))
        self.stopwatch.switch("decode")
        rows = self.model.decode(latents, circular=self.excerpt.circular)
        self.cancel.check()
        self.stopwatch.switch("vocode")
        length = self.excerpt.length(self.model.sample_rate, self.rate)
        audio = self.model.vocode(rows, length, circular=self.excerpt.circular).cpu()
        made: Audio = self.resampled(audio, len(self.old)).T.numpy()
        self.cancel.check()
        self.report("decoding", (number + 1) / len(self.stems))
        if self.channels == 1:
            made = made.mean(axis=1, keepdims=True)
        return np.ascontiguousarray(made) / np.float32(self.gain)

    def put_in(self, made: Audio) -> Audio:
        """Return the take (S, A): the new bars of an excerpt (S, A) between the bars that stay."""
        excerpt, new_bars = self.excerpt, self.edit.new_bars
        place = excerpt.samples(new_bars, self.rate)
        # The bar before the first one of a loop is its last.
        before = slice(0, place.start) if place.start or not excerpt.circular else slice(place.stop, None)
        begins_at_kept = len(self.old[before]) > 0
        ends_at_kept = place.stop < len(self.old) or (excerpt.circular and begins_at_kept)
        new = self.levelled(made, place, begins_at_kept=begins_at_kept, ends_at_kept=ends_at_kept)
        if begins_at_kept:
            # The model's own audio on both sides of the bar line shows whether the new bars begin with an attack.
            fade = fade_length(made[place], made[before], self.rate)
            new = faded_in(new, continued(self.old[before], fade))
        if ends_at_kept:
            fade = min(len(new) // 2, round(FADE_SECONDS * self.rate))
            new = faded_out(new, self.old[place.stop - fade : place.stop])
        elif not self.request.loop:
            fade = min(len(new) // 2, round(FADE_OUT_SECONDS * self.rate))
            new = faded_out(new, np.zeros_like(new[:fade]))
        take = self.track.copy()
        first = excerpt.edge(new_bars.start, self.rate)
        take[first : first + len(new)] = new
        return take

    def levelled(self, made: Audio, place: slice, *, begins_at_kept: bool, ends_at_kept: bool) -> Audio:
        """Return the new bars (S, A) of an excerpt at the level of the bars that stay.

        At the joins they are as loud as the model made them beside those bars.
        """
        kept, remade = (np.concatenate([audio[: place.start], audio[place.stop :]]) for audio in (self.old, made))
        new = made[place]
        inside = matching_gain(new, kept if len(kept) else self.old, self.rate)
        # Codec and vocoder changed the level of the new bars as they changed that of the bars beside them.
        at_line = matching_gain(remade, kept, self.rate) if len(kept) else inside
        beat = self.request.grid.quarter_samples(Fraction(1), self.rate)
        edges = [at_line if at_kept else inside for at_kept in (begins_at_kept, ends_at_kept)]
        return under_ceiling(new * gain_curve(len(new), beat, edges[0], inside, edges[1]), self.old)

    def resampled(self, audio: torch.Tensor, samples: int) -> torch.Tensor:
        """Return audio (2, S) of the excerpt at another length; only a whole loop rings from its end into its start."""
        return resampled(audio, samples, circular=self.excerpt.circular)


def laid_out(source: SourceClip, grid: TimeGrid, edit: Edit, sample_rate: int) -> Audio:
    """Return the clip on the grid of the take, (S, A), with the bars that are added to it filled.

    They repeat the clip, forwards from its end and backwards from the end of the take. None of this reaches the take:
    it stands beside the known bars when these are encoded, where silence would mean that the music ends.

    Raises:
        RequestError: the clip does not have as many bars as the request edits.
    """
    own_grid = TimeGrid(grid.bpm, grid.meter, edit.source_bars(grid.bars))
    if source.bars(grid.bpm, grid.meter) != own_grid.bars:
        raise RequestError(
            f"{source.name} does not have the {own_grid.bars} bars that the request edits; ask for the edit again"
        )
    clip = source.on_grid(own_grid)
    if sample_rate != source.sample_rate:
        samples = own_grid.total_samples(sample_rate)
        clip = resampled(torch.from_numpy(clip.T.copy()), samples, circular=bool(source.facts.loop)).T.numpy()
    missing = grid.total_samples(sample_rate) - len(clip)
    again = [*range(missing - missing // 2), *range(-(missing // 2), 0)]
    return np.concatenate([clip, clip.take(again, axis=0, mode="wrap")]) if missing else clip


def resampled(audio: torch.Tensor, samples: int, *, circular: bool) -> torch.Tensor:
    """Return audio (A, S) resampled to a number of samples, as one period or as sound between silences."""
    if audio.shape[-1] == samples:
        return audio
    if circular:
        return fourier_resample(audio, samples)
    # Silence as long as the audio keeps its end from ringing into its start.
    padded = torch.nn.functional.pad(audio, (0, audio.shape[-1]))
    return fourier_resample(padded, 2 * samples)[..., :samples]
