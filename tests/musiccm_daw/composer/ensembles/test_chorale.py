"""Chorales: four voices that move, keep their order and registers, and are the same for one player and for four."""

from __future__ import annotations

from itertools import pairwise

import pytest

from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.requested import EARLY, part_of, score_of

SEEDS = range(3)
PROMPT = "church organ chorale in four parts"


def sounding(part: Part, at: float) -> list[int]:
    return sorted(
        n.pitch for n in part.notes if n.start_quarters <= at + EARLY < n.start_quarters + n.duration_quarters
    )


@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8", "5/4"])
@pytest.mark.parametrize("prompt", [PROMPT, "four part chorale for strings", "choir four part harmony"])
def test_four_voices_sound_on_every_beat(prompt: str, meter: str) -> None:
    part = part_of(prompt, meter=meter, bars=8)
    end = max(note.start_quarters + note.duration_quarters for note in part.notes)
    for at in range(int(end) - 1):
        assert 3 <= len(sounding(part, at)) <= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_voices_move_in_quarters_and_halves(seed: int) -> None:
    part = part_of(PROMPT, seed=seed, bars=8, loop=True)
    tops = [sounding(part, at)[-1] for at in range(12)]
    assert len(set(tops)) >= 3
    assert max(abs(one - other) for one, other in pairwise(tops)) <= 7
    lengths = [round(note.duration_quarters) for note in part.notes]
    assert sum(length in (1, 2) for length in lengths) > 0.6 * len(lengths)


@pytest.mark.parametrize(
    "chords", ["C | F | G | C", "Am | F | C | G", "Dm7 | G7 | Cmaj7 | C6", "C5 | Bdim | Csus4 | F/A"]
)
def test_outer_voices_have_no_parallels(chords: str) -> None:
    part = part_of(PROMPT, key="C major", chords=chords, bars=8)
    outer = [(sounding(part, at)[0], sounding(part, at)[-1]) for at in range(0, 28, 2)]
    for (low, high), (next_low, next_high) in pairwise(outer):
        apart = (high - low) % 12
        same = apart == (next_high - next_low) % 12 and low != next_low and high != next_high
        assert not (same and apart in (0, 7))


def test_four_players_share_the_voices_of_one() -> None:
    organ = part_of(PROMPT)
    quartet = score_of("string quartet chorale").parts
    assert [part.instrument for part in quartet] == ["solo_violin", "solo_violin", "solo_viola", "solo_cello"]

    def placed(notes: tuple[Note, ...]) -> set[tuple[int, int]]:
        return {(round(note.start_quarters), note.pitch) for note in notes}

    together = set().union(*(placed(part.notes) for part in quartet))
    assert len(together & placed(organ.notes)) > 0.9 * len(together)
