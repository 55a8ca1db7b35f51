"""Ways of playing reach the player whom they are said of, and call for one where nobody else can be meant."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        (
            "four on the floor kick, offbeat open hat, clap, bassline, stabs",
            [("drums", ("four_on_the_floor",)), ("bass", ()), ("keys", ("stabs",))],
        ),
        ("stabs, bass, drums", [("bass", ()), ("drums", ()), ("keys", ("stabs",))]),
        ("sub bass, arps, pads", [("bass", ()), ("pads", ()), ("keys", ("arp",))]),
        ("acid bass, arpeggiated", [("bass", ("arp",))]),
        ("house: kick, offbeat hi hats, piano stabs", [("drums", ("offbeat",)), ("keys", ("stabs",))]),
        ("kick, offbeat bass, hats", [("drums", ()), ("bass", ("offbeat",))]),
        ("oboe melody over sustained strings", [("lead", ("melody",)), ("strings", ("held",))]),
        ("flute over soft sustained strings", [("lead", ()), ("strings", ("held",))]),
        ("trumpet over sustained strings", [("brass", ()), ("strings", ("held",))]),
        ("flute over strummed guitar", [("lead", ()), ("guitar", ("strum",))]),
        ("sax over sustained chords", [("lead", ()), ("keys", ("held",))]),
        ("piano, power chords, drums", [("keys", ()), ("drums", ()), ("guitar", ("power",))]),
        ("voice, fingerpicking", [("vocal-pad", ()), ("guitar", ("picking",))]),
        ("harp, picked", [("strings", ("picking",))]),
        ("amen chops, 170", [("drums", ("breakbeat",))]),
        ("guitar plucks, percs", [("guitar", ("picking",)), ("percussion", ())]),
        ("boogie woogie piano, left hand walking", [("keys", ("boogie",))]),
        ("piano, left hand bass", [("keys", ("stride",))]),
        ("ska, upstrokes, horns", [("brass", ()), ("guitar", ("offbeat",))]),
        ("reggae, horns, skanks and bass", [("brass", ()), ("bass", ()), ("guitar", ("offbeat",))]),
        ("ska, offbeat upstrokes", [("guitar", ("offbeat", "offbeat"))]),
        ("reggae organ, skank", [("keys", ("offbeat",))]),
        ("piano with walking bass", [("keys", ()), ("bass", ("walking_bass",))]),
    ],
)
def test_who_plays_how(prompt: str, players: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(player.role, player.ways) for player in read_brief(prompt).players] == players


def test_power_chords_are_a_guitarists() -> None:
    seats = seated(read_brief("punk rock 3 chords power chords bass drums"), 1, 4)
    assert sorted(seat.role for seat in seats) == ["bass", "drums", "guitar"]
    assert all(not seat.player.pieces for seat in seats)


@pytest.mark.parametrize(
    "prompt",
    [
        *("soaring lead guitar", "bluesy lead guitar", "crying lead guitar", "wailing lead guitar, rock"),
        *("clean lead guitar", "shredding lead guitar", "screaming guitar solo", "soaring guitar solo"),
        *("ripping lead guitar, metal", "distorted guitar solo", "guitar solo", "lead guitar"),
    ],
)
def test_a_lead_guitar_leads(prompt: str) -> None:
    (player,) = read_brief(prompt).players
    assert (player.role, player.ways) == ("lead", ("melody",))


@pytest.mark.parametrize("prompt", ["classical guitar solo", "acoustic guitar solo"])
def test_a_guitarist_alone_plays_everything(prompt: str) -> None:
    (player,) = read_brief(prompt).players
    assert player.role == "guitar"


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("take five vibe, piano ostinato", ["grand_piano"]),
        ("folk vibe, just guitar", ["nylon_guitar"]),
        ("sax and vibes", ["alto_sax", "vibraphone"]),
        ("take five sax", ["alto_sax"]),
        ("mambo no 5 trumpets", ["trumpet"]),
    ],
)
def test_feels_and_names_seat_nobody(prompt: str, instruments: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 4)] == instruments


def test_an_adjective_of_one_player_decides_no_style() -> None:
    nearest = {"spacey": "ambient"}.get
    assert read_brief("spacey pads, heavy 808", nearest).style is None
    assert read_brief("spacey warm pads, heavy 808", nearest).style is None
    assert read_brief("spacey pads", nearest).style == "ambient"
    assert read_brief("wah guitar, jam", {"jam": "rnb"}.get).style is None
