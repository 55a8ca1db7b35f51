"""`musiccm bench`: what people wait for, how cost grows, and figures of the music with their targets."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import torch

from bridge import osc_speed
from musiccm_daw.cli.app import run
from musiccm_daw.cli.benchmarks import everyday, growth
from musiccm_daw.engine import speed
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.windows import independent_windows
from musiccm_daw.model.checkpoint import load_model
from trainer.evaluation import music_figures


def test_seams_are_measured_beside_independent_windows(tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(music_figures, "PROMPTS", ("drums",))
    monkeypatch.setattr(music_figures, "SEAM_BARS", 8)
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    figures = music_figures.seam_figures(engine)
    assert set(figures.values) == {"window_seam", "window_seam_independent", "loop_seam", "loop_clicks", "loops"}
    assert all(math.isfinite(value) for value in figures.values.values())
    assert figures.values["window_seam"] != figures.values["window_seam_independent"]
    assert [target for _, _, target in figures.rows] == ["at most 1.1", "for comparison", "at most 1.1", "none"]


def test_joins_of_repainted_bars_are_measured_beside_the_clip_before(
    tiny_checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(music_figures, "JOIN_CLIPS", 1)
    figures = music_figures.join_figures(Engine(*load_model(tiny_checkpoint, "cpu")))
    joins = {f"repaint_join_{name}{when}" for name in ("first", "second") for when in ("", "_before")}
    assert set(figures.values) == {*joins, "repaint_joins", "repaints_that_change_more"}
    assert all(math.isfinite(value) for value in figures.values.values())
    assert figures.values["repaints_that_change_more"] == 0
    assert len({figures.values[name] for name in joins}) == len(joins)


def test_independent_windows_share_no_column(tiny_checkpoint: Path) -> None:
    engine = music_figures.independent(Engine(*load_model(tiny_checkpoint, "cpu")))
    assert engine.plan_windows is independent_windows
    grid = music_figures._request("drums", 16, 1, loop=False).grid
    for loop in (True, False):
        columns = independent_windows(engine.model, grid, loop=loop).positions().flatten().tolist()
        assert sorted(columns) == list(range(grid.total_columns))


def test_what_cannot_be_measured_is_refused_in_one_line_and_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "--picture", "growth.jpg"]) == 2
    assert "give a file that ends in .svg or .png" in capsys.readouterr().err
    assert run(["bench", "--picture", str(tmp_path / "none" / "growth.svg")]) == 4
    assert "the folder of --picture is not there" in capsys.readouterr().err
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run(["bench", "--music"]) == 3
    assert "needs librosa; install it" in capsys.readouterr().err
    assert run(["bench", "--long"]) == 3
    assert "--long needs a system" in capsys.readouterr().err


def test_a_picture_without_matplotlib_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert run(["bench", "--picture", str(tmp_path / "growth.svg")]) == 3
    assert 'a picture needs matplotlib; install it with pip install "musiccm-daw[train]"' in capsys.readouterr().err


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute be a bar, and every figure come from few runs."""
    monkeypatch.setattr(speed, "MINUTE_BARS", 1)
    monkeypatch.setattr(speed, "SHELL_OPTIONS", ("--bars", "1", "--stem", "keys", "--steps", "1"))
    monkeypatch.setattr(everyday, "SHORT_BARS", (1,))
    monkeypatch.setattr(everyday, "COMPOSED_STYLES", ("house", "waltz"))
    monkeypatch.setattr(everyday, "COMPOSED_SEEDS", (1, 2))
    monkeypatch.setattr(osc_speed, "DONE_RUNS", 1)
    monkeypatch.setattr(osc_speed, "ACK_RUNS", 2)
    monkeypatch.setattr(growth, "BARS", (1, 2))
    monkeypatch.setattr(growth, "MINUTE_STEPS", (1, 2))


@pytest.mark.usefixtures("short")
def test_what_people_wait_for_comes_as_json_with_the_machine(
    tiny_score_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "--runs", "1", "--model", str(tiny_score_checkpoint), "--device", "cpu", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["machine", "runs", "everyday"]
    assert found["machine"]["device"] == "cpu"
    assert found["machine"]["threads"] >= 1
    expected = {"shell_8_bars", "bars_1", "minute_1_steps", "minute_4_steps", "minute_of_four_parts", "osc_done_median"}
    assert expected <= set(found["everyday"])
    assert 0 < found["everyday"]["compose_median"] <= found["everyday"]["compose_largest"]
    assert all(seconds >= 0 for seconds in found["everyday"].values())


@pytest.mark.usefixtures("short")
def test_growth_comes_as_tables_and_as_a_picture(
    tiny_checkpoint: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "growth.svg"
    before = torch.get_num_threads()
    options = ["--picture", str(picture), "--runs", "1", "--model", str(tiny_checkpoint), "--device", "cpu"]
    assert run(["bench", *options]) == 0
    table = capsys.readouterr().out
    assert "medians of 1 run" in table.splitlines()[0]
    for text in ("2 bars at 96", "by 2", "on 1", "encode a minute"):
        assert f"\n{text} " in table
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")  # noqa: S314  # our own file
    assert torch.get_num_threads() == before
