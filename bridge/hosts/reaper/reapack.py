"""The index of a ReaPack repository: which scripts there are, and where ReaPack loads each file from.

`python -m bridge.hosts.reaper.reapack URL` writes `index.xml` into the current folder, for the address at which this
one is published, such as https://example.org/musiccm/bridge/hosts/reaper/. The version is the program's, since both are
released together. ReaPack installs scripts alone; `musiccm bridge install reaper` tells them where musiccm is.
Source: the format that reapack-index 1.2 writes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from musiccm_daw.distribution import DISTRIBUTION, app_version

NAME = "MusicCM"
CATEGORY = "Generation"
FOLDER = Path(__file__).parent


def index(address: str) -> str:
    """Return the index of the scripts in this folder.

    Args:
        address: of the published folder.
    """
    base = address.rstrip("/") + "/"
    root = ElementTree.Element("index", version="1", name=NAME)
    category = ElementTree.SubElement(root, "category", name=CATEGORY)
    # One package of all: the modules that the scripts share would otherwise belong to several.
    package = ElementTree.SubElement(
        category,
        "reapack",
        name=f"{NAME}.lua",
        type="script",
        desc=f"{NAME}: music from a prompt at the selected bars",
    )
    version = ElementTree.SubElement(package, "version", name=app_version(), author=DISTRIBUTION)
    for script in sorted(FOLDER.glob("*.lua")):
        _source(version, base, script).set("main", "main")
    for module in sorted(FOLDER.glob("musiccm/*.lua")):
        _source(version, base, module)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _source(version: ElementTree.Element, base: str, file: Path) -> ElementTree.Element:
    path = file.relative_to(FOLDER).as_posix()
    source = ElementTree.SubElement(version, "source", file=path)
    source.text = base + quote(path)
    return source


if __name__ == "__main__":
    Path("index.xml").write_text(index(sys.argv[1]), encoding="utf-8", newline="\n")
