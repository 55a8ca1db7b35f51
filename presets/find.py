"""The files of presets: by name in folders, or by path.

A user's own folder comes before the library that ships. Nothing is read here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import PresetError, RequestError, quoted
from musiccm_daw.paths import in_full, user_presets

SUFFIX = ".toml"
LIBRARY = Path(__file__).parent / "library"


def preset_files(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Return the presets that have a name, in the order of their names.

    Args:
        folders: searched before the user's own and the library.

    Raises:
        PresetError: one of the given is not a folder.
    """
    found: dict[str, Path] = {}
    for folder in searched_folders(folders):
        for file in _files(folder):
            found.setdefault(file.stem, file)
    return dict(sorted(found.items()))


def searched_folders(folders: Iterable[Path]) -> list[Path]:
    """Return where names are looked up, in this order: the given folders, the user's own, and the library.

    Raises:
        PresetError: one of the given is not a folder.
    """
    given = list(folders)
    for folder in given:
        if not os.path.isdir(folder):
            raise PresetError(f"{quoted(str(folder))} is not a folder; name one with presets in it")
    return [*given, user_presets(), LIBRARY]


def find_preset(reference: str, *, home: Path, folders: Sequence[Path] = (), skipped: Path | None = None) -> Path:
    """Return the file of a preset.

    Args:
        reference: a name, or a path, which has a slash or ends in .toml.
        home: where relative paths begin.
        folders: searched for names before the user's own and the library.
        skipped: a file that is not the one meant, so that a user's preset can extend the library's of the same name.

    Raises:
        PresetError: there is no such preset.
    """
    if is_path(reference):
        return _path(reference, home)
    names: list[str] = []
    for folder in searched_folders(folders):
        file = folder / f"{reference}{SUFFIX}"
        if file != skipped and os.path.exists(file):
            return file
        names += [file.stem for file in _files(folder)]
    raise PresetError(
        f"there is no preset {quoted(reference)}; {did_you_mean(reference, names)}musiccm presets list shows all; "
        f"a file is named with its path and {SUFFIX}"
    )


def is_path(reference: str) -> bool:
    """Return whether a reference is a path, and not a name."""
    return "/" in reference or "\\" in reference or reference.endswith(SUFFIX)


def expanded(path: str, home: Path) -> Path:
    """Return a path of a preset: `~` is the user's home, and relative ones begin at `home`.

    Raises:
        PresetError: there is no such home folder.
    """
    try:
        return home / in_full(path)
    except RequestError as error:
        raise PresetError(str(error)) from error


def _path(reference: str, home: Path) -> Path:
    path = expanded(reference, home)
    if os.path.isdir(path):
        raise PresetError(f"{quoted(str(path))} is a folder; name the {SUFFIX} file of a preset in it")
    if not os.path.exists(path):
        raise PresetError(f"there is no file {quoted(str(path))}; name the {SUFFIX} file of a preset")
    return path


def _files(folder: Path) -> list[Path]:
    """Return the presets in a folder, without pipes: whoever reads one may wait for ever."""
    return sorted(file for file in folder.glob(f"*{SUFFIX}") if not file.is_fifo())
