"""Instruments that another one stands in for keep their range and their way of playing, alone and in company."""

from collections import Counter
from itertools import pairwise

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.stand_ins import STAND_INS
from musiccm_daw.score.note import Part


def parts(prompt: str, seed: int = 1, bars: int = 4) -> tuple[Part, ...]:
    return compose_score(ask(prompt, seed=seed, bars=bars), seed).parts


def chord_sizes(part: Part) -> Counter[int]:
    return Counter(Counter(round(note.start_quarters * 4) for note in part.notes).values())


@pytest.mark.parametrize("name", STAND_INS)
def test_every_name_means_its_stand_in_whose_range_is_played(name: str) -> None:
    own = STAND_INS[name]
    assert own.instrument in INSTRUMENTS
    for phrase in own.names.split(", "):
        meanings = meanings_of(phrase)
        assert meanings is not None
        assert meanings["stand_in"] == (name,)
        assert meanings["instrument"][0] == own.instrument
    for seed in range(1, 5):
        (part,) = parts(own.names.split(", ")[0], seed)
        assert part.instrument == own.instrument
        assert all(own.lowest <= note.pitch <= own.highest for note in part.notes)


@pytest.mark.parametrize(
    "prompt",
    ["oud", "saz solo", "theremin", "a female voice humming", "musical saw", "shamisen", "oud taqsim in hijaz", "tuba"],
)
def test_single_lines(prompt: str) -> None:
    for seed in range(1, 4):
        (part,) = parts(prompt, seed)
        ordered = sorted(part.notes, key=lambda note: note.start_quarters)
        pairs = pairwise(ordered)
        assert all(one.start_quarters + one.duration_quarters <= two.start_quarters + 0.02 for one, two in pairs)


@pytest.mark.parametrize(
    "prompt",
    [
        "ukulele",
        "cavaquinho samba strum",
        "charango",
        "mandolin",
        "ukulele in house",
        "guitarra flamenca rasgueado en la menor",
    ],
)
def test_small_guitars_strum_chords_of_different_tones(prompt: str) -> None:
    for seed in range(1, 4):
        (part,) = parts(prompt, seed)
        assert max(chord_sizes(part)) >= 3
        struck = Counter((round(note.start_quarters * 4), note.pitch) for note in part.notes)
        assert sum(count > 1 for count in struck.values()) <= len(struck) / 20


@pytest.mark.parametrize("prompt", ["sitar", "bagpipes", "tabla and sitar", "bagpipe melody", "sitar drone"])
def test_a_drone_stands_under_a_tune(prompt: str) -> None:
    request = ask(prompt, seed=1)
    assert request.key is not None
    assert request.chords is not None
    assert {chord.root for bar in request.chords.bars for chord in bar} == {request.key.tonic}
    part = next(part for part in parts(prompt) if part.instrument in ("steel_guitar", "oboe"))
    assert min(note.pitch for note in part.notes) % 12 == request.key.tonic


def test_a_hijaz_has_a_flat_second_below_a_major_third() -> None:
    played = Counter(
        note.pitch % 12 for seed in range(1, 9) for part in parts("oud in hijaz, A minor", seed) for note in part.notes
    )
    assert played[10] > 0  # Bb
    assert played[1] > played[0]  # C# rather than C
    assert played[11] == 0


@pytest.mark.parametrize("meter", ["2/4", "3/4", "4/4", "7/8"])
def test_a_tuba_has_the_root_on_the_first_beat(meter: str) -> None:
    request = ask("tuba oompah", meter=meter, seed=2)
    (part,) = compose_score(request, 2).parts
    firsts = [note for note in part.notes if note.start_quarters < 0.1]
    assert [note.pitch % 12 for note in firsts] == [request.chords.bars[0][0].root] if request.chords else False
    assert max(note.pitch for note in part.notes) <= 53


def test_a_pedal_steel_leads_and_in_the_background_accompanies() -> None:
    (lead,), (behind,) = parts("pedal steel"), parts("pedal steel crying in the background")
    assert lead.role == "lead"
    assert behind.role == "guitar"
    assert max(chord_sizes(behind)) >= 2
    changes, notes = ({round(note.start_quarters, 1) for note in part.notes} for part in (behind, lead))
    assert len(changes) <= len(notes)


def test_a_harp_accompanies_whoever_has_the_tune() -> None:
    flute, harp = parts("flute and harp")
    assert (flute.role, harp.instrument) == ("lead", "harp")
    # Broken chords from the low strings up, an 8th or a 16th each.
    pitches = [note.pitch for note in harp.notes]
    assert min(pitches) < 50
    assert len(pitches) >= 6 * 4


@pytest.mark.parametrize(
    "prompt", ["two guitars in harmony like iron maiden", "twin lead guitars", "harmonized guitars"]
)
def test_lead_guitars_in_harmony_go_in_thirds(prompt: str) -> None:
    first, second = parts(prompt)
    assert first.role == second.role == "lead"
    below = {round(note.start_quarters * 4): note.pitch for note in second.notes}
    intervals = [
        note.pitch - below[round(note.start_quarters * 4)]
        for note in first.notes
        if round(note.start_quarters * 4) in below
    ]
    assert len(intervals) > 0.8 * len(first.notes)
    assert sum(interval in (3, 4) for interval in intervals) > 0.5 * len(intervals)


def test_a_string_orchestra_plucks_in_sections() -> None:
    first, second, bass = parts("string orchestra plays pizzicato polka")
    assert [part.instrument for part in (first, second, bass)] == ["pizzicato_strings"] * 2 + ["acoustic_bass"]
    means = [sum(note.pitch for note in part.notes) / len(part.notes) for part in (first, second, bass)]
    assert means[0] > means[1] > means[2]


def test_synths_in_place_of_guitars() -> None:
    played = {part.role: part.instrument for part in parts("don't use guitars, pop punk energy but with synths")}
    assert "guitar" not in played
    assert all(INSTRUMENTS[played[role]].is_synth for role in ("keys", "bass", "lead"))


@pytest.mark.parametrize(
    ("prompt", "lowest", "key"),
    [
        ("guitar chugs in drop D", 38, "D minor"),
        ("metal in drop C", 36, "C minor"),
        ("fast chugs in drop A", 33, "A minor"),
    ],
)
def test_a_tuning_is_the_lowest_string_and_the_key(prompt: str, lowest: int, key: str) -> None:
    request = ask(prompt, seed=1)
    assert str(request.key) == key
    guitar = next(part for part in compose_score(request, 1).parts if part.role == "guitar")
    assert min(note.pitch for note in guitar.notes) == lowest
    assert str(ask(f"{prompt}, G minor", seed=1).key) == "G minor"


@pytest.mark.parametrize(
    ("prompt", "lowest"),
    [("heavy metal riff, palm muted drop D guitars", 38), ("djent riff, 7 string guitar, B minor", 35)],
)
def test_riffs_of_a_guitar_that_is_tuned_down_use_its_lowest_string(prompt: str, lowest: int) -> None:
    for seed in range(6):
        guitar = next(part for part in compose_score(ask(prompt, seed=seed), seed).parts if part.role == "lead")
        assert lowest <= min(note.pitch for note in guitar.notes) < lowest + 5
        assert max(note.pitch for note in guitar.notes) < 60


def test_tremolo_picking_is_in_sixteenths() -> None:
    (part,) = parts("tremolo picking black metal guitar 200 bpm")
    assert all(note.duration_quarters < 0.3 for note in part.notes)
    assert len(part.notes) > 40


def test_a_brass_quintet_with_tuba_has_one() -> None:
    quintet = parts("brass quintet with tuba")
    assert [part.instrument for part in quintet[:2]] == ["trumpet", "trumpet"]
    assert sum(max(note.pitch for note in part.notes) < 50 for part in quintet) == 1
