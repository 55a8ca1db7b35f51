"""How a style plays its tunes: the writer of its first layer that has one, and the same with other settings.

For `ways/`, so that a tune that is asked for in words is the style's own: with its rhythms, scale and density.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from musiccm_daw.composer.sheet import Style, Writer
from musiccm_daw.composer.tunes import melody


def style_tune(style: Style) -> Writer | None:
    """Return how the players of a style's tunes play them; None if it has no tune."""
    writers = [layer.write for group in style.groups for layer in group]
    return next((tune for write in writers for tune in tunes_in(write)), None)


def tunes_in(write: Writer) -> list[Writer]:
    """Return the writers of tunes among those who play at once."""
    if is_tune(write):
        return [write]
    inner = write.keywords.get("writers", ()) if isinstance(write, partial) else ()
    return [tune for one in inner for tune in tunes_in(one)]


def is_tune(write: Writer) -> bool:
    """Return whether a writer plays a tune, at whatever pace."""
    if isinstance(write, partial) and "write" in write.keywords:
        return is_tune(write.keywords["write"])
    return (write.func if isinstance(write, partial) else write) is melody.melody


def tune_settings(tune: Writer | None) -> Mapping[str, Any]:
    """Return what a tune's writer is given, inside what sets its pace."""
    if not isinstance(tune, partial):
        return {}
    return tune_settings(tune.keywords["write"]) if "write" in tune.keywords else tune.keywords


def with_settings(tune: Writer, changed: Mapping[str, Any]) -> Writer:
    """Return a tune's writer with other settings."""
    if isinstance(tune, partial) and "write" in tune.keywords:
        return partial(tune, write=with_settings(tune.keywords["write"], changed))
    return partial(melody.melody, **{**tune_settings(tune), **changed})


def as_solo(write: Writer) -> Writer:
    """Return the writer of a solo: a tune that is fuller than the style's, and leaves nothing out."""
    if not is_tune(write):
        return write
    density = "medium" if tune_settings(write).get("density") == "sparse" else "dense"
    return with_settings(write, {"density": density, "rests": 0.0})
