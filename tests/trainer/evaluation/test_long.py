"""trainer/evaluation/long.py: the requests, and windows under the shared process beside independent windows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.roles import ROLES
from tests.trainer.corpus.labels import label
from tests.trainer.metrics.signals import RATE
from trainer.dataset.features import clip_grid
from trainer.evaluation import long
from trainer.evaluation.judge import AnalysedClips, Judge, analyse
from trainer.evaluation.long import long_bars, measure_long, window_bars
from trainer.evaluation.prompts import long_cases
from trainer.metrics.tagger import Tagger, TaggerLabels

MIX = replace(label(0, 0), role="mix", bpm="120", meter="4/4", bars=8, chords=("Am", "F"))


@pytest.fixture(scope="module")
def judge() -> Judge:
    """An untrained tagger and three clips of noise."""
    torch.manual_seed(0)
    tagger = Tagger(TaggerLabels(("house", "rock"), ROLES, ("rhodes",), "nothing")).eval()
    rng = np.random.default_rng(0)
    clips = [analyse(tagger, 0.1 * rng.standard_normal((5 * RATE, 2)), RATE) for _ in range(3)]
    return Judge(tagger, AnalysedClips(clips, [replace(MIX, song_seed=number) for number in range(3)]))


def test_eight_windows_of_whole_bars_are_requested() -> None:
    grid = clip_grid(MIX)
    bars = window_bars(grid)
    assert bars >= 1
    assert long_bars(MIX) == 8 * bars
    case = long_cases([replace(MIX, role="drums"), MIX], 1, long_bars, steps=2)[0]
    assert (case.clip, case.request.bars, case.request.loop) == (MIX, 8 * bars, False)


def test_both_methods_are_measured_on_the_same_requests(
    judge: Judge, tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long, "WINDOWS", 2)
    pipeline, identity = load_model(tiny_checkpoint, "cpu")
    cases = long_cases([MIX], 1, long_bars, steps=1)
    ticks: list[None] = []
    rows = measure_long(judge, pipeline, identity, cases, pictures=tmp_path, tick=lambda: ticks.append(None))
    assert [row.source for row in rows] == ["shared restricted process", "independent windows"]
    assert len(ticks) == 2
    for row in rows:
        assert np.isfinite(row.border_flux_ratio.value)
        assert set(row.distances) == {"KAD, tagger", "FAD, tagger", "KAD, texture", "FAD, texture"}
        assert row.seconds.value > 0
    assert rows[0].first_to_last.value != rows[1].first_to_last.value
    assert (tmp_path / "long-000.png").exists()
