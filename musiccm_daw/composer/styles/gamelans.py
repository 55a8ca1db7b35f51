"""The gamelans of Java and Bali."""

from __future__ import annotations

from functools import partial

from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.ensembles import gamelan
from musiccm_daw.composer.sheet import Layer, Style, Writer

# Two-headed drums, small cymbals, and the gong that keeps the beat.
_KENDANGS: tuple[grooves.Groove, ...] = (
    {"low_conga": "X.....x...x.....", "high_conga": "..x.x...x...x.xx", "low_woodblock": "x...x...x...x..."},
    {"low_conga": "X...x.......x...", "high_conga": "..xx..x.x.xx..x.", "mute_triangle": "x.x.x.x.x.x.x.x."},
    {"low_conga": "x.......x.x.....", "high_conga": "....x.......x.x.", "low_woodblock": "x...x...x...x..."},
)
_GOALS = (
    "I5 | bII5 | V5 | I5",
    "I5 | V5 | bVI5 | I5",
    "I5 | bIII5 | bII5 | I5",
    "I5 | bVI5 | V5 | bII5",
    "bII5 | I5 | V5 | I5",
    "I5 | bIII5 | V5 | bVI5",
    "V5 | bVI5 | bII5 | I5",
    "I5 | bII5 | I5 | V5 | bVI5 | V5 | bII5 | I5",
)
"""The roots are tones of pelog: the goals of the core tune's bars."""


def _metallophone(instrument: str, write: Writer, gain_db: float = 0.0, spread: float = 0.5) -> Layer:
    return Layer("keys", (instrument,), write, effects={"reverb_hall": 0.6}, gain_db=gain_db, spread=spread, solo=True)


GAMELAN = Style(
    name="gamelan",
    bpm=(72, 104),
    minor=0.5,
    major_progressions=_GOALS,
    minor_progressions=_GOALS,
    colours=("triads",),
    form="song",
    looseness=0.6,
    tonics=(0, 1, 2, 3, 4),
    swelling="narrow",
    unplugged=True,
    many_tunes=True,
    groups=(
        (_metallophone("vibraphone", gamelan.saron, spread=0.2),),
        (_metallophone("glockenspiel", partial(gamelan.interlocking, second=False), gain_db=-4, spread=0.7),),
        (_metallophone("glockenspiel", partial(gamelan.interlocking, second=True), gain_db=-4, spread=0.7),),
        (_metallophone("fm_bell", gamelan.gongs, spread=0.0),),
        (_metallophone("celesta", gamelan.bonang, gain_db=-3),),
        (_metallophone("marimba", gamelan.goals, gain_db=-2, spread=0.3),),
        (
            Layer(
                "percussion",
                ("latin_percussion",),
                partial(grooves.percussion, grooves=_KENDANGS, velocity=-18),
                effects={"reverb_hall": 0.5},
                gain_db=-4,
                spread=0.2,
            ),
        ),
    ),
)
