"""What words that the composer does not know are near to in meaning: an instrument, a style, a mood, or nothing.

Between the composer, which finds such words (`composer/reading/brief.py`), and the text encoder. They are compared with
the phrases of `composer/words/described_instruments.py` and `composer/words/scenes.py`, whose embeddings lie in
`phrase_embeddings.npz`: so a prompt costs one short pass for each unknown phrase. Run as a program (`make words`), this
writes the file anew after a change of the phrases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from musiccm_daw.composer.words.described_instruments import compared_descriptions
from musiccm_daw.composer.words.scenes import compared_phrases

EMBEDDINGS = Path(__file__).parent / "phrase_embeddings.npz"
NEAR_ENOUGH = 0.11
"""How much nearer, in cosine, a style or mood must be than the nearest phrase that asks for nothing.

Calibrated on half of tests/musiccm_daw/engine/unknown_phrases.py. In the other half, 26 of 51 phrases find what they
mean and one finds something else, and 1 of 66 words that ask for nothing is taken for something; in both halves 53 and
3 of 102, and 1 of 132. Whoever chose the compared phrases also chose these, so others may do worse."""
INSTRUMENT_NEAR_ENOUGH = 0.02
"""How much nearer, in soft maxima of cosines, an instrument must be than the phrases that describe none.

Calibrated on half of tests/musiccm_daw/engine/described_instruments.py: with the tables' names, 68 of 79 descriptions
are right and 5 wrong, and none of 234 phrases without an instrument is taken for one; in the other half 60, 8 and 1.
The nearest phrase alone, at 0.04, finds two fewer there."""
_SOFTNESS, _COMPARED = 0.03, 12
"""Cosines that count as nearly equal, and how many phrases of a kind count, about as many as describe an instrument."""
_IN_CONTEXT = "music like {}"
"""What is embedded. Of six contexts this one finds the most on the half that calibrates: 28 of 59, the bare one 18."""

EncodeText = Callable[[str], tuple[Tensor, Tensor]]
"""From a text to the embeddings (1, L, E) of its tokens and their mask (1, L)."""


class NearestWords:
    """The nearest instrument, style or mood by the cosine of sentence embeddings.

    Args:
        encode: the model's text encoder.
    """

    def __init__(self, encode: EncodeText) -> None:
        self._encode = encode
        self._names = [name for _, name in _phrases()]
        self._pictured = np.arange(len(self._names)) < len(compared_phrases())
        self._nothing = self._pictured & np.array([name is None for name in self._names])
        named = ~self._pictured & np.array([name is not None for name in self._names])
        self._described = {
            name: np.flatnonzero(named & np.array([name == each for each in self._names]))
            for name in dict.fromkeys(name for _, name in compared_descriptions() if name is not None)
        }
        self._none_described = np.flatnonzero(~named)

    def __call__(self, phrase: str) -> str | None:
        """Return what a phrase is near to, or None if nothing is near enough.

        An instrument, a key of `INSTRUMENTS`, if there are several words; a style, a key of `STYLE_TABLE`; or "calm",
        "strong", "sparse" or "busy".
        """
        cosines = _kept_embeddings() @ sentence_embedding(self._encode, phrase)
        # A single word is near to what it is spelt like.
        if " " in phrase:
            near = {name: _soft_maximum(cosines[phrases]) for name, phrases in self._described.items()}
            nearest = max(near, key=lambda name: near[name])
            if near[nearest] - _soft_maximum(cosines[self._none_described]) > INSTRUMENT_NEAR_ENOUGH:
                return nearest
        best, margin = _leads(cosines, self._pictured & ~self._nothing, self._nothing)
        return self._names[best] if margin > NEAR_ENOUGH else None


def _soft_maximum(cosines: NDArray[np.float32]) -> float:
    """Return the highest cosine, raised by others that are nearly as high: several phrases know more than one."""
    highest = np.sort(cosines)[-_COMPARED:]
    return float(_SOFTNESS * np.log(np.exp(highest / _SOFTNESS).sum()))


def _leads(cosines: NDArray[np.float32], those: NDArray[np.bool_], rivals: NDArray[np.bool_]) -> tuple[int, float]:
    """Return which of some phrases is nearest, and by how much it is nearer than the nearest of its rivals."""
    best = int(np.where(those, cosines, -1.0).argmax())
    return best, float(cosines[best] - cosines[rivals].max())


def sentence_embedding(encode: EncodeText, phrase: str) -> NDArray[np.float32]:
    """Return the unit embedding (E,) of a phrase in the context of music: the mean over its tokens."""
    text, mask = encode(_IN_CONTEXT.format(phrase))
    mean = (text * mask[..., None]).sum(1)[0]
    embedding: NDArray[np.float32] = (mean / mean.norm()).float().cpu().numpy()
    return embedding


def _phrases() -> tuple[tuple[str, str | None], ...]:
    """Return all compared phrases with what they stand for: first styles and moods, then instruments."""
    return (*compared_phrases(), *compared_descriptions())


@cache
def _kept_embeddings() -> NDArray[np.float32]:
    """Return the embeddings (P, E) of all compared phrases."""
    with np.load(EMBEDDINGS) as kept:
        assert str(kept["phrases"]) == _digest(), f"{EMBEDDINGS.name} is out of date; run make words"
        embeddings: NDArray[np.float32] = kept["embeddings"] * kept["step"]
    return embeddings


def _digest() -> str:
    """Return the SHA-256 of what is embedded, by which embeddings of other phrases are recognised."""
    return hashlib.sha256(repr((_IN_CONTEXT, _phrases())).encode()).hexdigest()


def write_embeddings(encode: EncodeText) -> None:
    """Write the embeddings of all compared phrases, in 8 bits each number: a megabyte for some 2800 phrases."""
    embeddings = np.stack([sentence_embedding(encode, phrase) for phrase, _ in _phrases()])
    step = np.float32(np.abs(embeddings).max() / 127)
    np.savez(EMBEDDINGS, embeddings=np.round(embeddings / step).astype(np.int8), step=step, phrases=np.array(_digest()))


if __name__ == "__main__":
    from musiccm_daw.model.text_encoder import TextEncoder

    encoder = TextEncoder()
    write_embeddings(lambda text: encoder([text]))
