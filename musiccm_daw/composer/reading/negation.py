"""What a prompt leaves out: "no drums", "without bass or guitar", "drumless", "skip the hats".

Between `prompt_words.py` and `brief.py`. What is found is taken out of the prompt's tokens, so that nothing that is
left out is taken for something asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from musiccm_daw.composer.reading.entrances import comes_later
from musiccm_daw.composer.reading.own_parts import PART_NOUNS, own_part
from musiccm_daw.composer.reading.rows import JOINING, phrase_at, row, texts_at
from musiccm_daw.composer.words.families import FAMILIES, OF_ROLE, SYNTHS, WIDER
from musiccm_daw.composer.words.prompt_words import Word
from musiccm_daw.composer.words.spelling import singular
from musiccm_daw.composer.words.tokens import Token, tokens

_HEADS = tuple(
    tuple(head.split())
    for head in (
        "no more", "not any", "not a", "not the", "never any", "leave out", "leaving out", "leave off", "take out",
        "do not want", "dont want", "do not add", "dont add", "do not use", "dont use", "do not include",
        "dont include", "no need for", "free of", "instead of", "rather than", "but no", "no", "without",
        "minus", "sans", "skip", "skipping", "omit", "omitting", "exclude", "excluding", "mute the", "turn off",
        "switch off", "hold the", "cut the", "ditch", "avoid", "avoiding", "remove", "removing", "lose", "zero",
        "replace", "replacing", "swap out", "swap", "neither", "absolutely no", "do not play", "dont play",
        "do not put", "dont put", "do not like", "dont like", "hate", "forget the", "kill the", "other than",
        "apart from", "ohne", "sin", "senza", "sem", "zonder", "uden", "uten", "utan", "bez", "fără", "χωρίς", "tanpa",
        "kein", "keine", "keinen", "pas de", "aucun", "aucune", "nessun", "nessuna", "niente", "ningún", "ninguna",
        "nada de", "nenhum", "nenhuma", "geen", "inga", "ingen", "ikke", "except", "all but",
        "everything but", "anything but", "never", "not with", "not", "nothing in", "nothing on", "nobody on",
        "no one on",
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
    any the a an my this these existing usual other additional extra further more of kind single all
    live loud heavy sort too so very
    """.split()  # noqa: SIM905
)
_TAILS = (
    *(("off",), ("free",), ("removed",), ("left", "out"), ("switched", "off"), ("turned", "off"), ("out",)),
    *(("silent",), ("tacet",)),
    *(
        (verb, "out")
        for verb in ("drop", "drops", "dropping", "dropped", "sit", "sits", "sitting", "lay", "lays", "laying")
    ),
)
_RETURNING = frozenset("back return returns returning again reenter reenters until till".split())  # noqa: SIM905
"""What says that those who drop out are away for a while only."""
_LINKING = ("is", "are", "stay", "stays", "remain", "remains", "staying")
"""What may stand before them: the brass stays silent."""
_SUFFIX = "less"
_REPLACING = ("instead", "replace", "replacing", "swap")
_MAY_GO_ON = ("no", "not", "never", "instead", "rather", "replace", "replacing", "swap", "nothing", "nobody")
"""After these, "and" may join what is wanted: no drums, piano and cello."""
RHYTHM = ("drums", "percussion")
"""Left out together: without drums, nobody wants shakers."""
RHYTHM_SECTION = "rhythm section"
"""Drums and bass, and whoever plays chords in a jazz band."""
_ROLES_OF = {
    RHYTHM_SECTION: ("drums", "bass"),
    **dict.fromkeys(("vocals", "vocal", "singing"), ("vocal-pad",)),
}
"""Roles of phrases that have others beside what they are called by."""


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
    own_roles: set[str] = field(default_factory=set)
    """Roles that the user plays, or others than those who are named, and nobody else unless a prompt asks for it."""
    ways: set[str] = field(default_factory=set)
    """Ways of playing that nobody is to play in."""
    own_instruments: set[str] = field(default_factory=set)

    def add_own(self, word: Word) -> None:
        """Leave the part that a phrase stands for to the user."""
        self.own_roles |= _roles(word)
        self.own_instruments.update(word.meanings.get("instrument", ()))

    def add(self, word: Word) -> None:
        """Leave out what a phrase stands for."""
        roles = set() if word.text.lower().startswith(SYNTHS) else _roles(word)
        if word.one("piece"):
            self.pieces.update(word.meanings["piece"])
            if word.text.lower().rstrip("s") == "cymbal":
                self.pieces.update(_CYMBALS)
            return
        if roles & set(RHYTHM):
            self.roles.update(RHYTHM, roles)
            self.implied = (self.implied | set(RHYTHM)) - roles
        else:
            self.roles |= roles
        self.instruments.update(word.meanings.get("instrument", ()))
        self.unwanted.update(_relatives(word, roles))
        if word.one("way") in _FILLS:
            self.ways.add("fills")
        if "saturation" in word.meanings.get("effect", ()):
            self.unwanted.update(_DRIVEN)


_OTHERS = {"other", "additional", "extra", "further"}
"""What says that those who are named stay: no other percussion."""
_FARTHEST_OTHER = 3
"""Tokens from a head to the last of these: without any other drums."""
_FILLS = ("fills", "drum_fill")
_CYMBALS = ("hat", "ride", "crash")
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


def _roles(word: Word) -> set[str]:
    """Return the roles that a phrase speaks of, if only by a way of playing."""
    roles = set(word.meanings.get("role", ())) | _ROLE_OF_WAY.get(word.one("way") or "", set())
    return roles.union(_ROLES_OF.get(word.text.lower(), ()))


def _relatives(word: Word, roles: set[str]) -> set[str]:
    """Return the instruments that nobody wants who leaves out what a phrase stands for."""
    name = singular(word.text.lower())
    found = {instrument for role in roles for instrument in OF_ROLE.get(role, ())}
    found.update(WIDER.get(name, ()))
    named = word.meanings.get("instrument", ())[:1]
    found.update(each for family in FAMILIES for each in family if set(named) & set(family))
    return found


def without_negations(text: str, found: list[Token]) -> tuple[list[Token], LeftOut]:
    """Return the tokens without what is left out, and what that is."""
    left_out = LeftOut()
    dropped: set[int] = set()
    for first, end, words, is_own in _negated(text, found):
        dropped.update(range(first, end))
        for word in words:
            (left_out.add_own if is_own else left_out.add)(word)
        left_out.replaced = left_out.replaced or (bool(words) and found[first].text in _REPLACING)
    return [token for at, token in enumerate(found) if at not in dropped], left_out


def text_without_negations(text: str) -> str:
    """Return a text without the words that leave something out."""
    found = tokens(text)
    for first, end, *_ in reversed(list(_negated(text, found))):
        text = f"{text[: found[first].start]} {text[found[end - 1].end :]}"
    return text


def is_left_out(found: list[Token], first: int, end: int) -> bool:
    """Return whether an unknown phrase, given by its tokens, is left out, as in "no bagpipes": it asks for nothing."""
    if found[end - 1].text.endswith(_SUFFIX) or any(
        texts_at(found, end - len(tail), len(tail)) == tail for tail in _TAILS
    ):
        return True
    # "Skip" before an unknown phrase is unknown, too.
    if any(texts_at(found, first, len(head)) == head for head in _HEADS):
        return True
    while True:
        if any(first >= len(head) and texts_at(found, first - len(head), len(head)) == head for head in _BEFORE):
            return True
        if first == 0 or found[first - 1].text not in _BETWEEN:
            return False
        first -= 1


def _negated(text: str, found: list[Token]) -> Iterator[tuple[int, int, list[Word], bool]]:
    """Yield what is left out: its first token, the one after its last, its phrases, and whether the user plays it."""
    at = 0
    while at < len(found):
        span = _after_head(text, found, at) or _before_tail(text, found, at) or _with_suffix(text, found, at)
        own = own_part(text, found, at) if span is None else None
        span = span or own
        if span is None:
            at += 1
        else:
            yield at, *span, own is not None or not _OTHERS.isdisjoint(texts_at(found, at, _FARTHEST_OTHER))
            at = span[0]


def _after_head(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "without any drums or bass" from a place on."""
    head = next((head for head in (*_HEADS, *_ACCOMPANYING) if texts_at(found, at, len(head)) == head), None)
    if found[at].text == "for" and at > 1 and texts_at(found, at - 2, 2) == _BACKING:
        head = _FOR
    if head is None or (head in _EXCEPT and any(token.text in _NONE for token in found[max(0, at - 4) : at])):
        return None
    words: list[Word] = []
    end = at + len(head)
    closing = ("or", "nor") if head[0] in _MAY_GO_ON else JOINING
    for joined, word, after in row(text, found, end, _BETWEEN, closing, described=head in _ACCOMPANYING):
        if (words and not _goes_on(head, joined, word)) or (head in (_FOR, *_ACCOMPANYING) and _is_kind(word)):
            break
        if comes_later(found, after) and "piece" not in word.meanings:
            return None
        words.append(word)
        end = after
    while head in _ACCOMPANYING and words and end < len(found) and found[end].text in PART_NOUNS:
        end += 1
    return (end, words) if words else None


def _goes_on(head: tuple[str, ...], joined: str, word: Word) -> bool:
    """Return whether a further phrase is left out, too: "no drums and piano" may ask for a piano."""
    if head != ("no",) or joined in ("or", "nor"):
        return True
    return bool(set(word.meanings.get("role", ())) & set(RHYTHM)) or "piece" in word.meanings


def _is_kind(word: Word) -> bool:
    """Return whether a phrase says what music there is, and not who plays: a slow soul song."""
    return not {"role", "instrument", "piece"} & set(word.meanings) or word.one("style") is not None


def _before_tail(text: str, found: list[Token], at: int) -> tuple[int, list[Word]] | None:
    """Read "drums off" from a place on."""
    word = phrase_at(text, found, at)
    if word is None:
        return None
    named = end = at + word.end - word.first
    if end < len(found) and found[end].text in _LINKING:
        end += 1
    tail = next((tail for tail in _TAILS if texts_at(found, end, len(tail)) == tail), None)
    # "The bass is free" says how it plays.
    if tail is None or (tail == ("free",) and end > named):
        return None
    if len(tail) > 1 and tail[1] == "out" and not _RETURNING.isdisjoint(token.text for token in found[end:]):
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
    word = phrase_at(text, [bare], 0)
    return None if word is None else (at + 1, [word])
