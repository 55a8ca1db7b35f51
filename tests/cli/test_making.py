"""What a take lacks is named once, whether the take is finished or not."""

from __future__ import annotations

import pytest

from musiccm_daw.cli.making import named_failures
from musiccm_daw.errors import ModelError

FIRST, LAST = ModelError("variation 1 failed"), ModelError("variation 2 failed")


def fail_twice() -> None:
    with named_failures() as failed:
        failed(FIRST)
        failed(LAST)
        raise LAST


def test_the_error_that_ends_a_take_is_left_to_its_caller(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ModelError, match="variation 2"):
        fail_twice()
    assert capsys.readouterr().err == "warning: variation 1 failed\n"


def test_what_a_finished_take_lacks_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with named_failures() as failed:
        failed(FIRST)
    assert capsys.readouterr().err == "warning: variation 1 failed\n"
