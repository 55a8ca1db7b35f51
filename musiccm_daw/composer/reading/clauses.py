"""The words of a prompt put together: clause by clause, which player they name, and what they say of it.

Between `prompt_words.py`, which finds the words, and `brief.py`, which holds what comes of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from musiccm_daw.composer.instrument_names import INSTRUMENTS
from musiccm_daw.composer.reading.company import in_company, is_tagged_track
from musiccm_daw.composer.reading.counts import DIVIDERS, count_before, countable
from musiccm_daw.composer.reading.entrances import AFTER_OTHERS, entrance_after
from musiccm_daw.composer.reading.negation import RHYTHM, RHYTHM_SECTION, LeftOut
from musiccm_daw.composer.reading.own_bands import own_band
from musiccm_daw.composer.reading.players import (
    BASS_WAYS,
    DRUM_WAYS,
    OTHERS,
    PIANO_WAYS,
    SYNTH_SECTIONS,
    Player,
    narrowed,
)
from musiccm_daw.composer.reading.said_again import (
    first_role,
    is_plucked,
    is_technique,
    leads,
    repeats,
    says_role_again,
)
from musiccm_daw.composer.reading.spoken_of_again import each_once
from musiccm_daw.composer.reading.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.composer.reading.surroundings import WEAK_ROLES, Surroundings
from musiccm_daw.composer.reading.trading import in_turns
from musiccm_daw.composer.reading.waiting_ways import (
    ROLE_OF_WAY,
    SETTINGS,
    Waiting,
    given,
    takes_from_afar,
    with_waiting,
)
from musiccm_daw.composer.reading.whole_bands import (
    acoustic_solo,
    called_for,
    is_breakbeat_music,
    is_chamber_song,
    is_part_track,
    is_production,
    is_song,
    stays,
    with_church_organ,
    with_pianist,
)
from musiccm_daw.composer.words import spoken_styles, spoken_uses
from musiccm_daw.composer.words.prompt_words import Word, is_plain, meanings_of, of_one
from musiccm_daw.composer.words.vocabulary import TIMPANI_WORDS
from musiccm_daw.harmony import MODES
from musiccm_daw.timebase import Meter

_PACES = ("half_time", "double_time")
_JOINED_BY = ("with", "featuring", "con", "mit", "avec")
"""What stands between the name of a style, whose band plays, and those whom it is to have."""
_LED = ("heavy", "driven", "led", "based", "laden", "infused", "oriented", "centric", "forward")
"""What a band is that has somebody in front: bass-heavy dubstep, guitar-driven rock."""
_WHOLE_FORMS = ("intro", "verse", "chorus", "drop", "bridge", "outro")
"""Sections that a band plays; a break may be the drummer's, and anybody builds up."""
_PLACED = {"for", "play", "plays", "playing", "fit", "fits", "suit", "suits"}
"""What stands between those who are named and the track that they play in: a bass line for a house track."""
_PLACES = ("beat", "beats", "loop", "groove")
"""What such a track may be called, too."""
_ALL_TOGETHER = ("band", "ensemble", "orchestra")
"""What they do not play in, but with: a melody for a full orchestra."""
_LISTED_MELODIES = ("melody", "hook", "topline", "lead line")
"""Words that name somebody else where they end a list of players: drums, bass, keys and melody."""
_FAMILIES = ("lead", "pads", "bass")
"""Roles that a word before them narrows down: a guitar lead, a string pad."""
_SYNTHS = ("synth", "synthesizer", "synthesiser")
"""What a bass is that stands before them: a funk bass synth."""
_ROLLS = ("roll", "rolls")
"""What a banjo plays, too."""
_TUNED = ("keys", "lead", "guitar")
"""Whose ways of playing name a player before one comes: house chords with reverb are no band."""
_THE_OTHERS = {"others", "other", "rest", "remaining"}
_SCENES = frozenset(
    phrase
    for listed in (
        *spoken_styles.SCENES.values(),
        *(each for use in spoken_uses.USES.values() for each in use.values()),
    )
    for phrase in listed.split(", ")
)
_LIKE = ("jazzy", "funky", "soulful", "bluesy", "folky", "poppy", "trancey", "trappy")
"""Adjectives of styles."""
_LEFT_HAND = ("left", "hand")
_PLUCKED = ("pizz", "pizzicato")
_SUSTAINING = (
    *("contrabass", "solo_cello", "solo_viola", "solo_violin", "string_ensemble", "slow_strings"),
    *("church_organ", "reed_organ", "drawbar_organ", "percussive_organ", "analog_bass", "sub_bass"),
)
"""Who plays a drone that is named behind a comma."""
_SIZED = ("duo", "trio", "quartet", "quintet", "sextet")
_DRONES = ("drone", "drones")
"""How an instrument plays that stands before them: a cello drone."""


@dataclass
class Reader:
    """The words of a prompt, read from left to right, clause by clause."""

    around: Surroundings
    style: str | None = None
    styles: list[str] = field(default_factory=list)
    """All that are named."""
    palettes: list[str] = field(default_factory=list)
    """Of the kinds of styles that are named; keys of `PALETTES`."""
    bands: list[str] = field(default_factory=list)
    """Kinds of music with a band of their own; keys of `OWN_BANDS`."""
    size: int | None = None
    whole: bool = False
    shape: str | None = None
    meter: Meter | None = None
    tempo: tuple[float, float] | None = None
    """BPM that words for a tempo ask for."""
    only_like: bool = False
    """Whether the style is only what something is like, as jazzy chords are, so that a later name counts."""
    style_tempo: tuple[float, float] | None = None
    """BPM of the kind of style that is named."""
    mood_tempo: tuple[float, float] | None = None
    players: list[Player] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    feelings: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    clauses: int = 0
    """How many clauses have ended."""
    joined: bool = False
    """Whether a style is joined by players, in whose band they are then: house with a rhodes."""
    song_end: int | None = None
    """The token behind the word "song", if it is said."""
    rap_beat: bool = False
    """Whether a beat is named that is a whole instrumental: a drill beat."""
    style_end: int = -1
    """The token behind the last name of a style."""
    clause: int = 0
    """Index of the clause's first player."""
    clause_steering: Steering = UNSTEERED
    steering: Steering = UNSTEERED
    """Of clauses that name no player."""
    steers: list[str] = field(default_factory=list)
    """Phrases that steer, as they were written."""
    form: list[str] = field(default_factory=list)
    """Sections that are named, in their order."""
    last_end: int = 0
    count: int = 1
    """How many players the word that is read names."""
    adjectives: tuple[str, ...] = ()
    """Words for moods and sounds that stand just before."""
    last_role: str | None = None
    """Role of the word just before, where it named one."""
    counted_from: int = 0
    """The token behind the last word that was no adjective: numbers before it count something else."""
    clause_style: bool = False
    """Whether the clause has named a style so far."""
    divider: str = ""
    """The word or sign before the clause."""
    band_enters: bool = False
    """Whether the whole band comes after those who are named: piano, then the full band."""
    led: bool = False
    """Whether somebody stands in front of a band: guitar-driven."""
    part_end: int = 0
    """The token behind the last word for a player or a way of playing."""
    others: bool = False
    """Whether the word that is read names the others of an ensemble."""
    struck: bool = False
    """Whether that word was for a sound of the drum kit."""
    stand_in: str | None = None
    """What the word that is read names, where an instrument only stands in for it."""
    tuning: int | None = None
    """MIDI pitch of the guitars' lowest string."""
    scale: str | None = None

    def read(self, word: Word) -> None:
        """Take one phrase in."""
        self._divide(word.first)
        adjacent = self.last_end == word.first or self.around.casts(word, self.last_end)
        self.last_end = word.end
        before, self.last_role = self.last_role if adjacent else None, None
        if word.one("style") and not (word.one("role") or word.one("instrument")):
            self._read_style(word, adjacent=adjacent)
        if before is None or word.text.lower() != "ensemble":
            self._read_setting(word)
        if before is not None and word.one("size") and leads(word, self.players[-1]):
            self.size = None
            self._give(len(self.players) - 1, "melody", word.text)
        elif before is not None and word.one("size"):
            self.players[-1] = replace(self.players[-1], size=self.size)
        self.stand_in = word.one("stand_in")
        names_player = bool({"role", "instrument", "piece"} & set(word.meanings))
        self.led = self.led or (names_player and self.around.follows(word, _LED))
        count = count_before(self.around.kept, word.first, self.counted_from)
        single = of_one(word) if count > 1 and names_player else word
        self.others = not _THE_OTHERS.isdisjoint(self._since_part(word))
        self.count = count if single.one("piece") is None and countable(first_role(single)) else 1
        self._read_player(single if self.count > 1 else word, self._with_adjectives(word, adjacent), before)
        if names_player:
            self._read_entrance(word)
        if names_player and self._clause_players():
            of_piece = self.players[-1].of_piece or self.around.names_piece(word)
            self.players[-1] = replace(self.players[-1], of_piece=of_piece)
        if names_player and self.stand_in and self.players:
            player = self.players[-1]
            own = set(player.instruments) & set(word.meanings.get("instrument", ()))
            self.players[-1] = replace(player, stand_in=self.stand_in) if own else player
        if names_player or word.one("way"):
            self.part_end, self.struck = word.end, word.one("piece") is not None
        if names_player or not {"mood", "effect", "word"} & set(word.meanings):
            self.counted_from = word.end

    def _read_entrance(self, word: Word) -> None:
        """Take in where the players of a clause enter; those who are joined to them by "and" enter there, too."""
        place = entrance_after(self.around.kept, word.end) or (AFTER_OTHERS if self.divider == AFTER_OTHERS else None)
        entering = self._clause_players()
        if place is None or not entering:
            return
        if self.divider in ("and", "or") and entering[0] > 0:
            entering.insert(0, entering[0] - 1)
        for at in entering:
            self.players[at] = replace(self.players[at], enters=place)

    def _read_style(self, word: Word, *, adjacent: bool) -> None:
        """Take the name of a style in."""
        self.styles += word.meanings.get("style", ())
        called = called_for(word)
        self.players += called
        self.whole = self.whole or bool(called)
        # "Saxophone over a slow jam" is joined by a band.
        joined = self.divider == "over" and bool(self.players) and not self._clause_players()
        self.whole = self.whole or joined
        # In "jazz house" and "dub techno" the last word is the noun, and jazzy chords for a house track are house.
        scene = self.style is not None and word.text.lower() in _SCENES
        if not scene and (self.style is None or self.only_like or adjacent or joined or self._is_place(word)):
            self.only_like = word.text.lower() in _SCENES.union(_LIKE)
            self.style, self.style_tempo = word.one("style"), word.bpm("tempo")
        self.clause_style = True
        self.style_end = word.end

    def _with_adjectives(self, word: Word, adjacent: bool) -> str:
        """Return a phrase with the words for moods and sounds before it, or keep it for the next one."""
        earlier = self.adjectives if adjacent else ()
        if {"role", "instrument", "way", "piece"} & set(word.meanings):
            self.adjectives = ()
        elif {"mood", "effect", "word"} & set(word.meanings):
            self.adjectives = (*earlier, word.text)
        else:
            self.adjectives = ()
        return " ".join((*earlier, word.text))

    def _read_player(self, word: Word, text: str, before: str | None) -> None:
        """Take in what a phrase says of players.

        Args:
            word: the phrase.
            text: the same with its adjectives.
            before: role that the phrase just before it named.
        """
        role, way = word.one("role"), word.one("way")
        weak = role is not None and word.text.lower().rstrip("s") in [name.rstrip("s") for name in WEAK_ROLES]
        is_way = way is not None and (weak or role is None or word.one("instrument") is None)
        if self._seats_nobody(word, text) or self._means_more(word, text, before):
            return
        if (
            before is None
            and role is not None
            and not weak
            and self._clause_players()
            and says_role_again(role, word, self.players[-1])
        ):
            self.players[-1] = replace(self.players[-1], words=(*self.players[-1].words, text))
            self.last_role = self.players[-1].role
        elif before is not None and role is None and repeats(word, self.players[-1]):
            player = self.players[-1]
            self.players[-1] = replace(player, words=(*player.words, text))
            self.last_role = player.role
            if way is not None and player.can(way):
                self._give(len(self.players) - 1, way, text)
        elif word.one("piece"):
            self._add_pieces(word, text)
            if way is not None:
                self._play(way, text, word)
        elif before == "bass" and word.text.lower() in _SYNTHS:
            player = self.players[-1]
            self.players[-1] = replace(player, instruments=("synth_bass_1",), named=True, words=(*player.words, text))
        elif way == "percussion":
            self._add(Player(way, word.meanings.get("instrument", ()), words=(text,)))
        elif before is not None and role is not None and not weak and self._narrows(role, before):
            self._read_role(role, before, word, text)
        elif word.one("instrument") and self._is_played_on(word):
            self._read_instrument(word, text)
        elif weak and role == "lead" and self._ends_list(word):
            self._add(Player(role, words=(text,)))
        elif word.one("instrument") and not (is_way and (role is None or weak) and self._clause_players()):
            self._add(Player(first_role(word), word.meanings["instrument"], role is None, words=(text,)))
            if way or leads(word, self.players[-1]):
                self._play(way or "melody", text, word)
        elif role is not None and not weak:
            self._read_role(role, before, word, text)
            if way:
                self._play(way, text, word)
        elif way is not None and before != "fx":
            self._play(way, text, word)
        elif role is not None and not self._clause_players():
            self._add(Player(role, words=(text,)))

    def _seats_nobody(self, word: Word, text: str) -> bool:
        """Return whether a phrase only says how, when or where those play who are named already."""
        technique = bool(self.players) and is_technique(word, self.players[-1])
        place = word.text.lower() in _PLACES and self._is_place(word)
        return technique or place or self._is_when(word) or self._is_of_hand(word, text)

    def _means_more(self, word: Word, text: str, before: str | None) -> bool:
        """Take in phrases that do not mean what their tables say where they stand; return whether this is one."""
        at = len(self.players) - 1
        if self.around.is_rap_beat(word, self.style, self.style_end):
            self.rap_beat = self.whole = True
        elif word.text.lower() == RHYTHM_SECTION:
            self._add(Player("drums", words=(text,)))
            self._add(Player("bass", words=(text,)))
        elif before is not None and is_plucked(word, self.players[at]):
            self._give(at, "picking", text)
        elif self._says_drone(word, before):
            self._give(at, "drone", text)
        elif word.text.lower() in _PLUCKED and self._plucks_bass(before):
            player = self.players[at]
            names = ("acoustic_bass",) if player.instruments[:1] == ("contrabass",) else player.instruments
            self.players[at] = replace(player, instruments=names, words=(*player.words, text))
        else:
            return False
        return True

    def _plucks_bass(self, before: str | None) -> bool:
        """Return whether a word for plucking, next to a bass or behind its comma, is said of it."""
        near = before == "bass" or (self.divider == "," and not self._clause_players())
        return near and bool(self.players) and self.players[-1].role == "bass" and not self.players[-1].plays_synth

    def _says_drone(self, word: Word, before: str | None) -> bool:
        """Return whether a drone is what the last player holds: a cello drone, or a bowed double bass, low drone."""
        player = self.players[-1] if self.players else None
        if player is None or word.text.lower().split()[-1] not in _DRONES or not player.can("held"):
            return False
        sized = player.size is not None and self.around.kept[word.first - 1].text in _SIZED
        alone = len(self.players) == 1 and self.divider == "," and not self._clause_players()
        sustains = player.named and player.instruments[0] in _SUSTAINING
        return ((before is not None or sized) and word.text.lower() in _DRONES) or (alone and sustains)

    def _is_when(self, word: Word) -> bool:
        """Return whether a word says when the sounds of a kit are struck: hats on the offbeat, offbeat hats."""
        way = word.one("way")
        if way == "offbeat" and self.around.is_struck_next(word):
            self.waiting.append(Waiting(way, word.text, self.clauses))
            return True
        struck = way in ("beat", "offbeat") and self.struck and "on" in self._since_part(word)
        if struck and way == "offbeat":
            self._give(len(self.players) - 1, way, word.text)
        return struck

    def _is_of_hand(self, word: Word, text: str) -> bool:
        """Return whether a bass is that of a pianist's left hand."""
        pianist = next((at for at, player in enumerate(self.players) if player.role == "keys"), None)
        around = [token.text for token in self.around.kept[self.part_end : word.end + len(_LEFT_HAND)]]
        of_hand = "lh" in around or any(pair == _LEFT_HAND for pair in pairwise(around))
        if pianist is None or not of_hand or (first_role(word) != "bass" and word.one("way") not in BASS_WAYS):
            return False
        if not set(PIANO_WAYS) & set(self.players[pianist].ways):
            self._give(pianist, "stride", text)
        return True

    def _is_played_on(self, word: Word) -> bool:
        """Return whether an instrument is that of the player before it: a background pad played on tremolo strings."""
        player = self.players[-1] if self._clause_players() else None
        if player is None or player.named or player.role in RHYTHM:
            return False
        between = self._since_part(word)
        return "on" in between and "top" not in between

    def _read_instrument(self, word: Word, text: str) -> None:
        """Give the last player, of whom only the role is named, an instrument."""
        player, names = self.players[-1], word.meanings["instrument"]
        role = player.role if player.role in INSTRUMENTS[names[0]].roles else first_role(word)
        self.players[-1] = replace(player, role=role, instruments=names, named=True, words=(*player.words, text))
        self.last_role = role

    def _ends_list(self, word: Word) -> bool:
        """Return whether a word for a tune stands alone behind several players: keys, drums and melody."""
        alone = not self._clause_players() and self.divider in ("and", ",")
        return alone and word.text.lower() in _LISTED_MELODIES and len({player.role for player in self.players}) > 1

    def _narrows(self, role: str, before: str) -> bool:
        """Return whether a role says more of the player just before it, whose role is `before`."""
        return role == before or role in _FAMILIES or (role in SYNTH_SECTIONS and self.players[-1].plays_synth)

    def finished(self, left_out: LeftOut) -> tuple[Player, ...]:
        """Return the players, with whom the remaining ways call for, without those who are left out."""
        self._close_clause()
        # "House with claps instead of a snare" and "bass-heavy house" are house.
        texts = [token.text for token in self.around.kept]
        self.whole = self.whole or (self.style is not None and is_tagged_track(self.players, texts, self._tags()))
        if is_breakbeat_music(self.players, self.waiting, self.around.words, texts):
            self.waiting, self.whole = [], True
        self.whole = self.whole or is_production(self.players, self.waiting, self.around.words, self.around.kept)
        replaced = left_out.replaced or (bool(left_out.roles) and "instead" in texts)
        self.whole = self.whole or ((self.led or replaced) and self.style is not None)
        if self.joined or self.song_end is not None:
            behind = [] if self.song_end is None else [token.text for token in self.around.kept[self.song_end :]]
            self.whole = self.whole or not is_chamber_song(self.players, self.style, behind)
        if self.style is None and self.rap_beat:
            self.style = "trap"
        if self.style is None and self.whole and any(token.text == "orchestra" for token in self.around.kept):
            self.style = "cinematic"
        # In a band, a solo is somebody's turn.
        self.size = None if self.whole and self.size == 1 else self.size
        if not (self.players or self.waiting or self.whole) and any(
            token.text in _DRONES for token in self.around.kept
        ):
            self.players.append(Player("pads", ways=("held",)))
        if (self.whole or not self.players) and (band := own_band(self.bands, self.size, self.players)):
            self.players, self.whole, self.size = [*self.players, *band], False, None
        is_set = self.style is not None
        players, ways = with_waiting(self.players, self.waiting, left_out.roles, is_set=is_set)
        self.ways += ways
        players = [acoustic_solo(player, self.style) for player in players]
        banded = with_pianist(with_church_organ(players, self.style), self.style)
        if len(banded) > len(players) and self.style is None:
            self.style = "jazz_swing"
        banded = in_turns(banded)
        if any(token.text == "unison" for token in self.around.kept):
            banded = [replace(player, count=1) for player in banded]
        staying = [player for player in each_once(banded) if stays(player, left_out)]
        return tuple(in_company(staying, texts, left_out, whole=self.whole))

    def _tags(self) -> int:
        """Return how many names of styles, and words that nobody knows, stand before the first player."""
        first = next((word.first for word in self.around.words if first_role(word)), 0)
        known = {at for word in self.around.words for at in range(word.first, word.end)}
        styles = sum(word.one("style") is not None and word.first < first for word in self.around.words)
        return styles + sum(at not in known and not is_plain(self.around.kept[at]) for at in range(first))

    def _read_setting(self, word: Word) -> None:
        """Take in what concerns all players."""
        if word.one("instrument"):
            self._read_inner_mood(word)
        moods = self.around.moods(word)
        self.moods += moods
        for mood in moods:
            self.clause_steering = self.clause_steering.over(STEERING.get(mood, UNSTEERED))
        if {*STEERING, "swung"} & set(moods) or word.one("way") in _PACES:
            self.steers.append(word.text)
        if word.one("tempo") and not word.one("style"):
            self.tempo = word.bpm("tempo")
        if word.one("mood_tempo"):
            self.mood_tempo = word.bpm("mood_tempo")
        if word.one("form"):
            played = self.clause_style and word.one("form") in _WHOLE_FORMS and not self._is_place(word)
            self.whole = self.whole or played
            self.form.append(str(word.one("form")))
            self.steers.append(word.text)
        self.effects += word.meanings.get("effect", ())
        self.feelings += word.meanings.get("feeling", ())
        self.palettes += word.meanings.get("palette", ())
        self.bands += word.meanings.get("band", ())
        if word.one("size"):
            self.size = int(str(word.one("size")))
        if word.one("tuning"):
            self.tuning = int(str(word.one("tuning")))
        self.scale = word.one("scale") or self.scale
        if word.one("meter"):
            self.meter = Meter.parse(str(word.one("meter")))
        if is_song(word) and not self._is_place(word):
            self.song_end = word.end
        elif (
            "whole" in word.meanings.get("word", ())
            and not self._is_place(word)
            and not is_part_track(word, self.around.words)
        ):
            self.whole = True
            self.band_enters = self.band_enters or self.divider == AFTER_OTHERS
        self.shape = next((way for way in word.meanings.get("way", ()) if way in ("building", "fading")), self.shape)

    def _read_inner_mood(self, word: Word) -> None:
        """Take in the mood that is part of an instrument's name: a lonely trumpet, a smoky sax."""
        first, *others = word.text.split()
        meanings = meanings_of(first) or {} if others else {}
        if "mood_tempo" in meanings and not word.one("mood_tempo"):
            low, high = meanings["mood_tempo"][0].split("-")
            self.mood_tempo = (float(low), float(high))
            self.moods += [mood for mood in meanings.get("mood", ()) if mood in MODES]

    def _is_place(self, word: Word) -> bool:
        """Return whether a phrase says where those who are named play, who are all then: for a house track."""
        if not (self.players or self.waiting) or any(name in word.text.lower() for name in _ALL_TOGETHER):
            return False
        return not _PLACED.isdisjoint(self._since_part(word))

    def _since_part(self, word: Word) -> set[str]:
        """Return what stands between the last word for a player or a way of playing and a phrase."""
        return {token.text for token in self.around.kept[self.part_end : word.first]}

    def _divide(self, first: int) -> None:
        """Begin a new clause if a sign or a dividing word stands before a token."""
        between = [
            token for token in self.around.kept[self.last_end : first] if token.is_sign or token.text in DIVIDERS
        ]
        if not between:
            return
        # "House with a rhodes" names a band that it joins, "house rhodes" nobody else.
        joined = any(token.text in _JOINED_BY for token in between)
        tuned = any(ROLE_OF_WAY.get(each.way) in _TUNED for each in self.waiting)
        self.joined = self.joined or (joined and self.clause_style and not self._clause_players() and not tuned)
        self._close_clause()
        self.divider = between[-1].text

    def _close_clause(self) -> None:
        """Give what the clause asks for to its players, else to all."""
        for at in self._clause_players():
            player = self.players[at]
            self.players[at] = replace(player, steering=player.steering.over(self.clause_steering))
        if not self._clause_players():
            self.steering = self.steering.over(self.clause_steering)
        self.clauses += 1
        self.clause, self.clause_steering, self.clause_style = len(self.players), UNSTEERED, False

    def _clause_players(self) -> list[int]:
        return list(range(self.clause, len(self.players)))

    def _add(self, player: Player) -> None:
        """Seat a player, and give it the ways that wait for one."""
        joined_by = OTHERS if self.others else "" if self._clause_players() else self.divider
        self.players.append(replace(player, count=self.count, joined_by=joined_by, stand_in=self.stand_in))
        self.last_role = player.role
        self._take_waiting(len(self.players) - 1)

    def _take_waiting(self, at: int) -> None:
        """Give a player the ways that wait for one."""
        player = self.players[at]
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            near = each.clause == self.clauses
            if player.can(each.way) if near else takes_from_afar(player, each.way, each.text):
                self._give(at, each.way, each.text)
            else:
                self.waiting.append(each)

    def _add_pieces(self, word: Word, text: str) -> None:
        """Let the drummer play a sound of the kit, or of the one that is named with it: 909 hats."""
        pieces, kit = word.meanings["piece"], word.meanings.get("instrument", ())
        drummers = [
            at for at, player in enumerate(self.players) if player.role == "drums" and not _plays_timpani(player)
        ]
        at = next((at for at in drummers if not kit or self.players[at].instruments[:1] == kit[:1]), None)
        if at is None:
            self._add(Player("drums", kit, bool(kit), pieces=pieces, words=(text,)))
        else:
            player = self.players[at]
            self.players[at] = replace(player, pieces=player.pieces + pieces, words=(*player.words, text))
            self._take_waiting(at)

    def _read_role(self, role: str, before: str | None, word: Word, text: str) -> None:
        """Seat a player of a role, or say which role the instrument before it plays."""
        at = len(self.players) - 1
        if before is not None and at >= self.clause and (role == before or self.players[at].can("held")):
            player = self.players[at]
            able = [name for name in player.instruments if role in INSTRUMENTS[name].roles]
            if role in _FAMILIES and not player.instruments:
                able = [name for name, can in INSTRUMENTS.items() if {role, player.role} <= set(can.roles)]
            narrows = role in (*_FAMILIES, *SYNTH_SECTIONS) and player.instruments
            if able or role in (player.role, "pads") or narrows:
                player = replace(player, words=(*player.words, text))
                self.players[at] = narrowed(player, role, tuple(able), word.meanings.get("instrument", ()))
                return
        self._add(Player(role, word.meanings.get("instrument", ()), words=(text,)))

    def _play(self, way: str, text: str, word: Word) -> None:
        """Give a way of playing to a player of the clause, else to the one before, else to the next."""
        if way in SETTINGS:
            return
        able = [at for at in self._clause_players() if self.players[at].can(way)]
        its_own = not self._clause_players() and self.around.has_player_ahead(word, way)
        if not (able or its_own) and (way in DRUM_WAYS or way not in ROLE_OF_WAY or not self._has_ways()):
            able = [at for at, player in enumerate(self.players) if takes_from_afar(player, way, text)][-1:]
        if way == "rolling_hats" and not able and self.players and text.lower().endswith(_ROLLS):
            return
        if self._accompanies(way) and not its_own:
            self._add(Player(ROLE_OF_WAY[way], ways=(way,), words=(text,)))
        elif able and way not in BASS_WAYS[-1:]:
            for at in able if way not in ROLE_OF_WAY else able[-1:]:
                self._give(at, way, text)
        elif not able:
            self.waiting.append(Waiting(way, text, self.clauses))

    def _accompanies(self, way: str) -> bool:
        """Return whether a way of playing is that of somebody else, over whom the last player has a tune."""
        over = self.divider == "over" and not self._clause_players() and ROLE_OF_WAY.get(way) in ("keys", "guitar")
        return over and bool(self.players) and self.players[-1].role == "lead"

    def _has_ways(self) -> bool:
        """Return whether the last player knows already what to play."""
        return bool(self.players) and any(way in ROLE_OF_WAY for way in self.players[-1].ways)

    def _give(self, at: int, way: str, text: str) -> None:
        self.players[at] = given(self.players[at], way, text)


def _plays_timpani(player: Player) -> bool:
    """Return whether a player stands at the timpani, and strikes no snare."""
    return any(TIMPANI_WORDS & {*text.lower().split()} for text in player.words)
