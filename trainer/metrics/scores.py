"""Scores over the tags of many clips: inception score, KL, text-audio similarity, memorisation.

In: the `Tags` of clips. Out: figures with intervals, defined as in the paper's tables 1 and 2 but with our tagger in
place of PANN and CLAP, so that they are comparable with each other and not with the paper's.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Estimate, Indices, Jackknifed, jackknife, mean, wilson
from trainer.metrics.tagger import Tags

MEMORISED = (0.90, 0.95)
TINY = 1e-12


def inception_score(clips: Sequence[Tags], songs: Sequence[Hashable]) -> Jackknifed:
    """Return exp of the mean KL from p(y|x) to p(y) (Salimans et al. 2016); higher is better.

    y is the pair of role and style. The score lies between 1 and the number of classes; it is high when each clip
    clearly belongs to one class and all classes occur. The marginal of n clips is too narrow, a bias of 1/n that the
    jackknife over songs removes.
    """
    posteriors = np.stack([clip.classes for clip in clips])
    entropies = -(posteriors * np.log(posteriors + TINY)).sum(1)

    def statistic(indices: Indices) -> float:
        marginal = posteriors[indices].mean(0)
        return float(np.exp(-(marginal * np.log(marginal + TINY)).sum() - entropies[indices].mean()))

    return jackknife(statistic, songs)


def kl(true: Sequence[Tags], made: Sequence[Tags]) -> Estimate:
    """Return the mean KL of true clips' posteriors from those of clips made with their captions (nats; 0 is equal).

    As in AudioGen (Kreuk et al. 2023): the sum over classes of p_true log(p_true / p_made), softmax variant.
    """
    return mean([_divergence(a.classes, b.classes) for a, b in zip(true, made, strict=True)])


def _divergence(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    return float((p * (np.log(p + TINY) - np.log(q + TINY))).sum())


def text_similarity(clips: Sequence[Tags], captions: NDArray[np.float32]) -> Estimate:
    """Return the mean cosine of clips and their captions (n, E) in the joint space, as the CLAP score does."""
    return mean([float(clip.joint @ caption) for clip, caption in zip(clips, captions, strict=True)])


def nearest(clips: Sequence[Tags], training: Sequence[Tags]) -> NDArray[np.float64]:
    """Return each clip's cosine (-1 to 1) with the nearest training clip in the joint space."""
    known = np.stack([clip.joint for clip in training])
    return np.array([float((known @ clip.joint).max()) for clip in clips])


def memorised(nearness: NDArray[np.float64]) -> dict[str, Estimate]:
    """Return the shares of clips with a training clip nearer than 0.90 and 0.95: SIM_AA@90 and @95 of MusicLDM."""
    return {f"{limit:.2f}": wilson(int((nearness > limit).sum()), len(nearness)) for limit in MEMORISED}


def retrieval(clips: Sequence[Tags], captions: NDArray[np.float32]) -> dict[int, Estimate]:
    """Return the shares of captions whose own clip is nearest, and among the nearest ten: text-to-audio R@1, R@10."""
    audio = np.stack([clip.joint for clip in clips])
    pairs = captions @ audio.T
    ranks = (pairs > np.diag(pairs)[:, None]).sum(1)
    return {top: wilson(int((ranks < top).sum()), len(ranks)) for top in (1, 10)}
