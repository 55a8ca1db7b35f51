"""The players whom a prompt names: who, on what, and how.

Whom `line_up.py` lists, `spoken_of_again.py` joins and `seating.py` seats. Ways of playing are keys of `PATTERN_WORDS`
and those that `prompt_words.py` adds to them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.negation import RHYTHM
from musiccm_daw.composer.reading.steering import UNSTEERED, Steering
from musiccm_daw.composer.words.stand_ins import STAND_INS

BEATS = ("four_on_the_floor", "breakbeat", "backbeat", "beat", "rolling_hats", "tops")
KIT_WAYS = ("blast_beat", "double_kick", "one_drop", "steppers", "train_beat", "march")
"""Beats with a name of their own."""
GESTURES_OF_KIT = ("snare_roll", "drum_fill", "cymbal_roll")
"""What a drummer does once, and not in every bar."""
DRUM_WAYS = (*BEATS, *KIT_WAYS, *GESTURES_OF_KIT, "half_time", "double_time", "ghosts", "fills", "flams", "off_grid")
PLACES = (
    *("quarters", "eighths", "sixteenths", "thirty_seconds", "triplets", "halves"),
    *("offbeat", "afterbeats", "strong_beats", "downbeats"),
)
"""When single sounds of a kit and percussion are struck; pitched players play in note values, too."""
AND_OF = ("and_of_1", "and_of_2", "and_of_3", "and_of_4")
"""The 8th behind one beat of the bar."""
TURNS = ("answers", "answered", "replies")
"""Ways of those who play in turn; who is answered is so by the next in the prompt, and who replies follows the next."""
BASS_WAYS = ("long_bass", "walking_bass", "eighths_bass", "sixteenths_bass", "bass")
LOW_WAYS = ("roots", "pedal", "root_fifth", "reverse_bass")
"""What only a bass plays, too, though the words may say so of nobody."""
PIANO_WAYS = ("stride", "boogie")
POLYRHYTHMIC = ("three_against_four", "four_against_three", "three_against_two", "five_against_four")
"""Ways of two hands, of which one has so many notes in the time of so many others."""
_LINES = ("lead", "strings", "brass", "guitar", "keys", "vocal-pad")
_OF_ROLES = {
    **dict.fromkeys(LOW_WAYS, ("bass",)),
    "root_fifth": ("bass", "brass"),
    **dict.fromkeys(("left_hand", "right_hand"), ("keys",)),
    **dict.fromkeys(("pompe", "rasgueado"), ("guitar",)),
    "gallop": ("guitar", "bass", "lead"),
    "tremolo_picking": ("guitar", "lead", "strings", "keys", "brass"),
    "oompah": ("bass", "brass", "keys", "guitar", "strings", "lead"),
    "chops": ("vocal-pad",),
    "locked": ("bass",),
    **dict.fromkeys(("left_octaves", "alberti", "gymnopedie"), ("keys",)),
    "thumb": ("guitar",),
    "toccata": ("keys", "strings"),
    **dict.fromkeys(("fast_arp", "wide_arp"), ("keys", "guitar", "lead", "strings", "pads")),
    "pump": ("keys", "pads", "lead", "strings", "vocal-pad", "guitar"),
    **dict.fromkeys(("long_notes", "running", "reel"), ("lead", "strings", "brass", "vocal-pad")),
    "swell_into": ("strings", "pads", "brass", "vocal-pad", "keys"),
    "shimmer": ("keys", "guitar", "strings", "pads"),
    "first_bows": ("strings",),
    **dict.fromkeys(("in_thirds", "in_sixths", "harmonised", "counter"), _LINES),
    **dict.fromkeys(("in_unison", "in_octaves", "doubles"), (*_LINES, "bass")),
    **dict.fromkeys(("soli", "fanfare"), ("lead", "strings", "brass")),
    "chorale": ("keys", "pads", "strings", "vocal-pad", "brass", "guitar"),
    "syncopated": ("keys", "guitar", "bass"),
    "wobble": ("keys", "pads", "lead", "bass"),
    "afterbeats": ("keys", "guitar", "brass", "strings", "vocal-pad"),
    "strong_beats": ("keys", "guitar", "brass", "strings", "vocal-pad", "bass"),
    **dict.fromkeys(("tenths", "jaco"), ("bass",)),
    **dict.fromkeys(AND_OF, ("keys", "guitar", "brass", "lead", "strings", "vocal-pad", "bass")),
    "toll": ("keys", "lead"),
    "marcato": ("keys", "guitar"),
    "clusters": ("keys", "strings", "pads", "vocal-pad", "brass"),
    **dict.fromkeys(("canon", "fugue"), (*_LINES, "pads")),
    **dict.fromkeys(("phase", *POLYRHYTHMIC), ("keys", "lead", "strings", "guitar")),
    **dict.fromkeys(("trill", "double_stops"), ("lead", "strings", "keys", "guitar", "brass")),
}
"""Whose these ways of playing are."""
_CHORDS = ("chords", "strum", "power")
_STRUCK = ("rhodes", "dx_piano", "fm_epiano", "grand_piano", "vibraphone", "harp")
OTHERS = "others"
"""What joins those who are named as the others, or the rest, of an ensemble."""
SYNTH_SECTIONS = {"strings": "synth_strings", "brass": "synth_brass"}
"""What these are behind the name of a synthesizer: Juno strings."""
PLUCKED_STRINGS = ("pizzicato_strings",)
TREMOLO_STRINGS = ("tremolo_strings",)
SECTIONS = ("strings", "brass", "vocal-pad")
"""Roles that many play, from whom a soloist stands apart."""

_ACOUSTIC_ROLES = ("guitar", "strings", "vocal-pad", "brass")
_ELECTRIC = (
    *("rhodes", "dx_piano", "fm_epiano", "clavinet", "rock_organ", "organ_stab"),
    *("clean_guitar", "muted_guitar", "overdriven_guitar", "distortion_guitar"),
    *("finger_bass", "pick_bass", "fretless_bass", "slap_bass"),
)


@dataclass(frozen=True)
class Player:
    """Somebody whom a prompt names.

    Attributes:
        role: one of `ROLES`.
        instruments: what the words may mean, the likeliest first; empty where only a role is named.
        named: whether the instruments are named, and not only a role that has them.
        ways: how the player plays; keys of `PATTERN_WORDS` and those of `prompt_words.py`.
        steering: what the player's own clause asks for.
        pieces: the sounds of the drum kit that are named.
        words: phrases of the prompt that speak of this player alone.
        size: of the ensemble whose family the words name: a string quartet.
        enters: where, as `entrances.py` reads it; empty for the first bar.
        count: how many play so: two guitars, three violins.
        joined_by: the word or sign between this player and the one before, if it divides the prompt.
        of_piece: whether the words only say what kind of piece it is: a piano ballad.
        stand_in: what the words name, a key of `STAND_INS`, where the instrument only stands in for it.
    """

    role: str
    instruments: tuple[str, ...] = ()
    named: bool = False
    ways: tuple[str, ...] = ()
    steering: Steering = UNSTEERED
    pieces: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 1
    size: int | None = None
    enters: str = ""
    joined_by: str = ""
    of_piece: bool = False
    stand_in: str | None = None

    @property
    def is_acoustic(self) -> bool:
        """Whether the player needs neither a drum kit nor electricity, as far as the words say."""
        if not self.named:
            return self.role in _ACOUSTIC_ROLES
        instrument = INSTRUMENTS[self.instruments[0]]
        drums = instrument.is_kit and self.role != "percussion"
        return not (instrument.is_synth or drums or self.instruments[0] in _ELECTRIC)

    @property
    def usual_ways(self) -> tuple[str, ...]:
        """How the player plays: as asked, else as what the instrument stands in for is played."""
        own = STAND_INS.get(self.stand_in or "")
        if own is None:
            return self.ways
        # A tune on bagpipes has its drone.
        asked = self.ways if set(self.ways) - {"melody"} or "over_drone" not in own.ways else ()
        ways = asked or own.ways
        single = "single" in own.ways and not {"single", "chords", "strum", "arp"} & set(ways)
        return (*ways, "single") if single else ways

    @property
    def asks_for_synth(self) -> bool:
        """Whether the words ask for a synthesizer, of any name."""
        return any("synth" in text.lower() for text in self.words)

    @property
    def plays_synth(self) -> bool:
        """Whether what is named is a synthesizer's sound."""
        return any(INSTRUMENTS[name].is_synth for name in self.instruments)

    def may_take(self, role: str) -> bool:
        """Return whether the instrument that is named can take a role."""
        return self.named and role in INSTRUMENTS[self.instruments[0]].roles

    def can(self, way: str) -> bool:
        """Return whether a way of playing can be this player's."""
        if self.role == "percussion" and way in (*PLACES, "rolling_hats", "fills"):
            return True
        if self.role == "drums" and self.pieces and way in PLACES:
            return True
        if way in DRUM_WAYS:
            return self.role == "drums"
        if way in _OF_ROLES:
            return self.role in _OF_ROLES[way]
        if way in BASS_WAYS:
            return self.role == "bass"
        if way == "slap":
            return self.role == "bass"
        if way == "picking" and self.role == "bass":
            return not self.instruments or self.instruments[0] == "finger_bass"
        if way in PIANO_WAYS:
            return self.role == "keys"
        if way in _CHORDS and self.role == "bass":
            return False
        return self.role not in (*RHYTHM, "fx")


def narrowed(player: Player, role: str, able: tuple[str, ...], names: tuple[str, ...]) -> Player:
    """Return a player of whom the next word says the role: a string pad, a Moog lead.

    Args:
        player: so far.
        role: the word's.
        able: those of the player's instruments that can play it.
        names: the instruments that the word may mean.
    """
    if role == "pads" and player.named and player.instruments[0] in _STRUCK:
        # A pad on an electric piano is its chords, held.
        return replace(player, ways=(*player.ways, "held"))
    if able or player.role in (role, "vocal-pad"):
        return replace(player, role=role if able else player.role, instruments=able or player.instruments)
    if player.plays_synth and INSTRUMENTS[player.instruments[0]].is_synth:
        # What is named is the maker of a sound that has other names.
        own = SYNTH_SECTIONS.get(role)
        return replace(player, role=role, instruments=names if own is None else (own,), named=own is not None)
    way = {"pads": "held", "lead": "melody"}.get(role)
    return replace(player, ways=(*player.ways, way)) if way is not None and player.can(way) else player
