"""Chord charts as people type them: spellings are read as they are meant, and what could be two things is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import QUALITIES, Chord, ChordProgression


def read(text: str) -> str:
    return str(ChordProgression.parse(text))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("d | g | C", "Dm | Gm | C"),
        ("d7 | g | C7/e", "Dm7 | Gm | C7/E"),
        ("a F | bb | c#", "Am F | Bbm | C#m"),
        ("es | B", "Ebm | B"),
        ("b° | asus4 | C", "Bdim | Asus4 | C"),
        ("am | f | c | g", "Am | F | C | G"),
        ("dm7 | g7 | cmaj7", "Dm7 | G7 | Cmaj7"),
        ("e- | c | d", "Em | C | D"),
        ("Am | f | C", "Am | F | C"),
        ("e5 | a5", "E5 | A5"),
        ("csus2 | gsus4", "Csus2 | Gsus4"),
    ],
)
def test_small_letters_are_minor_where_large_ones_stand_beside_them_and_nobody_writes_m(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("text", ["d | g | c", "a", "e7 a7 e7 b7", "d6 | C | e13", "a7b9 | D"])
def test_letters_that_leave_open_what_is_meant_are_refused_with_both_spellings(text: str) -> None:
    with pytest.raises(RequestError, match=r"can be major or minor; write [A-G]m or [A-G],"):
        ChordProgression.parse(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hm | C", "Bm | C"),
        ("H7 | Em | A/H", "B7 | Em | A/B"),
        ("Fism | Es | As7 | Des", "F#m | Eb | Ab7 | Db"),
        ("Asus4 | Esus2", "Asus4 | Esus2"),
        ("Em | Am | H7b9 | Bb", "Em | Am | B7b9 | Bb"),
    ],
)
def test_german_names(text: str, meant: str) -> None:
    assert read(text) == meant


def test_a_b_beside_an_h_is_refused_for_it_can_be_b_flat() -> None:
    with pytest.raises(RequestError, match="write Bb, or H"):
        ChordProgression.parse("Hm | B | C")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Am | % | F | %", "Am | Am | F | F"),
        ("Am F | % | C ", "Am F | Am F | C"),
        ("C / / G", "C C C G"),
        ("C / / / | F / G /", "C | F F G G"),
        ("C % | /", "C | C"),
        ("N.C. | C", "N.C. | C"),
        ("nc | n.c. C | NC", "N.C. | N.C. C | N.C."),
        ("|: Am | F :|", "Am | F"),
        ("||: Am | F :|: C | G :||", "Am | F | C | G"),
        ("|: Am | F :| |: C | G :|", "Am | F | C | G"),
        ("C∅7 | Cø | C°", "Cm7b5 | Cm7b5 | Cdim"),
        ("F♯m | B♭ | C△ | A−7", "F#m | Bb | Cmaj7 | Am7"),
        ("C, F, G", "C | F | G"),
        ("C F, G,", "C F | G"),
        ("Am - F – C - G", "Am | F | C | G"),
        ("Am-F-C-G7", "Am | F | C | G7"),
        ("A-7 | D-", "Am7 | Dm"),
        ("C, F | G - C", "C F | G C"),
        ("Am | F\n| C | G |", "Am | F | C | G"),
        ("Am | F |\r\nC | G", "Am | F | C | G"),
        ("Am F\nC G", "Am F | C G"),
        ("Am F C G", "Am F C G"),
    ],
)
def test_charts_as_people_write_them(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("text", ["% | C", "/ C | F", "%", "Am || F", ", ,", "C7(b9,#11), F"])
def test_a_sign_for_nothing_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        ChordProgression.parse(text)


def test_no_chord_has_no_notes_and_stays_itself() -> None:
    silent = Chord.parse("N.C.")
    assert (silent.pitch_classes, silent.transposed(3), silent.is_silent) == ((), silent, True)
    assert sum(silent.chroma()) == 0
    assert ChordProgression.parse("N.C. | nc").is_silent
    assert not ChordProgression.parse("N.C. | C").is_silent


ROOTS = st.sampled_from(["C", "C#", "Db", "D", "Eb", "E", "F", "F♯", "G", "A♭", "A", "Bb", "H"])
WORDS = st.one_of(
    st.builds(str.__add__, ROOTS, st.sampled_from(sorted(QUALITIES))), st.sampled_from(["N.C.", "%", "/", "am", "d"])
)
CHARTS = st.lists(WORDS, min_size=1, max_size=12).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " | ", ", ", " - ", " :| ", "\n", "|:"]), min_size=len(words), max_size=len(words)
    ).map(lambda signs: "".join(word + sign for word, sign in zip(words, signs, strict=True)))
)


@given(st.one_of(CHARTS, st.text(max_size=60)))
def test_any_text_is_a_chart_that_reads_back_the_same_or_refused_in_our_words(text: str) -> None:
    try:
        progression = ChordProgression.parse(text)
    except RequestError:
        return
    assert ChordProgression.parse(str(progression)) == progression
