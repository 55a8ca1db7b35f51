"""librosa is imported by one process at a time: two that compile at once leave a cache that crashes later ones."""

import subprocess
import sys

import pytest
from filelock import FileLock

from trainer.metrics.locked_librosa import LOCK


def test_an_import_waits_for_the_one_before() -> None:
    """A process that wants librosa while another holds the lock waits, and goes on once it is let in."""
    with FileLock(LOCK):
        waiting = subprocess.Popen([sys.executable, "-c", "import trainer.metrics.locked_librosa"])
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=5)
    assert waiting.wait() == 0
