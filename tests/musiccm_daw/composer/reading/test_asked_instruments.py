"""Prompts as musicians write them, in sentences: the instruments that they ask for, and none where none is meant."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated


def asked(prompt: str) -> list[str]:
    """The instruments of the named players, in the order of the prompt."""
    brief = read_brief(prompt)
    return [seat.instrument for seat in seated(brief, 1, 4) if seat.named]


@pytest.mark.parametrize(
    ("prompt", "kits"),
    [
        ("90s boom bap beat, dusty drums, upright bass", ["kit_lofi"]),
        ("techno beat, 909 drums", ["kit_909"]),
        ("drums, 808 kit", ["kit_808"]),
        ("acoustic drums and electronic drums", ["standard_kit", "electronic_kit"]),
        ("909 hats over 808 drums", ["kit_909", "gm_808_kit"]),
    ],
)
def test_one_drummer_plays_what_several_phrases_say(prompt: str, kits: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 4) if seat.role == "drums"] == kits


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("guitar part with overdriven guitar", ["overdriven_guitar"]),
        ("keyboard part played on grand piano, and a bass", ["grand_piano", "bass"]),
        ("lofi keys on a wurlitzer with drums", ["rhodes", "drums"]),
        ("blues horns, trumpet", ["trumpet"]),
        ("metal keys loop, electric piano", ["rhodes"]),
        ("synth, wurlitzer", ["keys", "rhodes"]),
        ("horns: trumpet, sax and trombone", ["trumpet", "alto_sax", "trombone"]),
        ("keys and rhodes", ["keys", "rhodes"]),
        ("keys, rhodes, bass, drums", ["keys", "rhodes", "bass", "drums"]),
        ("strings with solo violin", ["strings", "solo_violin"]),
        ("two guitars, one acoustic guitar", ["guitar", "nylon_guitar"]),
        ("guitar, then an overdriven guitar", ["guitar", "overdriven_guitar"]),
    ],
)
def test_a_role_and_the_instrument_that_plays_it_are_one_player(prompt: str, players: list[str]) -> None:
    found = read_brief(prompt).players
    assert [player.instruments[0] if player.named else player.role for player in found] == players


@pytest.mark.parametrize(
    "prompt", ["bright synth", "warm synth chords, house", "jazz with a synthesizer", "folk synth"]
)
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_synth_is_no_piano(prompt: str, seed: int) -> None:
    keys = [seat.instrument for seat in seated(read_brief(prompt), seed, 4) if seat.name == "keys"]
    assert keys in (["pluck"], ["saw_lead"], ["supersaw"], ["square_lead"])


def test_a_synth_without_any_of_its_sounds_is_still_somebody() -> None:
    assert asked("synth, no pluck, no supersaw, no saw lead, no square lead")


@pytest.mark.parametrize("prompt", ["barbershop quartet", "a vocal quartet", "a cappella quartet"])
def test_singers_are_one_part(prompt: str) -> None:
    assert [seat.name for seat in seated(read_brief(prompt), 1, 4)] == ["vocal-pad"]


@pytest.mark.parametrize(
    ("prompt", "instrument"),
    [
        ("Oberheim strings", "synth_strings"),
        ("Juno strings", "synth_strings"),
        ("cello drone", "solo_cello"),
        ("a bowed bass drone", "contrabass"),
        ("dark ambient drone", "drone"),
        ("analog bassline", "analog_bass"),
        ("warm analog bass line, deep and round", "analog_bass"),
        ("analog bass part", "analog_bass"),
    ],
)
def test_strings_of_a_synth_drones_of_an_instrument_and_basslines_are_one_player(prompt: str, instrument: str) -> None:
    assert asked(prompt) == [instrument]


def test_a_drum_fill_is_the_drummers() -> None:
    assert [seat.name for seat in seated(read_brief("a drum fill"), 1, 4)] == ["drums"]


def test_what_is_asked_of_a_role_holds_for_its_instrument() -> None:
    (player,) = read_brief("sparse staccato keys part, on a bright grand piano").players
    assert player.instruments[0] == "grand_piano"
    assert player.steering.density == 0.15


def test_what_is_said_of_a_drummer_twice_holds() -> None:
    (drummer,) = read_brief("a busy beat, hard drums").players
    assert (drummer.steering.density, drummer.steering.energy) == (0.85, 0.95)
    assert drummer.words == ("busy beat", "hard drums")


@pytest.mark.parametrize(
    ("prompt", "instrument"),
    [
        ("metal, electric guitar", "distortion_guitar"),
        ("punk with an electric guitar", "overdriven_guitar"),
        ("funk, electric guitar", "clean_guitar"),
        ("just an electric guitar", "clean_guitar"),
        ("chiptune synth lead", "square_lead"),
        ("trance synth lead", "saw_lead"),
    ],
)
def test_a_style_decides_which_of_several_instruments_is_meant(prompt: str, instrument: str) -> None:
    assert asked(prompt) == [instrument]


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("a dry Telecaster, no overdrive, over Bernard Purdie's shuffle", ["clean_guitar", "standard_kit"]),
        ("rock, electric guitar without distortion", ["clean_guitar"]),
        ("an overdriven guitar, no distortion", ["overdriven_guitar"]),
        ("Toots Thielemans playing a waltz", ["harmonica"]),
        ("something like Astor Piazzolla would play", ["accordion"]),
        ("ein Bandoneon und ein Kontrabaß", ["accordion", "acoustic_bass"]),
        ("l'accordéon et la contrebasse", ["accordion", "acoustic_bass"]),
        ("un Fagott, molto lento", ["clarinet"]),
        ("vlc., pizzicato section and harp", ["solo_cello", "pizzicato_strings", "harp"]),
        ("Larry Graham's thumb on a Motown groove", ["slap_bass"]),
        ("B. B. King", ["overdriven_guitar"]),
        ("JJ Johnson's tone on a slow blues", ["trombone"]),
        ("steel-pans and an egg shaker", ["marimba", "shaker_kit"]),
        ("909 hats over a Juno wash", ["kit_909", "analog_pad"]),
        ("a long 808 under 808 claps", ["bass_808", "kit_808"]),
        ("double bass drums and downtuned guitars", ["power_kit", "distortion_guitar"]),
        ("amapiano with a bouncing log drum", ["fm_bass"]),
        ("harmonium drone, then a lone duduk", ["reed_organ", "oboe"]),
        ("jangly twelve-string electric", ["clean_guitar"]),
        ("Rickenbacker bass, all downstrokes", ["pick_bass"]),
        ("Tenorhorn and Zugposaune", ["trombone", "trombone"]),
        ("a shakuhachi, then somebody whistling", ["pan_flute", "pan_flute"]),
        ("mellotron flutes like in Strawberry Fields", ["flute"]),
        ("batería con escobillas, contrabajo y piano de cola", ["brush_kit", "acoustic_bass", "grand_piano"]),
        ("violini in tremolo, timpani", ["tremolo_strings", "orchestra_kit"]),
        ("Fender Rhodes Mk I through a phaser", ["rhodes"]),
        ("crunchy JCM 800 lead", ["overdriven_guitar"]),
        ("squelchy TB 303, no drums", ["acid_303"]),
        ("Stylophone!", ["square_lead"]),
        ("a walking upright bass under a soprano saxophone", ["acoustic_bass", "alto_sax"]),
        ("a Casio SK-1 and a Moog Minitaur bass", ["square_lead", "analog_bass"]),
        ("monks chanting in a stone chapel", ["choir_aahs"]),
    ],
)
def test_what_musicians_ask_for(prompt: str, instruments: list[str]) -> None:
    assert asked(prompt) == instruments


@pytest.mark.parametrize(
    "prompt",
    [
        *("rainy night in tokyo", "90s vhs feeling", "make it bounce", "key to success", "no strings attached"),
        *("the horn of a car", "bells and whistles", "a drone flying over the city", "acid rain", "organ donor"),
        *("Ludwig van Beethoven", "the Marshall plan", "in the doghouse", "a crackling campfire", "hot rods"),
        *("Taurus season", "superstition", "a Geiger counter", "trap set", "desert sandstorm", "cry baby"),
        *("room 606", "a glass of wine", "the final countdown", "thunder and lightning", "electric hum of the city"),
    ],
)
def test_everyday_words_ask_for_no_instrument(prompt: str) -> None:
    assert not [player for player in read_brief(prompt).players if player.instruments]


@pytest.mark.parametrize("style", ["techstep", "brostep", "boogie woogie", "berlin school"])
def test_styles_that_sound_like_instruments_are_none(style: str) -> None:
    assert not read_brief(style).players


@pytest.mark.parametrize("prompt", ["trance arp only", "synthwave arp", "house arp", "give me an arp"])
def test_an_arp_is_a_synthesizers(prompt: str) -> None:
    synths = {"pluck", "saw_lead", "square_lead", "supersaw", "fm_bell"}
    assert {seated(read_brief(prompt), seed, 4)[0].instrument for seed in range(12)} <= synths
