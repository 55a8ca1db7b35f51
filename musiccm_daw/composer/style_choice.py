"""What a style decides where a request leaves it open: tempo, meter, mode, form, and the style itself.

Between `brief.py` and the styles. A prompt that names no style is composed in the one where its instruments and ways of
playing are most at home; only a style that is named decides a tempo.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from musiccm_daw.composer.forms import FEWEST_BARS, asked_form, drawn_form
from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.brief import Brief
from musiccm_daw.composer.reading.players import Player
from musiccm_daw.composer.sheet import Style
from musiccm_daw.composer.styles import HOMES, STYLE_TABLE
from musiccm_daw.composer.words.prompt_words import meanings_of
from musiccm_daw.composer.words.stand_ins import STAND_INS
from musiccm_daw.scales import SCALES
from musiccm_daw.timebase import Meter

_HOME_OF_WAY = {
    "four_on_the_floor": "house",
    "breakbeat": "drum_and_bass",
    "walking_bass": "jazz_swing",
    "rolling_hats": "trap",
    "half_time": "rock",
    **dict.fromkeys(("one_drop", "steppers"), "reggae"),
    **dict.fromkeys(("blast_beat", "double_kick"), "metal"),
    "train_beat": "country",
    "reverse_bass": "techno",
    "oompah": "folk",
    "power": "rock",
    "strum": "folk",
    "picking": "folk",
    **dict.fromkeys(("chorale", "fanfare", "alberti", "gymnopedie"), "classical"),
    **dict.fromkeys(("toccata", "fugue", "canon"), "baroque"),
    "phase": "minimalism",
    "soli": "jazz_swing",
    "reel": "folk",
}
_HOME_OF_INSTRUMENT = {
    "grand_piano": "classical",
    "church_organ": "classical",
    "acid_303": "techno",
    "music_box": "ambient",
    "vibraphone": "jazz_swing",
    "supersaw": "trance",
    "marimba": "ambient",
    "kalimba": "ambient",
    "slap_bass": "funk",
    "power_kit": "rock",
    "brass_section": "soul",
    "muted_guitar": "rock",
    "solo_cello": "cinematic",
    "harp": "ambient",
    "flute": "folk",
    "rhodes": "lofi",
    "brush_kit": "jazz_swing",
    "acoustic_bass": "jazz_swing",
    "muted_trumpet": "jazz_swing",
    "alto_sax": "jazz_swing",
    "tenor_sax": "jazz_swing",
    "trumpet": "jazz_swing",
    "trombone": "jazz_swing",
    "french_horn": "cinematic",
    "oboe": "classical",
    "clarinet": "classical",
    "glockenspiel": "cinematic",
    "celesta": "cinematic",
    "fm_bell": "ambient",
    "bright_piano": "pop",
    "drawbar_organ": "soul",
    "steel_guitar": "folk",
    "nylon_guitar": "folk",
    "clean_guitar": "rock",
    "overdriven_guitar": "rock",
    "shaker_kit": "pop",
    "synth_bass_1": "house",
    "synth_bass_2": "house",
    "analog_bass": "house",
    "reed_organ": "folk",
    "sub_bass": "house",
    "reese_bass": "drum_and_bass",
    "bass_808": "trap",
}
"""Where the count of the styles' players would be by chance, or wrong."""
_HOME_OF_ROLE = {
    "drums": "pop",
    "bass": "pop",
    "keys": "pop",
    "guitar": "folk",
    "pads": "ambient",
    "lead": "pop",
    "strings": "cinematic",
    "brass": "soul",
    "vocal-pad": "ambient",
    "percussion": "afrobeat",
    "fx": "ambient",
}
_BALLAD_BPM = (60.0, 76.0)
"""Of ballads and lullabies in any style."""
_SLOWER = 0.85
"""Share of a style's slowest usual tempo at which it is called slow."""
_FASTER = 1.2
"""Multiple of a style's fastest usual tempo up to which it is called fast, where that is less than fast music has."""
_PACES = {"ballad": _BALLAD_BPM, "slow": (58.0, 80.0), "fast": (138.0, 168.0)}
"""Of what has no style."""
_SLOW_MOOD, _FAST_MOOD = 92.0, 108.0
"""BPM up to which a mood is that of slow music, and from which on it is that of fast music."""
_THIRDS = {-1: (0.0, 0.3), 0: (0.35, 0.65), 1: (0.7, 1.0)}
"""Parts of a range of tempi for calm music, most music and strong music."""
_NEARLY_ALWAYS = 0.8
"""Share of minor keys from which on a tonic alone is one."""
_HARDLY_EVER = 0.12
"""Share up to which no mood makes one of it."""
_CALM_HOME, DEFAULT_STYLE = "ambient", "pop"
"""For prompts that name neither style nor player."""


@dataclass(frozen=True)
class StyleFacts:
    """The tempo, the meter and the mode that a style brings; None where the prompt names nothing that decides them."""

    bpm: Fraction | None
    meter: Meter | None
    mode: str | None


def style_of(brief: Brief) -> Style:
    """Return the style that a brief names, or the one where its players are at home."""
    if brief.style is not None:
        return STYLE_TABLE[brief.style]
    ways = [way for player in brief.players for way in player.ways] + list(brief.ways)
    named = [_HOME_OF_WAY[way] for way in ways if way in _HOME_OF_WAY]
    deciding = _deciding(brief.players)
    homes = Counter(_home_of(player) for player in deciding)
    if named:
        return STYLE_TABLE[named[0]]
    if brief.band_enters:
        return STYLE_TABLE[DEFAULT_STYLE]
    if _is_rhythm_section(brief.players):
        heavy = brief.tuning is not None or any("distort" in text.lower() for p in brief.players for text in p.words)
        guitar = any(player.role == "guitar" for player in brief.players)
        return STYLE_TABLE["rock" if guitar or heavy else DEFAULT_STYLE]
    if _is_brushed(brief.players):
        return STYLE_TABLE["jazz_swing"]
    if any(player.role == "drums" for player in brief.players):
        homes = Counter({name: count for name, count in homes.items() if _has_drums(STYLE_TABLE[name])})
        homes = homes or Counter([DEFAULT_STYLE])
    if homes:
        return STYLE_TABLE[homes.most_common(1)[0][0]]
    return STYLE_TABLE[_CALM_HOME if _is_calm(brief) else DEFAULT_STYLE]


def _has_drums(style: Style) -> bool:
    return any(layer.role == "drums" for group in style.groups for layer in group)


def _deciding(players: Sequence[Player]) -> Sequence[Player]:
    """Return the players whose home counts: drums, shakers and effects are at home anywhere, and so is a bass."""
    tuned = [player for player in players if player.role not in ("drums", "percussion", "fx")]
    others = [player for player in tuned if player.role != "bass"]
    named = [player for player in others if player.named] or [player for player in tuned if player.named]
    return named or others or tuned or players


def _is_rhythm_section(players: Sequence[Player]) -> bool:
    """Return whether only roles are named, drums and bass among them: those of any band."""
    return {"drums", "bass"} <= {player.role for player in players} and not any(player.named for player in players)


def _is_brushed(players: Sequence[Player]) -> bool:
    """Return whether brushes and an upright bass play for somebody without a guitar: a jazz trio."""
    named = [player.instruments[0] for player in players if player.instruments]
    return {"brush_kit", "acoustic_bass"} <= set(named) and not any(player.role == "guitar" for player in players)


def _is_calm(brief: Brief) -> bool:
    return brief.steering.energy is not None and brief.steering.energy < 0.7


def _is_strong(brief: Brief) -> bool:
    return brief.steering.energy is not None and brief.steering.energy > 0.8


def _home_of(player: Player) -> str:
    together = any(text.lower().endswith(("fanfare", " choir")) for text in player.words)
    if player.role == "brass" and ((player.size or 1) > 1 or together):
        return "classical"
    own = STAND_INS.get(player.stand_in or "")
    return _home_in_name(player) or (None if own is None else own.style) or _home(player.role, player.instruments)


def _home_in_name(player: Player) -> str | None:
    """Return the style by which an instrument of its bands is called: a bluegrass banjo, a house organ."""
    for text in player.words:
        words = text.lower().split()
        for end in range(1, len(words)):
            style = next(iter((meanings_of(" ".join(words[:end])) or {}).get("style", ())), None)
            if style is not None and player.instruments and _share(player.instruments[0], STYLE_TABLE[style]):
                return style
    return None


def _home(role: str, instruments: tuple[str, ...]) -> str:
    """Return the style in whose band an instrument sits most often, else that of its role."""
    if not instruments:
        return _HOME_OF_ROLE[role]
    if instruments[0] in _HOME_OF_INSTRUMENT:
        return _HOME_OF_INSTRUMENT[instruments[0]]
    if INSTRUMENTS[instruments[0]].roles[0] in ("pads", "vocal-pad", "fx"):
        return _HOME_OF_ROLE[role]
    best = max(HOMES, key=lambda style: _share(instruments[0], style))
    return best.name if _share(instruments[0], best) > 0 else _HOME_OF_ROLE[role]


def _share(instrument: str, style: Style) -> float:
    """Return how many players of a style's band have an instrument, on average."""
    return sum(
        layer.chance * layer.instruments.count(instrument) / len(layer.instruments)
        for group in style.groups
        for layer in group
    )


def instrument_meant(player: Player, brief: Brief) -> str | None:
    """Return which of the instruments that a player's words may mean is meant, without those that are left out.

    The electric guitar of metal is distorted, that of funk clean: in a style that is named it is the one that the
    style's own players have most often. Else it is the likeliest.
    """
    able = [name for name in player.instruments if name not in brief.without_instruments]
    if brief.style is None or not able:
        return able[0] if able else None
    style = STYLE_TABLE[brief.style]
    # Of equals max() takes the first, which is the likeliest.
    return max(able, key=lambda name: _share(name, style))


def usual_instrument(role: str, brief: Brief) -> str:
    """Return what those of a role have most often in the style that a brief names; "" if it names none or has none."""
    often = Counter[str]()
    for group in () if brief.style is None else STYLE_TABLE[brief.style].groups:
        for layer in group:
            for name in layer.instruments if layer.role == role else ():
                often[name] += round(1000 * layer.chance / len(layer.instruments))
    able = [name for name, _ in often.most_common() if name not in brief.without_instruments]
    return able[0] if able else ""


def style_facts(brief: Brief, seed: int) -> StyleFacts:
    """Return tempo, meter and mode of the style that a prompt names, for requests in which nobody gives them.

    The tempo is a whole number from the middle of the style's range, or of that which other words ask for; "fast"
    chooses its upper end and what lies above, "slow" its lower end and what lies below, and ballads have a tempo of
    their own. Calm music has one from the lower third, strong music one from the upper. The mode is that of the moods,
    or drawn as often as the style's songs have it.
    """
    tempo = _tempo(brief, seed)
    meter = brief.meter
    if meter is None and brief.style is not None:
        style = style_of(brief)
        meter = Meter.parse(max(style.meters, key=lambda name: style.meters[name]))
    return StyleFacts(tempo, meter, _mode(brief, seed))


def _mode(brief: Brief, seed: int) -> str | None:
    """Draw a mode; None if neither a mood nor a style nor a player asks for one."""
    named = None if brief.scale is None else SCALES[brief.scale].mode
    if named is not None:
        return named
    if brief.mode is not None or (brief.style is None and not brief.players):
        return brief.mode
    style = style_of(brief)
    return "minor" if Random(f"mode {style.name} {seed}").random() < style.minor else "major"


def usual_tonics(brief: Brief) -> tuple[int, ...]:
    """Return the pitch classes of the keys in which the style that a brief names is played; all, if it names none."""
    return STYLE_TABLE[brief.style].tonics if brief.style is not None else tuple(range(12))


def leans_minor(brief: Brief) -> bool:
    """Return whether a tonic without a mode means a minor key: that of dark music, or of a style that is nearly so."""
    named = None if brief.scale is None else SCALES[brief.scale].mode
    if named is None and brief.style is not None and STYLE_TABLE[brief.style].minor <= _HARDLY_EVER:
        # Sad country songs are in major.
        return False
    if named is not None or brief.mode is not None:
        return (named or brief.mode) == "minor"
    return brief.style is not None and STYLE_TABLE[brief.style].minor >= _NEARLY_ALWAYS


def _tempo(brief: Brief, seed: int) -> Fraction | None:
    """Draw a tempo from the range that the words ask for; None if they ask for none."""
    if brief.style is None and brief.tempo is None and brief.pace is None:
        return None
    style = style_of(brief)
    low, high = brief.tempo or style.bpm
    first, last = _THIRDS[_lean(brief, low, high)]
    begin, end = {
        "ballad": _BALLAD_BPM,
        "slow": (_SLOWER * low, low + 0.1 * (high - low)),
        "fast": _fast(low, high),
    }.get(brief.pace or "", (low + first * (high - low), low + last * (high - low)))
    if brief.style is None and brief.pace is not None:
        begin, end = _PACES[brief.pace]
    return Fraction(round(begin + (end - begin) * Random(f"tempo {style.name} {seed}").random()))


def _lean(brief: Brief, low: float, high: float) -> int:
    """Return whether the mood asks for the slower tempi of a range, -1, the faster ones, 1, or neither, 0."""
    if _is_calm(brief) or _is_strong(brief):
        return -1 if _is_calm(brief) else 1
    if brief.mood_tempo is None or high <= low:
        return 0
    slowest, fastest = brief.mood_tempo
    place = ((slowest + fastest) / 2 - low) / (high - low)
    # What is happy is not slow, though drum and bass is faster than its usual tempo.
    if fastest <= _SLOW_MOOD and place < _THIRDS[0][0]:
        return -1
    return 1 if slowest >= _FAST_MOOD and place > _THIRDS[0][1] else 0


def _fast(low: float, high: float) -> tuple[float, float]:
    """Return the tempi at which a style is called fast: beyond its own, unless these are fast without a word."""
    begin, end = _PACES["fast"]
    return max(low + 0.75 * (high - low), min(high, begin)), max(high, min(_FASTER * high, end))


def form_names(brief: Brief, bars: int, seed: int, *, loop: bool) -> tuple[str, ...]:
    """Return the sections that a prompt names, or those drawn for a piece that ends; none for what is too short."""
    if bars < FEWEST_BARS:
        return ()
    if brief.form:
        return asked_form(brief.form)
    style = style_of(brief)
    if loop or style.cycle:
        return ()
    return drawn_form(style.form, bars, Random(f"form {style.name} {seed}"))
