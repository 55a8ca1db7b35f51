"""From the keys of a message to a request: what the client said, then its prompt, then its defaults, then the server's.

Called by `service` for every job. Kinds and ranges were held by `bridge.osc.wire`; what music can be meant is the
matter of `GenerationRequest.resolve`, whose refusals become `bad_value`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bridge.osc.addresses import STEM_KEY, STREAM_KEY
from bridge.osc.messages import Refused, Value
from musiccm_daw.errors import RequestError
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.prompt_facts import read_facts
from musiccm_daw.request.request import GenerationRequest

PROJECT = "project"
NOT_MUSIC = (PROJECT, STREAM_KEY)
"""Keys that say where a job goes and how it is told, not what it sounds like."""
MAX_DRAWN_SEED = 2**31 - 1
"""Fits an OSC integer of 32 bits: hosts that read no longer ones could not read the seed in `done`."""
BY_THE_PROMPT = 1
"""Value of a stem without words of its own; an empty text says the same."""


def read_request(options: Mapping[str, Value], defaults: Mapping[str, Value]) -> GenerationRequest:
    """Return the request that a job's keys mean.

    A client's default stands below the prompt: who sets 124 bpm and asks for "90 bpm" once gets 90.

    Raises:
        Refused: bad_arguments without a prompt, bad_value for what cannot be meant.
    """
    said = {key: value for key, value in options.items() if value != "" and not key.startswith(STEM_KEY)}
    prompt = said.pop("prompt", defaults.get("prompt", ""))
    if prompt == "":
        raise Refused("bad_arguments", "the job has no prompt; add the key prompt with words for the sound")
    named = _named_facts(str(prompt))
    for key, value in defaults.items():
        if key != "prompt" and not key.startswith(STEM_KEY) and key not in named:
            said.setdefault(key, value)
    return _resolved(str(prompt), said, _stems(options) or _stems(defaults))


def wants(name: str, options: Mapping[str, Value], defaults: Mapping[str, Value]) -> Value:
    """Return what holds for a key that is not the music's: where it goes and how it is told; empty for nothing said."""
    value = options.get(name, "")
    return defaults.get(name, "") if value == "" else value


def check_values(options: Mapping[str, Value]) -> None:
    """Refuse defaults that no job could use.

    Raises:
        Refused: bad_value.
    """
    said = {key: value for key, value in options.items() if value != "" and not key.startswith(STEM_KEY)}
    prompt = said.pop("prompt", "any sound")
    _resolved(str(prompt), said, _stems({key: value for key, value in options.items() if value != ""}))


def _stems(options: Mapping[str, Value]) -> list[str]:
    """Return the stems that are asked for, as `resolve` reads them."""
    stems = []
    for key, words in options.items():
        if key.startswith(STEM_KEY):
            role = key.removeprefix(STEM_KEY)
            stems.append(role if words in ("", BY_THE_PROMPT) else f"{role}={words}")
    return stems


def _named_facts(prompt: str) -> Collection[str]:
    """Return the keys whose values the prompt says."""
    try:
        return read_facts(prompt_text(prompt)).found
    except RequestError as error:
        raise Refused("bad_value", str(error)) from error


def _resolved(prompt: str, said: Mapping[str, Any], stems: Sequence[str]) -> GenerationRequest:
    drawn: dict[str, Any] = {"seed": secrets.randbelow(MAX_DRAWN_SEED + 1)}
    try:
        music = {key: value for key, value in {**drawn, **said}.items() if key not in NOT_MUSIC}
        request = GenerationRequest.resolve(prompt, stems=stems, **music)
    except RequestError as error:
        raise Refused("bad_value", str(error)) from error
    if "seed" not in said:
        request.sources["seed"] = "seed"
    return request
