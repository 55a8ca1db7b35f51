"""The files beside the scripts: icons, pattern file, ReaPack index, and the page that describes the actions."""

import importlib.metadata
import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from bridge.hosts.reaper import icons, reapack
from tests.bridge.reaper_studio import ROOT, SCRIPTS

DESCRIPTION = re.compile(r"^-- @description MusicCM: (.+)\n-- @about (.+)$", re.MULTILINE)


def scripts() -> list[Path]:
    return sorted(SCRIPTS.glob("*.lua"))


def test_every_script_says_what_it_does_and_the_page_describes_it() -> None:
    page = " ".join((ROOT / "docs" / "hosts" / "reaper.md").read_text(encoding="utf-8").split())
    assert len(scripts()) == 7
    for script in scripts():
        found = DESCRIPTION.match(script.read_text(encoding="utf-8"))
        assert found, script.name
        assert f"**{found[1][0].upper()}{found[1][1:]}**" in page
        assert script.name in page


def test_modules_load_each_other_and_only_what_is_there() -> None:
    modules = {f"musiccm.{file.stem}" for file in (SCRIPTS / "musiccm").glob("*.lua")}
    used = {
        name
        for file in SCRIPTS.rglob("*.lua")
        for name in re.findall(r'require[ (]"([\w.]+)"', file.read_text(encoding="utf-8"))
    }
    assert used == modules


def test_the_reapack_index_lists_every_script_under_its_address() -> None:
    root = ElementTree.fromstring(reapack.index("https://example.org/a b/"))  # noqa: S314 our own text
    assert (root.tag, root.get("version"), root.get("name")) == ("index", "1", "MusicCM")
    (version,) = root.findall("category/reapack/version")
    assert version.get("name") == importlib.metadata.version("musiccm-daw")
    sources = {str(source.get("file")): source for source in version.findall("source")}
    assert set(sources) == {file.relative_to(SCRIPTS).as_posix() for file in SCRIPTS.rglob("*.lua")}
    for name, source in sources.items():
        assert source.text == f"https://example.org/a b/{name}"
        assert source.get("main") == (None if "/" in name else "main")


@pytest.mark.parametrize(("path", "picture"), list(icons.strips()), ids=[path for path, _ in icons.strips()])
def test_icons_are_strips_of_three_states_as_they_are_drawn(path: str, picture: Image.Image) -> None:
    with Image.open(icons.FOLDER / path) as committed:
        assert committed.size == picture.size
        assert committed.width == 3 * committed.height
        difference = np.asarray(committed.convert("RGBA"), np.int16) - np.asarray(picture, np.int16)
    assert np.abs(difference).max() <= 2, "run python -m bridge.hosts.reaper.icons"


def test_there_is_an_icon_for_every_action_and_no_other() -> None:
    found = {file.relative_to(icons.FOLDER).as_posix() for file in icons.FOLDER.rglob("*.png")}
    assert found == {Path(path).as_posix() for path, _ in icons.strips()}
    assert len(icons.DRAWINGS) == len(scripts())


# Names and flags as in REAPER's Default.ReaperOSC; a name that it does not know makes a file invalid.
KNOWN = {"TEMPO": "nfrs", "PLAY": "t", "STOP": "t", "ACTION": "ist"}


def test_the_pattern_file_sends_the_tempo_in_quarters_per_minute() -> None:
    lines = (SCRIPTS / "MusicCM.ReaperOSC").read_text(encoding="ascii").splitlines()
    patterns = dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    assert patterns == {"TEMPO": "f/tempo/raw", "PLAY": "t/play", "STOP": "t/stop", "ACTION": "i/action"}
    assert all(pattern[0] in KNOWN[name] for name, pattern in patterns.items())
