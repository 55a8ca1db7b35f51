"""What `musiccm bench` measures of the music: figures with their targets, beside independent windows."""

from __future__ import annotations

import importlib.util
import math
import os
from pathlib import Path

import pytest

from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.windows import independent_windows
from musiccm_daw.errors import ModelError
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


def test_what_cannot_be_measured_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="needs librosa; install it"):
        music_figures.check_possible(music=True, long=False)
    monkeypatch.delattr(os, "wait4")
    with pytest.raises(ModelError, match="--long needs"):
        music_figures.check_possible(music=False, long=True)
    music_figures.check_possible(music=False, long=False)
