"""The balance of stems: levels by role, gain and pan, one shared gain, a mix that is their sum, and their names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from musiccm_daw.clip import Clip, StemAudio
from musiccm_daw.engine.engine import Engine
from musiccm_daw.engine.stem_balance import level_stems
from musiccm_daw.levels import lufs, rms, to_db, true_peak_db
from musiccm_daw.model.checkpoint import load_model
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import AskedStem, StemRequest
from musiccm_daw.roles import ROLE_LEVELS_DB, ROLES
from tests.playback import write_clip

RATE = 44_100


def stem_noise(stem: StemRequest, seed: int, level: float = 0.05) -> StemAudio:
    """Return a second of noise for a stem, as loud on one channel as on the other."""
    audio = np.random.default_rng(seed).normal(0, level, (RATE, 2)).astype(np.float32)
    return StemAudio(stem.label, 1, 1, stem.prompt, audio, stem.role)


def levelled(*stems: StemRequest, level: float = 0.05) -> list[np.ndarray]:
    """Return the audio of noisy stems after levelling, their mix last if there are several."""
    made = level_stems(stems, [stem_noise(stem, seed, level) for seed, stem in enumerate(stems)], RATE, known=None)
    return [stem.audio for stem in made]


def above(one: np.ndarray, other: np.ndarray) -> float:
    """Return how many dB one stem is louder than another."""
    return to_db(rms(one)) - to_db(rms(other))


def test_every_role_has_a_level() -> None:
    assert set(ROLE_LEVELS_DB) == set(ROLES)


def test_stems_stand_to_each_other_as_in_the_corpus_however_loud_they_were_made() -> None:
    for level in (0.01, 0.2):
        drums, bass, brass, _ = levelled(*(StemRequest(role, "x") for role in ("drums", "bass", "brass")), level=level)
        assert above(drums, bass) == pytest.approx(0.3, abs=0.01)
        assert above(drums, brass) == pytest.approx(8.4, abs=0.01)


@pytest.mark.parametrize("gain_db", [-60.0, -6.0, 0.5, 12.0])
def test_a_gain_raises_a_stem_over_the_others_by_so_many_db(gain_db: float) -> None:
    drums, keys = StemRequest("drums", "x"), StemRequest("keys", "x")
    plain = levelled(drums, keys)
    raised = levelled(drums, StemRequest("keys", "x", gain_db=gain_db))
    assert above(raised[1], raised[0]) - above(plain[1], plain[0]) == pytest.approx(gain_db, abs=0.01)


def test_pan_takes_one_channel_away_and_leaves_the_other() -> None:
    drums = StemRequest("drums", "x")
    centre = levelled(drums, StemRequest("keys", "x"))
    for pan, silent, kept in ((-1.0, 1, 0), (1.0, 0, 1)):
        panned = levelled(drums, StemRequest("keys", "x", pan=pan))
        assert not panned[1][:, silent].any()
        # The shared gain may differ, the channel's level beside the drums does not.
        assert above(panned[1][:, [kept]], panned[0]) == pytest.approx(above(centre[1][:, [kept]], centre[0]), abs=0.01)
    half = levelled(drums, StemRequest("keys", "x", pan=0.5))
    assert above(half[1][:, [1]], half[1][:, [0]]) == pytest.approx(20 * np.log10(2), abs=0.2)


def test_the_mix_is_the_sum_of_the_stems_and_none_exceeds_the_ceiling() -> None:
    *stems, mix = levelled(
        StemRequest("drums", "x", gain_db=12.0), StemRequest("keys", "x", pan=-0.3), StemRequest("bass", "x"), level=0.3
    )
    assert np.array_equal(stems[0] + stems[1] + stems[2], mix)
    assert max(true_peak_db(audio) for audio in (*stems, mix)) <= -1.0


@pytest.mark.parametrize("roles", [(None,), ("pads",), ("drums", "bass"), ("keys", "pads", "lead")], ids=str)
@pytest.mark.parametrize("level", [0.05, 0.2])
def test_takes_are_equally_loud_whatever_plays(roles: tuple[str | None, ...], level: float) -> None:
    assert lufs(levelled(*(StemRequest(role, "x") for role in roles), level=level)[-1], RATE) == pytest.approx(-18.0)


def test_silence_stays_silent() -> None:
    drums, keys = StemRequest("drums", "x"), StemRequest("keys", "x")
    silence = StemAudio("keys", 1, 1, "x", np.zeros((RATE, 2), np.float32), "keys")
    made = level_stems([drums, keys], [stem_noise(drums, 1), silence], RATE, known=None)
    assert not made[1].audio.any()
    assert np.array_equal(made[2].audio, made[0].audio)


def test_a_clip_in_one_piece_has_no_mix_beside_it() -> None:
    (whole,) = levelled(StemRequest(None, "house"))
    assert lufs(whole, RATE) == pytest.approx(-18.0)


def test_the_engine_and_the_files_carry_the_names_of_stems(tiny_checkpoint: Path, tmp_path: Path) -> None:
    engine = Engine(*load_model(tiny_checkpoint, "cpu"))
    asked = [AskedStem("keys", "rhodes", name="Left keys", pan=-1), AskedStem("keys", "organ", name="Organ"), "drums"]
    request = GenerationRequest.resolve("soul", bpm=240, bars=1, meter="2/4", key="Am", seed=1, steps=1, stems=asked)
    clip: Clip = engine.generate(request)
    assert [(stem.stem, stem.role) for stem in clip.stems] == [
        ("Left keys", "keys"),
        ("Organ", "keys"),
        ("drums", "drums"),
        ("mix", "mix"),
    ]
    assert not clip.stems[0].audio[:, 1].any()
    take = write_clip(clip, tmp_path)
    assert [file.stem for file in take.files] == ["Left keys", "Organ", "drums", "mix"]
    for name, file in zip(("Left-keys", "Organ", "drums", "mix"), take.files, strict=True):
        assert f"_{name}_" in file.path.name
