"""Bass players: roots that move little, the bass of every chord, and notes that lead to the next one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.basses.bass import DEFAULT_FLOOR, chord_bass, pattern_bass, smooth_floor
from musiccm_daw.composer.basses.leading import Leads
from musiccm_daw.composer.basses.tumbao import tumbao
from musiccm_daw.composer.chords.voicing import root_at
from musiccm_daw.composer.endings import led_back
from musiccm_daw.composer.sheet import ChordSpan
from tests.musiccm_daw.composer.passages import passage_of

BASS_GUITAR = (28, 60)
NAMES = ("C", "C#m", "Dm7", "Eb", "E7", "Fmaj7", "F#m", "G", "Abm", "A7", "Bb", "Bm7b5")
CHORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("chords", "roots"),
    [
        (("Am", "F", "E"), [33, 29, 28]),
        (("F#m", "E"), [30, 28]),
        (("Fm", "Eb", "Db", "Eb"), [41, 39, 37, 39]),
        (("Am", "F", "C", "G"), [33, 29, 36, 31]),
    ],
)
def test_neighbouring_roots_are_neighbours(chords: tuple[str, ...], roots: list[int]) -> None:
    notes = chord_bass(passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR))
    assert [note.pitch for note in notes] == roots


@given(chords=CHORDS, floor=st.integers(26, 36))
def test_roots_never_leap_more_for_it(chords: list[str], floor: int) -> None:
    passage = passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR)
    basses = [*(span.chord.bass for span in passage.spans), passage.next_chord.bass]

    def leaps(at: int) -> int:
        return sum(abs(root_at(one, at) - root_at(other, at)) > 7 for one, other in pairwise(basses))

    chosen, usual = smooth_floor(passage, floor), max(floor, BASS_GUITAR[0])
    assert leaps(chosen) <= leaps(usual)
    assert BASS_GUITAR[0] <= chosen <= usual + 5
    if leaps(usual) == 0:
        assert chosen == usual


@given(chords=CHORDS, seed=st.integers(0, 999), floor=st.sampled_from([26, 28, DEFAULT_FLOOR, 36]))
def test_a_loop_is_led_back_to_its_first_note(chords: list[str], seed: int, floor: int) -> None:
    passage = passage_of(*chords, seed=seed, bars=len(chords), pitches=BASS_GUITAR)
    notes = pattern_bass(passage, ("R---R-----R-....",), floor=floor, locked=False)
    line = led_back(notes, passage, 29, Random(seed), chromatic=True)  # noqa: S311 (music, not secrets)
    assert line[-1].start_quarters == passage.end - 0.5
    assert 1 <= abs(line[-1].pitch - line[0].pitch) <= 2


def test_a_line_of_few_notes_is_not_led_back() -> None:
    passage = passage_of("Am", "F", bars=2, pitches=BASS_GUITAR)
    notes = pattern_bass(passage, ("R-----R---------",))
    assert led_back(notes, passage, 29, Random(0), chromatic=False) == notes  # noqa: S311


KICKS = {"R---R---R---R---": (0, 1, 2, 3), "R-----R---R-----": (0, 1.5, 2.5), "R--R--R-R-------": (0, 0.75, 1.5, 2)}


@pytest.mark.parametrize("pattern", KICKS)
def test_a_bass_chooses_what_lies_on_the_kick(pattern: str) -> None:
    for seed in range(6):
        passage = replace(passage_of(seed=seed, pitches=BASS_GUITAR), kicks=frozenset(KICKS[pattern]))
        notes = pattern_bass(passage, tuple(KICKS))
        assert [note.start_quarters for note in notes if note.start_quarters < 3] == [
            kick for kick in KICKS[pattern] if kick < 3
        ]


@pytest.mark.parametrize("seed", range(6))
def test_every_fourth_bar_of_a_bass_leads_on(seed: int) -> None:
    passage = passage_of("Am", "F", "C", "Em", seed=seed, pitches=BASS_GUITAR)
    notes = pattern_bass(passage, ("R---R---R---R---",))
    bars = [[note for note in notes if 4 * bar <= note.start_quarters < 4 * bar + 4] for bar in range(8)]
    assert [len(bar) for bar in bars[:3]] == [4, 4, 4]
    for bar in (3, 7):
        assert bars[bar][-1].start_quarters == 4 * bar + 3.5
        assert bars[bar][-1].pitch % 12 in (7, 11)
    assert [note.pitch for note in bars[3]] == [note.pitch for note in bars[7]]


NO_LEADS = "R---R---R---R-a-"


@given(chords=CHORDS, seed=st.integers(0, 999), leads=st.sampled_from(["phrase", "bar", "chromatic"]))
def test_a_chord_is_always_left_alike(chords: list[str], seed: int, leads: Leads) -> None:
    passage = passage_of(*chords, seed=seed, bars=2 * len(chords), pitches=BASS_GUITAR)
    notes = pattern_bass(passage, (NO_LEADS,), locked=False, leads=leads)
    last = {note.start_quarters: note.pitch for note in notes if note.start_quarters % 4 == 3.5}
    found: dict[tuple[int, int], set[int | None]] = {}
    for bar in range(2 * len(chords)):
        if leads != "phrase" or bar % 4 == 3:
            pair = (passage.chord_at(4 * bar).bass, passage.chord_after(passage.span_at(4 * bar)).bass)
            found.setdefault(pair, set()).add(last.get(4 * bar + 3.5))
        elif bar < 2 * len(chords) - 1:
            assert last[4 * bar + 3.5] % 12 == passage.chord_at(4 * bar).bass
    assert all(len(pitches) == 1 for pitches in found.values())


@given(chords=st.lists(st.sampled_from(["Am", "Dm", "C", "F", "G", "Em"]), min_size=1, max_size=8))
def test_outside_jazz_only_a_step_of_the_scale_or_a_passing_note_leads_on(chords: list[str]) -> None:
    passage = passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR)
    notes = pattern_bass(passage, (NO_LEADS,), locked=False, leads="bar")
    for before, note in pairwise(notes):
        target = next((other.pitch for other in notes if other.start_quarters == note.start_quarters + 0.5), None)
        if note.start_quarters % 4 == 3.5 and note.pitch % 12 not in passage.key.scale:
            assert (note.pitch, target) in ((before.pitch + 1, before.pitch + 2), (before.pitch + 1, None))


@given(seed=st.integers(0, 99))
def test_slash_chords_have_their_bass(seed: int) -> None:
    passage = passage_of("C", "G/B", "Am", "F", bars=4, key="C major", seed=seed, pitches=BASS_GUITAR)
    for pattern in ("R-------R-------", "R-------5-------", "5-------R-------", "5-------5-------"):
        notes = pattern_bass(passage, (pattern,), locked=False)
        assert [note.pitch % 12 for note in notes if note.start_quarters % 4 == 0] == [0, 11, 9, 5]
        assert notes[3].pitch == notes[2].pitch


@given(chords=CHORDS, pattern=st.text("R5O37a-.", min_size=16, max_size=16), locked=st.booleans())
def test_the_first_note_over_a_chord_is_its_bass(chords: list[str], pattern: str, locked: bool) -> None:
    passage = passage_of(*chords, bars=len(chords), pitches=BASS_GUITAR)
    # Two chords a bar.
    halves = tuple(
        ChordSpan(2 * at, 2, passage.spans[(at * 5 + at // 2) % len(passage.spans)].chord)
        for at in range(2 * len(chords))
    )
    passage = replace(passage, spans=halves)
    notes = pattern_bass(passage, (pattern,), locked=locked)
    before = None
    for note in notes:
        chord = passage.chord_at(note.start_quarters)
        assert chord == before or note.pitch % 12 == chord.bass
        before = chord


@pytest.mark.parametrize("seed", range(6))
def test_a_tumbao_is_ahead_of_the_chords(seed: int) -> None:
    passage = passage_of("Am", "Dm", "E7", "Am", seed=seed, pitches=BASS_GUITAR)
    notes = tumbao(passage)
    assert [note.start_quarters for note in notes if note.start_quarters % 4 == 0] == [0]
    for note in notes:
        if note.start_quarters % 4 == 3:
            after = passage.chord_after(passage.span_at(note.start_quarters))
            assert note.pitch % 12 == after.bass
            tied = note.start_quarters + note.duration_quarters > note.start_quarters + 1
            assert tied or note.start_quarters == passage.end - 1


@pytest.mark.parametrize("chords", [("C", "D", "C", "C"), ("Am", "F", "C", "Em"), ("C", "G", "F", "Dm")])
def test_an_approach_after_an_octave_is_no_seventh_from_it(chords: tuple[str, ...]) -> None:
    for seed in range(12):
        passage = passage_of(*chords, seed=seed, pitches=BASS_GUITAR)
        notes = pattern_bass(passage, ("R-------R---O-a-",), leads="bar")
        for octave, approach, target in zip(notes[2:], notes[3:], notes[4:], strict=False):
            if octave.start_quarters % 4 == 3 and approach.start_quarters % 4 == 3.5:
                root = octave.pitch - 12
                if 0 <= target.pitch - root <= 2 and approach.pitch != octave.pitch:
                    assert octave.pitch - approach.pitch <= 7
