"""--init: from a checkpoint and one's own corpus to one's own checkpoint, without training the stages before."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from musiccm_daw.cli.app import run
from musiccm_daw.engine.conditioning import FEATURES
from musiccm_daw.engine.score_columns import SCORED_FEATURES
from musiccm_daw.model.autoencoder import Autoencoder
from musiccm_daw.model.checkpoint import load_model, load_part, save_checkpoint
from tests.tiny_model import save_tiny_checkpoint, tiny_autoencoder, tiny_denoiser
from trainer.training.runs import read_state
from trainer.training.states import load_initial

pytestmark = pytest.mark.usefixtures("no_processes")


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    save_tiny_checkpoint(tmp_path / "tiny")
    return tmp_path / "tiny"


def config(folder: Path, text: str) -> str:
    file = folder / "stage.toml"
    file.write_text(text)
    return str(file)


@pytest.mark.parametrize(
    ("stage", "options"), [("autoencoder", "steps = 0"), ("teacher", "steps = 0\nreads_scores = false")]
)
def test_a_new_run_starts_from_the_checkpoint(stage: str, options: str, tiny_corpus: Path, checkpoint: Path) -> None:
    runs = checkpoint.parent / "runs"
    arguments = ["--corpus", str(tiny_corpus), "--runs", str(runs), "--init", str(checkpoint)]
    assert run(["train", stage, *arguments, "--config", config(runs.parent, options)]) == 0
    state = read_state(runs / stage)
    assert state is not None
    for name, weight in load_part(checkpoint, stage).state_dict().items():
        assert torch.equal(state["model"][name], weight)


def test_a_model_is_fine_tuned_on_a_corpus_without_an_autoencoder_run(tiny_corpus: Path, checkpoint: Path) -> None:
    runs, out = checkpoint.parent / "runs", checkpoint.parent / "mine"
    few_steps = config(checkpoint.parent, "steps = 2\nbatch = 2\nwarmup = 1")
    shared = ["--runs", str(runs), "--init", str(checkpoint)]
    for stage in ("teacher", "distill"):
        assert run(["train", stage, "--corpus", str(tiny_corpus), *shared, "--config", few_steps]) == 0
    assert not (runs / "autoencoder").exists()
    assert run(["train", "export", str(out), *shared]) == 0
    pipeline, _ = load_model(out, "cpu", with_teacher=True)
    kept = load_part(checkpoint, "autoencoder").state_dict()
    assert all(torch.equal(value, kept[name]) for name, value in pipeline.autoencoder.state_dict().items())
    before = load_part(checkpoint, "teacher").state_dict()
    assert pipeline.teacher is not None
    assert not torch.equal(pipeline.teacher.state_dict()["out.weight"], before["out.weight"])
    # The checkpoint read no scores; the new model does.
    assert load_part(checkpoint, "teacher").state_dict()["embed_columns.0.weight"].shape[1] == 3 * FEATURES
    assert pipeline.student.config.column_features == SCORED_FEATURES
    assert pipeline.teacher.config.column_features == SCORED_FEATURES


def test_initial_weights_can_be_trained(checkpoint: Path) -> None:
    network = load_initial(checkpoint, "autoencoder", Autoencoder)
    assert network.training
    assert all(parameter.requires_grad for parameter in network.parameters())


def test_a_checkpoint_without_a_teacher_is_refused_in_one_line(
    tmp_path: Path, tiny_corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "small"
    save_checkpoint(
        folder,
        "small",
        autoencoder=tiny_autoencoder(),
        student=tiny_denoiser(),
        teacher=None,
        facts={"guidance": 1.5},
    )
    arguments = ["--corpus", str(tiny_corpus), "--runs", str(tmp_path / "runs"), "--init", str(folder)]
    assert run(["train", "teacher", *arguments]) == 3
    said = capsys.readouterr().err
    assert "has no teacher" in said
    assert said.count("\n") == 1
