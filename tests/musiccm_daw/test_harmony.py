"""Keys, chords and progressions: every spelling reads as what it means, and what is written reads back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import (
    MODES,
    QUALITIES,
    Chord,
    ChordProgression,
    Key,
    common_progressions,
    estimate_key,
)

KEYS = [Key(tonic, mode) for mode in MODES for tonic in range(12)]
CHORDS = st.builds(Chord, st.integers(0, 11), st.sampled_from(sorted(QUALITIES)), st.integers(0, 11), st.booleans())
PROGRESSIONS = st.lists(st.lists(CHORDS, min_size=1, max_size=8).map(tuple), min_size=1, max_size=8).map(
    lambda bars: ChordProgression(tuple(bars))
)


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("A minor", "A minor", "Amin"),
        ("Am", "A minor", "Amin"),
        ("am", "A minor", "Amin"),
        ("F# major", "F# major", "F#maj"),
        ("Bb", "Bb major", "Bbmaj"),
        ("bb minor", "Bb minor", "Bbmin"),
        ("E♭m", "Eb minor", "Ebmin"),
        ("F sharp min", "F# minor", "F#min"),
        ("b-flat maj", "Bb major", "Bbmaj"),
        ("CM", "C major", "Cmaj"),
        ("e flat min", "Eb minor", "Ebmin"),
        ("E–flat minor", "Eb minor", "Ebmin"),
        ("H minor", "B minor", "Bmin"),
        ("Hm", "B minor", "Bmin"),
        ("h-moll", "B minor", "Bmin"),
        ("d moll", "D minor", "Dmin"),
        ("D-Dur", "D major", "Dmaj"),
        ("B-Dur", "Bb major", "Bbmaj"),
        ("B major", "B major", "Bmaj"),
        ("fis-moll", "F# minor", "F#min"),
        ("Es-Dur", "Eb major", "Ebmaj"),
        ("A aeolian", "A minor", "Amin"),
    ],
)
def test_keys_as_people_write_them(text: str, name: str, short: str) -> None:
    key = Key.parse(text)
    assert (str(key), key.short) == (name, short)


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_a_key_survives_its_spelling(key: Key) -> None:
    assert Key.parse(str(key)) == key
    assert Key.parse(key.short) == key
    assert key.scale[0] == key.tonic
    assert len(set(key.scale)) == 7


@pytest.mark.parametrize("text", ["", "A dorian", "dorian", "minor", "Am7", "C##", "key", "13A", "0B", "8C", "I"])
def test_an_unknown_key_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="tonic and major or minor"):
        Key.parse(text)


@pytest.mark.parametrize(
    ("text", "pitch_classes"),
    [
        ("C", {0, 4, 7}),
        ("Am", {9, 0, 4}),
        ("A-", {9, 0, 4}),
        ("Amin", {9, 0, 4}),
        ("Cdim", {0, 3, 6}),
        ("A°", {9, 0, 3}),
        ("Caug", {0, 4, 8}),
        ("C+", {0, 4, 8}),
        ("Csus2", {0, 2, 7}),
        ("Csus4", {0, 5, 7}),
        ("C6", {0, 4, 7, 9}),
        ("Cm6", {0, 3, 7, 9}),
        ("C7", {0, 4, 7, 10}),
        ("Amaj7", {9, 1, 4, 8}),
        ("AM7", {9, 1, 4, 8}),
        ("CΔ", {0, 4, 7, 11}),
        ("Am7", {9, 0, 4, 7}),
        ("Aø", {9, 0, 3, 7}),
        ("F#m7b5", {6, 9, 0, 4}),
        ("F#m7(b5)", {6, 9, 0, 4}),
        ("Bdim7", {11, 2, 5, 8}),
        ("G9", {7, 11, 2, 5, 9}),
        ("D/F#", {2, 6, 9}),
        ("C/D", {0, 4, 7, 2}),
        ("C6/9", {0, 4, 7, 9, 2}),
        ("C6/9/E", {0, 4, 7, 9, 2}),
        ("Bb", {10, 2, 5}),
        ("B♭m", {10, 1, 5}),
        ("Cb", {11, 3, 6}),
        ("E#m", {5, 8, 0}),
    ],
)
def test_chords_as_people_write_them(text: str, pitch_classes: set[int]) -> None:
    chord = Chord.parse(text)
    assert set(chord.pitch_classes) == pitch_classes
    assert chord.chroma() == tuple(float(pitch_class in pitch_classes) for pitch_class in range(12))


def test_every_spelling_of_a_quality_is_that_quality() -> None:
    for quality, (_, others) in QUALITIES.items():
        for spelling in (quality, *others):
            assert Chord.parse("F#" + spelling).quality == quality


def test_the_bass_is_the_root_unless_a_slash_says_otherwise() -> None:
    assert Chord.parse("Am7").bass == 9
    assert Chord.parse("Am7/G").bass == 7
    assert Chord.parse("C/D").pitch_classes[-1] == 2


@given(CHORDS)
def test_a_chord_survives_its_spelling(chord: Chord) -> None:
    assert Chord.parse(str(chord)) == chord


@pytest.mark.parametrize("text", ["", "I", "Xm7", "A?", "Am7/", "A/I", "Amm", "7", "Am F", "N", "C."])
def test_an_unknown_chord_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="root A to G"):
        Chord.parse(text)


CAMELOT = {
    "A": "Abm Ebm Bbm Fm Cm Gm Dm Am Em Bm F#m Dbm",
    "B": "B F# Db Ab Eb Bb F C G D A E",
}
CODES = [(f"{at}{ring}", key) for ring, keys in CAMELOT.items() for at, key in enumerate(keys.split(), start=1)]


@pytest.mark.parametrize(("code", "key"), CODES)
def test_the_codes_of_the_camelot_wheel(code: str, key: str) -> None:
    assert Key.parse(code) == Key.parse(code.lower()) == Key.parse(key)


@given(st.text(max_size=20))
def test_any_text_is_a_key_or_a_chord_or_refused_in_our_words(text: str) -> None:
    for read in (Key.parse, Chord.parse):
        try:
            assert read(str(read(text))) == read(text)
        except RequestError:
            continue


@given(PROGRESSIONS)
def test_a_progression_survives_its_spelling(progression: ChordProgression) -> None:
    assert ChordProgression.parse(str(progression)) == progression


def test_the_chords_of_a_bar_share_it_and_the_bars_repeat() -> None:
    progression = ChordProgression.parse("| Am7 | F C | G |")
    names = [
        str(progression.at(bar, fraction)) for bar in range(4) for fraction in (0, Fraction(1, 2), Fraction(99, 100))
    ]
    assert names == ["Am7", "Am7", "Am7", "F", "C", "C", "G", "G", "G", "Am7", "Am7", "Am7"]


@pytest.mark.parametrize("count", range(1, 9))
def test_a_chord_starts_at_its_exact_share_of_the_bar(count: int) -> None:
    progression = ChordProgression((tuple(Chord(root, "", root) for root in range(count)),))
    assert [progression.at(0, Fraction(part, count)).root for part in range(count)] == list(range(count))
    assert progression.at(0, 1.0).root == count - 1


@pytest.mark.parametrize(
    "text", ["", "|", "Am || F", "Am | | F", "C C C C C C C C C", "Am | nonsense", "| ".join("C" * 257)]
)
def test_an_impossible_progression_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        ChordProgression.parse(text)


def test_flat_keys_are_spelled_with_flats() -> None:
    assert str(common_progressions(Key.parse("Eb"))[0]) == "Eb | Bb | Cm | Ab"
    assert str(common_progressions(Key.parse("E"))[0]) == "E | B | C#m | A"
    assert str(Chord.parse("A#m7/G#").spelled_in(Key.parse("Bbm"))) == "Bbm7/Ab"


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_common_progressions_are_of_their_key(key: Key) -> None:
    progressions = common_progressions(key)
    assert len(set(progressions)) >= 10
    assert all(1 <= len(progression.bars) <= 4 for progression in progressions)
    for progression in progressions:
        guess = estimate_key(progression)
        # Am | F | C | G is both: the relative key counts.
        assert set(guess.scale) == set(key.scale) or guess.tonic == key.tonic


@pytest.mark.parametrize(
    ("chords", "key"),
    [
        ("Am | F | C | G", "A minor"),
        ("C | G | Am | F", "C major"),
        ("Dm7 | G7 | Cmaj7", "C major"),
        ("Am | Dm | F | E7", "A minor"),
        ("Bbm | Gb | Db | Ab", "Bb minor"),
        ("E5", "E major"),
    ],
)
def test_the_key_of_given_chords(chords: str, key: str) -> None:
    assert estimate_key(ChordProgression.parse(chords)) == Key.parse(key)
