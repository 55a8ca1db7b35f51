"""Tunes in cut time: a bar of 4/4 at the pace of a walk holds two bars of a reel, whose 8ths are 16ths there."""

from __future__ import annotations

from musiccm_daw.composer.sheet import Passage, Writer
from musiccm_daw.composer.ways.steered_writers import at_pace
from musiccm_daw.score.note import Note

_CUT = ("4/4", "2/4", "2/2")


def in_cut_time(passage: Passage, write: Writer) -> list[Note]:
    """Write a passage twice as fast in meters of two and four quarters, and as it is in others, such as jigs'."""
    return at_pace(passage, write, 2.0) if str(passage.meter) in _CUT else write(passage)
