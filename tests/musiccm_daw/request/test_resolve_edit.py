"""What an edit's request takes from the user and what from the clip, and how long it is then."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.request.source_clip import LENGTH_TOLERANCE_SECONDS
from musiccm_daw.timebase import Meter, TimeGrid
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, OWN_FACTS, continuation, noise_clip, repaint, variation


def test_a_clip_of_ours_answers_everything() -> None:
    request = repaint(noise_clip(sample_rate=48_000, subtype="PCM_16"), "2-3", seed=7)
    assert (request.bpm, str(request.meter), request.bars) == (240, "2/4", 4)
    assert (str(request.key), str(request.chords), request.loop) == ("A minor", "Am | F", True)
    assert (request.sample_rate, request.subtype, request.name) == (48_000, "PCM_16", "soft")
    assert request.prompt == "soft house chords, 8 bars"
    assert [(stem.role, stem.prompt) for stem in request.stems] == [("keys", "soft house chords")]
    assert request.sources["bpm"] == request.sources["bars"] == request.sources["chords"] == "clip"
    assert request.sources["seed"] == "option"
    assert request.edit is not None
    assert request.edit.new_bars == range(1, 3)


def test_typed_words_take_the_place_of_the_clips() -> None:
    request = repaint(noise_clip(), "2", "bright bells")
    assert request.prompt == "bright bells"
    assert [(stem.role, stem.prompt) for stem in request.stems] == [("keys", "bright bells keys")]
    assert request.name == "soft"


def test_an_option_wins_over_the_clip() -> None:
    clip = noise_clip()
    assert repaint(clip, "1", meter="4/4").bars == 2
    assert repaint(clip, "1", bpm="120").sources["bpm"] == "option"
    assert repaint(clip, "1", key="C major").sources["key"] == "option"
    assert not repaint(clip, "1", loop=False).loop


def test_a_prompt_says_what_a_foreign_clip_leaves_open() -> None:
    clip = noise_clip(facts=FOREIGN_FACTS)
    request = repaint(clip, "2-3", "soft chords, 240 bpm, 2/4", seed=1)
    assert (request.bpm, str(request.meter), request.sources["bpm"]) == (240, "2/4", "prompt")


def test_seconds_are_the_new_bars_of_a_continuation_at_the_clips_tempo() -> None:
    request = continuation(noise_clip(4), None, "bells, 3 seconds")
    assert (request.bars, request.bpm) == (4 + 6, 240)


def test_a_foreign_clip_leaves_harmony_open_and_does_not_loop() -> None:
    clip = noise_clip(facts=FOREIGN_FACTS)
    request = repaint(clip, "2-3", "soft chords", bpm="240", meter="2/4", seed=1)
    assert (request.bars, request.key, request.chords, request.loop) == (4, None, None, False)
    assert request.stems[0].role is None
    drums = repaint(clip, "2-3", "soft chords", bpm=240, meter="2/4", stems=("drums",))
    assert drums.stems[0].role == "drums"


def test_asked_chords_are_those_of_the_new_bars() -> None:
    clip = noise_clip(6)
    assert str(repaint(clip, "3-5", chords="Dm | E").chords) == "Am | F | Dm | E | Dm | F"
    assert str(continuation(clip, 3, chords="Dm | E").chords) == "Am | F | Am | F | Am | F | Dm | E | Dm"
    assert str(continuation(clip, 3).chords) == "Am | F"
    # Nothing is known of the other bars: the progression is that of the take.
    foreign = noise_clip(6, facts=replace(OWN_FACTS, chords=None, key=None))
    assert str(repaint(foreign, "3-5", chords="Dm | E").chords) == "Dm | E"


def test_a_continuation_is_as_long_as_old_and_new_together() -> None:
    request = continuation(noise_clip(4), 3)
    assert request.bars == 7
    assert request.edit is not None
    assert request.edit.new_bars == range(4, 7)
    assert continuation(noise_clip(4), None, "a quiet break, 2 bars").bars == 6
    # The length in the clip's own prompt (8 bars) is not what was asked for now.
    assert continuation(noise_clip(4), None).bars == 8


def test_a_variation_may_have_another_rate_and_format() -> None:
    request = variation(noise_clip(sample_rate=48_000, subtype="FLOAT"), 0.4, sample_rate=96_000, subtype="PCM_16")
    assert (request.sample_rate, request.subtype) == (96_000, "PCM_16")
    assert request.edit is not None
    assert (request.edit.strength, request.edit.new_bars) == (0.4, range(4))
    odd = replace(noise_clip(), sample_rate=11_025, audio=noise_clip().audio[::4])
    assert variation(odd, 0.4).sample_rate == 44_100


@pytest.mark.parametrize("kept", ["PCM_16", "PCM_24", "FLOAT"])
def test_kept_frames_are_written_in_a_format_that_holds_them(kept: str) -> None:
    clip = noise_clip(subtype=kept)
    assert repaint(clip, "1").subtype == kept
    assert repaint(clip, "1", subtype="FLOAT").subtype == "FLOAT"


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (0, ""),
        (1, "1 sample longer than 4 bars, and is cut"),
        (-7, "7 samples shorter than 4 bars, and its last sample"),
    ],
)
def test_a_clip_that_is_not_quite_whole_bars_is_fitted_and_a_line_says_how(extra: int, said: str) -> None:
    lines: list[str] = []
    clip = replace(noise_clip(extra_samples=extra), remarks=("a chunk cannot be read",))
    resolve_edit(clip, AskedEdit(EditKind.REPAINT, bars="2"), None, {}, lines.append)
    assert lines[0] == f"{clip.name}: a chunk cannot be read"
    assert lines[1:] == ([] if not said else lines[1:2])
    assert said in lines[-1]


def test_too_many_bars_are_refused() -> None:
    with pytest.raises(RequestError, match="has 200 bars, and with 100 more it would exceed the 256 that are allowed"):
        continuation(noise_clip(200), 100)


@pytest.mark.parametrize("off", [-200, -1, 1, 200])
def test_a_clip_may_be_off_by_what_rounding_makes(off: int) -> None:
    clip, grid = noise_clip(extra_samples=off), TimeGrid(Fraction(240), Meter(2, 4), 4)
    assert repaint(clip, "2").bars == 4
    fitted = clip.on_grid(grid)
    assert len(fitted) == grid.total_samples(44_100)
    shared = min(len(fitted), len(clip.audio))
    assert (fitted[:shared] == clip.audio[:shared]).all()
    assert (fitted[shared:] == clip.audio[-1]).all()


def test_the_tolerance_is_far_from_a_bar() -> None:
    shortest_bar = TimeGrid(Fraction(300), Meter(1, 16), 1).total_seconds
    assert shortest_bar > 5 * LENGTH_TOLERANCE_SECONDS
