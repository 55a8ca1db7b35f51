"""Requests become scores: the asked bars, chords and players, the same again for the same seed."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.performance import SLIDE_QUARTERS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.ways.hands import GLIDING, ONE_VOICED
from musiccm_daw.errors import RequestError
from musiccm_daw.harmony import QUALITIES, SHARP_NAMES, Chord
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.score import TICKS_PER_QUARTER, Score
from tests.musiccm_daw.composer.requested import (
    EARLY,
    longest_overlap,
    most_at_once,
    notes_in,
    part_of,
    resolve,
    score_of,
    ticks,
)


def check(score: Score, request: GenerationRequest) -> None:
    end = float(request.grid.total_quarters)
    assert 1 <= len(score.parts) <= 16
    assert len({part.name for part in score.parts}) == len(score.parts)
    for part in score.parts:
        can = INSTRUMENTS[part.instrument]
        assert list(part.notes) == sorted(part.notes, key=lambda note: note.start_quarters)
        for note in part.notes:
            assert 0 <= note.start_quarters < end
            assert note.duration_quarters > 0
            assert note.start_quarters + note.duration_quarters <= end + 1e-9
            assert note.start_quarters * TICKS_PER_QUARTER == pytest.approx(
                round(note.start_quarters * TICKS_PER_QUARTER)
            )
            assert can.lowest <= note.pitch <= can.highest
            assert 21 <= note.pitch <= 108
            assert 1 <= note.velocity <= 127
        if part.instrument in ONE_VOICED:
            # A synthesizer's bass reaches into the note to which it slides, and no farther.
            slides = part.role == "bass" and part.instrument in GLIDING
            assert longest_overlap(part) <= (SLIDE_QUARTERS + 0.01 if slides else 0)


METERS = st.builds(lambda n, d: f"{n}/{d}", st.integers(1, 16), st.sampled_from((2, 4, 8, 16)))
CHORD = st.builds(
    lambda root, quality, bass: f"{root}{quality}{bass}",
    st.sampled_from(SHARP_NAMES),
    st.sampled_from(list(QUALITIES)),
    st.sampled_from(("", "", "/E", "/Bb")),
)
CHORDS = st.lists(st.lists(CHORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4).map(" | ".join)
PROMPTS = st.sampled_from(
    [
        *(name.replace("_", " ") for name in STYLE_TABLE),
        *("harp glissandi", "acid line, sixteenths", "trap hats with rolls, open hats", "brass stabs answering"),
        *("four on the floor with claps and ride", "flute with long rests", "walking bass", "half-time drums, fills"),
        *("darker house, staccato, full", "low brass, half-time", "high flute, legato, double-time, swung"),
        *("rock with an intro, build-up and outro", "techno, breakdown, then a drop, busy, brighter"),
        *("busy palm-muted guitar", "sparse piano arpeggios, building up", "string quartet", "a full band, fading"),
    ]
)


@given(
    prompt=PROMPTS,
    meter=METERS,
    bars=st.one_of(st.integers(1, 12), st.integers(1, 32)),
    bpm=st.integers(20, 300),
    key=st.sampled_from(("C major", "F# minor", "Bb major", "none")),
    chords=st.one_of(st.none(), CHORDS),
    loop=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)
@example(prompt="a full band, fading", meter="4/4", bars=256, bpm=300, key="none", chords=None, loop=False, seed=0)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_request_has_a_score(
    prompt: str, meter: str, bars: int, bpm: int, key: str, chords: str | None, loop: bool, seed: int
) -> None:
    try:
        request = GenerationRequest.resolve(
            prompt, meter=meter, bars=bars, bpm=bpm, key=key, chords=chords, loop=loop, seed=seed
        )
    except RequestError:
        return
    score = compose_score(request, seed)
    check(score, request)
    assert compose_score(request, seed) == score


@pytest.mark.parametrize("style", STYLE_TABLE)
@pytest.mark.parametrize("loop", [True, False])
def test_every_style_answers(style: str, loop: bool) -> None:
    for seed in range(3):
        request = resolve(style.replace("_", " "), bars=8, loop=loop)
        score = compose_score(request, seed)
        check(score, request)
        assert score.style == style
        assert len(score.parts) >= 2


def test_the_same_score_in_another_process() -> None:
    program = (
        "from musiccm_daw.composer.request_score import compose_score\n"
        "from musiccm_daw.request.request import GenerationRequest\n"
        "import hashlib\n"
        "score = compose_score(GenerationRequest.resolve('funk track', seed=9, key='E minor', bars=8), 9)\n"
        "print(hashlib.sha256(repr(score).encode()).hexdigest())"
    )
    root = Path(__file__).parents[3]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


def test_seeds_differ() -> None:
    assert len({repr(score_of("house", seed=seed)) for seed in range(6)}) == 6


def test_the_bass_follows_every_chord_and_its_slash() -> None:
    chords = "Am/E F | C/G G"
    part = part_of("long bass notes", chords=chords, bars=2)
    starts = [(round(note.start_quarters), note.pitch % 12) for note in part.notes]
    assert starts == [(at * 2, Chord.parse(name).bass) for at, name in enumerate(["Am/E", "F", "C/G", "G"])]


def test_chords_are_those_asked_for() -> None:
    part = part_of("church organ, held chords", bars=8, chords="Am | F")
    for note in part.notes:
        bar = round(note.start_quarters / 4)
        assert note.pitch % 12 in Chord.parse(("Am", "F")[bar % 2]).pitch_classes
    assert most_at_once(part) >= 3
    assert min(note.duration_quarters for note in part.notes) > 3


def test_piano_arpeggios_in_three() -> None:
    part = part_of("gentle felt piano arpeggios", meter="3/4")
    assert part.instrument == "grand_piano"
    for bar in range(4):
        assert notes_in(part, bar * 3, bar * 3 + 3) >= 6
    assert most_at_once(part) <= 3


def test_long_rests_are_silent() -> None:
    part = part_of("solo flute melody with long rests", bars=8)
    sounding = sum(note.duration_quarters for note in part.notes)
    assert 1 < sounding < 0.65 * 32
    assert notes_in(part, 0, 4) > 0
    gaps = [4 * bar for bar in range(8) if notes_in(part, 4 * bar + 2, 4 * bar + 4) == 0]
    assert len(gaps) >= 3


def test_a_walking_bass_walks() -> None:
    part = part_of("walking upright bass", bars=8)
    assert 32 <= len(part.notes) <= 40
    beats = {round(note.start_quarters) for note in part.notes}
    assert beats >= set(range(32))


def test_four_on_the_floor_in_any_meter() -> None:
    for meter, quarters in (("4/4", 16), ("3/4", 12), ("5/4", 20)):
        part = part_of("four on the floor with open hats", meter=meter)
        assert {n.pitch for n in part.notes} >= {36, 46}
        kicks = {round(note.start_quarters * 2) for note in part.notes if note.pitch == 36}
        assert len([at for at in kicks if at % 2 == 0]) >= quarters - 1


def test_half_time_puts_the_snare_on_three() -> None:
    for seed in range(5):
        part = score_of("half-time drums", seed=seed, bars=2).parts[0]
        # The second bar may end with a fill.
        first = [note for note in part.notes if note.start_quarters < 3.5]
        loud = {round(n.start_quarters) for n in first if n.pitch == 38 and n.velocity > 80}
        assert loud == {2}


def test_double_time_puts_snares_between_all_beats_at_the_same_tempo() -> None:
    for seed in range(5):
        assert resolve("double-time drums 100").bpm == 100
        part = score_of("double-time drums 100", seed=seed, bars=2).parts[0]
        first = [note for note in part.notes if note.start_quarters < 3.8]
        loud = {round(2 * n.start_quarters) / 2 for n in first if n.pitch == 38 and n.velocity > 80}
        assert loud == {0.5, 1.5, 2.5, 3.5}


def test_density_and_energy_change_the_score() -> None:
    sparse, busy = (sum(len(score_of(f"{word} rhodes chords", seed=s).parts[0].notes) for s in range(6))
                    for word in ("sparse", "busy"))  # fmt: skip
    assert sparse < 0.75 * busy
    calm, strong = (part_of(f"{word} rhodes chords", bars=4) for word in ("calm", "energetic"))
    assert max(n.velocity for n in calm.notes) < max(n.velocity for n in strong.notes)


def test_building_up_grows() -> None:
    part = part_of("supersaw arpeggio building up", bars=8)
    begin, end = part.notes[:16], part.notes[-16:]
    assert sum(n.velocity for n in begin) + 300 < sum(n.velocity for n in end)


def test_a_loop_leads_back_and_another_clip_rests() -> None:
    for seed in range(5):
        loop = score_of("rock", seed=seed, loop=True)
        rest = score_of("rock", seed=seed, loop=False)
        bass, rested = loop.part("bass"), rest.part("bass")
        # Lines of long notes stay on them.
        moves = sum(note.start_quarters > 12 - 0.1 for note in bass.notes) > 2
        assert bass.notes[-1].start_quarters > (15 if moves else 13)
        assert rested.notes[-1].start_quarters == pytest.approx(12, abs=0.1)
        assert rested.notes[-1].duration_quarters == pytest.approx(2, abs=0.1)
        assert rested.notes[-1].pitch % 12 == Chord.parse("G").bass
        assert rest.part("drums").notes[-1].start_quarters < 13


def test_a_loop_ends_with_a_fill() -> None:
    drums = score_of("rock", loop=True, bars=8).part("drums")
    strokes = [(round(note.start_quarters * 4), note.pitch) for note in drums.notes]
    bars = [{(at % 16, pitch) for at, pitch in strokes if at // 16 == bar} for bar in range(8)]
    assert bars[7] != bars[5]


@pytest.mark.parametrize("seed", range(4))
def test_a_long_clip_rises_and_falls(seed: int) -> None:
    notes = [note for part in score_of("house", seed=seed, bars=48).parts for note in part.notes]
    loud = [
        sum(note.velocity for note in notes if first - EARLY <= note.start_quarters < first + 32 - EARLY)
        for first in range(0, 192, 32)
    ]
    assert min(loud) < 0.85 * max(loud)


def test_without_harmony_there_is_still_music() -> None:
    request = GenerationRequest.resolve("warm pads", key="none", seed=4)
    assert request.chords is None
    assert compose_score(request, 4).parts[0].notes


def test_a_fractional_tempo_moves_notes_no_more_than_a_player_does() -> None:
    whole, fractional = (score_of("house", bpm=bpm) for bpm in (Fraction(125), Fraction(499, 4)))
    assert whole != fractional
    assert [part.name for part in whole.parts] == [part.name for part in fractional.parts]
    for one, other in zip(whole.parts, fractional.parts, strict=True):
        for before, after in zip(one.notes, other.notes, strict=True):
            # Hands are as loose in seconds, and so a little less in quarters: 0.2 % of some 10 ms.
            assert abs(after.start_quarters - before.start_quarters) < 1e-3
            assert (after.pitch, after.velocity) == (before.pitch, before.velocity)


def test_moving_accents_fall_elsewhere_in_every_bar() -> None:
    notes = part_of("acid line, sixteenths, accents moving", bars=3, bpm=120).notes
    loud = [ticks(note.start_quarters * 4) // TICKS_PER_QUARTER for note in notes if note.velocity > 105]
    bars = [{round(at) % 16 for at in loud if first <= at < first + 16} for first in (0, 16, 32)]
    assert all(bars)
    assert bars[0] != bars[1] != bars[2] != bars[0]


@pytest.mark.parametrize("seed", range(20))
def test_a_tune_between_long_rests_has_more_than_three_pitches(seed: int) -> None:
    (part,) = score_of("solo flute melody with long rests", seed, bars=8).parts
    assert len({note.pitch for note in part.notes}) > 3


@pytest.mark.parametrize("seed", range(6))
def test_a_string_quartet_has_a_tune_inner_voices_and_a_bass(seed: int) -> None:
    first, second, viola, cello = score_of("string quartet", seed, bars=8).parts
    means = [sum(note.pitch for note in part.notes) / len(part.notes) for part in (first, second, viola, cello)]
    assert means == sorted(means, reverse=True)
    for bar in range(8):
        chord = Chord.parse(("Am", "F", "C", "G")[bar % 4])
        tones = set(chord.pitch_classes)
        for part in (second, viola, cello):
            at = next((at for at, n in enumerate(part.notes) if abs(n.start_quarters - 4 * bar) < EARLY), None)
            if at is None or part.notes[at].pitch % 12 in tones:
                continue
            # Suspended from the chord before, and resolved by a step down.
            before, held, after = (part.notes[place].pitch for place in (at - 1, at, at + 1))
            assert before == held
            assert held - after in (1, 2)
            assert after % 12 in tones
        root = next(note for note in cello.notes if abs(note.start_quarters - 4 * bar) < EARLY)
        assert root.pitch % 12 == chord.bass


@pytest.mark.parametrize("style", ["trap", "drill", "phonk"])
def test_an_808_slides_from_note_to_note(style: str) -> None:
    for seed in range(12):
        bass = next(part for part in score_of(f"{style}, 808 bass", seed=seed, bars=8).parts if part.role == "bass")
        pairs = list(pairwise(sorted(bass.notes, key=lambda note: note.start_quarters)))
        reach = [(a.start_quarters + a.duration_quarters - b.start_quarters, a.pitch - b.pitch) for a, b in pairs]
        slides = [leap for over, leap in reach if over > 0.04]
        assert slides
        assert all(slides)
        assert max(over for over, _ in reach) < 0.2


def test_basses_of_players_do_not_ring_into_the_next_note() -> None:
    for prompt in ("rock, picked bass", "jazz, upright bass", "house, sub bass", "funk, slap bass"):
        bass = next(part for part in score_of(prompt, bars=8).parts if part.role == "bass")
        assert longest_overlap(bass) == 0
