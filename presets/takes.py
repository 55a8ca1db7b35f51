"""The takes of a preset: one checked request for each combination of its matrix, in a fixed order.

Between a loaded preset and whatever renders it. Nothing here loads a model or writes a file.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from musiccm_daw.errors import PresetError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.seeds import DRAWN_SEEDS, drawn_index
from presets.building import request_of
from presets.load import Preset
from presets.matrix import combinations
from presets.names import axis_names, file_name_parts, joined
from presets.settings import Key, Setting
from presets.single_values import single_mistakes


@dataclass(frozen=True)
class PlannedTake:
    """A take to be made.

    Attributes:
        name: unique within the preset and always the same: the preset's name and the values that the matrix varies.
        request: what to make. Its own name leaves out tempo, key, bars and seed, which all file names have.
        values: what the matrix chose, by key: {"bpm": 126, "stem.bass.prompt": "warm sub"}.
    """

    name: str
    request: GenerationRequest
    values: Mapping[str, Any]


def planned_takes(
    preset: Preset,
    *,
    base_seed: int,
    on_remark: Callable[[str], None] | None = None,
    defaults: Mapping[str, Any] | None = None,
) -> list[PlannedTake]:
    """Return all takes of a preset, in the order of its matrix.

    Args:
        preset: from `load_preset`.
        base_seed: drawn once for a render, and kept with it: takes to which the preset gives no seed derive theirs
            from it, the preset's name and their values, so that the same base seed always gives the same takes.
        on_remark: given each line once on whatever of a MIDI file is read otherwise than it was written.
        defaults: options for what neither the preset nor its prompt and files say.

    Raises:
        PresetError: a value is not valid; the message has its file, line and key.
    """
    mistakes = [*single_mistakes(_all_values(preset))]
    if mistakes:
        first, *others = dict.fromkeys(map(str, mistakes))
        raise PresetError(first, others)
    remarks: dict[str, None] = {}
    takes = []
    shared = {key: setting for key, setting in preset.settings.items() if key[0] != "matrix"}
    for chosen in combinations(preset.axes):
        values = {axis.label: chosen[axis.key].value for axis in preset.axes}
        request = request_of(
            {**shared, **chosen},
            name=preset.name,
            seed=take_seed(base_seed, preset.name, values),
            on_remark=remarks.setdefault,
            defaults=defaults,
        )
        takes.append(PlannedTake(preset.name, request, values))
    if on_remark is not None:
        for line in remarks:
            on_remark(line)
    return _named(preset, takes)


def _all_values(preset: Preset) -> Iterator[tuple[Key, Setting]]:
    """Yield the values of a preset by their keys, those of its matrix after the others."""
    yield from ((key, setting) for key, setting in preset.settings.items() if key[0] != "matrix")
    yield from ((axis.key, setting) for axis in preset.axes for setting in axis.settings)


def take_seed(base_seed: int, preset: str, values: Mapping[str, Any]) -> int:
    """Return the seed of a take that is given none: the same for equal values, whatever their order."""
    written = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return drawn_index(f"take of {preset} {written}", base_seed, DRAWN_SEEDS)


def _named(preset: Preset, takes: list[PlannedTake]) -> list[PlannedTake]:
    """Name takes whose values are known to be valid."""
    all_names = itertools.product(*map(axis_names, preset.axes))
    return [
        replace(
            take,
            name=joined(preset.name, names),
            request=replace(take.request, name=joined(preset.name, file_name_parts(preset.axes, names))),
        )
        for take, names in zip(takes, all_names, strict=True)
    ]
