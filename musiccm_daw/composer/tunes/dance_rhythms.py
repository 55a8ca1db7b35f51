"""Rhythms of tunes to which people dance and work: two bars each, as in `tune_rhythms.py`, some in meters of their own.

Reels, jigs and musette waltzes run on in 8ths; the dances of the Balkans go in groups of two and three 8ths.
"""

from __future__ import annotations

REEL = (
    "x-------x---x---|x-------x---....",
    "x---x---x-x-x---|x---x---x---x---",
    "x---x-x-x---x-x-|x-x-x-x-x---x---",
    "x---x-x-x-x-x-x-|x---x-x-x-x-x-x-",
    "x-x-x-x-x---x-x-|x-x-x-x-x-x-x---",
    "x---x-x-x-x-x-x-|x-x-x-x-x-x-x-x-",
    "x-x-x-x-x---x-x-|x-x-x-x-x-x-x-x-",
    "x-x-x-x-x-x-x---|x-x-x-x-x-x-x-x-",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-x-",
)
"""In cut time: 8ths here are 16ths where the tempo is that of the half-notes."""
JIG = (
    # 6/8.
    "x---x-x---x-|x---x-x---x-",
    "x-x-x-x---x-|x-x-x-x---x-",
    "x---x-x-x-x-|x-x-x-x---x-",
    "x-x-x-x-x-x-|x---x-x-x-x-",
    "x-x-x-x-x-x-|x-x-x-x---x-",
    "x-x-x-x-x-x-|x-x-x-x-x-x-",
    # 9/8, the slip jig.
    "x---x-x-x-x-x---x-|x-x-x-x-x-x-x---x-",
    "x-x-x-x-x-x-x---x-|x-x-x-x-x-x-x-x-x-",
    "x---x-x---x-x-x-x-|x---x-x-x-x-x---x-",
    "x-x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-x-x-",
    # 12/8, the slide.
    "x---x-x---x-x-x-x-x---x-|x---x-x-x-x-x---x-x---x-",
    "x-x-x-x---x-x-x-x-x---x-|x-x-x-x-x-x-x---x-x---x-",
)
RUNNING = (
    "x-------x-------|x-------x---....",
    "x---x---x-x-x---|x---x---x---x---",
    "x---x-x-x-x-x-x-|x-x-x-x-x---x-x-",
    "x-x-x-x-x---x-x-|x-x-x-x-x-x-x-x-",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-x-",
)
MUSETTE = (
    "x---x-x-x-x-|x-x-x-x-x-x-",
    "..x-x-x-x-x-|x-x-x-x-x-x-",
    "x---x---x-x-|x-x-x-x-x-x-",
    "x-----x-x-x-|x-x-x-x-x-x-",
    "x-x-x-x-x-x-|x-x-x-x-x---",
    "x-x-x-x-x-x-|x---x-x-x-x-",
    "x-x-x-x-x-x-|x-x-x-x-x-x-",
)
CALYPSO = (
    "x-----------....|x-------........",
    "x--x--x---------|x--x--x---......",
    "x--x--x-x-----..|x--x--x-x-------",
    "..x-x--x--x-x---|..x-x--x--x-....",
    "x--x--x-x-xx-xx-|x--x--x-x-x-....",
    "..xx-xx-x-xx-x--|..xx-xx-x-x-....",
    "x-xx-xx-x-x--x--|x-xx-x-x-x--....",
    "x-x-xx-x-x-xx-x-|x-x-xx-x-x------",
    "..x-xx-x..x-xx-x|--x-xx-x-x-x....",
    "x-xx.xx-x-xx.xx-|x-xx-x-x-x------",
    "..xxx-x-..xxx-x-|x-xx-xx-x-------",
    "xx-xx-x-xx-xx-x-|xx-xx-x-x---....",
)
HUAYNO = (
    "x-------x-------|x-------x-----..",
    "x---x---x---x---|x---x---x-----..",
    "x-----x-x-xxx---|x-x-x---x-----..",
    "x--xx---x--xx---|x--xx-x-x-----..",
    "x---x-xxx---x---|x-xxx-x-x-----..",
    "..x-x-xxx-x-x---|x-xxx-x-x-----..",
    "x-xxx---x-xxx---|x-xxx-x-x-----..",
    "x-xxx-xxx-x-x---|x-xxx-xxx-----..",
    "x-xxx-xxx-xxx-x-|x-xxx-xxx-x-x---",
)
"""A long note and two short ones: the steps of the dance."""
MARCH = (
    "x-------x-------|x-----------....",
    "x-----x-x---x---|x-----------....",
    "x--xx---x--xx---|x-------x-----..",
    "x---x--xx---x---|x---x---x-----..",
    "x--xx--xx---x---|x--xx---x-----..",
    "x---x-x-x--xx---|x-x-x---x-----..",
    "x-x-x-x-x--xx---|x--xx-x-x-----..",
    "x--xx-x-x--xx-x-|x-x-x--xx-----..",
    "x--xx--xx--xx--x|x--xx--xx---....",
    "x-xxx-x-x-xxx-x-|x-x-x-xxx-x-x---",
)
"""A dotted 8th and a 16th: the step of the parade."""
COCEK = (
    "x-----------x---|x-----------....",
    "x-----x-----x---|x-----x-----x---",
    "x-----x-x-x-x---|x-----x-----x---",
    "x--x--x-x--x--x-|x--x--x-x-x-x---",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x---x-x-",
    "x-xxx-x-x-x-x-x-|x-xxx-x-x---x-x-",
    "xxx-x-x-xxx-x-x-|xxx-x-x-x-x-x-x-",
)
AKSAK = (
    # 5/8, in 2 and 3.
    "x-x-x-x-x-|x-x-x-----",
    "x---x-x-x-|x-x-x---x-",
    "x-xxx-x-x-|xxx-x-----",
    # 7/8, in 2, 2 and 3.
    "x---x---x---x-|x-x-x-x-x-----",
    "x---x-x-x-x-x-|x-x-x---x-----",
    "x-x-x-x-x-x-x-|x-x-x-x-x---x-",
    "x-x-x-x-xxx-x-|x-x-xxx-x-----",
    "x-x-xxx-x-x-x-|x-x-x-x-x-----",
    "xxx-x-x-x-x-x-|xxx-x-x-x-----",
    "xxx-x-x-xxx-x-|x-x-x-x-x-x-x-",
    # 9/8, in 2, 2, 2 and 3.
    "x---x---x---x-x-x-|x---x---x-x-x-----",
    "x---x-x-x-x-x---x-|x-x-x-x-x-x-x-----",
    "x-x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-----",
    "x-x-xxx-x-x-x-x-x-|x-x-x-x-x---x---x-",
    "xxx-x-x-xxx-x-x-x-|x-x-xxx-x-x-x---x-",
    # 11/8, in 2, 2, 3, 2 and 2.
    "x---x---x---x-x---x---|x-x-x---x-x-x-x-x-----",
    "x---x-x-x-x-x-x-x-x-x-|x-x-x---x-x-x-x---x---",
    "x-x-x-x-x-x-x-x-x-x-x-|x-x-x-x-x---x-x-x-x---",
    "x-x-xxx-x-x-x-x-x-xxx-|x-x-x-x-x-x-x-x---x---",
    "xxx-x-x-x-x-x-xxx-x-x-|x-x-x-x-x---x-x-x-----",
)
TAKHT = (
    "x-------x-------|x-----------....",
    "x---..x-x-x-x---|x---x---x-----..",
    "x-----xxx-x-x---|x-xxx-x-x-----..",
    "..x-x-x-x-xxx---|x-xxx-x-x---....",
    "x---..xxx-x-x-x-|xxx-x-x-x---....",
    "..xxx-x-..xxx-x-|x-xxx-x-x-----..",
    "x-xxx-x-x---x-x-|x-xxx-x-x-----..",
    "xxx-x-x-xxx-x-x-|xxx-xxx-x-x-x---",
)
DIXIELAND = (
    "x---------------|x-----------....",
    "x-------x---x---|x-----------....",
    "x---x---x---x---|x-----x-x---....",
    "x-----x---x-x---|x---x---x-----..",
    "....x---x-x-x---|x-----x-x-----..",
    "x---x---..x---x-|x---x-x-x-----..",
    "x---x-x-....x---|x---x-x-x-----..",
    "..x-x-x-x---x---|..x-x-x-x-----..",
    "x-x-x---x-x-x---|x-x-x-x-x-----..",
    "x-x-x-x-x-x-x---|x-x-x-x-x-x-x---",
)
DESERT = (
    "x-----------....|x-------x-x-....",
    "x-----x-x-------|x---x-x-x-----..",
    "x-x-x---..x-x-x-|x-x-x---....x-x-",
    "x-x-x-x-..x-x-x-|x-x-x---x-x-x---",
    "x--xx-x-x--xx-x-|x--xx-x-x---....",
    "xxx-x-x-..x-x-x-|xxx-x-x-x-x-----",
)
SHANTY = (
    "x-------x-------|x-------x---....",
    "x---x---x---x---|x---x---x-----..",
    "x---x-x-x---x---|x---x---x-----..",
    "x-x-x-x-x---x---|x-x-x---x-----..",
    "x---x-x-x-x-x-x-|x---x---x-----..",
    "x-xxx-x-x-x-x---|x-xxx-x-x-----..",
    "x-xxx-x-x-xxx-x-|x-x-x-x-x-x-x---",
)
SHANTY_IN_SIX = (
    "x---x-x---x-|x---x-x-----",
    "x---x-x---x-|x---x-x---..",
    "x-x-x-x---x-|x---x-x-----",
    "x---x-x-x-x-|x---x-x---..",
    "x-----x---x-|x---x-x-----",
)
