"""Styles of the world's traditions: their beats, bells and groupings, their players, and how their tunes run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.ensembles.gamelan import PELOG
from musiccm_daw.composer.groupings import grouping
from musiccm_daw.composer.piece import Seeds
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_parts, compose_score
from musiccm_daw.composer.style_choice import style_facts
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.harmony import Key
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score
from musiccm_daw.timebase import Meter

SEEDS = range(6)


def pieces(prompt: str, bars: int = 8) -> Iterator[tuple[GenerationRequest, Score]]:
    for seed in SEEDS:
        request = ask(prompt, seed=seed, bars=bars)
        yield request, compose_score(request, seed)


def scores(prompt: str, bars: int = 8) -> Iterator[Score]:
    for _, score in pieces(prompt, bars):
        yield score


def by_instrument(score: Score, *names: str) -> list[Part]:
    return [part for part in score.parts if part.instrument in names]


def places(notes: tuple[Note, ...], bar: int, steps: int = 16) -> set[int]:
    """Return the 16ths of a bar of so many at which notes begin."""
    first = bar * steps
    starts = [round(4 * note.start_quarters) for note in notes]
    return {start - first for start in starts if first <= start < first + steps}


def struck(part: Part, *sounds: str, softest: int = 0) -> tuple[Note, ...]:
    keys = {SOUNDS[sound] for sound in sounds}
    return tuple(note for note in part.notes if note.pitch in keys and note.velocity >= softest)


def of_sound(score: Score, *sounds: str) -> tuple[Note, ...]:
    return tuple(note for part in score.parts if part.role in ("drums", "percussion") for note in struck(part, *sounds))


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("steel drums calypso tune", "calypso"),
        ("steel band", "calypso"),
        ("steelpan lead, off beat guitar, bass. soca 160", "soca"),
        ("zydeco party", "zydeco"),
        ("cajun two step", "zydeco"),
        ("dixieland", "dixieland"),
        ("trad jazz, new orleans", "dixieland"),
        ("dixieland funeral turning into a parade", "jazz_funeral"),
        ("celtic fiddle reel", "celtic"),
        ("keltische Musik", "celtic"),
        ("musique irlandaise", "celtic"),
        ("irish jig", "celtic"),
        ("sea shanty", "sea_shanty"),
        ("ein Seemannslied", "sea_shanty"),
        ("accordion musette waltz", "musette"),
        ("valse musette", "musette"),
        ("pan flute & charango andean tune", "andean"),
        ("huayno", "andean"),
        ("huapango", "mariachi"),
        ("highlife guitars Lagos 1978", "highlife"),
        ("soukous", "highlife"),
        ("desert blues tinariwen style", "desert_blues"),
        ("bulgarian 11/8 dance", "balkan"),
        ("kopanitsa", "balkan"),
        ("gypsy brass band", "balkan_brass"),
        ("afro-cuban 6/8 bembé", "bembe"),
        ("samba batucada, percussion only", "batucada"),
        ("gamelan", "gamelan"),
        ("Bollywood romantic ballad", "bollywood"),
        ("qawwali energy", "qawwali"),
        ("arabic pop maqsum", "arabic_pop"),
        ("belly dance", "arabic_pop"),
        ("Weihnachtslied mit Glöckchen, fröhlich", "carol"),
        ("christmas song", "carol"),
        ("un villancico alegre", "carol"),
        ("chanson de noël", "carol"),
        ("second line new orleans", "new_orleans"),
        ("samba enredo", "samba_enredo"),
        ("afrobeat", "afrobeat"),
    ],
)
def test_traditions_are_known_by_their_names(prompt: str, style: str) -> None:
    assert read_brief(prompt).style == style


@pytest.mark.parametrize(
    ("prompt", "low", "high"),
    [
        ("soca", 152, 166),
        ("groovy soca", 108, 122),
        ("irish reel", 104, 120),
        ("irish jig", 166, 186),
        ("hornpipe", 80, 94),
        ("musette waltz", 168, 204),
        ("jazz funeral", 54, 66),
        ("dixieland", 172, 220),
        ("soukous", 116, 136),
    ],
)
def test_traditions_have_their_tempi(prompt: str, low: int, high: int) -> None:
    for seed in SEEDS:
        bpm = style_facts(read_brief(prompt), seed).bpm
        assert bpm is not None
        assert low <= bpm <= high


@pytest.mark.parametrize(
    ("prompt", "meter"),
    [
        ("irish jig", "6/8"),
        ("slip jig", "9/8"),
        ("rachenitsa", "7/8"),
        ("kopanitsa", "11/8"),
        ("daichovo horo", "9/8"),
        ("bulgarian 11/8 dance", "11/8"),
        ("musette", "3/4"),
        ("bembe", "12/8"),
        ("afro-cuban 6/8 bembé", "6/8"),
        ("cajun waltz", "3/4"),
        ("huapango", "6/8"),
    ],
)
def test_traditions_have_their_meters(prompt: str, meter: str) -> None:
    assert ask(prompt, seed=1).meter == Meter.parse(meter)


def test_keys_lie_well_on_the_instruments() -> None:
    for name, style in STYLE_TABLE.items():
        keys = {ask(name.replace("_", " "), seed=seed).key for seed in range(12)}
        assert {key.tonic for key in keys if key is not None} <= set(style.tonics)
    assert ask("celtic reel in Eb", seed=1).key == Key.parse("Eb major")
    assert {key.tonic_name for key in (ask("celtic", seed=seed).key for seed in range(12)) if key} == {"D", "G", "A"}


def test_a_reel_runs_in_sixteenths_and_a_jig_in_eighths() -> None:
    for prompt, steps, unit in (("celtic reel", 16, 1), ("irish jig", 12, 2)):
        for score in scores(prompt):
            (lead,) = (part for part in score.parts if part.role == "lead")
            filled = sum(len(places(lead.notes, bar, steps)) for bar in range(7))
            assert filled >= 0.72 * 7 * steps / unit
            assert not places(lead.notes, 7, steps) & {steps - 1}


def test_a_fiddler_plays_the_reel_alone() -> None:
    for score in scores("celtic fiddle reel"):
        assert [part.instrument for part in score.parts] == ["solo_violin"]
        assert len(score.parts[0].notes) > 80


@pytest.mark.parametrize(("prompt", "meter"), [("paidushko", "5/8"), ("rachenitsa", "7/8"), ("balkan in 9/8", "9/8")])
def test_balkan_dances_step_in_groups(prompt: str, meter: str) -> None:
    parsed = Meter.parse(meter)
    begins, at = set(), 0
    for pulses in grouping(parsed):
        begins.add(at)
        at += 2 * pulses
    for request, score in pieces(prompt):
        assert request.meter == parsed
        drums = of_sound(score, "floor_tom", "kick")
        basses = [part for part in score.parts if part.role == "bass"]
        for bar in range(4):
            assert begins <= places(drums, bar, at)
            assert all(begins <= places(part.notes, bar, at) for part in basses)


def test_balkan_brass_goes_in_three_three_and_two() -> None:
    for request, score in pieces("balkan brass in 4/4"):
        assert request.meter == Meter(4, 4)
        assert places(of_sound(score, "kick"), 0) == {0, 6, 12}
        assert {part.instrument for part in score.parts} >= {"trumpet", "brass_section", "acoustic_bass"}


def test_soca_has_its_snare_in_three_three_and_two() -> None:
    for score in scores("soca"):
        (drums,) = (part for part in score.parts if part.role == "drums")
        assert places(struck(drums, "kick"), 0) == {0, 4, 8, 12}
        assert places(struck(drums, "snare", "clap"), 0) == {3, 6, 11, 14}


@pytest.mark.parametrize(("prompt", "share"), [("soca", 0.5), ("zydeco", 0.8)])
def test_dance_basses_of_the_gulf_go_with_the_kick(prompt: str, share: float) -> None:
    for score in scores(prompt):
        (drums,), (bass,) = ([part for part in score.parts if part.role == role] for role in ("drums", "bass"))
        for bar in (0, 1):
            kicks, basses = places(struck(drums, "kick"), bar), places(bass.notes, bar)
            assert 0 in kicks & basses
            assert len(kicks & basses) >= share * len(kicks)


def test_the_dirge_is_slow_and_the_front_line_is_whole() -> None:
    for prompt in ("dixieland", "jazz funeral"):
        for score in scores(prompt):
            names = {part.instrument for part in score.parts}
            assert names >= {"trumpet", "clarinet", "trombone", "acoustic_bass"}
            (clarinet,), (trombone,) = by_instrument(score, "clarinet"), by_instrument(score, "trombone")
            assert min(note.pitch for note in clarinet.notes) > max(note.pitch for note in trombone.notes)
    for score in scores("dixieland"):
        (banjo,) = by_instrument(score, "banjo")
        assert places(banjo.notes, 0) >= {0, 4, 8, 12}


def test_a_calypso_pan_rolls_what_it_holds() -> None:
    for score in scores("calypso"):
        (pan,) = (part for part in score.parts if part.role == "lead")
        assert pan.instrument == "marimba"
        assert max(note.duration_quarters for note in pan.notes) < 0.9
        assert sum(note.duration_quarters < 0.15 for note in pan.notes) > 4


def test_zydeco_has_accordion_and_rubboard() -> None:
    for score in scores("zydeco"):
        assert [part.instrument for part in score.parts if part.role == "lead"] == ["accordion"]
        assert of_sound(score, "short_guiro", "triangle")


def test_the_crew_answers_in_every_second_bar() -> None:
    for score in scores("sea shanty in 4/4"):
        (crew,) = by_instrument(score, "choir_aahs")
        for bar in range(0, 8, 2):
            answer, call = places(crew.notes, bar + 1), places(crew.notes, bar)
            assert len(answer) > len(call)
            assert not call & set(range(8))


def test_musette_is_oom_pah_pah_below_running_eighths() -> None:
    for score in scores("musette"):
        (lead,) = (part for part in score.parts if part.role == "lead")
        assert lead.instrument == "accordion"
        assert sum(len(places(lead.notes, bar, 12)) for bar in range(7)) >= 30
        (bass,) = (part for part in score.parts if part.role == "bass")
        assert 0 in places(bass.notes, 0, 12)
        for part in score.parts:
            if part.role in ("keys", "guitar"):
                assert {4, 8} <= places(part.notes, 0, 12)
                assert 0 not in places(part.notes, 0, 12)


def test_an_accordion_of_the_musette_has_the_tune() -> None:
    for score in scores("musette accordion"):
        assert [part.role for part in score.parts] == ["lead"]


def test_a_charango_is_strummed_high_below_a_pentatonic_tune() -> None:
    five = {0, 3, 5, 7, 10}
    for request, score in pieces("andean in minor"):
        assert request.key is not None
        strums = [part for part in score.parts if part.instrument == "nylon_guitar"]
        assert any(min(note.pitch for note in part.notes) >= 57 for part in strums)
        (lead,) = (part for part in score.parts if part.role == "lead")
        inside = [(note.pitch - request.key.tonic) % 12 in five for note in lead.notes if note.duration_quarters > 0.2]
        assert sum(inside) >= 0.75 * len(inside)


def test_two_guitars_of_the_highlife_interlock() -> None:
    for prompt in ("highlife", "highlife guitars"):
        for request, score in pieces(prompt):
            assert request.key is not None
            low, high = [part for part in score.parts if part.role == "guitar"][:2]
            for bar in range(3):
                first, second = places(low.notes, bar), places(high.notes, bar)
                assert len(first & second) <= len(second) / 2
                assert len(first | second) >= 8
            assert min(note.pitch for note in high.notes) > min(note.pitch for note in low.notes) + 7
    assert sum(style_facts(read_brief("highlife"), seed).mode == "major" for seed in range(40)) > 34


def test_the_desert_drones_below_a_pentatonic_guitar() -> None:
    for request, score in pieces("desert blues in A minor"):
        (lead,) = (part for part in score.parts if part.role == "lead")
        plain = [note for note in lead.notes if note.duration_quarters > 0.2]
        assert sum(note.pitch % 12 in (9, 0, 2, 4, 7) for note in plain) >= 0.9 * len(plain)
        drone = next(part for part in score.parts if part.role == "guitar")
        lowest = min(note.pitch for note in drone.notes)
        assert request.chords is not None
        assert sum(note.pitch < lowest + 12 for note in drone.notes) > 16
        assert of_sound(score, "low_conga")
        assert of_sound(score, "clap")


def test_the_bell_of_the_bembe_goes_round_in_twelve() -> None:
    bell = {0, 4, 8, 10, 14, 18, 22}
    for prompt, steps in (("bembe in 12/8", 24), ("bembe in 6/8", 12)):
        for score in scores(prompt):
            assert {part.role for part in score.parts} == {"percussion"}
            assert len(score.parts) == 4
            cowbell = of_sound(score, "cowbell")
            struck = {place + bar * steps for bar in range(24 // steps) for place in places(cowbell, bar, steps)}
            assert struck == bell
            assert of_sound(score, "cabasa")
            assert of_sound(score, "low_conga")


@pytest.mark.parametrize("prompt", ["batucada", "samba batucada, percussion only", "batucada drums"])
def test_a_batucada_is_drums_alone_and_all_of_them(prompt: str) -> None:
    for score in scores(prompt):
        assert {part.role for part in score.parts} == {"percussion"}
        assert places(of_sound(score, "surdo"), 0) >= {4, 12}
        for sounds in (("snare",), ("high_timbale",), ("high_bongo",), ("agogo",)):
            assert of_sound(score, *sounds)


@pytest.mark.parametrize(("style", "sound"), [("batucada", "snare"), ("bembe", "bell")])
def test_a_drum_kit_plays_what_the_ensemble_does(style: str, sound: str) -> None:
    for score in scores(f"{style} drum kit"):
        (part,) = score.parts
        assert part.role == "drums"
        assert struck(part, "kick")
        assert struck(part, sound)


def test_a_drum_that_is_composed_anew_stays_that_drum() -> None:
    request = ask("batucada", seed=1, bars=4)
    parts = compose_score(request, 1).parts
    briefs = {part.name: read_brief("busier") for part in parts}
    again = compose_parts(request, Seeds(1, 2, 3), parts, "batucada", briefs, read_brief)
    for part, other in list(zip(parts, again, strict=True))[:6]:
        assert {note.pitch for note in part.notes} & {note.pitch for note in other.notes}


def test_a_gamelan_is_in_pelog_around_its_gongs() -> None:
    for request, score in pieces("gamelan"):
        assert request.key is not None
        tonic = request.key.tonic
        keys = [part for part in score.parts if part.role == "keys"]
        assert len(keys) == 6
        assert {(note.pitch - tonic) % 12 for part in keys for note in part.notes} <= set(PELOG)
        (gong,) = by_instrument(score, "fm_bell")
        low = min(note.pitch for note in gong.notes)
        assert [round(note.start_quarters) for note in gong.notes if note.pitch == low] == [0, 16]
        polos, sangsih = by_instrument(score, "glockenspiel")
        for bar in range(4):
            assert places(polos.notes, bar) | places(sangsih.notes, bar) == set(range(16))


def test_maqsum_is_dum_tek_tek_dum_tek() -> None:
    for score in scores("arabic pop maqsum"):
        drum = next(part for part in score.parts if part.instrument == "latin_percussion")
        assert places(struck(drum, "low_conga"), 0) == {0, 8}
        assert places(struck(drum, "high_bongo", softest=75), 0) == {2, 6, 12}
        assert by_instrument(score, "string_ensemble")


def test_a_qawwali_claps_over_a_harmonium() -> None:
    for score in scores("qawwali in 4/4"):
        assert places(of_sound(score, "clap"), 0) >= {0, 4, 8, 12}
        assert by_instrument(score, "reed_organ")
        assert by_instrument(score, "choir_aahs")
        assert of_sound(score, "high_bongo")


def test_a_bollywood_ballad_has_flute_strings_and_tabla() -> None:
    for score in scores("bollywood ballad"):
        assert by_instrument(score, "flute", "pan_flute")
        assert by_instrument(score, "string_ensemble", "slow_strings")
        assert of_sound(score, "high_bongo")


def test_carols_have_sleigh_bells_in_major() -> None:
    for request, score in pieces("Weihnachtslied mit Glöckchen, fröhlich"):
        assert request.key is not None
        assert request.key.mode == "major"
        assert of_sound(score, "sleigh_bells")
        assert len(score.parts) >= 4
        assert by_instrument(score, "glockenspiel", "celesta", "music_box")


def test_a_tradition_that_is_not_named_is_nobodys_home() -> None:
    for prompt in ("flute", "accordion", "banjo", "marimba", "hand percussion"):
        request = ask(prompt, seed=1)
        traditional = {"andean", "musette", "dixieland", "calypso", "gamelan", "balkan", "celtic"}
        assert compose_score(request, 1).style not in traditional
