"""What is said of several players at once is said of each."""

from __future__ import annotations

import time

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.rewording import reworded
from musiccm_daw.composer.seating import seated
from tests.musiccm_daw.composer.requested import score_of


def seats(prompt: str) -> list[tuple[str, str]]:
    return [(seat.role, seat.instrument) for seat in seated(read_brief(prompt), 1, 4)]


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("I want two guitars, one rhythm one lead, bass and drums, hard rock", ["guitar", "lead", "bass", "drums"]),
        ("two guitars (lead and rhythm), bass, drums", ["lead", "guitar", "bass", "drums"]),
        ("two guitars, rhythm and lead, bass and drums", ["guitar", "lead", "bass", "drums"]),
        ("two guitarists, one plays rhythm and the other plays lead", ["guitar", "lead"]),
        ("three guitars: two rhythm, one lead, bass and drums", ["guitar", "guitar", "lead", "bass", "drums"]),
        ("2 synths, one lead, one pad", ["lead", "pads"]),
        ("rhythm and lead guitar, bass, drums, rock", ["guitar", "lead", "bass", "drums"]),
        ("guitar bass drums", ["guitar", "bass", "drums"]),
    ],
)
def test_each_has_a_role(prompt: str, roles: list[str]) -> None:
    found = seats(prompt)
    assert [role for role, _ in found] == roles
    assert all("guitar" in instrument for role, instrument in found if role == "lead") or "synths" in prompt


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("two guitars, one acoustic one electric", ["nylon_guitar", "clean_guitar"]),
        ("two guitars: acoustic and electric", ["nylon_guitar", "clean_guitar"]),
        ("2 guitars - one clean, one distorted, rock", ["clean_guitar", "distortion_guitar"]),
        ("a pair of guitars, one nylon, one steel", ["nylon_guitar", "steel_guitar"]),
        ("two keyboards: one piano, one organ", ["grand_piano", "drawbar_organ"]),
        ("two keyboards, piano and organ", ["grand_piano", "drawbar_organ"]),
        ("two saxes, one alto and one tenor", ["alto_sax", "tenor_sax"]),
        ("two instruments, one flute and one harp", ["flute", "harp"]),
        ("acoustic and electric guitar, pop", ["steel_guitar", "clean_guitar"]),
        ("alto and tenor sax, jazz", ["alto_sax", "tenor_sax"]),
        ("grand and electric piano, soul", ["grand_piano", "rhodes"]),
        ("just guitars - two acoustic guitars", ["nylon_guitar", "nylon_guitar"]),
        ("7-string djent riff", ["distortion_guitar"]),
        ("six string guitar, folk", ["nylon_guitar"]),
        ("6-string bass, funk", ["finger_bass"]),
        ("five string banjo", ["banjo"]),
        ("double bass solo, bowed", ["contrabass"]),
        ("double bass bowed", ["contrabass"]),
        ("upright bass arco, piano", ["contrabass", "grand_piano"]),
        ("metal double bass drums", ["power_kit"]),
    ],
)
def test_each_has_an_instrument(prompt: str, instruments: list[str]) -> None:
    assert [instrument for _, instrument in seats(prompt)] == instruments


def test_each_has_a_way_of_playing() -> None:
    assert [player.ways for player in read_brief("guitar duet, one picks one strums").players] == [
        ("picking",),
        ("strum",),
    ]


@pytest.mark.parametrize(
    "prompt",
    [
        *(
            "two guitars, bass and drums",
            "three guitars, bass and drums",
            "two guitars and one bass",
            "piano and lead guitar",
        ),
        *("soft and warm piano", "clean and crunchy guitar", "drums and bass guitar", "two violins, viola and cello"),
        *("two bars, one loud one soft", "two guitars, one acoustic guitar", "4 string players", "string quartet"),
        *(
            "jangly twelve-string electric",
            "nylon-string guitar",
            "guitar, one shot",
            "two pianos, bass and synth",
            "two voices, one high and one low",
        ),
    ],
)
def test_other_prompts_stay_as_they_are(prompt: str) -> None:
    assert reworded(prompt) == prompt


def test_long_prompts_are_read_at_once() -> None:
    began = time.perf_counter()
    for prompt in ("one " * 200, "two guitars, one " + "plays a, " * 50, "guitars " * 150):
        reworded(prompt)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("prompt", ["metal without guitar solo, 2 rhythm guitars", "two rhythm guitars, rock"])
def test_rhythm_guitarists_play_no_tune(prompt: str) -> None:
    guitars = seated(read_brief(prompt), 1, 4)
    assert len(guitars) == 2
    assert all("melody" not in seat.player.ways for seat in guitars)


def test_the_words_for_one_part_are_without_the_others() -> None:
    prompt = "two guitars, one rhythm one lead, bass and drums, hard rock"
    words = {part.role: part.words for part in score_of(prompt).parts}
    assert "guitar" not in words["drums"]
    assert "lead" in words["lead"]
    assert "piano" not in score_of("strings to sit under my piano part").parts[0].words
