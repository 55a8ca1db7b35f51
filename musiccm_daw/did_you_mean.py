"""Hints at the known name that somebody meant: one that is spelled nearly so, or what other programs call the same.

For options, commands, roles, keys of presets and keys of OSC messages. It decides nothing: what is not known stays
refused.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

OTHER_NAMES = {
    "bpm": "tempo speed",
    "bars": "length measures duration numbars nbars",
    "meter": "timesignature timesig signature time metre",
    "key": "scale tonality root",
    "chords": "progression chordprogression harmony changes",
    "seed": "randomseed",
    "steps": "numsteps inferencesteps numinferencesteps",
    "guidance": "cfg cfgscale guidancescale",
    "loop": "looping loopable",
    "no-loop": "oneshot",
    "stem": "stems tracks track instrument instruments role roles split",
    "section": "sections structure form",
    "variations": "takes count num n batch batchsize versions",
    "midi": "midifile mid notes",
    "fit-to": "fit audio input backing accompany reference match",
    "sample-rate": "sr rate samplerate samplingrate hz",
    "subtype": "format bitdepth bits depth encoding",
    "repaint": "inpaint edit",
    "continue": "extend extension append",
    "variation-of": "vary",
    "project": "out output outdir outputdir dir folder directory dest destination path o",
    "name": "title filename outputname",
    "model": "checkpoint weights",
    "device": "cpu gpu cuda mps",
    "dry-run": "plan preview simulate",
    "quiet": "silent noprogress",
    "debug": "verbose traceback",
    "jobs": "workers threads processes parallel",
    "set": "override",
    "generate": "gen create make new compose prompt music",
    "render": "batch",
    "serve": "server start daemon run listen",
    "send": "osc request client",
    "history": "log jobs list ls",
    "again": "redo rerun repeat replay regenerate reproduce",
    "bench": "benchmark speed",
    "doctor": "check status info diagnose",
    "presets": "preset library",
    "models": "model weights",
    "bridge": "install daw reaper ableton live puredata pd",
    "drums": "drum beat drumkit kit kick snare hats hihats breaks",
    "bass": "bassline sub 808 subbass",
    "keys": "piano rhodes organ epiano electricpiano keyboard chords clavinet wurlitzer",
    "guitar": "gtr acousticguitar electricguitar",
    "pads": "pad ambience atmosphere texture drone",
    "lead": "synth melody arp pluck flute sax saxophone solo topline",
    "strings": "violin viola cello orchestra string",
    "brass": "horns horn trumpet trombone",
    "vocal-pad": "vocals vocal vox voice voices choir oohs",
    "percussion": "perc shaker congas bongos",
    "fx": "effects riser impact sweep noise",
    "mix": "master full all fullmix",
}
"""Known names, each with what else people call it, without hyphens and underscores."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the known name that was probably meant, as the beginning of a sentence; empty for none."""
    spelled = {_bare(name): name for name in known}
    bare = _bare(word)
    called = [spelled[name] for name in map(_bare, _named(bare)) if name in spelled]
    near = [spelled[name] for name in difflib.get_close_matches(bare, spelled, n=1)]
    meant = [spelled[bare]] if bare in spelled else [*called, *near]
    return f"did you mean {meant[0]}? " if meant else ""


def _named(bare: str) -> list[str]:
    return [name for name, others in OTHER_NAMES.items() if bare in others.split()]


def _bare(name: str) -> str:
    """Return a name without case, hyphens, underscores and blanks."""
    return re.sub(r"[\s_-]+", "", name).casefold()
