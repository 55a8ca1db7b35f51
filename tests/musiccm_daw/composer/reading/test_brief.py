"""Prompts become briefs: styles, players, ways of playing, and what is left out."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import Brief, read_brief
from musiccm_daw.composer.reading.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.composer.seating import seated
from musiccm_daw.timebase import Meter

NO_DRUMS = (
    "house, no drums",
    "house without drums",
    "drumless house",
    "beatless house",
    "house, no beat",
    "house, no percussion",
    "house minus drums",
    "house, drums off",
    "house, skip the drums",
    "house, not any drums",
    "house sans drums",
    "house, only pads",
    "no drums, just warm pads",
    "house without any beats or percussion",
    "drums-free deep house",
    "house, hold the drums",
    "house w/o drums",
    "house, everything except drums",
    "house with no percussive elements",
    "house, turn off the drums",
    "house, avoid drums",
    "jazz quartet without drums",
    "jazz quintet, drumless",
)


def roles(prompt: str, seed: int = 1) -> set[str]:
    return {seat.role for seat in seated(read_brief(prompt), seed, 4)}


def instruments(prompt: str, seed: int = 1) -> list[str]:
    return [seat.instrument for seat in seated(read_brief(prompt), seed, 4)]


@pytest.mark.parametrize("prompt", NO_DRUMS)
@pytest.mark.parametrize("seed", range(5))
def test_every_wording_of_no_drums_leaves_them_out(prompt: str, seed: int) -> None:
    assert not roles(prompt, seed) & {"drums", "percussion"}


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("drum and bass", "drum_and_bass"),
        ("Drum & Bass", "drum_and_bass"),
        ("drum'n'bass", "drum_and_bass"),
        ("DEEP-HOUSE", "deep_house"),
        ("deep_house", "deep_house"),
        ("dub techno chord stabs", "dub_techno"),
        ("lo-fi beats", "lofi"),
        ("R&B keys", "rnb"),
        ("slap bass, funky", "funk"),
        ("something nice", None),
    ],
)
def test_a_style_is_read_by_any_of_its_names(prompt: str, style: str | None) -> None:
    assert read_brief(prompt).style == style


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("solo flute melody", ["flute"]),
        ("gentle felt piano arpeggios in three", ["grand_piano"]),
        ("a violin", ["solo_violin"]),
        ("Church-Organ, held chords", ["church_organ"]),
        ("slap bass and clavinet, funky", ["slap_bass", "clavinet"]),
        ("cello theme over a pizzicato", ["solo_cello", "pizzicato_strings"]),
        ("string quartet", ["solo_violin", "solo_violin", "solo_viola", "solo_cello"]),
        ("melody on a muted trumpet", ["muted_trumpet"]),
        ("no drums, just warm pads", ["warm_pad"]),
        ("theorbo and kora", ["nylon_guitar", "harp"]),
        ("steel drums", ["marimba"]),
        ("bass clarinet", ["clarinet"]),
        ("English horn solo", ["oboe"]),
        ("Wurlitzer-ish chords", ["rhodes"]),
        ("no theorbo, hurdy-gurdy drone", ["solo_violin"]),
        ("sax, upright bass and vibes", ["alto_sax", "acoustic_bass", "vibraphone"]),
        ("summer vibes on a ukulele", ["nylon_guitar"]),
        ("Steinway piano", ["grand_piano"]),
        ("TR-909 drum machine", ["kit_909"]),
        ("Telecaster electric guitar, clean", ["clean_guitar"]),
        ("oboe clarinet flute", ["oboe", "clarinet", "flute"]),
        ("cello piano duet", ["solo_cello", "grand_piano"]),
        ("string pad", ["string_ensemble"]),
        ("supersaw pad", ["supersaw"]),
        ("cello pad", ["solo_cello"]),
        ("prophet-5 pad", ["poly_synth_pad"]),
        ("piano with a warm pad", ["grand_piano", "warm_pad"]),
    ],
)
def test_named_instruments_play_and_no_others(prompt: str, players: list[str]) -> None:
    for seed in range(4):
        assert instruments(prompt, seed) == players


def test_a_guitar_is_no_banjo() -> None:
    for seed in range(20):
        flute, guitar = instruments("flute and guitar", seed)
        assert flute == "flute"
        assert "guitar" in guitar


def test_drums_and_bass_are_two_players_and_no_style() -> None:
    assert read_brief("drums and bass").style is None
    assert roles("drums and bass") == {"drums", "bass"}


def test_the_longest_phrase_counts() -> None:
    assert instruments("upright bass") == ["acoustic_bass"]
    assert instruments("music box") == ["music_box"]
    assert instruments("synth strings") == ["synth_strings"]


def test_a_trio_fills_up_from_its_style() -> None:
    for seed in range(8):
        trio = instruments("jazz trio with saxophone and piano", seed)
        assert trio[:2] == ["alto_sax", "grand_piano"]
        assert len(trio) == 3
    assert roles("jazz trio") >= {"bass", "drums"}


def test_a_style_alone_seats_its_band() -> None:
    assert len(roles("house")) >= 3
    assert roles("house track with rhodes") > {"keys"}
    assert roles("house rhodes") == {"keys"}


def test_a_bass_beside_drums_is_a_second_player() -> None:
    assert roles("drums bass and flute") == {"drums", "bass", "lead"}


def test_a_style_is_joined_by_those_whom_it_has() -> None:
    assert roles("disco with strings") > {"drums", "bass", "strings"}
    assert roles("deep house w/ a rhodes, no drums") >= {"bass", "keys"}
    assert roles("saxophone over a reggae groove") > {"drums", "bass", "lead"}
    assert roles("bass-heavy dubstep") > {"drums", "bass"}
    assert roles("house, finger snaps instead of drums") >= {"bass", "percussion"}
    assert roles("just the drums, house with swing") == {"drums"}


def test_who_names_a_rhythm_section_names_the_whole_band() -> None:
    for seed in range(8):
        assert roles("lofi beat with piano, bass and drums", seed) == {"keys", "bass", "drums"}
        assert roles("melodic techno with pads, drums and acid bass", seed) == {"pads", "drums", "bass"}
    assert roles("piano intro, then the full band with drums, bass and guitar") > {"keys", "drums", "bass", "guitar"}


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("synth bass playing bass line for a drum & bass track", {"bass"}),
        ("drum loop for my track", {"drums"}),
        ("jazzy rhodes chords for a hip hop beat", {"keys"}),
        ("supersaw lead for a big room drop", {"lead"}),
        ("melody for a sad song on violin", {"lead"}),
        ("deep house chords, stabby, with a lot of reverb", {"keys"}),
        ("drum fill, rock", {"drums"}),
        ("vocals for a pop song", {"vocal-pad"}),
        ("write me a bass line on a moog for a funk song", {"bass"}),
        ("drum kit, solo flute and solo cello play a big country arrangement", {"drums", "lead", "strings"}),
    ],
)
def test_a_track_that_a_part_is_for_seats_nobody(prompt: str, players: set[str]) -> None:
    for seed in range(4):
        assert roles(prompt, seed) == players


def test_a_band_that_a_part_is_for_plays() -> None:
    assert roles("a flute melody for full orchestra") > {"lead"}
    assert roles("saxophone over a house track") > {"drums", "bass"}
    assert read_brief("smooth jazz sax over a lofi beat").style == "lofi"
    assert read_brief("jazzy rhodes chords for a hip hop beat").style == "boom_bap"


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("bass that follows the kick", {"bass"}),
        ("bass line to go with my loud drums and guitar", {"bass"}),
        ("piano to go with a sad guitar", {"keys"}),
        ("melody to go over these chords", {"lead"}),
        ("drums that fit a slow soul song", {"drums"}),
    ],
)
def test_what_a_part_is_to_go_with_is_there_already(prompt: str, players: set[str]) -> None:
    assert roles(prompt) == players


def test_a_tune_over_chords_is_played_by_two() -> None:
    assert roles("lead guitar solo over power chords") == {"lead", "guitar"}
    assert roles("flute melody over arpeggios") == {"lead", "keys"}
    assert roles("dub bass and echoing chords") == {"bass", "keys"}


def test_a_backing_track_is_without_whom_it_is_for() -> None:
    for seed in range(4):
        assert "alto_sax" not in instruments("jazz backing track for an alto sax", seed)
        assert "lead" not in roles("backing track for a guitar solo", seed)
    assert roles("backing track for a rap song") >= {"drums", "bass"}


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("a background pad played on tremolo strings", [("pads", "tremolo_strings")]),
        ("soundtrack keys loop played on analog strings", [("keys", "synth_strings")]),
        ("lead line on a trumpet", [("lead", "trumpet")]),
        ("solo slap bass, bass line", [("bass", "slap_bass")]),
        ("acid line, 303", [("bass", "acid_303")]),
        ("choir singing oohs", [("vocal-pad", "choir_aahs")]),
        ("horror strings, tremolo", [("strings", "tremolo_strings")]),
        ("piano like Bill Evans", [("keys", "grand_piano")]),
        ("piano, piano", [("keys", "grand_piano"), ("keys", "grand_piano")]),
        ("violin and cello", [("strings", "solo_violin"), ("strings", "solo_cello")]),
        ("romantic piano nocturne", [("keys", "grand_piano")]),
        ("theremin sci-fi lead", [("vocal-pad", "synth_voice")]),
        ("a banjo roll", [("guitar", "banjo")]),
        ("drums, brushed", [("drums", "brush_kit")]),
        ("a funk bass synth", [("bass", "synth_bass_1")]),
        ("a disco string part with synth strings", [("strings", "synth_strings")]),
        ("hand percussion loop", [("percussion", "latin_percussion")]),
    ],
)
def test_a_part_and_what_it_is_played_on_are_one(prompt: str, players: list[tuple[str, str]]) -> None:
    assert [(seat.role, seat.instrument) for seat in seated(read_brief(prompt), 0, 8)] == players
    assert roles("strings on top of a piano") == {"strings", "keys"}
    assert [seat.instrument for seat in seated(read_brief("strings with solo violin"), 0, 8)][1:] == ["solo_violin"]


def test_power_chords_are_driven_where_the_words_leave_it_open() -> None:
    for prompt in ("punk power chords", "electric guitar power chords"):
        assert set(instruments(prompt, 0)) <= {"overdriven_guitar", "distortion_guitar"}
    assert instruments("clean guitar power chords", 0) == ["clean_guitar"]


def test_a_lead_synth_is_a_synth() -> None:
    for seed in range(4):
        assert INSTRUMENTS[instruments("lead synth, g-funk", seed)[0]].is_synth


def test_when_a_drum_is_struck_seats_nobody() -> None:
    assert roles("kick on every beat, clap on 2 and 4, open hats on the offbeat") == {"drums"}
    assert roles("kick, snare and hats, with a rhodes on the offbeat") == {"drums", "keys"}


def test_a_melody_that_ends_a_list_is_somebody_elses() -> None:
    assert roles("drums, bass, keys and melody") == {"drums", "bass", "keys", "lead"}
    assert roles("piano and melody") == {"keys"}


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("replace the piano with a harpsichord", {"keys"}),
        ("no instruments except a flute", {"lead"}),
        ("nothing but drums", {"drums"}),
        ("no drums except a shaker", {"percussion"}),
        ("neither drums nor bass, strings", {"strings"}),
        ("sin batería, flute", {"lead"}),
    ],
)
def test_what_is_excepted_or_replaced(prompt: str, players: set[str]) -> None:
    assert roles(prompt) == players


def test_a_style_that_names_its_drums_keeps_them_beside_what_joins_it() -> None:
    assert roles("drum and bass with strings") > {"drums", "bass", "strings"}
    assert roles("lofi beat with rhodes") > {"drums", "keys"}
    assert roles("drum and bass strings") == {"strings"}
    assert "drums" not in roles("lofi beat with rhodes, no drums")


@pytest.mark.parametrize(
    ("prompt", "way"),
    [
        ("piano arpeggios", "arp"),
        ("broken chords on a harp", "arp"),
        ("brass stabs", "stabs"),
        ("walking bass, late night", "walking_bass"),
        ("four-on-the-floor drums", "four_on_the_floor"),
        ("half-time drums", "half_time"),
        ("trap hats with rolls", "rolling_hats"),
        ("guitar, finger-picking", "picking"),
        ("strummed guitar", "strum"),
        ("marimba ostinato", "ostinato"),
        ("flute with long rests", "rests"),
        ("palm-muted guitar sixteenths", "sixteenths"),
    ],
)
def test_ways_of_playing_go_to_the_player(prompt: str, way: str) -> None:
    (player,) = read_brief(prompt).players
    assert way in player.ways


def test_ways_go_to_the_player_who_can() -> None:
    keys, drums = read_brief("rhodes chords, breakbeat drums").players
    assert keys.ways == ("chords",)
    assert "breakbeat" in drums.ways


def test_words_that_nobody_knows_are_kept() -> None:
    assert read_brief("wobbly zorblax piano in A minor, 90 bpm, 8 bars").unknown == ("zorblax",)
    assert read_brief("a slow jazz waltz with brushes").unknown == ()


@pytest.mark.parametrize(("prompt", "meter"), [("a waltz", "3/4"), ("piano in three", "3/4"), ("jazz in five", "5/4")])
def test_meters_in_words(prompt: str, meter: str) -> None:
    assert read_brief(prompt).meter == Meter.parse(meter)


def test_what_only_sounds_like_a_wish_is_none() -> None:
    assert read_brief("not too busy piano").steering == UNSTEERED
    # Who is not to be busy has fewer notes, and no more.
    assert read_brief("not too busy piano").players[0].steering == Steering(density=0.15)
    (lead,) = read_brief("guitar solo").players
    assert (lead.role, lead.ways) == ("lead", ("melody",))


def test_density_belongs_to_its_clause() -> None:
    drums, bass = read_brief("trap hats with rolls, sparse 808").players
    assert (drums.steering, bass.steering) == (UNSTEERED, STEERING["sparse"])
    assert read_brief("busy, house").steering == STEERING["busy"]


def test_left_out_sounds_and_instruments() -> None:
    assert read_brief("techno drums, no kick").without_pieces == {"kick"}
    assert "bass" in read_brief("house without bass or drums").without_roles
    assert "bass" not in read_brief("no drums and bass guitar").without_roles


@pytest.mark.parametrize(
    ("prompt", "role"),
    [
        ("drums off-beat, with a harmon mute trumpet", "drums"),
        ("piano free improvisation", "keys"),
        ("harmon mute trumpet", "brass"),
        ("seamless drums", "drums"),
        ("no reverb drums", "drums"),
    ],
)
def test_what_only_sounds_like_a_negation_is_none(prompt: str, role: str) -> None:
    assert role in roles(prompt)


@pytest.mark.parametrize(
    ("prompt", "phrases"),
    [
        ("house", []),
        ("rainy cafe", ["rainy cafe"]),
        ("Lord of the Rings, with a flute and zorblax", ["Lord of the Rings", "zorblax"]),
        ("commodore 64 game", ["commodore 64 game"]),
        ("no zorblax, not a rainy cafe", []),
        ("without drums or zorblax", []),
        ("blorptang-free piano, zorblaxless", []),
        ("skip the zorblax", []),
        ("zorblax piano, rainy cafe, 90 bpm, A minor", ["zorblax piano", "rainy cafe", "zorblax"]),
        ("zorblax flute", ["zorblax"]),
    ],
)
def test_the_nearest_is_asked_for_unknown_phrases_that_are_wanted(prompt: str, phrases: list[str]) -> None:
    asked: list[str] = []
    read_brief(prompt, asked.append)  # type: ignore[func-returns-value,arg-type]
    assert asked == phrases


def test_the_nearest_fills_only_what_is_open() -> None:
    assert read_brief("zorblax", lambda words: "disco").style == "disco"
    assert read_brief("zorblax", lambda words: "disco").taken == (("zorblax", "disco"),)
    for prompt, name in (("zorblax house", "disco"), ("busy zorblax", "sparse"), ("calm zorblax", "strong")):
        assert read_brief(prompt, lambda words, name=name: name) == read_brief(prompt)
    assert read_brief("zorblax", lambda words: "sparse").steering == STEERING["sparse"]


def test_an_empty_brief_asks_for_nothing() -> None:
    assert read_brief("") == Brief()
