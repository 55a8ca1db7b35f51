"""Loading leaves the process as it was."""

import gc
from pathlib import Path

import pytest

from musiccm_daw.engine.loading import load_engine
from musiccm_daw.errors import CheckpointError


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_is_collected_afterwards_as_before(collects: bool, tmp_path: Path) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(CheckpointError):
            load_engine(str(tmp_path), "cpu")
        assert gc.isenabled() == collects
    finally:
        gc.enable()
