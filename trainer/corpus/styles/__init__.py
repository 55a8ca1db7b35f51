"""The styles of the corpus, one file each or one small family a file."""

from __future__ import annotations

from trainer.corpus.sheet import Style
from trainer.corpus.styles.club import DRUM_AND_BASS, HOUSE, TECHNO
from trainer.corpus.styles.hip_hop import BOOM_BAP, LOFI, TRAP

_ALL = (HOUSE, TECHNO, DRUM_AND_BASS, TRAP, BOOM_BAP, LOFI)

STYLE_TABLE: dict[str, Style] = {style.name: style for style in _ALL}
"""Every style by name."""
