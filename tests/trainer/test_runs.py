"""Runs: state that no kill can break, and a resumed training that ends where an unbroken one does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from musiccm_daw.errors import ModelError
from tests.trainer.stages import STAGES, STEPS, run_autoencoder, silent
from trainer import runs
from trainer.runs import Run, position_generator, read_state, warmup_cosine

REPOSITORY = Path(__file__).parent.parent.parent


class Killed(BaseException):
    """Stands for a kill: nothing in the trainer catches it."""


def assert_equal_states(one: Any, two: Any, path: str = "state") -> None:
    """Compare nested dictionaries of tensors exactly."""
    assert type(one) is type(two), path
    if isinstance(one, dict):
        assert one.keys() == two.keys(), path
        for key in one:
            assert_equal_states(one[key], two[key], f"{path}.{key}")
    elif isinstance(one, torch.Tensor):
        assert torch.equal(one, two), path
    else:
        assert one == two, path


def test_a_state_comes_back_with_the_random_state(tmp_path: Path) -> None:
    run = Run(tmp_path / "run", None, silent)
    assert run.load() is None
    torch.manual_seed(5)
    run.save({"step": 3, "model": {"weight": torch.ones(2)}})
    expected = torch.rand(4)
    torch.manual_seed(6)
    state = Run(tmp_path / "run", None, silent).load()
    assert state is not None
    assert (state["step"], state["model"]["weight"].tolist()) == (3, [1, 1])
    assert torch.equal(torch.rand(4), expected)


def test_a_kill_while_saving_leaves_the_last_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(tmp_path, None, silent)
    run.save({"step": 1})

    def save_half(state: object, file: Any) -> None:
        file.write(b"half of a state")
        raise Killed

    monkeypatch.setattr(torch, "save", save_half)
    with pytest.raises(Killed):
        run.save({"step": 2})
    monkeypatch.undo()
    state = Run(tmp_path, None, silent).load()
    assert state is not None
    assert state["step"] == 1
    run.save({"step": 3})
    assert [file.name for file in tmp_path.iterdir()] == ["state.pt"]


@pytest.mark.parametrize("content", [b"", b"no state", b"PK\x03\x04 cut off"])
def test_a_damaged_state_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "state.pt").write_bytes(content)
    with pytest.raises(ModelError, match="remove it to begin this stage anew") as refusal:
        read_state(tmp_path)
    assert "\n" not in str(refusal.value)


def test_the_log_has_a_line_per_entry_and_says_it(tmp_path: Path) -> None:
    said: list[str] = []
    run = Run(tmp_path, None, said.append)
    run.log(100, loss=0.25, rate=1e-3)
    run.log(200, loss=0.125)
    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [(entry["step"], entry["loss"]) for entry in entries] == [(100, 0.25), (200, 0.125)]
    assert said == ["step 100 · loss 0.25 · rate 0.001", "step 200 · loss 0.125"]


def test_batches_depend_on_seed_and_step_alone() -> None:
    draws = {(seed, step): position_generator(seed, step).random() for seed in (1, 2) for step in (0, 1)}
    assert len(set(draws.values())) == 4
    assert position_generator(2, 1).random() == draws[2, 1]


def test_the_rate_rises_and_falls() -> None:
    rates = [warmup_cosine(step, peak=1.0, warmup=10, steps=110) for step in range(120)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[9] == rates[10] == 1.0
    assert rates[60] == pytest.approx(0.525)
    assert rates[110:] == pytest.approx([0.05] * 10)


@pytest.mark.parametrize("stage", STAGES)
def test_a_resumed_training_ends_like_an_unbroken_one(
    stage: str, tiny_corpus: Path, tiny_features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train = STAGES[stage]
    train(tiny_corpus, tiny_features, tmp_path / "unbroken")

    def die_at_step_5(line: str) -> None:
        if line.startswith("step 5 "):
            raise Killed

    monkeypatch.setattr(runs, "SAVE_EVERY_SECONDS", 0.0)
    with pytest.raises(Killed):
        train(tiny_corpus, tiny_features, tmp_path / "broken", say=die_at_step_5)
    left = read_state(tmp_path / "broken")
    assert left is not None
    assert left["step"] == 4
    torch.manual_seed(99)
    train(tiny_corpus, tiny_features, tmp_path / "broken")
    ended = read_state(tmp_path / "broken")
    assert ended is not None
    assert ended["step"] == STEPS
    assert_equal_states(ended, read_state(tmp_path / "unbroken"))


@pytest.mark.parametrize("stage", STAGES)
def test_a_spent_budget_stops_with_the_state_saved_and_a_finished_run_stays(
    stage: str, tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    STAGES[stage](tiny_corpus, tiny_features, tmp_path, budget=0.0)
    state = read_state(tmp_path)
    assert state is not None
    assert state["step"] == 0
    STAGES[stage](tiny_corpus, tiny_features, tmp_path)
    ended = read_state(tmp_path)
    STAGES[stage](tiny_corpus, tiny_features, tmp_path)
    assert_equal_states(read_state(tmp_path), ended)


def test_a_killed_process_is_resumed_to_the_same_weights(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    arguments = [str(folder) for folder in (tiny_corpus, tiny_features, tmp_path / "killed")]
    program = f"from tests.trainer.stages import run_to_be_killed; run_to_be_killed(*{arguments!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("step 3 "):
                os.kill(process.pid, signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL
    left = read_state(tmp_path / "killed")
    assert left is not None
    assert 0 < left["step"] < STEPS
    torch.manual_seed(99)
    run_autoencoder(tiny_corpus, tiny_features, tmp_path / "killed")
    run_autoencoder(tiny_corpus, tiny_features, tmp_path / "unbroken")
    assert_equal_states(read_state(tmp_path / "killed"), read_state(tmp_path / "unbroken"))
