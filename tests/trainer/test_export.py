"""Export: run folders become a checkpoint that can be loaded, with the averaged weights and the distilled guidance."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from musiccm_daw.cli.app import run
from musiccm_daw.errors import ModelError
from musiccm_daw.model.checkpoint import load_model, read_config
from tests.tiny_model import save_tiny_checkpoint
from tests.trainer.stages import STEPS, run_autoencoder, run_distill, run_teacher
from trainer.export import export
from trainer.training.runs import STATE_FILE, read_state
from trainer.training.states import load_autoencoder, load_denoiser


@pytest.fixture(scope="module")
def runs(tiny_corpus: Path, tiny_features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the run folders of all stages, trained for a few steps."""
    folder = tmp_path_factory.mktemp("runs")
    run_autoencoder(tiny_corpus, tiny_features, folder / "autoencoder")
    run_teacher(tiny_corpus, tiny_features, folder / "teacher")
    run_distill(tiny_corpus, tiny_features, folder / "student")
    return folder


def test_an_exported_checkpoint_holds_what_was_trained(runs: Path, tmp_path: Path) -> None:
    identity = export(runs, tmp_path / "model", "mine")
    pipeline, loaded = load_model(tmp_path / "model", "cpu", with_teacher=True)
    assert (loaded, loaded.name, pipeline.guidance) == (identity, "mine", 1.5)
    assert read_config(tmp_path / "model")["training_steps"] == dict.fromkeys(
        ("autoencoder", "teacher", "student"), STEPS
    )
    for network, stage in ((pipeline.teacher, "teacher"), (pipeline.student, "student")):
        state = read_state(runs / stage)
        assert state is not None
        assert network is not None
        assert not torch.equal(state["average"]["out.weight"], state["model"]["out.weight"])
        assert torch.equal(network.state_dict()["out.weight"], state["average"]["out.weight"].half().float())


def test_the_command_exports_without_the_teacher(
    runs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", "export", str(tmp_path / "small"), "--runs", str(runs), "--no-teacher"]) == 0
    pipeline, identity = load_model(tmp_path / "small", "cpu", with_teacher=True)
    assert (pipeline.teacher, identity.name) == (None, "small")
    assert identity.sha256 in "".join(capsys.readouterr().out.split())


ON_A_FULL_DISK = """
import resource, signal, sys
from musiccm_daw.cli.app import run
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
sys.exit(run(["train", "export", sys.argv[1], "--runs", sys.argv[2]]))
"""


def test_an_export_that_fails_keeps_the_model_that_is_there(runs: Path, tmp_path: Path) -> None:
    identity = export(runs, tmp_path / "model", "mine")
    command = [sys.executable, "-c", ON_A_FULL_DISK, str(tmp_path / "model"), str(runs)]
    failed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert failed.returncode == 4
    assert "what was there is kept" in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert load_model(tmp_path / "model", "cpu")[1] == identity
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_folder_that_holds_more_than_a_model_is_refused(runs: Path, tmp_path: Path) -> None:
    export(runs, tmp_path / "model", "mine")
    assert export(runs, tmp_path / "model", "mine", with_teacher=False).name == "mine"
    assert not (tmp_path / "model" / "teacher.safetensors").exists()
    (tmp_path / "model" / "README.md").write_text("mine")
    with pytest.raises(ModelError, match=r"holds 'README\.md', which is no part of a model; choose another folder"):
        export(runs, tmp_path / "model", "other")
    assert (tmp_path / "model" / "README.md").read_text() == "mine"


def test_parts_of_the_initial_checkpoint_keep_their_steps(runs: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    export(runs, first, "first")
    partly = shutil.copytree(runs, tmp_path / "runs")
    for stage in ("autoencoder", "teacher"):
        shutil.rmtree(partly / stage)
    state = read_state(partly / "student")
    assert state is not None
    torch.save({**state, "step": STEPS + 5}, partly / "student" / STATE_FILE)
    export(partly, tmp_path / "second", "second", init=first)
    expected = {"autoencoder": STEPS, "teacher": STEPS, "student": STEPS + 5}
    assert read_config(tmp_path / "second")["training_steps"] == expected
    export(partly, tmp_path / "small", "small", init=first, with_teacher=False)
    del expected["teacher"]
    assert read_config(tmp_path / "small")["training_steps"] == expected


def test_a_codec_that_was_trained_further_keeps_the_student(runs: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    export(runs, first, "first")
    partly = tmp_path / "runs"
    with pytest.raises(ModelError, match="musiccm train autoencoder"):
        export(partly, tmp_path / "second", "second", init=first)
    shutil.copytree(runs / "autoencoder", partly / "autoencoder")
    export(partly, tmp_path / "second", "second", init=first)
    before, after = (load_model(tmp_path / name, "cpu")[0] for name in ("first", "second"))
    assert (before.guidance, str(before.student.state_dict())) == (after.guidance, str(after.student.state_dict()))


def test_an_old_student_is_not_shipped_with_a_teacher_that_reads_scores(runs: Path, tmp_path: Path) -> None:
    save_tiny_checkpoint(tmp_path / "tiny")
    partly = shutil.copytree(runs, tmp_path / "runs")
    shutil.rmtree(partly / "student")
    with pytest.raises(ModelError, match="musiccm train distill") as refusal:
        export(partly, tmp_path / "model", "mine", init=tmp_path / "tiny")
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "model").exists()
    export(partly, tmp_path / "small", "small", init=tmp_path / "tiny", with_teacher=False)


@pytest.mark.parametrize("missing", ["autoencoder", "teacher", "student"])
def test_a_stage_that_has_not_run_is_named(missing: str, runs: Path, tmp_path: Path) -> None:
    partly = shutil.copytree(runs, tmp_path / "runs")
    shutil.rmtree(partly / missing)
    command = {"student": "distill"}.get(missing, missing)
    with pytest.raises(ModelError, match=f"musiccm train {command},") as refusal:
        export(partly, tmp_path / "model", "mine")
    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "model").exists()


def test_the_state_of_another_stage_is_refused(runs: Path) -> None:
    with pytest.raises(ModelError, match="holds no denoiser"):
        load_denoiser(runs / "autoencoder")
    with pytest.raises(ModelError, match="holds no autoencoder"):
        load_autoencoder(runs / "teacher")
