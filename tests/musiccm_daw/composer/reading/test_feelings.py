"""Prompts that name a feeling or a use and nothing else: the music is for that, in whatever language they are."""

from __future__ import annotations

from itertools import combinations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.style_choice import style_facts
from musiccm_daw.composer.words.feelings import FEELINGS, IMPLIED
from musiccm_daw.composer.words.japanese import in_english


@pytest.mark.parametrize(
    ("prompt", "style", "mode"),
    [
        ("something sad", "sentimental", "minor"),
        ("etwas Trauriges", "sentimental", "minor"),
        ("quelque chose de triste", "sentimental", "minor"),
        ("una canción triste", "sentimental", "minor"),
        ("qualcosa di malinconico", "sentimental", "minor"),
        ("algo melancólico", "sentimental", "minor"),
        ("悲しい曲", "sentimental", "minor"),
        ("something tense", "suspense", "minor"),
        ("bedrohliche Musik", "suspense", "minor"),
        ("musique tendue", "suspense", "minor"),
        ("música tensa", "suspense", "minor"),
        ("scary", "horror", "minor"),
        ("gruselig", "horror", "minor"),
        ("musica spaventosa", "horror", "minor"),
        ("something aggressive", "metal", "minor"),
        ("agresivo", "metal", "minor"),
        ("something playful", "quirky", None),
        ("lustige Musik", "quirky", None),
        ("romantic", "sentimental", "major"),
        ("musique romantique", "sentimental", "major"),
        ("fröhliche Musik", None, "major"),
        ("música alegre", None, "major"),
        ("musica felice", None, "major"),
        ("something nice", None, None),
    ],
)
def test_a_feeling_alone_asks_for_its_music(prompt: str, style: str | None, mode: str | None) -> None:
    brief = read_brief(prompt)
    assert (brief.style, brief.mode) == (style, mode)


@pytest.mark.parametrize(
    ("prompt", "low", "high", "mode"),
    [
        ("upbeat ukulele", 112, 132, "major"),
        ("majestic brass", 72, 92, "major"),
        ("sneaky bassoon", 96, 120, "minor"),
        ("tragic cello", 60, 78, "minor"),
        ("horror ambience, music box", 56, 80, "minor"),
        ("playful piano", 112, 132, None),
        ("manic marimba", 140, 168, None),
    ],
)
def test_a_mood_sets_tempo_and_mode_of_those_who_play(prompt: str, low: int, high: int, mode: str | None) -> None:
    brief = read_brief(prompt)
    assert brief.unknown == ()
    assert brief.mode == mode
    for seed in range(5):
        bpm = style_facts(brief, seed).bpm
        assert bpm is not None
        assert low <= bpm <= high


@pytest.mark.parametrize("style", ["techno", "house", "rock"])
def test_a_mood_leans_towards_the_slow_or_fast_tempi_of_a_style(style: str) -> None:
    for seed in range(5):
        lonely, usual, upbeat = (
            style_facts(read_brief(f"{mood}{style}"), seed).bpm for mood in ("lonely ", "", "upbeat ")
        )
        assert lonely is not None
        assert usual is not None
        assert upbeat is not None
        assert lonely < usual < upbeat
        assert usual <= (style_facts(read_brief(f"happy {style}"), seed).bpm or 0)


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("sad techno", "techno"),
        ("boss battle, metal", "metal"),
        ("horror trap beat", "trap"),
        ("scary piano", None),
        ("aggressive drums", None),
        ("romantic bossa nova", "bossa_nova"),
        ("a sad waltz", "viennese_waltz"),
        ("not sad", None),
    ],
)
def test_what_is_named_counts_before_feelings(prompt: str, style: str | None) -> None:
    assert read_brief(prompt).style == style


def test_every_feeling_has_its_music() -> None:
    assert set(FEELINGS) == set(IMPLIED)


@pytest.mark.parametrize(
    ("prompt", "style", "low", "high"),
    [
        ("boss fight, phase two", "boss_battle", 152, 178),
        ("heist planning montage", "spy_caper", 104, 130),
        ("true crime podcast intro", "suspense", 78, 104),
        ("kids' tv theme about a digger", "kids_tv", 122, 146),
        ("music for a cooking show", "quirky", 98, 124),
        ("workout", "edm", 126, 140),
        ("hiit workout, aggressive", "hardstyle", 148, 158),
        ("graveyard at midnight", "horror", 56, 80),
        ("música triste para una despedida", "sentimental", 58, 76),
        ("ein Abschied", "sentimental", 58, 76),
        ("late nite drive thru neon tokyo", "synthwave", 84, 108),
        ("quiz show", "disco", 122, 134),
        ("sea level", "ambient", 88, 108),
        ("JRPG town", "folk", 92, 112),
        ("spaghetti western standoff", "cinematic", 64, 148),
    ],
)
def test_uses_have_a_style_and_a_tempo(prompt: str, style: str, low: int, high: int) -> None:
    for seed in range(4):
        bpm = style_facts(read_brief(prompt), seed).bpm
        assert read_brief(prompt).style == style
        assert bpm is not None
        assert low <= bpm <= high


def test_scenes_are_told_apart() -> None:
    prompts = (
        *("late nite drive thru neon tokyo", "heist planning montage", "music for a cooking show", "zombie graveyard"),
        *("true crime podcast intro", "workout hiit 150bpm aggressive", "música triste para una despedida"),
        *(
            "うれしい朝のピアノ",
            "boss fight",
            "kids tv theme",
            "JRPG town theme",
            "sea shanty",
            "quiz show",
            "sea level",
        ),
    )
    bands = [
        {(part.role, part.instrument, part.notes) for part in compose_score(ask(prompt, seed=1), 1).parts}
        for prompt in prompts
    ]
    assert all(one.isdisjoint(other) for one, other in combinations(bands, 2))
    assert "pop" not in {compose_score(ask(prompt, seed=1), 1).style for prompt in prompts}


@pytest.mark.parametrize(
    ("prompt", "instrument", "mode"),
    [
        ("うれしい朝のピアノ", "grand_piano", "major"),
        ("悲しいピアノ", "grand_piano", "minor"),
        ("静かなギター", None, None),
        ("切ないバイオリン", "solo_violin", "minor"),
    ],
)
def test_japanese_words_are_read(prompt: str, instrument: str | None, mode: str | None) -> None:
    brief = read_brief(prompt)
    assert len(brief.players) == 1
    assert instrument is None or brief.players[0].instruments[0] == instrument
    assert brief.mode == mode


def test_what_is_not_japanese_stays() -> None:
    assert in_english("warm pads, Gm") == "warm pads, Gm"
    assert in_english("ジャズとピアノ").split() == ["jazz", "piano"]


def test_everything_is_the_whole_band() -> None:
    found = compose_score(ask("boss fight, organ and choir and everything", seed=1), 1)
    assert {"drums", "bass", "strings", "brass", "keys", "vocal-pad"} <= {part.role for part in found.parts}


@pytest.mark.parametrize(
    ("prompt", "counts"),
    [("two emotional violins", [2]), ("funny clarinet and two heartfelt cellos", [1, 2]), ("three scary flutes", [3])],
)
def test_feelings_stand_between_a_number_and_its_players(prompt: str, counts: list[int]) -> None:
    assert [player.count for player in read_brief(prompt).players] == counts
