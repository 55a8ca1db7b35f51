"""Russian words for instruments, styles and moods, with whatever endings they have.

`from_russian` puts English ones in their places before anything else reads the prompt, as `japanese.py` does.
"""

from __future__ import annotations

import re

_ENGLISH = {
    "техно": "techno", "хаус": "house", "транс": "trance", "джаз": "jazz", "рок": "rock", "блюз": "blues",
    "фолк": "folk", "эмбиент": "ambient", "эмбиэнт": "ambient", "хип-?хоп": "hip hop", "трэп": "trap", "трап": "trap",
    "дабстеп": "dubstep", "дабстэп": "dubstep", "драм-?н-?б[еэ]йс": "drum and bass", "регги": "reggae",
    "рэгги": "reggae", "панк": "punk", "метал": "metal", "поп": "pop", "фанк": "funk", "диско": "disco",
    "фонк": "phonk", "лоу-?фай": "lofi", "лофай": "lofi", "синтвейв": "synthwave", "вальс": "waltz",
    "оркестр": "orchestra", "классик": "classical", "баллад": "ballad", "марш": "march", "дарк": "dark",
    "т[её]мн": "dark",
    "мрачн": "dark", "грустн": "sad", "печальн": "sad", "вес[её]л": "happy", "радостн": "happy", "спокойн": "calm",
    "медленн": "slow", "быстр": "fast", "громк": "loud", "тих": "quiet", "гитар": "guitar", "пианино": "piano",
    "фортепиано": "piano", "рояль": "piano", "бас-?гитар": "bass guitar", "бас(?:ом|а|ы)?": "bass", "ударн": "drums",
    "барабан": "drums", "скрипк": "violin", "виолончел": "cello", "контрабас": "double bass", "флейт": "flute",
    "кларнет": "clarinet", "саксофон": "saxophone", "труб": "trumpet", "орган": "organ", "струнн": "strings",
    "энергичн": "energetic", "агрессивн": "aggressive", "мягк": "gentle", "нежн": "gentle", "эпич": "epic",
    "босса-?нов": "bossa nova", "свинг": "swing", "соул": "soul", "кантри": "country", "лезгинк": "lezginka",
    "регг?етон": "reggaeton", "грайм": "grime", "хардбас": "hardbass", "гараж": "garage", "рэп": "rap", "бит": "beat",
    "хор": "choir", "вокал": "vocals", "арф": "harp", "балалайк": "balalaika", "аккордеон": "accordion",
    "баян": "accordion", "синтезатор": "synth", "музык": "music", "песн": "song", "без": "without", "и": "and",
    "с": "with", "для": "for", "только": "only",
}  # fmt: skip
_EXACT = ("бас(?:ом|а|ы)?", "и", "с", "без", "для", "только", "рок", "рэп", "бит", "поп", "хор", "орган")
"""Words whose longer forms are other ones: a rock's fate is none of rock."""
_LONGEST_ENDING = 4
_PATTERNS = tuple(
    (
        re.compile(rf"(?<!\w){stem}" + ("" if stem in _EXACT else rf"\w{{0,{_LONGEST_ENDING}}}") + r"(?!\w)", re.I),
        english,
    )
    for stem, english in _ENGLISH.items()
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def from_russian(text: str) -> str:
    """Return a text with English words in the places of the Russian ones that the table has."""
    if _CYRILLIC.search(text) is None:
        return text
    for pattern, english in _PATTERNS:
        text = pattern.sub(english, text)
    return text
