"""Hymns: a chord with every beat, cadences, and four voices that each have a line."""

from random import Random

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.chords.hymns import hymns
from musiccm_daw.composer.chords.progressions import chord_texts
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.harmony import MODES, ChordProgression, Key
from musiccm_daw.timebase import Meter


@pytest.mark.parametrize("meter", ["4/4", "3/4"])
@pytest.mark.parametrize("mode", MODES)
def test_a_hymn_has_a_chord_on_every_beat_and_ends_with_a_cadence(meter: str, mode: str) -> None:
    for hymn in hymns(mode, Meter.parse(meter)):
        key = Key(2, mode)
        bars = ChordProgression.parse(" | ".join(chord_texts(hymn, key, "triads", Random(0)))).bars  # noqa: S311
        assert [len(bar) for bar in bars] == [int(meter[0])] * 4
        assert bars[0][0].root == bars[-1][-1].root == 2
        # Halfway, a half cadence or a full one.
        assert bars[1][-1].root in (2, 9)


def test_other_meters_have_no_hymns() -> None:
    assert hymns("major", Meter.parse("7/8")) == ()


@pytest.mark.parametrize("prompt", ["choir aahs, close harmony, hymn-like", "organ hymn", "hymn on piano"])
def test_a_hymn_moves_with_every_beat(prompt: str) -> None:
    for seed in range(1, 5):
        request = ask(prompt, seed=seed)
        assert request.chords is not None
        assert len(request.chords.bars[0]) == 4
        (part,) = compose_score(request, seed).parts
        starts = {round(note.start_quarters) for note in part.notes}
        assert len(starts) >= 12
        assert max(note.duration_quarters for note in part.notes) <= 2.2


def test_four_trombones_sing_four_voices() -> None:
    for seed in range(1, 4):
        parts = compose_score(ask("trombone quartet, four part chorale", seed=seed), seed).parts
        means = [sum(note.pitch for note in part.notes) / len(part.notes) for part in parts]
        assert len(parts) == 4
        assert means == sorted(means, reverse=True)
        assert means[0] - means[-1] > 12


def test_chords_that_are_given_are_sung_as_they_are() -> None:
    request = ask("choir, hymn-like", chords="Am | F | C | G", seed=1)
    assert str(request.chords) == "Am | F | C | G"
