"""Where jobs may write: a client's `project` to a folder inside the allowed roots, or a refusal.

Asked when a job is accepted and once more before its first file, since links can change in between. Creates nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath

from bridge.osc.messages import Refused
from musiccm_daw.errors import quoted
from musiccm_daw.writers.project_folder import FOLDER

LONGEST_PROJECT_BYTES = 400
"""Of a project's whole path: the path of a file in it must fit into one datagram."""
LONGEST_PART_BYTES = 255
"""What file systems allow for one name."""
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"]
)


class Roots:
    """The server's project and the folders that `--root` names.

    Args:
        project: where jobs go that name no project, and what relative ones are relative to.
        others: further folders that projects may lie in.
    """

    def __init__(self, project: Path, others: Sequence[Path]) -> None:
        self.project = project.resolve()
        self._roots = (self.project, *(root.resolve() for root in others))

    def resolve(self, text: str) -> Path:
        """Return the absolute folder that a client's `project` means; empty for the server's own.

        Raises:
            Refused: bad_path, in one line.
        """
        _check_spelling(text)
        folder = self.project / text
        self.check(folder)
        return folder.resolve()

    def check(self, project: Path) -> None:
        """Refuse a project whose takes would lie outside of the roots, all links followed.

        Raises:
            Refused: bad_path, in one line.
        """
        try:
            places = (project.resolve(), (project / FOLDER).resolve())
        except (OSError, RuntimeError, ValueError) as error:
            raise Refused("bad_path", f"project {quoted(str(project))} cannot be followed: {error}") from error
        for place in places:
            if not any(place.is_relative_to(root) for root in self._roots):
                raise Refused(
                    "bad_path",
                    f"project {quoted(str(project))} lies outside of what this server may write; allowed is what is in "
                    f"{', '.join(map(str, self._roots))}; start it with --root for more",
                )
        if len(os.fsencode(places[0])) > LONGEST_PROJECT_BYTES:
            raise Refused(
                "bad_path", f"the project's path is longer than {LONGEST_PROJECT_BYTES} bytes; use a shorter one"
            )


def _check_spelling(text: str) -> None:
    """Refuse what is no folder on some system: the same project must mean the same wherever the server runs."""
    if not text.isprintable():
        raise Refused("bad_path", f"project {quoted(text)} holds a control character; use plain text")
    if os.name == "posix" and ("\\" in text or PureWindowsPath(text).drive):
        raise Refused("bad_path", f"project {quoted(text)} is a Windows path, the server runs on another system; use /")
    for part in Path(text).parts:
        if len(os.fsencode(part)) > LONGEST_PART_BYTES:
            raise Refused("bad_path", f"project {quoted(text)}: a folder's name has at most {LONGEST_PART_BYTES} bytes")
        if part.split(".")[0].rstrip().upper() in _DEVICES:
            raise Refused("bad_path", f"project {quoted(text)}: {part} is the name of a device on Windows; use another")
