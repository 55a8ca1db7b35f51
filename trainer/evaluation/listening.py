"""Clips as the judges see them: the tagger's opinion and the texture statistics of each, and the tagger's credentials.

In: audio. Out: `Listened` clips, true ones of the corpus among them. Distances and scores of many are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.model.text_encoder import TextEncoder
from trainer.corpus.manifest import ClipLabel
from trainer.evaluation.selection import first_bars, label_audio
from trainer.metrics.intervals import Estimate, mean, wilson
from trainer.metrics.mels import log_mels, windows_of
from trainer.metrics.scores import retrieval, text_similarity
from trainer.metrics.tagger import Heard, Tagger, sentences
from trainer.metrics.texture import texture

EMBEDDINGS = {
    "tagger": "64 numbers of our own tagger, trained on the corpus' true renders",
    "texture": "64 texture statistics, trained on nothing",
}
# An instrument counts as heard where it is among the tagger's first three.
TOP_INSTRUMENTS = 3

Tick = Callable[[], None]
"""Called when one more clip is done."""


@dataclass(frozen=True)
class Listened:
    """One clip."""

    heard: Heard
    texture: NDArray[np.float64]

    def windows(self, embedding: str) -> NDArray[np.floating]:
        """Window embeddings (n, 64) in one of `EMBEDDINGS`."""
        return self.heard.windows if embedding == "tagger" else self.texture


def listen(tagger: Tagger, audio: NDArray[np.floating], sample_rate: int) -> Listened:
    """Hear a clip (S,) or (S, A)."""
    mels = log_mels(audio, sample_rate)
    return Listened(tagger.hear_mels(mels), texture(windows_of(mels)))


@dataclass(frozen=True)
class Heap:
    """Clips of the corpus that were listened to, with their labels."""

    clips: list[Listened]
    labels: list[ClipLabel]

    @property
    def songs(self) -> list[int]:
        """The song of every clip."""
        return [label.song_seed for label in self.labels]

    @property
    def heard(self) -> list[Heard]:
        """The tagger's part of every clip."""
        return [clip.heard for clip in self.clips]


def hear_corpus(tagger: Tagger, corpus: Path, labels: Sequence[ClipLabel], bars: int, tick: Tick) -> Heap:
    """Hear the first bars of some clips, no longer than what they are compared with."""
    shown = [first_bars(label, bars) for label in labels]
    clips = []
    for label in shown:
        clips.append(listen(tagger, *label_audio(corpus, label)))
        tick()
    return Heap(clips, shown)


@dataclass(frozen=True)
class Judge:
    """Who listens, and the held-out music that others are held against."""

    tagger: Tagger
    held_out: Heap


def role_share(tagger: Tagger, clips: Sequence[Heard], labels: Sequence[ClipLabel]) -> Estimate:
    """Share of clips whose likeliest role is the label's ("mix" for several stems)."""
    roles = tagger.labels.roles
    right = [roles[int(clip.roles.argmax())] == label.role for clip, label in zip(clips, labels, strict=True)]
    return wilson(sum(right), len(right))


def style_share(tagger: Tagger, clips: Sequence[Heard], labels: Sequence[ClipLabel]) -> Estimate:
    """Share of clips whose likeliest style is the label's."""
    styles = tagger.labels.styles
    right = [styles[int(clip.styles.argmax())] == label.style for clip, label in zip(clips, labels, strict=True)]
    return wilson(sum(right), len(right))


def instrument_share(tagger: Tagger, clips: Sequence[Heard], labels: Sequence[ClipLabel]) -> Estimate:
    """Share of single stems whose instrument is among the `TOP_INSTRUMENTS` likeliest; instruments it knows only."""
    known = {name: index for index, name in enumerate(tagger.labels.instruments)}
    right = []
    for clip, label in zip(clips, labels, strict=True):
        if label.role != "mix" and label.instruments and (index := known.get(label.instruments[0])) is not None:
            right.append(index in np.argsort(-clip.instruments)[:TOP_INSTRUMENTS])
    return wilson(sum(right), len(right))


@dataclass(frozen=True)
class Credentials:
    """How well the tagger does on true clips of held-out songs: how far its opinion can be trusted."""

    trained_on: str
    role: Estimate
    style: Estimate
    instrument: Estimate
    retrieval: dict[int, Estimate]
    """R@1 and R@10, text to audio, among all of these clips."""
    text_own: Estimate
    """Cosine of clips with their own captions,"""
    text_other: Estimate
    """and with those of another song."""


def credentials(judge: Judge, encoder: TextEncoder) -> Credentials:
    """Judge the judge."""
    tagger, clips, labels = judge.tagger, judge.held_out.heard, judge.held_out.labels
    captions = tagger.read(sentences([label.captions[0] for label in labels], encoder))
    # Half the list away lies another song, unless there is only one.
    others = np.roll(captions, len(labels) // 2, axis=0)
    return Credentials(
        trained_on=tagger.labels.trained_on,
        role=role_share(tagger, clips, labels),
        style=style_share(tagger, clips, labels),
        instrument=instrument_share(tagger, clips, labels),
        retrieval=retrieval(clips, captions),
        text_own=text_similarity(clips, captions),
        text_other=mean([float(clip.joint @ caption) for clip, caption in zip(clips, others, strict=True)]),
    )
