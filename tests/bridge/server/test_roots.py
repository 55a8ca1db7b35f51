"""The roots: no spelling of a path leads out of them, on disk or over the socket."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.osc.client import new_id
from bridge.osc.messages import Refused
from bridge.server.roots import Roots
from tests.bridge.conftest import Start
from tests.bridge.engines import TINY, QuickEngine
from tests.bridge.osc_hosts import PythonOscHost

PAIRS = [part for pair in TINY.items() for part in pair]


@pytest.fixture
def roots(tmp_path: Path) -> Iterator[Roots]:
    for name in ("project/songs", "library", "outside"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "project" / "way-out").symlink_to(tmp_path / "outside")
    (tmp_path / "project" / "way-in").symlink_to(tmp_path / "library")
    (tmp_path / "project" / "tricky").mkdir()
    (tmp_path / "project" / "tricky" / "MusicCM").symlink_to(tmp_path / "outside")
    yield Roots(tmp_path / "project", [tmp_path / "library"])
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("", "project"), (".", "project"), ("songs", "project/songs"), ("new/one", "project/new/one"),
     ("songs/../new", "project/new"), ("way-in", "library"), ("way-in/deep", "library/deep"),
     ("Größe ♯", "project/Größe ♯")],
)  # fmt: skip
def test_what_lies_inside(roots: Roots, tmp_path: Path, text: str, place: str) -> None:
    assert roots.find_project(text) == tmp_path / place


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_a_project_that_no_message_could_name_is_refused(roots: Roots, tmp_path: Path) -> None:
    odd = tmp_path / "project" / os.fsdecode(b"S\xf6ng")
    odd.mkdir()
    (tmp_path / "project" / "plain").symlink_to(odd)
    with pytest.raises(Refused, match="not UTF-8"):
        roots.find_project("plain")


def test_absolute_folders_inside(roots: Roots, tmp_path: Path) -> None:
    assert roots.find_project(str(tmp_path / "library" / "x")) == tmp_path / "library" / "x"


WAYS_OUT = [
    "..", "../outside", "songs/../../outside", "/", "/etc", "/usr/../etc", "way-out", "way-out/deep", "tricky",
    "a\0b", "a\nb", "a" * 5000, "/".join(["a" * 200] * 5), "é" * 200,
    "..\\outside", "C:\\Windows", "C:evil", "\\\\server\\share",
    "CON", "nul", "songs/aux.txt", "COM1", "lpt9.wav", "con ", "CONIN$", "COM¹",
]  # fmt: skip


@pytest.mark.parametrize("text", WAYS_OUT)
def test_what_does_not(roots: Roots, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        roots.find_project(text)
    assert refusal.value.code == "bad_path"
    assert str(refusal.value).isprintable()


@given(
    st.lists(st.sampled_from(["..", ".", "a", "songs", "way-out", "way-in", "MusicCM", "/", "//", "~", ""]), max_size=8)
)
def test_no_path_of_any_parts_leaves(parts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        base = Path(name).resolve()
        for folder in ("project/songs", "library", "outside"):
            (base / folder).mkdir(parents=True)
        (base / "project" / "way-out").symlink_to(base / "outside")
        (base / "project" / "way-in").symlink_to(base / "library")
        roots = Roots(base / "project", [base / "library"])
        for find in (roots.find_project, lambda text: roots.find_file(text, "repaint")):
            try:
                found = find("/".join(parts))
            except Refused:
                continue
            real = Path(os.path.realpath(found))
            assert real.is_relative_to(base / "project") or real.is_relative_to(base / "library")


def test_over_the_socket_nothing_leaves_either(start: Start, tmp_path: Path) -> None:
    server = start()
    (tmp_path / "outside").mkdir()
    (tmp_path / "project" / "way-out").symlink_to(tmp_path / "outside")
    before = sorted(str(path) for path in tmp_path.iterdir())
    with PythonOscHost(server.socket.endpoint) as host:
        for text in [
            "..",
            "../outside",
            "/etc",
            str(tmp_path / "outside"),
            "way-out",
            "x" * 5000,
            "C:\\x",
            "NUL",
            "a\nb",
        ]:
            host.ask("/musiccm/generate", new_id(), "prompt", "pads", "project", text, *PAIRS)
            address, arguments = host.next_message()
            assert (address, arguments[1]) == ("/musiccm/error", "bad_path"), text
        for name in ["../../evil", "/etc/passwd", "..\\evil", "x" * 900, "CON"]:
            host.ask("/musiccm/generate", new_id(), "prompt", "pads", "name", name, *PAIRS)
            address, arguments = host.until_the_end()[-1]
            assert address == "/musiccm/done"
            assert Path(arguments[1]).is_relative_to(tmp_path / "project" / "MusicCM")
    assert sorted(str(path) for path in tmp_path.iterdir()) == before
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_that_is_laid_while_the_job_waits_is_seen(start: Start, tmp_path: Path) -> None:
    engine = QuickEngine()
    server = start(engine)
    (tmp_path / "outside").mkdir()
    engine.gate.clear()
    with PythonOscHost(server.socket.endpoint) as host:
        host.ask("/musiccm/generate", new_id(), "prompt", "pads", "project", "song", *PAIRS)
        assert host.next_message()[0] == "/musiccm/ack"
        (tmp_path / "project" / "song").symlink_to(tmp_path / "outside")
        engine.gate.set()
        address, arguments = host.until_the_end()[-1]
        assert (address, arguments[1]) == ("/musiccm/error", "bad_path")
    assert list((tmp_path / "outside").iterdir()) == []
