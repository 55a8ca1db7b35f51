"""A clip composed to a person's own audio: what it states counts, then estimates; options count before both."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from musiccm_daw.asking import ask
from musiccm_daw.errors import RequestError
from musiccm_daw.request.request import GenerationRequest
from tests.musiccm_daw.analysis.music import chords, drums
from tests.musiccm_daw.score.smf import END, meta, note, smf, title

RATE = 22_050
TURN = [(57, True), (53, False), (48, False), (55, False)]
PLAYED = chords(92, TURN, RATE)


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes audio and returns its path."""

    def write(name: str = "guitar.wav", audio: np.ndarray = PLAYED) -> Path:
        soundfile.write(tmp_path / name, audio, RATE, subtype="PCM_16")
        return tmp_path / name

    return write


def sources(request: GenerationRequest) -> dict[str, str]:
    assert request.fit_to is not None
    return {fact.name: fact.source for fact in request.fit_to.facts}


@pytest.mark.parametrize("name", ["guitar.wav", "guitar.flac", "guitar.aiff"])
def test_what_nothing_states_is_estimated(file: Callable[..., Path], name: str) -> None:
    lines: list[str] = []
    request = ask("warm bass", fit_to=file(name), seed=1, on_remark=lines.append)
    assert (request.bpm, str(request.meter), request.bars) == (92, "4/4", 4)
    assert str(request.chords) == "Am | F | C | G"
    assert str(request.key) in ("A minor", "C major")
    assert {request.sources[fact] for fact in ("bpm", "meter", "bars", "key", "chords")} == {"audio"}
    assert sources(request) == dict.fromkeys(("bpm", "meter", "key", "chords"), "estimate") | {"bars": "length"}
    assert request.fit_to is not None
    assert all(fact.confidence is None or 0 < fact.confidence <= 1 for fact in request.fit_to.facts)
    assert len(lines) == 5
    assert f"'{name}': tempo 92 bpm, estimated, " in lines[0]
    assert all(line.endswith("% sure") for line in lines if "bars" not in line)


def test_a_name_is_believed(file: Callable[..., Path]) -> None:
    request = ask("warm bass", fit_to=file("Gtr-92bpm_Cmaj.wav"), seed=1)
    assert (request.bpm, str(request.key)) == (92, "C major")
    assert sources(request) | {"chords": ""} == {
        "bpm": "name", "meter": "estimate", "bars": "length", "key": "name", "chords": "",
    }  # fmt: skip


def test_a_number_in_a_name_is_a_tempo_if_the_bars_are_whole_by_it(file: Callable[..., Path]) -> None:
    assert sources(ask("bass", fit_to=file("gtr 92.wav"), seed=1))["bpm"] == "name"
    other = ask("bass", fit_to=file("gtr 66.wav"), seed=1)
    assert (other.bpm, sources(other)["bpm"]) == (92, "estimate")


@pytest.mark.parametrize("name", ["take_5bpm.wav", "take_9999bpm.wav", "A 100 200.wav", "Ünïcode ♯.wav"])
def test_a_name_without_sense_states_nothing(file: Callable[..., Path], name: str) -> None:
    assert sources(ask("bass", fit_to=file(name), seed=1))["bpm"] == "estimate"


def test_options_win_and_the_prompt_wins_over_estimates(file: Callable[..., Path]) -> None:
    path = file()
    options = {"bpm": 184, "bars": 3, "meter": "4/4", "key": "Em", "chords": "Em | D"}
    request = ask("bass", fit_to=path, seed=1, **options)
    assert (request.bpm, request.bars, str(request.key), str(request.chords)) == (184, 3, "E minor", "Em | D")
    assert sources(request) == {}
    request = ask("bass at 46 bpm, D minor, 6 bars", fit_to=path, seed=1)
    assert (request.bpm, request.bars, str(request.key)) == (46, 6, "D minor")
    assert {request.sources[fact] for fact in ("bpm", "bars", "key")} == {"prompt"}
    assert request.sources["chords"] == "audio"


def test_a_stated_tempo_wins_over_the_prompt_and_measures_the_bars_for_an_option(file: Callable[..., Path]) -> None:
    lines: list[str] = []
    path = file("gtr_92bpm.wav")
    assert ask("bass, 120 bpm", fit_to=path, seed=1, on_remark=lines.append).bpm == 92
    assert "bpm 120 in the prompt is not used" in lines[-1]
    stretched = ask("bass", fit_to=path, seed=1, bpm=120)
    assert (stretched.bpm, stretched.bars, str(stretched.chords)) == (120, 4, "Am | F | C | G")


def test_defaults_fill_only_what_the_audio_leaves_open(file: Callable[..., Path]) -> None:
    defaults = {"bpm": 140, "bars": 16, "key": "Eb", "steps": 2}
    request = ask("bass", fit_to=file(), seed=1, defaults=defaults)
    assert (request.bpm, request.bars, request.steps) == (92, 4, 2)
    request = ask("bass", fit_to=file("beat.wav", drums(97, 4, RATE)), seed=1, defaults=defaults)
    assert (request.bpm, str(request.key)) == (97, "Eb major")


def test_drums_give_a_tempo_and_no_harmony(file: Callable[..., Path]) -> None:
    lines: list[str] = []
    request = ask("bass", fit_to=file("beat.wav", drums(97, 4, RATE)), seed=1, on_remark=lines.append)
    assert (request.bpm, request.bars) == (97, 4)
    assert request.sources["key"] == "seed"
    assert "key" not in sources(request)
    assert "key and chords unknown" in lines[-1]


def test_music_without_a_key_takes_no_chords(file: Callable[..., Path]) -> None:
    request = ask("bass", fit_to=file(), seed=1, key="none")
    assert (request.key, request.chords) == (None, None)


def test_sections_say_how_long_the_clip_is(file: Callable[..., Path]) -> None:
    from musiccm_daw.request.sections import read_section

    request = ask("bass", fit_to=file(), seed=1, sections=(read_section("a=4"), read_section("b=4: sparse")))
    assert (request.bars, request.bpm) == (8, 92)


def test_audio_counts_before_a_midi_file(file: Callable[..., Path], tmp_path: Path) -> None:
    midi = tmp_path / "line.mid"
    midi.write_bytes(smf(meta(0x51, (500_000).to_bytes(3, "big")) + title("bass") + note(40) + END))
    request = ask("bass", fit_to=file(), midi=[str(midi)], stems=("bass",), seed=1)
    assert (request.bpm, request.bars, str(request.chords)) == (92, 4, "Am | F | C | G")


def test_the_request_is_kept_and_read_back(file: Callable[..., Path]) -> None:
    request = ask("bass", fit_to=file(), seed=1)
    file().unlink()
    assert GenerationRequest.from_json(request.to_json()) == request


@pytest.mark.parametrize(
    ("name", "audio", "options", "words"),
    [
        ("gtr.wav", PLAYED[: len(PLAYED) * 7 // 8], {"bpm": 92}, "lasts 3.50 bars of 4/4 at 92 bpm"),
        ("gtr_92bpm.wav", PLAYED[: len(PLAYED) * 7 // 8], {}, "lasts 3.50 bars of 4/4 at 92 bpm"),
        ("gtr.wav", PLAYED, {"bpm": 100}, "lasts 4.35 bars of 4/4 at 100 bpm"),
        ("gtr.wav", PLAYED, {"meter": "5/4", "bpm": 92}, "lasts 3.20 bars of 5/4"),
        ("silence.wav", np.zeros(RATE), {}, "is silent"),
        ("offset.wav", np.full(RATE, 0.3), {}, "is silent"),
        ("noise.wav", np.random.default_rng(1).normal(0, 0.1, 6 * RATE), {}, "is noise"),
        ("hit.wav", PLAYED[: RATE // 10], {}, "1 to 256 bars at no usual tempo"),
    ],
)
def test_what_cannot_be_fitted_to_is_refused(
    file: Callable[..., Path], name: str, audio: np.ndarray, options: dict[str, object], words: str
) -> None:
    with pytest.raises(RequestError) as caught:
        ask("bass", fit_to=file(name, audio), seed=1, **options)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_refusal_names_the_tempos_that_would_fit(file: Callable[..., Path]) -> None:
    path = file("gtr.wav", PLAYED[: len(PLAYED) * 7 // 8])
    with pytest.raises(RequestError, match=r"give its tempo with bpm \(78.86 for 3 bars, 105.14 for 4 bars\)"):
        ask("bass", fit_to=path, seed=1, bpm=92)
    assert ask("bass", fit_to=path, seed=1, bpm=Fraction("105.14")).bars == 4


def test_a_fractional_tempo_that_gives_the_length_is_not_rounded_away(file: Callable[..., Path]) -> None:
    """Two bars at 125 BPM would be 170 samples shorter."""
    played = chords(124.75, TURN[:2], RATE)
    request = ask("warm bass", fit_to=file(audio=played), seed=1)
    assert (request.bpm, request.bars) == (Fraction("124.75"), 2)
    assert request.grid.total_samples(RATE) == len(played)
