"""Drummers: what a loop leaves out, what two hands can play, and where the accents are."""

from __future__ import annotations

from functools import partial
from itertools import product
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums import grooves
from musiccm_daw.composer.drums.fills import FILLS
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.plan import phrases_of
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note
from tests.musiccm_daw.composer.passages import METERS, passage_of

EARLY = 0.06
_PLAYED_BY_HAND = ("standard_kit", "room_kit", "power_kit", "jazz_kit", "brush_kit", "kit_acoustic_synth")
_BY_FOOT = {SOUNDS["kick"], SOUNDS["pedal_hat"]}
DRUMMERS = {
    (name, layer.instruments[0]): layer.write
    for name, style in STYLE_TABLE.items()
    for group in style.groups
    for layer in group
    if layer.role == "drums" and isinstance(layer.write, partial)
}


def drums_of(prompt: str, seed: int, bars: int, *, loop: bool = True, energy: float | None = None) -> tuple[Note, ...]:
    request = GenerationRequest.resolve(prompt, seed=seed, bars=bars, loop=loop, energy=energy)
    parts = compose_score(request, seed).parts
    assert {part.role for part in parts} <= {"drums", "percussion"}
    return tuple(note for part in parts for note in part.notes)


def crashes(notes: tuple[Note, ...]) -> list[float]:
    return [round(note.start_quarters, 1) for note in notes if note.pitch in (SOUNDS["crash"], SOUNDS["crash"] + 8)]


def strokes(notes: tuple[Note, ...], bar: int, softest: int = 50) -> set[tuple[int, int]]:
    """Return the strokes of a bar of 4/4 without ghosts: their 16ths and sounds."""
    inside = [note for note in notes if 4 * bar - EARLY <= note.start_quarters < 4 * bar + 4 - EARLY]
    return {(round(note.start_quarters * 4) - 16 * bar, note.pitch) for note in inside if note.velocity > softest}


@pytest.mark.parametrize("style", STYLE_TABLE)
def test_no_loop_begins_with_a_crash(style: str) -> None:
    for seed, bars in product(range(4), (2, 4, 16)):
        for words in ("drums", "drums, energetic", "timpani"):
            notes = drums_of(f"{style.replace('_', ' ')} {words}", seed, bars)
            assert not [at for at in crashes(notes) if at < EARLY]


def test_crashes_open_sections_and_pieces_that_end() -> None:
    assert any(32.0 in crashes(drums_of("rock drums", seed, 16)) for seed in range(4))
    assert any(0.0 in crashes(drums_of("rock drums", seed, 16, loop=False)) for seed in range(4))


def test_whoever_crashes_at_all_crashes_into_every_chorus() -> None:
    missed = []
    for seed, style in enumerate(STYLE_TABLE.values()):
        request = ask(f"{style.name.replace('_', ' ')} full band with a build-up and a drop", seed=seed, bars=24)
        score = compose_score(request, seed)
        drop = next(p for p in phrases_of(request, read_brief(request.prompt), seed, read_brief) if p.name == "drop")
        start = drop.first_bar * float(request.meter.quarters_per_bar)
        struck = [at for part in score.parts if part.role == "drums" for at in crashes(part.notes)]
        if struck and not any(abs(at - start) < 0.2 for at in struck):
            missed.append(style.name)
    # Those whose drummers hardly ever crash.
    assert len(missed) <= 3


@pytest.mark.parametrize("prompt", ["rock drums with crash cymbals", "house beat, crash"])
def test_a_crash_that_is_asked_for_opens_a_loop(prompt: str) -> None:
    for seed in range(4):
        assert crashes(drums_of(prompt, seed, 4))[0] == pytest.approx(0.0, abs=EARLY)


def test_a_loop_of_two_bars_has_no_fill_unless_it_is_asked_for() -> None:
    for seed in range(12):
        plain, filled = (drums_of(f"metal drums{words}", seed, 2) for words in ("", " with fills"))
        assert strokes(plain, 0) == strokes(plain, 1)
        assert strokes(filled, 0) != strokes(filled, 1)


@pytest.mark.parametrize("seed", range(20))
def test_a_fill_in_a_short_section_leaves_the_first_half_of_its_bar(seed: int) -> None:
    notes = drums_of("rock drums", seed, 4)
    assert {at for at in strokes(notes, 3) if at[0] < 8} == {at for at in strokes(notes, 2) if at[0] < 8}
    assert strokes(notes, 3) != strokes(notes, 2)


@pytest.mark.parametrize("style", ["house", "techno", "trance", "trap", "reggaeton", "chiptune"])
def test_a_quiet_loop_has_no_roll_into_itself(style: str) -> None:
    for seed in range(12):
        notes = drums_of(f"{style} drums", seed, 4, energy=0.2)
        snares = [[at for at in strokes(notes, bar, 30) if at[1] in (38, 39)] for bar in range(4)]
        assert len(snares[3]) == len(snares[1])


@given(
    drummer=st.sampled_from(sorted(DRUMMERS)),
    seed=st.integers(0, 999),
    meter=st.sampled_from(METERS),
    bars=st.integers(1, 9),
)
def test_a_drummer_has_two_hands_and_one_hi_hat(drummer: tuple[str, str], seed: int, meter: str, bars: int) -> None:
    notes = DRUMMERS[drummer](passage_of(seed=seed, meter=meter, bars=bars))
    for at in {note.start_quarters for note in notes}:
        struck = {note.pitch for note in notes if abs(note.start_quarters - at) < 1e-6}
        assert not {SOUNDS["hat"], SOUNDS["open_hat"]} <= struck
        if drummer[1] in _PLAYED_BY_HAND:
            assert len(struck - _BY_FOOT) <= 2


@pytest.mark.parametrize("meter", [*METERS, "9/8", "11/8", "2/4"])
def test_every_drummer_plays_in_every_meter(meter: str) -> None:
    for drummer, write in DRUMMERS.items():
        for seed in range(4):
            passage = passage_of(seed=seed, meter=meter, bars=4)
            notes = write(passage)
            assert notes, drummer
            assert all(0 <= note.start_quarters < passage.end for note in notes)


@pytest.mark.parametrize("seed", range(8))
def test_a_busy_drummer_has_one_hi_hat(seed: int) -> None:
    for style in ("house", "disco", "trance", "boom bap"):
        notes = drums_of(f"{style} drums, busy", seed, 4)
        struck = {(round(note.start_quarters * 8), note.pitch) for note in notes}
        assert not [at for at, pitch in struck if pitch == SOUNDS["hat"] and (at, SOUNDS["open_hat"]) in struck]


@pytest.mark.parametrize("meter", METERS)
def test_plain_hats_are_louder_on_the_beats(meter: str) -> None:
    passage = passage_of(meter=meter, bars=2)
    pattern = "x" * int(4 * passage.bar_quarters)
    notes = grooves.groove(passage, ({"hat": pattern},), fill_chance=0.0, crash=0.0)
    beat = max(1.0, float(passage.meter.beat_quarters))
    hats = [note for note in notes if note.pitch == SOUNDS["hat"]]
    levels = {note.velocity for note in hats if note.start_quarters % passage.bar_quarters % beat < EARLY}
    assert len(levels) == 1
    assert all(
        note.velocity < min(levels) for note in hats if note.start_quarters % passage.bar_quarters % beat >= EARLY
    )


def test_off_beat_hats_and_written_accents_keep_their_level() -> None:
    for pattern in ("..x...x...x...x.", "X.x.X.x.X.x.X.x."):
        notes = grooves.groove(passage_of(bars=1), ({"hat": pattern},), fill_chance=0.0, crash=0.0)
        assert {note.velocity for note in notes if note.pitch == SOUNDS["hat"]} <= {92, 114}


@pytest.mark.parametrize(
    ("prompt", "sounds"),
    [
        ("808 kick only", {"kick"}),
        ("808 hats only", {"hat", "open_hat", "pedal_hat"}),
        ("909 hats and clap", {"hat", "open_hat", "pedal_hat", "clap"}),
        ("just 808 cowbell", {"cowbell"}),
        ("4 on the floor kick only", {"kick"}),
        ("just a kick drum four to the floor", {"kick"}),
    ],
)
def test_only_the_sounds_that_are_named_are_struck(prompt: str, sounds: set[str]) -> None:
    for seed in range(8):
        assert {note.pitch for note in drums_of(prompt, seed, 4)} <= {SOUNDS[sound] for sound in sounds}


@pytest.mark.parametrize("prompt", ["909 drums with claps", "808 drums, open hats", "house beat, crash"])
def test_a_kit_with_a_named_sound_is_a_whole_kit(prompt: str) -> None:
    assert all(len({note.pitch for note in drums_of(prompt, seed, 4)}) > 2 for seed in range(8))


def test_a_jazz_drummers_ride_goes_on_under_the_fill() -> None:
    for seed in range(12):
        notes = drums_of("jazz drums with fills", seed, 8)
        rides = [{at for at, pitch in strokes(notes, bar) if pitch == SOUNDS["ride"]} for bar in range(8)]
        toms = [pitch for _, pitch in strokes(notes, 7, 0) if pitch in (SOUNDS["high_tom"], SOUNDS["mid_tom"])]
        assert len(rides[7]) >= len(rides[6]) - 1
        assert len(toms) <= 2


def test_bossa_nova_ends_softly() -> None:
    for seed in range(12):
        notes = drums_of("bossa nova drums with fills", seed, 8)
        assert max((note.velocity for note in notes if note.pitch == SOUNDS["snare"]), default=0) < 80


def test_ghosts_leave_the_first_beat_and_the_backbeat_alone() -> None:
    for seed in range(20):
        passage = passage_of(seed=seed)
        notes = grooves.groove(
            passage, ({"kick": "X......." * 2, "snare": "....X..." * 2},), ghosts=0.4, fill_chance=0.0
        )
        ghosts = {round(4 * note.start_quarters) % 16 for note in notes if note.velocity < 50}
        assert ghosts <= {3, 7, 9, 11, 15}
        clapped = grooves.groove(passage_of(seed=seed), ({"clap": "....X..." * 2},), ghosts=0.4, fill_chance=0.0)
        assert not [note for note in clapped if note.velocity < 50]


def test_the_fills_of_a_kind_fit_a_bar() -> None:
    for kind, fills in FILLS.items():
        assert fills, kind
        assert all(len(marks) == 16 and set(fill) <= set(SOUNDS) for fill in fills for marks in fill.values())


@pytest.mark.parametrize("meter", METERS)
@pytest.mark.parametrize("sound", ["shaker", "maracas", "tambourine", "cowbell"])
def test_what_is_shaken_is_louder_on_the_beats_and_as_loud_on_average(sound: str, meter: str) -> None:
    passage = passage_of(meter=meter, bars=3)
    notes = grooves.percussion(passage, ({sound: "x" * int(4 * passage.bar_quarters)},), velocity=0)
    beat = max(1.0, float(passage.meter.beat_quarters))
    places = [(note.start_quarters % passage.bar_quarters % beat, note.velocity) for note in notes]
    on, off = ([level for at, level in places if (at < EARLY) is beats] for beats in (True, False))
    assert min(on) > max(off)
    assert abs(fmean(on + off) - 92) < 1


@pytest.mark.parametrize("pattern", ["x..x..x...x.x...", "X.x.X.x.X.x.X.x.", "..x...x...x...x."])
def test_key_patterns_of_bells_and_written_accents_keep_their_weight(pattern: str) -> None:
    notes = grooves.percussion(passage_of(bars=3), ({"cowbell": pattern},), velocity=0)
    assert {note.velocity for note in notes} <= {92, 114}


@pytest.mark.parametrize("style", ["amapiano", "eurobeat", "bachata", "andean"])
def test_nobody_strikes_all_day_with_one_force(style: str) -> None:
    for seed in range(1, 4):
        parts = compose_score(ask(style, seed=seed, bars=8), seed).parts
        for part in parts:
            if part.role in ("drums", "percussion"):
                assert pstdev(note.velocity for note in part.notes) > 6, (style, seed, part.role)
