"""Roles of tracks, as people name them and as General MIDI numbers them."""

import pytest

from musiccm_daw.roles import ROLES
from musiccm_daw.score.midi_roles import stated_role


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *((role, role) for role in ROLES if role != "mix"),
        ("DRUMS", "drums"), ("Drum Kit", "drums"), ("drums-2", "drums"), ("Snare L", "drums"), ("808 Kit", "drums"),
        ("Bass Drum", "drums"), ("HiHat", "drums"), ("perc", "percussion"), ("Percussion 2", "percussion"),
        ("Congas", "percussion"), ("Bass", "bass"), ("Bass Guitar", "bass"), ("Synth Bass 1", "bass"),
        ("sub", "bass"), ("808", "bass"), ("Piano", "keys"), ("ElectricPiano", "keys"), ("E-Piano", "keys"),
        ("Rhodes", "keys"), ("Hammond organ", "keys"), ("Right hand", "keys"), ("Steel Drums", "keys"),
        ("gtr1", "guitar"), ("Lead Guitar", "guitar"), ("Guitar (Left)", "guitar"), ("Pad", "pads"),
        ("synth", "pads"), ("Synth Lead", "lead"), ("Lead Synth", "lead"), ("String Pad", "strings"),
        ("Melody", "lead"), ("Alto Sax", "lead"), ("Flute", "lead"), ("Violin II", "strings"),
        ("French Horn", "brass"), ("Trumpet 1", "brass"), ("Choir Pad", "vocal-pad"), ("Lead Vox", "vocal-pad"),
        ("Vocal Pad", "vocal-pad"), ("Voice", "vocal-pad"), ("FX riser", "fx"),
        ("Schlagzeug", "drums"), ("Batería", "drums"), ("Flügel", "keys"), ("E-Gitarre 2", "guitar"), ("Flöte", "lead"),
        ("Chœur", "vocal-pad"), ("Bla\u0308ser", "brass"), ("BASSO", "bass"), ("EPiano", "keys"), ("Geigen", "strings"),
    ],
)  # fmt: skip
def test_names(name: str, role: str) -> None:
    assert stated_role([name], None, drum_channel=False) == role


def test_the_name_counts_before_the_program_and_the_first_name_that_says_something() -> None:
    assert stated_role(["Track 1"], 33, drum_channel=False) == "bass"
    assert stated_role(["Track 1", "Rhodes"], 33, drum_channel=False) == "keys"
    assert stated_role(["mix"], 33, drum_channel=False) == "bass"
    assert stated_role([], None, drum_channel=False) is None


def test_channel_10_is_drums_or_percussion_whatever_its_name() -> None:
    assert stated_role(["Bass"], 33, drum_channel=True) == "drums"
    assert stated_role(["Percussion"], None, drum_channel=True) == "percussion"


def test_every_program_has_a_role_and_families_have_theirs() -> None:
    roles = [stated_role([], program, drum_channel=False) for program in range(128)]
    assert set(roles) <= set(ROLES)
    assert [roles[program] for program in (0, 16, 22, 25, 33, 40, 52, 56, 65, 73, 80, 89, 114, 117, 125)] == [
        "keys", "keys", "lead", "guitar", "bass", "strings", "vocal-pad", "brass", "lead", "lead", "lead", "pads",
        "keys", "percussion", "fx",
    ]  # fmt: skip
