"""The outside judge: a transcriber that is not ours listens to a WAV and is compared with the score it should play.

Developer tool, outside the packages, in an environment of its own (README.md). In: pairs of a WAV and a MIDI file. Out:
one JSON object a pair, on standard output or in --out. Pitched notes are transcribed by basic-pitch (Bittner et al.
2022, "A Lightweight Instrument-Agnostic Model for Polyphonic Note Transcription and Multipitch Estimation", ICASSP) and
matched by mir_eval: the same pitch, onsets within 50 ms, offsets ignored. Drums have no pitches: their strokes are
matched with librosa's onsets.

    judge-venv/bin/python dev/judge/transcribe.py SONG.wav SONG.mid [WAV MIDI ...] [--out FILE]
    judge-venv/bin/python dev/judge/transcribe.py --folder OUT

With --folder, every `NAME-*.wav` is compared with `NAME.mid`, and its F1 with that of `NAME.wav`, the true render.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

import librosa
import mir_eval
import numpy as np
import pretty_midi

logging.disable(logging.WARNING)  # basic-pitch names the backends that are not installed
from basic_pitch import ICASSP_2022_MODEL_PATH  # noqa: E402
from basic_pitch.constants import AUDIO_SAMPLE_RATE, FFT_HOP  # noqa: E402
from basic_pitch.inference import Model, run_inference  # noqa: E402
from basic_pitch.note_creation import model_output_to_notes  # noqa: E402

logging.disable(logging.NOTSET)

# Near the best on true lines and stabs of the corpus; basic-pitch's own are 0.5, 0.3 and 128 ms.
ONSET_THRESHOLD, FRAME_THRESHOLD, SHORTEST_SECONDS = 0.65, 0.45, 0.058
TOLERANCE_SECONDS, SLOW_SECONDS = 0.050, 0.100
LONG_QUARTERS = 2.0


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one file; shares are None where there is nothing to divide by."""

    wav: str
    midi: str
    score_notes: int
    detected_notes: int
    precision: float | None
    recall: float | None
    f1: float | None
    f1_slow: float | None
    """F1 within 100 ms: bowed and blown notes of a sound font speak 30 to 90 ms late."""
    held_share: float | None
    """Of the time that detected notes sound, the share in notes longer than a half note."""
    score_held_share: float | None
    """The same of the score's own notes."""
    drum_strokes: int
    """Strokes of the score, those at one time counted once."""
    drum_precision: float | None
    drum_recall: float | None
    drum_f1: float | None


def score_notes(midi: pretty_midi.PrettyMIDI) -> tuple[np.ndarray, np.ndarray]:
    """Return the intervals (N, 2) in seconds and the MIDI pitches (N,) of the pitched notes; doublings count once."""
    longest: dict[tuple[float, int], float] = {}
    for part in midi.instruments:
        for note in [] if part.is_drum else part.notes:
            at = (round(note.start, 3), note.pitch)
            longest[at] = max(longest.get(at, 0.0), note.end)
    intervals = np.array([(start, max(end, start + 0.01)) for (start, _), end in longest.items()]).reshape(-1, 2)
    return intervals, np.array([pitch for _, pitch in longest], dtype=float)


def strokes(midi: pretty_midi.PrettyMIDI) -> np.ndarray:
    """Return the times of drum strokes in seconds; strokes less than 20 ms apart are one attack."""
    times = np.sort([note.start for part in midi.instruments if part.is_drum for note in part.notes])
    return times[np.diff(times, prepend=-1.0) > 0.020] if len(times) else times


def held_share(intervals: np.ndarray, quarter_seconds: float) -> float | None:
    """Return the share of sounding time in notes longer than a half note."""
    lengths = np.diff(intervals, axis=1)
    total = float(lengths.sum())
    return float(lengths[lengths > LONG_QUARTERS * quarter_seconds].sum()) / total if total else None


def judge(wav: Path, midi_path: Path, model: Model) -> Verdict:
    """Transcribe one file and compare it with its score."""
    midi = pretty_midi.PrettyMIDI(str(midi_path))
    quarter = 60 / midi.get_tempo_changes()[1][0]
    intervals, pitches = score_notes(midi)
    _, events = model_output_to_notes(
        run_inference(wav, model),
        onset_thresh=ONSET_THRESHOLD,
        frame_thresh=FRAME_THRESHOLD,
        min_note_len=round(SHORTEST_SECONDS * AUDIO_SAMPLE_RATE / FFT_HOP),
        include_pitch_bends=False,
    )
    detected = np.array([event[:2] for event in events]).reshape(-1, 2)
    detected_hz = mir_eval.util.midi_to_hz(np.array([event[2] for event in events], dtype=float))
    precision = recall = f1 = f1_slow = None
    if len(intervals):
        notes = (intervals, mir_eval.util.midi_to_hz(pitches), detected, detected_hz)
        matched = mir_eval.transcription.precision_recall_f1_overlap
        precision, recall, f1, _ = matched(*notes, onset_tolerance=TOLERANCE_SECONDS, offset_ratio=None)
        f1_slow = matched(*notes, onset_tolerance=SLOW_SECONDS, offset_ratio=None)[2]
    struck = strokes(midi)
    drum_f1 = drum_precision = drum_recall = None
    if len(struck):
        audio, rate = librosa.load(str(wav), sr=None, mono=True)
        heads = librosa.onset.onset_detect(y=np.pad(audio, (4096, 0)), sr=rate, hop_length=256, units="time")
        times = np.maximum(heads - 4096 / rate, 0.0)
        drum_f1, drum_precision, drum_recall = mir_eval.onset.f_measure(struck, times, window=TOLERANCE_SECONDS)
    return Verdict(
        wav=str(wav),
        midi=str(midi_path),
        score_notes=len(intervals),
        detected_notes=len(events),
        precision=precision,
        recall=recall,
        f1=f1,
        f1_slow=f1_slow,
        held_share=held_share(detected, quarter),
        score_held_share=held_share(intervals, quarter),
        drum_strokes=len(struck),
        drum_precision=drum_precision,
        drum_recall=drum_recall,
        drum_f1=drum_f1,
    )


def write(verdicts: list[Verdict], file: TextIO) -> None:
    """Write the verdicts, with the mean note F1 over all files that have pitched notes."""
    scores = [verdict.f1 for verdict in verdicts if verdict.f1 is not None]
    settings = {
        "onset_threshold": ONSET_THRESHOLD,
        "frame_threshold": FRAME_THRESHOLD,
        "shortest_seconds": SHORTEST_SECONDS,
        "tolerance_seconds": TOLERANCE_SECONDS,
        "slow_seconds": SLOW_SECONDS,
    }
    mean = float(np.mean(scores)) if scores else None
    document = {"settings": settings, "mean_f1": mean, "files": [asdict(verdict) for verdict in verdicts]}
    json.dump(document, file, indent=2, default=float)
    file.write("\n")


def f1_of(verdict: Verdict) -> float:
    """Return the F1 of a file's notes, or of its strokes if it has no notes."""
    return float(verdict.drum_f1 if verdict.f1 is None else verdict.f1)


def compare(folder: Path, model: Model) -> None:
    """Print the F1 of every played file of a folder, and its share of the reference render's."""
    ratios = []
    for midi in sorted(folder.glob("*.mid")):
        ceiling = f1_of(judge(midi.with_suffix(".wav"), midi, model))
        played = [judge(wav, midi, model) for wav in sorted(folder.glob(f"{midi.stem}-*.wav"))]
        if not played:
            continue
        found = [f1_of(verdict) for verdict in played]
        ratios.append(float(np.mean(found)) / ceiling)
        each = " ".join(f"{f1:.2f}" for f1 in found)
        precision = np.mean([verdict.drum_precision if verdict.f1 is None else verdict.precision for verdict in played])
        recall = np.mean([verdict.drum_recall if verdict.f1 is None else verdict.recall for verdict in played])
        print(  # noqa: T201 (a command line)
            f"{midi.stem:20} render {ceiling:.2f}  played {each}  share {ratios[-1]:.2f}"
            f"  precision {precision:.2f} recall {recall:.2f}"
        )
    print(f"mean share {np.mean(ratios):.3f}")  # noqa: T201


def main() -> None:
    """Judge the pairs given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, metavar="WAV MIDI", help="a WAV and its score, in turn")
    parser.add_argument("--out", type=Path, help="a JSON file; by default standard output")
    parser.add_argument("--folder", type=Path, help="that of foreign_midi.py and play_foreign.py, in place of pairs")
    given = parser.parse_args()
    if len(given.files) % 2 or bool(given.files) == bool(given.folder):
        parser.error("give pairs of a WAV and a MIDI file, or --folder")
    model = Model(ICASSP_2022_MODEL_PATH)
    if given.folder:
        compare(given.folder, model)
        return
    verdicts = [judge(wav, midi, model) for wav, midi in zip(given.files[::2], given.files[1::2], strict=True)]
    if given.out is None:
        write(verdicts, sys.stdout)
    else:
        with given.out.open("w", encoding="utf-8") as file:
            write(verdicts, file)


if __name__ == "__main__":
    main()
