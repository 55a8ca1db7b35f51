"""The stand-in engine as a fixture."""

import pytest

from musiccm_daw.cli import making
from tests.cli.stand_in import StandInEngine


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> StandInEngine:
    """Return the stand-in that replaces the engine that `--model` would load."""
    stand_in = StandInEngine()
    monkeypatch.setattr(making, "load_engine", lambda model, device: stand_in)
    return stand_in
