"""The REAPER project, line by line."""

from fractions import Fraction

from musiccm_daw.timebase import Meter, TimeGrid
from musiccm_daw.writers.reaper_project import Item, reaper_project

GRID = TimeGrid(Fraction(120), Meter(6, 8), 2)  # 3 s

ONE_STEM = """\
<REAPER_PROJECT 0.1 "7.0" 0
  TEMPO 120 6 8
  SAMPLERATE 44100 1 0
  SELECTION 0 3.0
  MARKER 1 0.0 "dub_120bpm" 1
  MARKER 1 3.0 "" 1
  <TRACK {D390E813-B274-5657-9611-89933BA735CA}
    NAME "bass"
    BEAT -1
    VOLPAN 1 0 -1 -1 1
    MUTESOLO 0 0 0
    NCHAN 2
    MAINSEND 1 0
    <ITEM
      POSITION 0.0
      LENGTH 3.0
      LOOP 1
      IGUID {B06D4AA2-AA99-509A-B6CE-B3BA38E9B452}
      NAME "dub_bass.wav"
      VOLPAN 1 0 1 -1
      SOFFS 0
      PLAYRATE 1 1 0 -1 0 0.0025
      <SOURCE WAVE
        FILE "dub_bass.wav"
      >
    >
  >
>
"""


def test_a_project_with_one_stem() -> None:
    text = reaper_project("dub_120bpm", GRID, 44100, [Item("bass", "dub_bass.wav", 1)], loop=True)
    assert text == ONE_STEM


def test_variations_follow_each_other_on_the_tracks_of_their_stems() -> None:
    items = [Item(stem, f"{stem}-{variation}.wav", variation) for variation in (1, 2) for stem in ("drums", "bass")]
    text = reaper_project("dub", GRID, 48000, items, loop=False)
    lines = [line.strip() for line in text.splitlines()]
    assert [line for line in lines if line.startswith(('NAME "drums"', 'NAME "bass"', "FILE", "POSITION", "LOOP"))] == [
        'NAME "drums"', "POSITION 0.0", "LOOP 0", 'FILE "drums-1.wav"', "POSITION 3.0", "LOOP 0", 'FILE "drums-2.wav"',
        'NAME "bass"', "POSITION 0.0", "LOOP 0", 'FILE "bass-1.wav"', "POSITION 3.0", "LOOP 0", 'FILE "bass-2.wav"',
    ]  # fmt: skip
    assert [line for line in lines if line.startswith("MARKER")] == [
        'MARKER 1 0.0 "variation 1" 1', 'MARKER 1 3.0 "" 1', 'MARKER 2 3.0 "variation 2" 1', 'MARKER 2 6.0 "" 1',
    ]  # fmt: skip
    assert sum(line.startswith("<") for line in lines) == lines.count(">")


def test_a_fractional_tempo_is_exact() -> None:
    grid = TimeGrid(Fraction("124.75"), Meter(4, 4), 4)
    assert "  TEMPO 124.75 4 4\n" in reaper_project("dub", grid, 44100, [Item("bass", "b.wav", 1)], loop=True)
