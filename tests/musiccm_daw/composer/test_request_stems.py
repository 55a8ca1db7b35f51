"""Stems and sections of a request: each is what was asked for, whatever stands beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.request.sections import Section, read_section
from musiccm_daw.score.score import Score
from tests.musiccm_daw.composer.requested import notes_in, resolve, score_of


def test_fewer_stems_change_none_of_those_left() -> None:
    whole = score_of("house", bars=32)
    for stem in whole.parts:
        (alone,) = score_of("house", bars=32, stems=[stem.role]).parts
        if stem.name == stem.role:
            assert alone.notes == stem.notes
    both = score_of("house", stems=["bass", "brass", "drums"])
    fewer = score_of("house", stems=["brass", "drums"])
    assert both.parts[1:] == fewer.parts
    assert [part.name for part in both.parts] == ["bass", "brass", "drums"]


def test_a_stem_with_its_own_words() -> None:
    score = score_of("deep house", stems=["keys=music box arpeggios", "drums", "keys=rhodes chords"])
    assert [part.instrument for part in score.parts][::2] == ["music_box", "rhodes"]
    assert len({part.name for part in score.parts}) == 3
    alone = score_of("deep house", stems=["keys=rhodes chords"]).parts[0]
    assert alone.notes == score.parts[2].notes
    assert "rhodes" in score.parts[2].words


def test_stems_that_the_prompt_leaves_out_are_made() -> None:
    assert score_of("house, no drums", stems=["drums"]).parts[0].notes


def with_sections(prompt: str, sections: list[Section], stems: tuple[str, ...] = ()) -> Score:
    return score_of(prompt, sections=sections, stems=list(stems))


def test_sections_are_obeyed() -> None:
    sections = [
        read_section("intro=4: no drums"),
        replace(read_section("chorus=4: with brass"), energy=1.0),
        replace(read_section("end=4"), energy=0.5),
    ]
    score = with_sections("rock", sections)
    assert notes_in(score.part("drums"), 0, 16) == 0
    assert notes_in(score.part("drums"), 16, 32) > 0
    brass = score.part("brass")
    assert notes_in(brass, 16, 32) == len(brass.notes) > 0
    bass = score.part("bass")
    loud, soft = ([n.velocity for n in bass.notes if a <= n.start_quarters < a + 16] for a in (16, 32))
    assert sum(loud) / len(loud) > sum(soft) / len(soft) + 3


def test_sections_have_chords_and_stems_of_their_own() -> None:
    chords = resolve("x", chords="D").chords
    sections = [replace(read_section("a=2"), stems=("bass",)), replace(read_section("b=2"), chords=chords)]
    bass, drums = with_sections("rock", sections, ("bass", "drums")).parts
    assert notes_in(drums, 0, 8) == 0
    assert notes_in(drums, 8, 16) > 0
    first = next(note for note in bass.notes if note.start_quarters > 7.9)
    assert first.pitch % 12 == 2


DRUM_STEM_PROMPTS = (
    "jazz trio with saxophone and piano",
    "string quartet with flute",
    "no drums, warm pads",
    "solo violin",
    "church organ and choir",
    "techno with acid line",
    "808 bass and rhodes",
    "harp glissandi",
    "guitar and bass duet",
    "brass stabs with walking bass",
    "marimba ostinato in 7/8",
    "beatless ambient",
)


@pytest.mark.parametrize("prompt", DRUM_STEM_PROMPTS)
@pytest.mark.parametrize("seed", range(4))
def test_a_drum_stem_holds_drum_strokes_alone_whatever_the_prompt_says_beside(prompt: str, seed: int) -> None:
    (part,) = score_of(prompt, seed, stems=["drums"], bars=4).parts
    assert part.role == "drums"
    assert INSTRUMENTS[part.instrument].is_kit
    assert part.notes


@pytest.mark.parametrize("role", ["bass", "keys", "pads", "lead", "strings", "brass", "vocal-pad", "percussion"])
def test_a_stem_is_that_part_whatever_the_prompt_says_beside(role: str) -> None:
    for prompt in DRUM_STEM_PROMPTS:
        (part,) = score_of(prompt, stems=[role], bars=2).parts
        assert part.role == role
        assert role in INSTRUMENTS[part.instrument].roles
        assert part.notes
