"""The paper's own path: distil a MusicLDM teacher into a consistency student (MusicCM section 4.1).

In: a MusicLDM folder and a corpus. Out: a student's folder, which both `musiccm generate --model` and diffusers can
run. The training step is that of `distill.py`; here are the paper's options, what a validation shows, and a dry run on
noise that measures time and memory.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from musiccm_daw.errors import CheckpointError, RequestError
from musiccm_daw.model.mel import fourier_resample
from musiccm_daw.model.musicldm.folder import SAMPLE_RATE, is_student, load_parts, read_index
from musiccm_daw.model.musicldm.mel import FLOOR
from musiccm_daw.model.musicldm.pipeline import MusicLDM, decode_mel
from musiccm_daw.model_identity import ModelIdentity
from trainer.dataset.musicldm_latents import CropCorpus, cache_name, load_crop_corpora, no_columns
from trainer.dataset.windows import Batch
from trainer.distill import DistillStage, DistillTraining
from trainer.evaluation.showing import Sample, rows_picture
from trainer.export_musicldm import save_student
from trainer.training.ema import averaged_copy
from trainer.training.loop import Share, train
from trainer.training.processes import this_process
from trainer.training.runs import Run, position_generator
from trainer.training.tensorboard_log import SAMPLE_RATE as SHOWN_SAMPLE_RATE
from trainer.training.tensorboard_log import Showing

STUDENT_FOLDER = "student"
"""Name of the student's folder in the run folder."""
SHOWN_CROPS = 2

MUSICLDM = DistillTraining(
    steps=4_000, batch=8, learning_rate=1e-5, warmup=100, guidance=2.0, skip=20, start="grid", opening_share=0.0, seed=3
)
"""The paper's learning rate and w, LCM's k on its 50 points, VideoLCM's steps; see docs/paper_map.md."""


def load_teacher(folder: Path, guidance: float) -> MusicLDM:
    """Load a MusicLDM folder as the teacher, on the training device.

    Raises:
        CheckpointError: the folder does not hold a MusicLDM model, or holds a student.
    """
    if is_student(read_index(folder)):
        raise CheckpointError(f"{folder} holds a consistency student; distil the MusicLDM model that it came from")
    return MusicLDM(load_parts(folder), guidance).to(this_process().device)


def distill_musicldm(teacher: Path, corpus: Path, run: Run, *, options: DistillTraining) -> tuple[Path, ModelIdentity]:
    """Distil from the run's last state, if it has one, and write the student as it then is.

    Args:
        teacher: a MusicLDM folder.
        corpus: the folder of the clips.
        run: where state, logs, latents and student are kept.
        options: those of this stage.

    Returns:
        The student's folder and its identity.

    Raises:
        CheckpointError: the teacher cannot be read.
        RequestError: there is nothing to train on, or options ask for what MusicLDM does not have.
        ModelError: the run was begun with another teacher or other options.
        ProjectError: the run's folder cannot be written.
    """
    if options.guidance_range:
        raise RequestError("guidance_range is set, but a MusicLDM student has no input for w; set guidance alone")
    if options.opening_share:
        raise RequestError("opening_share is set, but a MusicLDM student has no opening step; leave it out")
    if options.timbre_weight:
        raise RequestError("timbre_weight is set, but no network knows instruments by MusicLDM's latents; leave it out")
    model = load_teacher(teacher, options.guidance)
    training, held_out = load_crop_corpora(model, corpus, run.folder / cache_name(teacher))
    stage = MusicLDMStage(model, cache_name(teacher), training, held_out, options)
    train(stage, run)
    out = run.folder / STUDENT_FOLDER
    facts = {"training_steps": run.step_saved, "skip": options.skip}
    name = f"{teacher.resolve().name}-student"
    return out, save_student(out, teacher, stage.unet, name=name, guidance=options.guidance, facts=facts)


class MusicLDMStage(DistillStage):
    """Distillation of a MusicLDM teacher: teacher, student and target network are U-Nets of one shape.

    Args:
        model: the teacher with its codec.
        teacher_name: identifies the teacher in the run's state.
        training: crops to train on.
        held_out: crops to validate on, perhaps none.
        options: those of this stage.
    """

    def __init__(
        self,
        model: MusicLDM,
        teacher_name: str,
        training: CropCorpus,
        held_out: CropCorpus,
        options: DistillTraining,
    ) -> None:
        student = averaged_copy(model.denoiser).train().requires_grad_(True)
        super().__init__(model.denoiser, student, training, held_out, self._show, options)
        self.model = model
        self.teacher_name = teacher_name

    @property
    def unet(self) -> Any:
        """The result: the average's U-Net."""
        return self.average.get_submodule("unet")

    def _show(self, sample: Sample, sounds: bool) -> Showing:
        """Show samples for the captions of held-out crops, the same each time, each below the crop's own music."""
        generators = [position_generator(0, index) for index in range(SHOWN_CROPS)]
        batch = self.held_out.draw(generators).to(self.model.device)
        noise = torch.randn(batch.x0.shape, generator=torch.Generator().manual_seed(0)).to(self.model.device)
        made = sample(batch, noise)
        names = [f"sample_{index + 1}" for index in range(SHOWN_CROPS)]
        pairs = zip(names, batch.x0, made, strict=True)
        pictures = {name: rows_picture(*(self._levels(latents) for latents in pair)) for name, *pair in pairs}
        if not sounds:
            return Showing(pictures)
        return Showing(pictures, {name: self._sound(latents) for name, latents in zip(names, made, strict=True)})

    def _levels(self, latents: Tensor) -> Tensor:
        """Decode latents (C, W) to a log-mel (M, T) with its floor at -1 and full scale near 1."""
        floor = torch.tensor(FLOOR).log()
        return 1 - 2 * (decode_mel(self.model.vae, latents[None])[0].T / floor)

    def _sound(self, latents: Tensor) -> Any:
        samples = latents.shape[-1] * 640
        audio = self.model.vocode(self.model.decode(latents[None], circular=False), samples, circular=False)[0]
        return fourier_resample(audio.cpu(), samples * SHOWN_SAMPLE_RATE // SAMPLE_RATE).numpy()

    def state(self) -> dict[str, Any]:
        """Return the state of any distillation, and the teacher's name."""
        return {**super().state(), "teacher": self.teacher_name}

    def restore(self, state: Any) -> None:
        """Restore what `state` returned; raise ValueError if the teacher was another one."""
        if state["teacher"] != self.teacher_name:
            raise ValueError("another teacher")
        super().restore(state)


@dataclass(frozen=True)
class DryRun:
    """What one step of a configuration takes in time and memory."""

    parameters: dict[str, int]
    """Number of parameters by part."""
    batch: int
    seconds_per_step: float
    peak_memory_bytes: int
    device: str

    def described(self) -> list[tuple[str, str]]:
        """Return names and values for display."""
        parameters = [(name, f"{count / 1e6:.1f} M parameters") for name, count in self.parameters.items()]
        return [
            *parameters,
            ("batch", str(self.batch)),
            ("device", self.device),
            ("memory at most", f"{self.peak_memory_bytes / 1e9:.1f} GB"),
            ("time", f"{self.seconds_per_step:.1f} s a step"),
        ]


class NoiseCorpus:
    """Crops of noise without captions, for steps that are only timed."""

    clips: tuple[object, ...] = ()

    def __init__(self, model: MusicLDM) -> None:
        self.model = model

    def draw(self, generators: Any) -> Batch:
        """Draw a batch of the teacher's shape."""
        size = len(generators)
        x0 = torch.randn(size, self.model.denoiser.latent_channels, self.model.window_columns)
        text = torch.zeros(size, 1, self.model.denoiser.text_width)
        return Batch(x0, no_columns(size), text, torch.zeros(size, 1, dtype=torch.bool))


def dry_run(teacher: Path, *, options: DistillTraining) -> DryRun:
    """Take two steps on noise, keep nothing, and return what the second one took.

    Raises:
        CheckpointError: the teacher cannot be read.
    """
    model = load_teacher(teacher, options.guidance)
    noise: Any = NoiseCorpus(model)
    stage = MusicLDMStage(model, "", noise, noise, options)
    seconds = 0.0
    for step in range(2):
        begun = time.monotonic()
        figures = stage.learn(Share(options.seed, step, 0, options.batch, options.batch))
        stage.descend(step, options.learning_rate)
        float(next(iter(figures.values())))
        seconds = time.monotonic() - begun
    parts: dict[str, nn.Module] = {
        "unet": model.denoiser.unet,
        "vae": model.vae,
        "vocoder": model.vocoder,
        "text_encoder": model.text_encoder,
    }
    return DryRun(
        {name: sum(each.numel() for each in part.parameters()) for name, part in parts.items()},
        options.batch,
        seconds,
        peak_memory_bytes(model.device),
        f"{model.device.type}, {torch.get_num_threads()} threads",
    )


def peak_memory_bytes(device: torch.device) -> int:
    """Return the peak memory so far: of the accelerator, or else of this process."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    # Available on Unix only.
    import resource

    # Linux counts kilobytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
