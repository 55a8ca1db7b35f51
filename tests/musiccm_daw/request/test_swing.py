"""Words for swing in prompts."""

import pytest

from musiccm_daw.request.prompt_facts import ASKED_SWING, swing_in


@pytest.mark.parametrize(
    "prompt", ["dusty boom bap break, lazy swing", "Swung hats", "a shuffling blues drummer", "jazz swing, brushes"]
)
def test_a_prompt_can_ask_for_swing(prompt: str) -> None:
    assert swing_in(prompt) == ASKED_SWING


@pytest.mark.parametrize(
    "prompt",
    ["straight 16ths on the hats", "techno drums without swing", "no shuffle please", "Straight eighths, rock"],
)
def test_straight_wins_over_the_word_it_denies(prompt: str) -> None:
    assert swing_in(prompt) == 0.0


@pytest.mark.parametrize("prompt", ["warm rhodes", "swinger's club house", "straight to the point lead", "", "🥁"])
def test_other_prompts_say_nothing(prompt: str) -> None:
    assert swing_in(prompt) is None
