"""The note of a pedal or drone that a prompt names: "low E pedal", "bass pedal on A", "drone on low D"."""

from __future__ import annotations

from musiccm_daw.harmony import Key
from musiccm_daw.request.prompt_pedal import PEDAL


def pedal_note(prompt: str) -> int | None:
    """Return the pitch class of the note on which a prompt has somebody stay; None if it names none."""
    match = PEDAL.search(prompt)
    if match is None:
        return None
    return Key.parse((match["before"] or match["note"]).replace("♯", "#").replace("♭", "b") + " major").tonic
