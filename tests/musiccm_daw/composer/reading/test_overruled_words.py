"""Words for the whole piece give way to a number, and those that mean the opposite are named."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.reading.overruled_words import contradicted_words, overruled_words, steered_by


@pytest.mark.parametrize(
    ("prompt", "numbers", "overruled", "contradicted"),
    [
        ("sparse house", {"density": 0.8}, ["sparse"], ["sparse"]),
        ("sparse house", {"density": 0.5}, ["sparse"], ["sparse"]),
        ("sparse house", {"density": 0.3}, ["sparse"], []),
        ("sparse house", {"energy": 0.9}, [], []),
        ("house, less energetic", {"energy": 0.9}, ["energetic"], ["energetic"]),
        ("calm, busy house", {"density": 0.1, "energy": 1}, ["busy", "calm"], ["busy", "calm"]),
        ("house with a sparse bass", {"density": 0.9}, [], []),
        ("house, dark, swung", {"density": 0.9, "energy": 0.1}, [], []),
        ("sparse house", {}, [], []),
    ],
)
def test_words_for_all_are_overruled(
    prompt: str, numbers: dict[str, float], overruled: list[str], contradicted: list[str]
) -> None:
    lines: list[str] = []
    request = ask(prompt, seed=3, bars=1, on_remark=lines.append, **numbers)
    assert [phrase for phrase, _ in overruled_words(request)] == overruled
    found = list(contradicted_words(request))
    assert [phrase for phrase, _ in found] == contradicted
    assert lines == [
        f"'{phrase}' in the prompt is overruled by {name} {numbers[name]:g}; only the model reads it"
        for phrase, name in found
    ]


def test_words_rank_above_a_default() -> None:
    defaults = {"density": 0.9, "energy": 0.2}
    assert ask("sparse house", seed=3, bars=1, defaults=defaults).steering == {"density": None, "energy": 0.2}
    assert ask("calm house", seed=3, bars=1, defaults=defaults).steering == {"density": 0.9, "energy": None}
    assert ask("house", seed=3, bars=1, score="none", defaults=defaults).steering == {"density": None, "energy": 0.2}
    assert ask("house", seed=3, bars=1, density=0, defaults=defaults).steering == {"density": 0, "energy": 0.2}


def test_what_a_prompt_steers() -> None:
    assert steered_by("busy, energetic house") == {"density", "energy"}
    assert steered_by("house with a sparse bass") == frozenset()
