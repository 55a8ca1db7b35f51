"""A preset with stems, sections and a matrix, and a folder of the user's own that is empty."""

from collections.abc import Callable
from pathlib import Path

import pytest

from presets import find

KIT = """\
[preset]
prompt = "deep house, warm"
bpm = 124
key = "Am"

[[stem]]
role = "drums"

[[stem]]
name = "sub"
role = "bass"
prompt = "round sub"
gain_db = -2

[[section]]
name = "verse"
bars = 2
stems = ["drums"]

[[section]]
name = "verse"
bars = 2
prompt = "busy"

[matrix]
key = ["F minor", "C"]
bpm = [122, 126.5]
stem.sub.prompt = ["round sub", "reese"]
"""


@pytest.fixture(autouse=True)
def own_presets(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's presets folder of the test."""
    folder = tmp_path_factory.mktemp("own")
    monkeypatch.setattr(find, "user_presets", lambda: folder)
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., str]:
    """Return what writes a preset, and returns the path of its file."""

    def write(text: str | bytes = KIT, name: str = "kit.toml") -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(file)

    return write
