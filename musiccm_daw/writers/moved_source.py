"""The clip of an edit, found again where its project has moved since: by its content, near the take.

For `musiccm again`. Manifests name the clip by its whole path, and people rename and copy folders.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from musiccm_daw.request.edit import Edit

FOLDERS_UP = 3
"""From a take to the folder that holds its project: it is itself in `<project>/MusicCM`."""
PATH_ENDINGS = 4
"""Names at the end of the clip's path that may still be right: `<project>/MusicCM/<take>/<clip>`."""


def with_moved_source(edit: Edit, take_folder: Path) -> Edit:
    """Return an edit with the path of its clip as it is now; unchanged where the clip is nowhere."""
    for path in (Path(edit.source), *_places(Path(edit.source), take_folder.resolve())):
        with suppress(OSError):
            if path.is_file() and _sha256(path) == edit.sha256:
                return replace(edit, source=str(path))
    return edit


def _places(source: Path, take_folder: Path) -> Iterator[Path]:
    """Yield where the clip would be if a folder on its path was moved or renamed together with the take."""
    for folder in (take_folder, *take_folder.parents[:FOLDERS_UP]):
        for names in range(1, PATH_ENDINGS + 1):
            yield folder.joinpath(*source.parts[-names:])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
