"""Facts and captions in the tags of an audio file: ID3, Vorbis comments, INFO, as tinytag reads them.

In: a path. Out: `Facts`. Genre, mood, title and comment become captions; artist and album do not, since the model
should not respond to the names of artists.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from musiccm_daw.harmony import Key
from musiccm_daw.timebase import parse_bpm
from musiccm_daw.writers.wav_facts import OUR_COMMENT
from trainer.corpus.importing.facts import Facts, from_captions, if_readable
from trainer.corpus.importing.file_names import our_facts

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
    found = text_facts(*(_words(values.get(name, [])) for name in ("genre", "mood", "title", "comment")))
    stated = Facts(
        bpm=next(
            filter(None, (if_readable(parse_bpm, text) for name in BPM_NAMES for text in values.get(name, []))), None
        ),
        key=next(
            filter(None, (if_readable(Key.parse, text) for name in KEY_NAMES for text in values.get(name, []))), None
        ),
    )
    return stated.over(found)


def text_facts(genre: str, mood: str, title: str, comment: str) -> Facts:
    """Return facts and captions of texts in tags; a title of our own states tempo and key as names of files do."""
    ours = our_facts(title)
    words = () if ours is not None else (title,)
    prompt = OUR_COMMENT.fullmatch(comment)
    texts = [", ".join(filter(None, (genre, mood, *words))), prompt["words"] if prompt else comment]
    found = from_captions(tuple(filter(None, texts)))
    return replace((ours or Facts()).over(found), captions=found.captions, style=genre or None)


def _words(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(text.strip() for text in texts if not NO_WORDS.search(text.strip())))
