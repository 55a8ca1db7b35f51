"""Touch: how much each kind of player shades, by instrument, texture and style.

Depths are velocities at mezzo-forte (80); who plays softer shades as much in proportion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean, median

from musiccm_daw.composer.dynamics.accents import Pulse
from musiccm_daw.composer.dynamics.attacks import Attack
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.sheet import Style
from musiccm_daw.composer.ways.hands import ONE_VOICED


@dataclass(frozen=True)
class Touch:
    """How a player shades: depths in velocities.

    Attributes:
        accents: of the meter, from its middle to its heaviest place.
        swell: from the beginning of a phrase of eight bars to its peak.
        line: from the middle of a line to its top.
        voices: of a chord, around a single note.
        repeats: by which a repeated stroke is lighter.
        echo: by which bars that answer like an echo are softer.
        fade: of the last bars of a piece that ends.
        pulse: what carries the bar.
        programmed: whether a sequencer has the accents, if any.
    """

    accents: float = 0.0
    swell: float = 0.0
    line: float = 0.0
    voices: float = 0.0
    repeats: float = 0.0
    echo: float = 0.0
    fade: float = 0.0
    pulse: Pulse = "downbeat"
    programmed: bool = False


_SOLOIST = Touch(accents=3, swell=5, line=13, voices=3, fade=6)
_FIGURES = Touch(accents=5, swell=7, line=6, voices=4, fade=6)
_RIFF = Touch(accents=6, swell=3, line=3, fade=4)
_LOW_VOICE = Touch(accents=4, swell=6, line=5, fade=6)
_CHORDS = Touch(accents=5, swell=5, line=4, voices=7, repeats=5, fade=5)
_BED = Touch(accents=1, swell=13, line=2, voices=5, fade=8)
_BASS = Touch(accents=6, swell=3, line=4, fade=4)
_DRUMMER = Touch(accents=5, swell=3, fade=3)
_HANDS = Touch(accents=5, swell=3, fade=3)
_SEQUENCED = Touch(accents=6, programmed=True)
_MACHINE_BED = Touch(swell=3)
_MACHINE = Touch()
_EVEN = Touch(accents=1, swell=1, line=1)
"""Of those whose keys or bellows know no touch: organs and harpsichords."""
_TOUCHLESS = frozenset(
    {"harpsichord", "drawbar_organ", "percussive_organ", "rock_organ", "church_organ", "organ_stab", "chord_stab"}
)
_ONE_STROKE = frozenset({"distortion_guitar", "overdriven_guitar"})
"""Guitars whose strings melt into one sound."""
_DRUM_MACHINES = frozenset({"electronic_kit", "gm_808_kit", "kit_808", "kit_909"})
_TIGHT = 0.4
"""Looseness up to which a style's synthesisers and kits are sequenced."""
_SWELLING = {"usual": 1.0, "wide": 1.4, "narrow": 0.55, "terraced": 0.0}
"""Of the usual depths."""
_ECHO = 12.0
"""By which the echoes of terraced music are softer."""
_CALM, _STRONG = 0.6, 0.9
"""Energies below and above which music is calm or strong."""
_CALM_ACCENTS, _CALM_SHAPES, _STRONG_ACCENTS = 0.75, 1.15, 1.25
"""Calm accents are flatter, and calm shapes rounder; strong accents are harder."""
_LINE_ROLES = ("lead", "brass", "strings")
_LOW, _RHYTHMS_OF_TUNES = 52, 4
"""E3, below which a line is a ground; and different distances between notes, of which picked chords have fewer."""
_HELD_QUARTERS, _HELD_SHARE, _POLYPHONIC = 1.5, 0.8, 1.6
_EVEN_RHYTHM, _WITHOUT_REST, _FAST = 0.75, 0.9, 0.5
"""Shares of equal and of short distances between attacks from which they are a figure, and the quarters of a short
one."""


def touch_of(attacks: Sequence[Attack], instrument: str, role: str, style: Style, energy: float) -> Touch:
    """Return how a player of a style shades a passage.

    Args:
        attacks: of the passage.
        instrument: a key of `INSTRUMENTS`.
        role: of the part.
        style: of the piece.
        energy: of the passage, 0 to 1.
    """
    touch = _of_kind(attacks, instrument, role, style)
    calm = energy < _CALM
    if not (calm or style.swelling == "wide"):
        # A band that plays out ends as it played.
        touch = replace(touch, fade=0.0)
    if instrument in ONE_VOICED:
        # What it cannot sound of a chord is left out later: its top is no louder than a single note.
        touch = replace(touch, voices=0.0)
    # Drummers do not echo.
    swelling = "usual" if style.swelling == "terraced" and role in ("drums", "percussion") else style.swelling
    if swelling == "terraced":
        touch = replace(touch, echo=_ECHO)
    share = _SWELLING[swelling] * (_CALM_SHAPES if calm else 1.0)
    accents = _CALM_ACCENTS if calm else _STRONG_ACCENTS if energy > _STRONG else 1.0
    line = touch.line * (_CALM_SHAPES if calm else 1.0)
    return replace(touch, accents=touch.accents * accents, swell=touch.swell * share, line=line)


def is_sequenced(instrument: str, style: Style) -> bool:
    """Return whether a machine plays: a drum machine, or a synthesiser or kit in a style as tight as one."""
    name = INSTRUMENTS[instrument]
    if style.looseness > _TIGHT:
        return instrument in _DRUM_MACHINES
    return name.is_synth or (name.is_kit and "percussion" not in name.roles)


def _of_kind(attacks: Sequence[Attack], instrument: str, role: str, style: Style) -> Touch:
    name = INSTRUMENTS[instrument]
    pulse = style.pulse
    if name.is_kit:
        kind = _HANDS if role == "percussion" else _DRUMMER
        return _MACHINE if is_sequenced(instrument, style) else replace(kind, pulse=pulse)
    if instrument in _TOUCHLESS:
        return _EVEN
    held, figure = _is_held(attacks), _is_figure(attacks)
    single = _polyphony(attacks) < _POLYPHONIC
    if is_sequenced(instrument, style) or (name.is_synth and role != "lead" and figure and single):
        return _MACHINE_BED if held else _SEQUENCED if single else _MACHINE
    if role == "bass":
        # Who walks has the weight of second and fourth beat already; elsewhere a bass is on the one.
        own = replace(_BASS, accents=_BASS.accents / 3) if pulse == "swing" else _BASS
        return replace(own, pulse="downbeat" if pulse in ("upbeat", "backbeat") else pulse)
    if single:
        return replace(
            _of_line(attacks, instrument, role, figure=figure), pulse=pulse if pulse == "swing" else "downbeat"
        )
    if held:
        return replace(_BED, pulse=pulse)
    return replace(_CHORDS, pulse=pulse, voices=1.0 if instrument in _ONE_STROKE else _CHORDS.voices)


def _of_line(attacks: Sequence[Attack], instrument: str, role: str, *, figure: bool) -> Touch:
    """Return how one voice is shaded: a tune's more than a figure's, and low voices carry the others."""
    if role == "guitar" and instrument in _ONE_STROKE:
        return _RIFF
    if mean(attack[0].pitch for attack in attacks) < _LOW:
        return _LOW_VOICE
    starts = [attack[0].start_quarters for attack in attacks]
    rhythm = {round(after - before, 2) for before, after in pairwise(starts)}
    sings = role in _LINE_ROLES or len(rhythm) >= _RHYTHMS_OF_TUNES
    return _SOLOIST if sings and not figure else _FIGURES


def _polyphony(attacks: Sequence[Attack]) -> float:
    return sum(map(len, attacks)) / max(1, len(attacks))


def _is_held(attacks: Sequence[Attack]) -> bool:
    """Return whether notes are long, and sound up to the next ones."""
    lengths = [note.duration_quarters for attack in attacks for note in attack]
    starts = [attack[0].start_quarters for attack in attacks]
    distances = [after - before for before, after in pairwise(starts)]
    if not lengths or median(lengths) < _HELD_QUARTERS:
        return False
    return not distances or median(lengths) >= _HELD_SHARE * median(distances)


def _is_figure(attacks: Sequence[Attack]) -> bool:
    """Return whether attacks follow each other quickly, at one distance or nearly without a rest."""
    starts = [attack[0].start_quarters for attack in attacks]
    distances = Counter(round(after - before, 2) for before, after in pairwise(starts))
    if not distances:
        return False
    distance, times = distances.most_common(1)[0]
    quick = sum(count for apart, count in distances.items() if apart <= _FAST)
    return distance <= _FAST and (times >= _EVEN_RHYTHM * len(starts) or quick >= _WITHOUT_REST * len(starts))
