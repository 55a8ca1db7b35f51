"""The receipt of an installation: what was written into a host's folders, so that nothing else is ever touched.

A JSON file among the installed files. It holds the SHA-256 of each file as written: a file with another one was changed
by its user. During an upgrade a file has two, the old and the new one, so that a killed upgrade leaves no file without
an owner.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from musiccm_daw.errors import ProjectError, reason_of

FILE_NAME = "musiccm-installed.json"


@dataclass(frozen=True)
class Receipt:
    """What was installed; paths are relative to the host's folder, with forward slashes.

    Attributes:
        version: the version of the program that installed it.
        program: the path of musiccm that the installed files start; "" if they do not start it.
        files: for each file the SHA-256 that it has if nobody changed it.
        folders: the folders that were created for it; `..` are those above the host's folder.
    """

    version: str = ""
    program: str = ""
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """Return the content of the file."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode()


NOTHING = Receipt()


def read_receipt(file: Path) -> Receipt:
    """Return a receipt; `NOTHING` if there is none.

    Raises:
        ProjectError: the file is no receipt.
    """
    try:
        content = json.loads(file.read_bytes())
        receipt = Receipt(
            version=str(content["version"]),
            program=str(content["program"]),
            files={path: tuple(map(str, hashes)) for path, hashes in content["files"].items()},
            folders=tuple(map(str, content["folders"])),
        )
        if not all(_is_inside(path) for path in receipt.files):
            raise ValueError("it names files of other folders")
    except FileNotFoundError:
        return NOTHING
    except OSError as error:
        raise ProjectError(
            f"cannot read {str(file)!r}: {reason_of(error)}; correct that and run the command again"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProjectError(
            f"{str(file)!r} is damaged, so it is not known which files beside it are musiccm's; delete the folder "
            "that it is in, or move it away, and install again"
        ) from error
    return receipt


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's content, as receipts hold it."""
    return hashlib.sha256(content).hexdigest()


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and ":" not in path
