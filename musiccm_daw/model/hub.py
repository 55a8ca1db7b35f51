"""Models from the Hugging Face hub: the name of a repository to a folder on this machine.

Only configs, vocabularies and safetensors are fetched, and only once: from then on the copy in the hub's own cache
works offline. The folder's contents are checked by those who read it.
"""

from __future__ import annotations

import re
from pathlib import Path

from musiccm_daw.errors import CheckpointError, quoted

FILES = ["*.json", "*.txt", "*.safetensors"]
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def is_hub_id(name: str) -> bool:
    """Return whether a name has the form owner/model."""
    return _HUB_ID.fullmatch(name) is not None


def fetch(hub_id: str) -> Path:
    """Return the folder of a hub repository, fetching it if it is not cached.

    Raises:
        CheckpointError: the hub has no such repository, or cannot be reached.
    """
    # The import takes two seconds, paid only where something is fetched.
    from huggingface_hub import snapshot_download
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    try:
        return Path(snapshot_download(hub_id, allow_patterns=FILES))
    except (OSError, ValueError) as error:
        # The hub's errors span several lines; the first sentence says what happened.
        first = next(iter(str(error).strip().splitlines()), type(error).__name__)
        reason = first.split(". ")[0].rstrip(".:")
        raise CheckpointError(
            f"no folder {quoted(hub_id)}, and nothing from the hub ({reason[:160]}); check the name and the network"
        ) from error
