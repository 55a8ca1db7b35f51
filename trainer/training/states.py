"""Networks loaded from run folders: what one stage of training hands to the next, and to `trainer/export.py`.

In: a run folder with the `state.pt` that `runs.py` wrote, or, for a stage that has not run, a checkpoint. Out: the
network with the weights to use: the last ones of an autoencoder or vocoder, the averaged ones of a denoiser. It trains
nothing and writes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from torch import nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.autoencoder import Autoencoder, AutoencoderConfig
from musiccm_daw.model.checkpoint import load_part, read_config, verify_checkpoint
from musiccm_daw.model.denoiser import Denoiser, DenoiserConfig
from musiccm_daw.model.vocoders.neural import Vocoder, VocoderConfig
from trainer.training.runs import STATE_FILE, read_state
from trainer.training.widening import student_start

COMMANDS = {"student": "distill"}
"""Commands of the stages whose run folder has another name."""

Network = TypeVar("Network", bound=nn.Module)


def stage_state(folder: Path) -> dict[str, Any]:
    """Read the saved state of a stage that another one needs.

    Raises:
        ModelError: the stage has not run yet, or its state is damaged.
    """
    state = read_state(folder)
    if state is None:
        command = COMMANDS.get(folder.name, folder.name)
        raise ModelError(
            f"{folder} holds no training state; run that stage first: musiccm train {command}, "
            "or start from a checkpoint: --init bundled"
        )
    return state


def load_initial(checkpoint: Path, part: str, kind: type[Network]) -> Network:
    """Load a part of a checkpoint ("autoencoder", "teacher", "student"), ready for training.

    Raises:
        CheckpointError: the checkpoint is missing, damaged or of another format, or lacks the part.
    """
    verify_checkpoint(checkpoint)
    network = load_part(checkpoint, part)
    assert isinstance(network, kind)
    return network.train().requires_grad_(True)


def load_student_start(checkpoint: Path, teacher: Denoiser) -> Denoiser:
    """Load the student of a checkpoint for further training, and what its teacher has learned since: `student_start`.

    Raises:
        CheckpointError: the checkpoint is missing, damaged or of another format.
    """
    student = load_initial(checkpoint, "student", Denoiser)
    has_teacher = "teacher" in read_config(checkpoint)["parts"]
    old_teacher = load_initial(checkpoint, "teacher", Denoiser) if has_teacher else None
    return student_start(teacher, old_teacher, student)


def load_autoencoder(folder: Path, init: Path | None = None) -> Autoencoder:
    """Load the autoencoder of a run folder, ready for inference.

    Args:
        folder: the run folder.
        init: a checkpoint to take it from if the stage has not run.

    Raises:
        ModelError: there is none, or its state is damaged or of another version.
    """
    if init is not None and not (folder / STATE_FILE).exists():
        return load_initial(init, "autoencoder", Autoencoder).eval().requires_grad_(False)
    state = stage_state(folder)
    try:
        autoencoder = Autoencoder(AutoencoderConfig(**state["config"]))
        autoencoder.load_state_dict(state["model"])
    except (KeyError, TypeError, RuntimeError) as error:
        raise _foreign(folder, "autoencoder") from error
    return autoencoder.eval().requires_grad_(False)


def load_denoiser(folder: Path, init: Path | None = None) -> Denoiser:
    """Load the teacher or student of a run folder with its averaged weights, ready for inference.

    Args:
        folder: the run folder, named as the checkpoint's part: "teacher" or "student".
        init: a checkpoint to take it from if the stage has not run.

    Raises:
        ModelError: there is none, or its state is damaged or of another version.
    """
    if init is not None and not (folder / STATE_FILE).exists():
        return load_initial(init, folder.name, Denoiser).eval().requires_grad_(False)
    state = stage_state(folder)
    try:
        denoiser = Denoiser(DenoiserConfig(**state["config"]))
        denoiser.load_state_dict(state["average"])
    except (KeyError, TypeError, RuntimeError) as error:
        raise _foreign(folder, "denoiser") from error
    return denoiser.eval().requires_grad_(False)


def load_vocoder(folder: Path) -> Vocoder:
    """Load the vocoder of a run folder, ready for inference.

    Raises:
        ModelError: there is none, or its state is damaged or of another version.
    """
    state = stage_state(folder)
    try:
        vocoder = Vocoder(VocoderConfig(**state["config"]))
        vocoder.load_state_dict(state["model"])
    except (KeyError, TypeError, RuntimeError) as error:
        raise _foreign(folder, "vocoder") from error
    return vocoder.eval().requires_grad_(False)


def _foreign(folder: Path, what: str) -> ModelError:
    return ModelError(f"the state in {folder} holds no {what} of this version; train that stage again in a new folder")
