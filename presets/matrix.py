"""The matrix of a preset: counted before anything is built, then combined.

The last list varies fastest, as in nested loops.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musiccm_daw.errors import quoted
from presets.settings import Key, Setting, Settings, varied_key

MAX_TAKES = 10_000
"""Weeks of rendering on two cores; more is a slip of the pen."""


@dataclass(frozen=True)
class MatrixAxis:
    """One list of the matrix.

    Attributes:
        key: what it varies.
        settings: one for each value.
    """

    key: Key
    settings: tuple[Setting, ...]

    @property
    def label(self) -> str:
        """The key as the matrix writes it: `bpm`, `stem.bass.prompt`."""
        return ".".join(self.key[1:] if self.key[0] == "preset" else self.key)


def matrix_axes(settings: Settings) -> tuple[MatrixAxis, ...]:
    """Return the lists of the matrix, in the order of the file.

    Raises:
        PresetError: a list has a value twice, or there are more combinations than `MAX_TAKES`.
    """
    axes = []
    for key, found in settings.items():
        if key[0] != "matrix":
            continue
        for number, value in enumerate(found.value):
            if value in found.value[:number]:
                raise found.source.error((*found.place, number), f"{quoted(value)} is there twice; keep one of them")
        values = (Setting(value, found.source, (*found.place, number)) for number, value in enumerate(found.value))
        axes.append(MatrixAxis(varied_key(key), tuple(values)))
    count = take_count(axes)
    if count > MAX_TAKES:
        first = axes[0].settings[0]
        raise first.source.error(
            ("matrix",), f"{count} combinations are more than the {MAX_TAKES} allowed; shorten its lists"
        )
    return tuple(axes)


def take_count(axes: Sequence[MatrixAxis]) -> int:
    """Return how many takes a matrix stands for; one without lists is one."""
    return math.prod(len(axis.settings) for axis in axes)


def combinations(axes: tuple[MatrixAxis, ...]) -> Iterator[dict[Key, Setting]]:
    """Yield what each take has beside the settings that all share."""
    keys = [axis.key for axis in axes]
    for chosen in itertools.product(*(axis.settings for axis in axes)):
        yield dict(zip(keys, chosen, strict=True))
