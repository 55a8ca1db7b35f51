"""Who plays where a prompt's words could name more or fewer: attributes, members of sections, places, pedals, beats."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import Brief, read_brief
from musiccm_daw.composer.reading.spelt_alike import only_begins_alike
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.style_choice import style_facts


def players_of(prompt: str) -> list[str]:
    """Return the instruments of those whom a prompt names, as many times as they play."""
    return [player.instruments[0] for player in read_brief(prompt).players for _ in range(player.count)]


def roles_of(prompt: str) -> list[str]:
    return [player.role for player in read_brief(prompt).players for _ in range(player.count)]


def modes_of(brief: Brief) -> set[str | None]:
    """Return the modes of a brief's pieces over seeds."""
    return {style_facts(brief, seed).mode for seed in range(12)}


@pytest.mark.parametrize(
    ("prompt", "instrument"),
    [
        ("vibraphone four mallet chords slow motor jazz waltz", "vibraphone"),
        ("four mallet vibraphone", "vibraphone"),
        ("marimba, two mallets", "marimba"),
        ("4 mallet marimba", "marimba"),
        ("three note piano motif", "grand_piano"),
        ("flute, fifths and octaves", "flute"),
        ("french horn heroic call, fifths and octaves", "french_horn"),
        ("pan flute over the andes", "pan_flute"),
        ("pan flute over the andes, sad huayno", "pan_flute"),
    ],
)
def test_what_one_player_does_names_no_others(prompt: str, instrument: str) -> None:
    assert players_of(prompt) == [instrument]


def test_numbers_before_players_count_them() -> None:
    assert players_of("three trumpets") == ["trumpet"] * 3
    assert roles_of("two clean electric guitars") == ["guitar"] * 2


def test_guitars_in_harmony_are_two_however_often_they_are_named() -> None:
    roles = roles_of("lead guitar harmonies in thirds, twin guitars, gallop bass, double kick metal")
    assert sorted(roles) == ["bass", "drums", "lead", "lead"]


@pytest.mark.parametrize(
    ("prompt", "listed"),
    [
        ("horn section: trumpet, alto, tenor, bari, trombone", 5),
        ("brass section (trumpet, trombone, french horn)", 3),
        ("string section: viola, cello", 2),
        ("alto, tenor, bari", 3),
        ("rhythm section: bass, piano, drums", 3),
        ("horn section: tight, loud", 1),
    ],
)
def test_a_list_behind_a_section_is_its_members(prompt: str, listed: int) -> None:
    assert len(roles_of(prompt)) == listed


def test_a_choir_is_one_part() -> None:
    assert players_of("choir: soprano, alto, tenor, bass") == ["choir_aahs"]


@pytest.mark.parametrize("said", ["ride cymbal only for drums", "only ride cymbal on the drums", "ride cymbal only"])
def test_the_only_cymbal_is_the_whole_kit(said: str) -> None:
    brief = read_brief(f"upright bass walking, piano comping, {said}, trumpet on top")
    (drummer,) = (player for player in brief.players if player.role == "drums")
    assert drummer.pieces == ("ride",)
    assert "hat" in brief.without_pieces
    assert len(brief.players) == 4


@pytest.mark.parametrize("said", ["steel guitar (pedal)", "steel guitar, pedal", "pedal steel", "steel guitar pedal"])
def test_pedal_steel_is_an_instrument_and_no_pedal_point(said: str) -> None:
    brief = read_brief(f"{said}, acoustic strum, upright bass two-beat, train beat snare")
    assert brief.players[0].stand_in == "pedal steel"
    assert not any("pedal" in player.ways for player in brief.players)


def test_pedals_of_feet_are_no_pedal_points() -> None:
    for said in ("bass with volume pedal", "bass with fuzz pedal", "piano with sustain pedal"):
        assert not any("pedal" in player.ways for player in read_brief(said).players)
    for said in ("pedal bass, strings", "bass pedal on A, strings", "bass pedal point, strings"):
        brief = read_brief(said)
        assert [player.role for player in brief.players] == ["bass", "strings"]
        assert "pedal" in brief.players[0].ways


@pytest.mark.parametrize(
    "prompt",
    [
        "bass on beats",
        "bass on the beat, guitar on the offbeat",
        "guitar plays offbeats, bass plays on beats, that's all",
        "bass plays on all the beats",
    ],
)
def test_on_the_beat_is_when_and_not_who(prompt: str) -> None:
    brief = read_brief(prompt)
    assert "drums" not in roles_of(prompt)
    (bass,) = (player for player in brief.players if player.role == "bass")
    assert "quarters" in bass.ways


def test_a_band_still_joins_over_its_style() -> None:
    assert read_brief("saxophone over a slow jam").whole
    assert read_brief("saxophone over goa trance").whole


@pytest.mark.parametrize(
    ("prompt", "mode"),
    [
        ("klezmer wedding freylekhs fast", "minor"),
        ("happy klezmer", "minor"),
        ("horror christmas", "minor"),
        ("happy house", "major"),
        ("sad polka", "minor"),
    ],
)
def test_a_mood_leaves_a_scale_that_is_a_styles_own(prompt: str, mode: str) -> None:
    assert modes_of(read_brief(prompt)) == {mode}


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("burt bacharach style", "yacht_rock"),
        ("zouk", "zouk"),
        ("zouk love beat for couples", "zouk"),
        ("schlager", "disco"),
        ("grime", "grime"),
        ("дарк техно 145", "techno"),
        ("грустный джаз", "jazz_swing"),
    ],
)
def test_styles_that_have_a_near_one(prompt: str, style: str) -> None:
    brief = read_brief(prompt)
    assert brief.style == style
    assert not {"zouk", "schlager", "техно"} & set(brief.unknown)


def test_russian_words_leave_out_and_name() -> None:
    brief = read_brief("грустное пианино без ударных")
    assert [INSTRUMENTS[player.instruments[0]].roles[0] for player in brief.players] == ["keys"]
    assert "drums" not in {seat.role for seat in seated(brief, 1, 4)}
    assert brief.mode == "minor"


def test_names_that_only_begin_like_a_style_are_unknown() -> None:
    assert only_begins_alike("burt bacharach", "baroque")
    assert only_begins_alike("bacharach", "bachata")
    assert only_begins_alike("regen", "reggaeton")
    assert not only_begins_alike("cowboy western", "country")
    assert not only_begins_alike("classicist", "classical")
    assert not only_begins_alike("smoky speakeasy", "jazz_swing")
    guessed = read_brief("bachmannov", lambda phrase: "bachata")
    assert guessed.style is None
    assert guessed.unknown == ("bachmannov",)
    assert guessed.taken == ()


def test_unknown_styles_are_named() -> None:
    assert "blorptronica" in read_brief("blorptronica in 9/8 and glarb").unknown
