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
