"""Scales that people name: their steps, and that no name is that of two."""

from collections import Counter

import pytest

from musiccm_daw.harmony import MODES
from musiccm_daw.scales import SCALES, spoken


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_goes_up_from_its_tonic(name: str) -> None:
    scale = SCALES[name]
    assert scale.steps[0] == 0
    assert list(scale.steps) == sorted(set(scale.steps))
    assert scale.steps[-1] < 12
    assert scale.mode in (*MODES, None)


def test_a_major_scale_has_no_minor_third_alone() -> None:
    for name, scale in SCALES.items():
        if scale.mode == "major":
            assert 4 in scale.steps or 3 not in scale.steps, name
        if scale.mode == "minor" and name != "phrygian_dominant":
            assert 3 in scale.steps or 4 not in scale.steps, name


def test_no_name_means_two_scales() -> None:
    names = Counter(each for name in SCALES for each in spoken(name))
    assert [name for name, count in names.items() if count > 1] == []


def test_a_scale_is_heard_by_what_its_key_lacks() -> None:
    assert SCALES["dorian"].characteristic() == {9}
    assert SCALES["lydian"].characteristic() == {6}
    assert SCALES["aeolian"].characteristic() == frozenset()
    assert SCALES["lydian"].on(1) == (1, 3, 5, 7, 8, 10, 0)
