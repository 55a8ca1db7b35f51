"""AudioMAE with random weights: read from timm's format, equal to transformers' ViT; other files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor
from transformers import ViTConfig, ViTModel

from musiccm_daw.errors import CheckpointError, RequestError
from tests.tiny_model import tiny_autoencoder, tiny_denoiser
from tests.trainer.stages import random_latent_corpus
from trainer.distill import DistillTraining, decoded_log_mels, new_adversary
from trainer.distillation_losses import mismatched, sentences
from trainer.losses.audiomae import AudioMae, AudioMaeFeatures, load_audiomae
from trainer.losses.fbank import BANDS
from trainer.training.loop import Share

WIDTH, DEPTH, FRAMES = 128, 3, 64


def vit() -> ViTModel:
    """Return transformers' version of the network, with random weights."""
    config = ViTConfig(
        hidden_size=WIDTH,
        num_hidden_layers=DEPTH,
        num_attention_heads=WIDTH // 64,
        intermediate_size=4 * WIDTH,
        image_size=(FRAMES, BANDS),
        patch_size=16,
        num_channels=1,
        layer_norm_eps=1e-6,
    )
    with torch.random.fork_rng():
        torch.manual_seed(1)
        network = ViTModel(config, add_pooling_layer=False).eval()
        for parameter in network.parameters():
            torch.nn.init.normal_(parameter, std=0.1)
    return network


def in_timms_names(network: ViTModel) -> dict[str, Tensor]:
    """Return its weights under the names that timm gives a VisionTransformer."""
    state = network.state_dict()
    weights = {
        "cls_token": state["embeddings.cls_token"],
        "pos_embed": state["embeddings.position_embeddings"],
        "patch_embed.proj.weight": state["embeddings.patch_embeddings.projection.weight"],
        "patch_embed.proj.bias": state["embeddings.patch_embeddings.projection.bias"],
        "norm.weight": state["layernorm.weight"],
        "norm.bias": state["layernorm.bias"],
    }
    names = {
        "norm1": "layernorm_before",
        "norm2": "layernorm_after",
        "attn.proj": "attention.o_proj",
        "mlp.fc1": "mlp.fc1",
        "mlp.fc2": "mlp.fc2",
    }
    for block in range(DEPTH):
        for kind in ("weight", "bias"):
            parts = [state[f"layers.{block}.attention.{part}_proj.{kind}"] for part in "qkv"]
            weights[f"blocks.{block}.attn.qkv.{kind}"] = torch.cat(parts)
            for theirs, name in names.items():
                weights[f"blocks.{block}.{theirs}.{kind}"] = state[f"layers.{block}.{name}.{kind}"]
    return weights


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as it comes from the hub, but small."""
    folder = tmp_path_factory.mktemp("audiomae")
    save_file(in_timms_names(vit()), folder / "model.safetensors")
    return folder


def test_the_features_are_those_of_the_true_network(folder: Path) -> None:
    network, fbank = load_audiomae(str(folder)), torch.randn(2, FRAMES, BANDS)
    assert network.frames == FRAMES
    with torch.inference_mode():
        expected = vit()(fbank[:, None], output_hidden_states=True).hidden_states[1:]
        found = network(fbank, DEPTH)
        assert len(network(fbank, 1)) == 1
    for ours, theirs in zip(found, expected, strict=True):
        assert torch.allclose(ours, theirs, atol=1e-4)


def test_the_published_network_fits() -> None:
    with torch.device("meta"):
        network = AudioMae(width=768, depth=12, patches=512)
    assert network.frames == 1_024
    assert network.state_dict()["blocks.11.attn.qkv.weight"].shape == (2304, 768)
    # ViT-B without its last norm.
    assert sum(parameter.numel() for parameter in network.parameters()) == 85_646_592


def test_a_look_gives_unit_tokens_with_gradients_and_without_the_class_token(folder: Path) -> None:
    features = AudioMaeFeatures(load_audiomae(str(folder)), [1, 3], lambda latents, _: latents)
    assert list(features.widths) == [WIDTH, WIDTH]
    fbank = torch.randn(2, FRAMES, BANDS, requires_grad=True)
    layers = features.look(fbank, torch.Generator())(fbank, None)
    for layer in layers:
        assert layer.shape == (2, FRAMES * BANDS // 256, WIDTH)
        assert layer.dtype == torch.float32
        assert torch.allclose(layer.square().mean(-1), torch.ones(2, layer.shape[1]), atol=1e-2)
    torch.stack([layer[:, 0, 0].sum() for layer in layers]).sum().backward()
    assert fbank.grad is not None
    assert fbank.grad.isfinite().all()
    assert fbank.grad.abs().sum() > 0


def test_anything_but_an_audiomae_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="give a folder"):
        load_audiomae(str(tmp_path / "nowhere" / "at all"))
    contents: list[dict[str, Tensor]] = [{}, {"pos_embed": torch.zeros(1, 9, 64)}]
    with pytest.raises(CheckpointError, match=r"no model\.safetensors") as refusal:
        load_audiomae(str(tmp_path))
    assert "\n" not in str(refusal.value)
    for weights in contents:
        save_file(weights, tmp_path / "model.safetensors")
        with pytest.raises(CheckpointError, match="of an AudioMAE"):
            load_audiomae(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(CheckpointError, match="of an AudioMAE"):
        load_audiomae(str(tmp_path))


def test_a_student_of_our_own_is_judged_by_its_features(folder: Path, tiny_corpus: Path, tiny_features: Path) -> None:
    options = DistillTraining(adversarial="audiomae", audiomae=str(folder))
    adversary = new_adversary(tiny_denoiser(), options, decoded_log_mels(tiny_autoencoder().requires_grad_(False)))
    assert adversary is not None
    assert list(adversary.features.widths) == [WIDTH] * 3
    share = Share(seed=0, step=0, first=0, size=2, total=2)
    batch = random_latent_corpus(tiny_corpus, tiny_features).draw(share.generators())
    estimate = batch.x0.clone().requires_grad_()
    generator = torch.Generator().manual_seed(0)
    met = adversary.meet(batch.x0, estimate, batch, mismatched(batch), sentences(batch), torch.ones(2), generator)
    # The same latents have the same features.
    assert all(torch.equal(real, made) for real, made in zip(met.real, met.made, strict=True))
    adversary.deception_loss(met).backward()
    assert estimate.grad is not None
    assert estimate.grad.isfinite().all()
    assert estimate.grad.abs().sum() > 0
    assert adversary.discrimination_loss(met).isfinite()


def test_latents_that_cannot_be_decoded_are_refused(folder: Path) -> None:
    with pytest.raises(RequestError, match="use 'teacher' or 'none'"):
        new_adversary(tiny_denoiser(), DistillTraining(adversarial="audiomae", audiomae=str(folder)))


def test_layers_are_its_own(folder: Path) -> None:
    to_log_mels = decoded_log_mels(tiny_autoencoder())
    named = DistillTraining(adversarial="audiomae", audiomae=str(folder), feature_layers=(4,))
    with pytest.raises(RequestError, match="layers 1 to 3"):
        new_adversary(tiny_denoiser(), named, to_log_mels)
