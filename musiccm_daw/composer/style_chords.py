"""The chords of a request that names none: a style's, those of a scale that the prompt names, a hymn's, or a drone.

Between `style_choice.py`, which knows the style, and `chords/`. Everything here is text, as `--chords` takes it.
"""

from __future__ import annotations

from random import Random

from musiccm_daw.composer.chords.chord_colours import Colour
from musiccm_daw.composer.chords.hymns import hymns
from musiccm_daw.composer.chords.modal_progressions import MODAL, drone_of
from musiccm_daw.composer.chords.named_progressions import progressions_named
from musiccm_daw.composer.chords.progressions import (
    BLUES_MAJOR,
    BLUES_MINOR,
    JAZZ_BLUES_MAJOR,
    JAZZ_BLUES_MINOR,
    bar_count,
    chord_texts,
)
from musiccm_daw.composer.choruses import CHORUSES
from musiccm_daw.composer.forms import bars_shared
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.sheet import Style
from musiccm_daw.composer.style_choice import form_names, style_of
from musiccm_daw.composer.words.stand_ins import DRONE_WAYS
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.scales import SCALES, Scale
from musiccm_daw.timebase import Meter

_JAZZ_BLUES = ("jazz_swing", "blues")
_HYMN_BARS, _BLUES_BARS = 4, 12
_OF_TUNES = ("minor_pentatonic", "major_pentatonic")
_FEWEST_CADENCED = 4
"""Bars of the shortest piece that ends with a cadence."""


def style_chords(brief: Brief, key: Key, meter: Meter, seed: int, bars: int, *, ends: bool = False) -> ChordProgression:
    """Return chords of the style in a key, for requests in which nobody gives them.

    Args:
        brief: of the prompt.
        key: that the chords are in.
        meter: of the bars.
        seed: draws the chords.
        bars: of the clip; a progression that fits into them a whole number of times is preferred.
        ends: whether the piece ends: its chorus has chords of its own, and its last bar is the tonic's. In a loop, one
            progression repeats.
    """
    style = style_of(brief)
    random = Random(f"chords {style.name} {seed}")
    name = None if brief.progression is not None else chord_scale(brief, key)
    scale = None if name is None else SCALES[name]
    if DRONE_WAYS & {way for player in brief.players for way in player.usual_ways}:
        drone = chord_texts("I5" if name is None else drone_of(name), key, "triads", random, scale)
        return ChordProgression.parse(" | ".join(drone * bars))
    sung = hymns(key.mode, meter) if name is None and _is_hymn(brief) and bars % _HYMN_BARS == 0 else ()
    if sung:
        texts = chord_texts(random.choice(sung), key, "triads", random)
        return ChordProgression.parse(" | ".join(texts))
    cycle = name is None and (style.cycle or brief.progression is not None or _is_blues(brief, bars))
    bank = _fitting(_bank(brief, style, key, bars), bars, longest=cycle)
    progression, colour = random.choice(bank), random.choice(style.colours)
    if brief.progression is not None and colour == "sus":
        # The third of a dominant is what a cadence is known by.
        colour = "triads"
    texts = _bar_texts(progression, key, colour, meter, random, scale)
    if ends and bars > 1:
        others = [other for other in bank if other != progression] or [progression]
        chorus = texts if cycle else _bar_texts(random.choice(others), key, colour, meter, random, scale)
        names = () if cycle else form_names(brief, bars, seed, loop=False)
        shares = bars_shared(names, bars) if len(names) > 1 else [bars]
        rows = [
            (chorus if name in CHORUSES else texts, share)
            for name, share in zip(names or ("verse",), shares, strict=True)
        ]
        home = texts[0]
        texts = [row[bar % len(row)] for row, share in rows for bar in range(share)]
        texts[-1] = home if scale is not None else _tonic(key, colour, texts, random)
        if scale is not None and bars >= _FEWEST_CADENCED:
            texts[-2] = next((text for text in reversed(texts[:-1]) if text != home), home)
        elif not cycle and bars >= _FEWEST_CADENCED and (style.cadence or brief.pace == "ballad"):
            texts[-2] = _cadence(texts[-2], key, style, meter)
    return ChordProgression.parse(" | ".join(texts))


def named_scale(brief: Brief, key: Key) -> str | None:
    """Return the scale that a prompt names, as a key of `SCALES`, in a key; None if it names none."""
    return f"{key.mode}_pentatonic" if brief.scale == "pentatonic" else brief.scale


def chord_scale(brief: Brief, key: Key) -> str | None:
    """Return the scale that chords are to be of, too.

    The blues has chords of its own, and above those of a style, five notes are for its tunes.
    """
    name = named_scale(brief, key)
    for_tunes = name == "blues" or (name in _OF_TUNES and brief.style is not None)
    return None if for_tunes else name


def _is_hymn(brief: Brief) -> bool:
    """Return whether a prompt asks for chords as hymns have them."""
    ways = {*brief.ways, *(way for player in brief.players for way in player.ways)}
    return "chorale" in ways and brief.style in (None, "classical", "baroque", "ambient", "cinematic")


def _is_blues(brief: Brief, bars: int) -> bool:
    """Return whether a style is to be played over the changes of a blues: jazz, or twelve bars of anything."""
    return set(_JAZZ_BLUES) <= set(brief.styles) or ("blues" in brief.styles and bars % _BLUES_BARS == 0)


def _bank(brief: Brief, style: Style, key: Key, bars: int) -> tuple[str, ...]:
    """Return the progressions that are named, or those of a scale, else of a style in a mode; in a blues, the blues."""
    if brief.progression is not None:
        return progressions_named(brief.progression, key.mode, named_scale(brief, key))
    name = chord_scale(brief, key)
    if name is not None:
        return MODAL[name]
    if _is_blues(brief, bars) and not set(_JAZZ_BLUES) <= set(brief.styles):
        return BLUES_MINOR if key.mode == "minor" else BLUES_MAJOR
    if set(_JAZZ_BLUES) <= set(brief.styles):
        return JAZZ_BLUES_MINOR if key.mode == "minor" else JAZZ_BLUES_MAJOR
    return style.minor_progressions if key.mode == "minor" else style.major_progressions


def _fitting(bank: tuple[str, ...], bars: int, *, longest: bool) -> list[str]:
    """Return the progressions that fill so many bars, else those that are no longer, else all.

    Args:
        bank: of a style.
        bars: of the clip.
        longest: whether only the longest will do: twelve bars of blues are no four bars three times.
    """
    shorter = [each for each in bank if bar_count(each) <= bars]
    filling = [each for each in shorter if bars % bar_count(each) == 0]
    most = max((bar_count(each) for each in filling), default=0)
    return [each for each in filling if not longest or bar_count(each) == most] or shorter or list(bank)


def _bar_texts(
    progression: str, key: Key, colour: Colour, meter: Meter, random: Random, scale: Scale | None
) -> list[str]:
    """Spell a progression, one text per bar."""
    texts = chord_texts(progression, key, colour, random, scale)
    # Two chords share a bar equally: in 5/4 and 7/8 the second would begin between two beats.
    return [text.split()[0] for text in texts] if meter.numerator % 2 == 1 else texts


def _cadence(text: str, key: Key, style: Style, meter: Meter) -> str:
    """Return the bar before the last with the dominant, behind a chord that leads to it where the bar has room."""
    chords = ChordProgression.parse(text).bars[0]
    dominant = (key.tonic + 7) % 12
    leads = chords[-1].root == dominant and 4 in {(tone - dominant) % 12 for tone in chords[-1].pitch_classes}
    # In jazz a seventh on bII stands for the dominant.
    stands_for = style.cadence == "V7" and chords[-1].root == (key.tonic + 1) % 12 and chords[-1].quality == "7"
    if leads or stands_for:
        return text
    five = chord_texts(style.cadence or "V", key, "triads", Random(0))[0]
    prepares = (chords[0].root - key.tonic) % 12 in (2, 5) and meter.numerator % 2 == 0
    return f"{text.split()[0]} {five}" if prepares else five


def _tonic(key: Key, colour: Colour, texts: list[str], random: Random) -> str:
    """Return the chord in which a piece ends: the tonic's as the piece has it, else in its colour."""
    named = [name for text in texts for name in text.split() if "/" not in name]
    home = next((name for name in named if ChordProgression.parse(name).bars[0][0].root == key.tonic), None)
    return home or chord_texts("i" if key.mode == "minor" else "I", key, colour, random)[0]
