"""The folders of the installed program: its weights, the user's presets, and its state; and `~` in users' paths.

The project folder of a user is not among them: it is always an argument. Nothing is created here.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from musiccm_daw.errors import RequestError, quoted

_APP = "musiccm"
STATE_VARIABLE = "MUSICCM_STATE"
"""In the environment: another folder for the state, for servers that no other program is to find."""


def bundled_weights() -> Path:
    """Return the folder of the checkpoint that comes with the package."""
    return Path(__file__).parent / "weights"


def user_presets() -> Path:
    """Return the folder in which users keep their own presets."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "presets"


def user_state() -> Path:
    """Return the folder for state that outlives a run, such as the address of a running server."""
    return Path(os.environ.get(STATE_VARIABLE) or platformdirs.user_state_dir(_APP, appauthor=False))


def in_full(path: str | Path) -> Path:
    """Return a path as a user means it: a leading `~` is the home folder, `~name` that of another user.

    Raises:
        RequestError: there is no such home folder.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise RequestError(f"{quoted(str(path))}: there is no such home folder; write the path in full") from error
