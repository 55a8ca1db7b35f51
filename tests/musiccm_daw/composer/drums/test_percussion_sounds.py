"""Who is named for one percussion instrument plays that one."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.drums.percussion_sounds import GROOVES
from tests.musiccm_daw.composer.requested import part_of


@pytest.mark.parametrize("name", sorted(GROOVES))
def test_the_rhythms_are_whole_bars_of_sounds_that_kits_have(name: str) -> None:
    for groove in GROOVES[name]:
        assert set(groove) <= set(SOUNDS)
        assert all(len(marks) in (12, 16, 24) and set(marks) <= set(".xXort") for marks in groove.values())


@pytest.mark.parametrize(
    ("prompt", "sounds"),
    [
        ("cowbell", {"cowbell"}),
        ("tambourine", {"tambourine"}),
        ("bongos", {"high_bongo", "low_bongo"}),
        ("woodblock", {"high_woodblock", "low_woodblock"}),
        ("timbales", {"high_timbale", "low_timbale"}),
        ("surdo", {"surdo", "mute_surdo"}),
        ("claves", {"claves"}),
        ("sleigh bells", {"sleigh_bells"}),
        ("finger snaps", {"clap"}),
    ],
)
def test_named_percussion_plays_its_own_sound(prompt: str, sounds: set[str]) -> None:
    for seed in range(6):
        part = part_of(prompt, seed=seed, bars=4)
        assert part.notes
        assert {note.pitch for note in part.notes} <= {SOUNDS[sound] for sound in sounds}


@pytest.mark.parametrize("prompt", ["palmas y cajón", "handclaps and calabash"])
def test_several_instruments_play_together_however_they_are_spelt(prompt: str) -> None:
    pitches = {note.pitch for note in part_of(prompt, seed=1, bars=4).notes}
    assert SOUNDS["clap"] in pitches
    assert len(pitches) > 1
