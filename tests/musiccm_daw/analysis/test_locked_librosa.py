"""librosa is imported by one process at a time: two that compile at once leave a cache that crashes later ones."""

import importlib
import subprocess
import sys

import pytest
from filelock import FileLock

from musiccm_daw.analysis import locked_librosa
from musiccm_daw.analysis.locked_librosa import LOCK
from musiccm_daw.errors import ModelError


def test_an_import_waits_for_the_one_before() -> None:
    """A process that imports librosa while another holds the lock waits, and continues once the lock is free."""
    with FileLock(LOCK):
        waiting = subprocess.Popen([sys.executable, "-c", "import musiccm_daw.analysis.locked_librosa"])
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=5)
    assert waiting.wait() == 0


def test_a_missing_librosa_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, locked_librosa.__name__)
    monkeypatch.setitem(sys.modules, "librosa", None)
    with pytest.raises(ModelError, match=r'analysing audio needs librosa; install it with pip install "musiccm-daw\['):
        importlib.import_module(locked_librosa.__name__)
