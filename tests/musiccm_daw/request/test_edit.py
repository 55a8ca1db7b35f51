"""Edits as values: bars counted from 1, and the way into a manifest and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.errors import RequestError
from musiccm_daw.request.edit import Edit, EditedFile, EditKind, Keep, format_range, read_keep, read_range
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.engine.clips import noise_clip, repaint

REPAINT = Edit(EditKind.REPAINT, "/clips/noise.wav", "ab" * 32, range(4, 6), 1.0)


@given(st.integers(1, 256), st.integers(0, 255))
def test_a_range_is_written_as_it_is_read(first: int, more: int) -> None:
    bars = range(first - 1, first + more)
    assert read_range(format_range(bars)) == bars


def test_people_count_bars_from_one() -> None:
    assert read_range("5-6") == range(4, 6)
    assert read_range(" 5 ") == range(4, 5)
    assert read_range("5 – 6") == range(4, 6)


@pytest.mark.parametrize("text", ["", "0", "0-3", "6-5", "5-", "-5", "5-6-7", "five", "5.5", "1e3", "5,6", "99999"])
def test_text_that_is_not_a_range_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match=r"range .* give the first and the last"):
        read_range(text)


@given(
    st.sampled_from(EditKind),
    st.integers(1, 100),
    st.integers(1, 100),
    st.floats(0, 1),
    st.sampled_from([None, *Keep]),
    st.integers(0, 3),
)
def test_an_edit_comes_back_from_json(
    kind: EditKind, first: int, bars: int, strength: float, keep: Keep | None, parts: int
) -> None:
    files = tuple(EditedFile(f"/clips/{number}.wav", f"{number}f" * 32) for number in range(parts))
    stem = "bass" if kind is EditKind.STEM else None
    edit = Edit(kind, "/clips/ä.wav", "0f" * 32, range(first, first + bars), strength, keep, files, stem)
    assert Edit.from_json(edit.to_json()) == edit


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "erase"),
        ("kind", None),
        ("source", ""),
        ("source", "a\0b"),
        ("source", 5),
        ("sha256", "short"),
        ("sha256", None),
        ("range", 5),
        ("range", "6-5"),
        ("strength", 1.5),
        ("strength", True),
        ("strength", "much"),
        ("strength", None),
    ],
)
def test_a_damaged_edit_is_refused(field: str, value: object) -> None:
    with pytest.raises(RequestError):
        Edit.from_json({**REPAINT.to_json(), field: value})
    without = {name: kept for name, kept in REPAINT.to_json().items() if name != field}
    with pytest.raises(RequestError):
        Edit.from_json(without)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("keep", "both"),
        ("parts", "bass.wav"),
        ("parts", [5]),
        ("parts", [{"source": "bass.wav", "sha256": "short"}]),
        ("stem", "bass"),
        ("kind", "stem"),
    ],
)
def test_what_only_some_edits_have_is_checked_too(field: str, value: object) -> None:
    with pytest.raises(RequestError):
        Edit.from_json({**REPAINT.to_json(), field: value})


@pytest.mark.parametrize(
    ("kind", "new_bars"),
    [
        (EditKind.REPAINT, range(3, 5)),
        (EditKind.CONTINUE, range(2, 3)),
        (EditKind.CONTINUE, range(0, 4)),
        (EditKind.VARIATION, range(1, 4)),
    ],
)
def test_an_edit_that_does_not_fit_the_take_is_refused(kind: EditKind, new_bars: range) -> None:
    request = repaint(noise_clip(), "2-3")
    edit = {**Edit(kind, "/a.wav", "ab" * 32, new_bars, 1.0).to_json()}
    with pytest.raises(RequestError, match="does not fit"):
        GenerationRequest.from_json({**request.to_json(), "edit": edit})


def test_a_request_keeps_its_edit_and_others_have_none() -> None:
    request = repaint(noise_clip(), "2-3", seed=7)
    assert GenerationRequest.from_json(request.to_json()) == request
    assert request.to_json()["edit"] == {
        "kind": "repaint",
        "source": "/clips/noise.wav",
        "sha256": "ab" * 32,
        "range": "2-3",
        "strength": 1.0,
    }
    assert "edit" not in GenerationRequest.resolve("house").to_json()


def test_score_and_sound_can_be_kept_and_nothing_else() -> None:
    assert (read_keep(" Score "), read_keep("sound")) == (Keep.SCORE, Keep.SOUND)
    with pytest.raises(RequestError, match="keep 'both' is not known; use score or sound"):
        read_keep("both")
