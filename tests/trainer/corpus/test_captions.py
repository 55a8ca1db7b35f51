"""Captions are true, varied, well-formed and the same every time; patterns follow from the notes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from musiccm_daw.composer.compose import STYLES, compose
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.playing import patterns_of
from musiccm_daw.composer.words import vocabulary
from musiccm_daw.score.note import Note, Part
from tests.trainer.corpus.songs import BASS, CHORDS, KICKS, seeded, song
from trainer.corpus.captions import captions_of
from trainer.corpus.clips import choose_clips, song_excerpt
from trainer.corpus.sound.effects import EFFECTS


def test_every_instrument_style_and_effect_has_words() -> None:
    assert set(vocabulary.INSTRUMENT_WORDS) == set(INSTRUMENTS)
    assert set(STYLES) <= set(vocabulary.STYLE_WORDS)
    assert set(vocabulary.EFFECT_WORDS) == set(EFFECTS)


def test_captions_of_many_clips() -> None:
    captions: list[str] = []
    for seed in range(60):
        random = seeded(seed)
        excerpt = song_excerpt(compose(seed), random)
        for choice in choose_clips(excerpt, random):
            found = captions_of(excerpt, choice.parts, seeded(f"{seed} {choice.name}"))
            assert 4 <= len(found) <= 6
            assert len({text.lower() for text in found}) == len(found)
            assert found == captions_of(excerpt, choice.parts, seeded(f"{seed} {choice.name}"))
            captions += found
    assert len(set(captions)) > 0.97 * len(captions)
    for text in captions:
        assert not re.search(r"[{}@_]|\s\s|\b(\w+) \1\b|(^|\W)a [aeio]", text), text
        assert 3 < len(text) < 260
    facts = sum("bpm" in text for text in captions) / len(captions)
    assert 0.1 < facts < 0.5


def test_words_follow_from_effects_and_key() -> None:
    dusty = replace(song(), parts=(Part("keys", "rhodes", CHORDS, effects=("lofi",)),))
    texts = " ".join(text for seed in range(60) for text in captions_of(dusty, (0,), seeded(seed))).lower()
    assert "dusty" in texts
    assert "rhodes" in texts
    assert "electric piano" in texts
    assert "in a minor" in texts
    for wrong in (*vocabulary.MAJOR_WORDS, *vocabulary.DRY_WORDS, *vocabulary.EFFECT_WORDS["reverb_hall"]):
        assert not re.search(rf"\b{wrong}\b", texts), wrong


def _part(role: str, *notes: Note) -> Part:
    return Part(role, "kit_909" if role == "drums" else "rhodes", notes)


@pytest.mark.parametrize(
    ("part", "pattern"),
    [
        (_part("drums", *KICKS), "four_on_the_floor"),
        (_part("drums", *(Note(beat + 0.5, 0.2, 42, 90) for beat in range(8))), "tops"),
        (
            _part("drums", Note(0, 1, 36, 99), Note(4, 1, 36, 99), Note(2, 1, 38, 99), Note(6, 1, 38, 99)),
            "half_time",
        ),
        (
            _part("drums", *(Note(beat, 1, 38 if beat % 2 else 36, 99) for beat in range(8))),
            "backbeat",
        ),
        (_part("bass", *BASS), "bass"),
        (_part("bass", *(Note(beat, 0.9, 40, 90) for beat in range(8))), "walking_bass"),
        (_part("bass", *(Note(step / 4, 0.2, 40, 90) for step in range(32))), "sixteenths_bass"),
        (_part("bass", Note(0, 4, 40, 90), Note(4, 4, 40, 90)), "long_bass"),
        (_part("keys", *CHORDS), "held"),
        (_part("keys", *(replace(note, duration_quarters=0.25) for note in CHORDS)), "stabs"),
        (_part("keys", *(Note(step / 2, 0.4, 60 + 4 * (step % 4), 90) for step in range(16))), "arp"),
        (_part("lead", *(Note(step / 1, 0.9, 60 + step % 3, 90) for step in range(8))), "melody"),
        (_part("fx", Note(0, 8, 60, 90)), "effect"),
    ],
)
def test_patterns(part: Part, pattern: str) -> None:
    assert patterns_of(song(part), part)[0] == pattern
    assert pattern in vocabulary.PATTERN_WORDS
