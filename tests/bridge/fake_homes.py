"""Home folders of the three systems, with what hosts leave in them when they are first started."""

from __future__ import annotations

from pathlib import Path

from bridge.hosts.places import Machine, System

SETTINGS = {
    System.mac: "Library/Application Support",
    System.windows: "AppData/Roaming",
    System.linux: ".config",
}

Tree = dict[str, bytes | None]


def new_machine(system: System, home: Path) -> Machine:
    """Return the folders of a user for whom no host was ever started."""
    (home / SETTINGS[system]).mkdir(parents=True)
    return Machine(system, home, settings=home / SETTINGS[system], documents=home / "Documents")


def start_reaper(machine: Machine) -> Path:
    """Leave what REAPER does, and return its resource folder."""
    folder = machine.settings / "REAPER"
    (folder / "Scripts").mkdir(parents=True)
    (folder / "reaper.ini").write_text("[REAPER]\n", encoding="utf-8")
    return folder


def start_live(machine: Machine, version: str = "12.1.5") -> Path:
    """Leave what Live does, and return its User Library."""
    settings = live_settings(machine, version)
    settings.mkdir(parents=True)
    (settings / "Preferences.cfg").write_bytes(b"\xab\x1e")
    music = machine.home / "Music" if machine.system is System.mac else machine.documents
    library = music / "Ableton" / "User Library"
    (library / "Presets" / "Audio Effects").mkdir(parents=True, exist_ok=True)
    return library


def live_settings(machine: Machine, version: str) -> Path:
    """Return where a version of Live has its settings."""
    if machine.system is System.mac:
        return machine.home / "Library" / "Preferences" / "Ableton" / f"Live {version}"
    return machine.settings / "Ableton" / f"Live {version}" / "Preferences"


def tree(folder: Path) -> Tree:
    """Return everything below a folder: the content of files by their paths, and None for folders."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")
    }
