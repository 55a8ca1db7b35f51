"""The folders that jobs may read and write: a client's path becomes one inside the allowed roots, or is refused.

Checked when a job is accepted and again before its files are read and its folder is made, since links can change in
between. Creates and opens nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from bridge.osc.messages import Refused
from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.paths import in_full
from musiccm_daw.writers.project_folder import FOLDER

LONGEST_PROJECT_BYTES = 400
"""Length of a project's whole path; the path of a file in it must fit into one datagram."""
LONGEST_PART_BYTES = 255
"""Length of one name that file systems allow."""
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"]
)


class Roots:
    """The server's project and the folders that `--root` names.

    Args:
        project: the folder of jobs that name no project; relative paths start here.
        others: further folders that projects, clips and MIDI files may lie in.
        presets: folders of presets, whose own MIDI files lie beside them.
    """

    def __init__(self, project: Path, others: Sequence[Path], presets: Sequence[Path] = ()) -> None:
        self.project = _all_links_followed(project)
        self._roots = (self.project, *map(_all_links_followed, others))
        self._presets = tuple(map(_all_links_followed, presets))

    def find_project(self, text: str) -> Path:
        """Return the absolute folder that a client's `project` means; an empty text means the server's own.

        Raises:
            Refused: bad_path, in one line.
        """
        _check_spelling("project", text)
        folder = self.project / _in_full("project", text)
        self.check_project(folder)
        return folder.resolve()

    def check_project(self, project: Path) -> None:
        """Refuse a project whose takes would lie outside the roots, all links followed.

        Raises:
            Refused: bad_path, in one line.
        """
        resolved = self._inside("project", project)
        self._inside("project", project / FOLDER)
        if not _is_utf_8(resolved):
            raise Refused(
                "bad_path", f"project {quoted(str(project))} is not UTF-8, which OSC cannot carry; rename the folder"
            )
        if len(os.fsencode(resolved)) > LONGEST_PROJECT_BYTES:
            raise Refused(
                "bad_path", f"the project's path is longer than {LONGEST_PROJECT_BYTES} bytes; use a shorter one"
            )

    def find_file(self, text: str, key: str) -> Path:
        """Return the absolute path of the file that a client means by a key, all links followed.

        Raises:
            Refused: bad_path, in one line.
        """
        _check_spelling(key, text)
        return self._inside(key, self.project / _in_full(key, text))

    def check_file(self, file: Path, what: str) -> None:
        """Refuse a file outside the roots and the folders of presets, all links followed.

        Args:
            file: to be read.
            what: the word for it.

        Raises:
            Refused: bad_path, in one line.
        """
        self._inside(what, file, self._presets)

    def _inside(self, what: str, path: Path, also: Sequence[Path] = ()) -> Path:
        """Return a path with all links followed, or refuse one outside the roots and further folders."""
        try:
            resolved = path.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise Refused("bad_path", f"{what} {quoted(str(path))} cannot be followed: {error}; use another") from error
        if not any(resolved.is_relative_to(root) for root in (*self._roots, *also)):
            raise Refused(
                "bad_path",
                f"{what} {quoted(str(path))} is outside the allowed folders; use one inside "
                f"{', '.join(map(str, self._roots))}, or start the server with --root to allow more",
            )
        return resolved


def _all_links_followed(folder: Path) -> Path:
    """Return a folder that need not exist, absolute; where links lead round in a circle, one of them."""
    return Path(os.path.realpath(folder))


def _is_utf_8(path: Path) -> bool:
    """Return whether a path is text; those of older drives and archives need not be."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _in_full(what: str, text: str) -> Path:
    """Return a path with the server's home folder for a leading `~`."""
    try:
        return in_full(text)
    except RequestError as error:
        raise Refused("bad_path", f"{what} {error}") from error


def _check_spelling(what: str, text: str) -> None:
    """Refuse what is not a path on every system: the same text must mean the same wherever the server runs."""
    if not text.isprintable():
        raise Refused("bad_path", f"{what} {quoted(text)} contains a control character; use plain text")
    if os.name == "posix" and ("\\" in text or PureWindowsPath(text).drive):
        raise Refused("bad_path", f"{what} {quoted(text)} is a Windows path, but this server runs elsewhere; use /")
    for part in Path(text).parts:
        if len(os.fsencode(part)) > LONGEST_PART_BYTES:
            raise Refused(
                "bad_path", f"{what} {quoted(text)}: a name has at most {LONGEST_PART_BYTES} bytes; shorten it"
            )
        if part.split(".")[0].rstrip().upper() in _DEVICES:
            raise Refused("bad_path", f"{what} {quoted(text)}: {part} is the name of a device on Windows; use another")
