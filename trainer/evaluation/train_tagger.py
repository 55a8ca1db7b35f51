"""Training of the tagger (`metrics/tagger.py`) on true renders of the corpus.

In: the training songs' audio, labels and captions. Out: one small safetensors file; every report states its accuracy on
held-out songs. It is not a stage of training a model: the weights are shipped, so that everyone's figures mean the
same. Run it again when the corpus' styles, roles or instruments change: `python -m trainer.evaluation.train_tagger
--corpus corpus`. It takes a few minutes on one core, with one seed and one order of clips.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import soundfile
import torch
from torch import Tensor, nn

from musiccm_daw.errors import ModelError
from musiccm_daw.model.text_encoder import TextEncoder
from musiccm_daw.roles import ROLES
from trainer.corpus.manifest import ClipLabel, read_manifest
from trainer.dataset.features import clip_grid
from trainer.evaluation.selection import shuffled
from trainer.metrics.mels import WINDOW_FRAMES, log_mels
from trainer.metrics.tagger import SHIPPED, Logits, Tagger, TaggerLabels, save_tagger, sentences

Say = Callable[[str], None]
SEED = 1
STEPS, BATCH = 1_600, 96
LEARNING_RATE, WEIGHT_DECAY = 2e-3, 0.02
SMOOTHING = 0.05
TEMPERATURE = 0.07
# Captions of a clip; more of them take longer to encode than to learn.
CAPTIONS = 2
# Clips below which an instrument is left out.
RAREST = 12
BARS = 4
LOG_EVERY = 100


@dataclass(frozen=True)
class TrainingClips:
    """The training clips in memory: mels as uint8 (2, bands, frames) each, and their targets."""

    mels: list[Tensor]
    styles: Tensor
    roles: Tensor
    instruments: Tensor
    captions: Tensor
    """Sentence embeddings (clips, `CAPTIONS`, E)."""


def tagger_labels(labels: Sequence[ClipLabel], trained_on: str) -> TaggerLabels:
    """Collect the classes that these clips can teach."""
    counts = Counter(instrument for label in labels for instrument in set(label.instruments))
    return TaggerLabels(
        styles=tuple(sorted({label.style for label in labels})),
        roles=ROLES,
        instruments=tuple(sorted(name for name, count in counts.items() if count >= RAREST)),
        trained_on=trained_on,
    )


def clip_mels(corpus: Path, label: ClipLabel) -> Tensor:
    """Read the mels (2, bands, frames) of a clip's first four bars."""
    grid = clip_grid(label)
    stop = grid.bar_start_samples(min(BARS, grid.bars), 44_100) if grid.bars > BARS else None
    audio, sample_rate = soundfile.read(corpus / label.file, stop=stop, dtype="float32", always_2d=True)
    return log_mels(audio, sample_rate)


def read_training_clips(corpus: Path, labels: Sequence[ClipLabel], classes: TaggerLabels, say: Say) -> TrainingClips:
    """Analyse the clips and encode their captions."""
    mels = []
    for number, label in enumerate(labels):
        # Whole decibels are precise enough, and let a corpus fit into memory.
        mels.append((clip_mels(corpus, label) + 128).round().to(torch.uint8))
        if (number + 1) % 200 == 0:
            say(f"analysed {number + 1}/{len(labels)} clips")
    known = {name: index for index, name in enumerate(classes.instruments)}
    instruments = torch.zeros(len(labels), len(known))
    for row, label in zip(instruments, labels, strict=True):
        row[[known[name] for name in label.instruments if name in known]] = 1
    encoder = TextEncoder()
    captions = [label.captions[number % len(label.captions)] for label in labels for number in range(CAPTIONS)]
    say(f"encoding {len(captions)} captions")
    return TrainingClips(
        mels,
        torch.tensor([classes.styles.index(label.style) for label in labels]),
        torch.tensor([classes.roles.index(label.role) for label in labels]),
        instruments,
        sentences(captions, encoder).clone().reshape(len(labels), CAPTIONS, -1),
    )


def drawing_weights(labels: Sequence[ClipLabel]) -> Tensor:
    """Return how likely each clip is drawn: clips of an instrument with four times as many are drawn half as often."""
    counts = Counter(instrument for label in labels for instrument in set(label.instruments))
    rarest = [min((counts[name] for name in label.instruments), default=len(labels)) for label in labels]
    return torch.tensor(rarest, dtype=torch.float32) ** -0.5


def draw_batch(training: TrainingClips, clips: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draw a batch: one window (2, bands, frames) and one caption of each of the given clips."""
    windows = []
    for clip in clips.tolist():
        mels = training.mels[clip]
        start = int(torch.randint(mels.shape[2] - WINDOW_FRAMES + 1, (), generator=generator))
        windows.append(mels[:, :, start : start + WINDOW_FRAMES])
    chosen = torch.randint(CAPTIONS, (len(clips),), generator=generator)
    return torch.stack(windows).float() - 128, training.captions[clips, chosen]


def loss_of(tagger: Tagger, logits: Logits, captions: Tensor, training: TrainingClips, clips: Tensor) -> Tensor:
    """Return the cross entropy of style, role and instruments plus InfoNCE between audio and captions, both ways."""
    audio = nn.functional.normalize(logits.joint, dim=1)
    text = nn.functional.normalize(tagger.caption(captions), dim=1)
    pairs = audio @ text.T / TEMPERATURE
    same = torch.arange(len(clips))
    matching = (nn.functional.cross_entropy(pairs, same) + nn.functional.cross_entropy(pairs.T, same)) / 2
    styles = nn.functional.cross_entropy(logits.styles, training.styles[clips], label_smoothing=SMOOTHING)
    roles = nn.functional.cross_entropy(logits.roles, training.roles[clips], label_smoothing=SMOOTHING)
    each = nn.functional.binary_cross_entropy_with_logits(
        logits.instruments, training.instruments[clips], reduction="sum"
    )
    return styles + roles + each / (5 * len(clips)) + matching


def train_tagger(corpus: Path, out: Path, *, say: Say, steps: int = STEPS, batch: int = BATCH) -> Tagger:
    """Train on the training songs of `corpus` and write the tagger to `out`.

    Raises:
        ModelError: the corpus has no training clip.
    """
    labels = [label for label in shuffled(read_manifest(corpus)) if label.split == "train"]
    if not labels:
        raise ModelError(f"no training clip in {corpus}; render songs: musiccm train corpus")
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    classes = tagger_labels(labels, f"{len(labels)} clips of {len({label.song_seed for label in labels})} songs")
    tagger = Tagger(classes).train()
    training = read_training_clips(corpus, labels, classes, say)
    weights = drawing_weights(labels)
    optimizer = torch.optim.AdamW(tagger.parameters(), weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps, pct_start=0.1)
    for step in range(1, steps + 1):
        clips = torch.multinomial(weights, batch, replacement=True, generator=generator)
        windows, captions = draw_batch(training, clips, generator)
        # Depthwise convolutions run in half the time with channels last.
        logits: Logits = tagger(windows.to(memory_format=torch.channels_last))
        loss = loss_of(tagger, logits, captions, training, clips)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % LOG_EVERY == 0:
            say(f"step {step}/{steps}: loss {loss.item():.3f}")
    tagger.eval()
    save_tagger(tagger, out)
    return tagger


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Train the tagger that judges models.")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args(arguments)
    train_tagger(given.corpus, given.out, say=lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201 (a command line)


if __name__ == "__main__":
    main()
