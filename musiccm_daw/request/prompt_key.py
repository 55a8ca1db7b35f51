"""Keys and chords in a prompt: `in F# minor`, `Am`, `d-moll`, `la menor`, `8A`, `D dorian`, `Am F C G`, and the like.

Part of `prompt_facts`, which looks for the patterns; `harmony` reads what they match. Nothing here knows tempi.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.note_names import EASTERN_KEY, SOLFEGE_KEY, SOLFEGE_TONIC
from musiccm_daw.scales import SCALES, Scale, spoken

_SIGN = r"(?:[#b♯♭]|[\s-](?i:sharp|flat)\b)"
_TONIC = rf"[A-H]{_SIGN}?"
_CHURCH_MODE = r"(?i:dorian|phrygian|lydian|mixolydian|locrian|aeolian|ionian)\b"
_MODE = r"(?i:minor|major|min|maj)"
# Not inside a word, and not the beginning of a chord such as C major 7.
_START, _END = r"(?<![\w#♯♭'’])", r"(?![\w#♯♭])(?!\s*(?:6|7|9|11|13)(?:th)?\b)"
_IN = r"\b(?i:in)\s+"
_CLOSES = r"(?=\s*(?:$|[,.;:)|/\0]|-\s))"
_ON = r"(?=\s+(?i:with|for|and|at|on|over|by)\b)"
"""Before what goes on behind a key; no article stands there."""
_SMALL = r"(?!ebm)[a-h][#b♯♭]?m(?![\w#♯♭/'’])"
"""A minor key in small letters, as it is typed beside a tempo. EBM is a style."""
_NO_MOOD = r"(?!\s+(?i:key|mode|feel|mood|tone|scale|way|sound|chords?)\b)"

KEY = (
    rf"(?:{_IN})?(?:\b(?i:the)\s+)?\b(?i:key)(?:\s+(?i:of)\s+|\s*[:=]\s*)"
    rf"(?P<value1>(?i:{_TONIC})(?:\s*{_MODE}|m)?|\d\d?[ABab]){_END}(?!\s+{_CHURCH_MODE})",
    rf"\b(?i:key)\s+(?P<value10>{_TONIC}(?:\s*{_MODE}|m)?){_END}(?!\s+{_CHURCH_MODE})",
    rf"(?:{_IN})?{_START}(?P<value2>{_TONIC}[\s-]?{_MODE}){_END}(?:\s+(?i:key)\b)?",
    # A small "a minor" is often an article and an adjective; b to h are no words.
    rf"(?:{_IN})?{_START}(?P<value3>(?:[b-h]{_SIGN}?|a{_SIGN})[\s-]?{_MODE}){_END}{_NO_MOOD}",
    rf"{_IN}(?P<value4>a\s+(?i:minor|major|min|maj)){_END}{_NO_MOOD}",
    r"(?:^|[,;(]|\s[-|/]\s)\s*(?P<value5>a\s+(?i:minor|major|min|maj))(?=\s*(?:$|[,;)]))",
    rf"(?:{_IN})?{_START}(?P<value6>(?i:(?:[ea]s|[a-h](?:is|es)?)[\s-]?(?:moll|dur))){_END}",
    rf"{_IN}(?P<value7>{_TONIC}m){_END}",
    rf"{_IN}(?P<value8>[A-H]{_SIGN}|[b-h][\s-](?i:sharp|flat)|[b-h][#b♯♭]){_END}(?!\s+{_CHURCH_MODE})",
    rf"{_IN}(?P<value9>[A-H]|[b-h]){_CLOSES}",
    # A capital A before another word is an article.
    # "La mayor parte" is most of something, and "la menor duda" no doubt.
    rf"(?:\b(?i:en|in|em)\s+)?{_START}(?P<value12>(?i:{SOLFEGE_KEY}))(?!\s+(?i:parte|duda|idea|cantidad|deseo|amor|fan)\b)",
    rf"{_IN}(?P<value11>[B-H])(?=\s+(?i:with|for|and|at|on|over|by|using|played|slow|fast|around|about)\b)",
    rf"{_IN}(?P<value13>A){_ON}",
    rf"{_IN}(?P<value14>{_SMALL})(?:{_CLOSES}|{_ON})",
    # Behind a tempo or a meter. AM and FM are radios and synths, and a GM kit is a set of samples.
    rf"\0\s*[-,|/]?\s*(?P<value15>(?![afg]m\b){_SMALL})",
    rf"\0\s*[-,|/]?\s*(?P<value16>{_SMALL}){_CLOSES}",
    rf"\0\s*[-,|/]?\s*(?P<value17>a\s+(?i:minor|major|min|maj)){_END}{_NO_MOOD}",
    rf"{_START}(?P<value18>a-?(?i:minor|major|min|maj)){_END}",
    rf"(?P<value19>{EASTERN_KEY})",
)

# These are keys unless the prompt names one more clearly. EBM is a style, so a small ebm is no key.
_NUMBERED = ("part", "take", "side", "section", "version", "sketch", "level", "scene", "track", "type", "disc")
_NOT_NUMBERED = "".join(rf"(?<!(?i:{word}) )" for word in _NUMBERED)
_GUESSED = re.compile(
    "|".join(
        (
            rf"{_START}(?<![|/-])(?P<value1>[A-H][#b♯♭]?m|[a-h][#♯♭]m)(?![\w#♯♭|/'’])(?!\s+I\b)",
            rf"{_START}(?<![.,:/-]){_NOT_NUMBERED}(?P<value2>(?:1[0-2]|[1-9])[AB])(?![\w/-])",
            # A blues may be any blues.
            rf"{_START}(?P<value3>[A-H][#b♯♭]|[B-H]|[b-h][\s-](?i:sharp|flat)|bb)(?=\s+(?i:blues)\b)",
            r"(?:^|[,;(])\s*(?P<value4>[A-H](?:[#b♯♭]|[\s-](?i:sharp|flat))|[a-h](?:[#♯]|[\s-](?i:sharp|flat)))(?=\s*(?:$|[,;)]))",
            # At the end of a prompt; a clarinet in B flat is an instrument, and a tuning no key.
            r"(?<!\bto )(?<!\bdown )(?<!\btuned )(?<!larinet )(?<!rumpet )(?<!horn )(?<!sax )(?<!saxophone )"
            r"(?<![\w#♯♭|/,.-])(?<![A-H] )"
            r"(?P<value6>[A-H](?:[#b♯♭]|[\s-](?i:sharp|flat))|[b-h](?:[#♯]|[\s-](?i:sharp|flat)))\s*$",
            r"[,;(]\s*(?P<value5>[A-G])(?=\s*(?:$|[,;)]))",
            rf"(?:^|[,;(|/]\s*|\s-\s+)(?P<value7>(?!fm\b){_SMALL})(?=\s*(?:$|[,;)|/]))",
            # A number that stands alone may be the tempo.
            rf"(?<=\d\s)(?P<value8>(?![afg]m\b){_SMALL})|(?<=\d\s)(?P<value9>{_SMALL}){_CLOSES}",
            rf"(?<![\w'’])(?P<value10>(?![af]m\b){_SMALL})(?=\s+(?:[4-9]\d|1\d\d|2[0-4]\d)\b(?!\s*(?:bars?\b|/)))",
        )
    )
)

_CHORD = r"[A-H][#b♯♭]?(?:m|maj|min|dim|aug|sus|add|M|°|ø)*[\d()#b+-]*(?:/[A-H][#b♯♭]?)?"
_JOINT = r"(?:\s*[|,–—-]\s*|\s+(?:and\s+|to\s+)?)"
_CHORDS = re.compile(rf"(?<![\w#♯♭]){_CHORD}(?:{_JOINT}{_CHORD}(?![\w#♯♭]))+")
_COLOURED = r"[A-G][#b♯♭]?(?:m|maj|min|M)?(?:6|7|9|11|13)(?:[#b]\d+|sus[24]?)*(?![\w#♯♭/])"
_STRUCK = r"vamps?|vamping|chords?|stabs?|hits?|groove|jam|drone|comping|skank"
_ONE_CHORD = re.compile(
    rf"(?:\b(?i:{_STRUCK})\s+|\b(?i:on|over|around)\s+(?i:an?\s+)?|(?:^|[,;(])\s*)(?P<chord1>{_COLOURED})(?=\s*(?:$|[,.;)]))"
    rf"|(?<![\w#♯♭|-])(?P<chord2>{_COLOURED})(?=\s+(?i:{_STRUCK})\b)"
)
"""A chord with a seventh or more, on which everybody stays: an E9 vamp, brass stabs on Eb7#9. E4 is a note."""
_BEFORE_CHORD = re.compile(r"\b(?:on|over|around)\s+(?:an?\s+)?$", re.IGNORECASE)
_TONIC_OF_SCALE = re.compile(
    rf"(?:\b(?i:in|en|em)\s+)?(?:\b(?i:the)\s+)?(?:\b(?i:key)\s+(?:(?i:of)\s+)?)?{_START}"
    rf"(?:(?P<german>(?:(?i:[ea]s|[b-h](?:is|es)?|ais)|A|a(?=-))(?=[\s-]+\w+isch))"
    rf"|(?P<tonic>[A-H]{_SIGN}?|[b-h]{_SIGN}?|a{_SIGN})|(?P<solfege>(?i:{SOLFEGE_TONIC})))[\s-]+(?=(?P<words>\w.*))",
    re.DOTALL,
)
"""In D dorian, es-lydisch, mi frigio: what stands before the name of a scale."""
_TONIC_BEHIND = re.compile(
    rf"(?P<words>(?:[\w#]+[\s-]+){{1,4}}?)(?P<joint>(?i:in|on|from|auf)\s+)(?P<tonic>[A-H]{_SIGN}?)"
    r"(?=\s*(?:$|[,.;:)])|\s+(?:with|for|and|at|over|by|using|played|slow|fast)\b)"
)
_MOST_WORDS = 4
"""Of a scale's name."""
_DROPPED = re.compile(
    r"\bdrop(?:ped)?[\s-]+(?P<tonic>[B-Db-d]|a(?=\s*(?:$|[,.;:)])|[\s-]+(?:tun|riff|guitar|chug|djent|metal)))(?P<sign>[#b]?)(?![\w#])(?!\s+(?:section|part|beat|minor|major))",
    re.IGNORECASE,
)
"""Drop D is a tuning, and what is played in it is nearly always in D; power chords have no mode."""
_BARS_EACH = re.compile(r"\b(?:for\s+)?(?P<bars>[1-8])\s+bars?\s+(?:each|apiece|per\s+chord)\b", re.IGNORECASE)
_DEGREE = r"[b#♭♯]?(?:VII|III|VI|IV|II|V|I|vii|iii|vi|iv|ii|v|i)(?:maj7|m7|7|9|6|°|o|dim|sus[24])?(?![\w/])"
_DEGREES = re.compile(rf"(?<![\w/]){_DEGREE}(?:{_JOINT}{_DEGREE}){{2,}}")
_NO_ROW = re.compile(r"\b(?:from|between)\s+[A-H]|\b[A-H]\s+(?:tuning|string)", re.IGNORECASE)
_KEY_OF = re.compile(r"\bkey\s+of\s+[\w#♯♭]+", re.IGNORECASE)


_TONIC_ALONE = re.compile(rf"[A-Ha-h]{_SIGN}?")
_ONE_OF_MODES = r"(?P<{}>minor|major)"
_MODE_ALONE = re.compile(
    rf"\bin\s+(?:an?\s+|the\s+)?{_ONE_OF_MODES.format('in')}\b|(?:^|[,;(])\s*{_ONE_OF_MODES.format('alone')}\s*(?=$|[,;)])"
    rf"|\b{_ONE_OF_MODES.format('of')}[\s-](?:key|mode|scale|feel|mood|tonality|harmony|chords|progression|blues)\b",
    re.IGNORECASE,
)


def mode_alone(text: str) -> str | None:
    """Return "minor" or "major" where words name it without a tonic, as in "in a minor key"; None for none, or both.

    Args:
        text: the words of a prompt without its facts.
    """
    named = {next(filter(None, match.groups())).lower() for match in _MODE_ALONE.finditer(text)}
    return named.pop() if len(named) == 1 else None


def is_tonic_alone(key: str) -> bool:
    """Return whether a key as it is written says nothing of its mode: F#, B flat."""
    return _TONIC_ALONE.fullmatch(key.strip()) is not None


def key_guessed(text: str) -> tuple[str, str] | None:
    """Return a key that stands alone, as in "Am pad", and the text without it; None for none, or for several.

    Args:
        text: a prompt without the keys that `KEY` finds.
    """
    masked = text
    for row in chords_in(text):
        masked = masked.replace(row, "_" * len(row))
    found = list(_GUESSED.finditer(masked))
    values = {next(filter(None, match.groups())) for match in found}
    if len(values) != 1:
        return None
    start, end = found[0].span(found[0].lastgroup or 0)
    return values.pop(), f"{text[:start]} {text[end:]}"


def tuned_key_guessed(text: str) -> tuple[str, str] | None:
    """Return the key to which guitars are tuned, "D minor" of "drop D", and the text; None for none, or several."""
    found = {match["tonic"].upper() + match["sign"] for match in _DROPPED.finditer(text)}
    return (f"{found.pop()} minor", text) if len(found) == 1 else None


def modal_key_guessed(text: str) -> tuple[str, str] | None:
    """Return the key of a scale with a tonic, "D minor" of "in D dorian", and the text without the tonic.

    Of major and minor it is the one that `SCALES` has for the scale, else the tonic alone. None for no such scale, or
    for several.
    """
    before = [(match, scale) for match in _TONIC_OF_SCALE.finditer(text) if (scale := _scale_at_start(match["words"]))]
    if len(before) == 1:
        match, scale = before[0]
        return _key_of(match, scale), f"{text[: match.start()]} {text[match.end() :]}"
    behind = [(match, scale) for match in _TONIC_BEHIND.finditer(text) if (scale := _scale_at_end(match["words"]))]
    if before or len(behind) != 1:
        return None
    match, scale = behind[0]
    return f"{match['tonic']} {scale.mode or ''}".strip(), f"{text[: match.start('joint')]} {text[match.end() :]}"


@cache
def _scales() -> Mapping[str, Scale]:
    """Return all scales by what people call them."""
    return {each: scale for name, scale in SCALES.items() for each in spoken(name)}


def _scale_at_start(text: str) -> Scale | None:
    """Return the scale whose name begins a text: the one with the longest name."""
    words = re.split(r"[\s-]+", re.sub(r"[,.;:()].*", "", text, flags=re.DOTALL).lower(), maxsplit=_MOST_WORDS)
    found = (_scales().get(" ".join(words[:count])) for count in range(_MOST_WORDS, 0, -1))
    return next(filter(None, found), None)


def _scale_at_end(text: str) -> Scale | None:
    """Return the scale whose name ends a text."""
    words = re.split(r"[\s-]+", text.lower().strip(" -"))
    found = (_scales().get(" ".join(words[-count:])) for count in range(_MOST_WORDS, 0, -1))
    return next(filter(None, found), None)


def _key_of(match: re.Match[str], scale: Scale) -> str:
    """Return the key of a scale behind its tonic, as `Key.parse` reads it."""
    if match["german"]:
        # B is B flat in German.
        return f"{match['german']} {'dur' if scale.mode == 'major' else 'moll'}"
    if match["solfege"]:
        return f"{match['solfege']} {'mayor' if scale.mode == 'major' else 'menor'}"
    return f"{match['tonic']} {scale.mode or ''}".strip()


def chords_guessed(text: str) -> tuple[str, str] | None:
    """Return a row of chords, such as "Am F C G", as `ChordProgression.parse` reads it, and the text without it.

    Each chord has a bar, unless bar lines stand between them. None for none, for several rows, for what only looks like
    one (the sections A B A C, the tuning E A D G B E, from Am to C), and for chords that are not known.
    """
    rows = chords_in(text)
    if len(rows) != 1 or _NO_ROW.search(text):
        return None
    names = re.split(rf"{_JOINT}", rows[0])
    distinct = sorted(set(names))
    if all(len(name) == 1 for name in names) and distinct == [chr(ord("A") + at) for at in range(len(distinct))]:
        return None
    barred = re.sub(r"\s*[,–—-]\s*|\s+(?:and|to)\s+", " ", rows[0]) if "|" in rows[0] else " | ".join(names)
    try:
        ChordProgression.parse(barred)
    except RequestError:
        return None
    start = text.index(rows[0])
    text = f"{text[:start]} {text[start + len(rows[0]) :]}"
    each = _BARS_EACH.search(text)
    if each is None:
        return barred, text
    longer = " | ".join(bar for bar in barred.split(" | ") for _ in range(int(each["bars"])))
    return longer, f"{text[: each.start()]} {text[each.end() :]}"


def one_chord_guessed(text: str) -> tuple[str, str] | None:
    """Return the only chord of a prompt, such as the E9 of a vamp, and the text without it; None for none."""
    found = list(_ONE_CHORD.finditer(text))
    if len(found) != 1 or chords_in(text):
        return None
    chord = found[0]["chord1"] or found[0]["chord2"]
    try:
        ChordProgression.parse(chord)
    except RequestError:
        return None
    start, end = found[0].span("chord1" if found[0]["chord1"] else "chord2")
    return chord, f"{_BEFORE_CHORD.sub('', text[:start])} {text[end:]}"


def chords_in(text: str) -> list[str]:
    """Return the rows of chords in a prompt, such as "Am F C G"; two letters alone may be sections, or notes."""
    rows = [match[0].strip(" ,|-") for match in _CHORDS.finditer(text)]
    return [row for row in rows if len(re.findall(_CHORD, row)) > 2 or re.search(r"[a-z\d°ø]", row.replace("and", ""))]


def almost_chords(text: str) -> str | None:
    """Return a row of chords that is not read as one; None for none."""
    return next(iter(chords_in(text)), None)


def numerals_in(text: str) -> str | None:
    """Return the first row of three or more degrees in roman numerals, such as "ii-V-I"; None for none."""
    found = _DEGREES.search(text)
    return None if found is None else found[0]


def almost_key(text: str) -> str | None:
    """Return words that look like a key and are none: the key of something else."""
    match = _KEY_OF.search(text)
    return None if match is None else match[0]
