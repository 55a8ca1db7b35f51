"""The conditions of a stem: the columns and the text that the model is given, and guidance where it is asked for.

Between the request and `Generation`, which samples. Computes no audio.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils.rnn import pad_sequence

from musiccm_daw.engine.conditioning import UNCONDITIONAL_FEATURES, column_conditions, drop
from musiccm_daw.engine.score_columns import drop_score, hold_score
from musiccm_daw.engine.section_columns import section_columns, section_prompts, section_shares
from musiccm_daw.model.conditions import Conditions, Guidance
from musiccm_daw.model.music_model import MusicModel
from musiccm_daw.request.prompt_facts import swing_in
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.stems import StemRequest
from musiccm_daw.timebase import format_bpm


def stem_columns(request: GenerationRequest, stem: StemRequest) -> NDArray[np.float32]:
    """Return the condition columns (F, W) of a stem over the whole clip."""
    if request.sections:
        return section_columns(request, stem.role, stem.prompt)
    return column_conditions(
        request.grid,
        chords=request.chords,
        key=request.key,
        role=stem.role,
        energy=None if request.energy is None else [request.energy] * request.bars,
        swing=swing_in(stem.prompt),
    )


def stem_conditions(
    model: MusicModel, request: GenerationRequest, stem: StemRequest, columns: NDArray[np.float32]
) -> tuple[Conditions, Guidance | None]:
    """Return the conditions of a stem, and guidance if the request asks for another scale than the model's own.

    Args:
        model: encodes the text.
        request: what was asked for.
        stem: one of the request's.
        columns: its condition columns (F, W), those of the whole clip or of an excerpt.
    """
    text, mask = model.encode_text(stem.prompt if model.reads_columns else in_words(stem.prompt, request))
    conditions = Conditions(torch.from_numpy(columns)[None].to(model.device), text, mask, scored=hold_score(columns))
    if request.sections:
        conditions = _with_section_texts(model, request, conditions, stem.prompt)
    if request.guidance is None or request.guidance == model.guidance:
        return conditions, None
    blank = columns.copy()
    drop(blank, UNCONDITIONAL_FEATURES)
    drop_score(blank)
    unconditional = Conditions(torch.from_numpy(blank)[None].to(model.device), text, torch.zeros_like(mask))
    return conditions, Guidance(request.guidance, unconditional)


def texts_read(model: MusicModel, request: GenerationRequest, prompt: str) -> list[str]:
    """Return the texts that the model is given for the words of a part or stem: one, or one for every section."""
    if request.sections:
        return section_prompts(request.sections, prompt)
    return [prompt if model.reads_columns else in_words(prompt, request)]


def in_words(prompt: str, request: GenerationRequest) -> str:
    """Return a prompt with the request's tempo, meter and key, for a model that reads nothing but text."""
    facts = [f"{format_bpm(request.bpm)} bpm", f"{request.meter} meter"]
    return ", ".join([prompt, *facts, *([] if request.key is None else [str(request.key)])])


def _with_section_texts(
    model: MusicModel, request: GenerationRequest, conditions: Conditions, prompt: str
) -> Conditions:
    """Return conditions with the text of every section."""
    texts = [model.encode_text(text) for text in section_prompts(request.sections, prompt)]
    embeddings = pad_sequence([text[0] for text, _ in texts], batch_first=True)
    mask = pad_sequence([mask[0] for _, mask in texts], batch_first=True)
    shares = torch.from_numpy(section_shares(request.grid, request.sections, loop=request.loop))
    return replace(conditions, text=embeddings, mask=mask, shares=shares.to(model.device))
