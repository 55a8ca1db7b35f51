"""The scores of edits: which notes stay, which are new, and who plays them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musiccm_daw.asking_edit import ask_edit, ask_stem
from musiccm_daw.edit_scoring import edited_scores
from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind, Keep
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.score.note import Note
from musiccm_daw.score.score import Score
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, noise_clip
from tests.musiccm_daw.played_clips import played_clip
from tests.musiccm_daw.score.smf import END, note, smf, title

BAND = played_clip("funk with drums, bass and keys", key="Am")
LONG = played_clip("funk with drums, bass and keys", bars=8, key="Am")
STEMS = played_clip("funk", key="Am", stems=("drums", "bass", "keys"))
BAR = 2.0
"""Quarters of a bar of 2/4."""
VARIATION = AskedEdit(EditKind.VARIATION)
KEEP_SOUND = AskedEdit(EditKind.VARIATION, keep="sound")


def edited(
    source: SourceClip, asked: AskedEdit, prompt: str | None = None, *, midi: tuple[str, ...] = (), **options: Any
) -> tuple[GenerationRequest, Score]:
    request = ask_edit(source, asked, prompt, {"seed": 9, **options}, midi=midi)
    (score,) = edited_scores(request, source)
    return request, score


def old_score(source: SourceClip) -> Score:
    assert source.score is not None
    return source.score


def in_bars(notes: tuple[Note, ...], bars: range) -> list[tuple[float, int]]:
    """The beginnings and pitches of the notes that belong to some bars."""
    early = 1 / 16
    first, end = bars.start * BAR - early, bars.stop * BAR - early
    return [(note.start_quarters, note.pitch) for note in notes if first <= note.start_quarters < end]


def pitches(notes: tuple[Note, ...], bars: range) -> list[int]:
    return sorted(pitch for _, pitch in in_bars(notes, bars))


@settings(max_examples=8, derandomize=True)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_any_repaint_keeps_all_notes_outside_and_no_note_reaches_over_its_edges(one: int, two: int, seed: int) -> None:
    source = LONG
    first, last = sorted((one, two))
    request, score = edited(source, AskedEdit(EditKind.REPAINT, bars=f"{first}-{last}"), seed=seed)
    assert request.score is ScoreSource.COMPOSED
    assert [(part.name, part.instrument) for part in score.parts] == [
        (part.name, part.instrument) for part in old_score(source).parts
    ]
    for was, part in zip(old_score(source).parts, score.parts, strict=True):
        for bars in (range(first - 1), range(last, 8)):
            # A note that is played before the first beat of a bar that stays begins there.
            assert pitches(part.notes, bars) == pitches(was.notes, bars)
        for edge in ((first - 1) * BAR, last * BAR):
            before = [each for each in part.notes if each.start_quarters < edge - 1e-9]
            ends = [each.start_quarters + each.duration_quarters for each in before]
            assert max(ends, default=0.0) <= edge + 1e-3


def test_another_seed_repaints_other_notes_in_the_same_style() -> None:
    asked = AskedEdit(EditKind.REPAINT, bars="2-3")
    scores = [edited(BAND, asked, seed=seed)[1] for seed in (1, 2)]
    assert scores[0] != scores[1]
    assert scores[0] == edited(BAND, asked, seed=1)[1]
    assert {score.style for score in scores} == {old_score(BAND).style}


def test_a_continuation_leads_on_with_the_patterns_that_it_has() -> None:
    drums = played_clip("techno drums", bars=4)
    _, score = edited(drums, AskedEdit(EditKind.CONTINUE), bars=4, seed=77)
    before, after = (in_bars(score.parts[0].notes, bars) for bars in (range(4), range(4, 8)))
    assert before == in_bars(old_score(drums).parts[0].notes, range(4))
    grid = [{(round(start % BAR * 4), pitch) for start, pitch in notes} for notes in (before, after)]
    assert len(grid[0] & grid[1]) >= 0.6 * len(grid[0])


def test_a_variation_keeps_the_score_by_default_and_the_words_choose_who_plays_it() -> None:
    piano = played_clip("solo piano", key="Am")
    request, score = edited(piano, VARIATION)
    assert request.edit is not None
    assert (request.edit.keep, score.parts[0].notes) == (Keep.SCORE, old_score(piano).parts[0].notes)
    _, strings = edited(piano, VARIATION, "string ensemble")
    assert strings.parts[0].notes == score.parts[0].notes
    assert (strings.parts[0].role, strings.parts[0].instrument) == ("strings", "string_ensemble")
    assert "strings" in strings.parts[0].words or "string" in strings.parts[0].words


def test_keep_sound_composes_other_notes_for_the_same_players() -> None:
    request, score = edited(STEMS, KEEP_SOUND)
    assert request.edit is not None
    assert request.edit.keep is Keep.SOUND
    assert [(p.name, p.instrument) for p in score.parts] == [(p.name, p.instrument) for p in old_score(STEMS).parts]
    assert [p.notes for p in score.parts] != [p.notes for p in old_score(STEMS).parts]


def midi(folder: Path, *pitches: int) -> str:
    """Write a file of two bars of 2/4 that begins with these notes, and return its name."""
    rest = 4 * 480 - 96 * len(pitches)
    end = bytes([0x80 | rest >> 7, rest & 127]) + END[1:]
    (folder / "new.mid").write_bytes(smf(title("line") + b"".join(map(note, pitches)) + end))
    return str(folder / "new.mid")


def test_bar_one_of_a_midi_file_is_the_first_new_bar(tmp_path: Path) -> None:
    piano = played_clip("solo piano", key="Am")
    path = midi(tmp_path, 40, 43)
    request, score = edited(piano, AskedEdit(EditKind.REPAINT, bars="3-4"), midi=(path,))
    assert (request.score, score.source) == (ScoreSource.GIVEN, "given")
    (part,) = score.parts
    assert [pitch for _, pitch in in_bars(part.notes, range(2, 4))] == [40, 43]
    assert in_bars(part.notes, range(2, 4))[0][0] == 2 * BAR
    assert in_bars(part.notes, range(2)) == in_bars(old_score(piano).parts[0].notes, range(2))
    assert part.instrument == old_score(piano).parts[0].instrument


def test_a_file_for_one_stem_leaves_the_others_composed(tmp_path: Path) -> None:
    path = midi(tmp_path, 36, 38)
    _, score = edited(STEMS, AskedEdit(EditKind.REPAINT, bars="2-3"), midi=(f"bass={path}",))
    assert [pitch for _, pitch in in_bars(score.part("bass").notes, range(1, 3))] == [36, 38]
    assert in_bars(score.part("drums").notes, range(1, 3))


def test_a_file_as_long_as_the_new_bars_says_how_far_a_clip_goes_on(tmp_path: Path) -> None:
    piano = played_clip("solo piano", key="Am")
    request, _ = edited(piano, AskedEdit(EditKind.CONTINUE), midi=(midi(tmp_path, 60),))
    assert request.bars == 6


@pytest.mark.parametrize(
    ("asked", "file", "words"),
    [
        (
            AskedEdit(EditKind.REPAINT, bars="1-3"),
            "{}",
            "has 2 bars of 2/4, and the edit makes 3 bars; give a longer one",
        ),
        (AskedEdit(EditKind.REPAINT, bars="1-2"), "lead={}", "no stem lead is free for its MIDI file"),
        (AskedEdit(EditKind.VARIATION, keep="score"), "{}", "keep score keeps them; use keep sound"),
    ],
)
def test_files_that_do_not_fit_the_edit_are_refused_in_one_line(
    tmp_path: Path, asked: AskedEdit, file: str, words: str
) -> None:
    with pytest.raises(RequestError, match=words) as refusal:
        edited(STEMS, asked, midi=(file.format(midi(tmp_path, 60)),))
    assert "\n" not in str(refusal.value)


def test_a_file_whose_notes_come_after_the_new_bars_is_refused(tmp_path: Path) -> None:
    after_three_bars = b"\x96\x40"
    (tmp_path / "late.mid").write_bytes(smf(title("line") + after_three_bars + note(60)[1:] + END))
    with pytest.raises(RequestError, match="the first note is in bar 4, and 2 bars of 2/4 are played; ask for 4 bars"):
        edited(
            played_clip("solo piano", key="Am"),
            AskedEdit(EditKind.REPAINT, bars="3-4"),
            midi=(str(tmp_path / "late.mid"),),
        )


def test_the_notes_of_a_clip_without_a_score_are_not_known_now_nor_after_the_next_edit() -> None:
    foreign = replace(noise_clip(4, facts=FOREIGN_FACTS))
    facts = {"bpm": 240, "meter": "2/4", "chords": "Am | F"}
    request, score = edited(foreign, AskedEdit(EditKind.REPAINT, bars="2-3"), "warm pads", **facts)
    assert request.score is ScoreSource.COMPOSED
    assert score.unknown_bars == {0, 3}
    assert all(BAR - 1e-6 <= note.start_quarters < 3 * BAR for part in score.parts for note in part.notes)
    again = replace(foreign, facts=replace(noise_clip().facts, prompt="warm pads"), score=score)
    _, longer = edited(again, AskedEdit(EditKind.CONTINUE), bars=2)
    assert longer.unknown_bars == {0, 3}
    with pytest.raises(RequestError, match="some of its bars have no score to keep"):
        edited(again, AskedEdit(EditKind.VARIATION, keep="score"))


def test_harmony_that_nobody_states_is_estimated_from_the_clips_sound() -> None:
    times = np.arange(4 * 22_050) / 44_100
    # F sharp major.
    chord = sum(np.sin(2 * np.pi * 440 * 2 ** (semitones / 12) * times) for semitones in (-3, 1, 4))
    audio = np.repeat(np.float32(0.1 * chord)[:, None], 2, axis=1)
    clip = replace(noise_clip(4, facts=FOREIGN_FACTS), audio=audio)
    _, score = edited(clip, AskedEdit(EditKind.REPAINT, bars="2-3"), "house piano chords", bpm=240, meter="2/4")
    sounding = {note.pitch % 12 for part in score.parts for note in part.notes}
    assert {6, 10, 1} <= sounding


@pytest.mark.parametrize(
    ("prompt", "options", "score"),
    [
        ("a strange thing", {}, ScoreSource.NONE),
        ("a strange thing", {"chords": "Am"}, ScoreSource.COMPOSED),
        ("a strange thing", {"stems": ("bass",)}, ScoreSource.COMPOSED),
        ("warm pads", {}, ScoreSource.COMPOSED),
        ("techno", {}, ScoreSource.COMPOSED),
        ("warm pads", {"score": "none"}, ScoreSource.NONE),
    ],
)
def test_new_bars_get_a_score_wherever_there_is_a_hint_of_one(
    prompt: str, options: dict[str, Any], score: ScoreSource
) -> None:
    clip = noise_clip(4, facts=FOREIGN_FACTS)
    asked = AskedEdit(EditKind.REPAINT, bars="2")
    assert ask_edit(clip, asked, prompt, {"bpm": 240, "meter": "2/4", **options}).score is score


@pytest.mark.parametrize(
    ("asked", "options", "words"),
    [
        (AskedEdit(EditKind.VARIATION, keep="both"), {}, "keep 'both' is not known"),
        (
            AskedEdit(EditKind.VARIATION, keep="sound", strength=0.4),
            {},
            "strength 0.4 says how far the sound may depart",
        ),
        (AskedEdit(EditKind.VARIATION, keep="score"), {"score": "none"}, "keep score and score none contradict"),
        (VARIATION, {"parts": True}, "is not the mix of parts"),
        (VARIATION, {"stems": ("bass",)}, "of which no stem can be edited alone"),
    ],
)
def test_what_contradicts_itself_is_refused_in_one_line(asked: AskedEdit, options: dict[str, Any], words: str) -> None:
    with pytest.raises(RequestError, match=words) as refusal:
        edited(STEMS, asked, **options)
    assert "\n" not in str(refusal.value)


def test_only_a_clip_with_a_score_has_one_to_keep() -> None:
    with pytest.raises(RequestError, match="it has no score to keep"):
        edited(noise_clip(), AskedEdit(EditKind.VARIATION, keep="score"))
    with pytest.raises(RequestError, match="it has no score to keep"):
        edited(BAND, AskedEdit(EditKind.VARIATION, keep="score"), stems=("bass",))
    for source, options in ((noise_clip(), {}), (BAND, {"stems": ("bass",)})):
        request, score = edited(source, VARIATION, **options)
        assert request.edit is not None
        assert request.edit.keep is None
        assert len(score.parts) == 1


def counted(score: Score, bars: range) -> int:
    return sum(len(in_bars(part.notes, bars)) for part in score.parts)


@pytest.mark.parametrize("asked", [AskedEdit(EditKind.REPAINT, "3-4"), AskedEdit(EditKind.CONTINUE), KEEP_SOUND])
def test_a_density_is_that_of_the_new_bars(asked: AskedEdit) -> None:
    (_, sparse), (_, busy) = (edited(BAND, asked, density=density) for density in (0.1, 0.9))
    request, plain = edited(BAND, asked)
    assert request.edit is not None
    new = request.edit.new_bars
    assert counted(sparse, new) < counted(plain, new) < counted(busy, new)
    stay = range(4) if new.start >= 4 else range(new.start)
    assert counted(sparse, stay) == counted(busy, stay)


def test_a_clips_own_numbers_go_on_unless_words_or_options_say_otherwise() -> None:
    asked = AskedEdit(EditKind.REPAINT, "3-4")
    clip = replace(BAND, facts=replace(BAND.facts, density=0.1, energy=0.9))

    def numbers(prompt: str | None = None, **options: Any) -> tuple[dict[str, float | None], list[str | None]]:
        request, _ = edited(clip, asked, prompt, **options)
        return request.steering, [request.sources.get(name) for name in ("density", "energy")]

    assert numbers() == ({"density": 0.1, "energy": 0.9}, ["clip", "clip"])
    assert numbers("warm funk") == ({"density": 0.1, "energy": 0.9}, ["clip", "clip"])
    assert numbers("busy funk") == ({"density": None, "energy": 0.9}, [None, "clip"])
    assert numbers(energy=0.2) == ({"density": 0.1, "energy": 0.2}, ["clip", "option"])
    unscored = ask_edit(clip, asked, None, {"seed": 9, "score": "none"})
    assert unscored.steering == {"density": None, "energy": 0.9}
    assert edited(clip, VARIATION)[0].steering["density"] == 0.1


@pytest.mark.parametrize("asked", [VARIATION, AskedEdit(EditKind.VARIATION, keep="score")])
def test_a_density_cannot_change_notes_that_are_kept(asked: AskedEdit) -> None:
    with pytest.raises(RequestError, match=r"density 0\.2 changes the notes, and a variation keeps them"):
        edited(BAND, asked, density=0.2)
    request, score = edited(BAND, asked, energy=0.2)
    assert request.energy == 0.2
    assert [part.notes for part in score.parts] == [part.notes for part in old_score(BAND).parts]


def test_a_density_without_a_hint_of_notes_is_refused() -> None:
    with pytest.raises(RequestError, match=r"nothing says what 'noise\.wav' plays; name a style, players or chords"):
        edited(
            noise_clip(facts=FOREIGN_FACTS),
            AskedEdit(EditKind.REPAINT, "1"),
            "strange",
            bpm=240,
            meter="2/4",
            density=0.2,
        )


def test_a_density_is_refused_where_files_give_all_new_notes(tmp_path: Path) -> None:
    (tmp_path / "line.mid").write_bytes(smf(note(60) + END))
    clip = played_clip("solo piano", key="Am")
    with pytest.raises(RequestError, match=r"density 0\.9 is that of composed notes, and the MIDI files give all"):
        edited(clip, AskedEdit(EditKind.REPAINT, "2"), midi=(str(tmp_path / "line.mid"),), density=0.9)


def test_an_edit_without_a_score_goes_on_without_the_clips_density() -> None:
    facts = replace(FOREIGN_FACTS, density=0.1, energy=0.2)
    bare = {"seed": 9, "bpm": 240, "meter": "2/4"}
    request = ask_edit(noise_clip(facts=facts), AskedEdit(EditKind.REPAINT, "1"), "strange", bare)
    assert request.score is ScoreSource.NONE
    assert request.steering == {"density": None, "energy": 0.2}
    assert "density" not in request.sources

    original = replace(request, edit=None, score=ScoreSource.COMPOSED, density=0.1)
    stems = replace(STEMS, facts=replace(STEMS.facts, density=0.1), score=None)
    anew = ask_stem(stems, replace(original, stems=STEMS.facts.stems), "bass")
    assert (anew.score, anew.density) == (ScoreSource.NONE, None)
