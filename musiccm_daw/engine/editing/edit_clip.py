"""The generation of an edit: bars of a clip repainted, bars added to it, or all of it varied.

A clip is edited as one sound, and a mix whose stems lie beside it stem by stem, and then summed (`edited_sound.py` does
one of them). Its score says what the new bars play. Several parts in one latent lose some of their notes, so those of a
mix without stems are sampled part by part, from the noise that the clip was made from. Nothing here opens or writes a
file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch

from musiccm_daw.clip import StemAudio
from musiccm_daw.engine.editing.edited_sound import EditedSound, NewBars, laid_out
from musiccm_daw.engine.editing.excerpt import Excerpt
from musiccm_daw.engine.editing.joins import ceiling_db
from musiccm_daw.engine.generation import Generation, Task
from musiccm_daw.engine.micro_timing import retimed
from musiccm_daw.engine.stem_balance import mixed
from musiccm_daw.engine.stem_conditions import stem_conditions
from musiccm_daw.engine.tails import tail_start_seconds
from musiccm_daw.engine.voices import Voice, balanced, voices_of
from musiccm_daw.engine.windows import window_plan
from musiccm_daw.errors import RequestError
from musiccm_daw.levels import true_peak_db
from musiccm_daw.model.row_mixing import mix_rows
from musiccm_daw.model.vocoders.frame_clock import frame_blocks
from musiccm_daw.recording import Audio
from musiccm_daw.request.edit import Edit, Keep
from musiccm_daw.request.seeds import generator_seed, part_seed
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import part_names
from musiccm_daw.score.note import Part

TRIES = 4
"""To bring a sum under its ceiling: fades at the joins follow no gain, so one try may leave a little."""


class EditGeneration(Generation):
    """An edit being generated; each variation holds the new bars between those of the clip that stay.

    The same request, source, model and device give the same frames. Frames outside the new bars are the source's. A
    mono clip gives a mono take: the model gets it on both channels, and the mean of its two channels is kept.

    Args:
        task: what is to be generated.
        edit: the request's.
        source: the clip.

    Raises:
        RequestError: the source is not the clip that the request edits.
    """

    def __init__(self, task: Task, edit: Edit, source: SourceClip) -> None:
        super().__init__(task)
        self.edit = edit
        self.source = source
        clips = source.parts or (source,)
        stems = self.stems_of(1)
        if len(clips) != len(stems):
            raise RequestError(
                f"{source.name} does not have the {len(stems)} stems that the request edits; ask for the edit again"
            )
        self.sounds = [EditedSound(clip, self.request, edit, self.model) for clip in clips]
        self.give_resting_stems_their_level()

    def give_resting_stems_their_level(self) -> None:
        """Have stems that are silent in the clip enter at their level beside the others, as in a new take."""
        gains = self.gains(1)
        if gains is None:
            return
        # Of every stem that sounds, its place in the balance times its gain to the codec's level is about the same.
        places = [float(np.mean(gain)) for gain in gains]
        # One whose part has no note has no place.
        placed = [(sound, place) for sound, place in zip(self.sounds, places, strict=True) if place > 0]
        turned_down = [sound.gain * place for sound, place in placed if not sound.is_silent]
        for sound, place in placed:
            if sound.is_silent and turned_down:
                sound.gain = float(np.median(turned_down)) / place

    def variations(self) -> Iterator[tuple[StemAudio, ...]]:
        """Yield the stems of one variation after the other at the clip's own level, then their mix if there is one."""
        first = self.stems[self.first_stem][0]
        for variation in range(first, self.request.variations + 1):
            numbers = [number for number, (of, _, _) in enumerate(self.stems) if of == variation]
            takes = self.put_in(numbers, [self.rendered(number, self.new_rows(number)) for number in numbers])
            stems = [self.labelled(number, take) for number, take in zip(numbers, takes, strict=True)]
            if len(stems) > 1:
                stems.append(mixed(stems, self.summed(takes)))
            yield tuple(stems)

    def new_rows(self, number: int) -> torch.Tensor:
        """Return the mel rows (M, T) of the excerpt of a stem as it will be."""
        sound = self.sounds[self.stems[number][1]]
        voices = self.voices_again(number)
        latents = [self.played(number, voice, len(voices)) for voice in voices] or [self.filled(number)]
        self.report("decoding", number / len(self.stems))
        self.stopwatch.switch("decode")
        played = voices or (self.voice(number),)
        rows = [self.decoded(each, voice, sound.excerpt) for each, voice in zip(latents, played, strict=True)]
        self.cancel.check()
        return mix_rows(rows, balanced([voice.placement for voice in voices])) if voices else rows[0]

    def decoded(self, latents: torch.Tensor, voice: Voice, excerpt: Excerpt) -> torch.Tensor:
        """Return the mel rows (M, T) of an excerpt of a voice, in time."""
        offsets = voice.frame_offsets(self.request, self.model)[excerpt.frames()]
        rows_of = self.model.decoding(latents, circular=excerpt.circular)
        rows_of = retimed(rows_of, offsets, circular=excerpt.circular)
        return torch.cat([rows_of(block) for block in frame_blocks(len(offsets))], dim=1)

    def voices_again(self, number: int) -> tuple[Voice, ...]:
        """Return the voices of a mix whose parts are all known and play other notes; none for any other sound."""
        source, (variation, index, _) = self.source, self.stems[number]
        score = self.score(variation)
        known = score is not None and source.score is not None and not source.score.unknown_bars
        if not known or source.facts.seed is None or self.edit.keep is Keep.SCORE:
            return ()
        voices = voices_of(self.request, self.stems_of(variation), index, variation, score)
        if len(voices) == 1:
            return ()
        return tuple(
            replace(voice, seed=part_seed(source.facts.seed, part.name, 1)) for voice in voices for part in voice.parts
        )

    def played(self, number: int, voice: Voice, voices: int) -> torch.Tensor:
        """Return the latents (1, C, W) of the excerpt of one voice of a mix."""
        self.stopwatch.switch("text")
        excerpt = self.sounds[self.stems[number][1]].excerpt
        columns = voice.columns(self.request, self.model)[:, excerpt.columns()]
        conditions, guidance = stem_conditions(self.model, self.request, voice.stem, columns)
        self.stopwatch.switch("sample")
        return self.model.sample(
            conditions,
            window_plan(excerpt.grid, loop=excerpt.circular),
            steps=self.request.steps,
            generator=torch.Generator().manual_seed(voice.seed),
            on_step=self.step_reporter(number, voices),
            stronger=guidance,
        )

    def filled(self, number: int) -> torch.Tensor:
        """Return the latents (1, C, W) of the excerpt of a stem as it will be."""
        self.stopwatch.switch("text")
        sound, voice = self.sounds[self.stems[number][1]], self.voice(number)
        before = replace(voice, parts=self.parts_before(number), unknown_bars=self.unknown_before())
        columns = sound.columns(*(each.columns(self.request, self.model) for each in (voice, before)))
        conditions, guidance = stem_conditions(self.model, self.request, voice.stem, columns)
        self.stopwatch.switch("sample")
        return sound.sampled(
            conditions,
            generator=torch.Generator().manual_seed(voice.seed),
            on_step=self.step_reporter(number, 1),
            stronger=guidance,
        )

    def voice(self, number: int) -> Voice:
        """Return the one voice of a stem: its part of the score, or all parts of a mix as one sound."""
        variation, index, stem = self.stems[number]
        score, seed = self.score(variation), generator_seed(self.request.seed, index, variation)
        if score is None:
            return Voice(stem, seed)
        voices = voices_of(self.request, self.stems_of(variation), index, variation, score)
        parts = tuple(part for voice in voices for part in voice.parts)
        voice = voices[0] if len(voices) == 1 else Voice(stem, seed, parts)
        new = self.edit.new_bars
        return replace(voice, unknown_bars=score.unknown_bars, new_bars=new if len(new) < self.request.bars else None)

    def parts_before(self, number: int) -> tuple[Part, ...]:
        """Return what a stem played in the clip, as far as anybody knows."""
        score = self.source.score
        if score is None or not self.source.parts:
            return () if score is None else score.parts
        variation, index, _ = self.stems[number]
        name = part_names(self.stems_of(variation))[index]
        return tuple(part for part in score.parts if part.name == name)

    def unknown_before(self) -> frozenset[int]:
        """Return the bars of the clip whose notes nobody knows."""
        return frozenset(range(self.request.bars)) if self.source.score is None else self.source.score.unknown_bars

    def rendered(self, number: int, rows: torch.Tensor) -> Audio:
        """Return the model's audio (S, A) of the whole excerpt, at the sample rate of the take."""
        sound = self.sounds[self.stems[number][1]]
        self.stopwatch.switch("vocode")
        made = sound.vocoded(rows)
        self.cancel.check()
        self.report("decoding", (number + 1) / len(self.stems))
        return made

    def put_in(self, numbers: Sequence[int], made: Sequence[Audio]) -> list[Audio]:
        """Return the takes (S, A) of some stems, whose sum in the new bars is as far below full scale as the clip's."""
        gain, new_bars = 1.0, [self.new_bars(number) for number in numbers]
        sounds = [self.sounds[self.stems[number][1]] for number in numbers]
        for _ in range(TRIES):
            takes = [sound.put_in(audio, bars, gain) for sound, audio, bars in zip(sounds, made, new_bars, strict=True)]
            if len(takes) == 1:
                break
            excess = true_peak_db(self.summed(takes)[self.new_samples]) - ceiling_db(self.source.audio)
            if excess <= 0:
                break
            gain *= float(10 ** (-excess / 20))
        return takes

    def new_bars(self, number: int) -> NewBars:
        """Return what the score says of the new bars of a stem."""
        voice, grid = self.voice(number), self.request.grid
        if not voice.parts:
            return NewBars()
        bar = grid.meter.quarters_per_bar
        first, end = (edge * bar for edge in (self.edit.new_bars.start, self.edit.new_bars.stop))
        # What a note leaves in the next bar is no reason to raise the noise there.
        sound = any(first <= note.start_quarters < end for part in voice.parts for note in part.notes)
        return NewBars(sound, tail_start_seconds(voice.parts, grid))

    @property
    def new_samples(self) -> slice:
        """Where the new bars are in the take."""
        excerpt, rate = self.sounds[0].excerpt, self.request.sample_rate
        return slice(*(excerpt.edge(bar, rate) for bar in (self.edit.new_bars.start, self.edit.new_bars.stop)))

    @cached_property
    def mix_before(self) -> Audio:
        """The clip (S, A) on the grid of the take."""
        return laid_out(self.source, self.request.grid, self.edit, self.request.sample_rate)

    def summed(self, takes: Sequence[Audio]) -> Audio:
        """Return the mix of stems: the clip's own frames in the bars that stay, their sum in the new ones."""
        mix = self.mix_before.copy()
        mix[self.new_samples] = np.add.reduce([take[self.new_samples] for take in takes])
        return mix
