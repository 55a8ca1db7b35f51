"""Unknown words find the instrument, style or mood that they mean, by the real encoder, and otherwise nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from torch import Tensor

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.part_words import part_prompt
from musiccm_daw.composer.reading.steering import STEERING
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.described_instruments import compared_descriptions
from musiccm_daw.composer.words.prompt_words import find_words
from musiccm_daw.composer.words.scenes import compared_phrases
from musiccm_daw.composer.words.tokens import tokens
from musiccm_daw.engine.nearest_words import EMBEDDINGS, NearestWords, sentence_embedding
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.score.note import Part
from tests.musiccm_daw.engine.described_instruments import DESCRIBED, NO_INSTRUMENT
from tests.musiccm_daw.engine.unknown_phrases import LABELLED, NOTHING

MOODS = {"calm", "strong", "sparse", "busy"}


@pytest.fixture(scope="module")
def encode() -> Callable[[str], tuple[Tensor, Tensor]]:
    encoder = TextEncoder()
    # Several tests ask for the same phrases.
    return cache(lambda text: encoder([text]))


@pytest.fixture(scope="module")
def nearest(encode: Callable[[str], tuple[Tensor, Tensor]]) -> NearestWords:
    return NearestWords(encode)


def test_the_kept_embeddings_are_those_of_the_encoder(encode: Callable[[str], tuple[Tensor, Tensor]]) -> None:
    with np.load(EMBEDDINGS) as file:
        kept = file["embeddings"] * file["step"]
    assert EMBEDDINGS.stat().st_size < 1_500_000
    phrases = [phrase for phrase, _ in (*compared_phrases(), *compared_descriptions())]
    assert len(kept) == len(phrases)
    # Run `make words` where this fails.
    for at in range(0, len(phrases), 20):
        assert np.allclose(kept[at], sentence_embedding(encode, phrases[at]), atol=2e-3)


def test_every_compared_phrase_stands_for_something_that_the_composer_has() -> None:
    assert {name for _, name in compared_phrases() if name is not None} == set(STYLE_TABLE) | MOODS


@pytest.mark.parametrize("phrase", [*LABELLED, *NOTHING])
def test_the_phrases_that_calibrate_and_test_are_unknown(phrase: str) -> None:
    words, unknown = find_words(phrase, tokens(phrase))
    # Scenes are compared with the words that describe them: a misty lake.
    assert unknown or not words
    assert all("scene" in word.meanings for word in words)
    assert phrase not in dict(compared_phrases())


@pytest.mark.parametrize("half", [0, 1], ids=["calibrating", "testing"])
def test_what_is_taken_for_something_is_right_nine_times_in_ten(nearest: NearestWords, half: int) -> None:
    phrases = list(LABELLED)[half::2]
    taken = {phrase: name for phrase in phrases if (name := nearest(phrase)) is not None}
    right = sum(name in LABELLED[phrase] for phrase, name in taken.items())
    unrelated = sum(nearest(phrase) is not None for phrase in NOTHING[half::2])
    assert right / (len(taken) + unrelated) >= 0.9
    assert right / len(phrases) >= 0.45
    assert unrelated <= 1


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("cowboy western", "country"),
        ("music for a rainy cafe, no drums", "lofi"),
        ("Nintendo boss fight", "chiptune"),
        ("heroic brass for the final battle", "cinematic"),
        ("techno in a rainforest", "techno"),
        ("not a cowboy western", None),
        ("warm pads, no cowboy western", None),
        ("zorblax piano", None),
        ("ruhiges klavier mit regen", None),
        ("guitarra triste en la playa", None),
        ("техно с басом", "techno"),
        ("вечер на даче", None),
        ("悲しいピアノ", None),
        ("🎹🔥", None),
    ],
)
def test_prompts_get_the_style_that_they_picture(nearest: NearestWords, prompt: str, style: str | None) -> None:
    brief = read_brief(prompt, nearest)
    assert brief.style == style
    # What is taken for something stays among the words that the composer does not know.
    assert brief.unknown == read_brief(prompt).unknown


def test_moods_fill_what_known_words_leave_open(nearest: NearestWords) -> None:
    assert read_brief("ferocious drums", nearest).taken == (("ferocious", "strong"),)
    assert read_brief("calm, ferocious drums", nearest).steering == read_brief("calm, drums").steering
    assert read_brief("nervous waiting room", nearest).steering == STEERING["busy"]


def test_the_model_reads_unknown_words_as_they_were_written(nearest: NearestWords) -> None:
    prompt = "theorbo in a cowboy western"
    brief = read_brief(prompt, nearest)
    assert (brief.style, brief.players[0].instruments) == ("country", ("nylon_guitar",))
    assert part_prompt(Part("guitar", "nylon_guitar", ()), brief, prompt) == f"nylon guitar, {prompt}"


def instrument(prompt: str, nearest: NearestWords | None) -> str | None:
    named = [player.instruments[0] for player in read_brief(prompt, nearest).players if player.named]
    return named[0] if named else None


def test_the_described_instruments_are_in_no_table() -> None:
    compared = {phrase for phrase, _ in (*compared_phrases(), *compared_descriptions())}
    for phrase in (*DESCRIBED, *NO_INSTRUMENT):
        words, _ = find_words(phrase, tokens(phrase))
        assert phrase not in compared
        assert not any("instrument" in word.meanings and word.text == phrase for word in words)


@pytest.mark.parametrize("half", [0, 1], ids=["calibrating", "testing"])
def test_described_instruments_are_found_and_none_is_invented(nearest: NearestWords, half: int) -> None:
    phrases = list(DESCRIBED)[half::2]
    found = {phrase: name for phrase in phrases if (name := instrument(phrase, nearest)) is not None}
    right = sum(name in DESCRIBED[phrase] for phrase, name in found.items())
    assert right / len(phrases) >= 0.6
    assert right / len(found) >= 0.8
    without = [*NO_INSTRUMENT[half::2], *list(LABELLED)[half::2], *NOTHING[half::2]]
    invented = [phrase for phrase in without if instrument(phrase, None) is None and instrument(phrase, nearest)]
    assert len(invented) <= 0.02 * len(without)


def test_wholly_known_prompts_ask_nobody() -> None:
    def nobody(phrase: str) -> str | None:
        raise AssertionError(phrase)

    for prompt in ("deep house, no drums", "jazz trio with saxophone and piano", "a slow waltz on theorbo, 90 bpm"):
        assert read_brief(prompt, nobody) == read_brief(prompt)
