"""Drum fills by the kind of drummer: rock, machines, jazz, brushes and rims, sampled beats, marches, an orchestra's.

Tables for `grooves.py`, with its marks; they are written to the end of a bar of 4/4. Fills of jazz are triplets where
their 8ths swing: swing carries the second and third of four 16ths to the second and third of a triplet.
"""

from __future__ import annotations

FILLS: dict[str, tuple[dict[str, str], ...]] = {
    "acoustic": (
        {"snare": "........x.x.xxxx"},
        {"snare": "............xxxx"},
        {"snare": "........xx......", "mid_tom": "..........xx....", "low_tom": "............xxx."},
        {"high_tom": "........x.x.....", "mid_tom": "............x...", "low_tom": "..............x."},
        {"snare": "..........oxoxxX"},
        {"snare": "............x.x.", "kick": "..........x...x."},
        {
            "high_tom": "xx..............",
            "mid_tom": "....xx..........",
            "low_tom": "........xx......",
            "snare": "............xxxx",
        },
    ),
    "electronic": (
        {"snare": "............xxxx"},
        {"clap": "............x.xx"},
        {"snare": "........x.x.xrrr"},
        {"open_hat": "............x..."},
        {"kick": "........x..xx.x."},
    ),
    "jazz": (
        {"snare": "............oxx."},
        {"snare": "........oox.xox."},
        {"snare": "........x.......", "low_tom": "............xxx."},
        {"snare": "........oxx.....", "high_tom": "............xx..", "kick": "..............x."},
        {"snare": "............x...", "low_tom": ".............xx.", "kick": "..........o....."},
        {"snare": "..........x.oox."},
    ),
    "soft": (
        {"rim": "............x.x."},
        {"rim": "..........x.x..x"},
        {"snare": "............oooo"},
        {"snare": "..........o.o.oo"},
        {"rim": "........x..x..x."},
    ),
    "beat": (
        {"snare": "............o.ox"},
        {"kick": "..........x.....", "snare": "............x..x"},
        {"snare": "..............xx"},
        {"kick": "............x.x."},
        {"snare": "...........o..o.", "kick": "............x..x"},
    ),
    "march": (
        {"snare": "........rrrrrrrX"},
        {"snare": "............X.X."},
        {"snare": "........x.xxX.X."},
        {"snare": "........X.X.rrrr"},
    ),
    "orchestral": (
        {"low_tom": "........x.x.xxxx"},
        {"low_tom": "............x.xX"},
        {"snare": "........ooooxxxX"},
        {"kick": "........x...x.x.", "low_tom": "..........x...xx"},
        {"snare": "............oxxX", "low_tom": "........x..x...."},
    ),
}
RUN_ON: dict[str, tuple[str, ...]] = {
    "jazz": ("kick", "ride", "pedal_hat", "hat"),
    "soft": ("kick", "ride", "hat", "pedal_hat", "shaker"),
    "beat": ("kick", "hat"),
}
"""Sounds that go on under a fill; of others only the kick does."""
