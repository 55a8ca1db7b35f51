"""The REAPER project, line by line, and as a reader that is not ours parses it."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import rpp
import rppxml

from musiccm_daw.request.sections import Section
from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.reaper_project import Item, reaper_project

GRID = TimeGrid(Fraction(120), Meter(6, 8), 2)  # 3 s

ONE_STEM = """\
<REAPER_PROJECT 0.1 "7.0" 0
  LOOP 1
  TIMELOCKMODE 1
  SAMPLERATE 44100 1 0
  TEMPO 120 6 8
  SELECTION 0 3.0
  SELECTION2 0 3.0
  MARKER 1 0.0 "dub_120bpm" 1 0 1 R {33E676E1-5128-5B94-81B7-F16F52B6089F} 0
  MARKER 1 3.0 "" 1
  <TRACK {D390E813-B274-5657-9611-89933BA735CA}
    NAME "bass"
    PEAKCOL 30830427
    BEAT -1
    VOLPAN 1 0 -1 -1 1
    MUTESOLO 0 0 0
    NCHAN 2
    TRACKID {D390E813-B274-5657-9611-89933BA735CA}
    MAINSEND 1 0
    <ITEM
      POSITION 0.0
      SNAPOFFS 0
      LENGTH 3.0
      LOOP 1
      FADEIN 1 0 0 1 0 0 0
      FADEOUT 1 0 0 1 0 0 0
      IGUID {B06D4AA2-AA99-509A-B6CE-B3BA38E9B452}
      NAME "dub_bass.wav"
      VOLPAN 1 0 1 -1
      SOFFS 0
      PLAYRATE 1 1 0 -1 0 0.0025
      GUID {BC98B8CA-5336-5B79-9E89-C3957B92DF2D}
      <SOURCE WAVE
        FILE "dub_bass.wav"
      >
    >
  >
>
"""


def test_a_project_with_one_stem() -> None:
    text = reaper_project("dub_120bpm", GRID, 44100, [Item("bass", "dub_bass.wav", 1, "bass")], loop=True)
    assert text == ONE_STEM


def test_variations_follow_each_other_on_the_tracks_of_their_stems() -> None:
    items = [
        Item(stem, f"{stem}-{variation}.wav", variation, stem) for variation in (1, 2) for stem in ("drums", "bass")
    ]
    text = reaper_project("dub", GRID, 48000, items, loop=False)
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.startswith(('NAME "drums"', 'NAME "bass"', "FILE", "POSITION", "LOOP"))] == [
        "LOOP 0",
        'NAME "drums"', "POSITION 0.0", "LOOP 0", 'FILE "drums-1.wav"', "POSITION 3.0", "LOOP 0", 'FILE "drums-2.wav"',
        'NAME "bass"', "POSITION 0.0", "LOOP 0", 'FILE "bass-1.wav"', "POSITION 3.0", "LOOP 0", 'FILE "bass-2.wav"',
    ]  # fmt: skip
    assert [line.split(" {")[0] for line in lines if line.startswith("MARKER")] == [
        'MARKER 1 0.0 "variation 1" 1 0 1 R', 'MARKER 1 3.0 "" 1',
        'MARKER 2 3.0 "variation 2" 1 0 1 R', 'MARKER 2 6.0 "" 1',
    ]  # fmt: skip
    assert sum(line.startswith("<") for line in lines) == lines.count(">")


def test_a_fractional_tempo_is_exact() -> None:
    grid = TimeGrid(Fraction("124.75"), Meter(4, 4), 4)
    assert "  TEMPO 124.75 4 4\n" in reaper_project("dub", grid, 44100, [Item("bass", "b.wav", 1, "bass")], loop=True)


def test_sections_are_regions_with_names_and_colours() -> None:
    grid = TimeGrid(Fraction("97.3"), Meter(7, 8), 4)
    sections = (Section(1, name="intro"), Section(2, name="it's: <A> 100 %"), Section(1, name="intro"))
    text = reaper_project("dub", grid, 44100, [Item("bass", "b.wav", 1, "bass")], loop=True, sections=sections)
    project = rpp.loads(text)
    markers = project.findall("MARKER")
    starts, ends = markers[::2], markers[1::2]
    assert [(number, name) for _, number, _, name, *_ in starts] == [
        ("1", "intro"), ("2", "it's: <A> 100 %"), ("3", "intro"),
    ]  # fmt: skip
    bar = 3.5 * 60 / 97.3
    assert [float(start[2]) for start in starts] == pytest.approx([0, bar, 3 * bar], abs=1e-12)
    # A region ends with the same number, no name, and nothing behind the flag of a region.
    assert [(end[1], *end[3:]) for end in ends] == [("1", "", "1"), ("2", "", "1"), ("3", "", "1")]
    assert [float(end[2]) for end in ends] == pytest.approx([bar, 3 * bar, 4 * bar], abs=1e-12)
    flags, colours, _, letters, guids, zeros = zip(*(start[4:] for start in starts), strict=True)
    assert (set(flags), set(letters), set(zeros)) == ({"1"}, {"R"}, {"0"})
    assert colours[0] == colours[2] != colours[1]
    # #4f8fc0: red in the lowest byte, under the flag of a custom colour.
    assert int(colours[0]) == 0x1C08F4F
    assert len(set(guids)) == 3


def test_tracks_have_the_colours_of_their_roles() -> None:
    text = reaper_project("dub", GRID, 44100, [Item("808", "b.wav", 1, "bass")], loop=True)
    (track,) = rpp.loads(text).findall("TRACK")
    assert (track.find("NAME")[1], int(track.find("PEAKCOL")[1])) == ("808", 0x1D66F5B)


NUMBER, GUID, TEXT = "number", "guid", "text"
SAVED_BY_REAPER: dict[str, dict[str, tuple[str, ...]]] = {
    # Lines as REAPER 6.80 and 7.39 saved them, in their order, with the kinds of what stands in them: those of ours.
    "REAPER_PROJECT": {
        "LOOP": (NUMBER,),
        "TIMELOCKMODE": (NUMBER,),
        "SAMPLERATE": (NUMBER,) * 3,
        "TEMPO": (NUMBER,) * 4,
        "SELECTION": (NUMBER,) * 2,
        "SELECTION2": (NUMBER,) * 2,
        "MARKER": (NUMBER, NUMBER, TEXT, NUMBER, NUMBER, NUMBER, TEXT, GUID, NUMBER),
    },
    "TRACK": {
        "NAME": (TEXT,),
        "PEAKCOL": (NUMBER,),
        "BEAT": (NUMBER,),
        "VOLPAN": (NUMBER,) * 5,
        "MUTESOLO": (NUMBER,) * 3,
        "NCHAN": (NUMBER,),
        "TRACKID": (GUID,),
        "MAINSEND": (NUMBER,) * 2,
    },
    "ITEM": {
        "POSITION": (NUMBER,),
        "SNAPOFFS": (NUMBER,),
        "LENGTH": (NUMBER,),
        "LOOP": (NUMBER,),
        "FADEIN": (NUMBER,) * 7,
        "FADEOUT": (NUMBER,) * 7,
        "IGUID": (GUID,),
        "NAME": (TEXT,),
        "VOLPAN": (NUMBER,) * 4,
        "SOFFS": (NUMBER,),
        "PLAYRATE": (NUMBER,) * 6,
        "GUID": (GUID,),
    },
    "SOURCE": {"FILE": (TEXT,)},
}
PATTERNS = {NUMBER: r"-?\d+(\.\d+)?", GUID: r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", TEXT: r".*"}

Block = tuple[str, list[list[str]], list["Block"]]
"""Its tag, its lines, and the blocks in it."""


def as_rpp_reads(text: str) -> Block:
    def block(element: Any) -> Block:
        lines = [[str(value) for value in line] for line in element if isinstance(line, list)]
        return element.tag, lines, [block(child) for child in element if not isinstance(child, list)]

    return block(rpp.loads(text))


def as_reapers_own_parser_reads(text: str) -> Block:
    def block(element: Any) -> Block:
        lines = [[str(value) for value in line] for line in element.children if isinstance(line, list)]
        return element.name, lines, [block(child) for child in element.children if not isinstance(child, list)]

    return block(rppxml.loads(text))


@pytest.mark.parametrize("read", [as_rpp_reads, as_reapers_own_parser_reads])
def test_every_line_is_one_that_reaper_saves(read: Callable[[str], Block]) -> None:
    items = [Item(stem, f"{stem}.wav", 1, stem) for stem in ("drums", "bass")]
    todo = [read(reaper_project("dub", GRID, 48000, items, loop=True))]
    found = []
    while todo:
        tag, lines, blocks = todo.pop()
        known = SAVED_BY_REAPER[tag]
        found.append(tag)
        names = [line[0] for line in lines]
        assert sorted(names, key=list(known).index) == names
        for name, *values in lines:
            # REAPER leaves out values at the end of a line, as it does in the second marker of a region.
            kinds = known[name][: len(values)]
            assert len(values) == len(kinds), name
            assert all(re.fullmatch(PATTERNS[kind], value) for kind, value in zip(kinds, values, strict=True)), name
        todo += blocks
    assert sorted(found) == ["ITEM", "ITEM", "REAPER_PROJECT", "SOURCE", "SOURCE", "TRACK", "TRACK"]


@pytest.mark.parametrize("loop", [True, False])
def test_a_loop_is_repeated_over_its_own_length_and_never_faded(loop: bool) -> None:
    project = rpp.loads(reaper_project("dub", GRID, 44100, [Item("bass", "b.wav", 1, "bass")], loop=loop))
    assert project.find("LOOP")[1:] == [str(int(loop))]
    assert project.find("TIMELOCKMODE")[1:] == ["1"]
    assert project.find("SELECTION2")[1:] == project.find("SELECTION")[1:] == ["0", "3.0"]
    (track,) = project.findall("TRACK")
    assert track.find("TRACKID")[1] == track.attrib[0]
    item = track.find("ITEM")
    assert [item.find(fade)[2:4] for fade in ("FADEIN", "FADEOUT")] == [["0", "0"]] * 2
    guids = [item.find(name)[1] for name in ("IGUID", "GUID")]
    assert len(set(guids)) == 2
