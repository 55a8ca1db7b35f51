"""Parts that the user has already: "I'm a singer", "I already have drums", "strings to sit under my piano part".

A part of `negation.py`: whoever plays them is no player of the prompt, unless it names that player elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from musiccm_daw.composer.reading.rows import phrase_at, row, texts_at
from musiccm_daw.composer.words.prompt_words import Word
from musiccm_daw.composer.words.tokens import Token


def _heads(listed: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases separated by commas as tokens, the longest first."""
    return tuple(sorted((tuple(head.split()) for head in listed.split(", ")), key=len, reverse=True))


_BEING = _heads(
    "i play, i am playing, im playing, i can play, i will play, ill play, i am on, im on, i am a, im a, i am an, "
    "im an, i am the, im the, i am, im"
)
_HAVING = _heads(
    "im adding, i am adding, ill add, i will add, ill record, i will record, i already have, i have already, "
    "ive already got, i already got, ive already recorded, i already recorded, we already have, already have, "
    "already has, already got, there is already, theres already, there are already"
)
_HAVING_ONE = _heads(
    "i have, ive got, i got, we have, weve got, i recorded, ive recorded, i wrote, ive written, ive made"
)
"""What may speak of something to be written as well, unless the prompt says what is lacking."""
_LACKING = (
    "need",
    "needs",
    "want",
    "wants",
    "looking",
    "lacks",
    "lack",
    "missing",
    "requires",
    "require",
    "add",
    "give",
)
_LACK = tuple((text,) for text in _LACKING)
_WHOLES = (("song",), ("track",), ("piece",), ("tune",), ("demo",), ("mix",))
"""What lacks those who are asked for: my song needs drums."""
_AS = _heads(
    "as a, as an, being a, for a, for an, for the, for my, for, behind a, behind an, behind the, beneath a, under a, "
    "backing a, backing up a, to back a, accompanying a, to accompany a, supporting a, to support a, behind"
)
"""Before those who play: as a guitarist; but "flute as a lead" is the flute's role."""
_PERSONAL = (*_BEING, *_AS)
_MUSICIANS = (
    "ist",
    "drummer",
    "bassist",
    "player",
    "singer",
    "singers",
    "singing",
    "vocalist",
    "vocalists",
    "rapper",
    "rappers",
)
_PRACTISING = _heads(
    "for practice, for practise, for practicing, for practising, to practice, to practise, for practicing my, "
    "for practising my, to practice my, to practice the, to practise the, for practicing the, for practising the"
)
"""Before what the user wants to exercise: chords for practising singing."""
_SINGING = _heads("i sing, ill sing, i will sing, i am singing, im singing, i can sing")
_BACKING = re.compile(
    r"\b(?:(?:backing|jam|practice)\s+tracks?|play[\s-]?alongs?|karaoke|minus[\s-]one|music[\s-]minus[\s-]one"
    r"|rhythm\s+sections?|accompaniment\s+(?:for|to|track)"
    r"|(?:to|for)\s+(?:\w+\s+)?(?:solo|soloing|improvise|improvising|jam|jamming|sing|singing|rap|rapping)\s+(?:over|on|to))\b",
    re.IGNORECASE,
)
"""What calls music a bed, over which the user has the tune."""
_LONGEST_STYLE = 3
"""Words of a style's name before a musician."""
_BEFORE_MINE = frozenset(
    """
    under underneath beneath below behind over above for with to around against alongside beside between in match
    matches matching support supports supporting accompany accompanies accompanying complement complements
    complementing fit fits fitting suit suits suiting follow follows following back backs backing double doubles
    doubling
    """.split()  # noqa: SIM905
)
_MINE = _heads("my, our, my existing, the existing, an existing, existing, this, these, those")
_BETWEEN = frozenset("a an the own some of live solo".split())  # noqa: SIM905
PART_NOUNS = frozenset(
    """
    part parts track tracks riff riffs line lines loop loops recording recordings take takes stem stems playing solo
    melody chords progression idea pattern groove demo sample song piece teacher student covered ready recorded done
    already
    """.split()  # noqa: SIM905
)
"""What is said of such a part behind its player's name."""


def is_backing(text: str) -> bool:
    """Return whether a prompt asks for music to play over: a backing track, a rhythm section to solo over."""
    return _BACKING.search(text) is not None


def own_part(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "I'm a drummer" or "under my piano part" from a place on: the token after its last, and who plays it."""
    singing = _head(found, at, _SINGING)
    if singing and (voice := phrase_at("singing", [Token("singing", 0, 7)], 0)):
        return at + singing, [voice]
    practising = _head(found, at, _PRACTISING)
    if practising and (span := _row(text, found, at + practising)):
        return span
    for heads, allowed in ((_HAVING, True), (_HAVING_ONE, _says_lack(found)), (_BEING, True), (_AS, True)):
        length = _head(found, at, heads)
        if length and allowed:
            # "I'm a singer, piano and bass please" asks for two.
            closing = ("and", "or") if heads in (_HAVING, _HAVING_ONE) else ()
            span = _row(text, found, at + length, closing)
            if span is not None and (heads is not _AS or _is_musician(span[1])):
                return span
    if _is_kind_of_musician(text, found, at):
        return _row(text, found, at)
    if found[at].text in _BEFORE_MINE:
        length = _head(found, at + 1, _MINE)
        return _row(text, found, at + 1 + length) if length else None
    if found[at].text in ("my", "our", "this", "the"):
        if texts_at(found, at + 1, 1) in _WHOLES and texts_at(found, at + 2, 1) in _LACK:
            return at + 3, []
        span = _row(text, found, at + 1)
        if span is not None and span[0] < len(found) and found[span[0]].text in _LACKING:
            return span[0] + 1, span[1]
    return None


def _head(found: list[Token], at: int, heads: Sequence[tuple[str, ...]]) -> int:
    """Return the length of the head at a place; 0 where there is none."""
    return next((len(head) for head in heads if texts_at(found, at, len(head)) == head), 0)


def _is_kind_of_musician(text: str, found: list[Token], at: int) -> bool:
    """Return whether a style, which stays, or a word stands between a head and a musician: I'm a jazz guitarist."""
    for begin in range(max(0, at - _LONGEST_STYLE), at):
        if not any(begin >= len(head) and texts_at(found, begin - len(head), len(head)) == head for head in _PERSONAL):
            continue
        style = phrase_at(text, found, begin)
        kind = style is not None and style.one("style") and begin + style.end == at
        # A beginner guitarist.
        if kind or (style is None and begin == at - 1 and not found[begin].is_sign):
            span = _row(text, found, at)
            return span is not None and _is_musician(span[1])
    return False


def _says_lack(found: Sequence[Token]) -> bool:
    return any(token.text in _LACKING for token in found)


def _is_musician(words: Sequence[Word]) -> bool:
    return all(word.text.lower().endswith(_MUSICIANS) for word in words)


def _row(text: str, found: list[Token], at: int, closing: tuple[str, ...] = ()) -> tuple[int, list[Word]] | None:
    """Read the players of a row, each with the words for a part behind it."""
    words: list[Word] = []
    end = at
    for joined, word, after in row(text, found, at, _BETWEEN, closing, described=True):
        begin = after - (word.end - word.first)
        # "With my piano and a bass line" asks for a bass line.
        if not {"role", "instrument", "piece"} & set(word.meanings) or word.one("style"):
            break
        if joined == "and" and found[begin - 1].text in ("a", "an", "some"):
            break
        words.append(word)
        end = after
        if end < len(found) and (found[end].text in PART_NOUNS or found[end].text in ("player", "players")):
            break
    while end < len(found) and words and found[end].text in (*PART_NOUNS, "player", "players"):
        end += 1
    return (end, words) if words else None
