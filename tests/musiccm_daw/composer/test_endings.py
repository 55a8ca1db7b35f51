"""Clips that do not loop end: a last chord or stroke, then silence inside the asked bars."""

from __future__ import annotations

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.composer.drums.grooves import SOUNDS
from musiccm_daw.composer.piece import Piece, Seeds
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.harmony import Chord
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note
from musiccm_daw.score.score import Score

EARLY = 0.06
CLIPS = [
    *(("house track", 4, "4/4"), ("rock band", 8, "4/4"), ("funk track", 2, "4/4"), ("jazz trio", 4, "4/4")),
    *(("reggae track", 4, "4/4"), ("bossa nova", 3, "4/4"), ("string quartet", 4, "3/4"), ("synthwave", 16, "4/4")),
    *(("drum and bass", 4, "4/4"), ("folk guitar and flute", 2, "6/8"), ("solo piano", 1, "4/4"), ("techno", 1, "4/4")),
    *(("ambient pads", 2, "4/4"), ("lo-fi beat with rhodes", 4, "4/4"), ("trap", 32, "4/4"), ("metal", 5, "7/8")),
    *(("salsa", 4, "4/4"), ("church organ, held chords", 2, "5/4"), ("trance with supersaws", 24, "4/4")),
    ("brass stabs with walking bass", 4, "4/4"),
]


def ended(prompt: str, bars: int, meter: str = "4/4", chords: str = "Am | F | C | G") -> tuple[Score, float]:
    """Return the score of a clip that ends, and the length of a bar."""
    request = GenerationRequest.resolve(
        prompt, seed=3, bars=bars, meter=meter, key="A minor", chords=chords, loop=False
    )
    return compose_score(request, 3), float(request.meter.quarters_per_bar)


def end_of(note: Note) -> float:
    return note.start_quarters + note.duration_quarters


@pytest.mark.parametrize(("prompt", "bars", "meter"), CLIPS)
def test_a_clip_ends_with_a_stroke_and_silence(prompt: str, bars: int, meter: str) -> None:
    score, bar = ended(prompt, bars, meter)
    last = (bars - 1) * bar if bars > 1 else bar / 2
    notes = [note for part in score.parts for note in part.notes]
    strokes = [note for note in notes if note.start_quarters > last - EARLY]
    assert strokes
    assert max(note.start_quarters for note in strokes) < last + EARLY
    # A quarter of the bar is left for what rings on, half of it in clips of more than one.
    assert max(map(end_of, notes)) <= bars * bar - (bar / 2 if bars > 1 else bar / 4) + EARLY
    chord = Chord.parse(("Am", "F", "C", "G")[(bars - 1) % 4])
    for part in score.parts:
        if part.role not in ("drums", "percussion", "fx"):
            assert all(note.pitch % 12 in chord.pitch_classes for note in part.notes if note in strokes)


def test_drums_fill_into_one_stroke_of_crash_and_kick() -> None:
    drums = ended("rock band", 8)[0].part("drums").notes
    assert {note.pitch for note in drums if note.start_quarters > 28 - EARLY} == {SOUNDS["kick"], SOUNDS["crash"]}

    def strokes(bar: int) -> set[tuple[int, int]]:
        inside = [note for note in drums if 4 * bar - EARLY <= note.start_quarters < 4 * bar + 4 - EARLY]
        return {(round(note.start_quarters * 4) - 16 * bar, note.pitch) for note in inside}

    assert strokes(6) != strokes(4)
    assert strokes(4) == strokes(2)


def test_the_last_chord_of_a_bar_with_several_is_the_end() -> None:
    (part,) = ended("church organ, held chords", 2, chords="Am | F C")[0].parts
    first = {note.pitch % 12 for note in part.notes if abs(note.start_quarters - 4) < EARLY}
    second = {note.pitch % 12 for note in part.notes if abs(note.start_quarters - 6) < EARLY}
    assert first <= set(Chord.parse("F").pitch_classes)
    assert second <= set(Chord.parse("C").pitch_classes)
    assert first
    assert second
    assert max(map(end_of, part.notes)) == pytest.approx(7, abs=EARLY)


def test_a_clip_in_the_shortest_bars_still_plays() -> None:
    assert any(part.notes for part in ended("rock band", 1, "1/16")[0].parts)


def last_pitches(prompt: str, seed: int, bars: int = 16) -> dict[str, set[int]]:
    """Return what each part plays in the last bar of a piece, without effects."""
    request = ask(prompt, seed=seed, bars=bars, loop=False)
    last = (bars - 1) * float(request.meter.quarters_per_bar) - EARLY
    parts = [part for part in compose_score(request, seed).parts if part.role != "fx"]
    return {part.name: {note.pitch for note in part.notes if note.start_quarters > last} for part in parts}


@pytest.mark.parametrize("style", ["salsa", "cinematic", "classical", "jazz", "soul", "house", "jazz piano solo"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_somebody_has_the_third_of_the_last_chord(style: str, seed: int) -> None:
    request = ask(style, seed=seed, bars=16, loop=False)
    piece = Piece.of(request, Seeds.of(seed), read_brief(style), read_brief)
    chord = piece.sounding[-1][-1].chord
    thirds = {(chord.root + up) % 12 for up in (3, 4)} & set(chord.pitch_classes)
    parts = last_pitches(style, seed)
    pitched = {name: pitches for name, pitches in parts.items() if not name.startswith(("drums", "percussion"))}
    assert not thirds or thirds & {pitch % 12 for pitches in pitched.values() for pitch in pitches}


@pytest.mark.parametrize(
    ("prompt", "allowed"),
    [
        ("handclaps", {"clap"}),
        ("hi-hats only", {"hat", "open_hat", "pedal_hat"}),
        ("congas", {"mute_conga", "high_conga", "low_conga"}),
        ("drums without cymbals", set(SOUNDS) - {"crash", "ride", "bell"}),
    ],
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_drums_end_with_what_they_have_played(prompt: str, allowed: set[str], seed: int) -> None:
    (last,) = last_pitches(prompt, seed).values()
    assert last
    assert last <= {SOUNDS[name] for name in allowed}


def test_no_cymbals_are_neither_crash_nor_ride_nor_hats() -> None:
    for seed in range(1, 5):
        score = compose_score(ask("rock drums without cymbals", seed=seed, bars=16), seed)
        played = {note.pitch for note in score.parts[0].notes}
        assert not played & {SOUNDS[name] for name in ("crash", "ride", "bell", "hat", "open_hat", "pedal_hat")}
        assert {SOUNDS["kick"], SOUNDS["snare"]} <= played


@pytest.mark.parametrize("style", ["jazz", "bossa nova", "salsa", "soul", "classical", "country", "folk"])
def test_a_piece_ends_with_a_cadence(style: str) -> None:
    for seed in range(1, 7):
        request = ask(style, seed=seed, bars=16, loop=False)
        piece = Piece.of(request, Seeds.of(seed), read_brief(style), read_brief)
        before, last = piece.sounding[-2][-1].chord, piece.sounding[-1][-1].chord
        assert last.root == piece.key.tonic
        assert (before.root - piece.key.tonic) % 12 in (7, 1)
        assert (before.root + 4) % 12 in before.pitch_classes


def test_twelve_bars_of_blues_are_one_phrase() -> None:
    for bars in (12, 24):
        request = ask("12 bar blues", seed=1, bars=bars)
        piece = Piece.of(request, Seeds.of(1), read_brief("12 bar blues"), read_brief)
        assert [phrase.bars for phrase in piece.phrases] == [12] * (bars // 12)


@pytest.mark.parametrize("prompt", ["piano solo", "solo piano", "organ solo", "jazz piano solo"])
def test_a_solo_on_keys_is_a_tune_over_a_left_hand(prompt: str) -> None:
    (part,) = compose_score(ask(prompt, seed=2, bars=8), 2).parts
    starts = [round(note.start_quarters, 1) for note in part.notes]
    assert max(map(starts.count, starts)) <= 3
    assert len({note.pitch for note in part.notes if note.pitch > 60}) > 4
    assert min(note.pitch for note in part.notes) < 50


@pytest.mark.parametrize(("prompt", "longest"), [("music box", 4), ("harp solo", 4), ("kalimba", 4), ("choir", 8)])
def test_tones_that_die_away_are_struck_anew(prompt: str, longest: int) -> None:
    for seed in (1, 2, 3):
        score = compose_score(ask(prompt, seed=seed, bars=8), seed)
        assert max(note.duration_quarters for note in score.parts[0].notes) <= longest + EARLY
