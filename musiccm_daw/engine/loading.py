"""From what `--model` and `--device` say to a loaded engine. torch is imported only when a function runs."""

from pathlib import Path
from typing import TYPE_CHECKING

from musiccm_daw.errors import CheckpointError, quoted
from musiccm_daw.model.hub import fetch, is_hub_id
from musiccm_daw.paths import bundled_weights, user_state

if TYPE_CHECKING:
    from musiccm_daw.engine.engine import Engine

CONFIG_FILE = "config.json"
"""What makes a folder a checkpoint."""


def known_models() -> dict[str, Path]:
    """Checkpoints that have a name: the bundled one and those in the user's models folder, by name."""
    own = sorted(folder for folder in (user_state() / "models").glob("*") if (folder / CONFIG_FILE).is_file())
    named = {folder.name: folder for folder in own}
    return {"bundled": bundled_weights(), **named} if (bundled_weights() / CONFIG_FILE).is_file() else named


def find_model(model: str | None) -> Path:
    """The checkpoint folder that `--model` means.

    Args:
        model: a name of `known_models`, a folder, a hub id such as owner/model, or None for the bundled checkpoint.

    Raises:
        CheckpointError: if there is none; the message says which there are.
    """
    if model is None:
        return bundled_weights()
    known = known_models()
    if model in known:
        return known[model]
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if is_hub_id(model):
        return fetch(model)
    names = ", ".join(known) or "none"
    raise CheckpointError(
        f"no model {quoted(model)}; known are: {names}; or give a checkpoint folder or a hub id such as owner/model"
    )


def load_engine(model: str | None = None, device: str = "auto") -> "Engine":
    """Load a model whole, its SHA-256 sums checked.

    Args:
        model: see `find_model`.
        device: auto, cpu, cuda or mps.

    Raises:
        ModelError: if the checkpoint or the device cannot serve.
    """
    folder = find_model(model)

    from musiccm_daw.engine.engine import Engine
    from musiccm_daw.model.checkpoint import load_model

    return Engine(*load_model(folder, device))
