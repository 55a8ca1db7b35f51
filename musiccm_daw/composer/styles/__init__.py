"""The styles that the composer knows: one file for each family, and `STYLE_TABLE` of them all.

A style is data (`Style` in `sheet.py`): a range of tempos, its meters, its chord progressions, and groups of players,
each with instruments, a writer from the composer's files and the patterns that it plays. No style has code of its own;
all of that is in the writers.

The files: bands in `band.py`, `soul.py`, `dance_floor.py`, `jazz.py` and `islands.py`; electronic music in `club.py`,
`synth_music.py`, `hip_hop.py` and `scenes.py`; acoustic instruments alone in `acoustic.py`.
"""

from __future__ import annotations

from musiccm_daw.composer.sheet import Style
from musiccm_daw.composer.styles.acoustic import CLASSICAL, COUNTRY, FOLK
from musiccm_daw.composer.styles.band import METAL, POP, ROCK
from musiccm_daw.composer.styles.club import DRUM_AND_BASS, HOUSE, TECHNO
from musiccm_daw.composer.styles.dance_floor import AFROBEAT, DISCO, FUNK
from musiccm_daw.composer.styles.hip_hop import BOOM_BAP, LOFI, TRAP
from musiccm_daw.composer.styles.islands import REGGAE, REGGAETON, SALSA
from musiccm_daw.composer.styles.jazz import BLUES, BOSSA_NOVA, JAZZ_SWING
from musiccm_daw.composer.styles.scenes import AMBIENT, CINEMATIC, TRIP_HOP
from musiccm_daw.composer.styles.soul import RNB, SOUL
from musiccm_daw.composer.styles.synth_music import CHIPTUNE, SYNTHWAVE, TRANCE

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
