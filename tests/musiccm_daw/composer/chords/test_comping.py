"""Chord players: figures that begin with the bar, chords that hands can hold, rhythms that vary where a style's do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.chords import arpeggios, comping, guitars
from musiccm_daw.composer.chords.chord_rhythms import chord_starts
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.passages import METERS, passage_of

STRINGS = (40, 45, 50, 55, 59, 64)
_TOGETHER = 0.07


def chords_of(notes: tuple[Note, ...] | list[Note]) -> list[list[Note]]:
    """Group notes that begin together."""
    groups: list[list[Note]] = []
    for note in sorted(notes, key=lambda note: note.start_quarters):
        if groups and note.start_quarters - groups[-1][0].start_quarters < _TOGETHER:
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


@cache
def can_be_stopped(pitches: tuple[int, ...], string: int = 0, lowest: int = 99, highest: int = 0) -> bool:
    """Return whether a hand reaches all pitches, from the lowest string up, within five frets and open strings."""
    if not pitches:
        return True
    for at in range(string, len(STRINGS)):
        fret = pitches[0] - STRINGS[at]
        low, high = (min(lowest, fret), max(highest, fret)) if fret else (lowest, highest)
        if 0 <= fret <= 19 and high - low <= 4 and can_be_stopped(pitches[1:], at + 1, low, high):
            return True
    return False


def parts_of(prompt: str, role: str, seed: int) -> list[Part]:
    request = GenerationRequest.resolve(
        prompt, seed=seed, bars=8, key="D minor", chords="Em7b5 | A7 | Dm7 | Bbmaj7 | Gm7 | C7 | Fmaj7 | A7"
    )
    return [part for part in compose_score(request, seed).parts if part.role == role]


@given(seed=st.integers(0, 999), meter=st.sampled_from(METERS), rate=st.sampled_from([1.0, 0.5, 1 / 3, 0.25]))
def test_bars_of_an_arpeggio_over_one_chord_are_alike_until_it_turns(seed: int, meter: str, rate: float) -> None:
    passage = passage_of(seed=seed, meter=meter)
    notes = arpeggios.arpeggio(passage, rates=(rate,))

    def figure(bar: int) -> list[tuple[float, int]]:
        start = bar * passage.bar_quarters
        inside = [note for note in notes if start - 1e-6 <= note.start_quarters < start + passage.bar_quarters - 1e-6]
        return [(round(note.start_quarters - start, 4), note.pitch) for note in inside]

    assert figure(0) == figure(4)
    for bar in range(8):
        assert figure(bar)[0][0] == 0.0
    strict = arpeggios.arpeggio(passage_of(seed=seed, meter=meter), rates=(rate,), habit="strict")
    places = [(round(note.start_quarters % (4 * passage.bar_quarters), 4), note.pitch) for note in strict]
    assert places[: len(places) // 2] == places[len(places) // 2 :]


@pytest.mark.parametrize(
    "prompt",
    [
        *("bossa nova nylon guitar", "reggae guitar skank", "jazz guitar comping", "funk guitar", "disco guitar"),
        *("soul guitar", "nylon guitar, held chords"),
    ],
)
def test_a_hand_can_stop_the_chords_of_a_guitar(prompt: str) -> None:
    for seed in range(6):
        for part in parts_of(prompt, "guitar", seed):
            if part.instrument == "banjo":
                continue
            for chord in chords_of(part.notes):
                assert can_be_stopped(tuple(sorted({note.pitch for note in chord})))


@pytest.mark.parametrize("style", ["jazz_swing", "bossa_nova"])
def test_jazz_comping_changes_its_rhythm_from_bar_to_bar(style: str) -> None:
    players = [layer.write for group in STYLE_TABLE[style].groups for layer in group if layer.role == "keys"]
    for write, seed in product(players, range(10)):
        starts = {note.start_quarters for note in write(passage_of("Am7", seed=seed))}
        bars = [{start - 4 * bar for start in starts if 4 * bar <= start < 4 * bar + 4} for bar in range(8)]
        assert bars[0] != bars[1]
        assert len({frozenset(bar) for bar in bars}) >= 3


@given(seed=st.integers(0, 99), name=st.sampled_from(["celesta", "vibraphone", "kalimba", "banjo", "grand_piano"]))
def test_voicings_lie_on_the_instrument(seed: int, name: str) -> None:
    can = INSTRUMENTS[name]
    passage = passage_of("Cmaj7", "A5", "Dm9", "G13", seed=seed, pitches=(can.lowest, can.highest))
    for notes in (
        comping.comp(passage, ("x---x---x---x---",)),
        comping.pad(passage),
        arpeggios.arpeggio(passage, rates=(0.5,), voices=4),
    ):
        assert min(note.pitch for note in notes) >= can.lowest


def test_chords_between_the_beats_are_softer_unless_all_are() -> None:
    levels = {note.start_quarters % 1: note.velocity for note in comping.comp(passage_of(), ("x-x-x-x-x-x-x-x-",))}
    assert levels[0.5] < levels[0.0] == 80
    assert {note.velocity for note in comping.comp(passage_of(), ("..x...x...x...x.",))} == {80}


@pytest.mark.parametrize(("meter", "beats"), [("3/4", {0, 1, 2}), ("6/8", {0, 1.5}), ("7/8", {0, 2}), ("5/4", {0, 3})])
def test_a_strum_has_the_beats_of_its_meter(meter: str, beats: set[float]) -> None:
    for seed in range(10):
        passage = passage_of(seed=seed, meter=meter)
        notes = guitars.strum(passage, ("D---d-u-..u-d-u-",))
        starts = {round(start, 2) for start in chord_starts(notes)}
        assert all(bar * passage.bar_quarters + beat in starts for bar in range(8) for beat in beats)


@pytest.mark.parametrize("style", ["funk", "disco"])
def test_most_strokes_of_a_funk_guitar_are_damped(style: str) -> None:
    writers = [layer.write for group in STYLE_TABLE[style].groups for layer in group if layer.role == "guitar"]
    chords = [chords_of(write(passage_of("Em7", seed=seed))) for write in writers for seed in range(20)]
    damped = [chord[0].velocity <= 50 for each in chords for chord in each]
    assert 0.5 < sum(damped) / len(damped) < 0.75


def test_riffs_of_metal_move() -> None:
    write = next(layer.write for group in STYLE_TABLE["metal"].groups for layer in group if layer.role == "guitar")
    for seed in range(12):
        notes = write(passage_of("Em", seed=seed, key="E minor"))
        assert len({min(note.pitch for note in chord) for chord in chords_of(notes)}) >= 2


@given(seed=st.integers(0, 99), floor=st.sampled_from([40, 52]))
def test_picked_strings_end_at_the_twelfth_fret(seed: int, floor: int) -> None:
    notes = guitars.pick(passage_of("D#m7", "Gmaj9", "Bbm", seed=seed), ("0-2-3-4-",), floor=floor)
    assert max(note.pitch for note in notes) <= 76


def test_a_second_player_has_another_rhythm_and_another_inversion() -> None:
    patterns = ("x---x---x---x---", "x-x-x-x-x-x-x-x-", "..x...x...x...x.")
    for seed in range(10):
        first = comping.comp(passage_of(seed=seed), patterns)
        passage = replace(passage_of(seed=seed), beside=tuple(first), struck=frozenset(chord_starts(first)))
        second = comping.comp(passage, patterns)
        shared = set(chord_starts(first)) & set(chord_starts(second))
        assert len(shared) <= max(len(chord_starts(first)), len(chord_starts(second))) / 2
        assert {note.pitch for note in chords_of(first)[0]} != {note.pitch for note in chords_of(second)[0]}


@given(
    seed=st.integers(0, 99),
    name=st.sampled_from(["Cmaj7", "Fmaj9", "Am9", "Dm9", "G9", "Em7"]),
    voices=st.sampled_from([3, 4]),
    spread=st.booleans(),
)
def test_no_minor_second_is_at_the_bottom_of_a_chord(seed: int, name: str, voices: int, spread: bool) -> None:
    notes = comping.comp(passage_of("G7", name, seed=seed), ("x---------------",), voices=voices, spread=spread)
    for chord in chords_of(notes):
        lowest, second, *_ = sorted(note.pitch for note in chord)
        assert second - lowest > 1


def test_a_chord_struck_an_8th_early_is_the_next_one() -> None:
    passage = passage_of("C", "Abm", bars=2)
    early = [
        note for note in comping.comp(passage, ("x-....x-......x-....x-..........",)) if note.start_quarters == 3.5
    ]
    assert {note.pitch % 12 for note in early} <= {8, 11, 3}
    struck = comping.comp(passage, ("x-------------x---......x---....",))
    over = [note for note in struck if note.start_quarters == 3.5]
    assert {note.pitch % 12 for note in over} <= {8, 11, 3}
    assert all(note.duration_quarters > 0.6 for note in over)


def test_chords_on_every_offbeat_keep_to_their_bar() -> None:
    passage = passage_of("C", "Abm", bars=2)
    last = [note for note in comping.comp(passage, ("..x-..x-..x-..x-",)) if note.start_quarters == 3.5]
    assert {note.pitch % 12 for note in last} <= {0, 4, 7}


@pytest.mark.parametrize("chords", [("Am", "F", "C", "G"), ("Cmaj7", "Fmaj7", "Dm9"), ("Ebmaj9", "Abmaj7", "Fm9")])
@pytest.mark.parametrize("voices", [3, 4])
def test_chords_beside_others_rub_neither_a_semitone_nor_a_minor_ninth(chords: tuple[str, ...], voices: int) -> None:
    for seed, centre in product(range(6), (57, 60, 64, 67, 72)):
        passage = passage_of(*chords, seed=seed)
        below = comping.pad(passage, centre=60)
        above = comping.pad(replace(passage, beside=tuple(below)), centre=centre, voices=voices)
        for one, other in product(below, above):
            ends = [note.start_quarters + note.duration_quarters for note in (one, other)]
            if max(one.start_quarters, other.start_quarters) < min(ends) - 0.1:
                assert abs(one.pitch - other.pitch) not in (1, 13)
