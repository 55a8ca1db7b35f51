"""Stage 6: from run folders to a checkpoint folder that `musiccm generate --model` loads.

In: the run folders of autoencoder, teacher and student, and of the vocoder if it is to be shipped; a checkpoint can
stand in for what was not trained. Out: safetensors in half precision with a config, verified by reading them back. It
does not judge the weights; that is stage 7, `evaluate.py`.
"""

from __future__ import annotations

from pathlib import Path

from musiccm_daw.errors import ModelError, ProjectError, reason_of
from musiccm_daw.model.checkpoint import read_config, save_checkpoint, verify_checkpoint
from musiccm_daw.model_identity import ModelIdentity
from trainer.training.runs import STATE_FILE
from trainer.training.states import load_autoencoder, load_denoiser, load_vocoder, stage_state

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
        out: the checkpoint folder; created if missing, an earlier checkpoint is replaced.
        name: the model's name in manifests.
        init: the checkpoint that training started from, for parts that were not trained further.
        with_teacher: False leaves the teacher out; generation does not need it.
        with_vocoder: True if the vocoder beats Griffin-Lim in their comparison.

    Raises:
        ModelError: a stage that is needed has not run, its state is damaged, the student is not this teacher's, or
            `out` holds more than a checkpoint.
        ProjectError: `out` cannot be written.
    """
    optional = {VOCODER: with_vocoder, TEACHER: with_teacher}
    wanted = [stage for stage in (AUTOENCODER, VOCODER, TEACHER, STUDENT) if optional.get(stage, True)]
    kept = {AUTOENCODER, TEACHER, STUDENT} if init is not None else set()
    trained = {stage for stage in wanted if (runs / stage / STATE_FILE).exists()}
    # A checkpoint of nothing but initial parts would be the initial one under another name.
    needed = [stage for stage in wanted if stage in trained or stage not in kept or not trained]
    states = {stage: stage_state(runs / stage) for stage in needed}
    made = {stage: state["step"] for stage, state in states.items()}
    before = {} if init is None else read_config(init)
    # Each part's steps are those of the run that made it.
    steps_before = before.get("training_steps", {})
    inherited = {stage: steps for stage, steps in steps_before.items() if stage in kept and stage in wanted}
    student = load_denoiser(runs / STUDENT, init)
    teacher = load_denoiser(runs / TEACHER, init) if with_teacher else None
    if teacher is not None and teacher.config.column_features != student.config.column_features:
        raise ModelError(
            "teacher and student do not read the same: one of them reads scores; distil the teacher first: "
            "musiccm train distill, or leave it out: --no-teacher"
        )
    try:
        save_checkpoint(
            out,
            name,
            autoencoder=load_autoencoder(runs / AUTOENCODER, init),
            student=student,
            teacher=teacher,
            vocoder=load_vocoder(runs / VOCODER) if with_vocoder else None,
            facts={"guidance": states.get(STUDENT, before)["guidance"], "training_steps": {**inherited, **made}},
        )
    except OSError as error:
        raise ProjectError(
            f"cannot write {str(out)!r}: {reason_of(error)}; what was there is kept. Free some space or choose another "
            "folder, and run the command again"
        ) from error
    return verify_checkpoint(out)
