"""Where hosts look, on each system, whatever system the tests run on."""

import sys
from pathlib import Path

import pytest

from bridge.hosts.places import (
    Machine,
    System,
    live_library,
    live_settings,
    puredata_folder,
    reaper_folder,
    this_machine,
)
from tests.bridge import fake_homes

MOVED = """<?xml version="1.0" encoding="UTF-8"?>
<Ableton MajorVersion="5"><ContentLibrary><FactoryPacks><LibraryProject><ProjectPath Value="/elsewhere"/>
</LibraryProject></FactoryPacks><UserLibrary><LibraryProject><ProjectName Value="User Library"/>
{}</LibraryProject></UserLibrary><Other><ProjectPath Value="/elsewhere"/></Other></ContentLibrary></Ableton>
"""


@pytest.fixture(params=list(System))
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    return fake_homes.new_machine(request.param, tmp_path)


def test_the_usual_folders(machine: Machine) -> None:
    inside = {
        System.mac: ("Library/Application Support/REAPER", "Music/Ableton/User Library", "Library/Pd"),
        System.windows: ("AppData/Roaming/REAPER", "Documents/Ableton/User Library", "AppData/Roaming/Pd"),
        System.linux: (".config/REAPER", None, ".local/lib/pd/extra"),
    }[machine.system]
    found = [reaper_folder(machine), live_library(machine), puredata_folder(machine)]
    assert found == [None if path is None else machine.home / path for path in inside]


@pytest.mark.parametrize("system", [System.mac, System.windows])
def test_a_user_library_that_was_moved_is_found_in_the_settings_of_the_newest_live(
    system: System, tmp_path: Path
) -> None:
    machine = fake_homes.new_machine(system, tmp_path)
    usual = fake_homes.start_live(machine, "11.3.25")
    fake_homes.start_live(machine, "9.7")
    fake_homes.start_live(machine, "12.0.25")
    assert list(live_settings(machine)) == [(12, 0, 25), (11, 3, 25), (9, 7)]
    assert live_library(machine) == usual
    moved = tmp_path / "Loops & Größen"
    settings = fake_homes.live_settings(machine, "12.0.25") / "Library.cfg"
    settings.write_text(MOVED.format(""), encoding="utf-8")
    assert live_library(machine) == usual
    path = str(moved).replace("&", "&amp;")
    settings.write_text(MOVED.format(f'<ProjectPath Value="{path}"/>'), encoding="utf-8")
    # On a disk that is not there now, the usual place is better than none.
    assert live_library(machine) == usual
    (moved / "User Library").mkdir(parents=True)
    assert live_library(machine) == moved / "User Library"


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_this_machine_follows_the_users_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert this_machine().settings == tmp_path / ".config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    machine = this_machine()
    assert (machine.system, machine.home, machine.settings) == (System.linux, tmp_path, tmp_path / "own")
