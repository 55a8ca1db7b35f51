"""Phrases of tunes: where they breathe, on which tone they end, and where their highest note is.

For `melody.py`, which draws motifs and fits them to chords; what is done here is done to its exact notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from musiccm_daw.composer.sheet import Passage
from musiccm_daw.score.note import Note

PHRASE_BARS = 4
BREATH_BARS, BREATH_QUARTERS = 2, 0.5
"""After every second bar, and how long: players of wind instruments need it, and all tunes are clearer for it."""
CLIMAX_BAR = 5
"""Of every eight bars, the one with the highest note: five eighths to two thirds of the way, as most tunes have it."""
_LAST_BEAT, _LONG_BREATH = 1.0, 0.75
"""Quarters before the end of a phrase from which no note begins, and in which none sounds; swing shortens 8ths."""
_PERIOD_BARS = 8
_OCTAVE, _FIFTH, _THIRD = 12, 7, 4
_TOPS = 2
"""How often the highest note may sound."""


def breathed(notes: list[Note], start: float, bar_quarters: float, *, long: bool) -> list[Note]:
    """Return notes that leave the end of the last bar free for a breath, if that leaves any of its notes.

    Args:
        notes: up to the end of that bar.
        start: of the bar, in quarters.
        bar_quarters: its length.
        long: whether it ends a phrase.
    """
    end = start + bar_quarters
    begin, stop = (_LAST_BEAT, _LONG_BREATH) if long else (BREATH_QUARTERS, BREATH_QUARTERS)
    kept = [note for note in notes if note.start_quarters < end - begin - 1e-6]
    if not kept or kept[-1].start_quarters < start - 1e-6:
        return notes
    last = kept[-1]
    return [*kept[:-1], replace(last, duration_quarters=min(last.duration_quarters, end - stop - last.start_quarters))]


def cadence(notes: Sequence[Note], passage: Passage, *, closes: bool) -> Note:
    """Return the last note on the pitch that ends a phrase: the tonic where the tune closes, elsewhere another tone.

    The nearest one is chosen that the instrument has, within an octave of the pitch before it; a tune that closes
    stays within a fifth of its beginning, where it may go on.
    """
    last, before = notes[-1], notes[-2 if len(notes) > 1 else -1].pitch
    tonic, chord = passage.key.tonic, passage.chord_at(last.start_quarters)
    tones = set(chord.pitch_classes)
    wanted = ({tonic} if tonic in tones else {chord.root}) if closes else tones - {tonic} or tones
    near = [pitch for pitch in range(last.pitch - _OCTAVE + 1, last.pitch + _OCTAVE) if pitch % _OCTAVE in wanted]

    def cost(pitch: int) -> tuple[bool, bool, bool, int]:
        has_it = passage.lowest <= pitch <= passage.highest
        far = closes and abs(pitch - notes[0].pitch) > _FIFTH
        return not has_it, abs(pitch - before) > _OCTAVE, far, abs(pitch - last.pitch)

    return replace(last, pitch=min(near, key=cost))


def with_climax(notes: list[Note], passage: Passage) -> list[Note]:
    """Return a tune whose highest note in every eight bars sounds in their sixth bar, and twice at most."""
    length = passage.bar_quarters
    shaped = list(notes)
    for first in range(0, passage.bars - CLIMAX_BAR, _PERIOD_BARS):
        bars = [int((note.start_quarters - passage.start) / length + 1e-6) - first for note in notes]
        inside = [at for at, bar in enumerate(bars) if 0 <= bar < _PERIOD_BARS]
        climax = [at for at in inside if bars[at] == CLIMAX_BAR]
        if not climax:
            continue
        peak = max(climax, key=lambda at: shaped[at].pitch)
        ends = {
            at for at in inside if bars[at] % PHRASE_BARS == PHRASE_BARS - 1 and bars[at + 1 : at + 2] != [bars[at]]
        }
        others = max((shaped[at].pitch for at in inside if at not in climax), default=0)
        if shaped[peak].pitch <= others:
            raised = [(at, _raised(shaped, at, others + 1, passage)) for at in climax]
            # The highest that can be raised; where none can, the others must come down.
            able = [(at, note) for at, note in raised if note.pitch > others]
            if able:
                peak, note = max(able, key=lambda each: shaped[each[0]].pitch)
                shaped[peak] = note
        highest = shaped[peak].pitch
        rivals = [at for at in inside if at not in ends and at != peak and shaped[at].pitch >= highest]
        # In its own bar, a second one may follow.
        spared = [at for at in rivals if at in climax][: _TOPS - 1]
        for at in rivals:
            if at not in spared:
                below = range(highest - 1, highest - _OCTAVE, -1)
                shaped[at] = _on_chord(shaped[at], below, passage)
        _answer(shaped, peak, passage)
    return shaped


def _answer(notes: list[Note], peak: int, passage: Passage) -> None:
    """Let the note behind a leap to the highest one be a third below it at most, unless another leap would follow."""
    if not 0 < peak < len(notes) - 1 or notes[peak].pitch - notes[peak - 1].pitch <= _FIFTH:
        return
    behind = notes[peak + 2].pitch if peak + 2 < len(notes) else notes[peak + 1].pitch
    below = range(notes[peak].pitch - 1, notes[peak].pitch - _THIRD - 1, -1)
    if notes[peak + 1].pitch not in below:
        notes[peak + 1] = _on_chord(notes[peak + 1], [pitch for pitch in below if pitch - behind <= _FIFTH], passage)


def _raised(notes: Sequence[Note], at: int, lowest: int, passage: Passage) -> Note:
    """Return a note raised to `lowest` or above, an octave above those beside it at most; as it was if it cannot be."""
    beside = min(note.pitch for note in notes[max(0, at - 1) : at + 2])
    return _on_chord(notes[at], range(lowest, min(passage.highest, beside + _OCTAVE) + 1), passage)


def _on_chord(note: Note, pitches: Sequence[int], passage: Passage) -> Note:
    """Return the note on the first of some pitches that is a tone of its chord, or as it was."""
    tones = passage.chord_at(note.start_quarters).pitch_classes
    return replace(note, pitch=next((pitch for pitch in pitches if pitch % _OCTAVE in tones), note.pitch))
