"""A pianist alone: bass below, three tones above, no doubled block on every beat, and a bar that rests in four."""

import pytest

from musiccm_daw.composer.chords.piano_textures import pianist
from tests.musiccm_daw.composer.passages import METERS, passage_of


@pytest.mark.parametrize("meter", METERS)
@pytest.mark.parametrize("seed", range(8))
def test_every_chord_stands_on_its_bass_and_keeps_to_its_tones(meter: str, seed: int) -> None:
    passage = passage_of("Am", "F/A", "Dm7", "E7", meter=meter, seed=seed)
    notes = pianist(passage)
    for span in passage.spans:
        inside = [note for note in notes if span.start - 1e-6 <= note.start_quarters < span.end - 1e-6]
        assert min(inside, key=lambda note: note.pitch).pitch % 12 == span.chord.bass
        assert {note.pitch % 12 for note in inside} <= {*span.chord.pitch_classes}
        assert all(note.start_quarters + note.duration_quarters < span.end + 1e-6 for note in inside)


@pytest.mark.parametrize("seed", range(8))
def test_chords_are_not_struck_on_every_beat(seed: int) -> None:
    notes = pianist(passage_of("C", "G", "Am", "F", key="C major", seed=seed))
    starts = [note.start_quarters for note in notes]
    blocks = {start for start in starts if starts.count(start) >= 4}
    assert len(blocks) <= 8  # one a bar


@pytest.mark.parametrize("seed", range(8))
def test_the_fourth_bar_comes_to_rest(seed: int) -> None:
    notes = pianist(passage_of("C", "G", "Am", "F", key="C major", seed=seed))
    for bar in (3, 7):
        assert not any(4 * bar + 2 <= note.start_quarters < 4 * bar + 4 for note in notes)


@pytest.mark.parametrize("seed", range(8))
def test_no_key_is_struck_while_it_sounds(seed: int) -> None:
    notes = sorted(pianist(passage_of("C", "Am", key="C major", seed=seed)), key=lambda note: note.start_quarters)
    for at, note in enumerate(notes):
        again = [other for other in notes[at + 1 :] if other.pitch == note.pitch]
        assert all(other.start_quarters >= note.start_quarters + note.duration_quarters - 1e-6 for other in again)


def test_in_three_the_bass_comes_before_the_chord() -> None:
    for seed in range(4):
        notes = pianist(passage_of("C", "G", key="C major", meter="3/4", seed=seed))
        assert sum(note.start_quarters == 0 for note in notes) == 1
