"""Descriptions of instruments in a prompt, as in "hammers on strings": which words they are, and what they stand for.

Between `prompt_words.py`, which knows some of their words or none, and `prompt_reader.py`, which reads what comes of
them as if the instrument had been named. Known words are never overruled: where they name an instrument, nothing is
compared, and where they name a role or a family ("woodwind"), only its instruments count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.clauses import DIVIDERS
from musiccm_daw.composer.reading.players import SECTIONS
from musiccm_daw.composer.words.prompt_words import Word, is_plain
from musiccm_daw.composer.words.tokens import Token

_HAVE_STRINGS = {"strings", "keys", "guitar", "bass"}
"""Roles of instruments that strings may be spoken of."""
_MASSED = (
    *("string_ensemble", "slow_strings", "tremolo_strings", "pizzicato_strings", "synth_strings"),
    *("brass_section", "synth_brass", "choir_aahs", "voice_oohs", "synth_voice"),
)
"""What strings, brass and voices are that somebody describes: more than one."""
_PREPOSITIONS = frozenset("on over of with across against by hitting striking plucking strumming bowing".split())  # noqa: SIM905


def read_descriptions(
    text: str,
    kept: Sequence[Token],
    words: Sequence[Word],
    phrases: Sequence[tuple[int, int]],
    nearest: Callable[[str], str | None],
) -> tuple[list[Word], tuple[tuple[str, str], ...]]:
    """Return a prompt's words with one for each description of an instrument, and what these were taken for.

    Args:
        text: the prompt without its facts.
        kept: its tokens without what is left out.
        words: the known phrases among them.
        phrases: the unknown ones that are wanted: the first token of each, and the token after its last.
        nearest: asked what a description is near to; only instruments count.
    """
    read, taken = list(words), []
    has_kit = any(word.one("role") == "drums" or _is_kit(word) for word in words)
    for span in dict.fromkeys(_description(kept, words, phrase) for phrase in phrases):
        if span is None:
            continue
        first, end = span
        description = text[kept[first].start : kept[end - 1].end]
        inside = [word for word in words if first <= word.first < end and _names_player(word)]
        # A snare is of the kit that is named beside it.
        if inside and has_kit and all(word.one("piece") for word in inside):
            continue
        name = nearest(description)
        if name in INSTRUMENTS and all(_fits(name, word, noun=_is_noun(kept, word, end)) for word in inside):
            read = [word for word in read if word not in inside]
            read.append(Word(description, first, end, {"instrument": (name,)}))
            taken.append((description, name))
    return sorted(read, key=lambda word: (word.first, -word.end)), tuple(taken)


def _description(kept: Sequence[Token], words: Sequence[Word], phrase: tuple[int, int]) -> tuple[int, int] | None:
    """Return the description around an unknown phrase: its first token, and the token after its last.

    It is all between two signs, or between two words that divide clauses if others are named beside it. None where the
    clause names its instrument, and for a single word, which is near to what it is spelt like.
    """
    for dividers in ((), DIVIDERS):
        first, end = phrase
        while first > 0 and not kept[first - 1].is_sign and kept[first - 1].text not in dividers:
            first -= 1
        while end < len(kept) and not kept[end].is_sign and kept[end].text not in dividers:
            end += 1
        named = [word for word in words if first <= word.first < end and _names_player(word)]
        if len(named) <= 1 and not any(map(_is_instrument, named)):
            break
    else:
        return None
    known = {at for word in words for at in range(word.first, word.end)}
    while first not in known and is_plain(kept[first]):
        first += 1
    while end - 1 not in known and is_plain(kept[end - 1]):
        end -= 1
    return (first, end) if end - first > 1 else None


def _is_instrument(word: Word) -> bool:
    """Return whether a word names one instrument, and no role or family."""
    return len(word.meanings.get("instrument", ())) == 1 and "role" not in word.meanings


def _is_kit(word: Word) -> bool:
    return any(INSTRUMENTS[name].is_kit for name in word.meanings.get("instrument", ()))


def _names_player(word: Word) -> bool:
    if "instrument" in word.meanings:
        return True
    return bool({"role", "piece"} & set(word.meanings)) and "way" not in word.meanings


def _is_noun(kept: Sequence[Token], word: Word, end: int) -> bool:
    """Return whether a description is of what its last word names: light strings, but not hammers on strings."""
    return word.end == end and kept[word.first - 1].text not in _PREPOSITIONS


def _fits(name: str, word: Word, *, noun: bool) -> bool:
    """Return whether an instrument may be spoken of by a word for its family, its role, or a piece of the drum kit."""
    roles = set(INSTRUMENTS[name].roles)
    role = word.one("role")
    if role == "percussion":
        # Of instruments with keys nobody says "light percussion", though a glockenspiel is one.
        return INSTRUMENTS[name].is_kit
    if role is not None:
        if noun and role in SECTIONS:
            return name in _MASSED
        return role in roles or (role == "strings" and bool(_HAVE_STRINGS & roles))
    return name in word.meanings["instrument"] if "instrument" in word.meanings else INSTRUMENTS[name].is_kit
