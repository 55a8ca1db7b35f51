"""Where a request and its clip contradict each other: the prompt gives way with a remark, options are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.edit import EditKind
from musiccm_daw.request.resolve_edit import resolve_edit
from musiccm_daw.request.sections import Section
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.request.stems import AskedStem
from tests.musiccm_daw.engine.clips import FOREIGN_FACTS, OWN_FACTS, noise_clip, repaint


@pytest.mark.parametrize(
    ("prompt", "remarks"),
    [
        ("pad, 60 bpm", ["60 bpm in the prompt is not used: 'noise.wav' has 240 bpm, which an edit keeps"]),
        ("pad 100", ["100 bpm in the prompt is not used: 'noise.wav' has 240 bpm, which an edit keeps"]),
        ("pad, 3/4", ["3/4 in the prompt is not used: 'noise.wav' has 2/4, which an edit keeps"]),
        ("pad, 8 bars", ["8 bars in the prompt is not used: 'noise.wav' has 4 bars, which an edit keeps"]),
        ("pad, 30 seconds", ["30 seconds in the prompt is not used: 'noise.wav' has 4 bars, which an edit keeps"]),
        ("pad, 6000 bpm", ["6000 bpm in the prompt is not used: 'noise.wav' has 240 bpm, which an edit keeps"]),
        ("pad, 240 bpm, 2/4, 4 bars", []),
        ("pad in C major", []),
    ],
)
def test_the_clips_own_tempo_meter_and_length_stand_and_what_the_prompt_says_instead_is_named(
    prompt: str, remarks: list[str]
) -> None:
    noted: list[str] = []
    edit = AskedEdit(EditKind.REPAINT, bars="1")
    request = resolve_edit(noise_clip(), edit, prompt, {}, noted.append)
    assert noted == remarks
    assert (request.bpm, str(request.meter), request.bars) == (240, "2/4", 4)
    assert {request.sources[fact] for fact in ("bpm", "meter", "bars")} == {"clip"}
    assert str(request.key) == ("C major" if "C major" in prompt else "A minor")


@pytest.mark.parametrize(
    ("clip", "bars", "prompt", "options", "words"),
    [
        (noise_clip(), "5", None, {}, "outside"),
        (noise_clip(), None, None, {}, "set range"),
        (noise_clip(), "2", None, {"bars": "4"}, "bars '4'"),
        (noise_clip(), "2", "240 bpm", {}, "no sound"),
        (noise_clip(), "2", None, {"bpm": "239"}, "whole number"),
        (noise_clip(), "2", None, {"bpm": "2390"}, "bpm"),
        (noise_clip(), "2", None, {"stems": ("drums", "bass")}, "one stem"),
        (noise_clip(), "2", None, {"sections": (Section(1), Section(3))}, "cannot have sections"),
        (noise_clip(), "2", None, {"sections": (Section(2),)}, "cannot have sections"),
        (noise_clip(), "2", None, {"sample_rate": "48000"}, "48000"),
        (noise_clip(), "2", None, {"subtype": "PCM_16"}, "PCM_16"),
        (noise_clip(subtype="FLOAT"), "2", None, {"subtype": "PCM_24"}, "PCM_24"),
        (noise_clip(sample_rate=11_025), "2", None, {}, "11025"),
        (noise_clip(facts=FOREIGN_FACTS), "2", "bells", {}, "set bpm"),
        (noise_clip(facts=replace(OWN_FACTS, prompt=None)), "2", None, {}, "no prompt"),
        (noise_clip(extra_samples=-400), "2", None, {}, "whole number"),
    ],
)  # fmt: skip
def test_a_contradiction_is_refused_in_one_line(
    clip: SourceClip, bars: str | None, prompt: str | None, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(RequestError, match=words) as caught:
        resolve_edit(clip, AskedEdit(EditKind.REPAINT, bars=bars), prompt, options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("stem", ["drums", "Drums=brushes", AskedStem("bass")])
def test_a_stem_of_a_mix_cannot_be_edited(stem: Any) -> None:
    mix = noise_clip(facts=replace(OWN_FACTS, role="mix"))
    with pytest.raises(RequestError, match="is a mix, of which no stem can be edited alone"):
        resolve_edit(mix, AskedEdit(EditKind.REPAINT, bars="2"), None, {"stems": (stem,)})
    assert repaint(mix, "2", stems=("mix",)).stems[0].role == "mix"
