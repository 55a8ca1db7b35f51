"""What each hand plays where a prompt says so, long notes and rests, and lines that run."""

from __future__ import annotations

from itertools import pairwise

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import EARLY, part_of, resolve, score_of


def starts(part: Part) -> list[float]:
    """Return where notes begin, in 16ths of a bar of 4/4, each place once."""
    return sorted({round(4 * note.start_quarters) % 16 for note in part.notes})


@pytest.mark.parametrize("seed", range(4))
def test_octaves_in_the_left_hand_lie_low(seed: int) -> None:
    parts = score_of("piano octaves in the left hand, violin tremolo on top", seed=seed).parts
    piano = next(part for part in parts if part.instrument == "grand_piano")
    low = [note for note in piano.notes if note.pitch < 54]
    assert len(low) >= 8
    for note in low:
        doubled = [other for other in low if abs(other.start_quarters - note.start_quarters) < EARLY]
        assert {abs(note.pitch - other.pitch) for other in doubled} == {0, 12}
    assert min(note.pitch for note in low) <= 41


@pytest.mark.parametrize("seed", range(4))
def test_an_alberti_bass_is_below_a_tune(seed: int) -> None:
    part = part_of("harpsichord, alberti bass with melody on top", seed=seed)
    low = sorted((note for note in part.notes if note.pitch < 60), key=lambda note: note.start_quarters)
    high = [note for note in part.notes if note.pitch >= 64]
    assert len(low) >= 24
    assert len(high) >= 8
    first = [note.pitch for note in low[:4]]
    assert first[0] < first[2] < first[1] == first[3]


@pytest.mark.parametrize("seed", range(4))
def test_a_thumb_plays_basses_below_the_fingers(seed: int) -> None:
    (part,) = score_of("bossa guitar, nylon, thumb on the bass notes", seed=seed).parts
    assert part.instrument == "nylon_guitar"
    low = [note for note in part.notes if note.pitch < 54]
    assert {0, 8} <= {round(4 * note.start_quarters) % 16 for note in low}
    assert len(part.notes) > 2 * len(low)


@pytest.mark.parametrize(
    "prompt", ["plucky synth arp, 16th notes, two octaves", "piano, arpeggi veloci", "harp fast arpeggios"]
)
def test_arpeggios_climb_in_sixteenths(prompt: str) -> None:
    for seed in range(3):
        part = part_of(prompt, seed=seed)
        assert len(part.notes) >= 15 * 4
        upper = sorted((n for n in part.notes if n.duration_quarters < 0.5), key=lambda note: note.start_quarters)
        assert max(note.pitch for note in upper) - min(note.pitch for note in upper) >= 24
        rising = sum(other.pitch > one.pitch for one, other in pairwise(upper))
        assert rising >= 0.4 * len(upper)
        assert not any(abs(a.start_quarters - b.start_quarters) < EARLY for a, b in pairwise(upper))


@pytest.mark.parametrize("seed", range(3))
def test_a_toccata_runs_in_sixteenths_over_the_pedal(seed: int) -> None:
    part = part_of("church organ toccata", seed=seed)
    fast = [note for note in part.notes if note.duration_quarters < 0.5]
    held = [note for note in part.notes if note.duration_quarters > 3]
    assert len(fast) >= 15 * 4
    assert held
    assert max(note.pitch for note in held) < min(note.pitch for note in fast)


@pytest.mark.parametrize("prompt", ["supersaw chords, sidechain pump", "trance, sidechained pads only"])
def test_chords_pump_between_the_beats(prompt: str) -> None:
    for seed in range(3):
        part = next(part for part in score_of(prompt, seed=seed).parts if part.role in ("keys", "pads", "lead"))
        assert starts(part) == [2, 6, 10, 14]


@pytest.mark.parametrize(
    "prompt",
    [
        "oboe, long mournful lines with lots of breathing space",
        "shakuhachi, very few notes",
        "trumpet, floating lines",
    ],
)
def test_long_lines_are_few_long_notes_with_rests(prompt: str) -> None:
    for seed in range(4):
        part = part_of(prompt, seed=seed, bars=8)
        assert 4 <= len(part.notes) <= 2.2 * 8
        assert sum(note.duration_quarters >= 0.8 for note in part.notes) >= 0.8 * len(part.notes)


def test_reels_run_without_a_rest() -> None:
    for seed in range(3):
        part = part_of("celtic fiddle reel", seed=seed, bpm=112)
        assert part.instrument == "solo_violin"
        assert len(part.notes) >= 14 * 4
        assert all(one.pitch != other.pitch for one, other in pairwise(part.notes))


def test_a_swell_leads_into_the_fourth_bar() -> None:
    for seed in range(3):
        parts = score_of("piano chords, strings swell into bar 4", seed=seed).parts
        strings = next(part for part in parts if part.role == "strings")
        loud = [
            max(n.velocity for n in strings.notes if bar * 4 - EARLY <= n.start_quarters < bar * 4 + 1)
            for bar in range(4)
        ]
        assert loud[0] + 20 < loud[3]
        assert loud == sorted(loud)


@pytest.mark.parametrize("meter", ["4/4", "3/4"])
def test_brushes_swish_on_every_beat(meter: str) -> None:
    for seed in range(3):
        part = part_of("brushes on snare, ballad, 60bpm", seed=seed, meter=meter)
        beats = int(meter[0])
        swirls = [note for note in part.notes if note.pitch == SOUNDS["swirl"]]
        assert len(swirls) == 4 * beats
        assert all(note.duration_quarters > 0.5 for note in swirls)


def test_ghosts_lie_between_and_one_hand_plays_no_row_of_sixteenths() -> None:
    for seed in range(4):
        part = part_of("breakbeat drums, busy ghost notes", seed=seed, bpm=138)
        snares = {round(4 * note.start_quarters) for note in part.notes if note.pitch == SOUNDS["snare"]}
        first_bar = {at for at in snares if at < 16}
        assert 4 <= len(first_bar) <= 10
        ghosts = [note for note in part.notes if note.pitch == SOUNDS["snare"] and note.velocity < 60]
        assert ghosts


def test_hypnotic_beats_have_no_fills() -> None:
    for seed in range(4):
        for prompt in ("minimal techno, hypnotic", "rock drums, no drum fills"):
            score = compose_score(resolve(prompt), seed)
            drums = next(part for part in score.parts if part.role == "drums")
            last = {(round(4 * n.start_quarters) % 16, n.pitch) for n in drums.notes if n.start_quarters >= 12 - EARLY}
            third = {
                (round(4 * n.start_quarters) % 16, n.pitch)
                for n in drums.notes
                if 8 - EARLY <= n.start_quarters < 12 - EARLY
            }
            assert len(last - third) <= 3


@pytest.mark.parametrize(
    ("prompt", "lowest", "highest"),
    [
        ("bass clarinet ostinato", 34, 67),
        ("bari sax riff", 37, 68),
        ("piccolo melody", 74, 103),
        ("tin whistle tune", 74, 98),
        ("english horn solo", 52, 81),
    ],
)
def test_stand_ins_lie_where_they_are_at_home(prompt: str, lowest: int, highest: int) -> None:
    for seed in range(3):
        pitches = [note.pitch for note in part_of(prompt, seed=seed).notes]
        assert lowest <= min(pitches)
        assert max(pitches) <= highest
