"""What a style brings to a request: tempo, meter and chords."""

from __future__ import annotations

from fractions import Fraction

import pytest

from musiccm_daw.composer.brief import read_brief
from musiccm_daw.composer.style_choice import style_chords, style_facts, style_of
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.harmony import ChordProgression, Key
from musiccm_daw.timebase import Meter


@pytest.mark.parametrize("seed", range(20))
def test_drum_and_bass_is_fast(seed: int) -> None:
    facts = style_facts(read_brief("drum and bass"), seed)
    assert facts.bpm is not None
    assert abs(facts.bpm - Fraction(173)) <= 3
    assert facts.meter == Meter(4, 4)


def test_words_for_pace_choose_the_ends_of_the_range() -> None:
    slow, fast = (style_facts(read_brief(f"{pace} jazz"), 1).bpm for pace in ("slow", "fast"))
    assert slow is not None
    assert fast is not None
    assert slow < 121 < fast


@pytest.mark.parametrize("prompt", ["vibraphone ballad", "jazz ballad", "house ballad", "music box lullaby"])
@pytest.mark.parametrize("seed", range(5))
def test_ballads_are_slow_in_every_style(prompt: str, seed: int) -> None:
    bpm = style_facts(read_brief(prompt), seed).bpm
    assert bpm is not None
    assert 60 <= bpm <= 76


def test_only_what_is_named_decides() -> None:
    facts = style_facts(read_brief("warm rhodes chords"), 1)
    assert facts.bpm is None
    assert facts.meter is None
    assert style_facts(read_brief("a waltz"), 1).meter == Meter(3, 4)


@pytest.mark.parametrize("style", STYLE_TABLE)
@pytest.mark.parametrize("mode", ["major", "minor"])
def test_every_style_has_chords_in_every_key(style: str, mode: str) -> None:
    brief = read_brief(style.replace("_", " "))
    for tonic in range(12):
        for meter in (Meter(4, 4), Meter(7, 8)):
            chords = style_chords(brief, Key(tonic, mode), meter, 3)
            assert ChordProgression.parse(str(chords)) == chords
            assert meter.numerator % 2 == 0 or all(len(bar) == 1 for bar in chords.bars)


def test_instruments_have_a_home() -> None:
    assert style_of(read_brief("walking bass")).name == "jazz_swing"
    assert style_of(read_brief("808 bass")).name == "trap"
    assert style_of(read_brief("warm pads")).name == "ambient"
