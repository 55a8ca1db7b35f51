"""The folders of the installed program: what it ships and what it remembers.

The project folder of a user is not among them: it always comes in as an argument. Nothing is created here.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

_APP = "musiccm"


def bundled_weights() -> Path:
    """Return the folder of the checkpoint that comes with the package."""
    return Path(__file__).parent / "weights"


def user_state() -> Path:
    """Return the folder for what outlives a run, such as the address of a running server."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False))
