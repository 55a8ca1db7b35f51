"""The folders of the installed program: the weights that it ships, the user's presets, and the state that it keeps.

The project folder of a user is not among them: it is always an argument. Nothing is created here.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

_APP = "musiccm"


def bundled_weights() -> Path:
    """Return the folder of the checkpoint that comes with the package."""
    return Path(__file__).parent / "weights"


def user_presets() -> Path:
    """Return the folder in which users keep their own presets."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "presets"


def user_state() -> Path:
    """Return the folder for state that outlives a run, such as the address of a running server."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False))
