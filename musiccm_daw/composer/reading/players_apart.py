"""Several players under one noun, each named alone: "two guitars, one rhythm, one lead", "bass and alto flute".

For `rewording.py`. In: a prompt. Out: the same with "rhythm guitar and lead guitar" and "bass flute and alto
flute"; all as it was where the numbers do not agree, or nobody knows the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.spelling import singular

_NUMBERS = {
    "one": 1,
    "1": 1,
    "two": 2,
    "2": 2,
    "three": 3,
    "3": 3,
    "four": 4,
    "4": 4,
    "both": 2,
    "pair": 2,
    "couple": 2,
}
_SIZES = {"duet": 2, "duo": 2, "trio": 3}
_NOUN = (
    r"guitars?|guitarists?|synths?|synthesi[sz]ers?|keyboards?|keys|pianos?|organs?|basses|bass|pads?|leads?|violins?"
    r"|violas?|cellos?|saxes|sax|saxophones?|trumpets?|trombones?|horns?|flutes?|drummers?|ukuleles?|instruments?"
    r"|players?|parts?|voices?"
)
_EACH = r"(?:one|1|two|2|three|3|(?:the\s+|an)?other)"
_WORDS = r"(?:(?!(?:one|two|three|other|another|and|with|but|plus|over)\b)[^\W\d][\w'-]*\s*){1,4}?"
_ENDING = r"(?=\s*(?:[,.;:)(]|$|\s[-–—]\s|\band\b|\bwith\b|\bover\b|\bplus\b|\bbut\b))"
_HANDED_OUT = re.compile(
    rf"(?:\b(?P<count>two|three|four|[234]|both|(?:a\s+)?(?:pair|couple)\s+of)\s+)?"
    rf"(?P<kind>(?:(?!and\b|with\b)[\w-]+\s+)??)\b(?P<noun>{_NOUN})(?:\s+(?P<size>duet|duo|trio))?(?:\s+parts?)?"
    rf"\s*(?:[,:;({{\[]|\s[-–—]\s|[-–—]\s)?\s*(?:with\s+|where\s+|of\s+which\s+)?"
    rf"(?P<each>{_EACH}\s+{_WORDS}\s*(?:[,;/&]|\band\b|,\s*and\b|\bwhile\b)?\s*{_EACH}\s+{_WORDS}{_ENDING}"
    rf"(?:\s*(?:,|and|,\s*and)\s*{_EACH}\s+{_WORDS}{_ENDING})?)\s*[)\]}}]?",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    rf"\b(?P<count>two|three|four|[234]|both|(?:a\s+)?(?:pair|couple)\s+of)\s+(?P<kind>(?:[\w-]+\s+)??)"
    rf"(?P<noun>{_NOUN})\s*(?:[(\[](?P<in>[^)\]]*)[)\]]|(?::|,|\s[-–—])\s*(?P<after>(?:[^,.;:()]*,)??[^,.;:()]+"
    rf"(?:,?\s*and|&|\+)\s+[^,.;:()]+))",
    re.IGNORECASE,
)
_EACH_OF = re.compile(
    rf"\b(?P<number>{_EACH})\s+(?P<what>.*?)(?=\s*(?:[,;/&]|\band\b|\bwhile\b)?\s*(?:\b{_EACH}\b|$))", re.I
)
_SAYS_NO_MORE = re.compile(
    r"\b(?:is|as|plays|playing|doing|does|for|on|an?|the|it|its|part|line|of\s+them|panned|style)\b", re.IGNORECASE
)
_VERBS = {
    "picks": "picking",
    "plucks": "picking",
    "fingerpicks": "fingerpicking",
    "fingerpicked": "fingerpicking",
    "strums": "strumming",
    "strummed": "strumming",
    "chugs": "power chords",
    "comps": "chords",
    "riffs": "riff",
    "arpeggiates": "arpeggio",
    "sustains": "held notes",
    "solos": "lead",
    "soloing": "lead",
    "melody": "lead",
    "tune": "lead",
    "comping": "chords",
}
"""What one of several players does, as the tables have it."""
_KINDS_OF = {
    r"guitars?": (
        "rhythm|lead|bass|acoustic|electric|nylon|steel|classical|spanish|baritone|slide|twelve[ -]string"
        "|12[ -]string|solo"
    ),
    r"guitars": "clean|distorted|overdriven|crunchy|muted|fuzz|dirty",
    r"(?:saxophones?|saxes|sax)": "soprano|alto|tenor|baritone|bari",
    r"pianos?": "grand|upright|electric|acoustic|honky[ -]tonk|toy",
    r"(?:bass|basses)": "electric|upright|acoustic|synth|sub|fretless|slap",
    r"synths?": "lead|pad|bass",
    r"(?:drums|kits?)": "acoustic|electronic|electric|programmed",
    r"organs?": "hammond|church|pipe",
    r"flutes?": "alto|bass|pan|bamboo",
    r"clarinets?": "bass",
}
"""By nouns, the adjectives of which two before one noun are two players."""
_LISTS = [
    re.compile(
        rf"\b(?P<first>(?:{kinds})(?:\s*,\s*(?:{kinds}))*)\s*,?\s*(?:and|&|\+|plus|with)\s+(?:an?\s+)?"
        rf"(?P<last>{kinds})\s+(?P<noun>{noun})\b",
        re.IGNORECASE,
    )
    for noun, kinds in _KINDS_OF.items()
]
_ARTICLE = re.compile(r"(?:an?|the|some|another)\s", re.IGNORECASE)


def named_apart(text: str) -> str:
    """Return a prompt in which players who share a noun have one each."""
    text = _HANDED_OUT.sub(lambda match: _handed_out(match, _each_of(match["each"])), text)
    text = _IN_BRACKETS.sub(_handed_out_by_kind, text)
    for pattern in _LISTS:
        text = pattern.sub(_one_by_one, text)
    return text


def _each_of(listed: str) -> list[tuple[int, str]]:
    """Read "one rhythm, one lead": how many play each."""
    return [(_NUMBERS.get(match["number"].lower(), 1), match["what"]) for match in _EACH_OF.finditer(listed)]


def _listed(listed: str) -> list[tuple[int, str]]:
    """Read "lead and rhythm"."""
    return [(1, what) for what in re.split(r"\s*(?:,\s*and\b|,|/|&|\+|\band\b)\s*", listed.strip()) if what]


def _handed_out_by_kind(match: re.Match[str]) -> str:
    """Return a player for each kind in "two guitars (lead and rhythm)"; two guitars, bass and drums are four."""
    each = _listed(match["in"] or match["after"])
    noun = singular(match["noun"].lower())
    # "Two guitars, a bass and a drum kit" are four.
    if any(_ARTICLE.match(what) for _, what in each):
        return match[0]
    return _handed_out(match, each) if all(_is_kind(what, noun) for _, what in each) else match[0]


def _is_kind(what: str, noun: str) -> bool:
    """Return whether words say which of some players one is."""
    meanings = meanings_of(what) or {}
    roles = (meanings_of(noun) or {}).get("role", ())
    if what.lower() in ("lead", "rhythm", "pad") or (what.lower(), noun) == ("bass", "synth"):
        return meanings_of(f"{what} {noun}") is not None or meanings_of(f"{noun} {what}") is not None
    if not {"role", "instrument", "piece"} & set(meanings):
        return "style" not in meanings or "instrument" in (meanings_of(f"{what} {noun}") or {})
    return any(role in INSTRUMENTS[name].roles for name in meanings.get("instrument", ()) for role in roles)


def _handed_out(match: re.Match[str], each: Sequence[tuple[int, str]]) -> str:
    """Return a player for each description of several players; all as it was where their numbers differ."""
    groups = match.groupdict()
    size = _SIZES.get((groups.get("size") or "").lower())
    counted = (match["count"] or "").lower().removeprefix("a ").split()
    count = _NUMBERS.get(counted[0]) if counted else size
    total = sum(number for number, _ in each)
    if len(each) < 2 or (count is not None and count != total) or (count is None and not _is_plural(match["noun"])):
        return match[0]
    kind, noun = match["kind"].strip(), singular(match["noun"].lower()).removesuffix("ist")
    nouns = [_described(kind, noun, what, number) for number, what in each]
    if any(name is None for name in nouns):
        return match[0]
    return " and ".join(name for name in nouns if name is not None) + (" " if match[0].endswith(" ") else "")


def _is_plural(noun: str) -> bool:
    return singular(noun.lower()) != noun.lower() or noun.lower() == "keys"


def _described(kind: str, noun: str, what: str, number: int) -> str | None:
    """Return who one of several players is, in words that the tables have if they have some."""
    what = " ".join(_SAYS_NO_MORE.sub(" ", what).split())
    what = " ".join(_VERBS.get(word.lower(), word) for word in what.split())
    if not what:
        return None
    nobody = noun in ("instrument", "player", "part", "voice")
    if nobody and not {"role", "instrument"} & set(meanings_of(what) or {}):
        return None
    if nobody or singular(what.split()[-1].lower()) == noun or "instrument" in (meanings_of(what) or {}):
        names = [what]
    else:
        names = [f"{kind} {what} {noun}".strip(), f"{what} {noun}", f"{noun} {what}", f"{what} string {noun}"]
    known = (name for name in names if meanings_of(name) is not None)
    ways = "way" in (meanings_of(what) or {}) and what != "lead"
    name = next(known, f"{kind} {noun} {what}".strip() if ways else names[0])
    plural = "" if number == 1 else f"{number} "
    return plural + name


def _one_by_one(match: re.Match[str]) -> str:
    """Return a player for each of the adjectives before one noun."""
    noun = singular(match["noun"].lower()) if match["noun"].lower() != "drums" else "drums"
    kinds = [*re.split(r"\s*,\s*", match["first"]), match["last"]]
    return " and ".join(f"{kind} {noun}" for kind in kinds)
