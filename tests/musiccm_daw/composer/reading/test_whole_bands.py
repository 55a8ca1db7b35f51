"""A beat of rap is a whole instrumental, a song for voice and guitar is for two, and a full list is the band."""

from __future__ import annotations

import pytest

from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.seating import seated


def roles(prompt: str, seed: int = 1) -> list[str]:
    return [seat.role for seat in seated(read_brief(prompt), seed, 8)]


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("trap beat", "trap"),
        ("hard trap beat", "trap"),
        ("hip hop beat", "boom_bap"),
        ("uk drill beat", "drill"),
        ("type beat, drill", "drill"),
        ("drake type beat", "trap"),
        ("lofi type beat", "lofi"),
        ("a chill lofi hip hop beat with piano", "lofi"),
        ("trap style beat", "trap"),
        ("r&b beat, rhodes", "rnb"),
        ("travis scott type beat, spacey pads, heavy 808", "trap"),
    ],
)
def test_a_beat_of_rap_is_a_whole_instrumental(prompt: str, style: str) -> None:
    for seed in range(4):
        found = set(roles(prompt, seed))
        assert {"drums", "bass"} < found
    assert read_brief(prompt).style == style


@pytest.mark.parametrize("prompt", ["trap drum beat", "drum beat, trap", "house beat", "boom bap beat, just drums"])
def test_other_beats_are_the_drummers(prompt: str) -> None:
    assert roles(prompt) == ["drums"]


def test_a_beat_that_a_part_is_for_does_not_play() -> None:
    assert roles("rhodes chords for a trap beat") == ["keys"]


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("children's song with glockenspiel and ukulele", 2),
        ("song for voice and guitar", 2),
        ("love song for voice and piano", 2),
        ("folk song with guitar and harmonica", 2),
        ("song with acoustic guitar, mandolin and fiddle", 3),
        ("bluegrass with banjo, fiddle, mandolin, upright bass and guitar", 5),
        ("tango with bandoneon, violin, piano and double bass", 4),
        ("dixieland with trumpet, clarinet, trombone, banjo, tuba and drums", 6),
        ("gypsy jazz with violin, two guitars and double bass", 4),
        ("celtic with fiddle, flute, bodhran and guitar", 4),
    ],
)
def test_those_who_are_named_are_all(prompt: str, players: int) -> None:
    for seed in range(6):
        assert len(roles(prompt, seed)) == players


@pytest.mark.parametrize(
    "prompt",
    [
        *("pop song with piano and violin", "song with full band, piano and voice", "song with synth and 808"),
        *(
            "house with piano, strings, vocals and bass",
            "bluegrass with banjo",
            "rock with organ, two guitars and drums",
        ),
    ],
)
def test_a_band_joins_others(prompt: str) -> None:
    brief = read_brief(prompt)
    assert any(not seat.named for seat in seated(brief, 1, 8))


def test_a_rhythm_section_is_bass_and_drums_and_a_pianist_beside_horns() -> None:
    assert roles("tight rhythm section, funk") == ["drums", "bass"]
    assert roles("sax soli with rhythm section") == [*["lead"] * 5, "drums", "bass", "keys"]
    assert roles("big band horns with rhythm section") == ["brass", "lead", "drums", "bass", "keys"]
    assert roles("trumpet and guitar with a rhythm section, jazz") == ["brass", "guitar", "drums", "bass"]


@pytest.mark.parametrize(
    "prompt",
    [
        "epic trailer music huge drums",
        "salsa con metales",
        "dub reggae tape echo, heavy bass",
        "rock ballad, power chords in chorus",
        "breakbeat prodigy style",
        "christmas jingle",
        "video game shop theme, cute",
        "epic orchestral, huge brass",
        "techno, heavy bass",
        "thrash metal, power chords, galloping",
        "black metal tremolo picking with blast beats",
        "punk rock, palm muted power chords",
        "hardcore punk, d-beat, 200 bpm",
    ],
)
def test_music_that_is_named_before_a_colour_of_it_is_played_by_all(prompt: str) -> None:
    for seed in range(4):
        assert len(roles(prompt, seed)) >= 3


@pytest.mark.parametrize(
    ("prompt", "band"),
    [
        ("forró with accordion, zabumba and triangle", {"lead", "percussion"}),
        ("samba with cavaquinho, pandeiro and surdo", {"guitar", "percussion"}),
    ],
)
def test_a_list_of_three_acoustic_players_with_percussion_is_the_band(prompt: str, band: set[str]) -> None:
    for seed in range(4):
        assert set(roles(prompt, seed)) == band
        assert {"drums", "bass"} < set(roles("house with piano, violin and congas", seed))


@pytest.mark.parametrize(
    ("prompt", "band"),
    [
        ("drum n bass, reese, pads", {"bass", "pads", "drums"}),
        ("uk drill 140 sliding 808s dark piano", {"bass", "keys", "drums"}),
        ("amapiano log drum, shakers, jazzy chords", {"bass", "percussion", "keys", "drums"}),
        ("techno, stabs and pads", {"keys", "pads", "drums", "bass"}),
        ("deep house, without vocals, rhodes chords", {"keys", "drums", "bass"}),
        ("hip hop, piano, violin", {"keys", "strings", "drums", "bass"}),
    ],
)
def test_sounds_that_are_listed_behind_a_dance_style_have_its_beat(prompt: str, band: set[str]) -> None:
    for seed in range(6):
        assert set(roles(prompt, seed)) == band


@pytest.mark.parametrize(
    ("prompt", "band"),
    [
        ("house, rhodes", {"keys"}),
        ("house, fast arp", {"keys"}),
        ("lofi guitar and piano", {"guitar", "keys"}),
        ("dub bass and echoing chords", {"bass", "keys"}),
        ("house loop, piano, bass", {"keys", "bass"}),
        ("house: kick, offbeat hi hats, piano stabs", {"drums", "keys"}),
        ("drum n bass, just reese and pads", {"bass", "pads"}),
        ("drum n bass, reese, pads, no drums", {"bass", "pads"}),
        ("reese and pads, drum n bass", {"bass", "pads"}),
        ("jazz, piano and saxophone", {"keys", "lead"}),
        ("blues shuffle, slide guitar, harmonica", {"guitar", "lead"}),
    ],
)
def test_no_beat_joins_a_single_sound_a_loop_or_those_who_play_by_hand(prompt: str, band: set[str]) -> None:
    for seed in range(6):
        assert set(roles(prompt, seed)) == band


@pytest.mark.parametrize(
    ("prompt", "band"),
    [
        ("reggae with organ and clavinet", ["keys", "keys", "drums", "bass"]),
        ("boom bap with rhodes and a muted trumpet", ["keys", "brass", "drums", "bass"]),
        ("future bass with supersaw chords and vocal chops", ["keys", "vocal-pad", "drums", "bass"]),
        ("house track with piano and strings", ["keys", "strings", "drums", "bass"]),
    ],
)
def test_a_list_is_the_band_with_its_rhythm_section(prompt: str, band: list[str]) -> None:
    for seed in range(6):
        assert roles(prompt, seed) == band


def test_horns_and_percussion_need_somebody_for_bass_and_chords() -> None:
    for seed in range(6):
        assert {"percussion", "brass", "bass", "keys"} <= set(roles("salsa with timbales, congas and trombones", seed))
        assert "keys" in roles("house with trumpet and violin", seed)


def test_a_full_band_is_everybody_however_many_are_named() -> None:
    for seed in range(6):
        assert len(roles("funk, full band with organ and clavinet", seed)) > 4
        assert len(roles("big band with clarinet and piano", seed)) > 5


@pytest.mark.parametrize("prompt", ["piano duet", "piano duet, jazz", "jazz guitar duo", "piano four hands, ragtime"])
def test_a_duet_of_one_instrument_is_two_of_it(prompt: str) -> None:
    first, second = seated(read_brief(prompt), 1, 8)
    assert first.instrument == second.instrument


def test_who_has_the_lead_plays_a_tune() -> None:
    lead, *others = seated(read_brief("minimal techno with a harpsichord lead"), 11, 8)
    assert "melody" in lead.player.ways
    assert "lead" not in {seat.role for seat in others}
    assert roles("psytrance, rolling bassline, squelchy lead") == ["bass", "lead", "drums"]


def test_the_organ_of_a_hymn_is_a_churchs() -> None:
    for prompt, organ in (("hymn, organ only", "church_organ"), ("hymn on a hammond organ", "drawbar_organ")):
        (seat,) = seated(read_brief(prompt), 1, 8)
        assert seat.instrument == organ


@pytest.mark.parametrize(
    ("prompt", "trio"),
    [
        ("organ trio", ["keys", "guitar", "drums"]),
        ("hammond organ trio, blues shuffle", ["keys", "guitar", "drums"]),
        ("organ trio with tenor sax, soul jazz", ["keys", "lead", "drums"]),
        ("organ trio with upright bass", ["keys", "bass", "drums"]),
    ],
)
def test_an_organist_plays_the_bass_of_an_organ_trio(prompt: str, trio: list[str]) -> None:
    for seed in range(4):
        assert roles(prompt, seed) == trio


@pytest.mark.parametrize(
    ("prompt", "role"),
    [
        ("huge drums", "drums"),
        ("trailer drums", "drums"),
        ("heavy bass", "bass"),
        ("808s, drill", "bass"),
        ("rock power chords", "guitar"),
        ("death metal drums, blast beats", "drums"),
        ("just power chords, metal", "guitar"),
        ("funk, slap bass", "bass"),
        ("film score, french horn", "brass"),
        ("just the huge drums of trailer music", "drums"),
        ("jungle breakbeat", "drums"),
        ("a brass stab track please", "brass"),
        ("a drum track", "drums"),
        ("tabla only 16 beat", "percussion"),
        ("ragtime", "keys"),
        ("ragtime piano", "keys"),
    ],
)
def test_one_player_is_named(prompt: str, role: str) -> None:
    assert set(roles(prompt)) == {role}


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("flamenco buleria", ["nylon_guitar", "latin_percussion"]),
        ("ragtime", ["grand_piano"]),
        ("ragtime with clarinet", ["clarinet", "grand_piano"]),
        ("industrial nine inch nails", ["kit_909", "reese_bass", "distortion_guitar", "saw_lead"]),
    ],
)
def test_kinds_of_music_have_bands_of_their_own(prompt: str, instruments: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 8)] == instruments


def test_a_barbershop_quartet_sings_in_four_parts() -> None:
    brief = read_brief("barbershop quartet")
    (singers,) = seated(brief, 1, 8)
    assert (singers.role, brief.mode) == ("vocal-pad", "major")
    assert "chorale" in singers.player.ways


@pytest.mark.parametrize("organ", ["organ", "organo", "orgel", "orgue"])
def test_an_organ_beside_plainchant_is_a_churchs(organ: str) -> None:
    assert "church_organ" in [seat.instrument for seat in seated(read_brief(f"gregorian chant, {organ}"), 1, 8)]


def test_vinyl_beside_a_single_player_leaves_the_rest_of_the_band() -> None:
    for seed in range(6):
        beside = set(roles("lofi beat with vinyl and piano", seed))
        assert beside == {"fx", *roles("lofi beat with piano", seed)}


def test_a_bell_beside_congas_is_struck() -> None:
    assert roles("bembe, congas and bell") == ["percussion"]
    assert "keys" in roles("trap, 808, bells, congas")


def test_a_marching_band_is_those_who_are_named() -> None:
    assert roles("marching band") == ["brass"]
    assert roles("marching band, snare, sousaphone and trumpets") == ["drums", "brass", "brass"]


def test_a_male_choir_sings_low() -> None:
    (choir,) = seated(read_brief("deep male choir"), 1, 8)
    assert choir.player.steering.register == -12


def test_phasing_is_a_composers_where_reich_is_named() -> None:
    assert read_brief("piano phasing, steve reich").players[0].ways == ("phase",)
    assert read_brief("phasing guitar").players[0].ways == ()


def test_a_klaviersonate_is_for_piano_alone() -> None:
    assert roles("klaviersonate im stil von mozart") == ["keys"]


def test_nobody_has_a_tune_where_none_is_wanted() -> None:
    for seed in range(6):
        seats = seated(read_brief("horror game, no melody"), seed, 8)
        assert not {"lead"} & {seat.role for seat in seats}
        assert all(
            getattr(seat.layer.write, "func", seat.layer.write).__name__ != "theme" for seat in seats if seat.layer
        )


@pytest.mark.parametrize(
    ("prompt", "instruments"),
    [
        ("steel drums melody, marimba chords", ["marimba", "marimba"]),
        ("clarinet plays melody, bassoon plays staccato bass", ["clarinet", "clarinet"]),
        ("synth bass ostinato, with choppy strings on top", ["synth_bass_1", "string_ensemble"]),
        ("timpani, snare and brass, war march", ["orchestra_kit", "orchestra_kit", "brass_section"]),
        ("please make solo guitar classical tremolo spanish", ["nylon_guitar"]),
        ("organ and choir, majestic, slow", ["church_organ", "choir_aahs"]),
        ("hammond organ and choir", ["drawbar_organ", "choir_aahs"]),
    ],
)
def test_everyone_who_is_named_plays(prompt: str, instruments: list[str]) -> None:
    assert [seat.instrument for seat in seated(read_brief(prompt), 1, 8)] == instruments


def test_held_chords_of_a_quartet_are_four_voices() -> None:
    seats = seated(read_brief("string quartet, just hold chords"), 1, 8)
    assert [seat.player.ways for seat in seats] == [("held",), ("inner",), ("inner",), ("held",)]


def test_only_the_bassoon_is_staccato() -> None:
    clarinet, bassoon = seated(read_brief("clarinet plays melody, bassoon plays staccato bass"), 1, 8)
    assert (clarinet.player.steering.length, bassoon.player.steering.length) == (None, 0.0)
    assert bassoon.can.lowest < clarinet.can.lowest


@pytest.mark.parametrize(
    ("prompt", "band"),
    [
        ("ska, trombone, guitar upstrokes", {"brass", "guitar", "drums", "bass"}),
        ("pop punk, palm muted guitars, backing vocals", {"guitar", "vocal-pad", "drums", "bass"}),
        ("surf rock, reverb guitar, combo organ", {"guitar", "keys", "drums", "bass"}),
        ("grunge, guitar and bass", {"guitar", "drums", "bass"}),
        ("boom bap, strings loop, muted trumpet", {"strings", "brass", "drums", "bass"}),
        ("metal, 2 rhythm guitars", {"guitar"}),
        ("soul, hammond, horn section, tambourine", {"keys", "brass", "percussion", "drums", "bass"}),
        ("yacht rock, wurlitzer, tight harmonies", {"keys", "vocal-pad", "drums", "bass"}),
        ("edm, big lead, sidechained chords", {"lead", "keys", "drums", "bass"}),
        ("rock, organ", {"keys"}),
        ("country, banjo, fiddle", {"guitar", "strings"}),
        ("soul, organ and horns", {"keys", "brass"}),
    ],
)
def test_a_list_behind_music_of_electric_bands_has_their_drums(prompt: str, band: set[str]) -> None:
    for seed in range(4):
        assert set(roles(prompt, seed)) == band


@pytest.mark.parametrize("prompt", ["rock with piano and strings", "metal with choir and harpsichord"])
def test_a_guitar_band_that_others_join_has_its_guitar(prompt: str) -> None:
    for seed in range(4):
        assert {"guitar", "drums", "bass"} < set(roles(prompt, seed))
        assert "guitar" not in roles(f"{prompt}, no guitar", seed)


@pytest.mark.parametrize(
    "prompt",
    [
        "dusty lofi beat, rhodes chords",
        "study beats, nylon guitar",
        "mpc beat with a soul sample",
        "melodic techno, plucks, long breakdown, then the drop",
        "metalcore, clean guitar intro, then a heavy breakdown",
        "black metal, tremolo picking and blast beats, synth pads",
    ],
)
def test_what_is_called_a_beat_or_has_sections_is_a_whole_track(prompt: str) -> None:
    for seed in range(4):
        assert {"drums", "bass"} < set(roles(prompt, seed))


@pytest.mark.parametrize(
    "prompt", ["study beats, piano only", "solo piano, intro and outro, pop", "folk guitar, verse, chorus"]
)
def test_not_where_one_player_is_all(prompt: str) -> None:
    assert len(roles(prompt)) == 1


@pytest.mark.parametrize("prompt", ["house, rhodes, no hats", "jazz piano trio without ride", "lofi keys, no snare"])
def test_who_leaves_out_a_sound_of_the_kit_has_a_drummer(prompt: str) -> None:
    for seed in range(4):
        assert "drums" in roles(prompt, seed)
    assert "drums" not in roles("house, rhodes, no hats, no drums")


def test_the_harp_of_the_blues_is_a_harmonica_and_its_metallophone_a_vibraphone() -> None:
    def first(prompt: str) -> str:
        return seated(read_brief(prompt), 1, 8)[0].instrument

    assert first("delta blues, harp") == first("harp and slide guitar, blues") == "harmonica"
    assert first("blues with a concert harp") == first("celtic harp") == "harp"
    assert first("metallophone, swing") == "vibraphone"
    assert first("gamelan metallophone") == "glockenspiel"


@pytest.mark.parametrize("organ", ["growling drawbars", "hammond through a leslie, snarling", "dirty tonewheel organ"])
def test_an_organ_that_growls_is_a_rock_organ(organ: str) -> None:
    (seat,) = seated(read_brief(organ), 1, 8)
    assert seat.instrument == "rock_organ"


def test_a_riff_in_a_drop_tuning_is_a_distorted_guitars() -> None:
    (seat,) = seated(read_brief("riff in drop A, 7 string"), 1, 8)
    assert (seat.instrument, seat.player.ways) == ("distortion_guitar", ("riff",))


def test_a_bass_that_growls_below_distorted_guitars_is_no_synthesizer() -> None:
    def bass(prompt: str) -> str:
        return next(seat.instrument for seat in seated(read_brief(prompt), 1, 8) if seat.role == "bass")

    assert bass("death metal, growling bass") == "pick_bass"
    assert bass("metal, reese bass") == bass("drum and bass, growling bass") == "reese_bass"


def test_the_tune_of_a_cowbell_is_its_rhythm() -> None:
    found = read_brief("phonk, distorted cowbell melody, 808").players
    assert [(player.role, player.ways) for player in found] == [("percussion", ()), ("bass", ())]


def test_a_tuba_is_the_bass_of_the_band_that_it_joins() -> None:
    for seed in range(4):
        assert "bass" not in roles("polka with accordion, tuba and clarinet", seed)
