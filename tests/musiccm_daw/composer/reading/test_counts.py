"""Numbers before players are read, and other numbers are not."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief


@pytest.mark.parametrize(
    ("prompt", "counts"),
    [
        ("two guitars", [2]),
        ("2 clean electric guitars and a bass", [2, 1]),
        ("a pair of trumpets over four cellos", [2, 4]),
        ("piano, three violins", [1, 3]),
        ("four bar drum loop", [1]),
        ("two kicks and a clap", [1]),
        ("2 step garage piano", [1]),
        ("twelve string guitar", [1]),
        ("three chords on a piano", [1]),
        ("two drummers", [1]),
    ],
)
def test_what_is_counted(prompt: str, counts: list[int]) -> None:
    assert [player.count for player in read_brief(prompt).players] == counts
