"""Effects that many styles share: risers, impacts, crackle and drones, each as likely as a style has it.

Players for `Style.groups` that are mixed alike wherever they come; effects of a single style are in its own file.
"""

from __future__ import annotations

from musiccm_daw.composer import transitions
from musiccm_daw.composer.sheet import Layer


def riser(chance: float) -> Layer:
    """Return noise that rises into the next section."""
    return Layer("fx", ("noise_riser",), transitions.riser, chance=chance, effects={"reverb_hall": 0.5}, gain_db=-8)


def impact(chance: float) -> Layer:
    """Return what falls on the first beat of a strong section."""
    return Layer("fx", ("impact", "downlifter"), transitions.opening, chance=chance, floor=0.6, gain_db=-6)


def crackle(chance: float) -> Layer:
    """Return a record's crackle under everything."""
    return Layer("fx", ("vinyl_crackle",), transitions.bed, chance=chance, gain_db=-14)


def dark_drone(chance: float) -> Layer:
    """Return a drone behind the drums of techno."""
    return Layer("fx", ("drone",), transitions.bed, chance=chance, effects={"reverb_hall": 0.5}, gain_db=-9)
