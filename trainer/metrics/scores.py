"""What a judge says of single clips, put together: inception score, KL, text-audio similarity, memorisation.

In: `Heard` clips. Out: figures with intervals, in the definitions of the paper's tables 1 and 2 with our tagger in the
place of PANN and CLAP, so that the figures compare with each other and not with the paper's.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Estimate, Indices, Jackknifed, jackknife, mean, wilson
from trainer.metrics.tagger import Heard

MEMORISED = (0.90, 0.95)
TINY = 1e-12


def inception_score(clips: Sequence[Heard], songs: Sequence[Hashable]) -> Jackknifed:
    """exp of the mean KL from p(y|x) to p(y) (Salimans et al. 2016); 1 to the number of classes, higher is better.

    y is the pair of role and style. High when each clip is plainly of one class and all classes occur. The marginal
    of n clips is too narrow, a bias of 1/n which the jackknife over songs takes away.
    """
    posteriors = np.stack([clip.classes for clip in clips])
    entropies = -(posteriors * np.log(posteriors + TINY)).sum(1)

    def statistic(indices: Indices) -> float:
        marginal = posteriors[indices].mean(0)
        return float(np.exp(-(marginal * np.log(marginal + TINY)).sum() - entropies[indices].mean()))

    return jackknife(statistic, songs)


def kl(true: Sequence[Heard], made: Sequence[Heard]) -> Estimate:
    """Mean KL of the posteriors of true clips from those of the clips made with their captions (nats; 0 is equal).

    As in AudioGen (Kreuk et al. 2023): sum over classes of p_true log(p_true / p_made), softmax variant.
    """
    return mean([_divergence(a.classes, b.classes) for a, b in zip(true, made, strict=True)])


def _divergence(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    return float((p * (np.log(p + TINY) - np.log(q + TINY))).sum())


def text_similarity(clips: Sequence[Heard], captions: NDArray[np.float32]) -> Estimate:
    """Mean cosine between clips and their captions (n, d) in the joint space: the CLAP score's formula."""
    return mean([float(clip.joint @ caption) for clip, caption in zip(clips, captions, strict=True)])


def nearest(clips: Sequence[Heard], training: Sequence[Heard]) -> NDArray[np.float64]:
    """Per clip, the cosine (-1 to 1) to the nearest of the training clips, in the joint space."""
    known = np.stack([clip.joint for clip in training])
    return np.array([float((known @ clip.joint).max()) for clip in clips])


def memorised(nearness: NDArray[np.float64]) -> dict[str, Estimate]:
    """Share of clips whose nearest training clip lies over 0.90 and over 0.95: SIM_AA@90 and @95 of MusicLDM."""
    return {f"{limit:.2f}": wilson(int((nearness > limit).sum()), len(nearness)) for limit in MEMORISED}


def retrieval(clips: Sequence[Heard], captions: NDArray[np.float32]) -> dict[int, Estimate]:
    """Share of captions whose own clip is the nearest, and among the nearest ten: R@1, R@10 of text to audio."""
    audio = np.stack([clip.joint for clip in clips])
    pairs = captions @ audio.T
    ranks = (pairs > np.diag(pairs)[:, None]).sum(1)
    return {top: wilson(int((ranks < top).sum()), len(ranks)) for top in (1, 10)}
