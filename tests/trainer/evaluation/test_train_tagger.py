"""trainer/evaluation/train_tagger.py, the tagger that it trains (trainer/metrics/tagger.py), and judge.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from musiccm_daw.errors import ModelError
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.roles import ROLES
from tests.trainer.corpus.labels import label
from tests.trainer.metrics.signals import RATE
from trainer.corpus.manifest import read_manifest
from trainer.evaluation import train_tagger as stage
from trainer.evaluation.judge import AnalysedClips, Judge, analyse, analyse_corpus, tagger_accuracy
from trainer.metrics.tagger import SHIPPED, Tagger, TaggerLabels, load_tagger, sentences

LABELS = TaggerLabels(("house", "rock", "jazz"), ROLES, ("rhodes", "room_kit"), "nothing")


@pytest.fixture(scope="module")
def untrained() -> Tagger:
    torch.manual_seed(0)
    return Tagger(LABELS).eval()


def sound(seconds: float, seed: int = 0) -> np.ndarray:
    """Stereo noise that swells (S, 2)."""
    rng = np.random.default_rng(seed)
    samples = round(seconds * RATE)
    return (0.1 * np.linspace(0, 1, samples)[:, None] * rng.standard_normal((samples, 2))).astype(np.float32)


@pytest.mark.parametrize("seconds", [0.05, 2.9, 9.0])
def test_a_clip_of_any_length_is_tagged_in_windows_of_three_seconds(untrained: Tagger, seconds: float) -> None:
    tags = untrained.tag(sound(seconds), RATE)
    assert len(tags.windows) == max(1, int((seconds * RATE / 1_024 + 1 - 128) // 64) + 1)
    assert tags.styles.sum() == pytest.approx(1)
    assert tags.classes.shape == (len(ROLES) * 3,)
    assert np.linalg.norm(tags.joint) == pytest.approx(1, abs=1e-5)


def test_loudness_does_not_count_and_silence_is_not_an_error(untrained: Tagger) -> None:
    loud, quiet = untrained.tag(sound(4), RATE), untrained.tag(0.05 * sound(4), RATE)
    assert quiet.windows == pytest.approx(loud.windows, abs=0.02)
    silent = analyse(untrained, np.zeros((4 * RATE, 2), np.float32), RATE)
    assert np.isfinite(silent.tags.windows).all()
    assert np.isfinite(silent.texture).all()


def test_mono_is_two_equal_channels(untrained: Tagger) -> None:
    mono = sound(4)[:, 0]
    twice = untrained.tag(np.stack([mono, mono], axis=1), RATE)
    assert untrained.tag(mono, RATE).windows == pytest.approx(twice.windows)


def test_width_and_pulse_show_in_the_texture(untrained: Tagger) -> None:
    wide = sound(4)
    narrow = np.repeat(wide[:, :1], 2, axis=1)
    pulsing = wide * (np.arange(len(wide)) // 11_025 % 2)[:, None]
    plain, other, beaten = (analyse(untrained, audio, RATE).texture.mean(0) for audio in (wide, narrow, pulsing))
    bands = slice(0, 16)
    assert plain[bands] == pytest.approx(other[bands], abs=4)
    assert (plain - other)[32:36].min() > 10
    # 2 Hz lies in the second octave of modulation, of each of the four groups of bands.
    assert (beaten - plain)[36:56].reshape(4, 5)[:, 1].min() > 10


def test_clips_of_a_rare_instrument_are_drawn_more_often() -> None:
    common, rare = replace(label(0, 0), instruments=("rhodes",)), replace(label(1, 1), instruments=("oboe", "rhodes"))
    weights = stage.drawing_weights([common] * 3 + [rare])
    # Four clips have a rhodes, one has an oboe.
    assert weights.tolist() == pytest.approx([0.5, 0.5, 0.5, 1.0])


def test_a_trained_tagger_is_written_small_and_read_back(
    tiny_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "RAREST", 1)
    path = tmp_path / "judge" / "tagger.safetensors"
    lines: list[str] = []
    trained = stage.train_tagger(tiny_corpus, path, say=lines.append, steps=3, batch=4)
    again = load_tagger(path)
    assert again.labels == trained.labels
    assert again.labels.trained_on == "4 clips of 1 songs"
    assert path.stat().st_size < 1_000_000
    first, second = (one.tag(sound(4), RATE) for one in (trained, again))
    assert second.windows == pytest.approx(first.windows, abs=0.05)


def test_equal_seeds_train_equal_taggers(tiny_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "RAREST", 1)
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        stage.train_tagger(tiny_corpus, file, say=lambda line: None, steps=2, batch=4)
    one, two = (load_tagger(file) for file in files)
    assert one.labels == two.labels
    assert one.state_dict().keys() == two.state_dict().keys()
    assert all(torch.equal(value, two.state_dict()[name]) for name, value in one.state_dict().items())


def test_the_shipped_tagger_is_small_and_knows_our_roles() -> None:
    assert SHIPPED.stat().st_size < 1_000_000
    assert load_tagger().labels.roles == ROLES


def test_a_missing_and_a_foreign_tagger_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no tagger at .*train one"):
        load_tagger(tmp_path / "none")
    foreign = tmp_path / "foreign"
    save_file({"weight": torch.zeros(3)}, foreign)
    with pytest.raises(ModelError, match="not a tagger of this version"):
        load_tagger(foreign)
    foreign.write_text("text")
    with pytest.raises(ModelError, match="not a tagger of this version"):
        load_tagger(foreign)


def test_a_corpus_without_training_songs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no training clip"):
        stage.train_tagger(tmp_path, tmp_path / "tagger", say=lambda line: None)


def test_captions_are_encoded_in_their_order() -> None:
    captions = ["a long caption about dusty rhodes chords", "bass", "warm pads over a slow beat"]
    encoder = TextEncoder()
    together = sentences(captions, encoder)
    for caption, row in zip(captions, together, strict=True):
        assert row.numpy() == pytest.approx(sentences([caption], encoder)[0].numpy(), abs=1e-4)


def test_the_accuracy_of_the_tagger_is_its_scores_on_true_clips(untrained: Tagger, tiny_corpus: Path) -> None:
    ticks: list[None] = []
    analysed = analyse_corpus(untrained, tiny_corpus, read_manifest(tiny_corpus), 1, lambda: ticks.append(None))
    assert len(ticks) == len(analysed.clips) == 5
    assert [label.bars for label in analysed.labels] == [1] * 5
    found = tagger_accuracy(Judge(untrained, analysed), TextEncoder())
    keys = [ROLES[int(clip.roles.argmax())] == "keys" for clip in analysed.tags]
    assert found.role.value == sum(keys) / 5
    assert found.instrument.count == 5
    assert found.retrieval[10].value == 1
    assert -1 <= found.text_own.low <= found.text_own.high <= 1


def test_analysed_clips_know_their_songs(untrained: Tagger, tiny_corpus: Path) -> None:
    labels = read_manifest(tiny_corpus)
    assert AnalysedClips([], labels).songs == [label.song_seed for label in labels]
