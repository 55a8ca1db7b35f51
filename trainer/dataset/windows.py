"""Windows of latents with their conditions: the batches that the teacher and the student are trained on.

In: clips in memory (`latents.py`). Out: batches of windows that start on a bar line, each with its condition columns
and the embeddings of one of its captions. Networks that read scores also get what the clip plays, if it is a single
part whose notes the corpus knows: a mix is played part by part. Some conditions are dropped at random, so that the
model learns what to do when a request leaves them open, and all of them in a tenth of the windows, for classifier-free
guidance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from musiccm_daw.engine.conditioning import (
    BAR_LINE_FEATURES,
    CHORD_FEATURES,
    ENERGY_FEATURES,
    FEATURES,
    KEY_FEATURES,
    ROLE_FEATURES,
    SWING_FEATURES,
    UNCONDITIONAL_FEATURES,
    drop,
)
from musiccm_daw.engine.score_columns import (
    LOUDNESS_ROW,
    NOTE_FEATURES,
    NOTED_FEATURES,
    PLAYER_FEATURES,
    SCORED_FEATURES,
    drop_instrument,
    drop_score,
)
from musiccm_daw.errors import ModelError
from musiccm_daw.model.denoiser import WINDOW_COLUMNS, Denoiser
from musiccm_daw.model.text_encoder import MAX_TEXT_TOKENS
from musiccm_daw.timebase import COLUMNS_PER_TOKEN
from trainer.dataset.rarity import drawing_chances

DROP_RATES = {
    CHORD_FEATURES: 0.1,
    KEY_FEATURES: 0.2,
    ENERGY_FEATURES: 0.6,
    ROLE_FEATURES: 0.35,
    # Most prompts do not mention swing; the text alone must then suggest it.
    SWING_FEATURES: 0.6,
    # Pitched parts whose notes are known are played without: bar lines make them click (`engine/voices.py`).
    BAR_LINE_FEATURES: 0.15,
}
DROP_SCORE = 0.12
DROP_SCORE_SPAN = 0.12
"""How often a score is unknown throughout, and in a span of columns: an edit may know that of its new bars alone."""
DROP_INSTRUMENT = 0.2
"""How often the text alone says who plays, so that it can where an instrument has no row."""
DROP_ALL = 0.1
# A few windows start anywhere, for meters whose bars are longer than the window.
ANYWHERE = 0.1


@dataclass(frozen=True)
class ScoreRows:
    """The score rows of a clip that are not all zero: values (R, W) float16, and which rows they are (R).

    A part plays few pitches: ten thousand clips take a fifth of a gigabyte, eight times less than with all rows.
    """

    rows: np.ndarray
    values: np.ndarray


@dataclass(frozen=True)
class LatentClip:
    """A clip: latents (W, C) float16, conditions (F, W) float16, captions as indices into the embeddings.

    `score` is None where no score is known.
    """

    latents: np.ndarray
    columns: np.ndarray
    captions: tuple[int, ...]
    columns_per_bar: int
    loop: bool
    score: ScoreRows | None = None

    @property
    def instrument(self) -> int | None:
        """The score row of the instrument that plays alone, None for a mix or where no score is known."""
        if self.score is None:
            return None
        rows = self.score.rows
        players = rows[(rows >= NOTE_FEATURES) & (rows < LOUDNESS_ROW)]
        return int(players[0]) if len(players) == 1 else None

    def conditions(self, positions: np.ndarray) -> np.ndarray:
        """Return the condition columns (F, window) at positions, float32; score rows are zero if no score is known."""
        columns = np.zeros((SCORED_FEATURES, len(positions)), dtype=np.float32)
        columns[:FEATURES] = self.columns[:, positions]
        if self.score is not None:
            columns[FEATURES + self.score.rows] = self.score.values[:, positions]
        return columns


@dataclass(frozen=True)
class Batch:
    """Windows ready for a step: x0 (B, C, W), columns (B, F, W), text (B, L, E), mask (B, L)."""

    x0: Tensor
    columns: Tensor
    text: Tensor
    mask: Tensor

    def to(self, device: torch.device) -> Batch:
        """Move the batch to a device."""
        return Batch(*(each.to(device) for each in (self.x0, self.columns, self.text, self.mask)))

    def __getitem__(self, items: slice) -> Batch:
        """Return some of the items."""
        return Batch(self.x0[items], self.columns[items], self.text[items], self.mask[items])


def unconditional(batch: Batch) -> Batch:
    """Return a batch with the unconditional model's input: no text or score, only tempo and quarters in the columns."""
    columns = batch.columns.clone()
    drop(columns, UNCONDITIONAL_FEATURES)
    drop_score(columns)
    return replace(batch, columns=columns, mask=torch.zeros_like(batch.mask))


class Windows(Protocol):
    """The source of batches for distillation."""

    @property
    def clips(self) -> Sequence[object]:
        """The clips to draw from; empty for the held-out part of a corpus that holds nothing out."""

    def draw(self, generators: Sequence[np.random.Generator]) -> Batch:
        """Draw a batch, each item with its own generator."""


class LatentCorpus:
    """Clips in memory, and batches drawn from them.

    Args:
        clips: what to draw from.
        embeddings: (L, E) float16 of all captions.
        features: how many condition rows the network reads that batches are for.
    """

    def __init__(self, clips: list[LatentClip], embeddings: list[np.ndarray], *, features: int = FEATURES) -> None:
        self.clips = clips
        self.embeddings = embeddings
        self.features = features
        self._chances = drawing_chances([clip.instrument for clip in clips])

    @property
    def holds_scores(self) -> bool:
        """Whether the score of any clip is known."""
        return any(clip.score is not None for clip in self.clips)

    def read_by(self, network: Denoiser) -> LatentCorpus:
        """Return the same clips, drawn with the condition columns that a network reads.

        Raises:
            ModelError: it reads columns of another version.
        """
        features = network.config.column_features
        if features not in (FEATURES, NOTED_FEATURES, PLAYER_FEATURES, SCORED_FEATURES):
            raise ModelError(
                f"the network reads {features} condition rows; this version has {FEATURES}, {NOTED_FEATURES} with "
                f"notes, {PLAYER_FEATURES} with their instrument, or {SCORED_FEATURES} with their loudness: train it "
                "again"
            )
        return LatentCorpus(self.clips, self.embeddings, features=features)

    def draw(self, generators: Sequence[np.random.Generator]) -> Batch:
        """Draw random windows with random captions and dropped conditions, each with its own generator."""
        latents, columns, text = [], [], []
        for rng in generators:
            clip = self.clips[rng.choice(len(self.clips), p=self._chances)]
            positions = window_positions(clip, rng)
            conditions = clip.conditions(positions)
            caption = self.embeddings[clip.captions[rng.integers(len(clip.captions))]]
            if rng.random() < DROP_ALL:
                text.append(caption[:0])
                drop(conditions, UNCONDITIONAL_FEATURES)
                drop_score(conditions)
            else:
                text.append(caption)
                for features, rate in DROP_RATES.items():
                    if rng.random() < rate:
                        drop(conditions, features)
                _drop_some_of_score(conditions, rng)
            latents.append(clip.latents[positions].T.astype(np.float32))
            columns.append(conditions[: self.features])
        padded, mask = pad_texts(text)
        return Batch(torch.from_numpy(np.stack(latents)), torch.from_numpy(np.stack(columns)), padded, mask)


def _drop_some_of_score(columns: np.ndarray, rng: np.random.Generator) -> None:
    """Make the score of a window unknown now and then: who plays, all of it, or a span of its columns."""
    if rng.random() < DROP_INSTRUMENT:
        drop_instrument(columns)
    chance = rng.random()
    if chance < DROP_SCORE:
        drop_score(columns)
    elif chance < DROP_SCORE + DROP_SCORE_SPAN:
        first, end = sorted(rng.integers(0, columns.shape[1] + 1, 2))
        drop_score(columns[:, first:end])


def window_positions(clip: LatentClip, rng: np.random.Generator) -> np.ndarray:
    """Draw the columns (W) of a random window; it wraps around in clips that loop or are shorter than a window."""
    total = len(clip.latents)
    wraps = clip.loop or total < WINDOW_COLUMNS
    unit = COLUMNS_PER_TOKEN if rng.random() < ANYWHERE else clip.columns_per_bar
    last = (total - 1 if wraps else total - WINDOW_COLUMNS) // unit
    start = int(rng.integers(0, last + 1)) * unit
    return np.arange(start, start + WINDOW_COLUMNS) % total


def pad_texts(embeddings: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Pad embeddings of captions of different lengths: text (B, L, E) and mask (B, L), L the greatest length possible.

    One length means one shape to compile for.
    """
    padded = np.zeros((len(embeddings), MAX_TEXT_TOKENS, embeddings[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(embeddings), MAX_TEXT_TOKENS), dtype=bool)
    for index, caption in enumerate(embeddings):
        padded[index, : len(caption)] = caption
        mask[index, : len(caption)] = True
    return torch.from_numpy(padded), torch.from_numpy(mask)
