"""Facts and captions in the tags of an audio file: ID3, Vorbis comments, INFO, as tinytag reads them.

In: a path. Out: `Facts`. Genre, mood, title and comment become captions; artist and album do not, since the model
should not respond to the names of artists.
"""

from __future__ import annotations

import re
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from musiccm_daw.harmony import Key
from musiccm_daw.timebase import parse_bpm
from trainer.corpus.importing.facts import Facts, from_captions, if_readable

BPM_NAMES = ("bpm", "tempo", "tbpm")
KEY_NAMES = ("initial_key", "initialkey", "key", "tkey")
NO_WORDS = re.compile(
    r"https?://|www\.|encoded|ripped|copyright|^\W*$|^(track|untitled|audio)?[\s\d._-]*$", re.IGNORECASE
)
"""Texts that say nothing about sound."""


def tag_facts(path: Path) -> Facts:
    """Return what the tags of a file state; nothing where they cannot be read."""
    try:
        tags = TinyTag.get(path, duration=False)
    except (TinyTagException, OSError, ValueError, LookupError):
        return Facts()
    values = {
        name.lower(): [str(value) for value in many] for name, many in tags.as_dict().items() if isinstance(many, list)
    }
    genre, title, comment, mood = (_words(values.get(name, [])) for name in ("genre", "title", "comment", "mood"))
    texts = [", ".join(filter(None, (genre, mood, title))), comment]
    found = from_captions(tuple(filter(None, texts)))
    stated = Facts(
        bpm=next(
            filter(None, (if_readable(parse_bpm, text) for name in BPM_NAMES for text in values.get(name, []))), None
        ),
        key=next(
            filter(None, (if_readable(Key.parse, text) for name in KEY_NAMES for text in values.get(name, []))), None
        ),
        style=genre or None,
    )
    return stated.over(found)


def _words(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(text.strip() for text in texts if not NO_WORDS.search(text.strip())))
