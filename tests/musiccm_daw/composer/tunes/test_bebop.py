"""Lines of bebop: 8ths that show the changes, in phrases with rests."""

from itertools import pairwise

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.tunes.bebop import line
from tests.musiccm_daw.composer.passages import passage_of

CHANGES = ("Bbmaj7", "G7", "Cm7", "F7", "Dm7", "G7", "Cm7", "F7")


@pytest.mark.parametrize("seed", range(12))
def test_beats_have_tones_of_the_chord_or_approach_them(seed: int) -> None:
    passage = passage_of(*CHANGES, key="Bb major", seed=seed)
    on_beats = [note for note in line(passage) if note.start_quarters % 1 == 0]
    inside = [note for note in on_beats if note.pitch % 12 in passage.chord_at(note.start_quarters).pitch_classes]
    assert len(inside) > 0.6 * len(on_beats)
    first = [note for note in on_beats if note.start_quarters % 4 == 0]
    guides = [
        note for note in first if (note.pitch - passage.chord_at(note.start_quarters).root) % 12 in (3, 4, 10, 11)
    ]
    assert len(guides) >= 0.7 * len(first)


@pytest.mark.parametrize("seed", range(12))
def test_a_line_goes_on_for_more_than_a_bar_and_then_breathes(seed: int) -> None:
    starts = [note.start_quarters for note in line(passage_of(*CHANGES, key="Bb major", seed=seed))]
    gaps = [after - before for before, after in pairwise(starts)]
    assert min(gaps) == 0.5
    assert any(gap > 1 for gap in gaps)
    longest = run = 0
    for gap in gaps:
        run = run + 1 if gap == 0.5 else 0
        longest = max(longest, run)
    assert longest >= 8


@pytest.mark.parametrize("seed", range(12))
def test_bars_over_other_chords_differ(seed: int) -> None:
    passage = passage_of(*CHANGES, key="Bb major", seed=seed)
    bars = [
        tuple((n.start_quarters % 4, n.pitch) for n in line_notes)
        for line_notes in ([n for n in line(passage) if n.start_quarters // 4 == bar] for bar in range(8))
    ]
    assert len(set(bars)) >= 7


@pytest.mark.parametrize("seed", range(12))
def test_no_step_is_wider_than_a_sixth(seed: int) -> None:
    notes = line(passage_of(*CHANGES, key="Bb major", seed=seed, pitches=(49, 88)))
    assert all(abs(after.pitch - before.pitch) <= 10 for before, after in pairwise(notes))
    assert all(49 <= note.pitch <= 88 for note in notes)


def test_who_has_the_tune_of_a_bebop_band_plays_such_lines() -> None:
    for seed in range(1, 5):
        request = ask("alto sax, bass and drums, fast bebop", seed=seed, bars=8)
        sax = next(part for part in compose_score(request, seed).parts if part.instrument == "alto_sax")
        assert len(sax.notes) > 28
        assert len({note.pitch for note in sax.notes}) > 8
