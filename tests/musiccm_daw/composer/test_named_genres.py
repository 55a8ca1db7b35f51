"""Genres that are named play their own grooves, basses and chords, and not those of a neighbour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.style_choice import style_facts
from musiccm_daw.composer.style_chords import style_chords
from musiccm_daw.harmony import Key
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter
from tests.musiccm_daw.composer.requested import resolve

SEEDS = range(6)
LOUD = 80


def scores(prompt: str, **options: object) -> Iterator[Score]:
    for seed in SEEDS:
        yield compose_score(resolve(prompt, bars=4, **options), seed)


def parts(prompt: str, role: str, **options: object) -> Iterator[Part]:
    for score in scores(prompt, **options):
        yield from (part for part in score.parts if part.role == role)


def places(notes: tuple[Note, ...], bar: int, quarters: float = 4.0) -> set[int]:
    """Return the 16ths of a bar at which notes begin."""
    return {
        round(4 * note.start_quarters - 4 * quarters * bar)
        for note in notes
        if quarters * bar - 0.06 <= note.start_quarters < quarters * (bar + 1) - 0.06
    }


def struck(part: Part, sounds: tuple[str, ...], bar: int) -> set[int]:
    """Return the 16ths of a bar at which a drummer strikes sounds loudly."""
    keys = {SOUNDS[sound] for sound in sounds}
    return places(tuple(note for note in part.notes if note.pitch in keys and note.velocity > LOUD), bar)


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("uk garage banger", "uk_garage"),
        ("bassline only for garage track", "uk_garage"),
        ("garage rock", "rock"),
        ("country train beat 2 step", "country"),
        ("breakbeat like the prodigy", "big_beat"),
        ("baile funk", "baile_funk"),
        ("new orleans second line", "new_orleans"),
        ("klezmer wedding", "klezmer"),
        ("viennese waltz, elegant", "viennese_waltz"),
        ("baroque fugue", "baroque"),
        ("minimalism like steve reich", "minimalism"),
        ("film noir detective", "noir_jazz"),
        ("bluegrass breakdown fast", "bluegrass"),
        ("gypsy jazz la pompe", "gypsy_jazz"),
        ("psytrance rolling bassline full on", "psytrance"),
        ("dub techno chords, deep delay", "dub_techno"),
        ("a waltz", "viennese_waltz"),
        ("future bass chords wobbling", "future_bass"),
        ("give me a drop", "edm"),
        ("techno with a drop", "techno"),
        ("piano waltz", None),
        ("zelda style overworld", "cinematic"),
        ("rpg town theme cozy", "folk"),
        ("8 bit boss battle", "chiptune"),
        ("boss battle, metal", "metal"),
        ("water level, jazz", "jazz_swing"),
        ("uplifting corporate video", "pop"),
        ("praise and worship, piano", "pop"),
        ("victory jingle", "cinematic"),
        ("stage clear, 16 bit", "chiptune"),
        ("stardew valley like farming sim", "folk"),
        ("türkü with saz", "arabic_pop"),
        ("roman havası, clarinet", "balkan"),
        ("çiftetelli on a qanun", "rebetiko"),
        ("garba, dhol", "bhangra"),
        ("dark minimal, hats and sub", "techno"),
        ("bhajan, tabla and harmonium", "qawwali"),
    ],
)
def test_names_and_scenes_have_a_style(prompt: str, style: str | None) -> None:
    assert read_brief(prompt).style == style


def test_scenes_that_are_dark_are_in_minor() -> None:
    for prompt in ("8 bit boss battle", "film noir", "dungeon theme"):
        modes = [style_facts(read_brief(prompt), seed).mode for seed in range(20)]
        assert modes.count("minor") >= 18


@pytest.mark.parametrize(
    "style",
    ["tango", "viennese waltz", "bluegrass", "gypsy jazz", "baroque", "minimalism", "mariachi"],
)
def test_bands_without_a_drummer_have_none(style: str) -> None:
    for score in scores(style):
        assert len(score.parts) >= 3
        assert not {"drums", "percussion"} & {part.role for part in score.parts}


def test_two_step_has_no_kick_on_the_backbeat() -> None:
    for part in parts("uk garage", "drums"):
        assert struck(part, ("snare", "clap"), 0) >= {4, 12}
        assert not struck(part, ("kick",), 0) & {4, 8, 12}
        assert 0 in struck(part, ("kick",), 0)


def test_jersey_club_has_five_kicks() -> None:
    for part in parts("jersey club", "drums"):
        assert struck(part, ("kick",), 0) == {0, 4, 8, 11, 14}


@pytest.mark.parametrize("style", ["dubstep", "future bass"])
def test_half_time_music_has_its_snare_on_three(style: str) -> None:
    for part in parts(style, "drums"):
        assert struck(part, ("snare", "clap"), 0) == {8}


def test_drill_delays_every_second_snare() -> None:
    for part in parts("drill", "drums"):
        assert struck(part, ("snare", "clap"), 0) == {8}
        assert struck(part, ("snare", "clap"), 1) == {12}


def test_the_kick_leaves_the_beat_to_the_log_drum() -> None:
    for score in scores("amapiano"):
        assert any(
            part.role == "percussion" and SOUNDS["shaker"] in {n.pitch for n in part.notes} for part in score.parts
        )
        (bass,) = (part for part in score.parts if part.role == "bass")
        assert len(places(bass.notes, 0) - {0, 4, 8, 12}) >= 2


def test_psytrance_rolls_between_the_kicks_on_one_root() -> None:
    for part in parts("psytrance", "bass", chords="Am"):
        assert {note.pitch % 12 for note in part.notes} == {9}
        assert places(part.notes, 0) == {at for at in range(16) if at % 4}
    for key in ("minor", "major"):
        chords = style_chords(read_brief("psytrance"), Key(9, key), Meter(4, 4), 1, 8)
        assert len({chord for bar in chords.bars for chord in bar}) == 1


def test_a_reverse_bass_keeps_off_the_beat() -> None:
    for part in parts("hardstyle", "bass"):
        assert not places(part.notes, 0) & {0, 4, 8, 12}


def test_dub_techno_strikes_a_minor_chord_once_or_twice_a_bar_off_the_beat() -> None:
    for part in (*parts("dub techno", "keys"), *parts("dub techno chords, deep delay", "keys")):
        for bar in range(4):
            assert len(places(part.notes, bar)) <= 2
            assert not places(part.notes, bar) & {0, 4, 8, 12}


@pytest.mark.parametrize(("style", "meter", "first"), [("polka", "2/4", {0, 4}), ("viennese waltz", "3/4", {0})])
def test_basses_play_the_oom_and_others_the_pah(style: str, meter: str, first: set[int]) -> None:
    quarters = float(meter[0])
    for score in scores(style, meter=meter):
        (bass,) = (part for part in score.parts if part.role == "bass")
        chords = next(part for part in score.parts if part.role in ("keys", "strings"))
        # The last 8th may lead on.
        assert places(bass.notes, 0, quarters) - {6} == first
        assert places(chords.notes, 0, quarters)
        assert not places(chords.notes, 0, quarters) & first


def test_tango_marks_the_beats_or_its_syncopation_in_minor() -> None:
    assert sum(style_facts(read_brief("tango"), seed).mode == "minor" for seed in range(40)) > 30
    for score in scores("tango"):
        (piano,) = (part for part in score.parts if part.instrument == "grand_piano")
        assert {0, 8} & places(piano.notes, 0)
        assert len(places(piano.notes, 0)) >= 4


def test_la_pompe_has_four_to_the_bar() -> None:
    for score in scores("gypsy jazz"):
        guitar = next(part for part in score.parts if part.role == "guitar")
        assert places(guitar.notes, 0) >= {0, 4, 8, 12}


def test_a_banjo_rolls() -> None:
    for score in scores("bluegrass"):
        (banjo,) = (part for part in score.parts if part.instrument == "banjo")
        assert len(places(banjo.notes, 0)) == 16


def test_ska_chops_between_the_beats_over_a_bass_that_moves() -> None:
    for score in scores("ska"):
        (guitar,) = (part for part in score.parts if part.role == "guitar")
        assert places(guitar.notes, 0) == {2, 6, 10, 14}


def test_a_samba_answers_on_the_low_surdo() -> None:
    for part in parts("samba", "percussion"):
        surdos = [note for note in part.notes if note.pitch == SOUNDS["surdo"]]
        assert not surdos or places(tuple(surdos), 0) >= {4, 12}


def test_klezmer_may_be_freygish() -> None:
    # A major tonic in minor: the tune has its flat second and raised third.
    leads = [part for part in parts("klezmer", "lead", key="A minor", chords="A | Bb | A | Gm")]
    assert leads
    assert {1, 10} <= {note.pitch % 12 for part in leads for note in part.notes}
    assert not any(note.pitch % 12 in (3, 6, 8, 11) for part in leads for note in part.notes)
