"""One sound that is edited: a clip, or one of the stems whose sum it is.

The clip is laid on the take's grid and encoded at the level that clips have in training. The sampler fills the new
columns around the known ones, starts from the clip's own latents, or goes on from them to other notes. The result is
brought to the clip's loudness and put between the bars that stay, whose frames are not touched. Nothing here opens or
writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.engine.editing.excerpt import Excerpt
from musiccm_daw.engine.editing.joins import (
    FADE_SECONDS,
    SILENCE_DB,
    continued,
    fade_length,
    faded_in,
    faded_out,
    gain_curve,
    matching_gain,
    under_ceiling,
)
from musiccm_daw.engine.finishing import FADE_OUT_SECONDS
from musiccm_daw.engine.stem_balance import REFERENCE_RMS
from musiccm_daw.engine.tails import FLOOR_SECONDS, tail_levels
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.errors import RequestError
from musiccm_daw.levels import rms, to_db
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.denoiser import WINDOW_COLUMNS
from musiccm_daw.model.mel import fourier_resample
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.model.sampler import Known, OnStep, Start
from musiccm_daw.recording import Audio
from musiccm_daw.request.edit import Edit, EditKind, Keep
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.timebase import MAX_BARS, TimeGrid
from musiccm_daw.wording import counted

LARGEST_BOOST = 10.0
"""The largest gain for a clip that is nearly silent, as in training; more would raise its noise."""


@dataclass(frozen=True)
class NewBars:
    """What a score says of the new bars.

    Attributes:
        sound: whether anything is played in them; also true where nobody knows.
        tail_seconds: where the tail of a piece that ends begins (`tails.py`); None for none.
    """

    sound: bool = True
    tail_seconds: float | None = None


class EditedSound:
    """One sound of an edit.

    Args:
        source: its clip.
        request: the edit's; its grid is that of the take.
        edit: the request's.
        model: encodes, samples and decodes.

    Raises:
        RequestError: the clip does not have the bars that the request edits.
    """

    def __init__(self, source: SourceClip, request: GenerationRequest, edit: Edit, model: MusicModel) -> None:
        self.request = request
        self.edit = edit
        self.model = model
        self.rate = request.sample_rate
        self.channels = source.audio.shape[1]
        self.excerpt = Excerpt.around(request.grid, edit.new_bars, loop=request.loop)
        self.track = laid_out(source, request.grid, edit, self.rate)
        edges = (self.excerpt.edge(bar, self.rate) for bar in (self.excerpt.span.start, self.excerpt.span.stop))
        self.old: Audio = self.track.take(range(*edges), axis=0, mode="wrap")
        level = rms(source.audio)
        self.is_silent = to_db(level) < SILENCE_DB
        self.gain = min(LARGEST_BOOST, REFERENCE_RMS / max(level, 1e-9))

    @cached_property
    def latents(self) -> torch.Tensor:
        """The latents (1, C, W) of the excerpt as it was."""
        # A mono clip is put on both channels, whose mean it is.
        audio = torch.from_numpy(np.repeat(self.old.T * np.float32(self.gain), 2 // self.channels, axis=0))
        length = self.excerpt.length(self.model.sample_rate, self.rate)
        columns = self.excerpt.grid.total_columns
        return self.model.encode(self.resampled(audio, length), columns, circular=self.excerpt.circular)

    @cached_property
    def lead_bars(self) -> int:
        """How many bars of the clip stand before the new ones while they are sampled, to keep its sound."""
        if self.edit.keep is not Keep.SOUND:
            return 0
        reach = max(1, WINDOW_COLUMNS // self.request.grid.columns_per_bar)
        return min(reach, self.request.bars, MAX_BARS - self.request.bars)

    def columns(self, new: NDArray[np.float32], old: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the condition columns (F, W) to sample under, from those of the take and of the clip as it was."""
        lead = self.lead_bars * self.request.grid.columns_per_bar
        return np.concatenate([old[:, old.shape[1] - lead :], new[:, self.excerpt.columns()]], axis=1)

    def sampled(
        self, conditions: Conditions, *, generator: torch.Generator, on_step: OnStep, stronger: Guidance | None
    ) -> torch.Tensor:
        """Return the latents (1, C, W) of the excerpt as it will be; see `MusicModel.sample`.

        Args:
            conditions: of `columns`.
            generator: source of all noise.
            on_step: called after every step.
            stronger: another guidance scale than the distilled one.
        """
        grid, lead = self.request.grid, self.lead_bars
        plan = window_plan(TimeGrid(grid.bpm, grid.meter, lead + self.excerpt.grid.bars), loop=self.excerpt.circular)
        sample = partial(
            self.model.sample,
            conditions,
            plan,
            steps=self.request.steps,
            generator=generator,
            on_step=on_step,
            stronger=stronger,
        )
        if lead:
            lead_columns = lead * grid.columns_per_bar
            before = self.latents[..., -lead_columns:]
            known = torch.cat([before, torch.zeros_like(self.latents)], dim=-1)
            is_known = torch.arange(plan.length, device=known.device) < lead_columns
            made = sample(known=Known(known, is_known))
            return made[..., lead_columns:]
        if self.edit.kind is EditKind.VARIATION:
            return sample(start=Start(self.latents, self.edit.strength))
        kept = torch.from_numpy(self.excerpt.known()).to(self.latents.device)
        return sample(known=Known(self.latents, kept))

    def vocoded(self, rows: torch.Tensor) -> Audio:
        """Return the audio (S, A) of rows (M, T) of the whole excerpt, at the sample rate of the take."""
        length = self.excerpt.length(self.model.sample_rate, self.rate)
        audio = self.model.vocode(rows, length, circular=self.excerpt.circular).cpu()
        made: Audio = self.resampled(audio, len(self.old)).T.numpy()
        if self.channels == 1:
            made = made.mean(axis=1, keepdims=True)
        return np.ascontiguousarray(made) / np.float32(self.gain)

    def put_in(self, made: Audio, new_bars: NewBars, gain: float = 1.0) -> Audio:
        """Return the take (S, A): the new bars of an excerpt (S, A), at a further gain, between the bars that stay."""
        excerpt, bars = self.excerpt, self.edit.new_bars
        place = excerpt.samples(bars, self.rate)
        # The bar before the first one of a loop is its last.
        before = slice(0, place.start) if place.start or not excerpt.circular else slice(place.stop, None)
        begins_at_kept = len(self.old[before]) > 0
        ends_at_kept = place.stop < len(self.old) or (excerpt.circular and begins_at_kept)
        new = self._levelled(made, place, new_bars.sound, begins_at_kept=begins_at_kept, ends_at_kept=ends_at_kept)
        new = new * np.float32(gain)
        first = excerpt.edge(bars.start, self.rate)
        if begins_at_kept:
            # The model's own audio on both sides of the bar line shows whether the new bars begin with an attack.
            fade = fade_length(made[place], made[before], self.rate)
            new = faded_in(new, continued(self.old[before], fade))
        if ends_at_kept:
            fade = min(len(new) // 2, round(FADE_SECONDS * self.rate))
            new = faded_out(new, self.old[place.stop - fade : place.stop])
        elif not self.request.loop:
            new = self._ended(new, first, new_bars.tail_seconds)
        take = self.track.copy()
        take[first : first + len(new)] = new
        return take

    def _ended(self, new: Audio, first: int, tail_seconds: float | None) -> Audio:
        """Return new bars (S, A), which begin at a sample of the take, with a tail that has died at their end."""
        if tail_seconds is not None:
            tail = round(tail_seconds * self.rate), first + len(new) - round(FLOOR_SECONDS * self.rate)
            new = new * tail_levels(np.arange(first, first + len(new)), *tail)[:, None]
        fade = min(len(new) // 2, round(FADE_OUT_SECONDS * self.rate))
        return faded_out(new, np.zeros_like(new[:fade]))

    def _levelled(self, made: Audio, place: slice, sound: bool, *, begins_at_kept: bool, ends_at_kept: bool) -> Audio:
        """Return the new bars (S, A) of an excerpt at the level of the bars that stay.

        At the joins they are as loud as the model made them beside those bars; so is all of a part that rests in them.
        """
        kept, remade = (np.concatenate([audio[: place.start], audio[place.stop :]]) for audio in (self.old, made))
        new = made[place]
        inside = matching_gain(new, kept if len(kept) else self.old, self.rate)
        # Codec and vocoder changed the level of the new bars as they changed that of the bars beside them.
        at_line = matching_gain(remade, kept, self.rate) if len(kept) else inside
        if not sound:
            inside = at_line = at_line if len(kept) else 1.0
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
            f"{source.name} does not have the {counted(own_grid.bars, 'bar')} that the request edits; ask again"
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
