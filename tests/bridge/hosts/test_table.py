"""The table of hosts: every file of a host's folder finds its place, on all three systems."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from bridge.hosts.install import install
from bridge.hosts.places import HostName, Machine, System
from bridge.hosts.receipt import FILE_NAME
from bridge.hosts.table import HOSTS, host_folder
from musiccm_daw.errors import RequestError
from tests.bridge import fake_homes

PROGRAM = r"C:\Program Files\musiccm.exe"
INSTALLED = {name: files for name, host in HOSTS.items() if (files := host.files(PROGRAM))}

PD_ABSTRACTION = b"""#N canvas 0 0 300 200 10;
#X obj 10 10 loadbang;
#X obj 10 40 print installed;
#X connect 0 0 1 0;
"""
PD_QUIT = b"""#X obj 10 60 loadbang;
#X msg 10 90 \\; pd quit;
#X connect 1 0 2 0;
"""


@pytest.fixture(params=list(System))
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    """A user who has started every host that there is on the system."""
    started = fake_homes.new_machine(request.param, tmp_path)
    fake_homes.start_reaper(started)
    if started.system is not System.linux:
        fake_homes.start_live(started)
    return started


@pytest.mark.parametrize("name", INSTALLED)
def test_every_file_of_a_host_is_installed_and_taken_away(name: HostName, machine: Machine) -> None:
    host = HOSTS[name]
    # Where a host does not run, its folder may still be that of an emulator.
    elsewhere = None if host.find(machine) else machine.home / "Wine"
    if elsewhere is not None:
        elsewhere.mkdir()
    before = fake_homes.tree(machine.home)
    folder = host_folder(host, machine, elsewhere)
    install(folder, host.own, INSTALLED[name], version="1", program=PROGRAM, dry_run=False)
    found = fake_homes.tree(folder)
    assert {path: found[path] for path in INSTALLED[name]} == INSTALLED[name]
    assert f"{host.own}/{FILE_NAME}" in found
    install(folder, host.own, {}, version="1", program="", dry_run=False)
    assert fake_homes.tree(machine.home) == before


@pytest.mark.parametrize("name", INSTALLED)
def test_no_file_of_a_kind_that_is_installed_is_forgotten(name: HostName) -> None:
    host = HOSTS[name]
    kinds = {PurePosixPath(placing.pattern).suffix for placing in host.placings}
    sources = [file.read_bytes() for file in host.source.rglob("*") if file.suffix in kinds]
    placed = list(INSTALLED[name].values())
    assert all(content in placed for content in sources)
    assert len(INSTALLED[name]) == len(sources) + len(host.made(PROGRAM))


def test_scripts_patterns_and_icons_of_reaper_go_where_it_looks_for_each(tmp_path: Path) -> None:
    for path in (
        "Play.lua",
        "musiccm/bars.lua",
        "MusicCM.ReaperOSC",
        "icons/play.png",
        "icons/150/play.png",
        "index.xml",
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)
    files = replace(HOSTS[HostName.reaper], source=tmp_path).files("/opt/musiccm")
    assert files == {
        "Scripts/MusicCM/Play.lua": b"Play.lua",
        "Scripts/MusicCM/musiccm/bars.lua": b"musiccm/bars.lua",
        "Scripts/MusicCM/musiccm_path.lua": b'return "/opt/musiccm"\n',
        "OSC/MusicCM.ReaperOSC": b"MusicCM.ReaperOSC",
        "Data/toolbar_icons/play.png": b"icons/play.png",
        "Data/toolbar_icons/150/play.png": b"icons/150/play.png",
    }


def test_a_portable_installation_is_its_folder(machine: Machine, tmp_path: Path) -> None:
    portable = tmp_path / "stick" / "REAPER"
    portable.mkdir(parents=True)
    reaper = HOSTS[HostName.reaper]
    with pytest.raises(RequestError, match=r"has no reaper\.ini; .* --into DIR"):
        host_folder(reaper, machine, portable)
    (portable / "reaper.ini").touch()
    assert host_folder(reaper, machine, portable) == portable
    assert host_folder(reaper, machine, None) == machine.settings / "REAPER"


@pytest.mark.parametrize("system", list(System))
def test_a_host_that_was_never_started_is_refused_with_what_to_do(system: System, tmp_path: Path) -> None:
    machine = fake_homes.new_machine(system, tmp_path)
    with pytest.raises(RequestError, match=r"no REAPER found: .*REAPER' is not a folder; start REAPER once"):
        host_folder(HOSTS[HostName.reaper], machine, None)
    live = "does not run on Linux" if system is System.linux else "no Ableton Live found"
    with pytest.raises(RequestError, match=rf"{live}.* --into DIR"):
        host_folder(HOSTS[HostName.ableton], machine, None)
    # Pd searches a folder that it leaves to the user to create; a folder that the user names must be there.
    puredata = HOSTS[HostName.puredata]
    assert not host_folder(puredata, machine, None).exists()
    with pytest.raises(RequestError, match="is not a folder"):
        host_folder(puredata, machine, tmp_path / "typo")


@pytest.mark.skipif(shutil.which("pd") is None, reason="Pure Data is not installed (Debian's package puredata-core)")
def test_pd_finds_what_is_installed_from_any_patch(tmp_path: Path) -> None:
    home = tmp_path / "home"
    folder = host_folder(HOSTS[HostName.puredata], fake_homes.new_machine(System.linux, home), None)
    install(
        folder,
        HOSTS[HostName.puredata].own,
        {"musiccm/musiccm.pd": PD_ABSTRACTION},
        version="1",
        program="",
        dry_run=False,
    )
    (tmp_path / "song.pd").write_bytes(b"#N canvas 0 0 300 200 10;\n#X obj 10 10 musiccm;\n" + PD_QUIT)
    command = ["pd", "-nogui", "-noaudio", "-nomidi", "-nrt", "-stderr", "song.pd"]
    environment = {**os.environ, "HOME": str(home)}
    outcome = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    assert outcome.returncode == 0
    assert b"installed: bang" in outcome.stderr
    assert b"couldn't create" not in outcome.stderr
