"""Lists of those who are left out, and parts that the user plays: neither play, and nobody else is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.styles import STYLE_TABLE
from tests.musiccm_daw.composer.requested import score_of


def asked(prompt: str) -> list[str]:
    """The roles of those whom a prompt names."""
    return [player.role for player in read_brief(prompt).players]


@pytest.mark.parametrize(
    ("prompt", "without"),
    [
        ("rock, no synths or pads", {"pads"}),
        ("no drums or bass, house", {"drums", "bass"}),
        ("no bass or guitar, reggae", {"bass", "guitar"}),
        ("no drums, bass or vocals, synthwave", {"drums", "bass", "vocal-pad"}),
        ("without drums, bass or vocals", {"drums", "bass", "vocal-pad"}),
        ("no guitar, bass, or drums, soul", {"guitar", "bass", "drums"}),
        ("funk without drums, bass and guitar", {"drums", "bass", "guitar"}),
        ("house with no bass, synths, or vocals", {"bass", "vocal-pad"}),
        ("ambient without drums, bass, or anything percussive", {"drums", "bass"}),
        ("neither drums, bass nor guitar, folk", {"drums", "bass", "guitar"}),
        ("no drums/percussion, ambient", {"drums", "percussion"}),
        ("jazz with everything except drums, bass and brass", {"drums", "bass", "brass"}),
        ("sax and strings, no rhythm section", {"drums", "bass"}),
    ],
)
def test_all_of_a_list_are_left_out(prompt: str, without: set[str]) -> None:
    brief = read_brief(prompt)
    assert not {player.role for player in brief.players} & without
    for seed in range(4):
        assert not {seat.role for seat in seated(brief, seed, 4)} & without


def instruments_of(prompt: str, seed: int) -> set[str]:
    """The instruments of a prompt's band."""
    return {seat.instrument for seat in seated(read_brief(prompt), seed, 8)}


PIANOS = {"grand_piano", "bright_piano", "honky_tonk", "rhodes", "dx_piano", "fm_epiano"}
ORGANS = {"drawbar_organ", "percussive_organ", "rock_organ", "organ_stab", "church_organ", "reed_organ"}
GUITARS = {name for name, can in INSTRUMENTS.items() if can.roles[0] == "guitar"}
SYNTHS = {name for name, can in INSTRUMENTS.items() if can.is_synth and can.roles[0] != "fx"}


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("no piano", PIANOS),
        ("without pianos", PIANOS),
        ("sans piano", PIANOS),
        ("ohne Klavier", PIANOS),
        ("no organ", ORGANS),
        ("no guitar", GUITARS),
        ("no electric guitar", {"clean_guitar", "muted_guitar", "overdriven_guitar", "distortion_guitar"}),
        ("no synths", SYNTHS),
        ("no bells", {"glockenspiel", "fm_bell", "celesta", "music_box"}),
        ("no choir", {"choir_aahs", "choir_pad", "voice_oohs", "synth_voice"}),
    ],
)
def test_nobody_of_a_family_plays_in_the_place_of_another(words: str, family: set[str]) -> None:
    for style in STYLE_TABLE:
        prompt = f"{style.replace('_', ' ')}, {words}"
        assert all(family.isdisjoint(instruments_of(prompt, seed)) for seed in range(2)), prompt


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("rhodes and bass, no piano", {"rhodes"}),
        ("honky tonk piano, no grand piano", {"honky_tonk"}),
        ("church organ, no hammond", {"church_organ"}),
        ("synth bass and drums, no other synths", {"synth_bass_1"}),
    ],
)
def test_who_is_named_plays_though_relatives_are_left_out(prompt: str, instruments: set[str]) -> None:
    assert instruments <= instruments_of(prompt, 1)


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("conga tumbao, no other percussion", ["percussion"]),
        ("shaker, no additional percussion, 100 bpm", ["percussion"]),
        ("piano and strings, no other strings", ["keys", "strings"]),
        ("acoustic guitar without any other guitars", ["guitar"]),
    ],
)
def test_without_others_those_who_are_named_play(prompt: str, roles: list[str]) -> None:
    assert asked(prompt) == roles


@pytest.mark.parametrize(
    "words", ["no fills", "no drum fills", "without any fills", "only the bass has fills", "no drum fills please"]
)
@pytest.mark.parametrize("style", ["rock", "funk", "house", "jazz", "reggae", "salsa", "metal", "country"])
def test_without_fills_the_drummers_last_bar_is_like_the_others(style: str, words: str) -> None:
    for seed in range(6):
        score = score_of(f"{style} with drums and bass, {words}", bars=8, seed=seed)
        drums = next(part for part in score.parts if part.role == "drums")
        struck = [Counter(n.pitch for n in drums.notes if n.start_quarters // 4 == bar) for bar in range(8)]
        toms = {41, 43, 45, 47, 48, 50}
        assert not toms & set(struck[7]) - set(struck[1])
        assert struck[7][38] <= struck[3][38] + 1


def test_a_list_of_instruments_is_left_out() -> None:
    assert read_brief("jazz, no sax nor trumpet").players == ()
    assert {"alto_sax", "trumpet"} <= read_brief("jazz, no sax nor trumpet").without_instruments
    assert read_brief("lofi, no kick, snare or hats").without_pieces == {"kick", "snare", "hat"}


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("no drums, piano and cello", ["keys", "strings"]),
        ("no drums, just piano and bass", ["keys", "bass"]),
        ("without drums, and a soft piano", ["keys"]),
        ("no drums and piano", ["keys"]),
        ("no drums, no bass, piano", ["keys"]),
        ("instead of drums, claps and shakers", ["percussion", "percussion"]),
        ("piano and cello, no strings, no drums", ["keys", "strings"]),
        ("violin and piano without other strings", ["strings", "keys"]),
        ("trumpet, no brass section", ["brass"]),
        ("piano and pads, nothing in the melody", ["keys", "pads"]),
        ("strings accompany, brass silent", ["strings"]),
        ("the drums are silent, piano and bass", ["keys", "bass"]),
        ("piano, bass stays out", ["keys"]),
    ],
)
def test_who_is_wanted_beside_them_plays(prompt: str, roles: list[str]) -> None:
    assert asked(prompt) == roles


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("I'm a singer, I need piano accompaniment", ["keys"]),
        ("i'm a drummer looking for a bass and guitar loop", ["bass", "guitar"]),
        ("as a guitarist I want drums and bass", ["drums", "bass"]),
        ("I play guitar and need bass and drums", ["bass", "drums"]),
        ("I already have drums, need bass and keys", ["bass", "keys"]),
        ("I already recorded guitar, bass and vocals, need drums", ["drums"]),
        ("I've got a vocal, need pads and drums", ["pads", "drums"]),
        ("there are already drums, add bass", ["bass"]),
        ("I sing, need a guitar", ["guitar"]),
        ("I'm a jazz guitarist, bass and drums please", ["bass", "drums"]),
        ("I'm a singer, piano and drums please", ["keys", "drums"]),
        ("I already have drums, bass and keys, need a guitar", ["guitar"]),
        ("I'm a beginner guitarist, bass and drums", ["bass", "drums"]),
        ("my song needs drums", ["drums"]),
        ("this beat needs a bass line", ["bass"]),
        ("piano for a singer", ["keys"]),
        ("strings to sit under my piano part", ["strings"]),
        ("pad that sits behind my piano", ["pads"]),
        ("strings to play under my vocal", ["strings"]),
        ("guitar part to layer with my piano", ["guitar"]),
        ("bass for my guitar track", ["bass"]),
        ("drums for my bass riff", ["drums"]),
        ("my vocals need piano and strings", ["keys", "strings"]),
        ("my bass line needs a drummer", ["drums"]),
        ("strings over my acoustic guitar, folk", ["strings"]),
        ("pads behind our vocals and guitar", ["pads"]),
        ("organ to fill behind the existing piano", ["keys"]),
        ("bass line for this drum loop", ["bass"]),
    ],
)
def test_the_users_own_part_is_not_played(prompt: str, roles: list[str]) -> None:
    assert asked(prompt) == roles
    for seed in range(3):
        assert [seat.role for seat in seated(read_brief(prompt), seed, 4)] == roles


@pytest.mark.parametrize("prompt", ["second guitar for my guitar riff", "guitar solo over my guitar"])
def test_a_second_player_of_the_users_instrument_plays(prompt: str) -> None:
    assert len(asked(prompt)) == 1


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("make my drums groovy", ["drums"]),
        ("i have an idea: piano and strings", ["keys", "strings"]),
        ("I want a piano", ["keys"]),
        ("flute as a lead, strings as a pad", ["lead", "pads"]),
        ("replace my piano with an organ", ["keys"]),
    ],
)
def test_what_only_sounds_like_a_part_of_ones_own_is_none(prompt: str, roles: list[str]) -> None:
    assert asked(prompt) == roles


def test_a_band_leaves_the_users_part_to_the_user() -> None:
    for seed in range(4):
        assert "drums" not in {seat.role for seat in seated(read_brief("funk track, I'm a drummer"), seed, 4)}
    assert read_brief("I'm a jazz singer, need piano").style == "jazz_swing"


@pytest.mark.parametrize(
    "said",
    [
        "w/out drums", "w/o drums", "W/OUT drums", "minus the drums", "sans drums", "ohne schlagzeug",
        "sin batería", "senza batteria", "sem bateria", "zonder drums", "bez drums", "the drums drop out",
        "but the drums sit out", "drums laying out", "drums dropped out",
    ],
)  # fmt: skip
def test_ways_to_say_without(said: str) -> None:
    brief = read_brief(f"rock band {said}")
    assert "drums" in brief.without_roles
    assert "drums" not in {player.role for player in brief.players}


def test_words_left_out_with_a_slash_are_not_named() -> None:
    assert "vocal-pad" not in asked("trip hop w/out vocals")
    assert asked("w/ organ") == ["keys"]


@pytest.mark.parametrize("said", ["the drums drop out and come back", "drums drop out until bar 5"])
def test_who_comes_back_is_not_left_out(said: str) -> None:
    assert "drums" not in read_brief(f"rock with drums, {said}").without_roles


def test_what_an_instrument_stands_in_for_plays_without_it() -> None:
    (seat,) = seated(read_brief("country waltz, pedal steel, no electric guitar"), 3, 8)
    assert (seat.instrument, seat.player.stand_in) == ("clean_guitar", "pedal steel")
