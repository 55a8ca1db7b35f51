"""The display of training: what it shows, that it stays small, and that a pipe gets plain lines."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pytest
from rich.console import Console

from musiccm_daw.cli.views.train import (
    SPARK_WIDTH,
    Curve,
    as_clock,
    counting_bar,
    live_run,
    open_run,
    panel,
    print_next,
    seconds_left,
    sparkline,
)
from trainer.training.runs import RunStatus

FOLDER = Path("runs/teacher")


def status(step: int = 250, budget: float | None = None) -> RunStatus:
    return RunStatus(
        FOLDER,
        step=step,
        steps=1000,
        figures={"loss": 0.5, "adversarial": 1.25},
        seconds=100.0,
        time_budget=budget,
        steps_per_second=2.5,
        validation={"held_out_loss": 0.75},
    )


def shown(said: RunStatus, width: int = 120) -> str:
    curve = Curve()
    for step in range(20):
        curve.add(1.0 - step / 40)
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    console.print(panel(said, curve))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_panel_says_where_the_run_is_and_when_it_ends() -> None:
    text = shown(status())
    for part in ("teacher", "250 of 1000", "2.5 steps/s", "0:05:00 left to the last step", "adversarial", "1.25"):
        assert part in text
    assert "held_out_loss" in text
    assert "0.75" in text
    assert str(FOLDER) in text
    assert "0:00:20 left of the time budget" in shown(status(budget=120.0))


def test_time_ends_with_steps_or_budget_whichever_comes_first() -> None:
    assert seconds_left(status()) == 300
    assert seconds_left(status(budget=1e6)) == 300
    assert seconds_left(status(budget=150.0)) == 50
    assert seconds_left(status(budget=90.0)) == 0
    assert as_clock(3_725) == "1:02:05"


def test_a_curve_smooths_from_the_first_step_and_never_outgrows_a_line() -> None:
    curve = Curve()
    curve.add(3.0)
    assert curve.smoothed == pytest.approx(3.0)
    for _ in range(200):
        curve.add(1.0)
    assert curve.smoothed == pytest.approx(1.0, abs=1e-6)
    for step in range(5_000):
        curve.add(math.sin(step))
        assert len(sparkline(curve.points)) <= SPARK_WIDTH


def test_a_sparkline_runs_from_the_lowest_to_the_highest() -> None:
    assert sparkline([0.0, 7.0, 3.0]) == "▁█▄"
    assert sparkline([2.0, 2.0]) == "▁▁"


def test_a_terminal_gets_the_panel_below_the_log(tmp_path: Path) -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system=None)
    with live_run(tmp_path / "teacher", None, console) as run:
        run.log(100, loss=0.5)
        run.watch(status())
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "step 100 · loss 0.5" in text
    assert "250 of 1000" in text


def test_a_pipe_gets_plain_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_run(tmp_path / "teacher", None) as run:
        run.log(100, loss=0.5)
        run.watch(status())
    assert capsys.readouterr() == ("", "step 100 · loss 0.5\n")


def test_what_to_type_next_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    print_next("to distil it", "train", "distill", "--runs", Path("my runs"))
    assert capsys.readouterr().err == "to distil it: musiccm train distill --runs 'my runs'\n"


def test_a_bar_of_counts_shows_nothing_before_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    def files(done: float, total: float) -> str:
        return f"{done:.0f} of {total:.0f} files"

    with counting_bar(files):
        pass
    assert capsys.readouterr().err == ""
    with counting_bar(files) as on_count:
        on_count("survey", 1, 4)
        on_count("import", 2, 2)
    survey, imported = capsys.readouterr().err.strip().splitlines()[-2:]
    assert survey.startswith("survey")
    assert "1 of 4 files" in survey
    assert imported.startswith("import")
    assert "2 of 2 files" in imported
