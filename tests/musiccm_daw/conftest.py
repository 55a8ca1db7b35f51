"""Requests that play MIDI files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.given_files import Asked


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Return a function that asks for a clip that plays files of these bytes, by the names of stems or "" for none."""

    def ask_for(prompt: str, *files: bytes, stem: str | None = None, **options: Any) -> GenerationRequest:
        midi = []
        for number, content in enumerate(files):
            path = tmp_path / f"{number}.mid"
            path.write_bytes(content)
            midi.append(f"{stem}={path}" if stem else str(path))
        return ask(prompt, midi=midi, **{"seed": 5, **options})

    return ask_for
