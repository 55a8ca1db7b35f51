"""Prompts in words that say of each player what they say of several at once: "acoustic and electric guitar".

Before `negation.py`: a text becomes a text. "Two guitars, one rhythm, one lead" are "rhythm guitar and lead guitar", a
"7-string djent riff" is a "7 string guitar djent riff", and a double bass that is bowed a bowed double bass.
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
_STRINGED = re.compile(
    r"\b(?P<number>four|five|six|seven|eight|nine|ten|twelve|[4-9]|10|12)[\s-]+strings?\b(?P<rest>[^,.;:()]*)",
    re.IGNORECASE,
)
_SECTIONS = re.compile(
    r"\s*(?:quartets?|trios?|quintets?|sextets?|octets?|sections?|orchestras?|ensembles?|players?|parts?|pads?|synths?"
    r"|lines?|chords?|melod\w+|voices?|stabs?|hits?)\b",
    re.IGNORECASE,
)
_HAS_STRINGS = re.compile(
    r"\b(?:guitars?|bass|basses|banjos?|violins?|fiddles?|violas?|cellos?|ukuleles?|lutes?|harps?|strat|telecaster|tele"
    r"|les\s+paul|acoustic|electric|mandolins?|bajo|guitarra|dobro|resonator)\b",
    re.IGNORECASE,
)
_LEAST_OF_RIFFS = 6
"""Strings of what nobody names further: a seven-string riff is a guitar's, four strings may be a section."""
_BOWED = re.compile(
    r"\b(?<!bowed )(?:double|upright|string|acoustic)\s+bass(?P<solo>\s+solo)?\s*,?\s*(?:and\s+|but\s+|played\s+)?"
    r"(?:bowed|arco|(?:played\s+)?with\s+(?:an?|the)\s+bow)\b",
    re.IGNORECASE,
)
_BASS_DRUMS = re.compile(r"(?<!double )(?<!orchestral )(?<!concert )(?<!big )(?<!808 )(?<!deep )\bbass\s+drums\b", re.I)
"""Two players in a list without commas; one bass drum has no plural in a kit."""


_ARTICLE = re.compile(r"(?:an?|the|some|another)\s", re.IGNORECASE)
_GUITARS = (
    r"(?:(?:lead|electric|distorted|overdriven|heavy|metal|rock)\s+)*guitars?(?:\s+(?:leads?|solos?|parts?|lines?))?"
)
_IN_HARMONY = (
    r"(?:playing\s+|moving\s+)?in\s+(?:parallel\s+)?(?:harmony|harmonies|thirds|3rds|twin\s+harmony)"
    r"|(?:playing\s+)?(?:harmoni[sz]ed|harmoni[sz]ing|harmonies)(?:\s+(?:in\s+thirds|leads?))?"
)
_PICKED = r"mandolins?|banjos?|balalaikas?|bouzouki|charango|oud|marimba|xylophone"
"""Whose tremolo is no effect."""
_HAND_DRUMS = r"(?:tablas?|congas?|bongos?|cajons?|djembes?|darbukas?|dhol|dholak|mridangam|cajon|percussion)"
"""Whose rhythm has so many beats, and no drum kit."""
_PLAIN_WORDS = (
    (
        re.compile(
            rf"\b(?:(?:two|2|twin|dual|double|a\s+pair\s+of)\s+)?{_GUITARS}\s+(?:{_IN_HARMONY})\b", re.IGNORECASE
        ),
        "harmony guitars",
    ),
    (re.compile(rf"\b(?:twin|dual)\s+(?:lead\s+)?{_GUITARS}(?!\s+amp)", re.IGNORECASE), "harmony guitars"),
    (re.compile(r"(?<!\S)w(?=\s)", re.IGNORECASE), "with"),
    (re.compile(r"\b(no|without)\s+(?:any\s+)?solos?\b", re.IGNORECASE), r"\1 lead"),
    (re.compile(rf"\btremolo\s+({_PICKED})\b|\b({_PICKED})\s+tremolo\b", re.IGNORECASE), r"\1\2 tremolo picking"),
    (re.compile(r"\b(?:two|three|four|[234])[\s-]chords?\b", re.IGNORECASE), ""),
    (
        re.compile(
            r"\b(?:is\s*n'?t|are\s*n'?t|is\s+not|are\s+not|does\s*n'?t\s+get|not|never|nothing)\s+"
            r"(?:(?:too|so|very|that|overly|at\s+all)\s+)*(?:busy|dense|complicated|complex|crowded|cluttered|fancy)\b",
            re.IGNORECASE,
        ),
        "sparse",
    ),
    (
        re.compile(
            r"\b(?:is\s*n'?t|are\s*n'?t|is\s+not|are\s+not|not|never)\s+(?:(?:too|so|very|that|overly)\s+)*"
            r"(?:loud|heavy|aggressive|hard|intense|energetic)\b",
            re.IGNORECASE,
        ),
        "calm",
    ),
    (
        re.compile(r"\blow\s+strings(?=\s*(?:[,.;]|$)|\s+(?:no|without|only)\b)", re.IGNORECASE),
        "cello and bowed contrabass",
    ),
    (
        re.compile(
            rf"\b(?:16|8|6|7|10|12|14|sixteen|eight)[\s-]beats?\b(?=.*\b{_HAND_DRUMS})|"
            rf"(?<=\b)({_HAND_DRUMS}\b.*?)\b(?:16|8|6|7|10|12|14|sixteen|eight)[\s-]beats?\b",
            re.IGNORECASE,
        ),
        r"\1",
    ),
    (re.compile(r"\b(?:no|without|not\s+any|avoid)\s+(?:any\s+)?high\s+notes\b", re.IGNORECASE), "low register"),
    (re.compile(r"\b(?:no|without|not\s+any|avoid)\s+(?:any\s+)?low\s+notes\b", re.IGNORECASE), "high register"),
)
"""What stands for other words: who has no solo has no lead, and three chords are no player's."""
_TAKES_BASS = re.compile(
    r"\b(?P<who>[^\W\d]+(?:\s[^\W\d]+)?)\s+(?:plays|playing|does|doing|sings|takes|taking)\s+(?:the\s+)?"
    r"(?P<how>(?:staccato|legato|walking|simple|short|long|pizzicato)\s+)?bass"
    r"(?:[\s-]?line)?\b(?!\s+(?:guitar|drum|clarinet|synth|trombone|flute))",
    re.IGNORECASE,
)


def _bass_of(match: re.Match[str]) -> str:
    """Return the bass line of whoever plays it: "tuba plays the bass"."""
    words = match["who"].split()
    for who in (" ".join(words), words[-1]):
        if "instrument" in (meanings_of(who) or {}):
            return f"{match['how'] or ''}{match['who']} bass line"
    return match[0]


_CLASSICAL_GUITAR = re.compile(
    r"(?=.*\b(?:guitar|guitarra|gitarre)\b)(?=.*\b(?:classical|spanish|nylon|flamenco|tarrega|recuerdos)\b)"
    r"(?!.*\b(?:strings|violins?|violas?|cellos?|orchestra|electric|effect)\b)",
    re.IGNORECASE,
)
_TREMOLO = re.compile(r"\btremolo\b(?!\s+(?:pick|strum|riff|bar|arm))", re.IGNORECASE)


def _on_classical_guitar(text: str) -> str:
    """Return a text in which the tremolo of a classical guitar is a way of plucking, and no bows tremble."""
    return _TREMOLO.sub("tremolo picking", text) if _CLASSICAL_GUITAR.match(text) else text


def reworded(text: str) -> str:
    """Return a prompt in which each player has words of their own."""
    for pattern, plain in _PLAIN_WORDS:
        text = pattern.sub(plain, text)
    text = _on_classical_guitar(text)
    text = _TAKES_BASS.sub(_bass_of, text)
    text = _HANDED_OUT.sub(lambda match: _handed_out(match, _each_of(match["each"])), text)
    text = _IN_BRACKETS.sub(_handed_out_by_kind, text)
    for pattern in _LISTS:
        text = pattern.sub(_one_by_one, text)
    text = _STRINGED.sub(_guitar, text)
    text = _BOWED.sub(lambda match: f"bowed double bass{match['solo'] or ''}", text)
    return _BASS_DRUMS.sub("bass, drums", text)


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


def _guitar(match: re.Match[str]) -> str:
    """Return a guitar for what has a number of strings, without the number where no table has it."""
    number, rest = match["number"], match["rest"]
    if _SECTIONS.match(rest):
        return match[0]
    strings = _HAS_STRINGS.search(rest)
    before_noun = f"{number} string {rest[: strings.end()] if strings else ''}".strip()
    words = before_noun.split()
    if any(meanings_of(" ".join(words[:end])) is not None for end in range(2, len(words) + 1)):
        return match[0]
    if strings is not None:
        return rest.strip()
    least = int(number) if number.isdigit() else _LEAST_OF_RIFFS
    if least < _LEAST_OF_RIFFS or number.lower() in ("four", "five"):
        return match[0]
    guitar = f"{number} string guitar"
    return f"{guitar if meanings_of(guitar) is not None else 'guitar'}{rest}"
