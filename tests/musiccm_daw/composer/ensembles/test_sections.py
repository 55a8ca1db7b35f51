"""Sections and bands that play as their traditions have it: horns hit together, trumpets go in thirds, tubas march."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.basses.clave import CLAVE
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Part
from musiccm_daw.scoring import planned_scores
from tests.musiccm_daw.composer.requested import score_of


def parts_of(prompt: str, seed: int = 1, **options: object) -> tuple[Part, ...]:
    """Return the parts of a prompt in its own key and chords, four bars at 120 BPM."""
    request = GenerationRequest.resolve(prompt, seed=seed, bars=4, bpm=120, **options)  # type: ignore[arg-type]
    return compose_score(request, seed).parts


def places(part: Part) -> set[int]:
    """Return the 16ths at which a part strikes."""
    return {round(4 * note.start_quarters) for note in part.notes}


def mean(part: Part) -> float:
    """Return the mean pitch of a part."""
    return sum(note.pitch for note in part.notes) / len(part.notes)


@pytest.mark.parametrize("seed", range(4))
def test_horns_of_a_section_punch_together_in_the_order_of_their_registers(seed: int) -> None:
    parts = score_of(
        "horn section: trumpet, alto, tenor, bari, trombone. Tight punches on the and of 4", seed=seed
    ).parts
    assert len(parts) == 5
    for together in zip(*(sorted(note.start_quarters for note in part.notes) for part in parts), strict=True):
        # An 8th behind the fourth beat, straight or swung.
        assert max(together) - min(together) < 0.08
        assert 3.4 < together[0] % 4 < 3.8
    means = [mean(part) for part in parts]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("seed", range(4))
def test_horns_that_stab_behind_a_tune_have_one_rhythm(seed: int) -> None:
    trumpet, trombone, _ = parts_of("trumpet and trombone stabs, alto sax melody, soul", seed)
    assert places(trumpet) == places(trombone)


def test_a_bandoneon_has_the_marcato_below_a_violin() -> None:
    parts = parts_of("tango: bandoneon marcato, violin melody, double bass, piano")
    bandoneon = next(part for part in parts if part.instrument == "accordion")
    assert {0, 4, 8, 12} <= {place % 16 for place in places(bandoneon)}
    assert len(bandoneon.notes) > 2 * len(places(bandoneon))


def test_mariachi_has_two_trumpets_and_a_bass() -> None:
    first, second, *others = parts_of("mariachi trumpets in thirds with guitarron and vihuela")
    assert places(first) == places(second)
    assert [part.role for part in others if part.role == "bass"] == ["bass"]


def test_a_second_line_has_a_tuba_and_no_piano() -> None:
    parts = parts_of("second line new orleans brass band")
    assert {part.instrument for part in parts} <= {"trumpet", "tenor_sax", "trombone", "room_kit", "standard_kit"}
    assert any(part.role == "bass" for part in parts)


def test_a_buleria_has_its_compas() -> None:
    guitar, palmas = parts_of("flamenco bulerias", meter="12/8")
    for bar in range(4):
        accents = {24 * bar + at for at in (0, 6, 12, 16, 20)}
        assert accents <= places(palmas)
        assert accents <= places(guitar)


def test_clave_is_two_bars_as_the_montuno_is() -> None:
    strokes = {at for at, mark in enumerate(CLAVE) if mark == "x"}
    for key in ("A major", "Bb major"):
        piano, clave = parts_of("son cubano, montuno piano, claves", key=key)
        two_bars = {place % 32 for place in places(clave)}
        assert two_bars in (strokes, {(at + 16) % 32 for at in strokes})
        assert piano.role == "keys"


def test_a_lullaby_of_two_bells_has_one_tune() -> None:
    first, second = parts_of("celesta music box lullaby, very soft")
    assert len({note.duration_quarters for note in second.notes}) < len(
        {note.duration_quarters for note in first.notes}
    )
    assert all(place % 2 == 0 for place in places(second))


@pytest.mark.parametrize("seed", range(4))
def test_the_thumb_of_a_picker_lies_on_the_beats(seed: int) -> None:
    (guitar,) = parts_of("fingerpicked acoustic guitar", seed)
    low = {place for place in range(64) if place % 4 == 0}
    assert low <= places(guitar)
    assert any(place % 4 for place in places(guitar))


@pytest.mark.parametrize("prompt", ["lo-fi drums, brush kit", "upright bass, jazz kit, ride cymbal only for drums"])
def test_one_drummer_sits_where_nobody_says_two(prompt: str) -> None:
    assert [part.role for part in parts_of(prompt)].count("drums") == 1


@pytest.mark.parametrize("seed", range(1, 7))
def test_pipes_have_their_drone_throughout(seed: int) -> None:
    request = ask("bagpipe drone and melody, scottish march", bars=4, seed=seed)
    (pipes,) = planned_scores(request)[0].parts
    long = [note for note in pipes.notes if note.duration_quarters > 14]
    assert len({note.pitch % 12 for note in long}) == 1
    # Their seventh lies a whole tone below.
    assert 11 not in {(note.pitch - long[0].pitch) % 12 for note in pipes.notes}
