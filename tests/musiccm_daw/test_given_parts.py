"""Whose part each track of a MIDI file is, and what is refused in one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.given_parts import with_chords_of
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.score.note import Note, Part
from musiccm_daw.scoring import request_score
from tests.musiccm_daw.given_files import BASS, BASS_LINE, DRUMS, KEYS, Asked, notes_of
from tests.musiccm_daw.score.smf import END, note, smf, title


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


def test_bars_before_the_first_note_have_its_chord() -> None:
    # A pickup, or a bar of rest, before E major and A major.
    triads = {1: (64, 68, 71), 2: (69, 73, 76)}
    notes = tuple(Note(4.0 * bar, 4.0, pitch, 80) for bar, pitches in triads.items() for pitch in pitches)
    request = GenerationRequest.resolve("pop", bars=4, meter="4/4", key="none", seed=1)
    given = replace(request, key=None, chords=None)
    fitted = with_chords_of([Part("keys", "rhodes", notes, name="keys")], given)
    assert str(fitted.chords) == "E | E | A | A"
    assert str(fitted.key) == "E major"
    late = [Part("keys", "rhodes", (Note(99.0, 1.0, 64, 80),), name="keys")]
    assert with_chords_of(late, given) == given, "of no note nothing is known"


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


def test_a_file_that_has_changed_or_gone_is_refused_in_one_line(asked: Asked, tmp_path: Path) -> None:
    request = asked("soul", smf(KEYS))
    (tmp_path / "0.mid").write_bytes(smf(BASS))
    with pytest.raises(RequestError, match=r"'0.mid' has changed since the take was asked for; name it anew"):
        request_score(request, 5)
    (tmp_path / "0.mid").unlink()
    with pytest.raises(RequestError, match=r"cannot read .*no such file"):
        request_score(request, 5)
