"""What a prompt leaves out: "no drums", "without bass or guitar", "drumless", "skip the hats".

Between `prompt_words.py` and `brief.py`. What is found is taken out of the prompt's tokens, so that nothing that is
left out is taken for something asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from musiccm_daw.composer.entrances import comes_later
from musiccm_daw.composer.prompt_words import Word, find_words
from musiccm_daw.composer.tokens import Token, tokens

_HEADS = tuple(
    tuple(head.split())
    for head in (
        "no more", "not any", "not a", "not the", "never any", "leave out", "leaving out", "leave off", "take out",
        "do not want", "dont want", "do not add", "dont add", "do not use", "dont use", "do not include",
        "dont include", "no need for", "free of", "instead of", "rather than", "but no", "no", "without", "w / o",
        "minus", "sans", "skip", "skipping", "omit", "omitting", "exclude", "excluding", "mute the", "turn off",
        "switch off", "hold the", "cut the", "ditch", "avoid", "avoiding", "remove", "removing", "lose", "zero",
        "replace", "replacing", "swap out", "swap", "neither", "absolutely no", "do not play", "dont play",
        "do not put", "dont put", "do not like", "dont like", "hate", "forget the", "kill the", "other than",
        "apart from", "ohne", "sin", "senza", "sem", "except", "all but", "everything but",
        "anything but", "never", "not with", "not",
    )
)  # fmt: skip
_EXCEPT = (("except",), ("other", "than"), ("apart", "from"))
_NONE = ("no", "not", "nothing", "none", "nobody", "without")
"""After these, what is excepted is what is wanted: nothing except a piano."""
_BACKING = ("backing", "track")
"""For whom it is does not play in it: a backing track for a guitar solo."""
_FOR = ("for",)
_ACCOMPANYING = tuple(
    tuple(head.split())
    for head in (
        "that fits", "that fit", "to fit", "that suits", "that suit", "to suit", "that follows", "that follow",
        "that goes with", "that go with", "to go with", "to go over", "to go under", "that goes over", "to match",
        "that matches", "that match", "to play over", "to put under", "to put over",
    )
)  # fmt: skip
"""Before what the user has already, unless it is a style: a bass line that follows my drums."""
_BEFORE = (*_HEADS, ("or",), ("nor",))
"""What stands before an unknown phrase that is left out; before it, known ones may have been."""
_BETWEEN = frozenset(
    """
    any the a an my this these existing more of kind single all live loud heavy sort too so very
    """.split()  # noqa: SIM905
)
_TAILS = (("off",), ("free",), ("removed",), ("left", "out"), ("switched", "off"), ("turned", "off"), ("out",))
_SUFFIX = "less"
_REPLACING = ("instead", "replace", "replacing", "swap")
RHYTHM = ("drums", "percussion")
"""Left out together: without drums, nobody wants shakers."""


@dataclass
class LeftOut:
    """What is left out: roles, instruments, sounds of the drum kit, and instruments of a sound."""

    roles: set[str] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    pieces: set[str] = field(default_factory=set)
    replaced: bool = False
    """Whether others are to play in place of those who are left out."""
    unwanted: set[str] = field(default_factory=set)
    """Instruments of a sound that is left out: others play wherever the prompt leaves a choice."""
    implied: set[str] = field(default_factory=set)
    """Roles that nobody said: without drums no shaker plays, unless one is named."""

    def add(self, word: Word) -> None:
        """Leave out what a phrase stands for."""
        roles = set(word.meanings.get("role", ())) | _ROLE_OF_WAY.get(word.one("way") or "", set())
        if word.one("piece"):
            self.pieces.update(word.meanings["piece"])
            return
        if roles & set(RHYTHM):
            self.roles.update(RHYTHM)
            self.implied = (self.implied | set(RHYTHM)) - roles
        else:
            self.roles |= roles
        self.instruments.update(word.meanings.get("instrument", ()))
        if "saturation" in word.meanings.get("effect", ()):
            self.unwanted.update(_DRIVEN)


_DRIVEN = ("overdriven_guitar", "distortion_guitar")
_ROLE_OF_WAY = {
    "beat": {"drums"},
    "percussion": {"percussion"},
    "backbeat": {"drums"},
    "breakbeat": {"drums"},
    "bass": {"bass"},
    "melody": {"lead"},
    "effect": {"fx"},
}


def without_negations(text: str, found: list[Token]) -> tuple[list[Token], LeftOut]:
    """Return the tokens without what is left out, and what that is."""
    left_out = LeftOut()
    dropped: set[int] = set()
    for first, end, words in _negated(text, found):
        dropped.update(range(first, end))
        for word in words:
            left_out.add(word)
        left_out.replaced = left_out.replaced or (bool(words) and found[first].text in _REPLACING)
    return [token for at, token in enumerate(found) if at not in dropped], left_out


def text_without_negations(text: str) -> str:
    """Return a text without the words that leave something out."""
    found = tokens(text)
    for first, end, _ in reversed(list(_negated(text, found))):
        text = f"{text[: found[first].start]} {text[found[end - 1].end :]}"
    return text


def is_left_out(found: list[Token], first: int, end: int) -> bool:
    """Return whether an unknown phrase, given by its tokens, is left out, as in "no bagpipes": it asks for nothing."""
    if found[end - 1].text.endswith(_SUFFIX) or any(
        _texts(found, end - len(tail), len(tail)) == tail for tail in _TAILS
    ):
        return True
    # "Skip" before an unknown phrase is unknown, too.
    if any(_texts(found, first, len(head)) == head for head in _HEADS):
        return True
    while True:
        if any(first >= len(head) and _texts(found, first - len(head), len(head)) == head for head in _BEFORE):
            return True
        if first == 0 or found[first - 1].text not in _BETWEEN:
            return False
        first -= 1


def _negated(text: str, found: list[Token]) -> Iterator[tuple[int, int, list[Word]]]:
    """Yield each negation: its first token, the one after its last, and the phrases that it leaves out."""
    at = 0
    while at < len(found):
        span = _after_head(text, found, at) or _before_tail(text, found, at) or _with_suffix(text, found, at)
        if span is None:
            at += 1
        else:
            yield at, *span
            at = span[0]


def _after_head(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "without any drums or bass" from a place on."""
    head = next((head for head in (*_HEADS, *_ACCOMPANYING) if _texts(found, at, len(head)) == head), None)
    if found[at].text == "for" and at > 1 and _texts(found, at - 2, 2) == _BACKING:
        head = _FOR
    if head is None or (head in _EXCEPT and any(token.text in _NONE for token in found[max(0, at - 4) : at])):
        return None
    words: list[Word] = []
    end = at + len(head)
    while True:
        begin = end
        while begin < len(found) and found[begin].text in _BETWEEN:
            begin += 1
        word = _phrase_at(text, found, begin)
        while head in _ACCOMPANYING and word is not None and not {"mood", "effect"}.isdisjoint(word.meanings):
            begin += word.end - word.first
            word = _phrase_at(text, found, begin)
        if word is None or (words and not _goes_on(head, word)) or (head in (_FOR, *_ACCOMPANYING) and _is_kind(word)):
            break
        end = begin + word.end - word.first
        if comes_later(found, end) and "piece" not in word.meanings:
            return None
        words.append(word)
        end = begin + word.end - word.first
        if end >= len(found) or found[end].text not in ("or", "nor", "and"):
            break
        end += 1
    if not words:
        return None
    if end <= len(found) and found[end - 1].text in ("or", "nor", "and"):
        end -= 1
    return end, words


def _goes_on(head: tuple[str, ...], word: Word) -> bool:
    """Return whether a second phrase is left out, too: "no drums and piano" may ask for a piano."""
    return head != ("no",) or bool(set(word.meanings.get("role", ())) & set(RHYTHM)) or "piece" in word.meanings


def _is_kind(word: Word) -> bool:
    """Return whether a phrase says what music there is, and not who plays: a slow soul song."""
    return not {"role", "instrument", "piece"} & set(word.meanings) or word.one("style") is not None


def _before_tail(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "drums off" from a place on."""
    word = _phrase_at(text, found, at)
    if word is None:
        return None
    end = at + word.end - word.first
    tail = next((tail for tail in _TAILS if _texts(found, end, len(tail)) == tail), None)
    if tail is None:
        return None
    # A hyphen joins "drum-free house".
    joined = tail == ("free",) and text[found[end - 1].end : found[end].start] == "-"
    end += len(tail)
    # Not in "drums, off-beat hats" and "piano free improvisation".
    closes = joined or end >= len(found) or found[end].is_sign or found[end].text in ("and", "with", "but")
    return (end, [word]) if closes else None


def _with_suffix(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "drumless" from a place on."""
    token = found[at]
    if not token.text.endswith(_SUFFIX) or token.text == _SUFFIX:
        return None
    bare = Token(token.text.removesuffix(_SUFFIX), token.start, token.end)
    word = _phrase_at(text, [bare], 0)
    return None if word is None else (at + 1, [word])


def _texts(found: list[Token], at: int, length: int) -> tuple[str, ...]:
    return tuple(token.text for token in found[at : at + length])


def _phrase_at(text: str, found: list[Token], at: int) -> Word | None:
    """Return the known phrase that begins at a token, if it names something that can be left out."""
    if at >= len(found):
        return None
    words, _ = find_words(text, found[at : at + 4])
    if not words or words[0].first != 0:
        return None
    kinds = ("role", "instrument", "piece", "effect", "way", "style", "mood", "form")
    return words[0] if any(kind in words[0].meanings for kind in kinds) else None
