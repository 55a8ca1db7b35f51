"""The server of the benchmark: nobody else finds it, and it ends with the measurement."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.osc.discovery import find_server
from musiccm_daw.cli.benchmarks.batches import _server
from musiccm_daw.paths import user_state


def test_the_server_hides_from_hosts_and_stops(
    tiny_score_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSICCM_STATE", str(tmp_path / "own"))
    served = tmp_path / "served"
    with _server(served, ["--device", "cpu", "--model", str(tiny_score_checkpoint)]) as port:
        announced = find_server(served)
        assert announced is not None
        assert str(announced.port) == port
        assert user_state() == tmp_path / "own"
        assert find_server(user_state()) is None
    assert find_server(served) is None
