"""Latents of a corpus: encoded once, and again after a change of the corpus or the autoencoder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch

from musiccm_daw.errors import ModelError
from musiccm_daw.score.note import Note, Part
from musiccm_daw.timebase import Meter, TimeGrid
from tests.tiny_model import tiny_autoencoder
from tests.trainer.corpus.labels import label
from trainer.corpus.manifest import read_manifest, write_shard_manifest
from trainer.dataset import latents
from trainer.dataset.features import CachedClip, build_features, load_features
from trainer.dataset.latents import clip_score, encode_captions, load_latent_corpora


@pytest.mark.parametrize("roles", [(), ("drums", "bass")])
def test_only_a_single_part_has_a_score(roles: tuple[str, ...]) -> None:
    parts = tuple(Part(role, "", (Note(0.0, 1.0, 36, 100),)) for role in roles)
    grid = TimeGrid(Fraction(120), Meter.parse("4/4"), 8)
    assert clip_score(CachedClip(replace(label(0, 0), parts=parts), grid, np.zeros(0))) is None


def test_a_corpus_is_split_and_encoded_once(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(), said.append)
    # A second reading takes everything from the cache.
    monkeypatch.setattr(latents, "TextEncoder", None)
    monkeypatch.setattr(latents, "_encode_clip", None)
    training, held_out = load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(), said.append)
    assert [len(clip.latents) for clip in training.clips] == [48, 240, 72, 72]
    assert [len(clip.latents) for clip in held_out.clips] == [48]
    assert [clip.loop for clip in training.clips] == [True, False, False, True]
    assert [clip.score is None for clip in training.clips + held_out.clips] == [False] * 4 + [True]
    # "tone number N" of five clips, and the caption that they share.
    assert len(training.embeddings) == 6
    assert {clip.captions[1] for clip in training.clips} == {held_out.clips[0].captions[1]}
    assert training.embeddings[0].shape == (5, 384)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["shard-00000.npy", "shard-00000.source", "words.pt"]
    assert not said


def test_latents_of_another_autoencoder_are_encoded_again(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    first, second = (
        load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(seed), said.append)[0]
        for seed in (0, 1)
    )
    assert said == [f"{tmp_path}: 1 of 1 shards are of another encoder or other audio; encoding them again"]
    assert not np.array_equal(first.clips[0].latents, second.clips[0].latents)
    again, _ = load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(1), said.append)
    assert np.array_equal(again.clips[0].latents, second.clips[0].latents)
    assert len(said) == 1


def test_a_decoder_that_learned_leaves_latents_as_they_are(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(), said.append)
    learned = tiny_autoencoder()
    with torch.no_grad():
        for parameter in learned.decoder.parameters():
            parameter.add_(1.0)
    load_latent_corpora(tiny_corpus, tiny_features, tmp_path, learned, said.append)
    assert not said


def test_a_kill_between_latents_and_their_note_makes_them_again(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(), said.append)
    (tmp_path / "shard-00000.source").unlink()
    np.save(tmp_path / "shard-00000.npy", np.zeros((480, 64), np.float16))
    training, _ = load_latent_corpora(tiny_corpus, tiny_features, tmp_path, tiny_autoencoder(), said.append)
    assert training.clips[0].latents.any()
    assert len(said) == 1


def test_features_of_other_audio_are_made_again(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path, no_processes: None
) -> None:
    corpus, features = tmp_path / "corpus", tmp_path / "features"
    shutil.copytree(tiny_corpus, corpus)
    shutil.copytree(tiny_features, features)
    said: list[str] = []
    build_features(corpus, features, jobs=1, say=said.append)
    assert not said
    labels = read_manifest(corpus)
    write_shard_manifest(corpus / "shard-00000", [replace(each, bpm="130", sha256="other") for each in labels])
    assert not load_features(corpus, features)
    build_features(corpus, features, jobs=1, say=said.append)
    assert said == [f"{features}: 1 of 1 shards were made from other audio or by another version; making them again"]
    assert len(load_features(corpus, features)) == len(labels)


def test_a_corpus_without_training_clips_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no training clips"):
        load_latent_corpora(tmp_path, tmp_path, tmp_path / "latents", tiny_autoencoder(), print)


def test_new_captions_are_added_to_those_that_are_cached(tmp_path: Path) -> None:
    (first,) = encode_captions(["soft keys"], tmp_path)
    again, more = encode_captions(["soft keys", "hard drums and bass"], tmp_path)
    assert np.array_equal(first, again)
    assert more.shape == (6, 384)
