"""Sampled instruments: on time, independent of what was played before, and clear about what is missing."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.instrument_names import DRUM_BANK
from musiccm_daw.errors import ModelError
from musiccm_daw.score.note import Note
from trainer.corpus.sound import instruments as module
from trainer.corpus.sound.instruments import BLOCK_SAMPLES, SampledInstruments, note_events
from trainer.corpus.sound.soundfont import SOUNDFONT_VARIABLE, SoundFont, find_soundfonts

QUARTER = 22_050.0
NOTES = st.lists(
    st.builds(
        Note,
        st.floats(0, 16),
        st.floats(0.01, 4),
        st.integers(40, 44),
        st.integers(1, 127),
    ),
    max_size=30,
)


@pytest.fixture(scope="module")
def sampled() -> Iterator[SampledInstruments]:
    """Load all installed fonts; without any, the test is skipped."""
    try:
        yield SampledInstruments(find_soundfonts(), 44_100)
    except ModelError as error:
        pytest.skip(str(error))


@given(NOTES, st.sampled_from([0, 100_000]))
def test_events_come_in_pairs_that_never_overlap(notes: list[Note], ring: int) -> None:
    events = note_events(notes, QUARTER, least_samples=ring)
    assert events == sorted(events)
    for key in {note.pitch for note in notes}:
        switches = [is_on for _, is_on, event_key, _ in events if event_key == key]
        assert switches == [1, 0] * (len(switches) // 2)


@given(NOTES)
def test_notes_begin_within_half_a_block(notes: list[Note]) -> None:
    starts = [note.start_quarters * QUARTER for note in notes]
    for block, is_on, _, _ in note_events(notes, QUARTER):
        if is_on:
            assert min(abs(block * BLOCK_SAMPLES - start) for start in starts) <= BLOCK_SAMPLES / 2


@pytest.mark.fluidsynth
def test_onsets_are_where_the_notes_are(sampled: SampledInstruments) -> None:
    for font in range(len(sampled.fonts)):
        audio = sampled.render(
            [Note(1.03, 1.0, 60, 110)],
            font=font,
            program=0,
            bank=0,
            samples=100_001,
            samples_per_quarter=QUARTER,
        )
        assert audio.shape == (2, 100_001)
        level = np.abs(audio).max(axis=0)
        first = int(np.argmax(level > 0.1 * level.max()))
        assert abs(first - 1.03 * QUARTER) < 0.006 * 44_100


@pytest.mark.fluidsynth
def test_one_part_does_not_depend_on_the_part_before(sampled: SampledInstruments) -> None:
    def piano() -> np.ndarray:
        return sampled.render(
            [Note(0.0, 2.0, 60, 100)], font=0, program=0, bank=0, samples=60_000, samples_per_quarter=QUARTER
        )

    first, before = piano(), piano()
    assert np.abs(before).max() > 0.02
    drums = [Note(quarter, 0.25, 49, 127) for quarter in (0.0, 1.0)]
    sampled.render(drums, font=0, program=0, bank=DRUM_BANK, samples=50_000, samples_per_quarter=QUARTER)
    after = piano()
    assert np.allclose(before, after, atol=1e-5)
    # The first block of a note may depend on what its voice played before (see the module); nothing later does.
    assert np.allclose(first[:, BLOCK_SAMPLES:], after[:, BLOCK_SAMPLES:], atol=1e-5)


def test_missing_library_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError("Couldn't find the FluidSynth library.")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ModelError, match="apt install") as caught:
        module.load_fluidsynth()
    assert "\n" not in str(caught.value)


@pytest.mark.fluidsynth
def test_damaged_font_is_reported_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.sf2"
    path.write_bytes(b"RIFF no font")
    with pytest.raises(ModelError, match="cannot be read"):
        SampledInstruments([SoundFont(path, "broken", "unknown")], 44_100)


def test_fonts_are_found_in_the_order_of_preference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOUNDFONT_VARIABLE, raising=False)
    for name in ("MuseScore_General_Lite.sf3", "FluidR3_GM.sf2", "other.sf2", "FluidR3_GM.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "FluidR3_GM.sf3").symlink_to(tmp_path / "FluidR3_GM.sf2")
    fonts = find_soundfonts(folders=[tmp_path / "absent", tmp_path])
    assert [font.name for font in fonts] == ["FluidR3 GM", "MuseScore General"]
    assert {font.licence for font in fonts} == {"MIT"}


def test_named_font_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine.sf2"
    mine.write_bytes(b"")
    monkeypatch.setenv(SOUNDFONT_VARIABLE, str(mine))
    assert [font.path for font in find_soundfonts()] == [mine]
    monkeypatch.setenv(SOUNDFONT_VARIABLE, str(tmp_path / "absent.sf2"))
    with pytest.raises(ModelError, match=r"absent\.sf2"):
        find_soundfonts()


def test_no_font_says_how_to_install_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOUNDFONT_VARIABLE, raising=False)
    with pytest.raises(ModelError, match="fluid-soundfont-gm") as caught:
        find_soundfonts(folders=[tmp_path])
    assert "\n" not in str(caught.value)
