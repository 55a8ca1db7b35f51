"""The names of takes: the preset's name and what the matrix varies, such as `dusty-house-kit_Fmin_126bpm`.

They depend on the values alone, neither on the order of takes nor on seeds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from musiccm_daw.errors import quoted
from musiccm_daw.harmony import Key as MusicalKey
from musiccm_daw.request.fields import MAX_NAME_CHARACTERS, clip_name, name_from_words
from musiccm_daw.timebase import format_bpm, parse_bpm
from presets.matrix import MatrixAxis
from presets.settings import Setting

IN_FILE_NAMES = ("bpm", "key", "bars", "seed")
"""What `musiccm_daw/writers/names.py` puts into every file name."""


def axis_names(axis: MatrixAxis) -> tuple[str, ...]:
    """Return a name for each value of a list of the matrix; equal ones are numbered.

    Raises:
        PresetError: two values of a fact that every file name has are the same, such as "Am" and "A minor".
    """
    seen: Counter[str] = Counter()
    names = []
    for setting in axis.settings:
        name = _value_name(axis.label, setting)
        # Not every file system tells capital letters from small ones.
        seen[name.lower()] += 1
        number = seen[name.lower()]
        if number > 1 and axis.label in IN_FILE_NAMES:
            raise setting.source.error(setting.place, f"{quoted(setting.value)} is there already; keep one of them")
        names.append(name if number == 1 else f"{name}-{number}")
    return tuple(names)


def joined(preset: str, parts: Iterable[str]) -> str:
    """Return the name of a take or its files; one that is too long ends in a hash of the whole."""
    name = "_".join([clip_name(preset), *parts])
    if len(name) <= MAX_NAME_CHARACTERS:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: MAX_NAME_CHARACTERS - 9].rstrip('-_')}-{digest}"


def file_name_parts(axes: Sequence[MatrixAxis], names: Sequence[str]) -> list[str]:
    """Return of the names of a take's values those that its file names do not have anyway."""
    return [name for axis, name in zip(axes, names, strict=True) if axis.label not in IN_FILE_NAMES]


def _value_name(label: str, setting: Setting) -> str:
    value = setting.value
    match label:
        case "bpm":
            return format_bpm(parse_bpm(value)).replace(".", "p") + "bpm"
        case "key":
            return "nokey" if value.strip().lower() == "none" else MusicalKey.parse(value).short
        case "bars":
            return f"{value}bars"
        case "seed":
            return f"s{value}"
        case "loop":
            return "loop" if value else "oneshot"
        case "sample_rate":
            return f"{value}Hz"
    what = label.removeprefix("stem.").removesuffix(".prompt").replace(".", "-")
    if isinstance(value, str):
        words = name_from_words(value) if label.endswith("prompt") else clip_name(value)
        return words if label in ("prompt", "chords") else clip_name(f"{what}-{words}")
    if isinstance(value, bool):
        return what if value else f"no-{what}"
    return clip_name(f"{what}-{_number_word(value)}")


def _number_word(value: float) -> str:
    """Return a number without signs and points, which names cannot have: minus 3.5 is `m3p5`."""
    return f"{value:g}".replace("-", "m").replace(".", "p").replace("+", "")
