"""Where the program musiccm is: hosts start it by its full path, since the PATH of a terminal is not theirs."""

from __future__ import annotations

import shutil
import sysconfig
from pathlib import Path

from musiccm_daw.errors import ModelError

NAME = "musiccm"
_LUA_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}


def find_program() -> Path:
    """Return the path of musiccm that belongs to this Python, or else the first on PATH.

    Raises:
        ModelError: there is none.
    """
    schemes = (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    for folder in (sysconfig.get_path("scripts", scheme) for scheme in schemes):
        if found := shutil.which(NAME, path=folder):
            return Path(found)
    if found := shutil.which(NAME):
        return Path(found).absolute()
    raise ModelError("musiccm is neither beside this Python nor on PATH; install it with python -m pip install .")


def lua_path(program: str) -> bytes:
    """Return a Lua file whose value is the program's path."""
    escaped = "".join(_LUA_ESCAPES.get(character, character) for character in program)
    return f'return "{escaped}"\n'.encode("utf-8", "surrogateescape")
