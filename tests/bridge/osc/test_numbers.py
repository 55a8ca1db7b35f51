"""Numbers in every type that hosts send."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.osc.numbers import read_number, read_whole


def as_float32(number: float) -> float:
    narrowed: float = struct.unpack(">f", struct.pack(">f", number))[0]
    return narrowed


@pytest.mark.parametrize("value", [4, 4.0, "4", " 4 ", "4.0", "+4", "4e0", "0.4E1"])
def test_four_is_four(value: object) -> None:
    assert read_whole(value) == 4


@pytest.mark.parametrize(
    "value", [4.5, "4.5", float("nan"), float("inf"), "nan", "inf", "", "x", True, None, b"4", [4]]
)
def test_what_is_not_a_whole_number(value: object) -> None:
    assert read_whole(value) is None


@pytest.mark.parametrize("value", ["1_000", "４", "0x10", "1e99999", "9" * 5000, "--1", "1,5"])
def test_what_python_would_take_but_nobody_means(value: str) -> None:
    assert read_number(value) is None


def test_a_tempo_survives_32_bits() -> None:
    assert as_float32(97.3) != 97.3
    assert read_number(as_float32(97.3)) == 97.3
    assert read_number(97.3) == 97.3


@given(st.decimals(min_value=20, max_value=300, places=3).map(float))
def test_every_tempo_with_three_decimals_survives_32_bits(bpm: float) -> None:
    assert read_number(as_float32(bpm)) == bpm


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_64_bits_are_kept_to_the_precision_that_was_sent(number: float) -> None:
    got = read_number(number)
    assert got is not None
    assert got == number or as_float32(got) == number


@given(st.integers(-(2**63), 2**63 - 1))
def test_integers_are_exact(number: int) -> None:
    assert read_whole(number) == number
