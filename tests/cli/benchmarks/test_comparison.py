"""The comparison: every model makes what its row says, and a model without a teacher is measured without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from musiccm_daw.cli.benchmarks import comparison
from musiccm_daw.cli.benchmarks.subject import Subject
from musiccm_daw.engine.engine import Engine
from musiccm_daw.model.musicldm import random_weights
from musiccm_daw.request.request import GenerationRequest
from tests.tiny_musicldm import TINY

Compare = Callable[[Path], tuple[dict[str, float], list[GenerationRequest]]]


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> Compare:
    """Measure a checkpoint beside tiny networks in place of the published sizes; returns figures and requests."""
    requests: list[GenerationRequest] = []
    seconds_of = comparison._seconds

    def noted(engine: Engine, request: GenerationRequest) -> Callable[[], float]:
        requests.append(request)
        return seconds_of(engine, request)

    monkeypatch.setattr(random_weights, "PUBLISHED", TINY)
    monkeypatch.setattr(comparison, "_seconds", noted)
    monkeypatch.setattr(comparison, "TEACHER_STEPS", 2)

    def measured(model: Path) -> tuple[dict[str, float], list[GenerationRequest]]:
        [figures] = comparison.comparison_figures(Subject(str(model), "cpu", 1))
        return dict(figures.values), requests

    return measured


def test_ours_its_teacher_and_the_published_architecture_take_turns(tiny_checkpoint: Path, compare: Compare) -> None:
    values, requests = compare(tiny_checkpoint)
    names = ("ours", "ours_1_step", "teacher", "published")
    assert set(values) == {*names, *(f"{name}_over_ours" for name in names)}
    assert values["ours_over_ours"] == 1
    assert [float(request.grid.total_seconds) for request in requests] == [10, 10, 10, 10.24]
    assert [request.steps for request in requests] == [4, 1, 4, 4]


def test_a_model_without_a_teacher_says_so(
    tiny_musicldm_student: Path,
    compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(comparison, "OUR_BARS", 1)
    values, _ = compare(tiny_musicldm_student)
    assert "teacher" not in values
    assert "comes without its teacher; it is left out" in capsys.readouterr().err
