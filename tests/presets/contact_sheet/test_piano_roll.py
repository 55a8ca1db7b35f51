import base64
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from presets.contact_sheet.piano_roll import PianoRoll, piano_roll


def pixels_of(roll: PianoRoll | None) -> np.ndarray:
    assert roll is not None
    encoded = base64.b64decode(roll.url.removeprefix("data:image/webp;base64,"), validate=True)
    return np.asarray(Image.open(io.BytesIO(encoded)).convert("RGBA"))


def score_of(*parts: Part) -> Score:
    return Score(parts, "given")


def test_notes_stand_at_their_time_and_higher_ones_above() -> None:
    notes = (Note(0, 1, 60, 100), Note(2, 2, 67, 100))
    pixels = pixels_of(piano_roll(score_of(Part("keys", "rhodes", notes, name="keys")), 4))
    drawn = pixels[..., 3] > 100
    width = drawn.shape[1]
    low, high = drawn[:, : width // 4], drawn[:, width // 2 :]
    assert not drawn[:, width // 4 : width // 2].any()
    assert np.flatnonzero(low.any(axis=1)).min() > np.flatnonzero(high.any(axis=1)).max()


def test_soft_notes_are_fainter() -> None:
    notes = (Note(0, 1, 60, 127), Note(1, 1, 60, 20))
    pixels = pixels_of(piano_roll(score_of(Part("bass", "", notes, name="bass")), 2))
    assert pixels[:, 10, 3].max() > pixels[:, 610, 3].max() > 100


def test_drums_lie_below_the_pitches() -> None:
    beat = Part("drums", "kit", (Note(0, 0.1, 36, 100),), name="drums")
    line = Part("lead", "flute", (Note(2, 1, 30, 100),), name="lead")
    drawn = pixels_of(piano_roll(score_of(beat, line), 4))[..., 3] > 100
    stroke = np.flatnonzero(drawn[:, :10].any(axis=1))
    note = np.flatnonzero(drawn[:, 610:800].any(axis=1))
    assert note.max() < stroke.min()


def test_it_says_in_words_what_it_shows() -> None:
    beat = Part("drums", "kit", (Note(0, 0.1, 36, 100),), name="drums")
    line = Part("lead", "flute", (Note(0, 1, 70, 1), Note(1, 1, 70, 1)), name="flute")
    roll = piano_roll(score_of(beat, line), 4)
    assert roll is not None
    assert roll.description == "Piano roll: drums 1 note, flute 2 notes"
    assert [mark.name for mark in roll.marks] == ["C4", "C5"]


def test_a_score_without_notes_has_no_picture() -> None:
    assert piano_roll(score_of(Part("keys", "", (), name="keys")), 4) is None


@given(
    st.lists(
        st.builds(
            Note,
            start_quarters=st.floats(0, 4096),
            duration_quarters=st.floats(0.001, 4096),
            pitch=st.integers(0, 127),
            velocity=st.integers(1, 127),
        ),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from(["drums", "percussion", "bass", "mix"]),
    st.floats(0.25, 4096),
)
def test_any_score_gives_a_small_picture(notes: list[Note], role: str, quarters: float) -> None:
    roll = piano_roll(score_of(Part(role, "", tuple(notes), name="part")), quarters)
    assert pixels_of(roll).shape[1] == 1200
    assert roll is not None
    assert len(roll.url) < 10_000


def test_a_hundred_thousand_notes_take_little_room() -> None:
    random = np.random.default_rng(1)
    notes = tuple(
        Note(float(start), 0.25, int(pitch), int(velocity))
        for start, pitch, velocity in zip(
            random.uniform(0, 1024, 100_000), random.integers(21, 109, 100_000), random.integers(1, 128, 100_000),
            strict=True,
        )
    )  # fmt: skip
    roll = piano_roll(score_of(Part("keys", "", notes, name="keys")), 1024)
    assert roll is not None
    assert len(roll.url) < 400_000


@pytest.mark.parametrize("pitch", [0, 127])
def test_the_outermost_pitches_are_drawn(pitch: int) -> None:
    part = Part("keys", "", (Note(0, 1, pitch, 100),), name="keys")
    assert (pixels_of(piano_roll(score_of(part), 1))[..., 3] > 100).any()
