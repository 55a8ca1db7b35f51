"""Does every instrument play its whole range? Scales from its lowest note to its highest, counted octave by octave.

In: a model; no corpus. Out: a `ScaleRow` for each instrument, and a section of the report. High notes are few in any
corpus, so a codec or a model that loses all of them shows it nowhere else. Beside the model stand the render of the
same scale by the corpus' own sounds, where FluidSynth and a sound font are installed, that render through the codec,
and what cannot play a scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.engine.engine import Engine
from musiccm_daw.errors import ModelError
from musiccm_daw.harmony import Key
from musiccm_daw.model.pipeline import Pipeline
from musiccm_daw.model_identity import ModelIdentity
from musiccm_daw.request.request import GenerationRequest
from musiccm_daw.roles import PITCHED_ROLES
from musiccm_daw.score.note import Note, Part
from musiccm_daw.score.score import Score, named
from musiccm_daw.score.song import Song
from musiccm_daw.timebase import Meter
from trainer.corpus.sound.instruments import SampledInstruments
from trainer.corpus.sound.mixdown import render_song
from trainer.corpus.sound.oscillators import SAMPLE_RATE
from trainer.corpus.sound.soundfont import find_soundfonts
from trainer.evaluation.codec import codec_route
from trainer.evaluation.judge import Tick
from trainer.evaluation.notes_controls import HELD, NO_CHORDS, NOISE, RATE, SILENCE, drone, noise, silence
from trainer.evaluation.own_scores import instrument_words
from trainer.evaluation.parts import Report, Settings
from trainer.evaluation.report import table
from trainer.metrics.intervals import Estimate, pooled_ratio
from trainer.metrics.notes import struck

BPM, BARS = "110", 6
NOTE_QUARTERS = 0.8
VELOCITY = 92
WHITE_KEYS = (0, 2, 4, 5, 7, 9, 11)
RENDER, CODEC = "render", "the render through the codec"
LEGEND = """
Scales in C major over the range of each instrument, a note a quarter: the share of its notes that are struck at their
pitch within 50 ms, by octaves. Octave 4 begins at middle C, octave 6 at C6, 1 047 Hz. What an instrument's own sound
does not show, because it speaks late or has hardly any fundamental, the render does not reach either.
"""


@dataclass(frozen=True)
class ScaleRow:
    """Of one instrument's scale: which pitches it has, and which of them each source strikes."""

    instrument: str
    pitches: tuple[int, ...]
    struck: Mapping[str, tuple[bool, ...]]


def registers_part(pipeline: Pipeline, identity: ModelIdentity, settings: Settings, report: Report) -> None:
    """Measure the range of every instrument of one model."""
    engine = Engine(pipeline, identity)
    if not engine.reads_scores:
        report.text.append("## Registers\n\nThis model reads no scores: nothing was measured.\n")
        return
    render = renderer()
    pitched = [name for name, each in INSTRUMENTS.items() if not each.is_kit and _pitched_roles(name)]
    names = spread(pitched, settings.clips)
    tick = report.ticks("registers", len(names))
    rows = [measure_scale(engine, pipeline, name, settings.steps, render, tick) for name in names]
    report.values["registers"] = {"summary": by_octave(rows), "rows": rows}
    report.text.append(registers_section(rows, rendered=render is not None))


def spread(names: Sequence[str], count: int) -> list[str]:
    """Return up to `count` names, from all of the list."""
    if len(names) <= count:
        return list(names)
    return [names[index * len(names) // count] for index in range(count)]


def scale_of(name: str) -> Part:
    """Return a scale of white keys over an instrument's range; of a long range it has every second key or fewer."""
    instrument = INSTRUMENTS[name]
    keys = [pitch for pitch in range(instrument.lowest, instrument.highest + 1) if pitch % 12 in WHITE_KEYS]
    keys = keys[:: -(-len(keys) // (4 * BARS))]
    notes = tuple(Note(float(at), NOTE_QUARTERS, pitch, VELOCITY) for at, pitch in enumerate(keys))
    return Part(_pitched_roles(name)[0], name, notes)


def measure_scale(
    engine: Engine,
    pipeline: Pipeline,
    name: str,
    steps: int,
    render: Callable[[Part], NDArray[np.float32]] | None,
    tick: Tick,
) -> ScaleRow:
    """Let every source play an instrument's scale."""
    part = scale_of(name)
    request = GenerationRequest.resolve(
        instrument_words(name), bpm=BPM, bars=BARS, key="C major", seed=1, steps=steps, loop=False
    )
    score = Score(named([part]), "given").quantised().cut(request.grid.total_quarters)
    grid = request.grid
    played = {f"{steps} step{'s' if steps > 1 else ''}": engine.generate(request, scores=[score]).stems[0].audio}
    if render is not None:
        played[RENDER] = render(part)
        played[CODEC] = codec_route(pipeline)(played[RENDER], grid, False)
    played |= {HELD: drone(grid, NO_CHORDS), SILENCE: silence(grid), NOISE: noise(grid, 1)}
    tick()
    found = {source: tuple(struck(audio, RATE, grid, part).tolist()) for source, audio in played.items()}
    return ScaleRow(name, tuple(note.pitch for note in part.notes), found)


def renderer() -> Callable[[Part], NDArray[np.float32]] | None:
    """Return what renders a part with the corpus' sounds, as audio (S, 2); None where these are not installed."""
    try:
        instruments = SampledInstruments(find_soundfonts(), SAMPLE_RATE)
    except ModelError:
        return None

    def render(part: Part) -> NDArray[np.float32]:
        song = Song(1, "scale", Fraction(BPM), Meter(4, 4), Key.parse("C major"), ("C",) * BARS, (), (part,))
        return render_song(song, instruments, loop=False).stems[0].T.copy()

    return render


def by_octave(rows: Sequence[ScaleRow]) -> dict[str, dict[int, Estimate]]:
    """Return the share of notes that each source strikes, by octave."""
    octaves = sorted({_octave(pitch) for row in rows for pitch in row.pitches})
    return {
        source: {octave: _share([row for row in rows if source in row.struck], source, octave) for octave in octaves}
        for source in dict.fromkeys(source for row in rows for source in row.struck)
    }


def _share(rows: Sequence[ScaleRow], source: str, octave: int) -> Estimate:
    inside = [
        [found for pitch, found in zip(row.pitches, row.struck[source], strict=True) if _octave(pitch) == octave]
        for row in rows
    ]
    return pooled_ratio([sum(found) for found in inside], [len(found) for found in inside])


def registers_section(rows: Sequence[ScaleRow], *, rendered: bool) -> str:
    """Report the notes struck by octave; `rendered` says whether the corpus' own sounds stand beside the model."""
    summary = by_octave(rows)
    octaves = list(next(iter(summary.values()), {}))
    lines = [[source, *(found[octave].percent() for octave in octaves)] for source, found in summary.items()]
    text = f"## Registers: does every instrument play its range?\n{LEGEND}\n"
    text += table(("scales by", *(f"octave {octave}" for octave in octaves)), lines)
    if not rendered:
        text += "\nFluidSynth or a sound font is missing, so nothing says what the instruments themselves would show.\n"
    return text


def _octave(pitch: int) -> int:
    return pitch // 12 - 1


def _pitched_roles(name: str) -> list[str]:
    return [role for role in INSTRUMENTS[name].roles if role in PITCHED_ROLES]
