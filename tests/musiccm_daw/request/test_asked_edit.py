"""The clip that is named says which edit is meant, and what does not go with it is refused."""

from __future__ import annotations

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit, choose_edit
from musiccm_daw.request.edit import EditKind


def test_the_clip_that_is_named_says_the_edit() -> None:
    clips = {EditKind.REPAINT: None, EditKind.CONTINUE: "a.wav", EditKind.VARIATION: None}
    assert choose_edit(clips, None, None) == ("a.wav", AskedEdit(EditKind.CONTINUE))
    assert choose_edit({EditKind.REPAINT: "b.wav"}, "5-6", None) == ("b.wav", AskedEdit(EditKind.REPAINT, bars="5-6"))
    assert choose_edit({EditKind.REPAINT: None}, None, None) is None


@pytest.mark.parametrize(
    ("clips", "bars", "strength", "words"),
    [
        ({EditKind.REPAINT: "a", EditKind.VARIATION: "a"}, "1", None, "repaint and variation cannot be combined"),
        ({EditKind.CONTINUE: "a"}, "5-6", None, "range '5-6' is given without a clip to repaint"),
        ({EditKind.REPAINT: "a"}, "5-6", 0.4, "strength 0.4 is given without a clip to vary"),
        ({}, "5-6", None, "range"),
        ({}, None, "0.4", "strength"),
    ],
)
def test_an_edit_that_contradicts_itself_is_refused_in_one_line(
    clips: dict[EditKind, str], bars: str | None, strength: str | float | None, words: str
) -> None:
    with pytest.raises(RequestError, match=words) as caught:
        choose_edit(clips, bars, strength)
    assert "\n" not in str(caught.value)
