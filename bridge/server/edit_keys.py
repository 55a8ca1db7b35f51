"""The keys of a message that edit a clip: which clip is meant, and which of a client's defaults go with the edit.

Called by `request_keys`; the request is completed by `musiccm_daw.asking_edit`. A default gives way to what
the clip's file states, and is ignored where it does not go with the edit: a client that has set 124 bpm and 8 bars can
still repaint a clip of four bars at 90 bpm. What is sent with the job itself is never ignored; it is refused if it
contradicts the clip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bridge.osc.job_keys import STEM_KEY
from bridge.osc.messages import Refused, Value
from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit, choose_edit
from musiccm_daw.request.edit import EditKind, Keep, read_keep, read_range
from musiccm_daw.request.fields import SAMPLE_RATES, prompt_text
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.source_clip import SourceClip
from musiccm_daw.writers import read_clip

CLIP_KEYS = {"continue": EditKind.CONTINUE, "repaint": EditKind.REPAINT, "variation_of": EditKind.VARIATION}
RANGE, STRENGTH, KEEP = "range", "strength", "keep"
EDIT_KEYS = (*CLIP_KEYS, RANGE, STRENGTH, KEEP)
PARTS = "parts"
"""The clip says whether it has parts, and an edit takes none apart."""

FindFile = Callable[[str, str], Path]
"""Returns the file that is meant by a path and the key it was given under; refuses one outside the roots."""


def find_edit(
    sent: Mapping[str, Value], defaults: Mapping[str, Value], find_file: FindFile
) -> tuple[SourceClip, AskedEdit] | None:
    """Read the clip that a job edits, and what is to be done to it; return None if the job edits none.

    Args:
        sent: what was sent with the job, without empty texts.
        defaults: the client's; range, strength and what is kept apply to the edits that have one.
        find_file: finds the file of a path.

    Raises:
        Refused: bad_path for a clip outside the roots, bad_value for one that cannot be read or keys that contradict
            each other.
    """
    named = {kind: (str(sent[key]), key) for key, kind in CLIP_KEYS.items() if key in sent}
    bars, kept = (None if value is None else str(value) for value in (sent.get(RANGE), sent.get(KEEP)))
    try:
        chosen = choose_edit(named, bars, sent.get(STRENGTH), kept)
        if chosen is None:
            return None
        clip, asked = chosen
        if asked.kind is EditKind.REPAINT and asked.bars is None and RANGE in defaults:
            asked = replace(asked, bars=str(defaults[RANGE]))
        if asked.kind is EditKind.VARIATION and asked.keep is None and asked.strength is None and KEEP in defaults:
            asked = replace(asked, keep=str(defaults[KEEP]))
        # The strength goes with another sound alone.
        sounds_alike = asked.keep is not None and read_keep(asked.keep) is Keep.SOUND
        if asked.kind is EditKind.VARIATION and asked.strength is None and not sounds_alike:
            asked = replace(asked, strength=defaults.get(STRENGTH))
        return read_clip(find_file(*clip)), asked
    except Refused:
        raise
    except RequestError as error:
        raise Refused("bad_value", str(error)) from error


def defaults_of_edit(defaults: Mapping[str, Value], source: SourceClip, asked: AskedEdit) -> dict[str, Value]:
    """Return the defaults that go with an edit and that the clip does not answer."""
    answered = _answered(source, asked)
    left = {
        key: value
        for key, value in defaults.items()
        if key not in answered and key not in (*EDIT_KEYS, PARTS) and not key.startswith(STEM_KEY)
    }
    if "prompt" in left:
        facts = read_facts(prompt_text(str(left["prompt"])))
        if not answered.isdisjoint(facts.found):
            left["prompt"] = facts.text
    return left


def check_edit_defaults(options: Mapping[str, Value]) -> None:
    """Refuse defaults that no edit could use.

    Raises:
        Refused: bad_value.
    """
    for key in CLIP_KEYS:
        if options.get(key, "") != "":
            raise Refused("bad_value", f"{key} cannot be set: an edit belongs to one job; send {key} with that job")
    for key, read in ((RANGE, read_range), (KEEP, read_keep)):
        if options.get(key, "") != "":
            try:
                read(str(options[key]))
            except RequestError as error:
                raise Refused("bad_value", str(error)) from error


def _keeps_score(asked: AskedEdit) -> bool:
    return asked.kind is EditKind.VARIATION and (asked.keep is None or read_keep(asked.keep) is Keep.SCORE)


def _answered(source: SourceClip, asked: AskedEdit) -> frozenset[str]:
    """Return the keys to which the clip has an answer of its own."""
    facts = source.facts
    answered = {"loop", "subtype"} | {
        name for name in ("prompt", "bpm", "meter", "name", "density", "energy") if getattr(facts, name) is not None
    }
    if source.score is None or _keeps_score(asked):
        answered.add("density")
    if facts.key is not None or facts.chords is not None:
        answered |= {"key", "chords"}
    if asked.kind is not EditKind.CONTINUE:
        answered.add("bars")
    if facts.by_parts:
        answered.add("score")
    if source.sample_rate in SAMPLE_RATES:
        answered.add("sample_rate")
    return frozenset(answered)
