"""Intros gather a band, verses leave something to the chorus, outros thin out; who is named plays throughout."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.asking import ask
from musiccm_daw.composer.layering import bars_played
from musiccm_daw.composer.piece import Piece, Seeds
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_parts, compose_score
from musiccm_daw.score.note import Part
from tests.musiccm_daw.composer.requested import notes_in

STYLES = ["house", "lofi", "soul", "rock", "klezmer", "ska", "dubstep", "ambient", "merengue"]


def composed(prompt: str, seed: int, bars: int = 32) -> tuple[tuple[Part, ...], dict[str, range], float]:
    """Return the parts of a piece that ends, the bars of its intro and outro, and the quarters of a bar."""
    request = ask(prompt, seed=seed, bars=bars, loop=False)
    piece = Piece.of(request, Seeds.of(seed), read_brief(prompt), read_brief)
    spans: dict[str, range] = {}
    for phrase in piece.phrases:
        first = spans[phrase.name].start if phrase.name in spans else phrase.first_bar
        spans[phrase.name] = range(first, phrase.first_bar + phrase.bars)
    parts = tuple(part for part in compose_score(request, seed).parts if part.role != "fx")
    return (
        parts,
        {name: spans[name] for name in ("intro", "outro") if name in spans},
        float(request.meter.quarters_per_bar),
    )


def players(parts: tuple[Part, ...], bars: range, bar: float) -> int:
    return sum(notes_in(part, bars.start * bar, bars.stop * bar) > 0 for part in parts)


@pytest.mark.parametrize("style", STYLES)
def test_a_band_gathers_in_an_intro_and_thins_out_in_an_outro(style: str) -> None:
    seen = set()
    for seed in range(1, 5):
        parts, sections, bar = composed(style, seed)
        for name, bars in sections.items():
            seen.add(name)
            middle = bars.start + (len(bars) + 1) // 2
            halves = range(bars.start, middle), range(middle, bars.stop)
            fewer, more = (players(parts, half, bar) for half in (halves if name == "intro" else halves[::-1]))
            assert 0 < fewer < len(parts)
            assert fewer <= more < len(parts)
        # All come back for the last chord.
        assert players(parts, range(31, 32), bar) == len(parts)
    assert "outro" in seen


@pytest.mark.parametrize(
    "style", ["bossa nova", "psytrance", "baile funk", "phonk", "calypso", "forro", "sea shanty", "rock", "house"]
)
def test_somebody_rests_in_every_break(style: str) -> None:
    seen = 0
    for seed in range(1, 7):
        request = ask(style, seed=seed, bars=40, loop=False)
        piece = Piece.of(request, Seeds.of(seed), read_brief(style), read_brief)
        parts = tuple(part for part in compose_score(request, seed).parts if part.role != "fx")
        bar = float(request.meter.quarters_per_bar)
        for phrase in piece.phrases if len(parts) > 2 else ():
            if phrase.name == "break":
                seen += 1
                assert 0 < players(parts, range(phrase.first_bar, phrase.first_bar + phrase.bars), bar) < len(parts)
    assert seen


def test_who_is_named_plays_throughout() -> None:
    for seed in range(1, 4):
        parts, sections, bar = composed("house track with trumpet", seed)
        (trumpet,) = (part for part in parts if part.instrument == "trumpet")
        for bars in sections.values():
            assert all(notes_in(trumpet, at * bar, (at + 2) * bar) for at in bars[::2])


@pytest.mark.parametrize("style", ["house", "soul", "rock"])
def test_a_loop_thins_out_only_where_that_is_asked_for(style: str) -> None:
    for seed in (1, 2):
        plain, asked = (
            [part for part in compose_score(ask(prompt, seed=seed, bars=32), seed).parts if part.role != "fx"]
            for prompt in (style, f"{style} with an intro")
        )
        first = [sum(notes_in(part, 0, 8) > 0 for part in parts) / len(parts) for parts in (plain, asked)]
        assert first[1] <= 0.5 < first[0]


@pytest.mark.parametrize("prompt", ["techno drums and bass", "solo piano", "harp", "jazz duo", "string trio"])
def test_a_small_band_never_falls_silent(prompt: str) -> None:
    for seed in range(1, 4):
        parts, _, bar = composed(prompt, seed)
        assert all(players(parts, range(first, first + 4), bar) for first in range(0, 32, 4))


def test_sections_with_words_of_their_own_have_whom_they_ask_for() -> None:
    parts, sections, bar = composed("rock, drums in the intro, organ in the outro", 2)
    heard = {name: [part.role for part in parts if players((part,), bars[:2], bar)] for name, bars in sections.items()}
    assert "drums" in heard["intro"]
    assert "keys" in heard["outro"]


@given(st.sampled_from(("intro", "outro")), st.integers(3, 12), st.integers(1, 12), st.integers(1, 64))
def test_somebody_plays_in_every_bar_and_nobody_twice(section: str, band: int, able: int, bars: int) -> None:
    played = [bars_played(place, min(able, band), band, section, bars) for place in range(min(able, band))]
    counts = [sum(bar in each for each in played) for bar in range(bars)]
    assert min(counts) >= 1
    assert max(counts) < band
    steps = counts if section == "intro" else counts[::-1]
    assert all(before <= after for before, after in pairwise(steps))


def test_pads_wait_for_the_chorus() -> None:
    for prompt in ("house", "pop", "rock", "motown", "eurobeat"):
        waited = 0
        for seed in range(1, 6):
            request = ask(prompt, seed=seed, bars=32, loop=False)
            phrases = Piece.of(request, Seeds.of(seed), read_brief(prompt), read_brief).phrases
            verse = next(phrase for phrase in phrases if phrase.name == "verse")
            chorus = next(phrase for phrase in phrases if phrase.name == "chorus")
            parts = [part for part in compose_score(request, seed).parts if part.role != "fx"]
            heard = [
                [part.role for part in parts if players((part,), range(phrase.first_bar, phrase.first_bar + 4), 4.0)]
                for phrase in (verse, chorus)
            ]
            assert set(heard[0]) <= set(heard[1])
            assert len(heard[0]) >= min(3, len(parts))
            # Somebody always has chords.
            assert {"keys", "guitar", "pads", "strings", "brass", "vocal-pad"} & set(heard[0])
            waited += len(heard[0]) < len(heard[1])
        assert waited, prompt


@pytest.mark.parametrize("prompt", ["house with pads", "motown with strings", "rock with strings and organ"])
def test_nobody_who_is_named_waits_for_the_chorus(prompt: str) -> None:
    *_, named = prompt.split()
    role = {"organ": "keys"}.get(named, named)
    for seed in range(1, 4):
        request = ask(prompt, seed=seed, bars=32, loop=False)
        (part,) = (part for part in compose_score(request, seed).parts if part.role == role)
        assert all(notes_in(part, bar * 4, bar * 4 + 16) for bar in range(0, 32, 4))


@pytest.mark.parametrize("prompt", ["house", "rock", "trap", "soul"])
def test_who_plays_again_enters_where_the_part_had_entered(prompt: str) -> None:
    for seed in (1, 2):
        request = ask(prompt, seed=seed, bars=32, loop=False)
        score = compose_score(request, seed)
        briefs = dict.fromkeys((part.name for part in score.parts), read_brief(prompt))
        again = compose_parts(request, Seeds.of(seed), score.parts, score.style, briefs)
        for part, other in zip(score.parts, again, strict=True):
            entries = [int(min(note.start_quarters for note in each.notes) + 0.1) // 4 for each in (part, other)]
            assert entries[0] == entries[1], (part.name, seed)
