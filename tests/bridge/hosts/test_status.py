"""What `bridge status` sees of a host that is well, and of everything that can be wrong with one; a real server."""

from __future__ import annotations

import shlex
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.hosts import status
from bridge.hosts.install import install
from bridge.hosts.places import HostName, Machine, System
from bridge.hosts.receipt import FILE_NAME
from bridge.hosts.status import look_at_host, look_at_server
from bridge.hosts.table import HOSTS, Host
from bridge.osc import client
from bridge.osc.discovery import FILE_NAME as SERVER_FILE
from bridge.osc.discovery import ServerFacts, announce
from bridge.server.server import Server
from musiccm_daw.findings import Finding, State
from tests.bridge import fake_homes


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    started = fake_homes.new_machine(System.linux, tmp_path / "home")
    fake_homes.start_reaper(started)
    return started


@pytest.fixture
def reaper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    """The row of REAPER with two scripts of its own."""
    (tmp_path / "source").mkdir()
    for name in ("a.lua", "b.lua"):
        (tmp_path / "source" / name).write_text(name)
    row = replace(HOSTS[HostName.reaper], source=tmp_path / "source")
    monkeypatch.setitem(HOSTS, HostName.reaper, row)
    return row


def install_reaper(host: Host, machine: Machine, program: Path) -> Path:
    program.touch()
    folder = machine.settings / "REAPER"
    install(folder, host.own, host.files(str(program)), version="0.9", program=str(program), dry_run=False)
    return folder / host.own


def look(machine: Machine) -> Finding:
    return look_at_host(HostName.reaper, machine)


def test_what_is_there_and_whole_is_ok(reaper: Host, machine: Machine, tmp_path: Path) -> None:
    finding = look(machine)
    folder = machine.settings / "REAPER"
    assert finding == Finding(
        "reaper", State.absent, f"nothing of musiccm is in {folder}; musiccm bridge install reaper"
    )
    install_reaper(reaper, machine, tmp_path / "musiccm")
    assert look(machine) == Finding("reaper", State.ok, f"3 files of version 0.9 in {folder}")


def test_a_remedy_can_be_pasted_for_a_folder_of_any_name(reaper: Host, machine: Machine, tmp_path: Path) -> None:
    stick = tmp_path / "Anna's stick"
    stick.mkdir()
    (stick / "reaper.ini").touch()
    remedy = look_at_host(HostName.reaper, machine, stick).detail.rpartition("; ")[2]
    assert shlex.split(remedy) == ["musiccm", "bridge", "install", "reaper", "--into", str(stick)]


def test_every_fault_is_named_with_its_files_and_a_remedy(reaper: Host, machine: Machine, tmp_path: Path) -> None:
    own = install_reaper(reaper, machine, tmp_path / "musiccm")
    remedy = "remedy: musiccm bridge install reaper"
    (own / "a.lua").unlink()
    (own / "b.lua").write_text("edited")
    (reaper.source / "c.lua").write_text("new in this version")
    (own / "c.lua").write_text("the user's")
    finding = look(machine)
    assert (finding.state, finding.exit_code) == (State.broken, 4)
    assert finding.detail.split("; ")[1:] == [
        "missing: Scripts/MusicCM/a.lua",
        "changed by you: Scripts/MusicCM/b.lua",
        "in the way, not written by musiccm: Scripts/MusicCM/c.lua",
        remedy,
    ]
    (own / "c.lua").unlink()
    install_reaper(reaper, machine, tmp_path / "musiccm")
    (reaper.source / "a.lua").write_text("changed in this version")
    (reaper.source / "c.lua").unlink()
    (tmp_path / "musiccm").unlink()
    assert look(machine).detail.split("; ")[1:] == [
        "of another version: Scripts/MusicCM/a.lua",
        "no longer needed: Scripts/MusicCM/c.lua",
        "changed by you: Scripts/MusicCM/b.lua",
        f"the program that they start is gone: {tmp_path / 'musiccm'}",
        remedy,
    ]
    (own / FILE_NAME).write_text("{")
    assert look(machine).state is State.broken
    assert "is damaged" in look(machine).detail


def test_a_file_that_the_user_has_changed_is_named_and_no_fault(reaper: Host, machine: Machine, tmp_path: Path) -> None:
    own = install_reaper(reaper, machine, tmp_path / "musiccm")
    (own / "a.lua").write_text("edited")
    assert look(machine).state is State.ok
    assert look(machine).detail.endswith("; changed by you: Scripts/MusicCM/a.lua")


def test_a_host_that_is_not_there_is_absent(tmp_path: Path) -> None:
    machine = fake_homes.new_machine(System.windows, tmp_path)
    for name in (HostName.reaper, HostName.ableton):
        finding = look_at_host(name, machine)
        assert (finding.state, finding.exit_code) == (State.absent, 0)
        assert "found" in finding.detail


@pytest.mark.parametrize(
    ("version", "clips"), [("11.3.25", "to be dragged"), ("12.0.4", "to be dragged"), ("12.0.5", "puts clips")]
)
def test_what_the_newest_live_can_do_is_said(tmp_path: Path, version: str, clips: str) -> None:
    machine = fake_homes.new_machine(System.mac, tmp_path)
    library = fake_homes.start_live(machine, version)
    install(library, HOSTS[HostName.ableton].own, {"MusicCM.amxd": b""}, version="1", program="", dry_run=False)
    detail = look_at_host(HostName.ableton, machine).detail
    assert f"Live {version} " in detail
    assert clips in detail


def test_a_server_that_answers_is_described(server: Server) -> None:
    host, port = server.socket.endpoint
    finding = look_at_server(server.roots.project / "state")
    assert finding.state is State.ok
    assert f"{host} port {port}, " in finding.detail
    assert str(server.roots.project) in finding.detail


def test_no_server_is_absent_and_one_that_was_killed_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        # Another program has the port of a server that was killed, and does not answer.
        announce(tmp_path, ServerFacts("127.0.0.1", port, 1, "/project", "0.1"))
        monkeypatch.setattr(client, "SILENCE_SECONDS", 0.2)
        monkeypatch.setattr(client, "REPEAT_SECONDS", 0.1)
        assert (look_at_server(tmp_path).state, look_at_server(tmp_path).exit_code) == (State.broken, 3)
    finding = look_at_server(tmp_path)
    assert finding.state is State.broken
    assert f"no server answers at 127.0.0.1 port {port}; start one with musiccm serve" in finding.detail
    for file in tmp_path.glob("server*.json"):
        file.unlink()
    monkeypatch.setattr(status, "DEFAULT_PORT", port)
    assert look_at_server(tmp_path) == Finding(
        "server", State.absent, "none runs; start one with musiccm serve --project DIR"
    )
    assert not (tmp_path / SERVER_FILE).exists()
