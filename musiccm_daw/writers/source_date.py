"""The only date that may enter a file: SOURCE_DATE_EPOCH, as defined for reproducible builds.

Used by `take_writer`. Without the variable, files contain no date at all, so that the same request gives the same
bytes.
Source: https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from musiccm_daw.errors import RequestError, quoted

VARIABLE = "SOURCE_DATE_EPOCH"


def source_date() -> datetime | None:
    """Return the time set in the environment, in UTC; None if there is none.

    Raises:
        RequestError: the variable is not a number of seconds since 1970.
    """
    text = os.environ.get(VARIABLE, "")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise RequestError(f"{VARIABLE} is {quoted(text)}; set it to whole seconds since 1970, or unset it") from error
