"""Beats that a prompt asks for by name: half-time, blast beats, one drop, a train beat, a march.

Tables for `drum_ways.py`, with the marks of `grooves.py`.
"""

from __future__ import annotations

from musiccm_daw.composer.drums.grooves import Groove

BEATS: dict[str, tuple[Groove, ...]] = {
    "half_time": (
        {"kick": "X.....x.........", "snare": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X..x......x.....", "snare": "........X......o", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X.....x.......x.", "snare": "........X.......", "hat": "xoxoxoxoxoxoxoxo"},
    ),
    # Kick and snare twice as fast as in a backbeat; the tempo and the chords stay.
    "double_time": (
        {"kick": "X...X...X...X...", "snare": "..X...X...X...X.", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X...X..xX...X..x", "snare": "..X...X...X...X.", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X..xX...X..xX...", "snare": "..X...X...X...Xo", "hat": "xoxoxoxoxoxoxoxo"},
    ),
    "blast_beat": (
        {"kick": "X.X.X.X.X.X.X.X.", "snare": ".x.x.x.x.x.x.x.x", "ride": "x.x.x.x.x.x.x.x."},
        {"kick": "X.X.X.X.X.X.X.X.", "snare": ".x.x.x.x.x.x.x.x", "hat": "x.x.x.x.x.x.x.x."},
    ),
    "one_drop": (
        {"kick": "........X.......", "rim": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "........X.......", "rim": "........X.......", "hat": "x.xxx.x.x.xxx.x."},
        {"kick": "........X.......", "rim": "........X.....o.", "hat": "X.o.X.o.X.o.X.o."},
    ),
    "steppers": (
        {"kick": "X...X...X...X...", "rim": "........X.......", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X...X...X...X...", "rim": "....x.......x...", "hat": "..x...x...x...x."},
    ),
    "train_beat": (
        {"kick": "X...X...X...X...", "snare": "ooXoooXoooXoooXo"},
        {"kick": "X.......X.......", "snare": "ooXoooXoooXoooXo", "pedal_hat": "..x...x...x...x."},
        {"kick": "X...X...X...X...", "snare": "ooXoooXoooXooxXo"},
    ),
    "march": (
        {"kick": "X.......X.......", "snare": "f..xx.xxf..xx.rr"},
        {"kick": "X.......X.......", "snare": "f.rrx.rrf.xxf.x."},
        {"kick": "X.......X...X...", "snare": "frrrf.x.frrrf.xx"},
        {"kick": "X.....x.....", "snare": "f.x.x.f.rrx."},
        {"kick": "X...........", "snare": "f..xx.xxf.rr"},
    ),
    "backbeat": (
        {"kick": "X.......X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X.....x.X.......", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
        {"kick": "X.....xxX.x.....", "snare": "....X.......X...", "hat": "x.x.x.x.x.x.x.x."},
    ),
}
"""By the ways of playing that ask for them, those that say most first."""
