"""Harmony of hymns: a chord on every beat, with the half cadence in the second bar and the full one in the fourth.

In roman numerals as in `progressions.py`, in phrases as hymn books have them. The last chord lasts two beats or more.
"""

from __future__ import annotations

from musiccm_daw.timebase import Meter

_OF_FOUR: dict[str, tuple[str, ...]] = {
    "major": (
        "I V/VII vi iii | IV I/III V V | vi IV I/V V7 | I IV I I",
        "I I/III IV I | ii I/III V V | I V/VII vi IV | I/V V7 I I",
        "I IV I/III V | vi V/VII I V | IV I/III ii vi | ii V7 I I",
        "I V I IV | I/V V I I | vi iii IV I | ii V7 I I",
        "I vi IV V | I I/III V V | V7/IV I/III ii V | I IV I I",
    ),
    "minor": (
        "i V/VII i iv | i/bIII iv V V | i bVII bIII bVI | iv V7 i i",
        "i iv i/bIII V/VII | i iv V V | bVI bIII iv i/bIII | iidim/IV V7 i i",
        "i bVII bIII bVII/II | i/bIII iv V V | bVI iv i V/VII | i V7 i i",
        "i V i iv | i/V V i i | bIII bVII i V | iv V7 i i",
    ),
}
_OF_THREE: dict[str, tuple[str, ...]] = {
    "major": (
        "I V/VII vi | IV I/III V | vi ii V7 | I I I",
        "I I/III IV | I/V V V | vi V/VII I | ii V7 I",
        "I IV I | I/III V V | I vi IV | V7 I I",
    ),
    "minor": (
        "i V/VII i | iv i/bIII V | bVI iv V7 | i i i",
        "i bVII bIII | iv V V | bVI bIII iv | V7 i i",
    ),
}


def hymns(mode: str, meter: Meter) -> tuple[str, ...]:
    """Return hymns of four bars in "major" or "minor"; none for meters that have neither three nor four quarters."""
    banks = {"4/4": _OF_FOUR, "3/4": _OF_THREE}
    return banks[str(meter)][mode] if str(meter) in banks else ()
