"""Sounds of the drum kit and percussion that are asked for by name have parts of their own."""

from __future__ import annotations

import itertools

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.score.note import Note, Part
from tests.musiccm_daw.composer.requested import part_of, score_of

_BACKBEAT, _OFFBEATS = {4, 12}, {2, 6, 10, 14}


def places(notes: tuple[Note, ...], *sounds: str, softest: int = 1) -> list[set[int]]:
    """Return the 16ths of every bar of 4/4 at which sounds are struck."""
    pitches = {SOUNDS[sound] for sound in sounds}
    struck = [note for note in notes if note.pitch in pitches and note.velocity >= softest]
    sixteenths = [round(4 * note.start_quarters) for note in struck]
    return [{at % 16 for at in sixteenths if at // 16 == bar} for bar in range(max(sixteenths) // 16 + 1)]


def only(prompt: str, *sounds: str, **options: object) -> list[set[int]]:
    """Return where the only sounds of a prompt's only player are struck."""
    part = part_of(prompt, **options)
    assert {note.pitch for note in part.notes} == {SOUNDS[sound] for sound in sounds}
    return places(part.notes, *sounds)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("prompt", "sound", "struck"),
    [
        ("kick drum four on the floor 128", "kick", {0, 4, 8, 12}),
        ("four on the floor kick drum only", "kick", {0, 4, 8, 12}),
        ("claps on 2 and 4", "clap", _BACKBEAT),
        ("soul handclaps", "clap", _BACKBEAT),
        ("gospel claps on 2 and 4", "clap", _BACKBEAT),
        ("claps on every beat", "clap", {0, 4, 8, 12}),
        ("offbeat claps", "clap", _OFFBEATS),
        ("kick on 1 and 3", "kick", {0, 8}),
        ("offbeat hihats 126 bpm", "hat", _OFFBEATS),
        ("open hat on the offbeats", "open_hat", _OFFBEATS),
        ("hihats 16ths", "hat", set(range(16))),
        ("16th hi hats", "hat", set(range(16))),
        ("tambourine 16ths", "tambourine", set(range(16))),
        ("shaker 8ths", "shaker", set(range(0, 16, 2))),
        ("tambourine on 2 and 4", "tambourine", _BACKBEAT),
        ("cowbell quarter notes", "cowbell", {0, 4, 8, 12}),
        ("crash on every bar", "crash", {0}),
    ],
)
def test_a_sound_alone_is_struck_when_it_is_asked_for(prompt: str, sound: str, struck: set[int], seed: int) -> None:
    assert only(prompt, sound, seed=seed) == [struck] * 4


@pytest.mark.parametrize("prompt", ["organ and claps, gospel", "choir with organ and claps, soul"])
def test_claps_are_on_the_backbeats_of_styles_without_claps(prompt: str) -> None:
    assert places(score_of(prompt).part("drums").notes, "clap", softest=80) == [_BACKBEAT] * 4


def test_two_sounds_have_a_part_each() -> None:
    part = part_of("rimshot and kick, minimal")
    assert places(part.notes, "rim") == [_BACKBEAT] * 4
    assert all(0 in bar for bar in places(part.notes, "kick"))
    part = part_of("kick and 16th hats")
    assert places(part.notes, "hat") == [set(range(16))] * 4
    assert places(part.notes, "kick") == [{0, 4, 8, 12}] * 4


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "prompt", ["techno, closed hat and kick", "house drums, closed hats", "909 closed hats, disco"]
)
def test_closed_hats_stay_closed(prompt: str, seed: int) -> None:
    struck = {note.pitch for note in part_of(prompt, seed=seed).notes}
    assert SOUNDS["hat"] in struck
    assert SOUNDS["open_hat"] not in struck


@pytest.mark.parametrize(
    "prompt", ["piano and handclaps, no drums", "ukulele and claps", "flute, hand claps, no drum kit"]
)
def test_hands_clap_where_no_drum_kit_is(prompt: str) -> None:
    score = score_of(prompt)
    assert [part.role for part in score.parts][1:] == ["percussion"]
    assert places(score.part("percussion").notes, "clap", softest=60)[0] >= _BACKBEAT


def test_open_and_closed_hats_take_turns() -> None:
    part = part_of("hi-hat open closed disco pattern")
    assert {note.pitch for note in part.notes} == {SOUNDS["hat"], SOUNDS["open_hat"]}
    assert places(part.notes, "open_hat") == [_OFFBEATS] * 4
    assert all(not bar & _OFFBEATS for bar in places(part.notes, "hat"))


@pytest.mark.parametrize("prompt", ["snare roll", "build up 8 bars snare roll riser", "snare build up"])
def test_a_snare_roll_becomes_faster_and_louder(prompt: str) -> None:
    score = score_of(prompt, bars=8)
    notes = score.part("drums").notes
    assert {note.pitch for note in notes} == {SOUNDS["snare"]}
    counts = [sum(bar * 4 - 0.05 <= note.start_quarters < bar * 4 + 3.95 for note in notes) for bar in range(8)]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (8, 32)
    assert notes[-1].velocity > notes[0].velocity + 40
    assert ("riser" in prompt) == (len(score.parts) == 2)


def test_rolls_of_timpani_and_cymbals_swell() -> None:
    for prompt in ("timpani roll", "taiko roll", "cymbal swell"):
        notes = part_of(prompt, bars=2).notes
        assert len(notes) >= 60
        assert sum(note.velocity for note in notes[-16:]) > sum(note.velocity for note in notes[:16]) + 16 * 30


@pytest.mark.parametrize("seed", range(4))
def test_a_fill_fills_its_bar(seed: int) -> None:
    assert len(only("snare fill one bar", "snare", bars=1, seed=seed)[0]) >= 12
    toms = {SOUNDS[name] for name in ("low_tom", "mid_tom", "high_tom")}
    filled = part_of("drum fill", bars=4, seed=seed).notes
    for bar in range(4):
        inside = {note.pitch for note in filled if round(note.start_quarters * 4) // 16 == bar}
        assert bool(inside & toms) == (bar % 2 == 1)


def test_marching_snares_have_rudiments() -> None:
    for prompt in ("snare drum march", "military snare", "snare rudiments"):
        notes = part_of(prompt).notes
        assert {note.pitch for note in notes} == {SOUNDS["snare"]}
        gaps = [after.start_quarters - note.start_quarters for note, after in itertools.pairwise(notes)]
        # Flams, or the strokes of a roll.
        assert sum(gap < 0.2 for gap in gaps) >= 8


@pytest.mark.parametrize("meter", ["3/4", "6/8", "5/4", "7/8"])
def test_other_meters_have_the_same_sounds(meter: str) -> None:
    for prompt in ("claps on 2 and 4", "hihats 16ths", "snare roll", "drum fill", "djembe", "timpani roll", "one drop"):
        assert all(part.notes for part in score_of(prompt, meter=meter).parts)


def drums(prompt: str, seed: int = 3) -> Part:
    """Return the drummer of a prompt."""
    return score_of(prompt, seed).part("drums")


@pytest.mark.parametrize("seed", range(4))
def test_named_beats(seed: int) -> None:
    blasts = drums("death metal blast beats", seed).notes
    first = [places(blasts, sound)[0] for sound in ("kick", "snare")]
    assert first == [set(range(0, 16, 2)), set(range(1, 16, 2))]
    assert places(drums("metal drums with double kick", seed).notes, "kick")[0] == set(range(16))
    dropped = drums("roots reggae one drop", seed).notes
    assert [places(dropped, sound, softest=60)[1] for sound in ("kick", "rim")] == [{8}, {8}]
    assert places(drums("steppers drums", seed).notes, "kick")[0] == {0, 4, 8, 12}
    train = drums("country train beat", seed).notes
    assert places(train, "snare", softest=80)[0] >= _OFFBEATS
    assert places(train, "snare")[0] == set(range(16))
    rock = score_of("rock drums with crash on 1", seed)
    assert rock.style == "rock"
    assert 0 in places(rock.part("drums").notes, "crash")[0]


def test_blast_beats_are_fast_unless_a_tempo_is_given() -> None:
    assert ask("death metal blast beats", seed=1).bpm >= 180
    assert ask("blast beats 160 bpm", seed=1).bpm == 160


@pytest.mark.parametrize(
    ("prompt", "sounds"),
    [
        ("cajon", {"low_conga", "mute_conga"}),
        ("djembe solo", {"low_conga", "high_conga", "mute_conga"}),
        ("tabla", {"low_conga", "high_bongo", "low_bongo"}),
        ("bodhran and nothing else", {"floor_tom"}),
        ("bollywood dhol", {"floor_tom", "rim"}),
        ("talking drum fills", {"low_conga", "high_conga", "low_bongo", "high_bongo"}),
    ],
)
def test_hand_drums_are_played_by_one_player(prompt: str, sounds: set[str]) -> None:
    assert {note.pitch for note in part_of(prompt).notes} <= {SOUNDS[sound] for sound in sounds}
