"""The keys of a job, sent as `key value` pairs after its id: their types, bounds, defaults and help.

The other half of the table of the protocol, beside the addresses of `addresses.py`: `wire` checks pairs by it, and
docs/osc.md is generated from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bridge.osc.addresses import LARGEST_EXACT_FLOAT, Kind
from musiccm_daw.did_you_mean import did_you_mean
from musiccm_daw.errors import quoted
from musiccm_daw.request.edit import DEFAULT_STRENGTH, Keep
from musiccm_daw.request.fields import MAX_GUIDANCE, MAX_STEPS, MAX_VARIATIONS, SAMPLE_RATES, SUBTYPES
from musiccm_daw.request.request import DEFAULT_SAMPLE_RATE, DEFAULT_STEPS, DEFAULT_SUBTYPE
from musiccm_daw.request.resolve_music import DEFAULT_BARS, DEFAULT_BPM, DEFAULT_METER
from musiccm_daw.request.score_source import ScoreSource
from musiccm_daw.request.seeds import MAX_SEED
from musiccm_daw.roles import ROLES
from musiccm_daw.timebase import MAX_BARS, MAX_BPM, MIN_BARS, MIN_BPM

STEM_KEY = "stem."
MIDI_KEY, MIDI_STEM_KEY = "midi", "midi."
FIT_KEY = "fit_to"
STREAM_KEY = "stream"


@dataclass(frozen=True)
class RequestKey:
    """One key of a job, sent as `key value` after the id; `default` applies if neither client nor prompt gives it.

    It is empty where it depends on more than the job's keys.
    """

    name: str
    kind: Kind
    help: str
    default: str | int | float = ""
    unit: str = ""
    low: int | None = None
    high: int | None = None


_KEYS = (
    RequestKey(
        "prompt",
        Kind.TEXT,
        "what it should sound like, and with stems the style that they share; every job needs one, unless it edits a "
        "clip that has its own",
    ),
    RequestKey(
        "bpm",
        Kind.DECIMAL,
        f"tempo; if left out, the followed one, else that of the style that the prompt names, else {DEFAULT_BPM}",
        "",
        "quarter notes per minute",
        MIN_BPM,
        MAX_BPM,
    ),
    RequestKey(
        "bars",
        Kind.WHOLE,
        "length in bars, at most 60 minutes of them; with `continue`, the bars to add",
        DEFAULT_BARS,
        "",
        MIN_BARS,
        MAX_BARS,
    ),
    RequestKey(
        "meter",
        Kind.TEXT,
        f"time signature, such as 6/8; if left out, the followed one, else that of the style that the prompt names, "
        f"else {DEFAULT_METER}",
    ),
    RequestKey("key", Kind.TEXT, "such as `A minor`, `F# major` or `none`; chosen by the seed if left out"),
    RequestKey(
        "chords",
        Kind.TEXT,
        "such as `Am7 \\| F C \\| G`, repeated as needed; if left out, the seed picks ones of the style in the key",
    ),
    RequestKey(
        "seed",
        Kind.WHOLE,
        f"the same request and seed give the same audio; random below 2^24 if left out. As a float at most "
        f"{LARGEST_EXACT_FLOAT}, above which floats of 32 bits are not exact; send larger ones as i, h or text",
        "",
        "",
        0,
        MAX_SEED,
    ),
    RequestKey("steps", Kind.WHOLE, "sampler steps; more take longer", DEFAULT_STEPS, "", 1, MAX_STEPS),
    RequestKey(
        "guidance",
        Kind.DECIMAL,
        "guidance scale; the model's own if left out, and any other takes longer",
        "",
        "",
        0,
        int(MAX_GUIDANCE),
    ),
    RequestKey("loop", Kind.SWITCH, "1 makes the end lead back into the beginning", 1),
    RequestKey(
        "score",
        Kind.TEXT,
        "`composed`: notes are composed, and played part by part; `none`: they are left to the model",
        str(ScoreSource.COMPOSED),
    ),
    RequestKey(
        "density",
        Kind.DECIMAL,
        "how many notes are composed: 0 for half of those that the style has, 0.5 for as many, 1 for twice as many; if "
        "left out, as the prompt says",
        "",
        "",
        0,
        1,
    ),
    RequestKey(
        "energy",
        Kind.DECIMAL,
        "how hard the music is played, from 0, soft, to 1, loud; if left out, as the prompt says",
        "",
        "",
        0,
        1,
    ),
    RequestKey("parts", Kind.SWITCH, "1 writes every part of the score as a stem of its own", 0),
    RequestKey(
        MIDI_KEY,
        Kind.TEXT,
        "a MIDI file of type 0 or 1 to play; its tempo, meter, length and key count unless the job says otherwise",
    ),
    RequestKey(
        FIT_KEY,
        Kind.TEXT,
        "your own audio (WAV, FLAC or AIFF) of whole bars; the clip is composed to its tempo, meter, length, key and "
        "chords unless the job says otherwise",
    ),
    RequestKey(
        "continue", Kind.TEXT, "a clip (WAV, FLAC or AIFF) or a take's folder; `bars` new bars are added after it"
    ),
    RequestKey(
        "repaint",
        Kind.TEXT,
        "a clip; the bars of `range` are made anew, all other frames stay; bar 1 of `midi` is the first new one",
    ),
    RequestKey("range", Kind.VALUE, "bars to repaint, from 1 and both included, such as 5-6 or 5"),
    RequestKey("variation_of", Kind.TEXT, "a clip; the result resembles it in what `keep` says"),
    RequestKey(
        "strength",
        Kind.DECIMAL,
        "0: the clip as the model's codec gives it; 1: new sound",
        DEFAULT_STRENGTH,
        "",
        0,
        1,
    ),
    RequestKey(
        "keep",
        Kind.TEXT,
        "of a variation: `score`, the same notes in another sound, or `sound`, other notes in the same",
        str(Keep.SCORE),
    ),
    RequestKey("variations", Kind.WHOLE, "how many to make, all on the same chords", 1, "", 1, MAX_VARIATIONS),
    RequestKey("name", Kind.TEXT, "start of the file names; taken from the prompt if left out"),
    RequestKey("project", Kind.TEXT, "folder, relative to the server's `--project`; that folder itself if left out"),
    RequestKey("sample_rate", Kind.WHOLE, f"one of {', '.join(map(str, SAMPLE_RATES))}", DEFAULT_SAMPLE_RATE, "Hz"),
    RequestKey("subtype", Kind.TEXT, f"sample format, one of {', '.join(SUBTYPES)}", DEFAULT_SUBTYPE),
    RequestKey(STREAM_KEY, Kind.SWITCH, "1 sends the first bars as a separate file while the rest is being made", 0),
)
_STEM_KEYS = tuple(
    RequestKey(
        STEM_KEY + role, Kind.TEXT, f"write {role} as a separate file, from this text; empty or 1: from the prompt"
    )
    for role in ROLES
)
_MIDI_KEYS = tuple(
    RequestKey(MIDI_STEM_KEY + role, Kind.TEXT, f"a MIDI file with the part of `{STEM_KEY}{role}`")
    for role in ROLES
    if role != "mix"
)
KEYS = {key.name: key for key in (*_KEYS, *_STEM_KEYS, *_MIDI_KEYS)}


def find_key(name: str) -> RequestKey | None:
    """Return the key that a name means, whatever its case and blanks: ` Sample Rate ` is `sample_rate`."""
    words = re.split(r"[\s_-]+", name.strip().lower())
    return next((KEYS[spelled] for spelled in ("_".join(words), "-".join(words)) if spelled in KEYS), None)


def unknown_key(name: object) -> str:
    """Return the line that refuses what is no key; of the keys of stems it names one, so that the line can be read."""
    hint = did_you_mean(name, KEYS) if isinstance(name, str) else ""
    named = [key for key in KEYS if "." not in key]
    return f"{quoted(name)} is not a key; {hint}use one of {', '.join(named)}, stem.<role>, midi.<role>"
