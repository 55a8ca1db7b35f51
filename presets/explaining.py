"""What a preset comes to, and where each of its values comes from: what `musiccm presets show` and `list` print.

Values that no setting gives are resolved with several seeds: those on which all agree are certain, the others are
drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from musiccm_daw.request.request import GenerationRequest
from presets.building import request_of
from presets.load import Preset
from presets.matrix import combinations
from presets.settings import Key, Setting, names_in
from presets.source import written_key

_FACTS = ("prompt", "bpm", "bars", "meter", "key", "chords", "loop", "sample_rate", "steps", "seed", "score", "parts")
_NUMBERS = ("density", "energy")
"""Facts that only a setting gives."""
_SEEDS = (1, 2, 3, 4)
"""A style's tempo lies in a range of a few bpm, so four seeds seldom agree by chance."""


@dataclass(frozen=True)
class ExplainedValue:
    """One value of a preset.

    Attributes:
        key: such as `bpm` or `stem.bass.prompt`.
        value: as JSON types; None for what is drawn, a list of all values for what the matrix varies.
        varies: whether the matrix varies it.
        origin: file and line, the setting, or one of the sources of a request: "prompt", "style", "default", "seed",
            "sections", "midi", "audio", "chords".
    """

    key: str
    value: Any
    varies: bool
    origin: str


def explained(preset: Preset) -> list[ExplainedValue]:
    """Return the values of a preset, first those of all stems.

    Raises:
        PresetError: a value is not valid.
    """
    shared = {key: setting for key, setting in preset.settings.items() if key[0] != "matrix"}
    first = next(combinations(preset.axes))
    requests = [request_of({**shared, **first}, name=preset.name, seed=seed) for seed in _SEEDS]
    axes = {axis.key: axis for axis in preset.axes}
    rows = []
    numbers = (name for name in _NUMBERS if ("preset", name) in {**shared, **axes})
    for fact in (*_FACTS, *numbers):
        key: Key = ("preset", fact)
        if key in axes:
            rows.append(_varied(fact, axes[key].settings, preset))
        elif key in shared:
            rows.append(ExplainedValue(fact, shared[key].value, False, origin(shared[key], preset)))
        else:
            rows.append(_resolved(fact, requests))
    for table in ("stem", "section"):
        for name in names_in(shared, table):
            given = {key: setting for key, setting in shared.items() if key[:2] == (table, name)}
            given |= {key: axis.settings[0] for key, axis in axes.items() if key[:2] == (table, name)}
            for key, setting in given.items():
                label = f"{table}.{written_key(name)}.{key[2]}"
                if key in axes:
                    rows.append(_varied(label, axes[key].settings, preset))
                elif key[2] != "name" or setting.value != name:
                    rows.append(ExplainedValue(label, setting.value, False, origin(setting, preset)))
    return rows


def origin(setting: Setting, preset: Preset) -> str:
    """Return the source of a setting: the setting of the command line, or the name and line of a file."""
    source = setting.source
    if source.path is None:
        return source.label
    extended = "" if source.path == preset.file else ", extended"
    return f"{source.path.name}, line {source.line(setting.place)}{extended}"


def _varied(key: str, settings: tuple[Setting, ...], preset: Preset) -> ExplainedValue:
    return ExplainedValue(key, [setting.value for setting in settings], True, origin(settings[0], preset))


def _resolved(fact: str, requests: list[GenerationRequest]) -> ExplainedValue:
    """Return a value that no setting gives; None as its value where the seed decides it."""
    values = [request.to_json()[fact] for request in requests]
    agreed = all(value == values[0] for value in values)
    source = requests[0].sources.get(fact, "default")
    # No setting gives it, so what the request calls an option follows from a stem's MIDI file.
    return ExplainedValue(fact, values[0] if agreed else None, False, "midi" if source == "option" else source)


def search(presets: list[Preset], words: list[str]) -> Iterator[Preset]:
    """Yield the presets in whose name, description, tags, prompt or stems all words occur, whatever their case."""
    for preset in presets:
        text = " ".join(
            [
                preset.name,
                preset.description,
                *preset.tags,
                *(str(setting.value) for key, setting in preset.settings.items() if key[-1] in ("prompt", "role")),
            ]
        ).lower()
        if all(word.lower() in text for word in words):
            yield preset
