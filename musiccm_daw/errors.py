"""Every error that a user can cause or meet, with the exit code of the command line.

    MusicCMError
    ├── RequestError      2    the request is wrong
    ├── ModelError        3    the model or the device cannot serve it
    │   ├── CheckpointError    a checkpoint is missing, damaged or foreign
    │   └── DeviceError        the device is absent or out of memory
    ├── ProjectError      4    the project folder cannot be written or read
    └── Cancelled       130    the user stopped it

A message is one line: what was got, what is allowed, what to do. This file prints nothing and logs nothing.
"""

from __future__ import annotations

from typing import ClassVar

QUOTED_CHARACTERS = 60
"""Longest piece of a user's text that a message repeats."""


class MusicCMError(Exception):
    """Root of the tree; `exit_code` is what the shell sees."""

    exit_code: ClassVar[int] = 1


class RequestError(MusicCMError):
    """The request is wrong: nothing was generated and nothing was written."""

    exit_code = 2


class ModelError(MusicCMError):
    """The model or the device cannot serve a request that is right in itself."""

    exit_code = 3


class CheckpointError(ModelError):
    """A checkpoint is missing, damaged, or of another format."""


class DeviceError(ModelError):
    """The asked device is absent or cannot hold the job."""


class ProjectError(MusicCMError):
    """The project folder cannot be written, or a file in it cannot be read."""

    exit_code = 4


class Cancelled(MusicCMError):
    """The user stopped the job; whatever was begun has been cleaned away."""

    exit_code = 130


def quoted(value: object) -> str:
    """Repeat what was got inside a one-line message: quoted, escaped, and cut to a readable length."""
    text = repr(value)
    if len(text) <= QUOTED_CHARACTERS:
        return text
    return text[: QUOTED_CHARACTERS - 3] + "..."
