"""Long pieces have forms: those that are asked for in words, or drawn; sections keep their own words and chords."""

from __future__ import annotations

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musiccm_daw.composer.forms import FORMS, asked_form, bars_shared
from musiccm_daw.composer.plan import Phrase, phrases_of
from musiccm_daw.composer.reading.brief import read_brief
from musiccm_daw.composer.request_score import compose_score
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.harmony import Chord, ChordProgression
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.sections import Section
from musiccm_daw.score.score import Score

EARLY = 0.06
DANCE = "with an intro, a build-up, a breakdown, a drop and an outro"


def resolved(prompt: str, bars: int, **options: object) -> GenerationRequest:
    return GenerationRequest.resolve(
        prompt,
        seed=3,
        bars=bars,
        key="A minor",
        chords="Am | F | C | G",
        **options,  # type: ignore[arg-type]
    )


def phrases(request: GenerationRequest) -> tuple[Phrase, ...]:
    return phrases_of(request, read_brief(request.prompt), 3, read_brief)


def notes_per_bar(score: Score, first_bar: int, bars: int) -> float:
    inside = (first_bar * 4 - EARLY, (first_bar + bars) * 4 - EARLY)
    return sum(inside[0] <= note.start_quarters < inside[1] for part in score.parts for note in part.notes) / bars


@given(
    names=st.lists(st.sampled_from(("intro", "verse", "build", "chorus", "break")), min_size=1, max_size=8),
    data=st.data(),
)
def test_all_bars_are_shared_out(names: list[str], data: st.DataObject) -> None:
    bars = data.draw(st.integers(2 * len(names), 256))
    counts = bars_shared(tuple(names), bars)
    assert sum(counts) == bars
    assert min(counts) >= 2
    assert bars < 4 * len(names) or min(counts) >= 4


def test_named_sections_have_their_usual_places() -> None:
    names = [phrase.name for phrase in phrases(resolved(f"house {DANCE}", 32))]
    assert list(dict.fromkeys(names)) == ["intro", "verse", "build", "drop", "break", "outro"]
    assert names[-2:] == ["drop", "outro"]
    assert asked_form({"intro"}) == ("intro", "verse", "chorus")


@pytest.mark.parametrize("style", ["house", "techno", "trance", "drum_and_bass", "synthwave", "pop", "rock", "disco"])
def test_breaks_are_empty_drops_are_full_and_build_ups_rise(style: str) -> None:
    request = resolved(f"{style.replace('_', ' ')} track {DANCE}", 48)
    score, planned = compose_score(request, 3), phrases(request)
    density: dict[str, list[float]] = {}
    for phrase in planned:
        density.setdefault(phrase.name, []).append(notes_per_bar(score, phrase.first_bar, phrase.bars))
    assert max(density["break"]) < 0.8 * min(density["drop"])
    assert mean(density["intro"] + density["outro"]) < mean(density["drop"])
    build = next(phrase for phrase in planned if phrase.name == "build")
    first, last = (
        [
            note.velocity
            for part in score.parts
            for note in part.notes
            if start * 4 <= note.start_quarters < start * 4 + 4 and part.role not in ("drums", "fx")
        ]
        for start in (build.first_bar, build.first_bar + build.bars - 1)
    )
    assert sum(last) / len(last) > sum(first) / len(first) + 10


def test_short_clips_and_loops_without_such_words_have_no_form() -> None:
    assert [phrase.name for phrase in phrases(resolved(f"house {DANCE}", 8))] == ["verse"]
    assert [phrase.name for phrase in phrases(resolved("house", 16))] == ["verse", "chorus"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("bars", [16, 24, 48])
def test_long_pieces_that_end_draw_a_form_with_an_outro(form: str, bars: int) -> None:
    style = next(name for name, traits in STYLE_TABLE.items() if traits.form == form).replace("_", " ")
    planned = phrases(resolved(style, bars, loop=False))
    assert planned[-1].name == "outro"
    assert len({phrase.name for phrase in planned}) >= 3
    assert sum(phrase.bars for phrase in planned) == bars


def test_dance_music_builds_up_after_a_break() -> None:
    request = resolved("house", 64, loop=False)
    for seed in range(20):
        names = [phrase.name for phrase in phrases_of(request, read_brief("house"), seed, read_brief)]
        names = [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
        assert ("break" in names) is ("build" in names)
        assert "break" not in names or names[names.index("break") + 1] == "build"


def test_somebody_plays_in_every_section() -> None:
    score = compose_score(resolved("string quartet", 48), 3)
    assert all(notes_per_bar(score, bar, 4) > 0 for bar in range(0, 48, 4))


@pytest.mark.parametrize("prompt", ["house track", "rock band", "funk track", "jazz trio", "string quartet"])
def test_sections_keep_their_density_and_chords_to_their_own_bars(prompt: str) -> None:
    chords = {"verse": "Am | F", "bridge": "Dm | E"}
    sections = [
        Section(8, "sparse", ChordProgression.parse(chords["verse"]), name="verse"),
        Section(8, "full", None, name="chorus"),
        Section(8, "sparse, legato", ChordProgression.parse(chords["bridge"]), name="bridge"),
        Section(8, "full", None, name="chorus"),
    ]
    score = compose_score(resolved(prompt, 32, sections=sections), 3)
    density = [notes_per_bar(score, first, 8) for first in (0, 8, 16, 24)]
    assert max(density[0], density[2]) < 0.7 * min(density[1], density[3])
    for part in score.parts:
        if part.role != "bass":
            continue
        for first, names in ((0, ("Am", "F")), (8, ("Am", "F", "C", "G")), (16, ("Dm", "E"))):
            for bar in range(first, first + 8):
                # Bass lines begin a bar on the root, where they begin it at all.
                start = [note.pitch % 12 for note in part.notes if abs(note.start_quarters - bar * 4) < EARLY]
                assert set(start) <= {Chord.parse(names[(bar - first) % len(names)]).bass}
