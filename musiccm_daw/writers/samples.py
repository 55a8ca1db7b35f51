"""The conversion of float samples to the bytes of the `data` chunk, block by block.

Used by `wav`. Values are clipped to full scale; levels have been set before, by `musiccm_daw.levels`.

24 bits are simply rounded: the rounding noise (-146 dBFS) is below that of any converter. 16 bits are dithered with
triangular noise of ±1 step, because rounding at -98 dBFS turns fades and reverb tails into audible distortion. The
noise is seeded, so that the same audio gives the same bytes. A sample that is already a whole step is not dithered:
silence stays silence, and what was read from a 16-bit file is written back unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from musiccm_daw.recording import Audio, Recording, blocks


def encoded_blocks(audio: Recording, subtype: str, dither_seed: int) -> Iterator[bytes]:
    """Yield the bytes of audio (S, A) in [-1, 1] as interleaved little-endian samples of a subtype."""
    noise = np.random.Generator(np.random.PCG64(dither_seed))
    for block in blocks(audio):
        if subtype == "FLOAT":
            yield block.astype("<f4").tobytes()
        elif subtype == "PCM_24":
            yield _pcm_24(block)
        else:
            yield _pcm_16(block, noise)


def _pcm_24(block: Audio) -> bytes:
    steps: npt.NDArray[np.int32] = np.rint(block * np.float32(2**23)).clip(-(2**23), 2**23 - 1).astype("<i4")
    return steps.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def _pcm_16(block: Audio, noise: np.random.Generator) -> bytes:
    steps = block * 2.0**15
    uniform = noise.random((*block.shape, 2))
    dithered = np.where(steps == np.rint(steps), steps, steps + (uniform[..., 0] - uniform[..., 1]))
    return np.rint(dithered).clip(-(2**15), 2**15 - 1).astype("<i2").tobytes()
