"""K-weighting, compared with pyloudnorm's filters over the whole clip."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyloudnorm.iirfilter import IIRfilter

from musiccm_daw.k_weighting import HIGH_PASS_HZ, HIGH_PASS_Q, SHELF_DB, SHELF_HZ, SHELF_Q, KWeighting
from musiccm_daw.recording import Audio


def filtered_whole(audio: Audio, rate: int) -> np.ndarray:
    shelf = IIRfilter(SHELF_DB, SHELF_Q, SHELF_HZ, rate, "high_shelf")
    high_pass = IIRfilter(0.0, HIGH_PASS_Q, HIGH_PASS_HZ, rate, "high_pass")
    return np.stack([high_pass.apply_filter(shelf.apply_filter(each)) for each in audio.T.astype(np.float64)], axis=1)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 88_200, 192_000])
@settings(max_examples=10, deadline=None)
@given(
    channels=st.integers(1, 2), shares=st.lists(st.floats(0.00005, 1), min_size=1, max_size=3), seed=st.integers(0, 99)
)
def test_blocks_are_filtered_as_the_whole_would_be(rate: int, channels: int, shares: list[float], seed: int) -> None:
    k_weighting = KWeighting(rate)
    sizes = [math.ceil(share * k_weighting.block_samples) for share in shares]
    audio = np.random.default_rng(seed).normal(0, 0.1, (sum(sizes), channels)).astype(np.float32)
    # A step of direct current is what the filter remembers longest.
    audio += np.float32(0.5)
    blocks = np.split(audio, np.cumsum(sizes)[:-1])
    found = np.concatenate([k_weighting.weighted(block) for block in blocks], axis=1).T
    np.testing.assert_allclose(found, filtered_whole(audio, rate), atol=1e-9)
