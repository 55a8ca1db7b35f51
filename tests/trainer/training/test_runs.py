"""Runs: state that survives any kill, and a resumed run that ends where an uninterrupted one does."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from musiccm_daw.errors import ModelError, ProjectError
from tests.trainer.stages import (
    STAGES,
    STEPS,
    run_autoencoder,
    run_on_a_full_disk,
    run_teacher,
    run_to_be_killed,
    silent,
)
from trainer.training import runs
from trainer.training.loop import LoopOptions, shares_of
from trainer.training.runs import Run, position_generator, read_state, warmup_cosine


class Killed(BaseException):
    """A stand-in for a kill: nothing in the trainer catches it."""


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


def distance(one: Path, other: Path) -> float:
    """Return the norm of the difference between the weights of two runs."""
    states = [read_state(folder) for folder in (one, other)]
    weights = [torch.cat([value.flatten() for value in state["model"].values()]) for state in states if state]
    return (weights[0] - weights[1]).norm().item()


def test_a_state_comes_back(tmp_path: Path) -> None:
    run = Run(tmp_path / "run", None, silent)
    assert run.load() is None
    run.save({"step": 3, "model": {"weight": torch.ones(2)}})
    state = Run(tmp_path / "run", None, silent).load()
    assert state is not None
    assert (state["step"], state["model"]["weight"].tolist()) == (3, [1, 1])


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
    with pytest.raises(ModelError, match="remove it to restart this stage") as refusal:
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


def test_items_depend_on_their_number_however_a_step_is_shared_out() -> None:
    def draws(options: LoopOptions, processes: int) -> list[float]:
        shares = [share for process in range(processes) for share in shares_of(options, 7, process, processes)]
        assert {share.total for share in shares} == {8}
        return [rng.random() for share in shares for rng in share.generators()]

    whole = draws(LoopOptions(batch=8), 1)
    assert len(set(whole)) == 8
    assert draws(LoopOptions(batch=2, accumulate=4), 1) == whole
    assert draws(LoopOptions(batch=2, accumulate=2), 2) == whole


def test_the_rate_rises_and_falls() -> None:
    rates = [warmup_cosine(step, peak=1.0, warmup=10, steps=110) for step in range(120)]
    assert rates[0] == pytest.approx(0.1)
    assert rates[9] == rates[10] == 1.0
    assert rates[60] == pytest.approx(0.525)
    assert rates[110:] == pytest.approx([0.05] * 10)


def log_of(folder: Path) -> list[dict[str, float]]:
    """Read the log without what depends on the clock."""
    entries = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    return [{key: entry[key] for key in entry if key not in ("seconds", "items_per_second")} for entry in entries]


def assert_ended_alike(one: Path, other: Path) -> None:
    """Compare weights, averages, optimizers, position and log exactly."""
    states = [read_state(folder) for folder in (one, other)]
    for state in states:
        assert state is not None
        assert state.pop("seconds") > 0
        assert state["step"] == STEPS
    assert_equal_states(*states)
    assert log_of(one) == log_of(other)


@pytest.fixture(scope="module")
def unbroken(tiny_corpus: Path, tiny_features: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a finished run of each stage."""
    folder = tmp_path_factory.mktemp("unbroken")
    for name, train in STAGES.items():
        train(tiny_corpus, tiny_features, folder / name)
    return folder


@pytest.mark.parametrize("stage", STAGES)
def test_a_resumed_training_ends_like_an_unbroken_one(
    stage: str, unbroken: Path, tiny_corpus: Path, tiny_features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train = STAGES[stage]

    def die_at_step_6(line: str) -> None:
        if line.startswith("step 6 "):
            raise Killed

    monkeypatch.setattr(runs, "SAVE_EVERY_SECONDS", 0.0)
    with pytest.raises(Killed):
        train(tiny_corpus, tiny_features, tmp_path, say=die_at_step_6)
    left = read_state(tmp_path)
    assert left is not None
    # Between two log lines, so that their mean spans the break; step 6 is in the log already.
    assert left["step"] == 5
    assert log_of(tmp_path)[-1]["step"] == 6
    torch.manual_seed(99)
    train(tiny_corpus, tiny_features, tmp_path)
    assert_ended_alike(tmp_path, unbroken / stage)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes forked from one that has loaded the trainer, which takes seconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([run_to_be_killed.__module__, "torch.utils.tensorboard"])
    return context


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_process_is_resumed_to_the_same_end(
    stage: str, unbroken: Path, tiny_corpus: Path, tiny_features: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    lines, end = processes.Pipe(duplex=False)
    process = processes.Process(target=run_to_be_killed, args=(stage, tiny_corpus, tiny_features, tmp_path, end))
    process.start()
    end.close()
    while not lines.recv().startswith("step 4 "):
        pass
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    left = read_state(tmp_path)
    assert left is not None
    assert 0 < left["step"] < STEPS
    STAGES[stage](tiny_corpus, tiny_features, tmp_path)
    assert_ended_alike(tmp_path, unbroken / stage)


@pytest.mark.parametrize("stage", STAGES)
def test_a_spent_budget_stops_with_the_state_saved_and_a_finished_run_stays(
    stage: str, unbroken: Path, tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    STAGES[stage](tiny_corpus, tiny_features, tmp_path, budget=0.0, say=said.append)
    state = read_state(tmp_path)
    assert state is not None
    # However short the budget is, a call gets on.
    assert state["step"] == 1
    assert [(line["step"], line["partial"]) for line in log_of(tmp_path)] == [(1, True)]
    assert list((tmp_path / "tensorboard").iterdir())
    assert said[-1].startswith(f"step 1 of {STEPS}, ")
    assert said[-1].endswith(
        f": the time budget is spent; the state is in {tmp_path / 'state.pt'}, and the same command goes on"
    )
    STAGES[stage](tiny_corpus, tiny_features, tmp_path)
    assert_ended_alike(tmp_path, unbroken / stage)
    finished = shutil.copytree(unbroken / stage, tmp_path / "finished")
    before = [(finished / name).read_bytes() for name in ("state.pt", "log.jsonl")]
    said: list[str] = []
    STAGES[stage](tiny_corpus, tiny_features, finished, say=said.append)
    assert [(finished / name).read_bytes() for name in ("state.pt", "log.jsonl")] == before
    assert len(said) == 1
    assert f"already has its {STEPS} steps" in said[0]


def test_the_first_interrupt_ends_a_step_and_saves_it(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    def interrupt(line: str) -> None:
        if line.startswith("step 4 "):
            os.kill(os.getpid(), signal.SIGINT)

    # A shell ignores Ctrl-C for what it starts in the background, tests too.
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        run_teacher(tiny_corpus, tiny_features, tmp_path, say=interrupt)
    state = read_state(tmp_path)
    assert state is not None
    assert state["step"] == 4
    assert signal.getsignal(signal.SIGINT) is before


def test_accumulated_batches_learn_like_one_large_batch(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, float32: None
) -> None:
    run_teacher(tiny_corpus, tiny_features, tmp_path / "large")
    run_teacher(tiny_corpus, tiny_features, tmp_path / "accumulated", batch=1, accumulate=2)
    run_teacher(tiny_corpus, tiny_features, tmp_path / "small", batch=1)
    large = tmp_path / "large"
    # What is left is the order of sums.
    assert distance(tmp_path / "accumulated", large) < 1e-3 * distance(tmp_path / "small", large)


def test_a_loss_that_is_nan_stops_the_run_before_it_is_saved(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_teacher(tiny_corpus, tiny_features, tmp_path, budget=0.0)
    monkeypatch.setattr("trainer.teacher.item_noise", lambda generators, shape: torch.full((2, *shape), torch.nan))
    with pytest.raises(ModelError, match=r"loss became nan by step .; the last saved state is intact"):
        run_teacher(tiny_corpus, tiny_features, tmp_path)
    state = read_state(tmp_path)
    assert state is not None
    assert state["step"] == 1


def test_a_disk_that_is_full_leaves_the_last_state(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, processes: ForkServerContext
) -> None:
    run_teacher(tiny_corpus, tiny_features, tmp_path, budget=0.0)
    before = (tmp_path / "state.pt").read_bytes()
    messages = tmp_path / "messages"
    process = processes.Process(target=run_on_a_full_disk, args=(tiny_corpus, tiny_features, tmp_path, messages))
    process.start()
    process.join()
    said = messages.read_text()
    assert process.exitcode == 4, said
    assert said.count("\n") == 1
    assert "File too large; the state of step 1 is intact. Free some space" in said
    assert (tmp_path / "state.pt").read_bytes() == before
    assert not (tmp_path / "state.part").exists()


def test_a_folder_that_cannot_be_made_is_refused_before_training(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProjectError, match="choose another --runs") as refusal:
        run_teacher(tiny_corpus, tiny_features, tmp_path / "file" / "teacher")
    assert "\n" not in str(refusal.value)


def test_the_state_of_another_size_is_refused_in_one_line(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    run_teacher(tiny_corpus, tiny_features, tmp_path, budget=0.0)
    with pytest.raises(ModelError, match="begun with other options"):
        run_autoencoder(tiny_corpus, tiny_features, tmp_path)


def test_curves_pictures_and_sounds_are_there_for_tensorboard(unbroken: Path) -> None:
    for stage, curve, picture, sound in (
        ("autoencoder", "held_out_db", "held_out_and_reconstruction", "reconstruction"),
        ("teacher", "held_out_loss", "sample_1", "sample_1"),
        ("distill", "adversarial", "sample_1", "sample_1"),
    ):
        reader = EventAccumulator(str(unbroken / stage / "tensorboard"))
        reader.Reload()
        assert [event.step for event in reader.Scalars("loss")] == [2, 4, 6, 8]
        assert reader.Scalars(curve)
        assert [event.step for event in reader.Images(picture)] == [5, 8]
        (audio,) = reader.Audio(sound)
        assert audio.step == 8
        assert audio.length_frames > 10_000


def test_a_resumed_run_takes_back_later_points(tmp_path: Path) -> None:
    first = Run(tmp_path, None, silent)
    first.save({"step": 2})
    for step in (1, 2, 3):
        first.log(step, loss=float(step))
    with (tmp_path / "log.jsonl").open("a") as file:
        file.write('{"step": 4, "lo')
    second = Run(tmp_path, None, silent)
    second.load()
    second.forget_after(2)
    second.log(3, loss=30.0)
    assert [entry["loss"] for entry in log_of(tmp_path)] == [1.0, 2.0, 30.0]
    reader = EventAccumulator(str(tmp_path / "tensorboard"))
    reader.Reload()
    assert [event.value for event in reader.Scalars("loss")] == [1.0, 2.0, 30.0]
