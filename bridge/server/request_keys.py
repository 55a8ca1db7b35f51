"""From the keys of a message to a request: what was sent with it, then its prompt, then the client's defaults.

Called by `commands` for every job. Types and ranges were checked by `bridge.osc.wire`; what the music means is decided
by `musiccm_daw.asking`, as for the command line, and its refusals become `bad_value`. `edit_keys` reads the keys that
edit a clip.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bridge.osc.job_keys import FIT_KEY, MIDI_KEY, MIDI_STEM_KEY, STEM_KEY, STREAM_KEY
from bridge.osc.messages import Refused, Value
from bridge.server.edit_keys import EDIT_KEYS, FindFile, check_edit_defaults, defaults_of_edit, find_edit
from musiccm_daw.asking import AskedMidi, answered_by, ask
from musiccm_daw.asking_edit import ask_edit
from musiccm_daw.errors import RequestError
from musiccm_daw.request.asked_edit import AskedEdit
from musiccm_daw.request.fields import prompt_text
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import DRAWN_SEEDS
from musiccm_daw.request.source_clip import SourceClip

PROJECT = "project"
OF_THE_JOB = (PROJECT, STREAM_KEY)
"""Keys that say where files go and when, and nothing of the music."""
NOT_MUSIC = (*OF_THE_JOB, *EDIT_KEYS)
"""Keys that are not options of `GenerationRequest.resolve`."""
FROM_PROMPT = 1
"""The value of a stem without words of its own; an empty text means the same."""


def read_request(
    options: Mapping[str, Value],
    defaults: Mapping[str, Value],
    find_file: FindFile,
    on_remark: Callable[[str], None] | None = None,
    followed: Collection[str] = (),
) -> GenerationRequest:
    """Return the request that a job's keys mean, reading the files that they name.

    A client's default ranks below files and prompt: whoever sets 124 bpm and asks for "90 bpm" once gets 90.

    Args:
        options: sent with the job.
        defaults: the client's, and what is followed where the client has set nothing.
        find_file: finds the file of a path.
        on_remark: given a line on whatever of a file or the prompt is read otherwise than it was written.
        followed: keys of the defaults that come from a clock; as such they rank above what a style brings.

    Raises:
        Refused: bad_arguments without a prompt, bad_path for a file outside the roots, bad_value for what makes no
            sense.
    """
    request = _read_request(options, defaults, find_file, on_remark)
    return with_followed(request, [key for key in followed if options.get(key, "") == ""])


def with_followed(request: GenerationRequest, keys: Iterable[str]) -> GenerationRequest:
    """Return a request that says of the values which were given for these keys, and have been used: from a clock."""
    used = {key: "followed" for key in keys if request.sources.get(key) == "option"}
    return replace(request, sources={**request.sources, **used})


def _read_request(
    options: Mapping[str, Value],
    defaults: Mapping[str, Value],
    find_file: FindFile,
    on_remark: Callable[[str], None] | None,
) -> GenerationRequest:
    sent = {key: value for key, value in options.items() if value != "" and not key.startswith(STEM_KEY)}
    midi = {key: str(sent.pop(key)) for key in list(sent) if _is_midi(key)}
    audio = sent.pop(FIT_KEY, None)
    edit = find_edit(sent, defaults, find_file)
    if edit is not None:
        if audio is not None:
            raise Refused("bad_value", f"{FIT_KEY} does not go with the edit of a clip; leave one of them out")
        return _read_edit(*edit, sent, _stems(options), _files(midi, find_file), defaults, on_remark)
    prompt = sent.pop("prompt", defaults.get("prompt", ""))
    if prompt == "":
        raise Refused("bad_arguments", "the job has no prompt; add the key prompt with words for the sound")
    own = {key: value for key, value in defaults.items() if key not in NOT_MUSIC and not key.startswith(STEM_KEY)}
    own.pop("prompt", None)
    if "seed" in own:
        sent.setdefault("seed", own["seed"])
    files = _files(midi, find_file)
    fit_to = None if audio is None else find_file(str(audio), FIT_KEY)
    # Parts are stems of their own.
    stems = _stems(options) or (() if sent.get("parts") else _stems(defaults))
    return _resolved(
        lambda music: ask(str(prompt), midi=files, fit_to=fit_to, defaults=own, on_remark=on_remark, **music),
        sent,
        stems,
    )


def setting(name: str, options: Mapping[str, Value], defaults: Mapping[str, Value]) -> Value:
    """Return the value of a key as sent with the job, or else the client's default; empty if there is neither."""
    value = options.get(name, "")
    return defaults.get(name, "") if value == "" else value


def check_values(options: Mapping[str, Value]) -> None:
    """Refuse defaults that no job could use.

    Raises:
        Refused: bad_value.
    """
    check_edit_defaults(options)
    for key, value in options.items():
        if (_is_midi(key) or key == FIT_KEY) and value != "":
            raise Refused("bad_value", f"{key} cannot be set: a file belongs to one job; send {key} with that job")
    sent = {key: value for key, value in options.items() if value != "" and not key.startswith(STEM_KEY)}
    prompt = sent.pop("prompt", "any sound")
    stems = _stems({key: value for key, value in options.items() if value != ""})
    _resolved(lambda music: GenerationRequest.resolve(str(prompt), **music), sent, stems)


def _is_midi(key: str) -> bool:
    return key == MIDI_KEY or key.startswith(MIDI_STEM_KEY)


def _files(midi: Mapping[str, str], find_file: FindFile) -> list[AskedMidi]:
    """Return the MIDI files that are asked for, by their keys."""
    return [AskedMidi(find_file(text, key), key.removeprefix(MIDI_KEY)[1:] or None) for key, text in midi.items()]


def _stems(options: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the stems that are asked for, as `resolve` reads them."""
    stems = []
    for key, words in options.items():
        if key.startswith(STEM_KEY):
            role = key.removeprefix(STEM_KEY)
            stems.append(role if words in ("", FROM_PROMPT) else f"{role}={words}")
    return tuple(stems)


def _named_facts(prompt: str) -> Collection[str]:
    """Return the keys whose values are stated in the prompt, or for which it has words."""
    try:
        return answered_by(prompt_text(prompt))
    except RequestError as error:
        raise Refused("bad_value", str(error)) from error


def _read_edit(
    source: SourceClip,
    asked: AskedEdit,
    sent: Mapping[str, Value],
    stems: tuple[str, ...],
    midi: Sequence[AskedMidi],
    defaults: Mapping[str, Value],
    on_remark: Callable[[str], None] | None,
) -> GenerationRequest:
    """Return the request that edits a clip; `sent` holds the prompt, if one was sent."""
    options = {**defaults_of_edit(defaults, source, asked), **sent}
    prompt = options.pop("prompt", None)
    if prompt is None and source.facts.prompt is None:
        raise Refused(
            "bad_arguments",
            f"the job has no prompt and {source.name} carries none; add the key prompt with words for the sound",
        )
    words = None if prompt is None else str(prompt)
    left_out = {*(() if words is None else _named_facts(words))}
    if midi:
        left_out.add("score")
    elif options.get("score") == ScoreSource.NONE:
        left_out.add("density")
    options = {key: value for key, value in options.items() if key in sent or key not in left_out}
    return _resolved(
        lambda music: ask_edit(source, asked, words, music, midi=midi, on_remark=on_remark), options, stems
    )


def _resolved(
    resolve: Callable[[dict[str, Any]], GenerationRequest], sent: Mapping[str, Value], stems: tuple[str, ...]
) -> GenerationRequest:
    """Return the request that `resolve` makes of options and stems, with a seed drawn here if none is given."""
    music: dict[str, Any] = {"seed": secrets.randbelow(DRAWN_SEEDS), "stems": stems}
    music |= {key: value for key, value in sent.items() if key not in NOT_MUSIC}
    try:
        request = resolve(music)
    except RequestError as error:
        raise Refused("bad_value", str(error)) from error
    return request if "seed" in sent else replace(request, sources={**request.sources, "seed": "seed"})
