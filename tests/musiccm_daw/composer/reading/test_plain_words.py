"""Ordinary words that name no player, and players whom people name by an adjective or a word beside their name."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.reading.pedal_note import pedal_note
from musiccm_daw.composer.seating import seated
from musiccm_daw.composer.words.stand_ins import STAND_INS
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.composer.requested import part_of, score_of


def names(prompt: str) -> list[str]:
    """The instrument of each player whom a prompt names, else the role."""
    return [player.instruments[0] if player.instruments else player.role for player in read_brief(prompt).players]


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("bossa guitar, nylon, thumb on the bass notes", ["nylon_guitar"]),
        ("fingerstyle guitar with the thumb on the low strings", ["guitar"]),
        ("acoustic guitar, thumb plays the bass", ["nylon_guitar"]),
        ("fretless bass singing melody high up", ["fretless_bass"]),
        ("cello singing a melody over pads", ["solo_cello", "pads"]),
        ("singing violin over pads", ["solo_violin", "pads"]),
        ("a choir singing a melody", ["choir_aahs"]),
        ("a singer singing a melody over piano", ["vocal-pad", "grand_piano"]),
        ("kazoo, washboard and jug band bass", ["harmonica", "shaker_kit", "trombone"]),
        ("film noir detective walking alone in the rain", []),
        ("a man walking home at night, piano", ["grand_piano"]),
        ("walking in the rain, saxophone", ["alto_sax"]),
        ("people walking down the street, soul", []),
        ("walking on sunshine, soul", []),
        ("kids' tv theme about a digger", []),
        ("true crime podcast theme", []),
        ("film theme, sad", []),
        ("theme for a spaceship", []),
        ("indie folk like early Bon Iver, falsetto-y, bare", []),
        ("synth pad, choir-like", ["warm_gm_pad"]),
        ("piano, harp-like", ["grand_piano"]),
        ("drums/bass/keys", ["standard_kit", "bass", "keys"]),
        ("clean guitar arpeggios with volume swell pads, post rock intro, no drums yet", ["clean_guitar", "pads"]),
    ],
)
def test_ordinary_words_bring_nobody_in(prompt: str, players: list[str]) -> None:
    brief = read_brief(prompt)
    assert names(prompt) == players
    if players:
        assert len(seated(brief, 1, 4)) == len(players)


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("walking bass alone", ["bass"]),
        ("jazz guitar over a walking upright bass", ["jazz_guitar", "acoustic_bass"]),
        ("bass walking down to the root", ["bass"]),
        ("main theme on piano", ["grand_piano"]),
        ("a theme for violin", ["solo_violin"]),
        ("harp-like", ["harp"]),
        ("techno bassline, acid-ish", ["acid_303"]),
        ("falsetto over piano", ["voice_oohs", "grand_piano"]),
        ("singing, piano", ["vocal-pad", "grand_piano"]),
        ("thumb slap bass", ["slap_bass"]),
    ],
)
def test_where_such_words_name_somebody_they_still_do(prompt: str, players: list[str]) -> None:
    assert names(prompt) == players


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("fingerpicked acoustic + cello countermelody", ["nylon_guitar", "solo_cello"]),
        ("strummed acoustic over pads", ["steel_guitar", "pads"]),
        ("acoustic and harmonica", ["nylon_guitar", "harmonica"]),
        ("an acoustic with a cello", ["nylon_guitar", "solo_cello"]),
        ("nylon + flute", ["nylon_guitar", "flute"]),
        ("an electric and a flute", ["clean_guitar", "flute"]),
        ("baby grand, upright and brushes", ["grand_piano", "acoustic_bass", "brush_kit"]),
        ("grand + cello", ["grand_piano", "solo_cello"]),
        ("fretless, rhodes, drums", ["fretless_bass", "rhodes", "standard_kit"]),
        ("muted electric and drums", ["muted_guitar", "standard_kit"]),
    ],
)
def test_an_adjective_stands_for_its_instrument(prompt: str, players: list[str]) -> None:
    assert names(prompt) == players
    assert not {"acoustic", "nylon", "electric", "upright", "grand"} & set(read_brief(prompt).unknown)


@pytest.mark.parametrize("prompt", ["acoustic, chill", "acoustic and chill", "acoustic pop", "acoustic guitar, sad"])
def test_an_adjective_of_a_style_stays_one(prompt: str) -> None:
    assert len(names(prompt)) == ("guitar" in prompt)


@pytest.mark.parametrize(
    ("prompt", "roles"),
    [
        ("motown backbeat, tambourine, 4 chords", {"bass", "drums", "percussion"}),
        ("prog rock in 7/8, keyboards up front, busier", {"keys", "bass", "drums"}),
        ("metal, guitars in the foreground", {"guitar", "bass", "drums"}),
        ("organ and choir and everything, rock", {"keys", "vocal-pad", "bass", "drums"}),
    ],
)
def test_such_words_call_for_the_whole_band(prompt: str, roles: set[str]) -> None:
    for seed in range(4):
        assert roles <= {seat.role for seat in seated(read_brief(prompt), seed, 4)}


def test_chords_that_are_counted_are_no_players() -> None:
    assert names("guitar strumming three chords") == ["guitar"]


@pytest.mark.parametrize(
    ("prompt", "note", "lowest"),
    [
        ("contrabass bowed low E pedal with cymbal swells", 4, 28),
        ("cello drone on F#", 6, 36),
        ("deep C pedal", 0, 24),
    ],
)
def test_a_pedal_has_its_note_and_the_piece_its_key(prompt: str, note: int, lowest: int) -> None:
    assert pedal_note(prompt) == note
    request = GenerationRequest.resolve(prompt)
    assert request.key is not None
    assert request.key.tonic == note
    score = score_of(prompt, key=None, chords=None)
    held = next(part for part in score.parts if part.role not in ("drums", "fx"))
    assert {pitch.pitch % 12 for pitch in held.notes} == {note}
    assert min(pitch.pitch for pitch in held.notes) >= lowest


@pytest.mark.parametrize("prompt", ["A drone under a flute", "A pedal steel ballad", "drone shots of a city"])
def test_an_article_is_no_note_of_a_pedal(prompt: str) -> None:
    assert pedal_note(prompt) is None
    assert GenerationRequest.resolve(prompt).sources["key"] == "seed"


@pytest.mark.parametrize(
    "stand_in", ["piccolo", "bari sax", "soprano sax", "bass clarinet", "english horn", "xylophone", "jug"]
)
def test_winds_and_bars_of_other_sizes_keep_to_their_own_range(stand_in: str) -> None:
    own = STAND_INS[stand_in]
    for name in own.names.split(", "):
        (player,) = read_brief(name).players
        assert player.stand_in == stand_in, name
    for way in ("melody", "riff", "ostinato"):
        pitches = [note.pitch for note in part_of(f"{stand_in} {way}").notes]
        assert own.lowest <= min(pitches), way
        assert max(pitches) <= own.highest, way


def test_pads_of_an_electric_piano_are_its_held_chords() -> None:
    for name in ("electric piano", "rhodes", "wurlitzer"):
        (player,) = read_brief(f"{name} pads").players
        assert (player.role, "held" in player.ways) == ("keys", True)


def test_the_pedals_of_an_organ_are_its_bass() -> None:
    for words in ("organ bass pedal", "hammond bass pedals", "organ pedalboard", "left hand organ bass"):
        bass, keys = read_brief(f"{words}, rhodes").players
        assert (bass.role, bass.instruments, keys.role) == ("bass", ("drawbar_organ",), "keys")


def test_a_rimshot_groove_is_a_whole_kits() -> None:
    part = part_of("rimshot groove")
    assert {36, 37} <= {note.pitch for note in part.notes}
    assert 38 not in {note.pitch for note in part.notes if note.velocity > 80}


def test_half_speed_is_one_players() -> None:
    halved, usual = (
        score_of(f"violin, {words}melody; clarinet eighths", bars=8).parts for words in ("half speed ", "")
    )
    assert len(halved[0].notes) <= 0.7 * len(usual[0].notes)
    assert len(halved[1].notes) == len(usual[1].notes)
