"""One stem of a take made anew, beside the others, whose frames stay as they are.

The stem is sampled like one of a new take. It is as loud as the one that it replaces, and quieter only where the new
mix would else exceed the ceiling, since nothing else may be turned down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from musiccm_daw.clip import StemAudio
from musiccm_daw.engine.editing.edited_sound import laid_out
from musiccm_daw.engine.editing.joins import ceiling_db, matching_gain
from musiccm_daw.engine.generation import Generation, Task
from musiccm_daw.engine.stem_balance import mixed, stem_gain
from musiccm_daw.errors import ModelError, RequestError
from musiccm_daw.levels import true_peak_db
from musiccm_daw.recording import Audio, ScaledRecording, SummedRecording
from musiccm_daw.request.edit import Edit
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import part_names

LARGEST_CUT_DB, STEP_DB = 12.0, 0.5
"""How far a stem is turned down at most to fit beside the others, and in which steps."""


class StemAnew(Generation):
    """A stem being made anew.

    Args:
        task: what is to be generated.
        edit: the request's.
        source: the mix, with its stems.

    Raises:
        RequestError: the source is not the take whose stem is made.
    """

    def __init__(self, task: Task, edit: Edit, source: SourceClip) -> None:
        super().__init__(task)
        self.edit = edit
        self.source = source
        names = part_names(self.stems_of(1))
        if edit.stem not in names or len(source.parts) != len(names):
            raise RequestError(f"{source.name} is not the mix of a stem {edit.stem}; ask for the stem again")
        self.number = names.index(edit.stem)

    def variations(self) -> Iterator[tuple[StemAudio, ...]]:
        """Yield the stems, then their mix."""
        rate, grid = self.request.sample_rate, self.request.grid
        tracks = [laid_out(part, grid, self.edit, rate) for part in self.source.parts]
        stems = [self.labelled(number, track) for number, track in enumerate(tracks)]
        plan = self.plan_windows(self.model, grid, loop=self.request.loop)
        (latents,) = self.sample(plan, range(self.number, self.number + 1))
        made = self.stem(self.number, latents)
        others = [track for number, track in enumerate(tracks) if number != self.number]
        recording = self._beside(made, tracks[self.number], others)
        stems[self.number] = replace(made, recording=recording)
        yield (*stems, mixed(stems, SummedRecording([stem.recording for stem in stems])))

    def _beside(self, made: StemAudio, before: Audio, others: list[Audio]) -> ScaledRecording:
        """Return the new stem as loud as the one before, or as the others leave room for.

        Raises:
            ModelError: they leave too little.
        """
        gains = self.gains(made.variation)
        placed = np.asarray(stem_gain(self.stems[self.number][2]) if gains is None else gains[self.number])
        audio = made.recording[:] * placed.astype(np.float32)
        gain = matching_gain(audio, before, self.request.sample_rate)
        # 24 bits round each stem by itself, so a mix may be a step above the ceiling already.
        ceiling = ceiling_db(self.source.audio)
        rest = np.add.reduce(others)
        for cut_db in np.arange(0.0, LARGEST_CUT_DB + STEP_DB, STEP_DB):
            scaled = ScaledRecording(audio, gain * 10 ** (-cut_db / 20))
            if max(true_peak_db(rest + scaled[:]), true_peak_db(scaled)) <= ceiling:
                return scaled
        raise ModelError(
            f"beside the other stems there is no room for another {self.edit.stem}: their sum would exceed "
            f"{ceiling:.1f} dBTP; try another seed, or make the whole take again"
        )
