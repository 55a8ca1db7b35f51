"""Stage 5: consistency distillation, the paper's section 3.1, in latent form (Luo et al. 2023).

In: a teacher and the latents it was trained on. Out: the student, whose single step lands where the teacher's guided
DDIM trajectory ends. The sub-steps of one training step carry the paper's symbols: 1 to 6 in `losses/consistency.py`,
bound to a batch by `distillation_losses.py`; 7 to 10 here and in `losses/adversarial.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import MIDDLE_COLUMN_RATE_HZ, feature_rows
from musiccm_daw.errors import RequestError
from musiccm_daw.model.autoencoder import Autoencoder
from musiccm_daw.model.consistency import consistency_function
from musiccm_daw.model.denoiser import Denoiser
from musiccm_daw.model.diffusion_network import DiffusionNetwork
from musiccm_daw.model.precision import mixed_precision
from musiccm_daw.model.sampler import at_timestep, sample_consistency
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from trainer.dataset.windows import Batch, LatentCorpus, Windows
from trainer.distillation_losses import (
    DistillationOptions,
    Network,
    batch_losses,
    distillation_loss,
    mismatched,
    opening_of,
    sentences,
    under,
)
from trainer.evaluation.showing import Sample, show_latents
from trainer.losses.adversarial import AdversarialOptions, Adversary, balanced
from trainer.losses.audiomae import AudioMaeFeatures, load_audiomae
from trainer.losses.fbank import RowsToFbank
from trainer.losses.feature_networks import FeatureNetwork, TeacherFeatures, chosen_layers
from trainer.losses.latent_timbre import LatentTimbreNetwork, latent_timbre_loss
from trainer.timbre import latent_timbre_network
from trainer.training.descent import Descent
from trainer.training.ema import averaged_copy, update_average
from trainer.training.loop import Figures, LoopOptions, Share, train
from trainer.training.processes import this_process
from trainer.training.runs import Run
from trainer.training.tensorboard_log import Showing

VALIDATED_BATCHES = 4
FEWEST_CAPTIONED = 2
"""Items with a spread."""
SHOWN_STEPS = 4
"""Consistency steps for the samples that a validation shows."""

Show = Callable[[Sample, bool], Showing]
"""A sampler to what a validation shows of it, with sounds if asked for."""
ToLogMels = Callable[[Tensor, Batch, int], Tensor]
"""(latents (B, ...), their batch, T) to AudioMAE's log-mels (B, T, 128), with gradients."""


@dataclass(frozen=True)
class DistillTraining(LoopOptions, AdversarialOptions, DistillationOptions):
    """Options of the distillation stage; docs/paper_map.md says which are the paper's, and gives reasons for ours."""

    steps: int = 3_000
    batch: int = 24
    learning_rate: float = 2e-4
    warmup: int = 100
    target_decay: float = 0.95
    average_decay: float = 0.998
    """Of the average that is exported, which forgets half of a step in 350; the target network follows faster."""
    timbre_weight: float = 0.0
    """Weight of the distance in a network that knows instruments, whose gradient on an estimate is as large as that of
    L_distil; 0 for none, and no such network is trained."""
    compile: bool = False
    """Compile the networks first; see `TeacherTraining`."""
    seed: int = 3
    log_every: int = 50
    validate_every: int = 500


def new_student(start: Denoiser, options: DistillTraining) -> Denoiser:
    """Return a student that starts as the teacher or as another student, with what the options ask for besides.

    That is an input for w if w is drawn, and what marks the opening step.

    Raises:
        RequestError: the other student has one of these, and this one is to have none.
    """
    low_high = (options.guidance_range[0], options.guidance_range[1]) if options.guidance_range else None
    if start.config.guidance_range is not None and low_high is None:
        raise RequestError(
            f"the student to start from is conditioned on its guidance, {start.config.guidance_range}; "
            "set guidance_range in --config, or start without --init"
        )
    if start.config.opening and not options.opening_share:
        raise RequestError(
            "the student to start from has an opening step, and opening_share is 0; set it above 0 in --config, or "
            "start without --init"
        )
    student = Denoiser(replace(start.config, guidance_range=low_high, opening=options.opening_share > 0))
    # Only these are missing in the teacher.
    student.load_state_dict({**student.state_dict(), **start.state_dict()})
    return student


def new_adversary(
    teacher: DiffusionNetwork, options: DistillTraining, to_log_mels: ToLogMels | None = None
) -> Adversary[Batch] | None:
    """Return the discriminator that the options ask for, on the teacher's device.

    Raises:
        RequestError: the feature network has no such layer, or latents of this kind cannot be decoded for AudioMAE.
        CheckpointError: AudioMAE cannot be read.
    """
    if options.adversarial == "none":
        return None
    device = next(teacher.parameters()).device
    features: FeatureNetwork[Batch]
    if options.adversarial == "teacher":
        features = teacher_features(teacher, options)
    elif to_log_mels is None:
        raise RequestError(
            "adversarial = 'audiomae' works only for the latents of our own models; use 'teacher' or 'none'"
        )
    else:
        network = load_audiomae(options.audiomae).to(device)
        layers = chosen_layers(options.feature_layers, len(network.blocks), quarters=(1, 2, 3, 4))
        features = AudioMaeFeatures(network, layers, lambda latents, batch: to_log_mels(latents, batch, network.frames))
    adversary = Adversary(features, teacher.text_width, options)
    adversary.discriminator.to(device)
    return adversary


def teacher_features(teacher: DiffusionNetwork, options: DistillTraining) -> TeacherFeatures[Batch]:
    """Return the frozen teacher as a feature network.

    Its last quarter only turns features into the prediction; leaving it out saves time.

    Raises:
        RequestError: it has no such layer.
    """
    layers = chosen_layers(options.feature_layers, len(teacher.block_widths))
    block_states = torch.compile(teacher.block_states) if options.compile else teacher.block_states

    def states(x: Tensor, timesteps: Tensor, batch: Batch) -> list[Tensor]:
        with mixed_precision(x.device):
            every = block_states(x, timesteps, batch.columns, batch.text, batch.mask, layers[-1])
        return [every[layer - 1] for layer in layers]

    return TeacherFeatures(
        states,
        [teacher.block_widths[layer - 1] for layer in layers],
        teacher.schedule,
        noise_mean=options.feature_noise_mean,
        noise_spread=options.feature_noise_spread,
    )


def decoded_log_mels(codec: Autoencoder) -> ToLogMels:
    """Return a function from latents on the musical grid to AudioMAE's log-mels, by way of decoded rows."""
    to_fbank = RowsToFbank().to(next(codec.parameters()).device)
    octaves = feature_rows("log_column_rate")

    def to_log_mels(latents: Tensor, batch: Batch, frames: int) -> Tensor:
        with mixed_precision(latents.device):
            rows = codec.decode(latents).float()
        columns_per_second = MIDDLE_COLUMN_RATE_HZ * 2.0 ** batch.columns[:, octaves, 0].squeeze(1)
        fbank: Tensor = to_fbank(rows, columns_per_second * FRAMES_PER_COLUMN, frames)
        return fbank

    return to_log_mels


def timbre_of(network: LatentTimbreNetwork, estimates: Tensor, batch: Batch) -> Tensor:
    """Return the distance in timbre of estimates (B, C, W) from a batch's x0, of the items that have a caption."""
    captioned = batch.mask.any(dim=1)
    if captioned.sum() < FEWEST_CAPTIONED:
        return 0 * estimates.sum()
    return latent_timbre_loss(network, estimates[captioned], batch.x0[captioned])


class DistillStage:
    """The distillation stage for the training loop; see `loop.Stage`."""

    def __init__(
        self,
        teacher: DiffusionNetwork,
        student: DiffusionNetwork,
        training: Windows,
        held_out: Windows,
        show: Show,
        options: DistillTraining,
        to_log_mels: ToLogMels | None = None,
        timbre: LatentTimbreNetwork | None = None,
    ) -> None:
        self.options = options
        self.schedule = teacher.schedule
        self.device = this_process().device
        self.teacher = averaged_copy(teacher).to(self.device)
        self.student = student.to(self.device)
        self.target = averaged_copy(self.student)
        self.average = averaged_copy(self.student)
        self.adversary = new_adversary(self.teacher, options, to_log_mels)
        self.timbre = None if timbre is None else timbre.to(self.device)
        self.networks: tuple[Network, Network, Network] = (self.student, self.target, self.teacher)
        if options.compile:
            self.networks = (torch.compile(self.student), torch.compile(self.target), torch.compile(self.teacher))
        self.descent = Descent(self.student.parameters(), betas=(0.9, 0.999))
        self.training, self.held_out, self.show_samples = training, held_out, show

    def learn(self, share: Share) -> Figures:
        """Do one backward pass of the student, and one of the discriminator."""
        generators = share.generators()
        batch = self.training.draw(generators).to(self.device)
        generator = torch.Generator().manual_seed(int(generators[0].integers(2**62)))
        # 1 to 6. L_distil, and the opening step's losses.
        learned = batch_losses(*self.networks, batch, self.options, generator, self.schedule)
        loss, figures = learned.loss, learned.figures()
        if self.adversary is not None:
            loss = self.options.distillation_weight * loss
            if self.adversary.begins(share.step):
                # 7. F_k of the estimates and of x0; L_G_adv and equation (9): L = L_G_adv + lambda L_distil.
                signal, _ = self.schedule.signal_and_noise(learned.timesteps, batch.x0)
                met = self.adversary.meet(
                    batch.x0,
                    torch.cat(learned.estimates),
                    batch,
                    mismatched(batch),
                    sentences(batch),
                    signal.flatten(),
                    generator,
                )
                deception = self.adversary.deception_loss(met)
                adversarial = deception
                if self.options.adversarial_scale == "balanced":
                    adversarial = balanced(deception, learned.loss, learned.estimates)
                loss = loss + self.adversary.weight(share.step) * adversarial
                # 8. L_D_adv, equation (8), on the same features.
                discrimination = self.adversary.discrimination_loss(met)
                self.adversary.descent.backward(discrimination)
                figures |= {"adversarial": deception.detach(), "discriminator": discrimination.detach()}
        if self.timbre is not None:
            timbre = timbre_of(self.timbre, torch.cat(learned.estimates), batch)
            loss = loss + self.options.timbre_weight * balanced(timbre, learned.loss, learned.estimates)
            figures["timbre"] = timbre.detach()
        self.descent.backward(loss)
        return figures

    def descend(self, step: int, rate: float) -> None:
        """Step the student and the discriminator, then the target network and the average."""
        # 9. theta descends by L, phi by L_D_adv.
        self.descent.step(rate)
        if self.adversary is not None and self.adversary.begins(step):
            self.adversary.descent.step(self.options.discriminator_rate)
        # 10. theta* = EMA of theta.
        update_average(self.target, self.student, self.options.target_decay)
        update_average(self.average, self.student, min(self.options.average_decay, (step + 1) / (step + 11)))

    @torch.inference_mode()
    def validate(self) -> dict[str, float]:
        """Return L_distil of the average on held-out windows, the same each time, and of its opening step."""
        if not self.held_out.clips:
            return {}
        losses, openings = [], []
        for index in range(VALIDATED_BATCHES):
            generators = Share(0, index, 0, self.options.batch, self.options.batch).generators()
            batch = self.held_out.draw(generators).to(self.device)
            generator = torch.Generator().manual_seed(index)
            distilled = distillation_loss(
                self.average, self.average, self.teacher, batch, self.options, generator, self.schedule
            )
            losses.append(distilled.loss.item())
            if self.options.opening_share:
                opened = opening_of(self.average, self.average, self.teacher, batch, self.options, generator)
                openings.append(opened.loss.item())
        figures = {"held_out_loss": float(np.mean(losses))}
        return figures | {"held_out_opening": float(np.mean(openings))} if openings else figures

    def show(self, sounds: bool) -> Showing:
        """Show samples under the conditions of held-out windows."""
        return self.show_samples(self._sample, sounds)

    def _sample(self, batch: Batch, noise: Tensor) -> Tensor:
        """Sample latents (B, C, W) under the conditions of a batch, by consistency steps."""
        guidance = torch.full((len(noise),), self.options.guidance, device=noise.device)
        network = under(self.average, batch, guidance if self.options.guidance_range else None)

        def predict(x: Tensor, timestep: int) -> Tensor:
            timesteps = at_timestep(x, timestep)
            return consistency_function(x, network(x, timesteps), timesteps, self.schedule)

        return sample_consistency(
            predict,
            noise,
            steps=SHOWN_STEPS,
            generator=torch.Generator().manual_seed(0),
            on_step=lambda done, steps: None,
            schedule=self.schedule,
            opens=self.options.opening_share > 0,
        )

    def state(self) -> dict[str, Any]:
        """Return networks and averages, the discriminator, optimizers, sizes, and the w that was distilled."""
        return {
            "model": self.student.state_dict(),
            "target": self.target.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.descent.state(),
            "config": self.student.described(),
            "guidance": self.options.guidance,
            **({} if self.adversary is None else self.adversary.state()),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Restore what `state` returned; a run that began without an adversary may continue with a new one."""
        self.student.load_state_dict(state["model"])
        self.target.load_state_dict(state["target"])
        self.average.load_state_dict(state["average"])
        self.descent.restore(state["optimizer"])
        if self.adversary is not None and "discriminator" in state:
            self.adversary.restore(state)


def distill(
    teacher: Denoiser,
    training: LatentCorpus,
    held_out: LatentCorpus,
    codec: Autoencoder,
    run: Run,
    *,
    options: DistillTraining,
    start: Denoiser | None = None,
) -> None:
    """Distil from the run's last state, if it has one, until the last step or the end of the budget.

    Args:
        teacher: what to distil.
        training: the latents that it was trained on.
        held_out: what to validate on.
        codec: the autoencoder of the latents, for AudioMAE, and for pictures and sounds of samples.
        run: where state and logs are kept.
        options: those of this stage.
        start: the student to start from; None starts from the teacher.

    Raises:
        RequestError: options ask for what the teacher does not have, or the student reads other columns.
        CheckpointError: AudioMAE cannot be read.
        ModelError: the corpus has none of the clips that `timbre_weight` needs; or see `loop.train`.
        ProjectError: see `loop.train`.
    """
    torch.manual_seed(options.seed)
    if start is not None and start.config.column_features != teacher.config.column_features:
        raise RequestError(
            f"the student to start from reads {start.config.column_features} condition rows, its teacher "
            f"{teacher.config.column_features}; train the teacher with --init from the same checkpoint, or leave "
            "--init out"
        )
    student = new_student(start or teacher, options)
    training, held_out = training.read_by(student), held_out.read_by(student)
    codec.to(this_process().device)

    def show(sample: Sample, sounds: bool) -> Showing:
        return show_latents(sample, held_out, codec, sounds)

    judge = (
        latent_timbre_network(run.folder, training.clips, seed=options.seed, say=run.say)
        if options.timbre_weight
        else None
    )
    stage = DistillStage(teacher, student, training, held_out, show, options, decoded_log_mels(codec), judge)
    train(stage, run)
