"""Tempi and lengths in a prompt: `90 bpm`, `90-100 bpm`, `@ 90`, `174` alone, `30 seconds`, as patterns and as values.

Part of `prompt_facts`, which looks for the patterns. A number that says nothing of what it counts is a tempo only
where it can hardly be anything else; 808 is a bass, 66 a route and 106 a synthesizer. Nothing here knows meters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from musiccm_daw.errors import RequestError, quoted
from musiccm_daw.timebase import MIN_BPM, parse_bpm

ALONE = r"(?<![\d./-])(?<!\d,)(?<!\de)(?<!\de\+)"
"""Before a number that is no end of another: 1.90, 1e9."""
_NUMBER = rf"{ALONE}\d{{1,4}}(?:[.,]\d{{1,20}})?"
_RANGE = rf"{ALONE}\d{{2,3}}(?:[.,]\d{{1,3}})?\s*(?:-|–|—|\bto\b)\s*\d{{2,3}}(?:[.,]\d{{1,3}})?"
_BETWEEN = r"(?:between|zwischen|entre|tra|fra)\s+\d{2,3}\s+(?:and|und|y|et?|&)\s+\d{2,3}"
_UNDER_WORDS = r"(?:sub|under|below|less\s+than|no\s+more\s+than|unter|weniger\s+als|menos\s+de|moins\s+de|meno\s+di)"
_UNDER = rf"{_UNDER_WORDS}[\s-]+\d{{2,3}}"
_TEMPI = rf"(?:{_BETWEEN}|{_UNDER}|{_RANGE}|{_NUMBER})"
_UNIT = (
    r"(?:bpm\b|b\.p\.m\.|ppm\b|beats?[\s-]+(?:per|a)[\s-]+minute\b|schläge\s+pro\s+minute\b"
    r"|pulsaciones\s+por\s+minuto\b|battiti\s+al\s+minuto\b|battements\s+par\s+minute\b)"
)
_ABOUT = (
    r"(?:at|around|about|roughly|approx(?:imately|\.)?|some|circa|ca\.?|a|à|bei|mit|etwa|ungefähr|rund|um(?:\s+die)?"
    r"|environ|autour\s+de|con|unos|sobre|alrededor\s+de|intorno\s+a)"
)
"""What stands before a tempo in six languages."""
_QUARTER = r"(?<!dotted )\b(?:quarter(?:[\s-]notes?)?|crotchet|viertel(?:note)?|negra|noire|semiminima|m\.?m\.?)"

TEMPO = (
    rf"(?:\b{_ABOUT}\s+|@\s*|~\s*)?(?P<value1>{_TEMPI})\s*\+?[\s-]*{_UNIT}",
    rf"\b(?:bpm|tempo)(?:\s+of\s+|\s*[:=]\s*|\s+)(?P<value2>{_TEMPI})(?![\w/])",
    rf"{_QUARTER}\s*=\s*(?P<value4>{_TEMPI})(?![\w/])",
    rf"(?:@|♩\s*=)\s*(?P<value3>{_RANGE}|{ALONE}\d{{2,3}}(?:[.,]\d{{1,3}})?)(?!\s*k?hz)(?![\w/%]|[.,]\d)",
)

# What an effect or a part lasts is not how long the clip is.
NOT_OF_A_PART = (
    r"(?![\s-]*(?:reverb|delay|echo|decay|tail|attack|release|fade|intro|outro|build|break|drop|pause|gap|silence|rest"
    r"|swell|riser)s?\b)"
)
_OF_PLAYING = (
    r"(?=[\s-]*(?:(?:long|live|psychedelic|motorik|free)[\s-]+)?(?:jams?|sets?|mix(?:es|tapes?)?|epics?|odysse\w+|improv\w*"
    r"|freak[\s-]?outs?|workouts?|ragas?|suites?|symphon\w+|solos?|sessions?|monsters?|versions?)\b)"
)
"""What lasts ten minutes and more on stage and on record: a kind of music, and no length of a clip."""
_LONG_MINUTES = r"\d{2,4}[\s-]*(?:minutes?|mins?)\b"
NOT_EVERY = "".join(rf"(?<!{word} )" for word in ("every", "each", "last", "first", "after", "within"))
_COUNT = rf"{NOT_EVERY}{ALONE}\d{{1,4}}(?:[.,]\d{{1,3}})?"
_SECONDS = r"(?:seconds?|secs?)\b"
_MINUTES = r"(?:minutes?|mins?)\b"
_OF = r"\.?(?:\s+(?:long|of\b))?"

LENGTH = (
    rf"(?:\b(?:for|about|around|roughly|lasting)\s+)?(?:\ban?\s+)?(?!{_LONG_MINUTES}{_OF_PLAYING})"
    rf"(?P<value1>{_COUNT}[\s-]*{_MINUTES}(?:\s+(?:and\s+)?\d{{1,2}}[\s-]*{_SECONDS})?|{_COUNT}[\s-]*{_SECONDS}"
    rf"|\bhalf\s+a\s+minute\b|(?<!\w)(?:\d{{1,2}}:[0-5]\d)(?=\s*(?:{_MINUTES}|long\b)))"
    rf"(?:\s*{_MINUTES})?{NOT_OF_A_PART}{_OF}",
    r"(?P<value2>\b(?:a|one)\s+minute)\s+(?:long|of\b)",
)

LEAST_ALONE, MOST_ALONE = 60, 200
"""BPM that a number without a unit may mean."""
_PLAIN = r"\d{2,3}(?:[.,]\d{1,2})?"
_ISH = r"(?:[\s-]?ish\b|\+)?"
_PHRASE_START, _PHRASE_END = (
    r"(?:^|[,;|(]|(?P<before>[^\W\d]+)\.(?=\s)|\s[-–—]\s)\s*",
    r"\s*(?=$|[,;|)]|\.(?:\s|$)|\s[-–—]\s)",
)
_ALONE_IN_PHRASE = re.compile(
    rf"(?!^a\s){_PHRASE_START}(?:{_ABOUT}\s+|~\s*)?(?P<value>{_PLAIN}){_ISH}{_PHRASE_END}", re.IGNORECASE
)
_ENDS_PHRASE = re.compile(
    rf"(?<=\S\s)(?<!hammond\s)(?<!organ\s)(?<!yamaha\s)(?P<value>{_ABOUT}\s+(?P<number>{_PLAIN}){_ISH}){_PHRASE_END}",
    re.IGNORECASE,
)
"""Rock a 130; in other languages what stands before it is a letter, and a Hammond A 100 an organ."""
_BOUNDED = re.compile(
    rf"(?<![\w-])(?P<value>{_BETWEEN}|{_UNDER}|\d{{2,3}}\+)(?=\s+(?P<after>[^\W\d][^\s,;|)]*)|\s*(?:[,;|().!]|$))",
    re.IGNORECASE,
)
"""Between 120 and 130, sub-70, 150+."""
_ABBREVIATED = re.compile(r"op|no|nr|num|vol|pt|ch|ver|mk|tr|cat|pp|st|\w", re.IGNORECASE)
"""Words before a full stop that ends no sentence."""
_LAST_WORD = re.compile(rf"(?<!\S)(?P<before>\S+)\s+(?P<value>{_PLAIN}){_ISH}\s*[.!]?\s*$")
_BEFORE_MORE = re.compile(
    rf"(?<!\S)(?P<before>\S+)\s+(?P<value>{_PLAIN})(?=\s+(?:with|w/|feat|featuring|no|without|in|four|half[\s-]?time|double[\s-]?time)(?!\w))"
    rf"|(?<!\S)(?P<at>at)\s+(?P<value2>{_PLAIN})(?=\s+(?:and|but|in|over|under|using|feel|or\s+so)\b)",
    re.IGNORECASE,
)
"""Dubstep 140 half-time, trap at 140 with bells."""
_NUMBERED = re.compile(
    r"route|highway|interstate|studio|area|level|apollo|agent|psalm|symphony|opus|op|no|nr|number|years?|class|chapter"
    r"|part|take|version|volume|vol|track|channel|page|room|model|mark|mk|type|seed|steps|velocity|swing"
    r"|airbase|commodore|cp|dr|emg|es|hr|hs|jc|jd|jv|kpr|lm|mks|ms|poly|rs|sc|sj|stage|suitcase|sy|system|td|vp"
    r"|ann[ée]es|anni|a[nñ]os|los"
    r"|juno|jupiter|jx|sh|cs|mc|mpc|sp|dx|rd|tr|tb|cr|ob|prophet|polymoog|minimoog|moog|korg|roland|yamaha"
    r"|blink|eiffel|front|galaxy|matchbox|heaven|bwv|kv?|bass\s+station|system|prelude|etude|study|preset|top"
    r"|of|from|since|to|like|the|in|vs|versus|x|plus|and|or"
)
"""Words whose number is part of a name, or of something else that is counted."""
_GENRES = re.compile(
    r"\b(?:techno|house|trance|dn[b]?|d'?n'?b|drum\s*(?:and|n|&)\s*bass|jungle|dubstep|garage|ukg|grime|drill|trap|phonk"
    r"|hip[\s-]?hop|boom\s?bap|lo-?fi|rap|hardstyle|hardcore|gabber|psytrance|electro|edm|ebm|breakbeats?|breaks|footwork"
    r"|juke|amapiano|gqom|afrobeats?|afro|reggaeton|dembow|dancehall|reggae|dub|ska|salsa|cumbia|merengue|bachata|samba"
    r"|bossa|funk|disco|soul|gospel|r&b|rnb|jazz|bebop|swing|blues|country|bluegrass|folk|rock|punk|metal|grunge|pop"
    r"|synthwave|vaporwave|ambient|cinematic|trailer|chiptune|polka|waltz|tango|hyperpop|moombahton|club|shoegaze"
    r"|calypso|soca|zydeco|cajun|dixieland|celtic|reel|jig|musette|highlife|soukous|balkan|batucada|gamelan|qawwali)\b",
    re.IGNORECASE,
)
"""Names of genres beside which a number is their tempo: people write "techno 150 dark"."""
_LEAST_OF_GENRES, _MOST_OF_GENRES = 50, 250
_MOST_SWING = 100
_WITHIN = re.compile(
    rf"(?:^|[,;|(]\s*|(?<!\S)(?P<before>[^\s,;:(|]+)\s+)(?P<value>{_PLAIN})"
    r"(?=\s+(?P<after>[^\W\d][^\s,;|)]*)|\s*[,;|().!]|\s*$)"
)
_COUNTED = re.compile(
    r"(?:strings?|keys?|voices?|singers?|players?|pieces?|musicians?|men|women|people|k?hz|ms|db|percent|years?|yr|days?"
    r"|weeks?|miles?|notes?|steps?|times|bits?|cents?|hits?|layers?|tracks?|songs?|samples?|stems?|degrees?|problems|gecs"
    r"|minutes?|mins?|hours?|seconds?|secs?|bars?|measures?|s|th|st|nd|rd|rpm|ppq|to|x|vs)\W*",
    re.IGNORECASE,
)
"""What a number before it counts."""
_MODELS = frozenset(
    {"50", "55", "60", "66", "70", "80", "88", "90", "99", "100", "101", "104", "106", "110", "202", "250"}
)
"""Numbers of synthesizers, guitars and amplifiers, and of decades, where an instrument follows: 80 bass, 101 bass."""
_INSTRUMENT = re.compile(
    r"(?:bass|basslines?|synths?|leads?|pads?|pianos?|organs?|strings?|brass|drums?|kit|kicks?|snares?|hats?|claps?|toms?"
    r"|cowbells?|arps?|guitars?|amps?|reverb|style|sound|sounds|era|vibes?|chords?|stabs?|acid|acid\s+line)\W*",
    re.IGNORECASE,
)
_HALF_NAMED = re.compile(rf"^(?P<leading>{_PLAIN})\s+[^\W\d]|(?<!\S)[^\W\d]\S*\s+(?P<ending>{_PLAIN})\s*[,;|)]")


_SHARE_UNDER = Fraction(93, 100)
"""Of a tempo below which another one is asked for: "sub-70" is 65."""


def read_tempo(text: str) -> Fraction:
    """Read a tempo as prompts write it: a decimal comma is a point, and a range is its middle.

    Raises:
        RequestError: it is none, or out of range.
    """
    under = re.fullmatch(rf"{_UNDER_WORDS}[\s-]+(?P<most>\d+)", text.strip(), re.IGNORECASE)
    if under is not None:
        tempo = Fraction(round(parse_bpm(under["most"]) * _SHARE_UNDER))
        if tempo < MIN_BPM:
            raise RequestError(f"bpm {quoted(text)} is out of range; give quarter notes per minute, {MIN_BPM} or more")
        return tempo
    if re.match(_BETWEEN, text, re.IGNORECASE):
        ends = [parse_bpm(end) for end in re.findall(r"\d+", text)]
    else:
        ends = [parse_bpm(end.strip(" +")) for end in re.split(r"-|–|—|\bto\b", text)]
    return sum(ends, Fraction(0)) / len(ends)


def read_length_seconds(text: str) -> Fraction:
    """Return the seconds of a length that `LENGTH` matches."""
    if ":" in text:
        minutes, seconds = text.split(":")
        return Fraction(int(minutes) * 60 + int(seconds))
    if text.lower().startswith("half"):
        return Fraction(30)
    numbers = [Fraction(number.replace(",", ".")) for number in re.findall(r"\d+(?:[.,]\d+)?", text)] or [Fraction(1)]
    if re.search(r"min", text, re.IGNORECASE) is None:
        return numbers[0]
    return numbers[0] * 60 + sum(numbers[1:], Fraction(0))


def tempo_alone(text: str) -> tuple[str, str] | None:
    """Return a tempo without a unit, and the text without it: a phrase of its own, the last word, or before "with".

    In a prompt that names a genre, it may stand anywhere.

    Args:
        text: a prompt without the facts that say what they are.
    """
    bounded = [match for match in _BOUNDED.finditer(text) if _is_bounded(match)]
    if len(bounded) == 1:
        start, end = bounded[0].span("value")
        return bounded[0]["value"], f"{text[:start]} {text[end:]}"
    ending = [match for match in _ENDS_PHRASE.finditer(text) if _can_be_tempo(match["number"])]
    if len(ending) == 1 and not any(_alone_in_phrases(text[: ending[0].start()])):
        start, end = ending[0].span("value")
        return ending[0]["number"], f"{text[:start]} {text[end:]}"
    found = list(_alone_in_phrases(text))
    last = _LAST_WORD.search(text)
    if last is not None and _can_be_tempo(last["value"]) and _counts_nothing(last["before"]):
        found.append(last)
    spans = [match.span("value") for match in found]
    for match in _BEFORE_MORE.finditer(text):
        value = "value2" if match["at"] else "value"
        if _can_be_tempo(match[value]) and _counts_nothing(match["at"] or match["before"]):
            spans.append(match.span(value))
    if not spans and _GENRES.search(text):
        spans = [match.span("value") for match in _WITHIN.finditer(text) if _is_of_genre(match)]
    if len({text[start:end] for start, end in spans}) != 1:
        return None
    start, end = spans[0]
    return text[start:end], f"{text[:start]} {re.sub(f'^{_ISH}', '', text[end:])}"


def almost_tempo(text: str) -> str | None:
    """Return a number that looks like a tempo and is not read as one: it begins a prompt, or ends a phrase of it."""
    for match in _HALF_NAMED.finditer(text):
        number = match["leading"] or match["ending"]
        if _can_be_tempo(number) and (match["leading"] or _counts_nothing(match[0].split()[0])):
            return number
    several = [match["value"] for match in _alone_in_phrases(text)]
    unit = re.search(rf"(?<![\w-])[\w-]+\s+{_UNIT}(?!-)", text, re.IGNORECASE)
    return several[0] if several else unit[0] if unit else None


def _alone_in_phrases(text: str) -> Iterator[re.Match[str]]:
    """Yield tempi that are phrases of their own: "swing, 160" and "Swing. 160.", but not "Op. 60"."""
    for match in _ALONE_IN_PHRASE.finditer(text):
        if _can_be_tempo(match["value"]) and _ABBREVIATED.fullmatch(match["before"] or "") is None:
            yield match


def _can_be_tempo(number: str) -> bool:
    return LEAST_ALONE <= Fraction(number.replace(",", ".").rstrip("+")) <= MOST_ALONE


def _is_bounded(match: re.Match[str]) -> bool:
    """Return whether numbers say between which others, or on which side of another one, a tempo lies."""
    numbers = re.findall(r"\d+", match["value"])
    after = match["after"] or ""
    return all(map(_can_be_tempo, numbers)) and not (_COUNTED.fullmatch(after) or _INSTRUMENT.fullmatch(after))


def _is_of_genre(match: re.Match[str]) -> bool:
    """Return whether a number is the tempo of the genre beside it, and neither a name's nor a count."""
    before, after = match["before"], match["after"] or ""
    value = Fraction(match["value"].replace(",", "."))
    if not _LEAST_OF_GENRES <= value <= _MOST_OF_GENRES:
        return False
    if _COUNTED.fullmatch(after) or (match["value"] in _MODELS and _INSTRUMENT.fullmatch(after)):
        return False
    # "Swing 60" is an amount, "swing 126" is a tempo.
    return before is None or _counts_nothing(before) or (before.lower() == "swing" and value > _MOST_SWING)


def _counts_nothing(word: str) -> bool:
    """Return whether a number after this word is not part of a name such as Juno 106."""
    plain = word.lower().strip(".,;:!?'\"()-#")
    return len(plain) > 1 and _NUMBERED.fullmatch(plain) is None and not plain[-1].isdigit()
