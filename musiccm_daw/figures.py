"""Figures that a command measures: a table for people, and values by name for programs. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """What was measured.

    Attributes:
        columns: heads of the table; the first says what its rows are about.
        rows: a cell for each head.
        values: the same numbers by name, not rounded.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str | float, ...]]
    values: Mapping[str, float]
