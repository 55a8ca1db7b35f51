"""Where each host keeps what users add to it, on macOS, Windows and Linux.

Looks at folders and reads one settings file of Live; creates and changes nothing. The machine is an argument, so that
any system's folders can be looked up on any other.
"""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import platformdirs

REAPER_SETTINGS = "reaper.ini"
"""Lies in REAPER's resource folder from its first start on, in that of a portable installation as well."""
USER_LIBRARY = "User Library"
_LIVE = re.compile(r"Live (\d+(?:\.\d+)*)")
_MOVED_LIBRARY = re.compile(r'<UserLibrary>(?:(?!</UserLibrary>).)*<ProjectPath Value="([^"]+)"', re.DOTALL)

Version = tuple[int, ...]


class HostName(StrEnum):
    """The hosts by the names that the command line has for them."""

    reaper = "reaper"
    ableton = "ableton"
    puredata = "puredata"


class System(StrEnum):
    """An operating system that hosts run on."""

    mac = "macOS"
    windows = "Windows"
    linux = "Linux"


@dataclass(frozen=True)
class Machine:
    """The folders of a user.

    Attributes:
        system: the operating system.
        home: the home folder.
        settings: where programs keep their settings: ~/Library/Application Support, %APPDATA%, ~/.config.
        documents: the folder of documents, which users of Windows often move.
    """

    system: System
    home: Path
    settings: Path
    documents: Path


def this_machine() -> Machine:
    """Return the folders of the user who runs this process."""
    names = {"darwin": System.mac, "win32": System.windows}
    return Machine(
        system=names.get(sys.platform, System.linux),
        home=Path.home(),
        settings=Path(platformdirs.user_config_dir(roaming=True)),
        documents=Path(platformdirs.user_documents_dir()),
    )


def reaper_folder(machine: Machine) -> Path:
    """Return REAPER's resource folder."""
    return machine.settings / "REAPER"


def live_library(machine: Machine) -> Path | None:
    """Return Live's User Library, also where it was moved; None on a system without Live."""
    if machine.system is System.linux:
        return None
    for folder in live_settings(machine).values():
        if (moved := _moved_library(folder / "Library.cfg")) is not None:
            return moved
    music = machine.home / "Music" if machine.system is System.mac else machine.documents
    return music / "Ableton" / USER_LIBRARY


def live_settings(machine: Machine) -> dict[Version, Path]:
    """Return the settings folder of each version of Live that was started, the newest first."""
    if machine.system is System.mac:
        folders = list((machine.home / "Library" / "Preferences" / "Ableton").glob("Live *"))
    else:
        folders = [found / "Preferences" for found in (machine.settings / "Ableton").glob("Live *")]
    versions = {}
    for folder in folders:
        name = folder.name if machine.system is System.mac else folder.parent.name
        if found := _LIVE.match(name):
            versions[tuple(map(int, found[1].split(".")))] = folder
    return dict(sorted(versions.items(), reverse=True))


def puredata_folder(machine: Machine) -> Path:
    """Return the folder of a user's externals that Pd searches by itself, with and without its window."""
    return {
        System.mac: machine.home / "Library" / "Pd",
        System.windows: machine.settings / "Pd",
        System.linux: machine.home / ".local" / "lib" / "pd" / "extra",
    }[machine.system]


def _moved_library(settings: Path) -> Path | None:
    """Return the User Library that Live's settings name, if it is there."""
    try:
        text = settings.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = _MOVED_LIBRARY.search(text)
    if found is None:
        return None
    library = Path(html.unescape(found[1])) / USER_LIBRARY
    return library if library.is_dir() else None
