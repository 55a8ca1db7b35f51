"""The autoencoder stage: a frozen encoder stays identical to the bit, and nothing below its floor is encoded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from musiccm_daw.model.autoencoder import LOWEST_ENCODED
from musiccm_daw.model.mel import FLOOR_DB, MEL_ROWS, ROW_DB, ROWS
from tests.tiny_model import tiny_autoencoder
from tests.trainer.stages import silent
from trainer.autoencoder import AutoencoderTraining, train_autoencoder
from trainer.losses.judgement import deception_loss, discriminator_loss
from trainer.losses.rows_discriminator import RowsDiscriminator
from trainer.training.runs import Run
from trainer.training.states import load_autoencoder, stage_state


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


def test_discriminators_learn_from_the_first_step_and_move_the_decoder_once_they_may(
    tiny_corpus: Path, tiny_features: Path, tmp_path: Path
) -> None:
    def trained(name: str, **judged: float) -> dict[str, Any]:
        options = AutoencoderTraining(
            steps=3, batch=2, columns=16, warmup=1, decoder_only=True, adversarial_share=1.0, **judged
        )
        run = Run(tmp_path / name, None, silent)
        train_autoencoder(tiny_corpus, tiny_features, run, options=options, start=tiny_autoencoder())
        return stage_state(tmp_path / name)

    waiting, following = trained("waiting", adversarial_from=3), trained("following", adversarial_from=1)
    torch.manual_seed(AutoencoderTraining.seed)
    untouched = RowsDiscriminator(tiny_autoencoder().config.latent_channels).state_dict()
    assert any(not torch.equal(waiting["discriminator"][name], untouched[name]) for name in untouched)
    assert any(not torch.equal(waiting["model"][name], following["model"][name]) for name in waiting["model"])


def test_rows_that_vary_as_true_ones_do_deceive_more_than_flat_ones() -> None:
    torch.manual_seed(1)
    latents = torch.zeros(4, 8, 16)
    discriminator = RowsDiscriminator(8)
    descent = torch.optim.Adam(discriminator.parameters(), lr=1e-3)

    def noisy() -> Tensor:
        return 0.2 * torch.randn(4, ROWS, 64)

    def flat() -> Tensor:
        return noisy().mean(dim=2, keepdim=True).expand(-1, -1, 64)

    for _ in range(30):
        descent.zero_grad()
        discriminator_loss(discriminator(noisy(), latents), discriminator(flat(), latents)).backward()
        descent.step()
    with torch.no_grad():
        assert deception_loss(discriminator(noisy(), latents)) < deception_loss(discriminator(flat(), latents)) / 2


def test_silence_and_what_is_under_80_db_are_one_to_the_encoder() -> None:
    model = tiny_autoencoder().eval()
    silence = torch.zeros(1, ROWS, 16)
    silence[:, :MEL_ROWS] = 1 + FLOOR_DB / ROW_DB
    hardly_audible = silence.clone()
    hardly_audible[:, :MEL_ROWS] = LOWEST_ENCODED
    assert torch.equal(model.encode(silence), model.encode(hardly_audible))
    assert not torch.equal(model.encode(silence), model.encode(hardly_audible + 0.1))
