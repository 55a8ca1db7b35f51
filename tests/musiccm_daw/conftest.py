"""A small drive of its own, for disks that fill up or go away; requests that play MIDI files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.given_files import Asked

BYTES = 4_000_000


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 4 MB of its own."""
    folder = tmp_path / "drive"
    folder.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={BYTES}", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    if not mounted:
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


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
