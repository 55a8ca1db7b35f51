"""Sections of a request: read as typed, kept in JSON, and refused in one line if they do not fill a clip."""

from __future__ import annotations

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import ChordProgression
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section, check_sections, chords_by_bar, read_section


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("verse=8", Section(8, name="verse")),
        (" Verse 2 = 4 : sparse, no drums ", Section(4, "sparse, no drums", name="Verse 2")),
        ("chorus=8:big: bigger", Section(8, "big: bigger", name="chorus")),
    ],
)
def test_a_section_is_read_as_it_is_typed(text: str, section: Section) -> None:
    assert read_section(text) == section


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("verse", "not a section; give NAME=BARS"),
        ("=8", "not a section; give NAME=BARS"),
        ("verse=", "not a section; give NAME=BARS"),
        ("verse=4.5", "not a whole number"),
        ("verse=0", "out of range"),
        ("verse=300", "out of range"),
        ("verse=four", "not a whole number"),
        ("verse=4: 🥁", "no letters or digits"),
        ("verse=4: louder, 140 bpm", "contains '140'; tempo, meter and key apply to all sections"),
        ("verse=4: in F# minor", "contains 'F# minor'"),
        ("verse=4: 8 bars", "contains '8'"),
        ("verse=4: Am F C G", "contains the chords 'Am | F | C | G'"),
    ],
)
def test_an_invalid_section_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(RequestError, match=message) as refusal:
        read_section(text)
    assert "\n" not in str(refusal.value)


def test_words_that_earlier_versions_accepted_can_be_read_back() -> None:
    kept = Section(4, "louder, 140 bpm", name="verse")
    assert Section.from_json(kept.to_json()) == kept


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ([Section(3), Section(1)], "add up to 4 bars, but the clip has 5"),
        ([Section(5), Section(0)], "section 2 has 0 bars"),
        ([Section(6), Section(-1)], "section 2 has -1 bars"),
        ([Section(5, energy=2.0)], "energy of section 1 is 2"),
        ([Section(5, density=-0.5)], "density of section 1 is -0.5; give a number from 0 to 1"),
        ([Section(5, stems=("drums", "harp"))], "names stem 'harp'; the request's stems are drums, keys"),
        ([Section(1)] * 65, "at most 64"),
    ],
)
def test_sections_that_do_not_fill_the_clip_are_refused_in_one_line(sections: list[Section], message: str) -> None:
    with pytest.raises(RequestError, match=message) as refusal:
        check_sections(sections, 5, ["drums", "keys"])
    assert "\n" not in str(refusal.value)


def test_sections_decide_the_length_and_are_part_of_the_request() -> None:
    sections = (
        Section(4, "sparse", name="verse", stems=("keys",)),
        Section(8, chords=ChordProgression.parse("Dm | G"), energy=0.8, name="chorus"),
    )
    request = GenerationRequest.resolve("house", seed=1, stems=("drums", "keys"), sections=sections)
    assert (request.bars, request.sources["bars"]) == (12, "sections")
    assert GenerationRequest.from_json(request.to_json()) == request
    with pytest.raises(RequestError, match="add up to 12 bars, but the clip has 8"):
        GenerationRequest.resolve("house, 8 bars", seed=1, stems=("drums", "keys"), sections=sections)


def test_sections_that_are_too_long_together_are_refused_as_such() -> None:
    with pytest.raises(RequestError, match="sections add up to 300 bars, and at most 256 are allowed"):
        GenerationRequest.resolve("house", sections=(Section(200), Section(100)))


def test_a_request_without_sections_reads_as_before() -> None:
    document = GenerationRequest.resolve("house", seed=1, stems=("drums", "keys")).to_json()
    assert "sections" not in document
    older = {**document, "stems": [{"role": stem["role"], "prompt": stem["prompt"]} for stem in document["stems"]]}  # type: ignore[index, attr-defined]
    assert GenerationRequest.from_json(older) == GenerationRequest.from_json(document)


def test_a_section_plays_its_own_chords_from_its_first_bar_on() -> None:
    sections = (Section(3), Section(3, chords=ChordProgression.parse("Dm | G C")))
    rows = chords_by_bar(ChordProgression.parse("Am | F"), sections, 6)
    assert [" ".join(map(str, row)) for row in rows] == ["Am", "F", "Am", "Dm", "G C", "Dm"]
    rows = chords_by_bar(None, sections, 6)
    assert [" ".join(map(str, row)) for row in rows] == ["", "", "", "Dm", "G C", "Dm"]
    assert chords_by_bar(None, (), 2) == [(), ()]
