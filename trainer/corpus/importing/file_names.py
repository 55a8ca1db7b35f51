"""Facts and a caption in the names of a file and its folders: deep_house/rhodes_124bpm_Am_loop.wav.

In: a path relative to the imported folder. Out: `Facts` with one caption, "deep house, rhodes loop", tempo and key.
Names that we write (`musiccm_daw/writers/names.py`) are read by their own pattern, so that no number or letter of a
prompt in them is taken for a fact. Also finds the style and the role that words name, for captions from other sources,
too. The words are those of the composer's `vocabulary.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.words.vocabulary import INSTRUMENT_WORDS, STYLE_WORDS
from musiccm_daw.roles import ROLES, UNPITCHED_ROLES
from musiccm_daw.writers.foreign_names import keys_and_words, possible_tempos, spaced
from musiccm_daw.writers.names import read_name
from trainer.corpus.importing.facts import Facts, from_caption

FILE_WORDS = frozenset(
    [
        "wav",
        "wavs",
        "flac",
        "mp3",
        "ogg",
        "aif",
        "aiff",
        "audio",
        "sample",
        "samples",
        "pack",
        "vol",
        "bounce",
        "bounces",
        "export",
        "exports",
        "master",
        "final",
        "loops",
        "musiccm",
    ]
)
"""Words for files, which say nothing about sound."""

OTHER_WORDS = {
    "drums": "drum drums drumloop beat breakbeat break kick snare hat hats hihat hihats clap cymbal cymbals toms",
    "percussion": "perc percussion percs shaker shakers conga congas bongo bongos tambourine",
    "bass": "bass bassline sub",
    "keys": "keys piano keyboard organ rhodes wurli",
    "guitar": "guitar guitars gtr",
    "pads": "pad pads atmosphere drone",
    "lead": "lead leads melody arp arpeggio pluck plucks",
    "strings": "strings orchestra violin cello",
    "brass": "brass horns trumpet sax",
    "vocal-pad": "choir",
    "fx": "fx sfx riser downlifter uplifter impact sweep",
    "mix": "mix song track fullmix demo",
}


def name_facts(relative: PurePath) -> Facts:
    """Return what the names of the file and its folders state."""
    keys, hints, phrases = [], [], []
    loop: bool | None = None
    for written in (*relative.parts[:-1], relative.stem):
        # Bytes that are no UTF-8 are halves of surrogate pairs in Python, which no text encoder takes.
        name = written.encode(errors="replace").decode()
        ours = our_facts(name)
        if ours is not None:
            keys += [ours.key] if ours.key else []
            phrases.append((ours, " ".join(ours.captions)))
            continue
        named, kept = keys_and_words(name)
        keys += named
        loop = True if {"loop", "loops"} & {word.lower() for word in kept} else loop
        found = from_caption(" ".join(kept))
        hints += possible_tempos(" ".join(found.captions))
        phrases.append((found, _sound_words(found.captions)))
    facts = Facts(loop=loop)
    for found, _ in reversed(phrases):
        facts = facts.over(replace(found, captions=()))
    caption = ", ".join(dict.fromkeys(phrase for _, phrase in phrases if phrase))
    return replace(
        facts,
        captions=(caption,) if caption else (),
        key=keys[-1] if keys else facts.key,
        hint=hints[0] if len(hints) == 1 else None,
    )


def our_facts(name: str) -> Facts | None:
    """Return tempo, key and words of a name that we have written; None for other names."""
    ours = read_name(name)
    if ours is None:
        return None
    words = _sound_words(from_caption(spaced(ours.words)).captions)
    return Facts(captions=(words,) if words else (), bpm=ours.bpm, key=ours.key)


def _sound_words(captions: Sequence[str]) -> str:
    kept = [word for word in " ".join(captions).split() if len(word) > 1 and any(map(str.isalpha, word))]
    return " ".join(word for word in kept if word.lower() not in FILE_WORDS).lower()


def spoken(facts: Facts) -> Facts:
    """Fill in style and role from the captions where nothing else states them; several roles are a "mix"."""
    text = f" {' '.join(facts.captions).lower()} "
    style = None
    for phrase, name in STYLE_PHRASES:
        if f" {phrase} " in re.sub(r"[^\w&'-]", " ", text):
            style = style or name
            # Drum and bass is a style, neither drums nor bass.
            text = text.replace(phrase, " ")
    text = re.sub(r"[^\w&'-]", " ", text)
    roles = set()
    for phrase, role in ROLE_PHRASES:
        if f" {phrase} " in text:
            roles.add(role)
            text = text.replace(f" {phrase} ", "  ")
    if len(roles) > 1:
        roles.discard("mix")  # "rhodes for a house track" is not a track
    one = None if not roles else roles.pop() if len(roles) == 1 else "mix"
    found = facts.over(Facts(style=style, role=one))
    return found.over(Facts(atonal=True if found.role in UNPITCHED_ROLES else None))


def _longest_first(phrases: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(phrases.items(), key=lambda item: -len(item[0]))


STYLE_PHRASES = _longest_first({phrase: style for style, phrases in STYLE_WORDS.items() for phrase in phrases})
ROLE_PHRASES = _longest_first(
    {phrase: INSTRUMENTS[name].roles[0] for name, phrases in INSTRUMENT_WORDS.items() for phrase in phrases}
    | {word: role for role, line in OTHER_WORDS.items() for word in line.split()}
    | {role.replace("-", " "): role for role in ROLES}
)
