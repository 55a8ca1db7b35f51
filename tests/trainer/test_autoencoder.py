"""The autoencoder stage: a frozen encoder stays identical to the bit, and one that is bound stays near."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from musiccm_daw.errors import ModelError
from musiccm_daw.model.autoencoder import LOWEST_ENCODED
from musiccm_daw.model.mel import FLOOR_DB, MEL_ROWS, ROW_DB, ROWS
from musiccm_daw.score.note import Note, Part
from tests.tiny_model import tiny_autoencoder
from tests.trainer.stages import silent
from trainer.autoencoder import AutoencoderStage, AutoencoderTraining, train_autoencoder
from trainer.dataset.features import CachedClip, load_features
from trainer.losses.timbre import timbre_loss
from trainer.timbre import timbre_network
from trainer.training.loop import Share
from trainer.training.runs import Run
from trainer.training.states import load_autoencoder


def test_a_decoder_is_trained_under_latents_that_stay(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    before = tiny_autoencoder()
    options = AutoencoderTraining(steps=4, batch=2, columns=16, warmup=1, validate_every=2, decoder_only=True)
    train_autoencoder(
        tiny_corpus, tiny_features, Run(tmp_path, None, silent), options=options, start=tiny_autoencoder()
    )
    after = load_autoencoder(tmp_path)
    states = before.state_dict(), after.state_dict()
    changed = {name.split(".")[0] for name in states[0] if not torch.equal(states[0][name], states[1][name])}
    assert changed == {"decoder"}
    rows = torch.rand(1, ROWS, 16)
    before.eval()
    assert torch.equal(before.encode(rows), after.encode(rows))


def moved_after_training(clips: list[CachedClip], weight: float) -> float:
    """Return how far the latents of clips move in a few steps of the whole codec."""
    options = AutoencoderTraining(batch=2, columns=16, latents_weight=weight)
    stage = AutoencoderStage(tiny_autoencoder(), clips, [], options)
    for step in range(8):
        figures = stage.learn(Share(1, step, 0, 2, 2))
        stage.descend(step, 3e-3)
    return float(figures["moved"])


def with_pitch(clip: CachedClip, pitch: int) -> CachedClip:
    """The clip, called one of a single note."""
    return replace(clip, label=replace(clip.label, parts=(Part("lead", "flute", (Note(0, 1, pitch, 90),)),)))


def test_latents_stay_near_the_first_ones_but_for_high_notes(tiny_corpus: Path, tiny_features: Path) -> None:
    clips = load_features(tiny_corpus, tiny_features)[:2]
    low, high = ([with_pitch(clip, pitch) for clip in clips] for pitch in (60, 90))
    assert 0 < moved_after_training(low, 1_000.0) < 0.5 * moved_after_training(low, 1e-6)
    assert moved_after_training(high, 1_000.0) == 0


def test_a_resumed_run_holds_to_the_same_first_latents(tiny_corpus: Path, tiny_features: Path) -> None:
    clips = [with_pitch(clip, 60) for clip in load_features(tiny_corpus, tiny_features)[:2]]
    options = AutoencoderTraining(batch=2, columns=16, latents_weight=1.0)
    stage = AutoencoderStage(tiny_autoencoder(), clips, [], options)
    stage.learn(Share(1, 0, 0, 2, 2))
    stage.descend(0, 3e-3)
    again = AutoencoderStage(tiny_autoencoder(), clips, [], options)
    again.restore(stage.state())
    learned = [float(each.learn(Share(1, 1, 0, 2, 2))["moved"]) for each in (stage, again)]
    assert learned[0] == learned[1] > 0


def two_instruments(corpus: Path, features: Path) -> list[CachedClip]:
    """Clips that are called by turns a flute's and a bass's; they sound different."""
    clips = load_features(corpus, features)[:2]
    return [
        replace(clip, label=replace(clip.label, instruments=(name,)))
        for clip, name in zip(clips, ("flute", "finger_bass"), strict=True)
    ]


def test_another_instrument_is_farther_in_timbre_than_other_levels_of_the_same(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    clips = two_instruments(tiny_corpus, tiny_features)
    said: list[str] = []
    network = timbre_network(tmp_path, clips, seed=1, say=said.append, steps=10)
    first, other = (torch.from_numpy(clip.rows[:64].T.astype("float32"))[None] for clip in clips)
    louder = float(timbre_loss(network, first + 0.02, first))
    assert 0 < louder < 0.5 * float(timbre_loss(network, other, first))
    assert float(timbre_loss(network, first, first)) == 0
    # A run that goes on is judged by the same network.
    again = timbre_network(tmp_path, clips, seed=2, say=said.append, steps=10)
    assert float(timbre_loss(again, other, first)) == float(timbre_loss(network, other, first))
    assert len(said) == 1


def test_a_decoder_learns_timbre_beside_levels(tiny_corpus: Path, tiny_features: Path, tmp_path: Path) -> None:
    clips = two_instruments(tiny_corpus, tiny_features)
    network = timbre_network(tmp_path, clips, seed=1, say=silent, steps=10)
    options = AutoencoderTraining(batch=2, columns=16, timbre_weight=20.0)
    stage = AutoencoderStage(tiny_autoencoder(), clips, [], options, network)
    losses = []
    for _ in range(12):
        losses.append(float(stage.learn(Share(1, 0, 0, 2, 2))["timbre"]))
        stage.descend(0, 2e-3)
    assert losses[-1] < 0.9 * losses[0]


def test_a_corpus_without_single_instruments_cannot_teach_timbre(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    options = AutoencoderTraining(steps=1, batch=2, columns=16, timbre_weight=0.5)
    with pytest.raises(ModelError, match="timbre_weight"):
        train_autoencoder(
            tiny_corpus, tiny_features, Run(tmp_path, None, silent), options=options, start=tiny_autoencoder()
        )


def test_silence_and_what_is_under_80_db_are_one_to_the_encoder() -> None:
    model = tiny_autoencoder().eval()
    silence = torch.zeros(1, ROWS, 16)
    silence[:, :MEL_ROWS] = 1 + FLOOR_DB / ROW_DB
    hardly_audible = silence.clone()
    hardly_audible[:, :MEL_ROWS] = LOWEST_ENCODED
    assert torch.equal(model.encode(silence), model.encode(hardly_audible))
    assert not torch.equal(model.encode(silence), model.encode(hardly_audible + 0.1))
