"""Tempo, meter, length, key and chords of a request: what was asked for, completed with what is known otherwise.

An option takes precedence over files, files over the prompt, the prompt over its style, and the style over the default;
key and chords that nobody gives are drawn by the seed. `request.py` puts the result beside the other fields.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TypedDict

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.harmony import MODES, ChordProgression, Key, common_progressions, estimate_key
from musiccm_daw.request import fields
from musiccm_daw.request.choice import Choice
from musiccm_daw.request.fields import Number
from musiccm_daw.request.prompt_key import is_tonic_alone
from musiccm_daw.request.prompt_tempo import read_length_seconds, read_tempo
from musiccm_daw.request.sections import Section
from musiccm_daw.request.seeds import drawn_index
from musiccm_daw.request.stated_facts import StyleDefaults
from musiccm_daw.timebase import MAX_BARS, MIN_BARS, Meter, format_bpm, parse_bpm, round_half_up

DEFAULT_BPM = Fraction(120)
DEFAULT_BARS = 4
DEFAULT_METER = Meter(4, 4)


@dataclass(frozen=True)
class AskedMusic:
    """Options as typed; None for those that were not given. A `key` of "none" is for music without a key."""

    bpm: Number | Fraction | None
    bars: Number | None
    meter: str | None
    key: str | None
    chords: str | None
    sections: Sequence[Section]
    ends: bool
    """Whether the music is to end, and not to loop."""
    mode: str | None
    """Of a key that nobody gives: "minor" or "major" where the prompt says so, as in "in a minor key"."""


class Music(TypedDict):
    """The fields of a request that are resolved here."""

    bpm: Fraction
    bars: int
    meter: Meter
    key: Key | None
    chords: ChordProgression | None


def resolve_music(choice: Choice, asked: AskedMusic, seed: int, style: StyleDefaults | None, *, drawn: bool) -> Music:
    """Choose tempo, meter, length, key and chords, and note in `choice` where each comes from.

    Args:
        choice: what files and prompt say.
        asked: the options.
        seed: draws what nobody gives, and picks among what the style brings.
        style: what the prompt's style brings; None for none.
        drawn: whether key and chords are drawn; they stay unknown where the notes are given.

    Raises:
        RequestError: a value is invalid, or the prompt contradicts itself.
    """
    if style is not None:
        choice.styled = {"bpm": style.tempo(seed), "meter": style.meter(seed)}
    meter = choice.of_fact("meter", asked.meter, DEFAULT_METER, Meter.parse, Meter.parse)
    bpm = choice.of_fact("bpm", asked.bpm, DEFAULT_BPM, parse_bpm, read_tempo)
    bars = _length(choice, asked, bpm, meter)
    # A form of sections brings its own ends.
    ends = asked.ends and not asked.sections
    key, chords = _harmony(choice, asked, seed, meter, style, drawn=drawn, bars=bars, ends=ends)
    return {"bpm": bpm, "bars": bars, "meter": meter, "key": key, "chords": chords}


def _length(choice: Choice, asked: AskedMusic, bpm: Fraction, meter: Meter) -> int:
    """Choose the number of bars.

    Files that are played get as many as they need, and seconds the number that comes nearest. If nothing else says how
    long, sections do.
    """
    quarters = choice.stated.quarters
    if asked.bars is None and quarters is not None:
        choice.sources["bars"] = choice.stated.source("bars")
        length = max(MIN_BARS, math.ceil(quarters / meter.quarters_per_bar))
        what = "audio" if choice.sources["bars"] == "audio" else "MIDI file"
        return _at_most(length, f"the {what} lasts {length} bars of {meter}", "set bars to take its beginning")
    name = "seconds" if asked.bars is None and "seconds" in choice.found and "bars" not in choice.found else "bars"
    read = partial(_bars_of_seconds, bpm=bpm, meter=meter) if name == "seconds" else fields.bars
    length = choice.of_fact(name, asked.bars, DEFAULT_BARS, fields.bars, read)
    choice.sources["bars"] = choice.sources.pop(name)
    written = choice.found.get("chords", ("",))[0].count("|") + 1
    if choice.sources["bars"] == "default" and asked.chords is None and written > DEFAULT_BARS and not asked.sections:
        # Nobody writes eight chords to hear four.
        choice.sources["bars"] = "prompt"
        return _at_most(written, f"the chords in the prompt are {written} bars", "write fewer, or set bars")
    if asked.sections and choice.sources["bars"] == "default":
        choice.sources["bars"] = "sections"
        total = sum(section.bars for section in asked.sections)
        return _at_most(total, f"the sections add up to {total} bars", "make them shorter")
    return length


def _at_most(bars: int, what: str, remedy: str) -> int:
    """Return a number of bars that nobody typed, or refuse it by what it is the length of."""
    if bars > MAX_BARS:
        raise RequestError(f"{what}, and at most {MAX_BARS} are allowed; {remedy}")
    return bars


def _bars_of_seconds(text: str, *, bpm: Fraction, meter: Meter) -> int:
    """Return the whole bars that come nearest to a length such as 30 seconds."""
    bars = max(MIN_BARS, round_half_up(read_length_seconds(text) * bpm / 60 / meter.quarters_per_bar))
    if bars > MAX_BARS:
        raise RequestError(f"{quoted(text)} is {bars} bars at {format_bpm(bpm)} bpm; at most {MAX_BARS} are allowed")
    return bars


def _harmony(
    choice: Choice,
    asked: AskedMusic,
    seed: int,
    meter: Meter,
    style: StyleDefaults | None,
    *,
    drawn: bool,
    bars: int,
    ends: bool,
) -> tuple[Key | None, ChordProgression | None]:
    """Choose key and chords.

    If chords are given but no key, the key is estimated from them. Otherwise the seed picks a key, in the mode of words
    or style, and chords of the style, or common ones: stems made one by one still share their harmony. Where nothing is
    `drawn`, they stay unknown.
    """
    progression = choice.of_fact("chords", asked.chords, None, ChordProgression.parse, ChordProgression.parse)
    if asked.key is not None and asked.key.strip().lower() == "none":
        choice.sources["key"] = "option"
        return None, progression
    home = choice.of_fact("key", asked.key, None, Key.parse, Key.parse)
    minor = asked.mode == "minor" or (asked.mode is None and style is not None and style.leans_minor())
    if home is not None and choice.sources.get("key") == "prompt" and progression is None and minor:
        home = replace(home, mode="minor") if is_tonic_alone(choice.found["key"][0]) else home
    if home is None and progression is not None:
        choice.sources["key"] = "chords"
        return None if progression.is_silent else estimate_key(progression), progression
    if not drawn:
        return home, progression
    if home is None:
        choice.sources["key"] = "seed"
        wanted = asked.mode or (None if style is None else style.mode(seed))
        tonics = range(12) if style is None else style.tonics()
        keys = [Key(tonic, mode) for mode in MODES for tonic in tonics if wanted in (None, mode)]
        home = keys[drawn_index("key", seed, len(keys))]
    if progression is None and style is not None:
        progression = style.chords(home, meter, seed, bars, ends=ends)
        choice.sources["chords"] = "style"
    if progression is None:
        choice.sources["chords"] = "seed"
        common = common_progressions(home)
        progression = common[drawn_index("chords", seed, len(common))]
    return home, progression
