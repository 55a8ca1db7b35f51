"""Words that steer: sparse, busy, darker, brighter, energetic, calm, staccato, legato, high and low, as numbers.

`prompt_reader.py` turns words into a `Steering` for each player and one for all; `steered_writers.py` makes any player
obey it. Half-time and double-time are ways of playing, and swing is the whole piece's (`performance.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

AS_WRITTEN = 0.5
"""The density, brightness and length at which a player's notes stay as they are."""


@dataclass(frozen=True)
class Steering:
    """How players differ from what their style has them play; None where nothing is asked for.

    Attributes:
        density: 0 for half of the notes, 1 for twice as many.
        energy: 0 to 1; soft to loud.
        brightness: 0 for low and soft voicings, 1 for high and hard ones.
        register: semitones up, or down if negative.
        length: 0 for short notes, 1 for notes that reach to the next.
    """

    density: float | None = None
    energy: float | None = None
    brightness: float | None = None
    register: int | None = None
    length: float | None = None

    def over(self, other: Steering) -> Steering:
        """Return the same with what it leaves open taken from another."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return Steering(**{name: getattr(other, name) if value is None else value for name, value in own.items()})


UNSTEERED = Steering()
STEERING: dict[str, Steering] = {
    "sparse": Steering(density=0.15),
    "busy": Steering(density=0.85),
    "full": Steering(density=0.75),
    "calm": Steering(energy=0.55),
    "strong": Steering(energy=0.95),
    "dark": Steering(brightness=0.1),
    "bright": Steering(brightness=0.9),
    "low": Steering(register=-12),
    "high": Steering(register=12),
    "staccato": Steering(length=0.0),
    "legato": Steering(length=1.0),
}
"""By mood, as `prompt_words.py` names them."""
_PAIRS = (("sparse", "busy"), ("calm", "strong"), ("dark", "bright"), ("low", "high"), ("staccato", "legato"))
OPPOSITES = {**dict(_PAIRS), **{high: low for low, high in _PAIRS}, "full": "sparse"}
"""What "less" before a mood asks for."""
