"""The clarinet and the trombone of a band from New Orleans keep to their places, and the gamelan to its scale."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.ensembles import gamelan
from musiccm_daw.composer.ensembles.front_line import obbligato, tailgate
from tests.musiccm_daw.composer.passages import METERS, passage_of


@pytest.mark.parametrize("meter", METERS)
def test_the_clarinet_runs_above_and_the_trombone_slides_below(meter: str) -> None:
    for seed in range(10):
        passage = passage_of("C", "A7", "Dm", "G7", seed=seed, meter=meter, key="C major")
        high, low = obbligato(passage), tailgate(passage)
        assert min(note.pitch for note in high) >= 70
        assert max(note.pitch for note in low) <= 57
        for note in high:
            if note.start_quarters % 1 < 1e-6 and 71 < note.pitch < 87:
                assert note.pitch % 12 in passage.chord_at(note.start_quarters).pitch_classes


def test_a_slide_ends_below_the_next_chord() -> None:
    for seed in range(20):
        passage = passage_of("C", "F", seed=seed, key="C major")
        notes = tailgate(passage)
        for note in notes:
            if note.pitch % 12 not in passage.chord_at(note.start_quarters).pitch_classes:
                following = passage.chord_after(passage.span_at(note.start_quarters))
                assert (following.root - note.pitch) % 12 in (1, 2, 3)


@pytest.mark.parametrize("meter", METERS)
@pytest.mark.parametrize("key", ["C major", "D minor", "Ab minor"])
def test_everybody_of_a_gamelan_is_in_pelog(meter: str, key: str) -> None:
    passage = passage_of("C5", "Db5", "G5", "Ab5", meter=meter, key=key, pitches=(48, 103))
    halves = [gamelan.interlocking(passage, second) for second in (False, True)]
    parts = [gamelan.saron(passage), gamelan.bonang(passage), gamelan.goals(passage), gamelan.gongs(passage), *halves]
    for part in parts:
        assert part
        assert {(note.pitch - passage.key.tonic) % 12 for note in part} <= set(gamelan.PELOG)
    starts = [{round(note.start_quarters, 2) for note in half} for half in halves]
    quarters = {round(start, 2) for start, _ in gamelan.core_tune(passage)}
    assert {round(start + at / 4, 2) for start in quarters for at in range(4)} == starts[0] | starts[1]


def test_the_core_tune_reaches_the_root_of_every_bar() -> None:
    passage = passage_of("C5", "G5", "Ab5", "C5", key="C minor", pitches=(48, 103))
    tune = gamelan.saron(passage)
    assert [note.pitch % 12 for note in tune if note.start_quarters % 4 == 0] == [0, 7, 8, 0] * 2
    assert [note.pitch % 12 for note in gamelan.goals(passage)] == [0, 7, 8, 0] * 2
