"""However people spell a name, it is the same name; and words that only look alike are none."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from musiccm_daw.composer.words.prompt_words import find_words
from musiccm_daw.composer.words.spelling import usual_spelling, with_two_letters, without_accents
from musiccm_daw.composer.words.spoken import alternatives, spoken_names
from musiccm_daw.composer.words.spoken.musicians import MUSICIANS
from musiccm_daw.composer.words.tokens import tokens

NAMES = [(key, each) for key, names in spoken_names() for name in names for each in alternatives(name)]

OTHER_WORDS = {"honkytonk", *(name for _, name in NAMES if " " not in name)}
"""A tenor horn is no tenorhorn, and honkytonk a style."""


def instruments_of(text: str) -> tuple[str, ...]:
    """What a text that is one name stands for."""
    found = tokens(text)
    words, unknown = find_words(text, found)
    assert not unknown, text
    assert [(word.first, word.end) for word in words] == [(0, len(found))], text
    return words[0].meanings["instrument"]


@given(named=st.sampled_from(NAMES), sign=st.sampled_from(["-", "_", "  ", "\t"]), upper=st.booleans())
def test_case_and_what_joins_the_words_do_not_matter(named: tuple[str, str], sign: str, upper: bool) -> None:
    instrument, name = named
    written = name.replace(" ", sign)
    assert instrument in instruments_of(written.upper() if upper and written.upper().lower() == written else written)


@given(st.sampled_from([named for named in NAMES if not named[1].isascii()]))
def test_accents_may_be_letters_of_their_own_or_missing(named: tuple[str, str]) -> None:
    instrument, name = named
    for written in (unicodedata.normalize("NFD", name), without_accents(name), with_two_letters(name)):
        assert instrument in instruments_of(written), written


@given(st.sampled_from([(key, name) for key, names in MUSICIANS.items() for name in names.split(", ")]))
def test_what_belongs_to_a_musician_is_the_musicians(named: tuple[str, str]) -> None:
    instrument, name = named
    for possessive in ("'s", "’s", "'" if name.endswith("s") else "'s"):
        assert instrument in instruments_of(name + possessive)


TOGETHER = [named for named in NAMES if all(usual_spelling(word) == word for word in named[1].split())]


@given(st.sampled_from(TOGETHER))
@example(next(named for named in TOGETHER if named[1] == "bell like epiano"))
def test_names_may_be_written_together(named: tuple[str, str]) -> None:
    instrument, name = named
    alone = "".join(token.text for token in tokens(name))
    assume(alone not in OTHER_WORDS)
    assert instrument in instruments_of(alone)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aeinst0189 .,'’-_&\u0308")), max_size=40))
@example("\u0300")
def test_the_words_of_any_text_stand_where_they_were_written(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) and token.text for token in found)
    words, _ = find_words(text, found)
    assert [word.text for word in words] == [text[found[w.first].start : found[w.end - 1].end] for w in words]
    assert all(earlier.end <= later.first for earlier, later in pairwise(words))


@pytest.mark.parametrize(
    "spellings",
    [
        ("twelve-string guitar", "12 string guitar", "12string guitar", "Twelve String Guitar"),
        ("TB-303", "tb 303", "tb303"),
        ("steelpan", "steel pan", "steel-pans", "steelpans"),
        ("bagpipes", "bag pipes", "bag-pipe"),
        ("1980s kit", "80s kit", "80's kit", "eighties kit", "’80s kit"),
        ("analogue bass", "analog bass"),
        ("clean electric gtr", "clean elec. guitar", "clean electric guitars"),
        ("Kontrabaß", "Kontrabass", "KONTRABASS"),
        ("Flügel", "Flugel", "Fluegel", "Flu\u0308gel"),
        ("B.B. King", "BB King", "b b king"),
        ("viola d'amore", "viola d’amore", "viola d amore"),
        ("l'accordéon", "accordéon", "accordeon"),
        ("ukulele", "ukelele", "ukuleles"),
    ],
)
def test_these_are_one(spellings: tuple[str, ...]) -> None:
    first = {find_words(text, tokens(text))[0][0].meanings["instrument"][0] for text in spellings}
    assert len(first) == 1, first


@pytest.mark.parametrize(
    "text", ["to be at home", "the high life", "a saw in the shed", "virginal snow", "so lo and behold", "let's go"]
)
def test_words_that_only_look_alike_are_no_names(text: str) -> None:
    assert not [word for word in find_words(text, tokens(text))[0] if {"instrument", "style"} & set(word.meanings)]


def test_a_style_before_a_kit_is_not_joined_with_it() -> None:
    words, _ = find_words("boom bap kit", tokens("boom bap kit"))
    assert [set(word.meanings) for word in words] == [{"style"}, {"role"}]
