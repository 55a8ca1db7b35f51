"""A command as people paste it into the shell of this system: a path with blanks stays one word."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

_SPLITS_IN_CMD = frozenset(" \t&()[]{}^=;!'+,`~|<>")
"""What `cmd /?` says must be in quotes; single ones mean nothing there."""


def pasteable(words: Sequence[str]) -> str:
    """Return the words of a command as one line."""
    if os.name != "nt":
        return shlex.join(words)
    return " ".join(f'"{word}"' if not word or _SPLITS_IN_CMD & set(word) else word for word in words)
