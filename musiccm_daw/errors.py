"""Every error that a user can cause or meet, with the exit code of the command line.

    MusicCMError
    ├── RequestError      2    the request is wrong
    │   └── PresetError        a preset is wrong: its file, line and key come first
    ├── ModelError        3    the model or the device cannot serve it
    │   ├── CheckpointError    a checkpoint is missing, damaged or of another format
    │   └── DeviceError        the device is absent or out of memory
    ├── ProjectError      4    the project folder cannot be written or read
    └── Cancelled       130    the user stopped the job

A message is one line: what was given, what is allowed, what to do. This file prints nothing and logs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

QUOTED_CHARACTERS = 60
"""Longest part of a user's text that a message repeats."""


class MusicCMError(Exception):
    """The base class of all errors; `exit_code` is the exit code of the command line."""

    exit_code: ClassVar[int] = 1


class RequestError(MusicCMError):
    """A request that is wrong; nothing was generated and nothing was written."""

    exit_code = 2


class PresetError(RequestError):
    """A preset that is wrong; the message begins with its file, line and key. Nothing was rendered.

    Attributes:
        others: lines on further mistakes in the same preset, as far as they are known.
    """

    def __init__(self, message: str, others: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.others = tuple(others)


class ModelError(MusicCMError):
    """A model or device that cannot serve a valid request."""

    exit_code = 3


class CheckpointError(ModelError):
    """A checkpoint that is missing, damaged, or of another format."""


class DeviceError(ModelError):
    """A device that is absent or has too little memory for the job."""


class ProjectError(MusicCMError):
    """A project folder that cannot be written, or a file in it that cannot be read."""

    exit_code = 4


class Cancelled(MusicCMError):
    """A job that the user stopped; whatever it had begun has been removed."""

    exit_code = 130


def reason_of(error: OSError | ValueError) -> str:
    """Return why a file cannot be read or written, as a message gives it."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def quoted(value: object) -> str:
    """Return a value as a message repeats it: quoted, escaped, and cut to a readable length."""
    try:
        # The value of an enum, not its name.
        text = repr(str(value) if isinstance(value, str) else value)
    except (ValueError, RecursionError):
        # Python writes no number of more than 4300 digits, and nothing that is nested too deeply.
        return f"a value too long to show ({type(value).__name__})"
    if len(text) <= QUOTED_CHARACTERS:
        return text
    return text[: QUOTED_CHARACTERS - 3] + "..."
