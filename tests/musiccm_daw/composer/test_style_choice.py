"""What a style brings to a request: tempo, meter, mode and chords."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.forms import bars_shared
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.style_choice import form_names, style_facts, style_of
from musiccm_daw.composer.style_chords import style_chords
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


@pytest.mark.parametrize("style", ["bhangra", "techno", "house", "reggae", "boom bap"])
def test_fast_is_faster_than_usual_and_slow_is_slower(style: str) -> None:
    low, high = STYLE_TABLE[read_brief(style).style or ""].bpm
    for seed in range(8):
        slow, fast = (style_facts(read_brief(f"{pace} {style}"), seed).bpm for pace in ("slow", "fast"))
        assert slow is not None
        assert fast is not None
        assert slow <= low + 0.1 * (high - low) + 1
        assert fast >= high - 0.25 * (high - low)
        assert fast > style_facts(read_brief(style), seed).bpm


def test_fast_figures_leave_the_tempo_to_the_style() -> None:
    for prompt in ("trap, 808 and fast hi hat rolls", "house, fast arp", "trance, fast hats"):
        assert read_brief(prompt).pace is None


@pytest.mark.parametrize("prompt", ["plainchant", "gregorian chant, dorian", "oud taqsim", "sitar alap"])
def test_what_has_no_meter_is_slow(prompt: str) -> None:
    bpm = style_facts(read_brief(prompt), 1).bpm
    assert bpm is not None
    assert bpm <= 70


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
            chords = style_chords(brief, Key(tonic, mode), meter, 3, 8)
            assert ChordProgression.parse(str(chords)) == chords
            assert meter.numerator % 2 == 0 or all(len(bar) == 1 for bar in chords.bars)


@pytest.mark.parametrize(
    ("prompt", "key"),
    [
        ("psytrance 145 in F#", "F# minor"),
        ("trap in C", "C minor"),
        ("sad piano in C", "C minor"),
        ("nylon guitar fingerpicking in G", "G major"),
        ("house in F#", "F# major"),
        ("happy trap in C", "C major"),
        ("psytrance in F# major", "F# major"),
        ("sad country ballad in G", "G major"),
        ("sad country ballad in G minor", "G minor"),
    ],
)
def test_a_tonic_alone_is_minor_where_the_music_nearly_always_is(prompt: str, key: str) -> None:
    for seed in range(3):
        assert str(ask(prompt, seed=seed).key) == key


@pytest.mark.parametrize(
    ("prompt", "mode"),
    [
        ("one flute, pastoral, 6/8", "major"),
        ("celesta, twinkling, christmas", "major"),
        ("quiero una cumbia alegre", "major"),
        ("christmas jingle", "major"),
        ("something for a horror game, no melody", "minor"),
        ("industrial nine inch nails", "minor"),
        ("flamenco buleria", "minor"),
        ("ragtime", "major"),
        ("explainer video", "major"),
        ("game over jingle", "minor"),
        ("optimistic piano", "major"),
        ("oud in maqam bayati", "minor"),
    ],
)
def test_moods_and_kinds_of_music_have_a_mode(prompt: str, mode: str) -> None:
    assert {style_facts(read_brief(prompt), seed).mode for seed in range(8)} == {mode}


@pytest.mark.parametrize(
    ("prompt", "style", "meter"),
    [
        ("a waltz for a wedding", "viennese_waltz", Meter(3, 4)),
        ("jaz trio smooooth", "jazz_swing", Meter(4, 4)),
        ("beet for rapping hard", "boom_bap", Meter(4, 4)),
        ("math rock odd time", "midwest_emo", Meter(7, 8)),
        ("city pop tokyo 1984", "city_pop", Meter(4, 4)),
        ("flamenco buleria", "folk", Meter(12, 8)),
    ],
)
def test_words_name_style_and_meter(prompt: str, style: str, meter: Meter) -> None:
    brief = read_brief(prompt)
    assert (style_of(brief).name, style_facts(brief, 1).meter) == (style, meter)


def test_instruments_have_a_home() -> None:
    assert style_of(read_brief("walking bass")).name == "jazz_swing"
    assert style_of(read_brief("808 bass")).name == "trap"
    assert style_of(read_brief("warm pads")).name == "ambient"


@pytest.mark.parametrize(
    ("prompt", "low", "high"),
    [
        ("tango", 112, 130),
        ("cumbia", 84, 104),
        ("dubstep", 138, 142),
        ("adagio for strings", 60, 76),
        ("presto, piano", 168, 200),
        ("sad piano", 63, 80),
        ("sad techno", 124, 142),
        ("a slow cello", 58, 80),
        ("fast boss fight", 170, 178),
    ],
)
def test_kinds_of_style_and_words_for_tempi_have_their_own(prompt: str, low: int, high: int) -> None:
    for seed in range(5):
        bpm = style_facts(read_brief(prompt), seed).bpm
        assert bpm is not None
        assert low <= bpm <= high


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_calm_music_is_slower_and_strong_music_faster_within_the_style(style: str) -> None:
    name = style.replace("_", " ")
    low, high = STYLE_TABLE[style].bpm
    for seed in range(5):
        calm, usual, strong = (
            style_facts(read_brief(f"{mood} {name}"), seed).bpm for mood in ("mellow", "", "energetic")
        )
        assert calm is not None
        assert usual is not None
        assert strong is not None
        assert low <= calm <= usual <= strong <= high


@pytest.mark.parametrize(
    ("prompt", "mode"),
    [
        ("sad piano ballad", "minor"),
        ("dark reggae", "minor"),
        ("a mournful cello", "minor"),
        ("less dark metal", None),
        ("happy trap", "major"),
        ("sunny pop with bright bells", "major"),
        ("trap with bright bells", None),
        ("something nice", None),
    ],
)
def test_moods_ask_for_a_mode(prompt: str, mode: str | None) -> None:
    brief = read_brief(prompt)
    assert brief.mode == mode
    assert mode is None or {style_facts(brief, seed).mode for seed in range(20)} == {mode}


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_a_style_is_minor_as_often_as_its_songs_are(style: str) -> None:
    brief = read_brief(style.replace("_", " "))
    modes = [style_facts(brief, seed).mode for seed in range(400)]
    assert abs(modes.count("minor") / 400 - STYLE_TABLE[style].minor) < 0.1


@pytest.mark.parametrize("style", STYLE_TABLE)
@pytest.mark.parametrize("mode", ["major", "minor"])
def test_a_piece_ends_on_its_tonic(style: str, mode: str) -> None:
    for bars in (2, 8, 32):
        chords = style_chords(read_brief(style.replace("_", " ")), Key(4, mode), Meter(4, 4), bars, bars, ends=True)
        assert len(chords.bars) == bars
        assert [chord.root for chord in chords.bars[-1]] == [4]


def test_a_chorus_has_chords_of_its_own() -> None:
    brief = read_brief("pop")
    for seed in range(10):
        chords = style_chords(brief, Key(0, "major"), Meter(4, 4), seed, 32, ends=True)
        names = form_names(brief, 32, seed, loop=False)
        starts = list(accumulate(bars_shared(names, 32), initial=0))
        verse, chorus = (starts[names.index(name)] for name in ("verse", "chorus"))
        assert chords.bars[verse : verse + 4] != chords.bars[chorus : chorus + 4]


_I, _IV, _V = "E7", "A7", "B7"


@pytest.mark.parametrize("bars", [12, 24, 36])
def test_a_blues_of_twelve_bars_has_its_form(bars: int) -> None:
    for seed in range(12):
        chords = str(style_chords(read_brief("blues"), Key(4, "major"), Meter(4, 4), seed, bars)).split(" | ")
        assert len(chords) == 12
        assert chords[4:6] == [_IV, _IV]
        assert chords[8:12] == [_V, _IV, _I, _V]
        ending = style_chords(read_brief("blues"), Key(4, "major"), Meter(4, 4), seed, bars, ends=True)
        assert str(ending).split(" | ")[:11] == chords[:11]


@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("style", STYLE_TABLE)
def test_progressions_fill_eight_bars(style: str, mode: str) -> None:
    brief = read_brief(style.replace("_", " "))
    assert all(8 % len(style_chords(brief, Key(0, mode), Meter(4, 4), seed, 8).bars) == 0 for seed in range(20))


def test_a_jazz_blues_is_both() -> None:
    for prompt in ("jazz blues", "blues jazz trio"):
        chords = style_chords(read_brief(prompt), Key(5, "major"), Meter(4, 4), 1, 12)
        names = {str(chord) for bar in chords.bars for chord in bar}
        assert len(chords.bars) == 12
        assert {"F7", "Bb7", "Gm7", "C7", "D7"} <= names


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_colours_keep_to_the_key(style: str) -> None:
    brief = read_brief(style.replace("_", " "))
    for seed in range(30):
        for chord in (
            chord for bar in style_chords(brief, Key(9, "minor"), Meter(4, 4), seed, 8).bars for chord in bar
        ):
            # The major seventh of the seventh degree is the major sixth of the key.
            assert chord.root != 7 or not chord.quality.startswith("maj")
        for chord in (
            chord for bar in style_chords(brief, Key(0, "major"), Meter(4, 4), seed, 8).bars for chord in bar
        ):
            assert (chord.root, chord.quality) != (4, "m9")
            assert style not in ("funk", "blues") or not chord.quality.startswith("maj")
