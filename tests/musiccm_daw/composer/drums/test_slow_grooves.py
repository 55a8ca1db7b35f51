"""Ballads of every style: drummers neither dance nor ride a train."""

from __future__ import annotations

from collections import Counter

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.requested import EARLY, score_of

_BARS, _SEEDS = 8, range(6)
_BEATS = (0, 4, 8, 12)


def steps(prompt: str, sound: str, seed: int) -> Counter[int]:
    """Return in how many bars a drummer strikes a sound on each 16th."""
    (drums,) = (part for part in score_of(f"{prompt}, 4/4", seed, bars=_BARS).parts if part.role == "drums")
    return Counter(_step(note) for note in drums.notes if note.pitch == SOUNDS[sound])


def _step(note: Note) -> int:
    return int(4 * (note.start_quarters + EARLY)) % 16


@pytest.mark.parametrize(
    "prompt",
    [
        "pop drums, 64 bpm",
        "pop ballad drums",
        "country drums, 62 bpm",
        "slow country drums",
        "blues drums, 58 bpm",
        "slow folk drums",
        "synthwave drums, 66 bpm",
        "slow city pop drums",
    ],
)
def test_slow_songs_have_no_dance_below_them(prompt: str) -> None:
    for seed in _SEEDS:
        kick, snare = steps(prompt, "kick", seed), steps(prompt, "snare", seed)
        assert not all(kick[at] >= _BARS - 2 for at in _BEATS), seed
        assert sum(snare[at] >= _BARS - 2 for at in range(16)) < 8, seed


@pytest.mark.parametrize("prompt", ["house drums, 110 bpm", "slow techno drums", "slow pop drums, four on the floor"])
def test_who_always_dances_or_is_asked_to_dances_slowly_too(prompt: str) -> None:
    for seed in _SEEDS:
        kick = steps(prompt, "kick", seed)
        assert all(kick[at] >= _BARS - 2 for at in _BEATS), seed


def test_songs_at_a_styles_own_tempo_may_dance() -> None:
    dances = [all(steps("pop drums, 120 bpm", "kick", seed)[at] >= _BARS - 2 for at in _BEATS) for seed in range(12)]
    assert 0 < sum(dances) < len(dances)
