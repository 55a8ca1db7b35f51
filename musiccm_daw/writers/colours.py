"""The colours of stems and sections, as `#rrggbb`.

Shared by `reaper_project`, `dawproject` and the contact sheet of presets, so that a stem looks alike everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from musiccm_daw.request.sections import Section

_ROLE_COLOURS = {
    "drums": "#d9534f",
    "percussion": "#e8804c",
    "bass": "#5b6fd6",
    "keys": "#e0b040",
    "guitar": "#b98a4a",
    "pads": "#4fb3a9",
    "lead": "#c65bb5",
    "strings": "#7cb860",
    "brass": "#d7a13b",
    "vocal-pad": "#9d7fd8",
    "fx": "#8a949e",
    "mix": "#5f9ed1",
}
_SECTION_COLOURS = ("#4f8fc0", "#c0784f", "#6aa55b", "#a06bb5", "#c2a83e", "#4fa8a0", "#b55b74", "#7a8594")


def role_colour(role: str) -> str:
    """Return the colour of a role; of one that is not known, as in a manifest edited by hand, that of a mix."""
    return _ROLE_COLOURS.get(role, _ROLE_COLOURS["mix"])


def section_colours(sections: Sequence[Section]) -> list[str]:
    """Return a colour for each section: the same for sections with the same name, so that each chorus looks alike."""
    names = [section.name or str(number) for number, section in enumerate(sections)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return [_SECTION_COLOURS[numbers[name] % len(_SECTION_COLOURS)] for name in names]
