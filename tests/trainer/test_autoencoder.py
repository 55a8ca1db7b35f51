"""The autoencoder stage: a frozen encoder stays identical to the bit, and nothing below its floor is encoded."""

from __future__ import annotations

from pathlib import Path

import torch

from musiccm_daw.model.autoencoder import LOWEST_ENCODED
from musiccm_daw.model.mel import FLOOR_DB, MEL_ROWS, ROW_DB, ROWS
from tests.tiny_model import tiny_autoencoder
from tests.trainer.stages import silent
from trainer.autoencoder import AutoencoderTraining, train_autoencoder
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


def test_silence_and_what_is_under_80_db_are_one_to_the_encoder() -> None:
    model = tiny_autoencoder().eval()
    silence = torch.zeros(1, ROWS, 16)
    silence[:, :MEL_ROWS] = 1 + FLOOR_DB / ROW_DB
    hardly_audible = silence.clone()
    hardly_audible[:, :MEL_ROWS] = LOWEST_ENCODED
    assert torch.equal(model.encode(silence), model.encode(hardly_audible))
    assert not torch.equal(model.encode(silence), model.encode(hardly_audible + 0.1))
