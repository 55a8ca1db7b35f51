"""The roles that a stem can have, as users and corpus labels name them."""

from __future__ import annotations

from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import RequestError, quoted

ROLES = (
    "drums",
    "bass",
    "keys",
    "guitar",
    "pads",
    "lead",
    "strings",
    "brass",
    "vocal-pad",
    "percussion",
    "fx",
    "mix",
)

DRUM_ROLES = ("drums", "percussion")
"""Roles whose pitches are percussion keys."""
UNPITCHED_ROLES = (*DRUM_ROLES, "fx")

PITCHED_ROLES = tuple(role for role in ROLES if role not in UNPITCHED_ROLES)
"""Roles that follow the chords; "mix" is one of them."""

ROLE_LEVELS_DB = {
    "drums": 0.0,
    "bass": -0.3,
    "keys": -3.4,
    "guitar": -4.0,
    "strings": -4.0,
    "lead": -4.3,
    "vocal-pad": -4.4,
    "pads": -5.4,
    "brass": -8.4,
    "percussion": -11.0,
    "fx": -14.8,
    "mix": 0.0,
}
"""The usual level of a role beside the drums, where no style says otherwise; a part's own gain adds to it.

Medians of 1 560 stems of composed songs (dev/LOG.md).
"""


def parse_role(text: str) -> str:
    """Read a role name in any case; a space or underscore may stand for the hyphen.

    Raises:
        RequestError: there is no such role.
    """
    role = "-".join(text.lower().replace("_", " ").replace("-", " ").split())
    if role not in ROLES:
        raise RequestError(
            f"stem role {quoted(text)} is not known; {did_you_mean(text, ROLES)}use one of {', '.join(ROLES)}"
        )
    return role
