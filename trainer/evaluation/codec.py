"""What the codec keeps: chords and onsets of held-out clips before and after encoding and decoding.

In: clips and named routes from audio to audio. Out: a `CodecRow` per clip and route, and shares with intervals over
clips. A denoiser can be no better than its codec. The route "vocoder" skips the autoencoder, which shows where a loss
comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.timebase import FRAMES_PER_COLUMN, TimeGrid
from trainer.corpus.manifest import ClipLabel
from trainer.dataset.features import clip_grid
from trainer.evaluation.selection import label_audio, label_chords
from trainer.metrics.chords import ChordMatch, match_chords, retained
from trainer.metrics.intervals import Estimate, mean, pooled_ratio
from trainer.metrics.onsets import matches, near, onsets
from trainer.metrics.spectral import log_mel_l1_db, multi_resolution_db

Audio = NDArray[np.float32]
Route = Callable[[Audio, TimeGrid, bool], Audio]
"""A function of audio (S, A), its grid and whether it loops, that returns audio (S, A)."""

NO_CHORDS = ChordMatch((), (), (), (), ())
CHORD_TARGET, ONSET_TARGET = 0.85, 0.95


@dataclass(frozen=True)
class CodecRow:
    """The figures of one clip on one route: counts of bars and onsets, distances in dB."""

    clip: str
    role: str
    route: str
    bars: int
    """Bars with a labelled chord; 0 for unpitched clips."""
    chords_original: int
    chords_decoded: int
    chords_kept: int
    roots_original: int
    roots_kept: int
    transpositions_original: int
    transpositions_kept: int
    onsets_original: int
    onsets_decoded: int
    onsets_kept: int
    notes: int
    """Labelled note onsets, for judging the detector itself."""
    notes_found: int
    """Notes that the detector finds in the original."""
    note_onsets: int
    """The original's onsets that are labelled notes, without crackle, tremolo and the like."""
    note_onsets_kept: int
    log_mel_l1_db: float
    multi_resolution_db: float


def codec_route(pipeline: Pipeline) -> Route:
    """Return the route through front end, autoencoder and vocoder."""

    def route(audio: Audio, grid: TimeGrid, loop: bool) -> Audio:
        latents = pipeline.encode(torch.from_numpy(audio.T.copy()), grid.total_columns, circular=loop)
        rows = pipeline.decode(latents, circular=loop)
        return pipeline.vocode(rows, len(audio), circular=loop).cpu().numpy().T

    return route


def vocoder_route(pipeline: Pipeline) -> Route:
    """Return the route through front end and vocoder alone."""

    def route(audio: Audio, grid: TimeGrid, loop: bool) -> Audio:
        frames = grid.total_columns * FRAMES_PER_COLUMN
        with torch.inference_mode():
            rows = pipeline.front_end(torch.from_numpy(audio.T.copy())[None].to(pipeline.device), frames, loop)[0]
        return pipeline.vocode(rows, len(audio), circular=loop).cpu().numpy().T

    return route


def measure_clip(corpus: Path, label: ClipLabel, routes: Mapping[str, Route]) -> list[CodecRow]:
    """Measure all routes on one clip."""
    audio, sample_rate = label_audio(corpus, label)
    grid, chords = clip_grid(label), label_chords(label)
    before = match_chords(audio, sample_rate, grid, chords) if chords else NO_CHORDS
    times = onsets(audio, sample_rate)
    note_times = near(times, label.onsets_seconds)
    rows = []
    for name, route in routes.items():
        decoded = route(audio, grid, label.loop)
        after = match_chords(decoded, sample_rate, grid, chords) if chords else NO_CHORDS
        decoded_times = onsets(decoded, sample_rate)
        rows.append(
            CodecRow(
                clip=label.id,
                role=label.role,
                route=name,
                bars=len(before.chords),
                chords_original=sum(before.chords),
                chords_decoded=sum(after.chords),
                chords_kept=retained(before.chords, after.chords),
                roots_original=sum(before.roots),
                roots_kept=retained(before.roots, after.roots),
                transpositions_original=sum(before.transpositions),
                transpositions_kept=retained(before.transpositions, after.transpositions),
                onsets_original=len(times),
                onsets_decoded=len(decoded_times),
                onsets_kept=matches(times, decoded_times),
                notes=len(label.onsets_seconds),
                notes_found=len(near(np.asarray(label.onsets_seconds), times)),
                note_onsets=len(note_times),
                note_onsets_kept=matches(note_times, decoded_times),
                log_mel_l1_db=log_mel_l1_db(audio, decoded, sample_rate),
                multi_resolution_db=multi_resolution_db(audio, decoded, sample_rate),
            )
        )
    return rows


@dataclass(frozen=True)
class CodecSummary:
    """The figures of one route over several clips."""

    chords_in_original: Estimate
    """Share of labelled bars whose chord is found in the true audio: what there is to keep."""
    chords_kept: Estimate
    roots_kept: Estimate
    transpositions_in_original: Estimate
    transpositions_kept: Estimate
    onsets_kept: Estimate
    onsets_true: Estimate
    """Share of the decoded audio's onsets that the original has too (precision)."""
    note_onsets_kept: Estimate
    """As `onsets_kept`, for onsets that are labelled notes."""
    notes_found: Estimate
    """Share of labelled notes that the detector finds in the true audio."""
    log_mel_l1_db: Estimate
    multi_resolution_db: Estimate


def summary(rows: Sequence[CodecRow]) -> CodecSummary:
    """Summarise the rows of one route."""

    def share(found: str, of: str) -> Estimate:
        return pooled_ratio([getattr(row, found) for row in rows], [getattr(row, of) for row in rows])

    return CodecSummary(
        chords_in_original=share("chords_original", "bars"),
        chords_kept=share("chords_kept", "chords_original"),
        roots_kept=share("roots_kept", "roots_original"),
        transpositions_in_original=share("transpositions_original", "bars"),
        transpositions_kept=share("transpositions_kept", "transpositions_original"),
        onsets_kept=share("onsets_kept", "onsets_original"),
        onsets_true=share("onsets_kept", "onsets_decoded"),
        note_onsets_kept=share("note_onsets_kept", "note_onsets"),
        notes_found=share("notes_found", "notes"),
        log_mel_l1_db=mean([row.log_mel_l1_db for row in rows]),
        multi_resolution_db=mean([row.multi_resolution_db for row in rows]),
    )
