"""Errors: one exit code per kind, and values quoted in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import (
    QUOTED_CHARACTERS,
    Cancelled,
    CheckpointError,
    DeviceError,
    ModelError,
    MusicCMError,
    ProjectError,
    RequestError,
    quoted,
)
from musiccm_daw.request.score_source import ScoreSource


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (MusicCMError, 1),
        (RequestError, 2),
        (ModelError, 3),
        (CheckpointError, 3),
        (DeviceError, 3),
        (ProjectError, 4),
        (Cancelled, 130),
    ],
)
def test_exit_codes(kind: type[MusicCMError], exit_code: int) -> None:
    assert issubclass(kind, MusicCMError)
    assert kind.exit_code == exit_code


@given(st.text(max_size=200) | st.integers() | st.none())
def test_a_quoted_value_is_one_short_line(value: object) -> None:
    text = quoted(value)
    assert len(text) <= QUOTED_CHARACTERS
    assert len(text.splitlines()) == 1


def test_a_short_value_is_quoted_in_full() -> None:
    assert quoted("a\nb") == r"'a\nb'"
    assert quoted("x" * 100) == "'" + "x" * 56 + "..."


def test_an_enum_is_quoted_by_its_value() -> None:
    assert quoted(ScoreSource.COMPOSED) == "'composed'"
