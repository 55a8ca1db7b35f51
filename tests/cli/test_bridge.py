"""`musiccm bridge install` and `status` in the homes of three systems: files, texts, JSON and exit codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bridge.hosts import places, status
from bridge.hosts.places import HostName, Machine, System
from bridge.hosts.program import find_program
from bridge.hosts.receipt import FILE_NAME
from bridge.hosts.table import HOSTS
from musiccm_daw.cli import bridge
from musiccm_daw.cli.app import run
from tests.bridge import fake_homes


@pytest.fixture
def machine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The user of every command, who has started REAPER and Live; on Linux unless the test names a system."""
    system = getattr(request, "param", System.linux)
    user = fake_homes.new_machine(system, tmp_path / "home")
    fake_homes.start_reaper(user)
    if system is not System.linux:
        fake_homes.start_live(user)
    monkeypatch.setattr(places, "this_machine", lambda: user)
    monkeypatch.setattr(bridge, "user_state", lambda: tmp_path / "state")
    # A port that nobody listens on.
    monkeypatch.setattr(status, "DEFAULT_PORT", 1)
    return user


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[HostName, Path]:
    """A folder with a file of its own for each host."""
    folders = {name: tmp_path / "sources" / name for name in HOSTS}
    for name, file in (("reaper", "play.lua"), ("ableton", "device.js"), ("puredata", "musiccm.pd")):
        folders[HostName(name)].mkdir(parents=True)
        (folders[HostName(name)] / file).write_text(f"{file} 1")
    live = {"made": lambda _: {"MusicCM.amxd": b"ampf"}}
    for name, row in HOSTS.items():
        monkeypatch.setitem(HOSTS, name, replace(row, source=folders[name], **(live if name == "ableton" else {})))
    return folders


def out_of(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out, err = capsys.readouterr()
    assert err == ""
    result: dict[str, Any] = json.loads(out)
    return result


@pytest.mark.parametrize("machine", list(System), indirect=True)
@pytest.mark.parametrize("name", list(HostName))
def test_install_says_what_it_did_and_what_to_click_next(
    machine: Machine, sources: dict[HostName, Path], name: HostName, capsys: pytest.CaptureFixture[str]
) -> None:
    before = fake_homes.tree(machine.home)
    if name is HostName.ableton and machine.system is System.linux:
        assert run(["bridge", "install", name]) == 2
        assert capsys.readouterr().err == (
            "musiccm: Ableton Live does not run on Linux; name the folder to install into: --into DIR\n"
        )
        return
    folder, own, file, click = {
        HostName.reaper: (machine.settings / "REAPER", "Scripts/MusicCM", "play.lua", "Load ReaScript"),
        HostName.ableton: (
            places.live_library(machine),
            "Presets/Audio Effects/Max Audio Effect/MusicCM",
            "MusicCM.amxd",
            "drag the device onto an audio track",
        ),
        HostName.puredata: (places.puredata_folder(machine), "musiccm", "musiccm.pd", "[musiccm]"),
    }[name]
    assert run(["bridge", "install", name, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "dry run" in out
    assert fake_homes.tree(machine.home) == before
    assert run(["bridge", "install", name]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert f"in {folder}\n" in out
    assert click in out
    assert any(line.startswith(f"{own}/{file} ") and line.endswith(" new") for line in out.splitlines())
    assert folder is not None
    assert (folder / own / file).is_file()
    assert (folder / own / FILE_NAME).is_file()
    assert run(["bridge", "install", name, "--uninstall"]) == 0
    assert fake_homes.tree(machine.home) == before
    assert run(["bridge", "install", name, "--uninstall"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"nothing of musiccm is installed for {HOSTS[name].title} in {folder}"
    )


def test_an_upgrade_in_json(
    machine: Machine, sources: dict[HostName, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bridge", "install", "reaper", "--json"]) == 0
    report = out_of(capsys)
    own = machine.settings / "REAPER" / "Scripts" / "MusicCM"
    assert (report["host"], report["folder"], report["dry_run"]) == ("reaper", str(own.parents[1]), False)
    assert len(report["next"]) == len(HOSTS[HostName.reaper].next_steps)
    path_file = {"path": str(own / "musiccm_path.lua"), "action": "new"}
    assert report["files"] == [path_file, {"path": str(own / "play.lua"), "action": "new"}]
    assert (own / "musiccm_path.lua").read_text() == f'return "{find_program()}"\n'
    (sources[HostName.reaper] / "play.lua").write_text("play.lua 2")
    assert run(["bridge", "install", "reaper", "--json"]) == 0
    assert [file["action"] for file in out_of(capsys)["files"]] == ["unchanged", "updated"]
    assert (own / "play.lua").read_text() == "play.lua 2"


def test_what_is_not_ours_is_left_and_named(
    machine: Machine, sources: dict[HostName, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    own = machine.settings / "REAPER" / "Scripts" / "MusicCM"
    own.mkdir()
    (own / "play.lua").write_text("mine")
    assert run(["bridge", "install", "reaper"]) == 4
    out, err = capsys.readouterr()
    assert "left: not written by musiccm" in out
    assert err.startswith(f"musiccm: musiccm did not write Scripts/MusicCM/play.lua in {machine.settings / 'REAPER'}, ")
    assert err.endswith("move it away and run the command again\n")
    assert (own / "play.lua").read_text() == "mine"
    (own / "play.lua").unlink()
    assert run(["bridge", "install", "reaper"]) == 0
    (own / "play.lua").write_text("edited")
    capsys.readouterr()
    assert run(["bridge", "install", "reaper"]) == 0
    assert "left: changed since it was installed" in capsys.readouterr().out
    assert run(["bridge", "install", "reaper", "--uninstall"]) == 0
    assert [file.name for file in own.iterdir()] == ["play.lua"]
    assert (own / "play.lua").read_text() == "edited"


def test_into_a_portable_installation(
    machine: Machine, sources: dict[HostName, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    assert run(["bridge", "install", "reaper", "--into", str(stick)]) == 2
    assert "--into DIR" in capsys.readouterr().err
    stick.mkdir()
    (stick / "reaper.ini").touch()
    usual = fake_homes.tree(machine.home)
    assert run(["bridge", "install", "reaper", "--into", str(stick)]) == 0
    assert (stick / "Scripts" / "MusicCM" / "play.lua").is_file()
    assert fake_homes.tree(machine.home) == usual
    capsys.readouterr()
    assert run(["bridge", "status", "reaper", "--into", str(stick), "--json"]) == 0
    assert [check["state"] for check in out_of(capsys)["checks"]] == ["absent", "ok"]
    assert run(["bridge", "status", "--into", str(stick)]) == 2
    assert "--into needs a host" in capsys.readouterr().err


def test_status_has_a_line_for_the_server_and_each_host_and_the_code_of_what_is_broken(
    machine: Machine, sources: dict[HostName, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bridge", "status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:] if not line.startswith(" ")] == [
        ["absent", name] for name in ("server", "reaper", "ableton", "puredata")
    ]
    assert run(["bridge", "install", "reaper"]) == 0
    assert run(["bridge", "install", "puredata"]) == 0
    capsys.readouterr()
    assert run(["bridge", "status", "--json"]) == 0
    report = out_of(capsys)
    assert report["ok"] is True
    assert {check["name"]: check["state"] for check in report["checks"]} == {
        "server": "absent",
        "reaper": "ok",
        "ableton": "absent",
        "puredata": "ok",
    }
    (machine.settings / "REAPER" / "Scripts" / "MusicCM" / "play.lua").unlink()
    assert run(["bridge", "status"]) == 4
    assert "broken  reaper" in capsys.readouterr().out


def test_an_unknown_host_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bridge", "install", "cubase"]) == 2
    err = capsys.readouterr().err
    assert all(name in err for name in HostName)
