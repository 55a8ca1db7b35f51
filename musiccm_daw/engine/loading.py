"""The way from `--model` and `--device` to a loaded engine. torch is imported only when an engine is loaded."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.errors import CheckpointError, quoted
from musiccm_daw.model.hub import fetch, is_hub_id
from musiccm_daw.model_identity import CONFIG_FILE
from musiccm_daw.paths import bundled_weights, in_full, user_state

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine


def known_models() -> dict[str, Path]:
    """Return the checkpoints that have a name, by name: the bundled one and those in the user's models folder."""
    own = sorted(folder for folder in (user_state() / "models").glob("*") if (folder / CONFIG_FILE).is_file())
    named = {folder.name: folder for folder in own}
    return {"bundled": bundled_weights(), **named} if (bundled_weights() / CONFIG_FILE).is_file() else named


def find_model(model: str | None) -> Path:
    """Return the checkpoint folder that `--model` names.

    Args:
        model: a name from `known_models`, a folder, a hub id such as owner/model, or None for the bundled checkpoint.

    Raises:
        CheckpointError: there is none; the message lists the known names.
        RequestError: the path begins with `~` and the name of nobody.
    """
    if model is None:
        return bundled_weights()
    known = known_models()
    if model in known:
        return known[model]
    folder = in_full(model)
    if os.path.isdir(folder):
        return folder
    if is_hub_id(model):
        return fetch(model)
    names = f"use {' or '.join(known)}, or " if known else ""
    raise CheckpointError(
        f"model {quoted(model)} is not known; {names}give a checkpoint folder or a hub id such as owner/model"
    )


def load_engine(model: str | None = None, device: str = "auto") -> "Engine":
    """Load a model completely, with its SHA-256 sums checked.

    Args:
        model: see `find_model`.
        device: auto, cpu, cuda or mps.

    Raises:
        ModelError: the checkpoint or the device cannot be used.
    """
    folder = find_model(model)

    with _uncollected():
        from musiccm_daw.engine.engine import Engine
        from musiccm_daw.model.checkpoint import load_model

        return Engine(*load_model(folder, device))


def load_engine_beside(model: str | None, device: str, others: int) -> "Engine":
    """Load a model in one of several processes that share the cores of this machine.

    MusicLDM computes on several threads of torch, on which its frames depend, so there they stay as they are.

    Args:
        model: see `find_model`.
        device: auto, cpu, cuda or mps.
        others: how many other processes there are.

    Raises:
        ModelError: the checkpoint or the device cannot be used.
    """
    engine = load_engine(model, device)

    import torch

    from musiccm_daw.model.pipeline import Pipeline

    if isinstance(engine.model, Pipeline):
        torch.set_num_threads(max(1, torch.get_num_threads() // (others + 1)))
    return engine


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage while the block runs.

    What torch's thousand modules make lives as long as the process, and looking through all of it again and again takes
    a seventh of their import (dev/LOG.md).
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
