"""What every damaged model must be met with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from musiccm_daw.errors import CheckpointError


def assert_refused(load: Callable[[], object], said: str) -> None:
    """Check that a model is refused in one line with these words."""
    with pytest.raises(CheckpointError) as refusal:
        load()
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
