"""Stage 6: from run folders to a checkpoint folder that `musiccm generate --model` loads.

In: the run folders of autoencoder, teacher and student, and of the vocoder where it is to be shipped; a checkpoint may
stand in for what was not trained. Out: safetensors in half precision with a config, checked by reading them back. It
does not judge the weights: see `evaluate.py`.
"""

from __future__ import annotations

from pathlib import Path

from musiccm_daw.clip import ModelIdentity
from musiccm_daw.model.checkpoint import read_config, save_checkpoint, verify_checkpoint
from trainer.runs import STATE_FILE
from trainer.states import load_autoencoder, load_denoiser, load_vocoder, stage_state

AUTOENCODER, VOCODER, TEACHER, STUDENT = "autoencoder", "vocoder", "teacher", "student"
"""Names of the run folders."""


def export(
    runs: Path,
    out: Path,
    name: str,
    *,
    init: Path | None = None,
    with_teacher: bool = True,
    with_vocoder: bool = False,
) -> ModelIdentity:
    """Write the checkpoint of a finished training.

    Args:
        runs: folder with the run folders of all stages.
        out: the checkpoint folder; made if missing, parts of the same name are replaced.
        name: what `--model` and the manifests call it.
        init: the checkpoint that training began with, for an autoencoder or teacher that was not trained further.
        with_teacher: False saves its size; generation does not need it.
        with_vocoder: True where the vocoder's comparison says that it beats Griffin-Lim.

    Raises:
        ModelError: a stage has not run, or its state is damaged.
    """
    wanted = {AUTOENCODER: True, VOCODER: with_vocoder, TEACHER: with_teacher, STUDENT: True}
    kept = {AUTOENCODER, TEACHER} if init is not None else set()
    stages = [
        stage
        for stage, is_wanted in wanted.items()
        if is_wanted and (stage not in kept or (runs / stage / STATE_FILE).exists())
    ]
    states = {stage: stage_state(runs / stage) for stage in stages}
    made = {stage: state["step"] for stage, state in states.items()}
    before = {} if init is None else read_config(init).get("training_steps", {})
    save_checkpoint(
        out,
        name,
        autoencoder=load_autoencoder(runs / AUTOENCODER, init),
        student=load_denoiser(runs / STUDENT),
        teacher=load_denoiser(runs / TEACHER, init) if with_teacher else None,
        vocoder=load_vocoder(runs / VOCODER) if with_vocoder else None,
        facts={
            "guidance": states[STUDENT]["guidance"],
            # Of each part, those of the run that made it.
            "training_steps": {stage: steps for stage, steps in before.items() if stage in kept and wanted[stage]}
            | made,
        },
    )
    return verify_checkpoint(out)
