"""The only time that may enter a file: SOURCE_DATE_EPOCH, as reproducible builds define it.

Asked by `take.py`. Without the variable files carry no time at all, so that the same request gives the same
bytes.
Source: https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from musiccm_daw.errors import RequestError, quoted

VARIABLE = "SOURCE_DATE_EPOCH"


def source_date() -> datetime | None:
    """Return the time that the environment gives, in UTC; None without one.

    Raises:
        RequestError: the variable holds something else than seconds since 1970.
    """
    text = os.environ.get(VARIABLE, "")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise RequestError(f"{VARIABLE} is {quoted(text)}; set it to whole seconds since 1970, or unset it") from error
