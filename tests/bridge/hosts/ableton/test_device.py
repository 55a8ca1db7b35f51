"""The .amxd, read by a reader of its own by the layout in docs/hosts/ableton.md, and its lines held to Max's boxes."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections import Counter
from typing import Any, BinaryIO

import pytest

from bridge.hosts.ableton.device import device_files
from bridge.hosts.ableton.patch import HEIGHT, OUTLETS, SCRIPT_NAME

# Inlets and outlets of Max's objects, as in patches that Max saved; a patch with others loses its lines on opening.
ONE, NONE = ("",), ()
MAX_BOXES = {
    "comment": (1, NONE), "live.comment": (1, NONE), "live.numbox": (1, ("", "float")),
    "live.menu": (1, ("", "", "float")), "live.text": (1, ("", "")), "textedit": (1, ("", "int", "", "")),
    "number": (1, ("", "bang")), "umenu": (1, ("int", "", "")), "slider": (1, ONE), "message": (2, ONE),
    "plugin~": (2, ("signal", "signal")), "plugout~": (2, ("signal", "signal")),
    "live.thisdevice": (1, ("bang", "int", "int")), "js": (1, ONE * len(OUTLETS)), "udpsend": (1, NONE),
    "udpreceive": (1, ONE), "deferlow": (1, ONE), "t": (1, ("bang", "bang", "bang")), "opendialog": (1, ("", "bang")),
    "prepend": (1, ONE), "pattr": (1, ("", "", "")),
}  # fmt: skip
PARAMETER_TYPES = {"live.numbox": 1, "live.menu": 2, "live.text": 2, "newobj": 3}

Box = dict[str, Any]
Lines = list[tuple[str, int, str, int]]
"""From an outlet of a box to an inlet of another."""


def read_chunk(file: BinaryIO) -> tuple[str, bytes]:
    """Read one chunk: a tag, a size of four bytes, least significant first, and so many bytes."""
    tag = file.read(4).decode("ascii")
    size = int.from_bytes(file.read(4), "little")
    data = file.read(size)
    assert len(data) == size, f"{tag} is cut short"
    return tag, data


@pytest.fixture(scope="module")
def chunks() -> dict[str, bytes]:
    content = device_files()["MusicCM.amxd"]
    file = io.BytesIO(content)
    found = []
    while file.tell() < len(content):
        found.append(read_chunk(file))
    assert [tag for tag, _ in found] == ["ampf", "meta", "ptch"]
    return dict(found)


@pytest.fixture(scope="module")
def patcher(chunks: dict[str, bytes]) -> dict[str, Any]:
    text = chunks["ptch"]
    assert text.count(b"\0") == 1
    assert text.endswith(b"\0")
    assert not text.startswith(b"mx@c")
    (patcher,) = json.loads(text[:-1]).values()
    return dict(patcher)


@pytest.fixture(scope="module")
def boxes(patcher: dict[str, Any]) -> dict[str, Box]:
    boxes = [entry["box"] for entry in patcher["boxes"]]
    found = {box["id"]: box for box in boxes}
    assert len(found) == len(boxes)
    return found


@pytest.fixture(scope="module")
def lines(patcher: dict[str, Any]) -> Lines:
    ends = [entry["patchline"] for entry in patcher["lines"]]
    return [(*line["source"], *line["destination"]) for line in ends]


def kind(box: Box) -> str:
    """Return what Max calls the object."""
    return str(box["text"].split()[0] if box["maxclass"] == "newobj" else box["maxclass"])


def shown(boxes: dict[str, Box]) -> dict[str, Box]:
    return {identity: box for identity, box in boxes.items() if box.get("presentation")}


def test_it_is_an_audio_effect_with_nothing_frozen_in(chunks: dict[str, bytes], patcher: dict[str, Any]) -> None:
    assert chunks["ampf"] == b"aaaa"
    assert chunks["meta"] == bytes(4)
    assert patcher["project"]["amxdtype"] == int.from_bytes(chunks["ampf"], "big") == 1633771873


def test_the_script_lies_beside_it(boxes: dict[str, Box]) -> None:
    assert set(device_files()) == {"MusicCM.amxd", SCRIPT_NAME}
    assert [box["text"] for box in boxes.values() if kind(box) == "js"] == [f"js {SCRIPT_NAME}"]


def test_every_box_has_the_inlets_and_outlets_of_its_kind(boxes: dict[str, Box]) -> None:
    for box in boxes.values():
        inlets, outlets = MAX_BOXES[kind(box)]
        assert (box["numinlets"], box["numoutlets"]) == (inlets, len(outlets)), box
        assert tuple(box.get("outlettype", ())) == outlets, box


def test_every_line_joins_an_outlet_and_an_inlet_that_exist(boxes: dict[str, Box], lines: Lines) -> None:
    for source, outlet, destination, inlet in lines:
        _, outlets = MAX_BOXES[kind(boxes[source])]
        inlets, _ = MAX_BOXES[kind(boxes[destination])]
        assert 0 <= outlet < len(outlets)
        assert 0 <= inlet < inlets
        assert (outlets[outlet] == "signal") == (kind(boxes[destination]) == "plugout~")
    assert len(set(lines)) == len(lines)


def test_sound_passes_through_unchanged(boxes: dict[str, Box], lines: Lines) -> None:
    audio = {(kind(boxes[a]), out, kind(boxes[b]), into) for a, out, b, into in lines if kind(boxes[a]) == "plugin~"}
    assert audio == {("plugin~", 0, "plugout~", 0), ("plugin~", 1, "plugout~", 1)}


def test_no_box_is_left_over(boxes: dict[str, Box], lines: Lines) -> None:
    used = {end for line in lines for end in (line[0], line[2])}
    assert {kind(boxes[identity]) for identity in boxes if identity not in used} == {"live.comment"}


def test_every_message_to_the_script_is_one_of_its_functions(boxes: dict[str, Box], lines: Lines) -> None:
    source = device_files()[SCRIPT_NAME].decode()
    functions = set(re.findall(r"^function (\w+)", source, re.MULTILINE))
    names = []
    for first, _, last, _ in lines:
        if kind(boxes[last]) == "js" and kind(boxes[first]) in ("prepend", "message"):
            names.append(boxes[first]["text"].split()[-2 if "stem" in boxes[first]["text"] else -1])
    assert len(names) > 20
    assert set(names) <= functions
    assert {"bang", "anything", "notifydeleted"} <= functions


def test_every_outlet_of_the_script_leads_somewhere(boxes: dict[str, Box], lines: Lines) -> None:
    led = {outlet: kind(boxes[box]) for source, outlet, box, _ in lines if kind(boxes[source]) == "js"}
    assert [led[number] for number in range(len(OUTLETS))] == [
        "udpsend", "udpreceive", "textedit", "slider", "textedit", "textedit", "number", "umenu", "textedit", "pattr",
    ]  # fmt: skip


def test_generate_reads_the_texts_before_it_sends(boxes: dict[str, Box], lines: Lines) -> None:
    # Max's trigger sends from its right outlet first.
    from_trigger = {outlet: boxes[box] for source, outlet, box, _ in lines if kind(boxes[source]) == "t"}
    assert [kind(from_trigger[outlet]) for outlet in (2, 1, 0)] == ["textedit", "textedit", "message"]
    assert from_trigger[0]["text"] == "generate"
    assert all(from_trigger[outlet]["outputmode"] == 1 for outlet in (1, 2)), "a text is one symbol"


def test_what_is_shown_fits_into_live_and_nothing_overlaps(patcher: dict[str, Any], boxes: dict[str, Box]) -> None:
    assert patcher["openinpresentation"] == 1
    width, height = patcher["openrect"][2:]
    assert (height, patcher["devicewidth"]) == (HEIGHT, width)
    assert HEIGHT == 169
    places = {identity: box["presentation_rect"] for identity, box in shown(boxes).items()}
    for left, top, wide, high in places.values():
        assert left >= 0
        assert top >= 0
        assert left + wide <= width
        assert top + high <= height
        assert high >= 8
    for (one, a), (other, b) in itertools.combinations(places.items(), 2):
        apart = a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or a[1] + a[3] <= b[1] or b[1] + b[3] <= a[1]
        assert apart, f"{boxes[one]} lies on {boxes[other]}"


def test_texts_fit_into_their_boxes(boxes: dict[str, Box]) -> None:
    # Arial 10 has letters of 5 to 6 pixels.
    for box in shown(boxes).values():
        if kind(box) in ("live.text", "live.comment"):
            assert 5.5 * len(box["text"]) <= box["presentation_rect"][2] + 3, box["text"]
        if kind(box) == "live.menu":
            items = box["saved_attribute_attributes"]["valueof"]["parameter_enum"]
            assert 5.5 * max(map(len, items)) <= box["presentation_rect"][2]


def test_every_control_says_what_it_is_for(boxes: dict[str, Box]) -> None:
    silent = [box for box in shown(boxes).values() if kind(box) != "live.comment" and not box.get("annotation")]
    assert not silent


def test_parameters_have_names_of_their_own_and_are_in_the_table_that_max_keeps(
    patcher: dict[str, Any], boxes: dict[str, Box]
) -> None:
    parameters = {identity: box for identity, box in boxes.items() if box.get("parameter_enable")}
    names = Counter(box["saved_attribute_attributes"]["valueof"]["parameter_longname"] for box in parameters.values())
    assert set(names.values()) == {1}
    table = {identity: row for identity, row in patcher["parameters"].items() if identity.startswith("obj-")}
    assert {identity: row[0] for identity, row in table.items()} == {
        identity: box["saved_attribute_attributes"]["valueof"]["parameter_longname"]
        for identity, box in parameters.items()
    }
    for box in parameters.values():
        value = box["saved_attribute_attributes"]["valueof"]
        assert value["parameter_type"] == PARAMETER_TYPES[box["maxclass"]]
        if value["parameter_type"] == 2:
            assert value["parameter_mmax"] == len(value["parameter_enum"]) - 1
        if value["parameter_type"] == 1:
            assert value["parameter_mmax"] - value["parameter_mmin"] < 256, "Live's whole numbers have 256 values"
