"""Dances and club styles that had a pop band before: who plays, in which meter, and on which strokes."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.style_choice import style_facts
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.composer.passages import METERS
from tests.musiccm_daw.composer.test_bands_of_genres import part, roles, score
from tests.musiccm_daw.composer.test_named_genres import places, struck

SEEDS = range(5)
CHOSEN_SEEDS = range(12)


@pytest.mark.parametrize(
    ("prompt", "style", "low", "high"),
    [
        ("rebetiko", "rebetiko", 54, 68),
        ("ρεμπέτικο", "rebetiko", 54, 68),
        ("hasapiko", "rebetiko", 100, 124),
        ("dungeon synth", "dungeon_synth", 62, 92),
        ("grime beat", "grime", 138, 142),
        ("Eurobeat, initial d", "eurobeat", 151, 160),
        ("kizomba", "zouk", 86, 98),
        ("tarraxinha", "zouk", 80, 90),
        ("samba enredo", "samba_enredo", 132, 146),
        ("bateria de escola de samba", "batucada", 130, 142),
        ("forró", "forro", 96, 112),
        ("xote", "forro", 74, 90),
        ("bhangra", "bhangra", 92, 108),
        ("chacarera", "chacarera", 150, 174),
        ("joropo llanero", "joropo", 168, 198),
        ("coupé décalé", "highlife", 118, 138),
        ("mahraganat", "arabic_pop", 94, 112),
        ("kwaito", "house", 100, 114),
        ("acid jazz", "funk", 98, 114),
        ("anime opening", "rock", 164, 186),
        ("演歌", "sentimental", 62, 80),
        ("Skrillex", "dubstep", 138, 144),
        ("afrobeats", "afropop", 98, 112),
        ("Burna Boy", "afropop", 98, 112),
        ("afrobeat", "afrobeat", 96, 126),
        ("deep house", "deep_house", 118, 124),
        ("afro house beat", "deep_house", 118, 124),
        ("footwork", "footwork", 158, 162),
        ("chicago juke", "footwork", 158, 162),
        ("electro swing", "electro_swing", 118, 130),
        ("caravan palace", "electro_swing", 118, 130),
        ("a march", "march", 108, 124),
        ("military march", "march", 108, 124),
        ("circus march", "march", 124, 140),
    ],
)
def test_dances_have_their_style_and_tempo(prompt: str, style: str, low: int, high: int) -> None:
    brief = read_brief(prompt)
    assert brief.style == style
    assert brief.unknown == ()
    for seed in CHOSEN_SEEDS:
        bpm = style_facts(brief, seed).bpm
        assert bpm is not None
        assert low <= bpm <= high


@pytest.mark.parametrize(
    ("prompt", "meter"),
    [("zeibekiko", "9/8"), ("sirtaki", "4/4"), ("chacarera", "6/8"), ("joropo", "3/4"), ("son jarocho", "6/8")],
)
def test_dances_have_their_meters(prompt: str, meter: str) -> None:
    meters = [ask(prompt, seed=seed).meter for seed in CHOSEN_SEEDS]
    assert meters.count(Meter.parse(meter)) >= len(CHOSEN_SEEDS) - 3


def test_a_bouzouki_has_the_tune_over_basses_on_the_groups_of_a_zeibekiko() -> None:
    for seed in SEEDS:
        found = score("zeibekiko in 9/8", seed)
        assert found.parts[0].instrument == "steel_guitar"
        assert not {"pads", "drums"} & roles(found)
        assert {0, 4, 8, 12} & places(part(found, "bass").notes, 0, 4.5)


def test_grime_skips_and_has_a_square_wave() -> None:
    for seed in SEEDS:
        found = score("grime", seed)
        assert "square_lead" in {each.instrument for each in found.parts}
        kicks = struck(part(found, "drums"), ("kick",), 0)
        assert 0 in kicks
        assert kicks - {0, 4, 8, 12}


def test_zouk_has_the_rim_between_the_beats() -> None:
    for seed in SEEDS:
        drums = part(score("kizomba", seed), "drums")
        strokes = struck(drums, ("rim", "snare"), 0)
        assert {6, 14} <= strokes


def test_a_samba_school_answers_with_its_low_surdo() -> None:
    for seed in SEEDS:
        found = score("samba enredo", seed)
        keys = {note.pitch for each in found.parts for note in each.notes if each.role == "percussion"}
        assert {SOUNDS["surdo"], SOUNDS["agogo"], SOUNDS["snare"], SOUNDS["high_bongo"]} <= keys
        assert {"guitar", "percussion", "vocal-pad"} <= roles(found)


def test_a_bateria_has_percussion_alone() -> None:
    for seed in SEEDS:
        assert roles(score("samba enredo bateria only percussion", seed)) == {"percussion"}


def test_dungeon_synth_has_no_drummer_and_more_than_a_synth() -> None:
    for seed in SEEDS:
        found = score("dungeon synth 1994", seed)
        assert len(found.parts) >= 3
        assert "drums" not in roles(found)


def test_afrobeats_have_the_rim_in_threes_over_a_bass_that_rests() -> None:
    for seed in SEEDS:
        found = score("afrobeats", seed)
        assert struck(part(found, "drums"), ("rim", "snare"), 0) & {3, 6}
        assert not {"brass"} & roles(found)
        bass = part(found, "bass").notes
        assert sum(note.duration_quarters for note in bass) < 0.85 * 16


def test_footwork_kicks_in_threes_and_claps_once_a_bar() -> None:
    threes = 0
    for seed in SEEDS:
        drums = part(score("footwork", seed), "drums")
        kicks = struck(drums, ("kick",), 0) | {16 + at for at in struck(drums, ("kick",), 4)}
        threes += {0, 3, 6} <= kicks or {16, 19, 22} <= kicks
        claps = struck(drums, ("clap", "snare"), 0)
        assert 12 in claps
        assert not claps & {8}
    assert threes >= len(SEEDS) - 1


def test_electro_swing_has_a_swing_band_over_four_on_the_floor() -> None:
    for seed in SEEDS:
        found = score("electro swing", seed)
        assert struck(part(found, "drums"), ("kick",), 0) >= {0, 4, 8, 12}
        assert {"bass", "keys"} <= roles(found)
        assert {"brass", "lead"} & roles(found)
        late = [
            note.start_quarters % 0.5 - 0.25
            for each in found.parts
            for note in each.notes
            if 0.22 < note.start_quarters % 0.5 < 0.42
        ]
        assert sum(late) / len(late) > 0.03


def test_a_march_steps_with_its_bass_drum_and_tuba_before_the_horns() -> None:
    for seed in SEEDS:
        found = score("a march", seed)
        assert struck(part(found, "drums"), ("kick",), 0) >= {0, 4, 8, 12}
        assert places(part(found, "bass").notes, 0) >= {0, 4, 8}
        assert {"drums", "bass", "brass"} <= roles(found)
        behind = [each for each in found.parts if each.instrument == "brass_section"]
        assert behind
        assert places(behind[0].notes, 0) >= {2, 6, 10, 14}
        assert not places(behind[0].notes, 0) & {0, 4, 8}


def test_deep_house_leaves_beats_to_the_kick_and_has_ninths_and_sevenths() -> None:
    house = {repr(score("house", seed)) for seed in SEEDS}
    for seed in SEEDS:
        found = score("deep house", seed)
        assert repr(found) not in house
        assert struck(part(found, "drums"), ("kick",), 0) >= {0, 4, 8, 12}
        assert places(part(found, "bass").notes, 0) - {0, 4, 8, 12}


def test_eurobeat_gallops() -> None:
    for seed in SEEDS:
        found = score("eurobeat", seed)
        assert len(places(part(found, "bass").notes, 0)) >= 8
        assert struck(part(found, "drums"), ("kick",), 0) >= {0, 4, 8, 12}


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("raga", {"steel_guitar", "latin_percussion"}),
        ("Schlager", {"saw_lead", "bright_piano", "kit_909", "synth_bass_1"}),
        ("chanson française", {"accordion", "nylon_guitar", "acoustic_bass"}),
        ("chicha peruana", {"clean_guitar", "drawbar_organ", "latin_percussion"}),
        ("viking music", {"solo_viola", "choir_aahs", "latin_percussion"}),
    ],
)
def test_kinds_of_music_have_their_bands(prompt: str, instruments: set[str]) -> None:
    for seed in SEEDS:
        assert instruments <= {each.instrument for each in score(prompt, seed).parts}


@pytest.mark.parametrize("prompt", ["ragtime punk rock", "flamenco metal", "chanson rock"])
def test_a_band_plays_only_its_own_style(prompt: str) -> None:
    for seed in SEEDS:
        assert {"drums", "bass"} <= roles(score(prompt, seed))


@pytest.mark.parametrize(
    "prompt",
    [
        *("rebetiko", "grime", "eurobeat", "dungeon synth", "zouk", "samba enredo", "forró", "bhangra", "chacarera"),
        *("afrobeats", "deep house", "footwork", "electro swing", "march", "joropo", "raga", "schlager"),
        *("chanson", "viking", "chicha", "guofeng", "fado"),
    ],
)
def test_dances_fit_any_meter_and_end(prompt: str) -> None:
    for seed, meter in enumerate(METERS):
        request = ask(f"{prompt}, sparse", seed=seed, bars=3, meter=meter, loop=False)
        found = compose_score(request, seed)
        assert all(part.notes for part in found.parts if part.role in ("drums", "bass", "percussion"))
        end = float(request.grid.total_quarters)
        assert all(note.start_quarters < end for part in found.parts for note in part.notes)
