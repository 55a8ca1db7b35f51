"""The score of a request: whose part each track is, who plays it, and what is composed beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from musiccm_daw.asking import ask
from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import GivenMidi, ScoreSource
from musiccm_daw.score.midi_writer import write_score
from musiccm_daw.score.note import Note
from musiccm_daw.scoring import planned_scores, request_score
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

BASS_LINE = smf(title("line") + b"".join(note(pitch, ticks=120) for pitch in (33, 33, 40, 41)) + END)
KEYS = title("keys") + note(60) + note(64) + END
BASS = title("bass") + note(36) + END
DRUMS = title("kit") + note(36, channel=9) + note(38, channel=9) + END

Asked = Callable[..., GenerationRequest]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    """Return a function that asks for a clip that plays files of these bytes, by the names of stems or "" for none."""

    def ask_for(prompt: str, *files: bytes, stem: str | None = None, **options: Any) -> GenerationRequest:
        midi = []
        for number, content in enumerate(files):
            path = tmp_path / f"{number}.mid"
            path.write_bytes(content)
            midi.append(f"{stem}={path}" if stem else str(path))
        return ask(prompt, midi=midi, **{"seed": 5, **options})

    return ask_for


def notes_of(request: GenerationRequest) -> dict[str, list[int]]:
    (score,) = planned_scores(request)
    return {part.name: [note.pitch for note in part.notes] for part in score.parts}


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


def test_more_parts_than_sixteen_are_refused_however_many_files_they_are_in(asked: Asked) -> None:
    with pytest.raises(RequestError, match=r"have 18 tracks with notes, and at most 16"):
        asked("soul", smf(*[KEYS] * 9), smf(*[BASS] * 9))


def test_a_stem_plays_the_file_that_is_given_for_it_and_the_others_are_composed(asked: Asked) -> None:
    request = asked("deep house", BASS_LINE, stem="bass", stems=["drums", "bass", "keys"])
    played = notes_of(request)
    assert list(played) == ["drums", "bass", "keys"]
    assert played["bass"] == [33, 33, 40, 41]
    assert played["drums"]
    assert played["keys"]
    fewer = asked("deep house", BASS_LINE, stem="bass", stems=["bass", "keys"])
    assert notes_of(fewer) == {name: played[name] for name in ("bass", "keys")}


def test_what_is_composed_beside_a_file_follows_its_harmony_though_the_request_names_none(asked: Asked) -> None:
    arpeggio = smf(title("keys") + b"".join(note(pitch, ticks=120) for pitch in (54, 58, 61, 54) * 4) + END)
    request = asked("pop", arpeggio, stem="keys", stems=["keys", "bass"])
    assert (request.key, request.chords) == (None, None)
    bass = notes_of(request)["bass"]
    assert sum(pitch % 12 in (6, 10, 1) for pitch in bass) > len(bass) / 2


def test_the_only_track_goes_to_the_only_free_stem_whatever_it_is_called(asked: Asked) -> None:
    assert notes_of(asked("dub", BASS_LINE, stems=["bass"])) == {"bass": [33, 33, 40, 41]}


def test_drums_are_not_given_to_a_stem_with_pitches(asked: Asked) -> None:
    with pytest.raises(RequestError, match="no stem plays track drums"):
        asked("dub", smf(DRUMS), stems=["bass"])


def beat(channel: int, name: bytes = b"") -> bytes:
    return smf(name + b"".join(note(pitch, channel) for pitch in (36, 42, 38, 42)) + END)


@pytest.mark.parametrize("name", [b"", title(""), title("1-MIDI")], ids=["none", "empty", "a program's own"])
def test_the_only_track_goes_to_the_only_stem_where_nothing_says_what_it_is(asked: Asked, name: bytes) -> None:
    # A drum clip that Live exports is on channel 1, and has no name.
    for role in ("drums", "lead"):
        assert notes_of(asked("techno", beat(0, name), stems=[role])) == {role: [36, 42, 38, 42]}
    with pytest.raises(RequestError, match="no stem plays track keys"):
        asked("techno", beat(0, title("Piano")), stems=["drums"])
    with pytest.raises(RequestError, match="no stem plays track keys"):
        asked("techno", beat(0, name + b"\0\xc0\x00"), stems=["drums"])


def test_the_keys_of_drums_are_no_harmony_on_whatever_channel_they_are(asked: Asked) -> None:
    of_channel_1, of_channel_10 = (
        notes_of(asked("techno", beat(channel), stem="drums", stems=["drums", "bass"], bars=2)) for channel in (0, 9)
    )
    assert of_channel_1 == of_channel_10


def test_tracks_go_to_the_stems_of_their_roles(asked: Asked) -> None:
    request = asked("soul", smf(DRUMS, KEYS, BASS), stems=["bass", "drums", "keys"])
    assert notes_of(request) == {"bass": [36], "drums": [36, 38], "keys": [60, 64]}


def test_two_stems_of_a_role_play_the_two_tracks_of_it(asked: Asked) -> None:
    other = title("keys") + note(72) + END
    request = asked("soul", smf(KEYS, other), stems=["keys=rhodes", "keys=organ"])
    assert notes_of(request) == {"keys": [60, 64], "keys-2": [72]}


def test_tracks_that_no_stem_plays_are_listed_in_one_line(asked: Asked) -> None:
    with pytest.raises(RequestError) as refusal:
        asked("soul", smf(note(60) + END, note(62) + END), stems=["bass", "drums"])
    text = str(refusal.value)
    assert "the tracks are keys, keys-2, the stems bass, drums" in text
    assert "ROLE=FILE" in text
    assert "\n" not in text


def test_a_file_for_a_stem_that_is_not_asked_for_is_refused(asked: Asked) -> None:
    with pytest.raises(RequestError, match="no stem bass is free for its MIDI file; the stems are drums"):
        asked("soul", BASS_LINE, stem="bass", stems=["drums"])
    with pytest.raises(RequestError, match="the stems are none"):
        asked("soul", BASS_LINE, stem="bass")
    with pytest.raises(RequestError, match="no stem bass is free"):
        asked("soul", BASS_LINE, BASS_LINE, stem="bass", stems=["bass"])


def test_a_stem_plays_one_track(asked: Asked) -> None:
    with pytest.raises(RequestError, match=r"0.mid' has 2 tracks \(keys, bass\), but stem bass plays one"):
        asked("soul", smf(KEYS, BASS), stem="bass", stems=["bass"])


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


def test_a_file_that_has_changed_or_gone_is_refused_in_one_line(asked: Asked, tmp_path: Path) -> None:
    request = asked("soul", smf(KEYS))
    (tmp_path / "0.mid").write_bytes(smf(BASS))
    with pytest.raises(RequestError, match=r"'0.mid' has changed since the take was asked for; name it anew"):
        request_score(request, 5)
    (tmp_path / "0.mid").unlink()
    with pytest.raises(RequestError, match=r"cannot read .*no such file"):
        request_score(request, 5)


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
