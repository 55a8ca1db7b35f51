"""The patch of the Live device: boxes, their places in the device, and the lines between them.

`device` turns it into the file that Max reads. Every control sends its value under its own name to the `js` object,
whose functions bear these names (`js/device.js`); what the script has to show comes back through one of its outlets,
named in `OUTLETS`. Numbers of inlets and outlets are Max's own for each kind of box.

The device is an audio effect, since a button of a device can only be clicked while the device's track is selected, and
only audio tracks take audio clips; the sound passes through unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bridge.osc.addresses import DEFAULT_HOST, DEFAULT_PORT
from musiccm_daw.harmony import MODES, Key
from musiccm_daw.request.resolve_music import DEFAULT_BARS
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import MAX_BARS, MIN_BARS

SCRIPT_NAME = "musiccm.js"
FIRST_PORT = 9722
"""Answers arrive here, or on one of the next ports if another device is open; the server and `musiccm send` use 9720
and 9721."""
HEIGHT, WIDTH = 169, 652
"""Pixels; the height is fixed by Live."""

STEMS = tuple(role for role in ROLES if role != "mix")
KEYS = ("any key", *(str(Key(tonic, mode)) for mode in reversed(MODES) for tonic in range(12)))
OUTLETS = ("server", "port", "status", "progress", "prompt", "chords", "seed", "takes", "folder", "memory")
"""The outlets of the script, from the left; those but `port` lead to the box of the same name."""
LARGEST_SEED = 2**31 - 1
"""Max's OSC has 32-bit integers; those that the server draws are smaller."""

Place = tuple[int, int, int, int]
Line = tuple[str, int, str, int]
"""From the outlet of a box to the inlet of another."""


@dataclass(frozen=True)
class Box:
    """One box.

    Attributes:
        name: ours, for lines; controls are also called so in Live.
        kind: Max's class; `newobj` for what is typed, such as `udpsend`.
        inlets: how many.
        outlets: the type of each, "" for anything.
        place: left, top, width and height in the device; None for a box that only the patch shows.
        attributes: further ones, by Max's names.
    """

    name: str
    kind: str
    inlets: int
    outlets: tuple[str, ...]
    place: Place | None = None
    attributes: dict[str, Any] = field(default_factory=dict)


def typed(name: str, text: str, inlets: int = 1, outlets: tuple[str, ...] = ("",), **attributes: Any) -> Box:
    """Return a box that is typed into the patch."""
    return Box(name, "newobj", inlets, outlets, attributes={"text": text, **attributes})


def label(text: str, place: Place) -> Box:
    """Return a text of the device."""
    return Box(f"label {text}", "live.comment", 1, (), place, {"text": text, "textjustification": 0})


def parameter(name: str, **valueof: Any) -> dict[str, Any]:
    """Return the attributes of a control that Live knows as a parameter: it is saved with the set and automatable."""
    named = {"parameter_longname": name, "parameter_shortname": name, "parameter_modmode": 0}
    return {
        "varname": name,
        "parameter_enable": 1,
        "saved_attribute_attributes": {"valueof": {**named, **valueof}},
    }


def number(name: str, low: int, high: int, initial: int, place: Place, hint: str) -> Box:
    """Return a box for a whole number."""
    value = parameter(
        name, parameter_type=1, parameter_mmin=low, parameter_mmax=high, parameter_unitstyle=0, parameter_info=hint,
        parameter_initial_enable=1, parameter_initial=[initial],
    )  # fmt: skip
    return Box(name, "live.numbox", 1, ("", "float"), place, {**value, "annotation": hint})


def menu(name: str, items: tuple[str, ...], place: Place, hint: str) -> Box:
    """Return a menu, whose first item is chosen in a new device."""
    value = parameter(
        name, parameter_type=2, parameter_enum=list(items), parameter_mmax=len(items) - 1, parameter_info=hint,
        parameter_initial_enable=1, parameter_initial=[0],
    )  # fmt: skip
    return Box(name, "live.menu", 1, ("", "", "float"), place, {**value, "annotation": hint})


def switch(name: str, text: str, place: Place, hint: str) -> Box:
    """Return a button that stays down until it is clicked again."""
    value = parameter(
        name, parameter_type=2, parameter_enum=["off", "on"], parameter_mmax=1, parameter_info=hint,
        parameter_initial_enable=1, parameter_initial=[0],
    )  # fmt: skip
    return Box(
        name, "live.text", 1, ("", ""), place, {**value, "text": text, "texton": text, "mode": 1, "annotation": hint}
    )


def button(name: str, text: str, place: Place, hint: str) -> Box:
    """Return a button that sends a bang; hidden from automation."""
    value = parameter(
        name, parameter_type=2, parameter_enum=["off", "on"], parameter_mmax=1, parameter_invisible=2,
        parameter_info=hint,
    )  # fmt: skip
    return Box(
        name, "live.text", 1, ("", ""), place, {**value, "text": text, "texton": text, "mode": 0, "annotation": hint}
    )


def words(name: str, place: Place, hint: str, lines: int, readonly: bool = False) -> Box:
    """Return a field for text, which is sent as one symbol after the word `text` by Enter or a bang."""
    keys = {"keymode": 1, "outputmode": 1, "bangmode": 0, "wordwrap": int(lines > 1), "lines": lines}
    look = {"text": "", "rounded": 4.0, "border": 1.0, "parameter_enable": 0}
    return Box(
        name, "textedit", 1, ("", "int", "", ""), place,
        {**keys, **look, "readonly": int(readonly), "varname": name, "annotation": hint},
    )  # fmt: skip


PROMPT = words("prompt", (8, 17, 240, 36), "What it should sound like; styles, instruments, mood", lines=2)
CHORDS = words("chords", (120, 70, 128, 18), "Bars between |, repeated as needed: Am7 | F C | G", lines=1)
SEED = Box(
    "seed", "number", 1, ("", "bang"), (8, 107, 76, 18),
    {"minimum": 0, "maximum": LARGEST_SEED, "parameter_enable": 0, "varname": "seed",
     "annotation": "The last take's seed; the same seed and request give the same audio"},
)  # fmt: skip
TAKES = Box(
    "take", "umenu", 1, ("int", "", ""), (400, 17, 244, 18),
    {"items": [], "parameter_enable": 0, "varname": "take", "annotation": "The last eight takes"},
)  # fmt: skip
PROGRESS = Box(
    "progress", "slider", 1, ("",), (8, 155, 240, 8),
    {"orientation": 1, "size": 101.0, "ignoreclick": 1, "parameter_enable": 0, "annotation": "How much is done"},
)  # fmt: skip
FOLDER = words("folder path", (400, 75, 188, 18), "Takes go into MusicCM in this folder", lines=1, readonly=True)
STATUS = words("status", (400, 99, 244, 64), "What happens, and what to do", lines=4, readonly=True)

STEM_SWITCHES = tuple(
    switch(role, role, (262 + 64 * (index % 2), 17 + 24 * (index // 2), 60, 20), f"Write {role} as a file of its own")
    for index, role in enumerate(STEMS)
)
VALUES = (
    number("bars", MIN_BARS, MAX_BARS, DEFAULT_BARS, (8, 72, 40, 15), "Length; with MIDI clip, the clip's"),
    menu("key", KEYS, (52, 72, 64, 15), "Any key: the seed or the chords choose"),
    switch("lock", "Lock", (88, 107, 36, 18), "Use this seed again"),
    menu("score", ("Composed", "MIDI clip"), (128, 109, 58, 15), "Compose, or play the MIDI clip that was shown last"),
    menu("destination", ("Session", "Arrange"), (190, 109, 58, 15), "Selected slot; or loop, else bar of the playhead"),
)
"""Controls whose first outlet is their value."""
BUTTONS = (
    button("generate", "Generate", (8, 131, 152, 20), "Make a take and place it"),
    button("cancel", "Cancel", (164, 131, 84, 20), "Stop the take that is being made"),
    button("insert", "Insert", (400, 39, 60, 18), "Place the chosen take again"),
    button("folder", "Choose…", (592, 75, 52, 18), "For sets that are not saved: where takes go"),
)
LABELS = (
    label("Prompt", (8, 3, 80, 13)),
    label("Bars", (8, 56, 40, 13)),
    label("Key", (52, 56, 40, 13)),
    label("Chords", (120, 56, 80, 13)),
    label("Seed", (8, 92, 40, 13)),
    label("Score", (128, 92, 50, 13)),
    label("To", (190, 92, 50, 13)),
    label("Stems (none: one clip)", (262, 3, 124, 13)),
    label("Takes", (400, 3, 80, 13)),
    label("Folder", (400, 60, 80, 13)),
)
HIDDEN = (
    typed("audio in", "plugin~", 2, ("signal", "signal")),
    typed("audio out", "plugout~", 2, ("signal", "signal")),
    typed("device", "live.thisdevice", outlets=("bang", "int", "int")),
    typed("script", f"js {SCRIPT_NAME}", outlets=("",) * len(OUTLETS)),
    typed("server", f"udpsend {DEFAULT_HOST} {DEFAULT_PORT}", outlets=()),
    typed("answers", f"udpreceive {FIRST_PORT}"),
    # The Live API may not be used in the thread in which datagrams arrive.
    typed("later", "deferlow"),
    # From the right: the texts are read before the button's message goes out.
    typed("texts first", "t b b b", outlets=("bang", "bang", "bang")),
    typed("choose", "opendialog fold", outlets=("", "bang")),
    typed("name folder", "prepend folder"),
    typed("name prompt", "prepend prompt"),
    typed("name chords", "prepend chords"),
    typed("name seed", "prepend seed"),
    typed("name take", "prepend take"),
    # Stored with the set, hidden from automation: what has no control that Live saves.
    typed(
        "memory", "pattr memory", outlets=("", "", ""),
        saved_object_attributes={"parameter_enable": 1},
        **parameter("memory", parameter_type=3, parameter_invisible=1),
    ),
    typed("name memory", "prepend memory"),
    Box("recall", "message", 2, ("",), attributes={"text": "outputvalue"}),
    *(typed(f"name {box.name}", f"prepend {box.name}") for box in VALUES),
    *(typed(f"name {box.name}", f"prepend stem {box.name}") for box in STEM_SWITCHES),
    *(Box(f"send {name}", "message", 2, ("",), attributes={"text": name}) for name in ("generate", "cancel", "insert")),
)  # fmt: skip
BOXES = (*LABELS, PROMPT, *VALUES, CHORDS, SEED, PROGRESS, *BUTTONS, *STEM_SWITCHES, TAKES, FOLDER, STATUS, *HIDDEN)

SHOWN_IN = {"port": "answers", "takes": "take", "folder": "folder path"}
"""The boxes of those outlets that are not called as these."""


def lines() -> Iterator[Line]:
    """Yield every line of the patch."""
    yield from (("audio in", channel, "audio out", channel) for channel in (0, 1))
    # When the device is ready, Live has set the controls, and the script may use the Live API.
    yield "device", 0, "recall", 0
    yield "device", 0, "script", 0
    for box in (*VALUES, *STEM_SWITCHES):
        yield "recall", 0, box.name, 0
    for name in ("prompt", "chords", "seed", "take", *(box.name for box in (*VALUES, *STEM_SWITCHES))):
        yield name, 0, f"name {name}", 0
        yield f"name {name}", 0, "script", 0
    yield "generate", 0, "texts first", 0
    yield "texts first", 2, "prompt", 0
    yield "texts first", 1, "chords", 0
    yield "texts first", 0, "send generate", 0
    for name in ("cancel", "insert"):
        yield name, 0, f"send {name}", 0
    for name in ("generate", "cancel", "insert"):
        yield f"send {name}", 0, "script", 0
    yield "folder", 0, "choose", 0
    yield "choose", 0, "name folder", 0
    yield "name folder", 0, "script", 0
    yield "memory", 0, "name memory", 0
    yield "name memory", 0, "script", 0
    yield "answers", 0, "later", 0
    yield "later", 0, "script", 0
    yield from (("script", outlet, SHOWN_IN.get(name, name), 0) for outlet, name in enumerate(OUTLETS))
