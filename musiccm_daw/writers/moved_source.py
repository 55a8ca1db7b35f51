"""The files of an edit, found again where their project has moved since: by their content, near the take.

For `musiccm again`. Manifests name them by their whole paths, and people rename and copy folders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from musiccm_daw.file_hashes import sha256_of
from musiccm_daw.request.edit import Edit, EditedFile

FOLDERS_UP = 3
"""From a take to the folder that holds its project: it is itself in `<project>/MusicCM`."""
PATH_ENDINGS = 4
"""Names at the end of the clip's path that may still be right: `<project>/MusicCM/<take>/<clip>`."""


def with_moved_source(edit: Edit, take_folder: Path) -> Edit:
    """Return an edit with the paths of its files as they are now; unchanged where a file is nowhere."""
    clip, *parts = (_found(file, take_folder.resolve()) for file in edit.files)
    return replace(edit, source=clip.source, parts=tuple(parts))


def _found(file: EditedFile, take_folder: Path) -> EditedFile:
    for path in (Path(file.source), *_places(Path(file.source), take_folder)):
        with suppress(OSError):
            if path.is_file() and sha256_of(path) == file.sha256:
                return replace(file, source=str(path))
    return file


def _places(source: Path, take_folder: Path) -> Iterator[Path]:
    """Yield where a file would be if a folder on its path was moved or renamed together with the take."""
    for folder in (take_folder, *take_folder.parents[:FOLDERS_UP]):
        for names in range(1, PATH_ENDINGS + 1):
            yield folder.joinpath(*source.parts[-names:])
