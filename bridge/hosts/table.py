"""The hosts that musiccm can be installed into: which files go where, and what to click next.

A row of the table for each. Files are found by pattern, so a script that is added to a host's folder is installed with
the next version; those that are made at installation are functions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bridge.hosts import places
from bridge.hosts.ableton.device import device_files
from bridge.hosts.places import HostName
from bridge.hosts.program import lua_path
from musiccm_daw.errors import RequestError

_HERE = Path(__file__).parent
_REAPER_SCRIPTS = "Scripts/MusicCM"
_LIVE_DEVICES = "Presets/Audio Effects/Max Audio Effect/MusicCM"
_PD_LIBRARY = "musiccm"


def _nothing(_program: str) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True)
class Placing:
    """Files of one kind.

    Attributes:
        pattern: which they are, as a glob below the host's source folder.
        folder: where they go, below the folder that the host looks in.
    """

    pattern: str
    folder: str


@dataclass(frozen=True)
class Host:
    """A host.

    Attributes:
        title: its name as people know it.
        source: the folder of its files in this package.
        find: from a machine to the folder that the host looks in; None where the host does not run.
        mark: a file that this folder has if it is the host's; "" where any folder will do.
        own: the folder below it that belongs to musiccm alone, where the receipt lies.
        is_created: whether the folder is the user's to create, so that one that is missing means nothing.
        placings: which files go where.
        made: from the path of musiccm to the files that are made at installation, by their names in `own`.
        starts_program: whether they start musiccm, and so need its path.
        where: how the user finds the folder, for an error.
        next_steps: what to do once the files are there; `{own}` is the full path of the folder of that name.
    """

    title: str
    source: Path
    find: Callable[[places.Machine], Path | None]
    mark: str
    own: str
    where: str
    next_steps: tuple[str, ...]
    is_created: bool = False
    placings: tuple[Placing, ...] = ()
    made: Callable[[str], Mapping[str, bytes]] = _nothing
    starts_program: bool = False

    def files(self, program: str) -> dict[str, bytes]:
        """Return the content of every file by its path, relative to the folder that the host looks in."""
        found = {
            f"{placing.folder}/{_below(file, placing.pattern, self.source)}": file.read_bytes()
            for placing in self.placings
            for file in sorted(self.source.glob(placing.pattern))
        }
        return found | {f"{self.own}/{name}": content for name, content in self.made(program).items()}


def host_folder(host: Host, machine: places.Machine, into: Path | None) -> Path:
    """Return the folder that a host looks in.

    Args:
        host: a host of the table.
        machine: whose folders.
        into: the folder of an installation elsewhere, such as a portable one; None for the usual place.

    Raises:
        RequestError: it is not there.
    """
    folder = host.find(machine) if into is None else into.absolute()
    if folder is None:
        raise RequestError(
            f"{host.title} does not run on {machine.system}; name the folder to install into: --into DIR"
        )
    if not os.path.isdir(folder) and not (host.is_created and into is None):
        raise RequestError(f"no {host.title} found: {str(folder)!r} is not a folder; {host.where}")
    if host.mark and not (folder / host.mark).is_file():
        raise RequestError(f"no {host.title} found: {str(folder)!r} has no {host.mark}; {host.where}")
    return folder


def _below(file: Path, pattern: str, source: Path) -> str:
    """Return a file's path below the folders that its pattern names: `icons/**/*.png` keeps what stands for `**`."""
    fixed = [part for part in pattern.split("/")[:-1] if "*" not in part]
    return file.relative_to(source.joinpath(*fixed)).as_posix()


HOSTS: dict[HostName, Host] = {
    HostName.reaper: Host(
        title="REAPER",
        source=_HERE / "reaper",
        find=places.reaper_folder,
        mark=places.REAPER_SETTINGS,
        own=_REAPER_SCRIPTS,
        placings=(
            Placing("**/*.lua", _REAPER_SCRIPTS),
            Placing("*.ReaperOSC", "OSC"),
            Placing("icons/**/*.png", "Data/toolbar_icons"),
        ),
        made=lambda program: {"musiccm_path.lua": lua_path(program)},
        starts_program=True,
        where="start REAPER once, or name the folder that Options > Show REAPER resource path opens with --into DIR",
        next_steps=(
            "In REAPER: Actions > Show action list > New action > Load ReaScript; choose every MusicCM_*.lua in {own}.",
            "Save the project, select bars and a track, and run one from that list; it can have a key or a button.",
        ),
    ),
    HostName.ableton: Host(
        title="Ableton Live",
        source=_HERE / "ableton",
        find=places.live_library,
        mark="",
        own=_LIVE_DEVICES,
        made=lambda _program: device_files(),
        where="start Live once, or name the User Library that Settings > Library shows with --into DIR",
        next_steps=(
            "Start the server: musiccm serve --project DIR, with the folder of your Live project.",
            "In Live's browser: User Library > Presets > Audio Effects > Max Audio Effect > MusicCM; drag the device "
            "onto an audio track.",
        ),
    ),
    HostName.puredata: Host(
        title="Pure Data",
        source=_HERE / "puredata",
        find=places.puredata_folder,
        mark="",
        own=_PD_LIBRARY,
        placings=(Placing("*.pd", _PD_LIBRARY),),
        is_created=True,
        where="with --into DIR, name a folder that Pd searches; its File > Preferences > Path lists them",
        next_steps=(
            "Start the server: musiccm serve --project DIR.",
            "In a patch: [musiccm]; right-click it and choose Help for an example.",
        ),
    ),
}
