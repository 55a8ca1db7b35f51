"""librosa is imported by one process at a time: two that compile at once leave a cache that crashes later ones."""

import getpass
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from musiccm_daw.errors import ModelError

MODULE = "musiccm_daw.analysis.locked_librosa"


def test_an_import_waits_for_the_one_before(tmp_path: Path) -> None:
    """A process that imports librosa while another holds the lock waits, and continues once the lock is free."""
    from musiccm_daw.analysis.locked_librosa import LOCK

    # An empty librosa is imported at once, so that whatever takes longer is the lock.
    (tmp_path / "librosa").mkdir()
    for name in ("__init__", "beat", "core", "decompose", "feature", "onset", "util"):
        (tmp_path / "librosa" / f"{name}.py").touch()
    program = f"import filelock, musiccm_daw.analysis, musiccm_daw.errors; print('ready', flush=True); import {MODULE}"
    command = [sys.executable, "-c", program]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as unhindered:
        assert unhindered.wait(timeout=60) == 0
    with FileLock(LOCK):
        waiting = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=1)
    with waiting:
        assert waiting.wait(timeout=60) == 0


def test_a_user_without_a_name_can_analyse(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_name() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", no_name)
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    assert importlib.import_module(MODULE).librosa


def test_a_missing_librosa_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    monkeypatch.setitem(sys.modules, "librosa", None)
    with pytest.raises(ModelError, match=r'analysing audio needs librosa; install it with pip install "musiccm-daw\['):
        importlib.import_module(MODULE)
