"""Clips of rare instruments are drawn more often than others, mixes like those of the commonest."""

import pytest

from trainer.dataset.rarity import drawing_chances


def test_a_clip_of_a_rare_instrument_is_drawn_more_often() -> None:
    chances = drawing_chances([*["rhodes"] * 4, "oboe", None])
    # One oboe for four Rhodes: twice as often each.
    assert chances.tolist() == pytest.approx([1 / 7] * 4 + [2 / 7, 1 / 7])


def test_instruments_can_be_drawn_alike() -> None:
    chances = drawing_chances([*["rhodes"] * 4, "oboe"], rarity=1)
    assert chances[:4].sum() == pytest.approx(chances[4])


def test_music_of_unknown_players_is_drawn_evenly() -> None:
    assert drawing_chances([None, None, None, None]).tolist() == [0.25] * 4
