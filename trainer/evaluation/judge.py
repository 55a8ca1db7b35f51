"""The judge of models: tags and texture statistics of clips, the held-out reference, and the tagger's own accuracy.

In: audio, true clips of the corpus among it. Out: a `ClipAnalysis` of each. Distances and scores over many clips are
computed in `steps.py` and `long.py`.
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
from trainer.metrics.tagger import Tagger, Tags, sentences
from trainer.metrics.texture import texture

EMBEDDINGS = {
    "tagger": "64 numbers of our own tagger, trained on the corpus' true renders",
    "texture": "64 texture statistics, not trained",
}
# An instrument counts as detected if it is among the tagger's first three.
TOP_INSTRUMENTS = 3

Tick = Callable[[], None]
"""A callback, called after each clip."""


@dataclass(frozen=True)
class ClipAnalysis:
    """The analysis of one clip by both embeddings."""

    tags: Tags
    texture: NDArray[np.float64]

    def windows(self, embedding: str) -> NDArray[np.floating]:
        """Return the window embeddings (n, 64) in one of `EMBEDDINGS`."""
        return self.tags.windows if embedding == "tagger" else self.texture


def analyse(tagger: Tagger, audio: NDArray[np.floating], sample_rate: int) -> ClipAnalysis:
    """Analyse a clip (S,) or (S, A)."""
    mels = log_mels(audio, sample_rate)
    return ClipAnalysis(tagger.tag_mels(mels), texture(windows_of(mels)))


@dataclass(frozen=True)
class AnalysedClips:
    """Analysed clips of the corpus, with their labels."""

    clips: list[ClipAnalysis]
    labels: list[ClipLabel]

    @property
    def songs(self) -> list[int]:
        """Songs of the clips."""
        return [label.song_seed for label in self.labels]

    @property
    def tags(self) -> list[Tags]:
        """Tags of the clips."""
        return [clip.tags for clip in self.clips]


def analyse_corpus(tagger: Tagger, corpus: Path, labels: Sequence[ClipLabel], bars: int, tick: Tick) -> AnalysedClips:
    """Analyse the first bars of some clips, so that they are no longer than what they are compared with."""
    shown = [first_bars(label, bars) for label in labels]
    clips = []
    for label in shown:
        clips.append(analyse(tagger, *label_audio(corpus, label)))
        tick()
    return AnalysedClips(clips, shown)


@dataclass(frozen=True)
class Judge:
    """A tagger, and the analysed held-out music that other music is compared with."""

    tagger: Tagger
    held_out: AnalysedClips


def role_share(tagger: Tagger, clips: Sequence[Tags], labels: Sequence[ClipLabel]) -> Estimate:
    """Return the share of clips whose likeliest role is the label's ("mix" for several stems)."""
    roles = tagger.labels.roles
    right = [roles[int(clip.roles.argmax())] == label.role for clip, label in zip(clips, labels, strict=True)]
    return wilson(sum(right), len(right))


def style_share(tagger: Tagger, clips: Sequence[Tags], labels: Sequence[ClipLabel]) -> Estimate:
    """Return the share of clips whose likeliest style is the label's."""
    styles = tagger.labels.styles
    right = [styles[int(clip.styles.argmax())] == label.style for clip, label in zip(clips, labels, strict=True)]
    return wilson(sum(right), len(right))


def instrument_share(tagger: Tagger, clips: Sequence[Tags], labels: Sequence[ClipLabel]) -> Estimate:
    """Return the share of single stems whose instrument, if the tagger knows it, is among its `TOP_INSTRUMENTS`."""
    known = {name: index for index, name in enumerate(tagger.labels.instruments)}
    right = []
    for clip, label in zip(clips, labels, strict=True):
        if label.role != "mix" and label.instruments and (index := known.get(label.instruments[0])) is not None:
            right.append(index in np.argsort(-clip.instruments)[:TOP_INSTRUMENTS])
    return wilson(sum(right), len(right))


@dataclass(frozen=True)
class TaggerAccuracy:
    """The tagger's accuracy on true clips of held-out songs: how far its figures can be trusted."""

    trained_on: str
    role: Estimate
    style: Estimate
    instrument: Estimate
    retrieval: dict[int, Estimate]
    """R@1 and R@10, text to audio, among all of these clips."""
    text_own: Estimate
    """Cosine of clips with their own captions."""
    text_other: Estimate
    """Cosine of clips with captions of another song."""


def tagger_accuracy(judge: Judge, encoder: TextEncoder) -> TaggerAccuracy:
    """Measure the tagger on the held-out clips."""
    tagger, clips, labels = judge.tagger, judge.held_out.tags, judge.held_out.labels
    captions = tagger.embed_captions(sentences([label.captions[0] for label in labels], encoder))
    # Half the list away is another song, unless there is only one.
    others = np.roll(captions, len(labels) // 2, axis=0)
    return TaggerAccuracy(
        trained_on=tagger.labels.trained_on,
        role=role_share(tagger, clips, labels),
        style=style_share(tagger, clips, labels),
        instrument=instrument_share(tagger, clips, labels),
        retrieval=retrieval(clips, captions),
        text_own=text_similarity(clips, captions),
        text_other=mean([float(clip.joint @ caption) for clip, caption in zip(clips, others, strict=True)]),
    )
