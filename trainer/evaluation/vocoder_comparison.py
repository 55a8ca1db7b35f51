"""Vocoders side by side on held-out audio: how well they keep rows, sound, attacks and pitch, and how fast they are.

In: vocoders with the same interface and the corpus' held-out clips, which are turned into rows and back without the
autoencoder. Out: one line of figures per vocoder. The one to beat is Griffin-Lim from integrated phases, which is
shipped; the customary baseline, 32 iterations from random phases, stands beside it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.mel import MEL_ROWS, ROW_DB, SAMPLE_RATE, Band, MelFrontEnd
from musiccm_daw.model.vocoders.griffin_lim import GriffinLim
from musiccm_daw.timebase import FRAMES_PER_COLUMN
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.dataset.features import clip_grid, levelled
from trainer.evaluation.selection import balanced, held_out, label_audio
from trainer.metrics.onsets import matches, onsets
from trainer.metrics.spectral import multi_resolution_db

SINES_HZ = (55.0, 110.0, 220.0, 440.0, 987.8, 2_093.0)
SINE_SAMPLES, SINE_FRAMES = 4 * SAMPLE_RATE, 400
RANDOM_PHASE_ITERATIONS = 32


class RandomPhaseGriffinLim(GriffinLim):
    """The customary baseline: Griffin-Lim from random phases, with the same momentum as ours."""

    def __init__(self) -> None:
        super().__init__((RANDOM_PHASE_ITERATIONS, RANDOM_PHASE_ITERATIONS))

    def first_phases(self, magnitude: Tensor, hops: Tensor, band: Band, every: int) -> Tensor:
        """Draw random unit phasors (T / every, bins)."""
        del hops, band
        angles = torch.rand(magnitude[::every].shape, generator=torch.Generator().manual_seed(0)) * (2 * math.pi)
        return torch.polar(torch.ones_like(angles), angles)


@dataclass(frozen=True)
class VocoderFigures:
    """The figures of one vocoder: means over clips, the pitch over sines."""

    rows_error_db: float
    """Mean absolute difference of the mel rows before and after."""
    multi_resolution_db: float
    onsets_kept: float
    """Share of the original's onsets that are kept within 30 ms."""
    pitch_error_cents: float
    """Largest over `SINES_HZ`."""
    seconds_per_minute: float
    """Processor time for one minute of stereo audio."""


def clip_figures(vocoder: nn.Module, corpus: Path, label: ClipLabel) -> tuple[float, float, int, int, float, float]:
    """Measure one clip: rows error dB, spectral distance dB, onsets before and kept, processor seconds, minutes."""
    audio = levelled(label_audio(corpus, label)[0], label.rms_db)
    frames = clip_grid(label).total_columns * FRAMES_PER_COLUMN
    front_end = MelFrontEnd()
    rows = front_end(torch.from_numpy(audio.T.copy())[None], frames, label.loop)[0]
    # Processor time, not wall time: the machine may have other work.
    began = time.process_time()
    made = vocoder(rows, len(audio), label.loop)
    seconds = time.process_time() - began
    error = (front_end(made[None], frames, label.loop)[0] - rows)[:MEL_ROWS].abs().mean() * ROW_DB
    decoded = made.numpy().T
    before, after = onsets(audio, SAMPLE_RATE), onsets(decoded, SAMPLE_RATE)
    distance = multi_resolution_db(audio, decoded, SAMPLE_RATE)
    return float(error), distance, len(before), matches(before, after), seconds, len(audio) / SAMPLE_RATE / 60


def sine_error_cents(vocoder: nn.Module, hz: float) -> float:
    """Return by how many cents rows and vocoder move a looping sine."""
    cycles = round(hz * SINE_SAMPLES / SAMPLE_RATE)
    wave = 0.3 * torch.sin(torch.arange(SINE_SAMPLES) * (2 * math.pi * cycles / SINE_SAMPLES))
    rows = MelFrontEnd()(torch.stack([wave, wave])[None], SINE_FRAMES, circular=True)[0]
    mid = vocoder(rows, SINE_SAMPLES, True).mean(dim=0)
    spectrum = torch.fft.rfft(mid * torch.hann_window(SINE_SAMPLES)).abs().double().add(1e-12).log()
    peak = int(spectrum.argmax())
    left, middle, right = spectrum[peak - 1 : peak + 2].tolist()
    found = peak + 0.5 * (left - right) / (left - 2 * middle + right)
    return abs(1200 * math.log2(found / cycles))


@torch.inference_mode()
def figures_of(vocoder: nn.Module, corpus: Path, labels: Sequence[ClipLabel]) -> VocoderFigures:
    """Measure one vocoder over several clips."""
    errors, distances, before, kept, seconds, minutes = np.array(
        [clip_figures(vocoder, corpus, label) for label in labels]
    ).T
    return VocoderFigures(
        rows_error_db=float(errors.mean()),
        multi_resolution_db=float(distances.mean()),
        onsets_kept=float(kept.sum() / max(before.sum(), 1.0)),
        pitch_error_cents=max(sine_error_cents(vocoder, hz) for hz in SINES_HZ),
        seconds_per_minute=float(seconds.sum() / minutes.sum()),
    )


def compare_vocoders(corpus: Path, vocoders: Mapping[str, nn.Module], *, clips: int) -> dict[str, VocoderFigures]:
    """Measure every vocoder on the same held-out clips, taking roles in turn.

    Raises:
        ModelError: the corpus has no held-out clips.
    """
    labels = balanced(held_out(read_manifest(corpus)), clips)
    if not labels:
        raise ModelError(f"no held-out clip in {corpus}; render more songs: musiccm train corpus --out {corpus}")
    return {name: figures_of(vocoder, corpus, labels) for name, vocoder in vocoders.items()}


def baselines() -> dict[str, nn.Module]:
    """Return the vocoders that a trained one is compared with."""
    return {
        "Griffin-Lim": GriffinLim(),
        "Griffin-Lim, no iterations": GriffinLim((0, 0)),
        f"Griffin-Lim, {RANDOM_PHASE_ITERATIONS} from random phases": RandomPhaseGriffinLim(),
    }


def comparison_lines(figures: Mapping[str, VocoderFigures]) -> list[str]:
    """Format a Markdown table, one line per vocoder."""
    names = [field.name for field in fields(VocoderFigures)]
    head = ["| vocoder | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    rows = [
        f"| {vocoder} | " + " | ".join(f"{getattr(found, name):.3g}" for name in names) + " |"
        for vocoder, found in figures.items()
    ]
    return head + rows
