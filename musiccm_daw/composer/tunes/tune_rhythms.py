"""Rhythms of tunes: two bars each, by family of styles, from sparse to dense.

Marks are those of `pattern.py`: 16ths of 4/4, cut to other meters as its patterns are; 3/4 and 6/8 have banks of their
own, with twelve marks a bar. A bar often begins with a rest, and the last note of the first bar may be held into the
second. `tune_form.py` makes phrases of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from musiccm_daw.composer.pattern import fit_bar, steps_per_bar
from musiccm_daw.composer.tunes import dance_rhythms
from musiccm_daw.timebase import Meter


@dataclass(frozen=True)
class Bank:
    """What the rhythms of a family of styles have in common.

    Attributes:
        rhythms: of two bars, divided by `|`.
        anticipated: how likely a first beat comes an 8th early.
        pick_up: how likely notes lead into a phrase.
        clipped: whether phrases end on a short note off the beat, as in jazz, and not on a long one.
        enclosed: how likely a target is approached from both sides.
        cut: whether 3/4 takes these rhythms, cut, and not waltzes.
        own: rhythms that are written for another meter than 4/4, in the length of its bars.
        runs_on: whether notes run on through the ends of phrases, as those of a reel do.
        late: how likely phrases of two bars that would begin on a first beat begin an 8th after it, as who sings does.
        breaths: 16ths, one of which is the rest behind every second bar; the end of a phrase has an 8th more.
    """

    rhythms: tuple[str, ...]
    anticipated: float = 0.4
    pick_up: float = 0.45
    clipped: bool = False
    enclosed: float = 0.0
    cut: bool = False
    own: tuple[str, ...] = ()
    runs_on: bool = False
    late: float = 0.0
    breaths: tuple[int, ...] = (2,)


_SONG = (
    "x-----------....|x-------........",
    "....x-----------|x-------........",
    "x-------x-------|x-----------....",
    "....x-----x-----|x-------........",
    "x-----x---------|..x---------....",
    "..x---x---------|x---------......",
    "x-----x---x-----|x-----------....",
    "x-----x---x-----|x-----x-----....",
    "..x---x---x-----|x---x-------....",
    "x---x---x-x-----|....x---x-----..",
    "....x-x-x---x---|x-----------....",
    "x-----x-x-------|..x-x---x-----..",
    "x--x--x---x-----|x-x---x-------..",
    "..x-x-x---x-----|x-x-x---x-----..",
    "x---x-x---x-x---|--x---x-------..",
    "x-x-x---x-------|..x-x-x---x---..",
    "x-----x-x-x-----|x-x-x-x-------..",
    "x--x--x-x-x---x-|--..x-x-x---....",
    "..x-x-x-x-x---x-|----x-x--x----..",
    "x-x-x---x-x-x---|x-x-x---x-----..",
    "x-x-x--x--x-x-x-|--x-x-x-x-------",
    "x--x--x--x--x-x-|x-x-x-----x-..x-",
    "..x-x-xxx---x-x-|x--x--x-----....",
    "x-x-x-x-x-x-x---|x-x-x-x-x---....",
    "x--xx-x-x--xx-x-|x-x-x--x-----...",
    "x-xxx-x---x-x-x-|x-xxx-x-x-----..",
    "x-x-xxx-x-x-x-x-|..x-x-xxx-x-x---",
    "x-xxx-xxx-x-x-x-|x-xxx-x-x-x-x---",
    "xxx-x-xxx-x-x-x-|xxx-x-xxx-x-x---",
)
_JAZZ = (
    "x-----x-........|......x-x---x-..",
    "......x---------|..x-x-x-........",
    "......x---x-....|..x-x-x---x-....",
    "..x---x---x-....|x---x-x---......",
    "x---x---..x-x---|..x-..x---x-....",
    "x-x-..x-......x-|------..x-x-x-..",
    "x-----x-..x-x-x-|x-x-..x-........",
    "....x-x-x-x-x---|..x-x---x-......",
    "..x---x-x-x-x-x-|x-..x---x-......",
    "..x-..x-x-x-x-..|..x-x-x-..x-....",
    "......x-x-x-x-x-|--x-x-x---x-....",
    "x---x-x-x-x-..x-|....x-x-x-x-x-..",
    "..x-x-x-x-x-x-x-|x-x-..x-........",
    "x-x-x---x-x-x-x-|x-x-x-..x-......",
    "x-x-x-x-x-x-x-x-|x---..x-x-x-....",
    "....x-x-x-x-x-x-|x-x-x-x-x-x-x-..",
    "..x-x-x-x-x-x-x-|x-x-x-x-..x-x-..",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-..",
)
_ROCK = (
    "x---------------|x-------........",
    "x-----------x-x-|x-----------....",
    "x-------....x---|x-----------....",
    "x-----x---------|x---x-------....",
    "x---------x-x-x-|x-------........",
    "x-------..x-x-x-|x-----------....",
    "....x-x-x---x-x-|x---------......",
    "x---x-x-x-------|..x-x-x-x---....",
    "..xxx---..x-x---|x---x-x-------..",
    "x-x-x---....x-x-|x-x-x---x---....",
    "x-----x-x-x-x---|x---x-x-------..",
    "x-x-x-x-x---..x-|x-x-x--x--------",
    "..xxx---..xxx-x-|x---x-x-------..",
    "..x-x-x-xxx-x-x-|----....x-x-x-x-",
    "x-xxx-x-x---x-x-|x-x-xxx-x-----..",
    "x-x-x-x-x-x-x-x-|x-x-x-x---x-x---",
    "xxx-x-x-x-x-x-x-|x-x-xxx-x-----..",
    "x-xxx-xxx-x-x---|..xxx-x-x-x-x---",
    "xxx-xxx-xxx-x-x-|x-xxx-x-x-------",
    "xxxxxxxxx---x-x-|xxxxx-x-x-------",
    "xxxxxxxxx-x-xxx-|xxxxxxx-x-x-x---",
)
_SYNTH = (
    "x---------------|x-----------....",
    "x-----------x-x-|x-------------..",
    "x-------x-------|x-----------x-x-",
    "x-----x-----x---|x-----x-----....",
    "x-------x-----x-|x-------x---....",
    "..x-----x-----x-|------x-----....",
    "x--x--x-x-------|x--x--x-x---x---",
    "..x-..x-..x-x---|x-----x-x---....",
    "x--x--x---x--x--|x-------x-----..",
    "x--x--x--x--x-x-|x--x--x--x--x---",
    "..x-..x-..x-x-x-|x---..x-x-x-....",
    "x-.x-.x-x-.x-.x-|x-.x-.x-x-x-x---",
    "x--x--x-x--x--x-|x--x--x-x-x-x-..",
    "..x-x-.x-x-.x-x-|x--x--x--x--x---",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-..",
    "x.xx.xx.x-xx.xx-|x.xx.xx.x-x-x-..",
    "x-xxx-xxx-xxx-x-|x-xxx-xxx-x-x---",
    "xxx-xxx-xxx-xxx-|xxx-xxx-x-x-x---",
    "xxxxx-xxx-xxx-x-|xxxxx-xxx-x-xx..",
)
_FIDDLE = (
    "x-------x---x---|x-----------....",
    "x-----x-x---x---|x-------x---....",
    "x---x---x-x-x---|x---x---x-----..",
    "x---x-x-x---x---|x-x-x---x-----..",
    "x-x-x---x-x-x---|x-x-x-x-x-----..",
    "x---x-x-x-x-x-x-|x---x---x-----..",
    "..x-x-x-x-x-x---|x-x-x-x-x---x---",
    "x-x-x-x-x-x-x-x-|x-x-x-x-x---....",
    "x-xxx-x-x-x-x---|x-xxx-x-x---x---",
    "x-x-xxx-x-xxx-x-|x-xxx-x-x---x---",
    "x-x-x-x-x-xxx-x-|x-x-x-xxx-x-x---",
    "x-xxx-xxx-x-xxx-|x-x-x-xxx-x-x---",
    "xxx-xxx-x-xxx-x-|x-xxxxx-x-x-x---",
    "xxxxx-x-xxxxx-x-|xxx-xxx-x-x-x---",
)
_BEAT = (
    "x-----------....|x-------........",
    "....x-----------|..x---------....",
    "x-----x---------|..........x-x-..",
    "..x---------x---|x---------......",
    "x-----x---x-----|x-----------....",
    "x-----x-x---..x-|--------........",
    "..x---x---x-x---|x-----x---......",
    "x--x--x-----....|..x---x---x-----",
    "x-----..x--x--x-|x---------......",
    "....x--x--x-x---|..x-----x-......",
    "x-----x-x---..x-|..x---x---x-x---",
    "x--x--x---x-x---|..x--x--x-----..",
    "..x-x---..x-x-x-|--x---x-x-----..",
    "x-xx--x---x-x---|x-xx--x---......",
    "x--x--x--x--x-x-|--..x-xx--x-....",
    "..xxx-x-..x-x-x-|x--x--x-x-xx-...",
    "x-xxx-x-x-xxx-x-|..x-xxx-x-x-....",
    "xx-xx-x-xx-xx-x-|xx-xx-x-x-xxx-..",
)
_LYRIC = (
    "x---------------|x-----------....",
    "x-------x-------|x-----------....",
    "x-----------x---|x-----------....",
    "....x-------x---|x-----------....",
    "x-------x---x---|x-----------....",
    "x-----x-x-------|x-------x---....",
    "x---x---x-------|x---x---x-----..",
    "....x---x---x---|x-----x-x---....",
    "x-----x-x---x---|x-------x---....",
    "x-----x-x---x---|--x-x-x-x-----..",
    "x---x-x-x---x---|x-----x-x-----..",
    "..x-x-x-x---x---|..x-x-x-x-----..",
    "x-x-x---x-x-x---|x---x---x-----..",
    "x---x-x-x-x-x---|x-x-x-x-x-----..",
    "x-----xxx-x-x---|x-----xxx-----..",
    "x-x-x-x-x---x---|x-x-x-x-x-----..",
    "x-xxx-x-x-x-x---|x-x-x---x-----..",
    "x-xxx-x-x-x-x-x-|x-x-x-x-x---....",
    "x-x-xxx-x-x-xxx-|x-xxx-x-x-----..",
    "xxxxx-x-xxxxx-x-|x-x-xxx-x-----..",
)
_LATIN = (
    "x-----------....|..x---x-----....",
    "..x---x---------|x--x--------....",
    "x--x--x---------|..x---x-----....",
    "..x---x---x-----|x--x--x-----....",
    "x--x--x---x-x---|..x-x---x-----..",
    "..x---x---x-x---|x--x--x-----....",
    "x--x--x-..x---x-|----x---x-x-....",
    "..x-x--x--x-x---|x-x--x--x-----..",
    "x-x-x--x--x---x-|--x---x-x-x-....",
    "..x-x-x-..x-x-x-|--x-x--x--x---..",
    "x--x--x-x--x--x-|x--x--x-x-x-x-..",
    "x-xx.xx-x-x-x-x-|--x-x-xx.xx-x---",
    "..xx.xx-..xx.xx-|x-x--x--x-x---..",
    "x-xx.xx-.xx-x-x-|x-xx.xx-x-x-x-..",
)
_WALTZ = (
    "x-----------|x-------....",
    "x-------x---|x-------....",
    "....x---x---|x-------....",
    "x---x---x---|x-------....",
    "x-----x-x---|x-------x---",
    "x---x-x-x---|x---x-----..",
    "..x-x-x-x---|x---x-----..",
    "x-x-x---x---|x-x-x---....",
    "x-x-x-x-x---|x---x-----..",
    "x---x-x-x-x-|x-x-x-----..",
    "x-x-x-x-x-x-|x-----x-x-..",
    "x-xxx-x-x-x-|x-x-x-x---..",
    "x-x-xxx-x-x-|x-xxx-x-x-..",
    "xxx-xxx-x-x-|x-xxxxx-x-..",
)
_JIG = (
    "x-----------|x-------....",
    "x-----x-----|x---------..",
    "x-----x---x-|x---------..",
    "......x---x-|x---------..",
    "x---x-x-----|x---x-x---..",
    "x---x-x---x-|x-----x---..",
    "..x-x-x-----|x---x-x---..",
    "x-x-x-x-----|x-x-x-x---..",
    "x---x-x-x-x-|x-----x---..",
    "x---x-x---x-|x-x-x-x---..",
    "x-x-x-x---x-|x-x-x-x---..",
    "x-x-x-x-x-x-|x---x-x---..",
    "x-x-x-x-x-x-|x-x-x-x---..",
    "x--xx-x--xx-|x--xx-x---..",
    "x-xxx-x-xxx-|x-x-x-x---..",
    "xxxxx-xxx-x-|x-xxx-x-x-..",
)
_SUNG, _PLAYED = (2, 4, 4, 6), (2, 2, 4)
BANKS = {
    "song": Bank(_SONG, late=0.3, breaths=_SUNG),
    "jazz": Bank(_JAZZ, clipped=True, enclosed=0.3, cut=True),
    "rock": Bank(_ROCK, late=0.25, breaths=_PLAYED),
    "synth": Bank(_SYNTH, anticipated=0.2, pick_up=0.3, late=0.2, breaths=_PLAYED),
    "fiddle": Bank(_FIDDLE, anticipated=0.05, pick_up=0.6),
    "beat": Bank(_BEAT, pick_up=0.35, late=0.3, breaths=_SUNG),
    "lyric": Bank(_LYRIC, anticipated=0.02),
    "latin": Bank(_LATIN, anticipated=0.5, late=0.25, breaths=_SUNG),
    "reel": Bank(dance_rhythms.REEL, 0.0, 0.5, own=dance_rhythms.JIG, runs_on=True),
    "musette": Bank(dance_rhythms.RUNNING, 0.0, 0.5, own=dance_rhythms.MUSETTE, runs_on=True),
    "calypso": Bank(dance_rhythms.CALYPSO, 0.25, 0.5),
    "huayno": Bank(dance_rhythms.HUAYNO, 0.0, 0.5),
    "march": Bank(dance_rhythms.MARCH, 0.0, 0.6),
    "aksak": Bank(dance_rhythms.COCEK, 0.0, 0.2, own=dance_rhythms.AKSAK, runs_on=True),
    "takht": Bank(dance_rhythms.TAKHT, 0.0, 0.4),
    "dixieland": Bank(dance_rhythms.DIXIELAND, 0.35, 0.5),
    "desert": Bank(dance_rhythms.DESERT, 0.3, 0.4),
    "shanty": Bank(dance_rhythms.SHANTY, 0.0, 0.8, own=dance_rhythms.SHANTY_IN_SIX),
}
"""By family: song is pop, soul and house, rock also blues and metal, synth also trance and chip tunes, fiddle country
and folk dances, beat hip-hop and R&B, lyric classical music, film music and ambient. The others are those of the
dances and songs whose names they have."""
_MEANS = {
    "few": (2.6, 0.5, 2.0, 3.4),
    "sparse": (3.8, 1.4, 2.0, 6.0),
    "medium": (6.0, 2.5, 2.5, 10.0),
    "dense": (8.6, 2.5, 5.0, 12.0),
}
"""Mean, standard deviation, least and most strikes per bar of 4/4: the ends of phrases lack some,
so that all styles together have a mean of 5.5 and a deviation of 2.3, as tunes of reference songs."""
_NEAREST = 5
"""Rhythms among which one is drawn, of those whose number of strikes is nearest to the one wanted."""


def strikes_per_bar(random: Random, density: str) -> float:
    """Draw the number of strikes in a bar of 4/4 for "few", "sparse", "medium" or "dense"."""
    mean, deviation, least, most = _MEANS[density]
    return max(least, min(most, random.gauss(mean, deviation)))


def rhythms_near(bank: Bank, meter: Meter, strikes: float) -> list[tuple[str, str]]:
    """Return a few rhythms of two bars, in a meter's own length, the nearest to a number of strikes first.

    Args:
        bank: of the family.
        meter: of the bars.
        strikes: per bar of 4/4, as drawn.
    """
    wanted = 2 * strikes * float(meter.quarters_per_bar) / 4
    fitted = [rhythm for rhythm in _in_meter(bank, meter) if "x" in rhythm[0] + rhythm[1]]
    return sorted(fitted or [_plain(meter)], key=lambda bars: abs((bars[0] + bars[1]).count("x") - wanted))[:_NEAREST]


def _in_meter(bank: Bank, meter: Meter) -> Sequence[tuple[str, str]]:
    """Return a bank's rhythms in the length of a meter's bars."""
    own = [bars for bars in map(_halves, bank.own) if len(bars[0]) == steps_per_bar(meter)]
    if own:
        return own
    if str(meter) == "6/8":
        return [_halves(rhythm) for rhythm in _JIG]
    if str(meter) == "3/4" and not bank.cut:
        return [_halves(rhythm) for rhythm in _WALTZ]
    pairs = (_halves(rhythm) for rhythm in bank.rhythms)
    return [(fit_bar(first, meter), fit_bar(second, meter)) for first, second in pairs]


def _halves(rhythm: str) -> tuple[str, str]:
    first, second = rhythm.split("|")
    return first, second


def _plain(meter: Meter) -> tuple[str, str]:
    """Return one held note a bar, for bars so short that nothing else fits."""
    bar = fit_bar("x---------------", meter)
    return bar, bar
