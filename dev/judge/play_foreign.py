"""The six foreign MIDI files, played by a model: three seeds each, as a person would ask for them.

Developer tool, run in the project's own environment. In: the folder that `foreign_midi.py` wrote. Out: `NAME-sSEED.wav`
beside each `NAME.mid`, for `transcribe.py --folder`.

    .venv/bin/python dev/judge/play_foreign.py OUT [--model NAME|DIR]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import musiccm_daw

PROMPTS = {
    "piano-arpeggio": "grand piano",
    "flute-melody": "solo flute",
    "bass-line": "fingered bass",
    "stabs": "electric piano stabs",
    "string-counterpoint": "violin, viola and cello",
    "drum-groove": "acoustic drum kit",
}
SEEDS = (1, 2, 3)


def main() -> None:
    """Play every file with every seed."""
    parser = argparse.ArgumentParser(description="Play the foreign MIDI files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model")
    given = parser.parse_args()
    engine = musiccm_daw.load_engine(given.model)
    for name, prompt in PROMPTS.items():
        for seed in SEEDS:
            request = musiccm_daw.ask(prompt, midi=[str(given.folder / f"{name}.mid")], seed=seed, loop=False)
            with tempfile.TemporaryDirectory() as project:
                take = musiccm_daw.make_take(request, Path(project), engine)
                shutil.copy(take.folder / take.files[0].path, given.folder / f"{name}-s{seed}.wav")


if __name__ == "__main__":
    main()
