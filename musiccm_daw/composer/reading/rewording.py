"""Prompts in words that the tables have: a "7-string djent riff" is a guitar's, "not too busy" is "sparse".

Before `negation.py`: a text becomes a text. In: what people write. Out: the same with plainer words for what the table
below has, for instruments that are called by their strings, and for players who share a noun (`players_apart.py`).
"""

from __future__ import annotations

import re

from musiccm_daw.composer.reading.numbers_of_strings import with_names_for_strings
from musiccm_daw.composer.reading.players_apart import named_apart
from musiccm_daw.composer.reading.section_members import with_members
from musiccm_daw.composer.words.prompt_words import meanings_of

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
_PLUCKED = r"guitars?|guitarra|gitarre|guitare|nylon|acoustic|banjo|ukulele|fingerstyle"
_THUMB = (
    rf"(?=.*\b(?:{_PLUCKED})\b)",
    r"\b(?:with\s+(?:the\s+|a\s+)?)?thumb(?:s|ed)?\s+(?:on|for|plays|playing|picks|picking|plucks|hits)?\s*(?:the\s+)?"
    r"(?:low\s+|alternating\s+)?(?:bass(?:\s+(?:notes?|strings?|lines?))?|low\s+strings?|root\s+notes?|roots)\b"
    r"|\bbass\s+(?:notes?|line)\s+(?:with|by|on)\s+(?:the\s+)?thumb\b",
)
_BACKBEAT_SOUNDS = r"rim\s?shots?|rim\s?clicks?|cross[\s-]?sticks?|side[\s-]?sticks?"
_UP_FRONT = (
    r"(?:up[\s-]?front|out\s+front|in\s+(?:the\s+)?(?:front|foreground|lead)|to\s+the\s+fore(?:front)?"
    r"|at\s+the\s+forefront|front\s+and\s+cent(?:er|re))"
)
_KIT_SOUNDS = (
    r"(?:(?:ride|crash|splash|china)(?:\s+cymbals?)?|cymbals?|hi[\s-]?hats?|hats|kick(?:\s+drum)?|snare(?:\s+drum)?|toms"
    rf"|{_BACKBEAT_SOUNDS})"
)
_FOR_DRUMS = r"(?:for|on|as|in)\s+(?:the\s+)?drums\b"
_ON_BEATS = (
    r"(?:(?:plays?|playing|stays?|sits?|right)\s+)?on\s+(?:the\s+|all\s+(?:the\s+)?|every\s+|each\s+)?beats?"
    r"(?=\s*(?:[,.;:)]|$|\b(?:and|with|while|but)\b))"
)
"""Where somebody plays, and no drummer: not "on beat 3"."""
_TUNES = r"melod(?:y|ies)|tunes?|lines?|themes?"
_LONG_AND = (
    r"mournful|sad|slow|lyrical|flowing|legato|lonely|plaintive|melancholic|singing|floating|sustained|expressive"
)
"""What long notes are besides, which would stand between the words of that way."""
_FAST = r"fast|quick|rapid|furious|rapides?|veloci|rapidi|r[áa]pidos|schnelle"
_ARPEGGIOS = r"arpeggios?|arpeggi|arps?|arpèges?|arpegios?|arpeggien"
"""What is fast in figures is not so in tempo: sixteenths."""
_CAROL = (
    r"weihnachtslied(?:er)?|weihnachtsmusik|villancicos?|chan(?:son|t)s?\s+de\s+no[eë]l|can(?:zone|to)\s+di\s+natale"
)
_ORGAN = r"(?:(?:hammond|jazz)\s+)?organ|hammond"
_DRIVEN = r"(?:growl\w*|snarl\w*|overdriven|distorted|dirty|gritty|screaming|raunchy|roaring|cranked)"
_OF_HAMMONDS = r"(?:tone\s?wheels?(?:\s+organ)?|drawbars?(?:\s+organ)?|rotary\s+organ|hammond(?:\s+organ)?|leslie)"
_THROUGH = r"(?:\s+(?:through|thru|via|into)\s+(?:an?\s+|the\s+)?(?:leslie|rotary)(?:\s+(?:speaker|cabinet|cab))?)?"
_PLAIN_WORDS = (
    (re.compile(r"\b(?:über|sobre|sopra)\b", re.IGNORECASE), "over"),
    (
        re.compile(
            r"\b(?:no|without|ohne|sans|sin|senza|sem)\s+(?:rh?ythme?|rhythmus|ritmo)\b(?!\s+(?:guitar|section))", re.I
        ),
        "no drums",
    ),
    (
        re.compile(
            r"\b(?:nappes?|tapis|colch[oó]n(?:es)?|tappet[oi]|camas?)\s+(?:de|di|do|d['’])\s*"
            r"(?:synth[éeè]?(?:tiseur)?s?|sint\w*|teclados?)(?!\w)",
            re.IGNORECASE,
        ),
        "synth pad",
    ),
    (
        re.compile(
            rf"\b{_DRIVEN}\s+(?:\w+\s+)?{_OF_HAMMONDS}\b{_THROUGH}|\b{_OF_HAMMONDS}{_THROUGH}\s*,?\s+{_DRIVEN}\b", re.I
        ),
        "rock organ",
    ),
    (re.compile(r"\b(pas|sans|aucun)\s+d['’]\s*", re.IGNORECASE), "sans "),
    (re.compile(r"\b((?:drums?|fiddles?)\s+(?:and|&)\s+)pipes\b", re.IGNORECASE), r"\1bagpipes"),
    (re.compile(r"\bpipes(?=\s+(?:and|&)\s+(?:drums?|fiddles?)\b)", re.IGNORECASE), "bagpipes"),
    (
        re.compile(r"\b(?:bag)?pipes?\s+drones?\s*(?:and|with|plus|&|\+)\s*(?:an?\s+)?(?:melod\w+|tunes?)\b", re.I),
        "bagpipes",
    ),
    (re.compile(r"\bbagpipes?\s+drones?\b", re.IGNORECASE), "reed organ drone"),
    (re.compile(r"\bslow\s+block(?:ed)?\s+chords?\b", re.IGNORECASE), "half note chords"),
    # Elsewhere it is an effect.
    (re.compile(r"\bphasing\b(?=.*\breich\b)", re.IGNORECASE), "phasing patterns"),
    (re.compile(r"\bharp\s+accents?\b", re.IGNORECASE), "harp rolled chords once per bar"),
    (re.compile(r"(?<![\d/])1/4(?:th)?s?(?:\s+notes?)?(?![\d/])", re.IGNORECASE), "quarter notes"),
    (re.compile(r"(?<![\d/])1/(8|16)(?:th)?s?(?:\s+notes?)?(?![\d/])", re.IGNORECASE), r"\1th notes"),
    (
        re.compile(
            r"\b(sub(?:\s?bass)?|bass|kick|808)\s+(?:(?:only|just)\s+)?on\s+(?:the\s+)?(?:one|1)(?=\s*(?:[,.;]|$))",
            re.I,
        ),
        r"\1 on beat one",
    ),
    # One chord alone is no row of them, and describes nobody.
    (re.compile(r"(?<=\s)[A-G][#b]?(?:m|maj)?(?:7|9|11|13)(?:#9|b9)?(?=\s*(?:[,;.]|$))"), ""),
    # A rag strides by itself, and stride alone is jazz.
    (re.compile(r"\b(ragtime|rag)\b(.*?),?\s+(?:with\s+)?stride(?:\s+left\s+hand)?\b", re.I), r"\1\2"),
    (
        re.compile(r"\bcello\s*,?\s+pizz(?:icato)?\s+walking(?:\s+bass)?(?:\s+line)?\b", re.IGNORECASE),
        "walking upright bass, high register",
    ),
    (
        re.compile(
            r"(\b(?:choro|chorinho|samba|pagode|seresta|brazil\w*|brasil\w*)\b.*?)\b(?:7|seven)[\s-]strings?\b"
            r"(?:\s+(?:acoustic\s+)?guitar)?",
            re.IGNORECASE,
        ),
        r"\1nylon guitar",
    ),
    (re.compile(r"\bkick\s+(?:and|&|\+|plus|n)\s+rumble\b(?!\s+bass)", re.IGNORECASE), "kick and rumble bass"),
    # Elsewhere it is an effect.
    (re.compile(r"(\b(?:reich|minimal\w*|marimbas?)\b.*?)\bphasing\b(?!\s+\w)", re.IGNORECASE), r"\1phase music"),
    (re.compile(rf"\b(?:{_CAROL})\b", re.IGNORECASE), "christmas song"),
    (
        re.compile(
            rf"\b(?:{_ORGAN})\s+(?:(?:bass\s+pedals?|pedals?\s+bass|pedalboard|left\s+hand\s+bass|walking\s+bass)\b"
            rf"|foot\s+pedals?\b)|\bleft\s+hand\s+(?:{_ORGAN})\s+bass\b",
            re.IGNORECASE,
        ),
        "drawbar organ bass",
    ),
    (re.compile(rf"\b({_BACKBEAT_SOUNDS})\s+(?:groove|beat)s?\b", re.IGNORECASE), r"drum groove, \1"),
    (re.compile(rf"(?<=\w)\s+{_UP_FRONT}\b(?=\s*(?:[,.;]|$))", re.IGNORECASE), " forward"),
    (re.compile(r"\b(?:arpèges?|arpegios?|arpeggien)\b", re.IGNORECASE), "arpeggios"),
    (
        re.compile(
            rf"\b(?:(?:two|2|twin|dual|double|a\s+pair\s+of)\s+)?{_GUITARS}\s+(?:{_IN_HARMONY})\b", re.IGNORECASE
        ),
        "harmony guitars",
    ),
    (re.compile(rf"\b(?:twin|dual)\s+(?:lead\s+)?{_GUITARS}(?!\s+amp)", re.IGNORECASE), "harmony guitars"),
    (re.compile(r"\b(harmony guitars)\b(.*?)[,;]?\s*(?:(?:and|with|for)\s+)?\bharmony guitars\b", re.I), r"\1\2"),
    (
        re.compile(r"\bsteel(?:\s+guitars?)?\s*[,(]\s*pedals?\b\)?|\bsteel\s+guitars?\s+pedal\b", re.IGNORECASE),
        "pedal steel guitar",
    ),
    # The foot of a jazz drummer would play a hi-hat beside it.
    (re.compile(rf"\b(ride(?:\s+cymbals?)?)\s+only\s+{_FOR_DRUMS}", re.IGNORECASE), r"\1, no hi-hat"),
    (re.compile(rf"\bonly\s+(?:an?\s+|the\s+)?(ride(?:\s+cymbals?)?)\s+{_FOR_DRUMS}", re.I), r"\1, no hi-hat"),
    (
        re.compile(
            r"\b(delay|echo|reverb|chorus|phaser|flanger|wah|fuzz|distortion|overdrive)\s+pedals?\b(?!\s+guitar)", re.I
        ),
        r"\1",
    ),
    (
        re.compile(
            r"(?<!double )(?<!double-)\b(?:bass\s+pedal(?:[\s-]+(?:points?|notes?|tones?))?"
            r"|pedal(?:[\s-]+point)?\s+bass)\b"
            r"(?!\s*(?:board|steel|drum|guitar))",
            re.IGNORECASE,
        ),
        "bass on a pedal note",
    ),
    (re.compile(r"\b(ride\s+cymbals?\s+only)\b", re.IGNORECASE), r"\1, no hi-hat"),
    (
        re.compile(
            rf"\b({_KIT_SOUNDS})\s+only\s+{_FOR_DRUMS}"
            rf"|\bonly\s+(?:an?\s+|the\s+)?({_KIT_SOUNDS})\s+{_FOR_DRUMS}"
            rf"|\b(?:the\s+)?drums\s*:?\s+(?:play\s+|are\s+)?only\s+(?:an?\s+|the\s+)?({_KIT_SOUNDS})\b",
            re.IGNORECASE,
        ),
        r"\1\2\3",
    ),
    (
        re.compile(rf"(?<=\w)(?<!rap)(?<!rapping)(?<!flow)(?<!singing)(?<!dancing)\s+{_ON_BEATS}", re.IGNORECASE),
        " quarter notes",
    ),
    (re.compile(r"(?<!\S)w(?=\s)", re.IGNORECASE), "with"),
    (re.compile(r"\b(no|without)\s+(?:any\s+)?solos?\b", re.IGNORECASE), r"\1 lead"),
    (
        re.compile(
            r"\b(pizz(?:icato)?)\s*,?\s+(?:except|but|apart\s+from|save)\s+(?:not\s+)?(?:for\s+)?(?:the\s+)?"
            r"(?:first|1st)\s+violins?\b",
            re.IGNORECASE,
        ),
        r"\1 below a bowed first violin",
    ),
    (
        re.compile(
            r"\bbass(?:\s+notes?)?\s+on\s+(?:beat\s+)?(?:1|one)\s*,?\s*(?:and\s+)?chords?\s+on\s+(?:beats?\s+)?"
            r"(?:2|two)\s*(?:,|and|&|\+)\s*(?:3|three)\b",
            re.IGNORECASE,
        ),
        "oom pah pah",
    ),
    (
        re.compile(r"\b(swells?|crescendos?|swelling)\s+(?:in)?to\s+(?:the\s+)?(?:bar|measure)\s+\d+\b", re.IGNORECASE),
        "surge into",
    ),
    (re.compile(rf"\blong,?\s+({_LONG_AND})\s+(lines|notes|tones)\b", re.IGNORECASE), r"\1 long \2"),
    (
        re.compile(rf"\bhalf[\s-]speed\s+({_TUNES})\b|\b({_TUNES})\s+(?:at|in)\s+half[\s-](?:speed|tempo)\b", re.I),
        r"half as fast \1\2",
    ),
    (re.compile(r"(?<![^,;])\s*\bfree\s*(?=[,;]|$)", re.IGNORECASE), " freely"),
    (
        re.compile(rf"\b(?:{_FAST})\s+({_ARPEGGIOS})\b|\b({_ARPEGGIOS})\s+(?:{_FAST})\b", re.IGNORECASE),
        r"16th note \1\2",
    ),
    (re.compile(rf"\btremolo\s+({_PICKED})\b|\b({_PICKED})\s+tremolo\b", re.IGNORECASE), r"\1\2 tremolo picking"),
    (re.compile(r"\b(?:two|three|four|[234])[\s-]chords?\b(?!\s+songs?\b)", re.IGNORECASE), "progression"),
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
        re.compile(r"\blow\s+strings(?!\s*,\s*trem)(?=\s*(?:[,.;]|$)|\s+(?:no|without|only)\b)", re.IGNORECASE),
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
_BOWED = re.compile(
    r"\b(?<!bowed )(?:(?:double|upright|string|acoustic)\s+bass|contrabass|contrebasse|kontrabass)(?P<solo>\s+solo)?"
    r"\s*,?\s*(?:and\s+|but\s+|played\s+)?"
    r"(?:bowed|arco|(?:played\s+)?with\s+(?:an?|the)\s+bow)\b",
    re.IGNORECASE,
)
_BASS_DRUMS = re.compile(r"(?<!double )(?<!orchestral )(?<!concert )(?<!big )(?<!808 )(?<!deep )\bbass\s+drums\b", re.I)
"""Two players in a list without commas; one bass drum has no plural in a kit."""
_SINGING = re.compile(
    r"\b(?P<who>[^\W\d]+(?:\s[^\W\d]+)?)\s+singing\s+(?:an?\s+|the\s+|its\s+)?"
    r"(?P<what>(?:high\s+|long\s+|slow\s+|lyrical\s+)?(?:melod(?:y|ies)|lines?|leads?|tunes?|tone|phrases|theme))\b"
    r"|\bsinging\s+(?P<noun>violins?|violas?|cellos?|guitars?|bass|fretless|sax(?:ophone)?s?|clarinet|oboe|flute|trumpet"
    r"|fiddle|synth|lead)\b",
    re.IGNORECASE,
)
"""A bass sings a tune as a cello does, and no singer comes in."""
_THUMBED, _HAS_PLUCKED = re.compile(_THUMB[1], re.IGNORECASE), re.compile(_THUMB[0], re.IGNORECASE)
_THEME = re.compile(
    r"\b(?P<of>tv|television|podcast|radio|film|movie|cinema|game|show|series|sitcom|cartoon|anime|quiz|news|sports?|crime"
    r"|documentary|soap|kids'?|children'?s|opening|closing|title|credits?|superhero|spy|adventure|sci-?fi|space|company"
    r"|brand|youtube|channel|stream|twitch|wedding|graduation|birthday|holiday|detective|western)\s+theme\b(?=\s*(?:$|[,.;:)]|\s(?:about|with|in|at|from|like|that)\b))"
    r"|\btheme\s+(?:about|from|for|of)\s+(?P<article>an?|the|my|our|his|her)\s+(?P<noun>[^\W\d]+)",
    re.IGNORECASE,
)
"""A theme that is a piece of music, and no player's tune."""
_TAKES_BASS = re.compile(
    r"\b(?P<who>[^\W\d]+(?:\s[^\W\d]+)?)\s+(?:plays|playing|does|doing|sings|takes|taking)\s+(?:the\s+)?"
    r"(?P<how>(?:staccato|legato|walking|simple|short|long|pizzicato)\s+)?bass"
    r"(?:[\s-]?line)?\b(?!\s+(?:guitar|drum|clarinet|synth|trombone|flute))",
    re.IGNORECASE,
)
_MALLETS = re.compile(r"\b(?:with\s+)?(?:two|three|four|six|[2346])[\s-]mallets?\b", re.IGNORECASE)
_STRUCK_BARS = re.compile(r"\b(?:vibraphone|vibes|marimba|xylophone|glockenspiel|balafon|vibrafon|crotales)\b", re.I)
"""Whose player holds the mallets; where none is named, mallets stand for one."""
_CLASSICAL_GUITAR = re.compile(
    r"(?=.*\b(?:guitar|guitarra|gitarre)\b)(?=.*\b(?:classical|spanish|nylon|flamenco|tarrega|recuerdos)\b)"
    r"(?!.*\b(?:strings|violins?|violas?|cellos?|orchestra|electric|effect)\b)",
    re.IGNORECASE,
)
_TREMOLO = re.compile(r"\btremolo\b(?!\s+(?:pick|strum|riff|bar|arm))", re.IGNORECASE)


_ONLY_ONE_FILLS = re.compile(
    r"\bonly\s+(?:the\s+)?(?P<who>[^\W\d]+)\s+(?:has|have|plays?|does|do|gets?|takes?|with)\s+(?:any\s+)?fills?\b",
    re.IGNORECASE,
)


def reworded(text: str) -> str:
    """Return a prompt in which each player has words of their own."""
    text = _THUMBED.sub("thumb on the bass notes", text) if _HAS_PLUCKED.match(text) else text
    for pattern, plain in _PLAIN_WORDS:
        text = pattern.sub(plain, text)
    text = _MALLETS.sub(" ", text) if _STRUCK_BARS.search(text) else text
    text = _ONLY_ONE_FILLS.sub(lambda match: _without_fills(match, text), text)
    text = _on_classical_guitar(text)
    text = _TAKES_BASS.sub(_bass_of, text)
    text = _SINGING.sub(_legato, text)
    text = _THEME.sub(_music_of, text)
    text = named_apart(with_members(text))
    text = with_names_for_strings(text)
    text = _BOWED.sub(lambda match: f"bowed double bass{match['solo'] or ''}", text)
    return _BASS_DRUMS.sub("bass, drums", text)


def _legato(match: re.Match[str]) -> str:
    """Return a tune that sings for that of an instrument, and singers for what is none."""
    if match["noun"] is not None:
        return f"legato {match['noun']}"
    words = match["who"].split()
    meanings = next(filter(None, (meanings_of(who) for who in (" ".join(words), words[-1]))), {})
    return f"{match['who']} legato {match['what']}" if {"instrument", "role"} & set(meanings) else match[0]


def _music_of(match: re.Match[str]) -> str:
    """Return "theme music" for a theme of something that nobody plays, and that no table has as a scene."""
    if match["of"] is not None:
        known = meanings_of(f"{match['of']} theme") is not None
        return match[0] if known else f"{match['of']} theme music"
    plays = {"instrument", "role"} & set(meanings_of(match["noun"]) or {})
    return match[0] if plays else f"theme music about {match['article']} {match['noun']}"


def _without_fills(match: re.Match[str], text: str) -> str:
    """Return "no fills" for the others of whom only one has fills, who is named where the prompt has not done so."""
    known = re.search(rf"\b{re.escape(match['who'])}\b", text[: match.start()], re.IGNORECASE) is not None
    return "no fills" if known else f"{match['who']}, no fills"


def _bass_of(match: re.Match[str]) -> str:
    """Return the bass line of whoever plays it: "tuba plays the bass"."""
    words = match["who"].split()
    for who in (" ".join(words), words[-1]):
        if "instrument" in (meanings_of(who) or {}):
            return f"{match['how'] or ''}{match['who']} bass line"
    return match[0]


def _on_classical_guitar(text: str) -> str:
    """Return a text in which the tremolo of a classical guitar is a way of plucking, and no bows tremble."""
    return _TREMOLO.sub("tremolo picking", text) if _CLASSICAL_GUITAR.match(text) else text
