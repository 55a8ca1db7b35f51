"""The styles of the corpus, a small family a file."""

from __future__ import annotations

from trainer.corpus.sheet import Style
from trainer.corpus.styles.acoustic import CLASSICAL, COUNTRY, FOLK
from trainer.corpus.styles.band import METAL, POP, ROCK
from trainer.corpus.styles.club import DRUM_AND_BASS, HOUSE, TECHNO
from trainer.corpus.styles.dance_floor import DISCO, FUNK
from trainer.corpus.styles.hip_hop import BOOM_BAP, LOFI, TRAP
from trainer.corpus.styles.islands import AFROBEAT, REGGAE, REGGAETON, SALSA
from trainer.corpus.styles.jazz import BLUES, BOSSA_NOVA, JAZZ_SWING
from trainer.corpus.styles.scenes import AMBIENT, CINEMATIC, TRIP_HOP
from trainer.corpus.styles.soul import RNB, SOUL
from trainer.corpus.styles.synths import CHIPTUNE, SYNTHWAVE, TRANCE

_ALL = (
    *(HOUSE, TECHNO, DRUM_AND_BASS, TRANCE, SYNTHWAVE, CHIPTUNE),
    *(TRAP, BOOM_BAP, LOFI, TRIP_HOP, RNB),
    *(POP, ROCK, METAL, FUNK, DISCO, SOUL),
    *(JAZZ_SWING, BOSSA_NOVA, BLUES),
    *(REGGAE, REGGAETON, SALSA, AFROBEAT),
    *(AMBIENT, CINEMATIC, CLASSICAL, FOLK, COUNTRY),
)

STYLE_TABLE: dict[str, Style] = {style.name: style for style in _ALL}
"""Every style by name."""
