"""The same requests by 1, 2, 4 and 8 student steps and by the teacher: what distillation and fewer steps cost.

In: a pipeline and cases. Out: a `SamplerRow` per sampler with clip rows, nearness to the reference and seconds. All
start from the same noise, so that a clip can be held against the reference's (the teacher's, or 8 steps where the
checkpoint has no teacher). Equal seeds give like clips, not equal ones: nearness ranks samplers, it has no target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from musiccm_daw.clip import ModelIdentity
from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, drop
from musiccm_daw.engine.generate import Engine
from musiccm_daw.model.pipeline import Conditions, Guidance, Pipeline
from musiccm_daw.model.sampler import OnStep
from musiccm_daw.model.shared_restriction import WindowPlan
from trainer.metrics.generation import FIRST, ClipRow, measure_generated
from trainer.metrics.intervals import Estimate, mean
from trainer.metrics.prompts import Asked
from trainer.metrics.spectral import log_mel_l1_db

STUDENT_STEPS = (8, 4, 2, 1)
TEACHER_STEPS = 50


class TeacherPipeline(Pipeline):
    """A pipeline that samples by `TEACHER_STEPS` guided DDIM steps of its teacher, whatever steps are asked for."""

    @classmethod
    def of(cls, pipeline: Pipeline) -> TeacherPipeline:
        """The teacher's view of a pipeline; both share their weights."""
        assert pipeline.teacher is not None
        return cls(
            pipeline.text_encoder,
            pipeline.autoencoder,
            pipeline.student,
            pipeline.vocoder,
            teacher=pipeline.teacher,
            guidance=pipeline.guidance,
        )

    def sample(
        self,
        conditions: Conditions,
        plan: WindowPlan,
        *,
        steps: int,
        generator: torch.Generator,
        on_step: OnStep,
        stronger: Guidance | None = None,
    ) -> Tensor:
        """Latents (1, C, W), from the noise that the student would start from."""
        blank = conditions.columns.cpu().numpy().copy()
        drop(blank, UNCONDITIONAL_FEATURES)
        untold = Conditions(
            torch.from_numpy(blank).to(self.device), conditions.words, torch.zeros_like(conditions.mask)
        )
        return self.sample_teacher(
            conditions,
            plan,
            steps=TEACHER_STEPS,
            generator=generator,
            on_step=on_step,
            guidance=stronger or Guidance(self.guidance, untold),
        )


@dataclass(frozen=True)
class SamplerRow:
    """One sampler over all cases."""

    sampler: str
    clips: tuple[ClipRow, ...]
    distance_db: Estimate
    """Log-mel L1 to the reference's clip of the same case."""
    seconds: Estimate
    """Sampling one clip."""


def compare_samplers(pipeline: Pipeline, identity: ModelIdentity, cases: Sequence[Asked]) -> list[SamplerRow]:
    """Every sampler on every case, the reference first."""
    student = Engine(pipeline, identity)
    samplers = [(f"{steps} step{'s' if steps > 1 else ''}", student, steps) for steps in STUDENT_STEPS]
    if pipeline.teacher is not None:
        teacher = Engine(TeacherPipeline.of(pipeline), identity)
        samplers.insert(0, (f"teacher, {TEACHER_STEPS} DDIM steps", teacher, max(STUDENT_STEPS)))
    rows = []
    reference: list[NDArray[np.float32]] = []
    for name, engine, steps in samplers:
        clips = [engine.generate(replace(asked.request, steps=steps)) for asked in cases]
        audio = [clip.stems[FIRST].audio for clip in clips]
        reference = reference or audio
        distances = [
            log_mel_l1_db(near, made, clip.sample_rate)
            for near, made, clip in zip(reference, audio, clips, strict=True)
        ]
        measured = tuple(measure_generated(asked, clip) for asked, clip in zip(cases, clips, strict=True))
        rows.append(SamplerRow(name, measured, mean(distances), mean([clip.seconds["sample"] for clip in clips])))
    return rows
