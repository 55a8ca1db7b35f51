"""Numbers as hosts send them: integers, floats of 32 and 64 bits, and text that holds a number.

Max and Pure Data send every number as a 32-bit float, so 4.0 is the integer 4 and a tempo of 97.3 arrives as
97.30000305175781. Used by `wire`, which checks the ranges.
"""

from __future__ import annotations

import math
import struct

from musiccm_daw.request.fields import spelled_number


def read_number(value: object) -> int | float | None:
    """Return the finite number that was meant; None for everything else, including booleans.

    A whole number is returned as int, any other as the float with the shortest decimal form.
    """
    if isinstance(value, str):
        number = spelled_number(value)
        return None if number is None else _whole_if_whole(number)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) else _whole_if_whole(_as_spelled(value))


def read_whole(value: object) -> int | None:
    """Return the whole number that was meant; None for 4.5 and for anything that is not a number."""
    number = read_number(value)
    return number if isinstance(number, int) else None


def _whole_if_whole(number: float) -> int | float | None:
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _as_spelled(number: float) -> float:
    """Undo the widening of a 32-bit float: return the shortest decimal with the same 32 bits, such as 97.3."""
    if not math.isfinite(number) or number.is_integer() or _narrowed(number) != number:
        return number
    # Nine digits are enough to distinguish any two 32-bit floats.
    spellings = (float(f"{number:.{digits}g}") for digits in range(1, 10))
    return next(spelling for spelling in spellings if _narrowed(spelling) == number)


def _narrowed(number: float) -> float:
    try:
        narrowed: float = struct.unpack(">f", struct.pack(">f", number))[0]
    except OverflowError:
        return math.nan
    return narrowed
