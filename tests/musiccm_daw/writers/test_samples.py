"""Samples as bytes: clipped at full scale, dithered to 16 bits, and left alone where they are exact."""

import numpy as np
import pytest

from musiccm_daw.writers.samples import encoded_blocks

RATE = 44100
BYTES = {"PCM_16": 2, "PCM_24": 3}


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_full_scale_is_clipped_and_not_wrapped(subtype: str) -> None:
    audio = np.array([[1.0], [-1.0], [2.0], [-2.0]], np.float32)
    data = b"".join(encoded_blocks(audio, subtype, 0))
    size = BYTES[subtype]
    values = [int.from_bytes(data[i : i + size], "little", signed=True) for i in range(0, len(data), size)]
    full = 2 ** (8 * size - 1)
    assert values[2:] == [full - 1, -full]
    assert np.sign(values).tolist() == [1, -1, 1, -1]


def test_dither_frees_a_quiet_tone_from_distortion() -> None:
    tone = (0.4 / 2**15 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype(np.float32)[:, None]
    assert not np.rint(tone * 2**15).any(), "plain rounding would leave silence"
    dithered = np.frombuffer(b"".join(encoded_blocks(tone, "PCM_16", 1)), "<i2")
    spectrum = np.abs(np.fft.rfft(dithered))
    assert spectrum[1000] > 20 * np.median(spectrum)
    assert spectrum[3000] < 6 * np.median(spectrum)


def test_samples_that_are_whole_steps_are_not_dithered() -> None:
    steps = np.arange(-(2**15), 2**15, 17, dtype="<i2")
    audio = (steps / np.float32(2**15)).astype(np.float32)[:, None]
    assert b"".join(encoded_blocks(audio, "PCM_16", 1)) == steps.tobytes()
