"""The score of a request: composed, given or absent, who plays it, and what is composed beside files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.note import Note
from musiccm_daw.scoring import planned_scores
from tests.musiccm_daw.given_files import BASS, BASS_LINE, DRUMS, KEYS, Asked, notes_of
from tests.musiccm_daw.score.smf import END, meta, note, smf, title


def test_a_score_is_composed_given_or_absent(asked: Asked) -> None:
    composed = ask("deep house", seed=5)
    assert composed.score is ScoreSource.COMPOSED
    assert planned_scores(composed)[0].source == "composed"
    given = asked("deep house", smf(KEYS))
    assert given.score is ScoreSource.GIVEN
    assert planned_scores(given)[0].source == "given"
    assert planned_scores(ask("deep house", seed=5, score="none")) == ()


def test_every_variation_has_a_score_of_its_own_when_composed_and_the_files_when_given(asked: Asked) -> None:
    first, second = planned_scores(ask("deep house", seed=5, variations=2))
    assert first != second
    first, second = planned_scores(asked("deep house", smf(KEYS), variations=2))
    assert first == second


def test_a_files_tracks_are_the_parts(asked: Asked) -> None:
    assert notes_of(asked("soul", smf(DRUMS, KEYS, BASS))) == {"drums": [36, 38], "keys": [60, 64], "bass": [36]}


def test_files_are_played_together_under_names_of_their_own(asked: Asked) -> None:
    assert list(notes_of(asked("soul", smf(KEYS), smf(KEYS, BASS)))) == ["keys", "keys-2", "bass"]


def test_what_is_composed_beside_a_file_follows_its_harmony_though_the_request_names_none(asked: Asked) -> None:
    arpeggio = smf(title("keys") + b"".join(note(pitch, ticks=120) for pitch in (54, 58, 61, 54) * 4) + END)
    request = asked("pop", arpeggio, stem="keys", stems=["keys", "bass"])
    assert (request.key, request.chords) == (None, None)
    bass = notes_of(request)["bass"]
    assert sum(pitch % 12 in (6, 10, 1) for pitch in bass) > len(bass) / 2


def test_sections_may_name_stems_that_files_fill(asked: Asked) -> None:
    from musiccm_daw.request.sections import read_section

    sections = [replace(read_section("a=2"), stems=("bass",)), replace(read_section("b=2"), stems=("bass", "drums"))]
    request = asked("dub", BASS_LINE, stem="bass", stems=["bass", "drums"], sections=sections, bars=4)
    assert notes_of(request)["bass"] == [33, 33, 40, 41]


@pytest.mark.parametrize(
    ("prompt", "stems", "instrument"),
    [
        ("rhodes ballad", (), "rhodes"),
        ("jazz", ("keys=dusty rhodes",), "rhodes"),
        ("rhodes ballad", ("keys",), "rhodes"),
        ("jazz", (), "vibraphone"),
        ("jazz", ("keys",), "vibraphone"),
    ],
)
def test_words_say_who_plays_and_else_the_files_program(
    asked: Asked, prompt: str, stems: tuple[str, ...], instrument: str
) -> None:
    vibraphone = smf(title("keys") + b"\x00\xc0\x0b" + note(60) + END)
    (score,) = planned_scores(asked(prompt, vibraphone, stems=stems))
    assert [(part.role, part.instrument) for part in score.parts] == [("keys", instrument)]
    assert instrument in score.parts[0].words


@pytest.mark.parametrize(
    ("prompt", "instrument"), [("metal electric guitar", "distortion_guitar"), ("funk electric guitar", "clean_guitar")]
)
def test_a_style_decides_which_of_several_instruments_plays_a_file(asked: Asked, prompt: str, instrument: str) -> None:
    (score,) = planned_scores(asked(prompt, smf(title("guitar") + note(60) + END)))
    assert score.parts[0].instrument == instrument


@pytest.mark.parametrize(
    ("prompt", "track", "instrument"),
    [
        ("techno", DRUMS, "kit_909"),
        ("jazz swing", DRUMS, "jazz_kit"),
        ("jazz swing", BASS, "acoustic_bass"),
        ("something strange", BASS, ""),
        ("house without 909 drums", DRUMS, "kit_808"),
    ],
)
def test_a_style_says_who_plays_a_track_that_neither_words_nor_a_program_do(
    asked: Asked, prompt: str, track: bytes, instrument: str
) -> None:
    (score,) = planned_scores(asked(prompt, smf(track)))
    assert score.parts[0].instrument == instrument


def test_a_stem_keeps_its_role_whoever_the_prompt_names(asked: Asked) -> None:
    (score,) = planned_scores(asked("rhodes ballad", BASS_LINE, stem="bass", stems=["bass"]))
    assert (score.parts[0].role, score.parts[0].name) == ("bass", "bass")
    assert "rhodes" not in score.parts[0].words


def test_what_lies_after_the_last_bar_is_left_out_and_what_is_held_over_it_ends_there(asked: Asked) -> None:
    held = smf(title("pads") + b"\x00\x90\x3c\x40" + b"\x8f\x00\x90\x40\x40" + b"\x8f\x00\x80\x3c\x00" + END)
    (score,) = planned_scores(asked("pads", held, bars=1))
    assert score.parts[0].notes == (Note(0.0, 4.0, 60, 64),)


def test_notes_of_any_resolution_lie_on_our_ticks_within_the_clip(asked: Asked) -> None:
    # The last note begins a third of a tick of ours before the bar line.
    odd = smf(title("keys") + note(60, ticks=1) + b"\xba\x7e\x90\x40\x40" + b"\x40\x80\x40\x00" + END, ticks=1920)
    request = asked("keys", odd, bars=1)
    (score,) = planned_scores(request)
    assert score == score.quantised()
    write_score(score, "clip", request.grid, None, None)


def test_a_score_that_is_given_back_is_the_one_that_was_played(tmp_path: Path) -> None:
    """Words included, since the model is conditioned on them."""
    for stems in ((), ("drums", "keys=dusty rhodes", "bass")):
        request = ask("deep house with organ stabs", seed=7, bars=4, bpm=124.123, stems=stems)
        (score,) = planned_scores(request)
        content = write_score(score, "clip", request.grid, request.key, request.chords)
        path = tmp_path / "score.mid"
        path.write_bytes(content)
        again = ask("deep house with organ stabs", seed=7, stems=stems, midi=[str(path)])
        assert (again.bpm, again.meter, again.bars, again.key) == (
            request.bpm, request.meter, request.bars, request.key,
        )  # fmt: skip
        assert again.chords is not None
        assert request.chords is not None
        for bar in range(request.bars):
            assert [str(again.chords.at(bar, at / 4)) for at in range(4)] == [
                str(request.chords.at(bar, at / 4)) for at in range(4)
            ]
        (given,) = planned_scores(again)
        for ours, theirs in zip(score.parts, given.parts, strict=True):
            assert replace(ours, effects=()) == replace(theirs, effects=())
        assert again.midi == (GivenMidi(str(path), hashlib.sha256(content).hexdigest()),)


def test_foreign_text_events_are_no_chords(asked: Asked) -> None:
    request = asked("soul", smf(title("keys") + meta(1, b"Am7") + note(60) + END))
    assert request.chords is None


def test_parts_have_the_programs_of_their_instruments(asked: Asked) -> None:
    (score,) = planned_scores(ask("jazz trio", seed=1))
    programs = {part.instrument: part.program for part in score.parts}
    assert (programs["grand_piano"], programs["acoustic_bass"]) == (0, 32)
    (given,) = planned_scores(asked("rhodes ballad", smf(title("keys") + b"\x00\xc0\x0b" + note(60) + END)))
    assert (given.parts[0].instrument, given.parts[0].program) == ("rhodes", 11)
