"""Builds the Live device: `MusicCM.amxd`, which Live loads, and the script that belongs beside it.

An .amxd is a row of chunks, each a tag of four letters, a little-endian length and its data: `ampf` says that it is an
audio effect, `meta` that nothing is frozen into it, and `ptch` holds the patch as Max writes it: JSON, then a NUL. The
layout is that of public devices (docs/hosts/ableton.md). Writes no files: `musiccm bridge install ableton` does.
"""

from __future__ import annotations

import json
import re
import struct
from importlib.resources import files
from typing import Any

from bridge.hosts.ableton.patch import (
    BOXES,
    FIRST_PORT,
    HEIGHT,
    KEYS,
    OUTLETS,
    SCRIPT_NAME,
    STEMS,
    WIDTH,
    Box,
    lines,
)
from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT

DEVICE_NAME = "MusicCM.amxd"
AUDIO_EFFECT = b"aaaa"
SCRIPTS = ("midi_file", "request", "live_set", "clips", "score_clip", "server", "takes", "device")
"""The files of `js/`, in the order in which they become one."""
MAX_VERSION = {"major": 8, "minor": 6, "revision": 0, "architecture": "x64", "modernui": 1}
"""The Max of Live 12.0, so that every later one opens the device without a warning."""
ROW_PIXELS, COLUMN_PIXELS, BOXES_IN_A_COLUMN = 28, 190, 20
"""Where boxes stand in the patch that the pencil button opens."""


def device_files() -> dict[str, bytes]:
    """Return the files of the device by name; Live finds the script in the device's own folder."""
    return {DEVICE_NAME: build_device(), SCRIPT_NAME: build_script().encode("ascii")}


def build_device() -> bytes:
    """Return the bytes of the .amxd."""
    patch = json.dumps({"patcher": _patcher()}, indent=1).encode() + b"\0"
    return _chunk(b"ampf", AUDIO_EFFECT) + _chunk(b"meta", struct.pack("<I", 0)) + _chunk(b"ptch", patch)


def build_script() -> str:
    """Return the device's JavaScript: what `patch` and the server's protocol fix, then the files of `js/`.

    Non-ASCII letters are escaped, so that no encoding can be mistaken.
    """
    facts = {
        "OUTLETS": {name: index for index, name in enumerate(OUTLETS)},
        "OUTLET_COUNT": len(OUTLETS),
        "ROLES": STEMS,
        "KEYS": KEYS,
        "SERVER_HOST": DEFAULT_HOST,
        "SERVER_PORT": DEFAULT_PORT,
        "FIRST_PORT": FIRST_PORT,
    }
    head = "".join(f"var {name} = {json.dumps(value)};\n" for name, value in facts.items())
    folder = files("bridge.hosts.ableton") / "js"
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    whole = "\n".join(["// Built from bridge/hosts/ableton/js of MusicCM-DAW; change it there.", head, *parts])
    return re.sub(r"[^\x00-\x7f]", lambda letter: f"\\u{ord(letter[0]):04x}", whole)


def _chunk(tag: bytes, data: bytes) -> bytes:
    return tag + struct.pack("<I", len(data)) + data


def _patcher() -> dict[str, Any]:
    ids = {box.name: f"obj-{number}" for number, box in enumerate(BOXES, 1)}
    return {
        "fileversion": 1,
        "appversion": MAX_VERSION,
        "classnamespace": "box",
        "rect": [80.0, 80.0, 900.0, 620.0],
        "openrect": [0.0, 0.0, float(WIDTH), float(HEIGHT)],
        "openinpresentation": 1,
        "devicewidth": float(WIDTH),
        "default_fontsize": 10.0,
        "default_fontname": "Arial",
        "gridsize": [8.0, 8.0],
        "boxes": [{"box": _box(box, ids[box.name], number)} for number, box in enumerate(BOXES)],
        "lines": [
            {"patchline": {"source": [ids[source], outlet], "destination": [ids[destination], inlet]}}
            for source, outlet, destination, inlet in lines()
        ],
        "parameters": _parameters(ids),
        "dependency_cache": [],
        "latency": 0,
        "is_mpe": 0,
        "minimum_live_version": "",
        "minimum_max_version": "",
        "platform_compatibility": 0,
        "project": _project(),
        "autosave": 0,
    }


def _box(box: Box, identity: str, number: int) -> dict[str, Any]:
    column, row = divmod(number, BOXES_IN_A_COLUMN)
    width, height = (box.place[2], box.place[3]) if box.place else (150, 20)
    shown = {"presentation": 1, "presentation_rect": _floats(*box.place)} if box.place else {}
    return {
        "id": identity,
        "maxclass": box.kind,
        "numinlets": box.inlets,
        "numoutlets": len(box.outlets),
        **({"outlettype": list(box.outlets)} if box.outlets else {}),
        "patching_rect": _floats(16 + COLUMN_PIXELS * column, 16 + ROW_PIXELS * row, width, height),
        "fontname": "Arial",
        "fontsize": 10.0,
        **shown,
        **box.attributes,
    }


def _parameters(ids: dict[str, str]) -> dict[str, Any]:
    """Return the table of parameters that Max keeps beside the boxes: name, short name, and place in the order."""
    named = {ids[box.name]: [box.name, box.name, 0] for box in BOXES if box.attributes.get("parameter_enable") == 1}
    bank = {"index": 0, "name": "", "parameters": ["-"] * 8}
    return {**named, "parameterbanks": {"0": bank}, "inherited_shortname": 1}


def _project() -> dict[str, Any]:
    """Return what makes a patch a device; its type is that of the `ampf` chunk, as a big-endian number."""
    return {
        "version": 1,
        "creationdate": 0,
        "modificationdate": 0,
        "viewrect": [0.0, 0.0, 300.0, 500.0],
        "autoorganize": 1,
        "hideprojectwindow": 1,
        "showdependencies": 1,
        "autolocalize": 0,
        "contents": {"patchers": {}, "code": {}},
        "layout": {},
        "searchpath": {},
        "detailsvisible": 0,
        "amxdtype": int.from_bytes(AUDIO_EFFECT, "big"),
        "readonly": 0,
        "devpathtype": 0,
        "devpath": ".",
        "sortmode": 0,
        "viewmode": 0,
        "includepackages": 0,
    }


def _floats(*numbers: int) -> list[float]:
    return [float(number) for number in numbers]
