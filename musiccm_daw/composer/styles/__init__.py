"""The styles that the composer knows: one file for each family, and `STYLE_TABLE` of them all.

A style is data (`Style` in `sheet.py`): a range of tempos, its meters, its chord progressions, and groups of players,
each with instruments, a writer from the composer's files and the patterns that it plays. No style has code of its own;
all of that is in the writers.

The files: bands in `band.py`, `metal.py`, `soul.py`, `gospel.py`, `dance_floor.py`, `jazz.py`, `night_jazz.py`,
`jazz_clubs.py`, `west_coast.py`, `guitar_bands.py`, `art_rock.py`, `islands.py` and `horn_bands.py`; electronic music
in `club.py`, `deep_house.py`, `drum_and_bass.py`, `broken_beats.py`, `bass_music.py`, `raves.py`, `footwork.py`,
`southern_clubs.py`, `synth_music.py`, `hip_hop.py`, `internet_music.py`, `grime.py`, `eurobeat.py`, `afropop.py`,
`electro_swing.py`, `dungeon_synth.py` and `scenes.py`; music for pictures in `chases.py`, `screen_music.py`,
`farewells.py` and `family_tv.py`; acoustic instruments alone in `acoustic.py`, `string_bands.py` and
`concert_music.py`; marches in `marches.py`; dances in `latin_america.py`, `dominican.py` and `ball_dances.py`;
traditions of the world in `carnival.py`, `louisiana.py`, `celtic_isles.py`, `valse_musette.py`, `andes.py`,
`west_africa.py`, `balkans.py`, `drum_ensembles.py`, `gamelans.py`, `eastern_songs.py`, `punjab.py`, `aegean.py`,
`zouk.py`, `samba_schools.py`, `north_east_brazil.py`, `pampas_and_plains.py` and `carols.py`; effects that many share
in `effects.py`.
"""

from __future__ import annotations

from musiccm_daw.composer.sheet import Style
from musiccm_daw.composer.styles.acoustic import CLASSICAL, COUNTRY, FOLK
from musiccm_daw.composer.styles.aegean import REBETIKO
from musiccm_daw.composer.styles.afropop import AFROPOP
from musiccm_daw.composer.styles.andes import ANDEAN
from musiccm_daw.composer.styles.art_rock import KRAUTROCK, POST_PUNK, PROG_ROCK
from musiccm_daw.composer.styles.balkans import BALKAN, BALKAN_BRASS
from musiccm_daw.composer.styles.ball_dances import KLEZMER, POLKA, TANGO, VIENNESE_WALTZ
from musiccm_daw.composer.styles.band import POP, ROCK
from musiccm_daw.composer.styles.bass_music import DRILL, DUBSTEP, FUTURE_BASS
from musiccm_daw.composer.styles.broken_beats import BIG_BEAT, JERSEY_CLUB, UK_GARAGE
from musiccm_daw.composer.styles.carnival import CALYPSO, SOCA
from musiccm_daw.composer.styles.carols import CAROL
from musiccm_daw.composer.styles.celtic_isles import CELTIC, SEA_SHANTY
from musiccm_daw.composer.styles.chases import BLAXPLOITATION, SPY_CAPER
from musiccm_daw.composer.styles.club import HOUSE, TECHNO
from musiccm_daw.composer.styles.concert_music import BAROQUE, MINIMALISM
from musiccm_daw.composer.styles.dance_floor import AFROBEAT, DISCO, FUNK
from musiccm_daw.composer.styles.deep_house import DEEP_HOUSE
from musiccm_daw.composer.styles.dominican import BACHATA, MERENGUE
from musiccm_daw.composer.styles.drum_and_bass import DRUM_AND_BASS
from musiccm_daw.composer.styles.drum_ensembles import BATUCADA, BEMBE
from musiccm_daw.composer.styles.dungeon_synth import DUNGEON_SYNTH
from musiccm_daw.composer.styles.eastern_songs import ARABIC_POP, BOLLYWOOD, QAWWALI
from musiccm_daw.composer.styles.electro_swing import ELECTRO_SWING
from musiccm_daw.composer.styles.eurobeat import EUROBEAT
from musiccm_daw.composer.styles.family_tv import KIDS_TV, QUIRKY
from musiccm_daw.composer.styles.farewells import SENTIMENTAL
from musiccm_daw.composer.styles.footwork import FOOTWORK
from musiccm_daw.composer.styles.gamelans import GAMELAN
from musiccm_daw.composer.styles.gospel import GOSPEL, GOSPEL_SHOUT
from musiccm_daw.composer.styles.grime import GRIME
from musiccm_daw.composer.styles.guitar_bands import GRUNGE, INDIE_FOLK, MIDWEST_EMO, SURF_ROCK
from musiccm_daw.composer.styles.hip_hop import BOOM_BAP, LOFI, TRAP
from musiccm_daw.composer.styles.horn_bands import MOTOWN, NEW_ORLEANS, SKA
from musiccm_daw.composer.styles.internet_music import HYPERPOP, PHONK, VAPORWAVE
from musiccm_daw.composer.styles.islands import REGGAE, REGGAETON, SALSA
from musiccm_daw.composer.styles.jazz import BLUES, BOSSA_NOVA, JAZZ_SWING
from musiccm_daw.composer.styles.jazz_clubs import HARD_BOP, NEO_SOUL
from musiccm_daw.composer.styles.latin_america import CUMBIA, MARIACHI, SAMBA
from musiccm_daw.composer.styles.louisiana import DIXIELAND, JAZZ_FUNERAL, ZYDECO
from musiccm_daw.composer.styles.marches import MARCH
from musiccm_daw.composer.styles.metal import METAL
from musiccm_daw.composer.styles.night_jazz import ETHIO_JAZZ, NOIR_JAZZ
from musiccm_daw.composer.styles.north_east_brazil import FORRO
from musiccm_daw.composer.styles.pampas_and_plains import CHACARERA, JOROPO
from musiccm_daw.composer.styles.punjab import BHANGRA
from musiccm_daw.composer.styles.raves import DUB_TECHNO, EDM, HARDSTYLE, PSYTRANCE
from musiccm_daw.composer.styles.samba_schools import SAMBA_ENREDO
from musiccm_daw.composer.styles.scenes import AMBIENT, CINEMATIC, TRIP_HOP
from musiccm_daw.composer.styles.screen_music import BOSS_BATTLE, HORROR, SUSPENSE
from musiccm_daw.composer.styles.soul import RNB, SOUL
from musiccm_daw.composer.styles.southern_clubs import AMAPIANO, BAILE_FUNK, GQOM
from musiccm_daw.composer.styles.string_bands import BLUEGRASS, GYPSY_JAZZ
from musiccm_daw.composer.styles.synth_music import CHIPTUNE, SYNTHWAVE, TRANCE
from musiccm_daw.composer.styles.valse_musette import MUSETTE
from musiccm_daw.composer.styles.west_africa import DESERT_BLUES, HIGHLIFE
from musiccm_daw.composer.styles.west_coast import CITY_POP, SMOOTH_JAZZ, YACHT_ROCK
from musiccm_daw.composer.styles.zouk import ZOUK

HOMES: tuple[Style, ...] = (
    *(HOUSE, TECHNO, DRUM_AND_BASS, TRANCE, SYNTHWAVE, CHIPTUNE),
    *(TRAP, BOOM_BAP, LOFI, TRIP_HOP, RNB),
    *(POP, ROCK, METAL, FUNK, DISCO, SOUL),
    *(JAZZ_SWING, BOSSA_NOVA, BLUES),
    *(REGGAE, REGGAETON, SALSA, AFROBEAT),
    *(AMBIENT, CINEMATIC, CLASSICAL, FOLK, COUNTRY),
)
"""Styles in which an instrument may be at home where nobody names a style."""
_ONLY_IF_NAMED = (
    *(UK_GARAGE, BIG_BEAT, JERSEY_CLUB, DUBSTEP, DRILL, FUTURE_BASS),
    *(EDM, PSYTRANCE, HARDSTYLE, DUB_TECHNO, AMAPIANO, BAILE_FUNK),
    *(SAMBA, CUMBIA, BACHATA, MERENGUE, MARIACHI, TANGO),
    *(POLKA, KLEZMER, VIENNESE_WALTZ, BLUEGRASS, GYPSY_JAZZ),
    *(SKA, MOTOWN, NEW_ORLEANS, NOIR_JAZZ, ETHIO_JAZZ, BAROQUE, MINIMALISM),
    *(GOSPEL, GOSPEL_SHOUT, NEO_SOUL, HARD_BOP, SMOOTH_JAZZ, YACHT_ROCK, CITY_POP),
    *(SURF_ROCK, GRUNGE, MIDWEST_EMO, INDIE_FOLK, KRAUTROCK, POST_PUNK, PROG_ROCK),
    *(GQOM, PHONK, HYPERPOP, VAPORWAVE, GRIME, EUROBEAT, DUNGEON_SYNTH),
    *(AFROPOP, DEEP_HOUSE, FOOTWORK, ELECTRO_SWING, MARCH),
    *(BLAXPLOITATION, SPY_CAPER, SUSPENSE, HORROR, BOSS_BATTLE, SENTIMENTAL, QUIRKY, KIDS_TV),
)
_TRADITIONS = (
    *(CALYPSO, SOCA, ZYDECO, DIXIELAND, JAZZ_FUNERAL, CELTIC, SEA_SHANTY, MUSETTE, ANDEAN),
    *(HIGHLIFE, DESERT_BLUES, BALKAN, BALKAN_BRASS, BEMBE, BATUCADA, GAMELAN),
    *(BOLLYWOOD, QAWWALI, ARABIC_POP, BHANGRA, REBETIKO, CAROL),
    *(ZOUK, SAMBA_ENREDO, FORRO, CHACARERA, JOROPO),
)
"""Styles of the world and of the season, only if they are named."""

STYLE_TABLE: dict[str, Style] = {style.name: style for style in (*HOMES, *_ONLY_IF_NAMED, *_TRADITIONS)}
"""Every style by name."""
