"""Whether a prompt asks for a whole band: a drill beat is one, a song for voice and piano is not.

For `whole_piece.py` and `prompt_reader.py`, once the whole prompt is read. Of the styles, only
what they say of bands counts here, and not their players.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from musiccm_daw.composer.reading.company import SINGLE
from musiccm_daw.composer.reading.negation import RHYTHM_SECTION, LeftOut
from musiccm_daw.composer.reading.players import SECTIONS, Player
from musiccm_daw.composer.reading.said_again import first_role
from musiccm_daw.composer.reading.waiting_ways import Waiting
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words.prompt_words import Word
from musiccm_daw.composer.words.spoken.musicians import MUSICIANS
from musiccm_daw.composer.words.tokens import Token

_BIG_BANDS = ("big band", "big band jazz", "big band swing", "jazz big band", "swing big band")
_COLOURS = ("drums", "percussion", "bass", "brass", "fx")
_INTENSE = frozenset("huge massive heavy big giant enormous thunderous pounding booming fat loud sliding deep".split())  # noqa: SIM905
"""What is said of a colour of music that is named before it: epic trailer music, huge drums."""
_MUSIC = frozenset(("music", "ballad", "underscore", "soundtrack", "score", "jingle"))
_ELECTRIC_ORGANS = {"hammond", "drawbar", "b3", "electric", "tonewheel"}
_SUNG_IN_CHURCH = frozenset(("hymn", "hymns", "hymnal", "chorale", "choral", "mass", "church", "chapel", "cathedral"))
_ORGANS = ("organ", "organo", "órgano", "orgel", "orgue", "órgão")
_PARTS = ("drums", "bass", "percussion", "pads", "lead", "fx")
_OF_DRUMMERS = ("blast_beat", "double_kick")
_TECHNIQUES = frozenset(("power", "gallop", "tremolo_picking", *_OF_DRUMMERS))
"""How the guitars and drums of loud bands play."""
_DRIVEN = {"overdriven_guitar", "distortion_guitar"}
_TRIO, _TRIO_GUITARS = 3, ("jazz_guitar", "clean_guitar")
_HAVE_BLUES_HARPS = ("blues", "country")
_NO_BLUES_HARPS = {"concert", "pedal", "lever", "celtic", "glissando", "orchestral"}
_LIKENING = ("like", "la", "of", "by")
"""What stands before a musician whose music is meant: à la, in the style of."""
_FOR, _WITH = "for", ("with", "featuring", "using")


def is_song(word: Word) -> bool:
    """Return whether a phrase calls what is asked for a song, which a few may play."""
    return word.text.lower().split()[-1] in ("song", "songs")


def is_part_track(word: Word, words: Sequence[Word]) -> bool:
    """Return whether a track is that of a part in a DAW, where no style is named: a brass stab track, a bass track."""
    before = next((each for each in words if each.end == word.first), None)
    if before is None or word.text.lower() not in ("track", "tracks") or any(map(is_style, words)):
        return False
    return before.one("way") is not None or before.one("role") in _PARTS


def is_breakbeat_music(
    players: Sequence[Player], waiting: Sequence[Waiting], words: Sequence[Word], texts: Sequence[str]
) -> bool:
    """Return whether a breakbeat is the music, whose style or artist stands right behind it: breakbeat, the Prodigy."""
    if players or len(waiting) != 1 or waiting[0].way != "breakbeat" or SINGLE & set(texts):
        return False
    beat = next((word for word in words if word.one("way") == "breakbeat"), None)
    return beat is not None and any(is_style(word) and word.first == beat.end for word in words)


def is_theme(players: Sequence[Player], waiting: Sequence[Waiting], texts: Sequence[str], style: str | None) -> bool:
    """Return whether a theme, or a tune of a style whose bands have drums, is the whole piece that is asked for."""
    if players or len(waiting) != 1 or waiting[0].way != "melody" or SINGLE & set(texts):
        return False
    noun = waiting[0].text.lower().split()[-1]
    return noun == "theme" or (noun == "tune" and style is not None and not STYLE_TABLE[style].unplugged)


def is_production(
    players: Sequence[Player], waiting: Sequence[Waiting], words: Sequence[Word], kept: Sequence[Token]
) -> bool:
    """Return whether whole music is named before its only player, who is a colour of it.

    "Epic trailer music, huge drums" and "dub, heavy bass" are; "trailer drums" and "808s, drill" are one player.

    Args:
        players: whom the prompt names.
        waiting: ways of playing without a player.
        words: the known phrases.
        kept: the tokens.
    """
    single = bool(SINGLE & {token.text for token in kept})
    asked = next((word for word in words if first_role(word) or word.one("piece") or word.one("way")), None)
    if single or asked is None or len(players) + len(waiting) != 1:
        return False
    style = next((word for word in reversed(words) if is_style(word) and word.end <= asked.first), None)
    powered = "power" in (players[0].ways if players else (waiting[0].way,))
    if style is None or not (powered or (players and players[0].role in _COLOURS)):
        return False
    between = kept[style.end : asked.first]
    texts = {token.text for token in between}
    called = bool(_MUSIC & (texts | {style.text.lower().split()[-1]}))
    intense = bool(_INTENSE & (texts | {*asked.text.lower().split()}))
    apart = called or any(token.is_sign for token in between)
    named = bool(players) and players[0].named
    return (intense and apart) or (called and not named)


def is_arranged(form: Sequence[str], style: str | None, texts: Sequence[str]) -> bool:
    """Return whether several sections are named of music that bands play, which is a whole track then.

    "Techno, plucks, long breakdown, then drop" is one; "folk guitar, verse and chorus" is a guitarist's.
    """
    if style is None or SINGLE & set(texts) or STYLE_TABLE[style].unplugged or STYLE_TABLE[style].chamber:
        return False
    return len(set(form)) > 1


def is_likened(players: Sequence[Player], words: Sequence[Word], kept: Sequence[Token], style: str | None) -> bool:
    """Return whether music is only likened to that of its one player, a musician: a jazz waltz like Bill Evans."""
    if style is None or len(players) != 1 or SINGLE & {token.text for token in kept}:
        return False
    if STYLE_TABLE[style].chamber or STYLE_TABLE[style].unplugged:
        # Classical music like Chopin's is a pianist's.
        return False
    player = next((word for word in words if first_role(word) or word.one("piece") or word.one("way")), None)
    named = next((word for word in words if is_style(word)), None)
    if player is None or named is None or player.first < named.end or _letters(player.text) not in _musicians():
        return False
    return kept[player.first - 1].text in _LIKENING


@cache
def _musicians() -> frozenset[str]:
    return frozenset(_letters(name) for listed in MUSICIANS.values() for name in listed.split(", "))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def is_loud_band(words: Sequence[Word], kept: Sequence[Token], style: str | None) -> bool:
    """Return whether techniques stand behind the name of a loud band's music: thrash metal, power chords.

    "Metal power chords" are a guitar's, and so are "metal, power chord guitar". Those of two players are a band's
    whoever joins it: black metal, tremolo picking and blast beats with pads.
    """
    if style is None or SINGLE & {token.text for token in kept} or not _has_driven_guitars(style):
        return False
    asked = [word for word in words if first_role(word) or word.one("piece") or word.one("way")]
    named = next((word for word in words if is_style(word)), None)
    if named is None or not asked or asked[0].first < named.end:
        return False
    apart = any(token.is_sign for token in kept[named.end : asked[0].first])
    techniques = [word for word in asked if _is_technique(word)]
    joined = asked[0] in techniques and len({word.one("way") in _OF_DRUMMERS for word in techniques}) > 1
    return ((apart or len(asked) > 1) and len(techniques) == len(asked)) or joined


def _is_technique(word: Word) -> bool:
    beat = word.text.lower().replace("-", " ") == "d beat"
    return beat or (word.one("way") in _TECHNIQUES and not word.one("role"))


def _has_driven_guitars(style: str) -> bool:
    return any(_DRIVEN & set(layer.instruments) for group in STYLE_TABLE[style].groups for layer in group)


def is_style(word: Word) -> bool:
    """Return whether a phrase is the name of a style alone, and of nobody who plays."""
    return word.one("style") is not None and not (word.one("role") or word.one("instrument"))


def with_church_organ(players: Sequence[Player], style: str | None, texts: Sequence[str]) -> list[Player]:
    """Return the players, in whom an organ that nobody describes is a church's where a choir sings to it alone.

    So it is in styles whose own band has one, and in hymns.
    """
    own = None if style is None else STYLE_TABLE[style]
    at_home = own is not None and any("church_organ" in layer.instruments for group in own.groups for layer in group)
    choir = (
        at_home
        or not _SUNG_IN_CHURCH.isdisjoint(texts)
        or any(player.instruments[:1] == ("choir_aahs",) for player in players)
    )
    rhythm = any(player.role in ("drums", "bass", "percussion", "guitar") for player in players)
    if (own is not None and not own.sacred) or not choir or rhythm:
        return list(players)
    return [
        replace(player, instruments=("church_organ",))
        if player.instruments[:1] == ("drawbar_organ",)
        and any(text.lower().split()[-1] in _ORGANS for text in player.words)
        and not any(_ELECTRIC_ORGANS & set(text.lower().split()) for text in player.words)
        else player
        for player in players
    ]


def is_chamber_song(players: Sequence[Player], style: str | None, behind: Sequence[str]) -> bool:
    """Return whether a song is for those alone who are named: a song for voice and guitar.

    Args:
        players: whom the prompt names.
        style: that it names.
        behind: the texts of the tokens behind the word "song".
    """
    chamber = style is None or STYLE_TABLE[style].chamber
    if not chamber or not players or not all(player.is_acoustic for player in players):
        return False
    return _FOR in behind or (len(players) > 1 and any(text in behind for text in _WITH))


def with_pianist(players: Sequence[Player], style: str | None) -> list[Player]:
    """Return the players with the pianist of a rhythm section that accompanies horns, where nobody plays chords."""
    asked = any(RHYTHM_SECTION in text.lower() for player in players for text in player.words)
    horns = style is not None or any(player.role in ("lead", "brass") for player in players)
    chords = any(player.role in ("keys", "guitar", "pads") for player in players)
    pianist = style is None or STYLE_TABLE[style].pianist
    if not asked or chords or not horns or not pianist:
        return list(players)
    return [*players, Player("keys", ("grand_piano",), named=True)]


def with_organ_trio(players: Sequence[Player], style: str | None, left_out: LeftOut) -> list[Player]:
    """Return the players with the guitarist and the drummer of an organ trio, whose bass is the organist's own."""
    sacred = style is not None and STYLE_TABLE[style].sacred
    at = next((at for at, player in enumerate(players) if player.size == _TRIO and is_electric_organ(player)), None)
    if at is None or sacred or any(player.role == "bass" for player in players):
        return list(players)
    roles = {player.role for player in players} | left_out.roles
    others = [Player("guitar", _TRIO_GUITARS, named=True), Player("drums")]
    joining = [player for player in others if player.role not in roles]
    result = [replace(player, size=None) if each == at else player for each, player in enumerate(players)]
    # A saxophonist or two take the place of the guitarist.
    return result + joining[max(0, len(result) + len(joining) - _TRIO) :]


def is_electric_organ(player: Player) -> bool:
    """Return whether a player is an organist who needs a socket."""
    return player.instruments[:1] in (("drawbar_organ",), ("percussive_organ",), ("rock_organ",))


def with_claps_by_hand(player: Player, players: Sequence[Player], style: str | None, left_out: LeftOut) -> Player:
    """Return who only claps, of whom nobody says on what, as a pair of hands where no drum kit is at hand."""
    if player.role != "drums" or player.named or set(player.pieces) != {"clap"}:
        return player
    others = [other for other in players if other is not player]
    if style is None:
        kit = not others or not all(other.is_acoustic for other in others)
    else:
        layers = [layer for group in STYLE_TABLE[style].groups for layer in group if layer.role == "drums"]
        kit = any(set(layer.instruments) != {"orchestra_kit"} for layer in layers)
    if kit and "drums" not in left_out.roles:
        return player
    return replace(player, role="percussion", instruments=("latin_percussion",), named=True, pieces=())


def called_for(word: Word) -> list[Player]:
    """Return the players without whom no band is what its name says: the horns of a big band."""
    if word.text.lower() not in _BIG_BANDS:
        return []
    return [Player("brass", ("brass_section",), named=True), Player("lead", ("tenor_sax",), named=True)]


def acoustic_solo(player: Player, style: str | None) -> Player:
    """Return who plays a guitar solo, in styles of acoustic guitars alone and with chords: no lead guitar.

    Whose guitar nobody describes plays the only one that a style has.
    """
    if style is None:
        return player
    own = STYLE_TABLE[style]
    if player.role == "guitar" and not player.instruments and own.guitar:
        return replace(player, instruments=(own.guitar,), named=True)
    solo = any(text.lower().endswith("guitar solo") for text in player.words)
    if not own.solo_guitar or not solo or player.instruments[:1] != ("overdriven_guitar",):
        return player
    return replace(player, role="guitar", instruments=(own.solo_guitar,), ways=("chord_melody",))


def on_tuned_guitar(player: Player, tuning: int | None) -> Player:
    """Return who plays a riff on nothing that is named, on a distorted guitar where guitars are tuned down."""
    if tuning is None or player.instruments or "riff" not in player.ways:
        return player
    return replace(player, instruments=("distortion_guitar",), named=True)


def as_in_its_music(player: Player, style: str | None) -> Player:
    """Return who plays what is called otherwise elsewhere: the harp of a bluesman, the metallophone of jazz."""
    if style is None or len(player.words) != 1:
        return player
    noun = player.words[0].lower().split()[-1]
    if noun in ("bass", "bassline") and player.instruments[:1] == ("reese_bass",) and _has_driven_guitars(style):
        # What growls below them is no synthesizer unless it is called one.
        made = {"reese", "synth", "neuro"} & set(player.words[0].lower().split())
        return player if made else replace(player, instruments=("pick_bass",))
    if noun == "harp" and style in _HAVE_BLUES_HARPS and not _NO_BLUES_HARPS & set(player.words[0].lower().split()):
        return replace(player, role="lead", instruments=("harmonica",), stand_in=None)
    if noun.startswith("metallophone") and STYLE_TABLE[style].pianist:
        return replace(player, instruments=("vibraphone",))
    return player


def stays(player: Player, left_out: LeftOut) -> bool:
    """Return whether a player is not left out.

    A soloist stays whose section is ("piano and cello, no strings"), and who plays what another instrument stands in
    for: pedal steel, no electric guitar.
    """
    if player.stand_in is None and set(player.instruments[:1]) & left_out.instruments:
        return False
    named = player.named and (player.role in left_out.implied or player.role in SECTIONS)
    return player.role not in left_out.roles or named
