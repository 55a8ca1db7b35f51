"""trainer/metrics/tempo.py on synthetic grooves."""

import numpy as np
import pytest

from tests.trainer.metrics.signals import RATE, hits
from trainer.metrics.tempo import chance, estimated_bpm, tempo_agrees


@pytest.mark.parametrize("bpm", [72, 97.3, 124.75, 174])
def test_steady_quarters_give_the_tempo_or_its_octave(bpm: float) -> None:
    audio = hits(np.arange(0, 16 * 60 / bpm, 60 / bpm), 16 * 60 / bpm)
    assert tempo_agrees(estimated_bpm(audio, RATE), bpm)


@pytest.mark.parametrize("estimate", [60, 120, 240, 80, 180, 40, 360, 124.7, 115.3])
def test_octaves_and_triplets_within_4_percent_agree(estimate: float) -> None:
    assert tempo_agrees(estimate, 120)


@pytest.mark.parametrize("estimate", [None, 90, 100, 125, 150, 160])
def test_other_tempi_and_silence_disagree(estimate: float | None) -> None:
    assert not tempo_agrees(estimate, 120)


def test_silence_has_no_tempo() -> None:
    assert estimated_bpm(np.zeros(RATE), RATE) is None


def test_chance_pairs_every_estimate_with_the_other_requests() -> None:
    # 120 agrees with the other clip's 60 and not with 100; 60 with 120 and not with 100; 100 with neither.
    assert chance([120, 60, 100], [120, 60, 100]) == pytest.approx(2 / 6)
