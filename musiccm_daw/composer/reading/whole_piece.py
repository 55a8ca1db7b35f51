"""What a prompt says of the whole piece: style, tempo, meter, moods, form, and whether a whole band plays.

In: the phrases, one by one, and the line-up so far, which sets a house track apart from the house band that somebody
joins. Out: what concerns all players; what concerns one of them is in `player_phrases.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musiccm_daw.composer.reading.company import is_tagged_track
from musiccm_daw.composer.reading.entrances import AFTER_OTHERS
from musiccm_daw.composer.reading.line_up import LineUp
from musiccm_daw.composer.reading.machine_beats import is_beat
from musiccm_daw.composer.reading.negation import LeftOut
from musiccm_daw.composer.reading.steering import STEERING, UNSTEERED, Steering
from musiccm_daw.composer.reading.surroundings import Surroundings
from musiccm_daw.composer.reading.waiting_ways import ROLE_OF_WAY, SHAPES
from musiccm_daw.composer.reading.whole_bands import (
    called_for,
    is_arranged,
    is_breakbeat_music,
    is_chamber_song,
    is_likened,
    is_loud_band,
    is_part_track,
    is_production,
    is_song,
    is_theme,
)
from musiccm_daw.composer.styles import STYLE_TABLE
from musiccm_daw.composer.words import spoken_styles, spoken_uses
from musiccm_daw.composer.words.prompt_words import Word, meanings_of
from musiccm_daw.composer.words.scenery import PLACES
from musiccm_daw.harmony import MODES
from musiccm_daw.timebase import Meter

_PACES = ("half_time", "double_time")
_TEMPI = ("slow", "fast")
_JOINED_BY = {"with", "featuring", "con", "mit", "avec"}
"""What stands between the name of a style, whose band plays, and those whom it is to have."""
_LED = ("heavy", "driven", "led", "based", "laden", "infused", "oriented", "centric", "forward", "upfront")
"""What a band is that has somebody in front: bass-heavy dubstep, guitar-driven rock."""
_WHOLE_FORMS = ("intro", "verse", "chorus", "drop", "bridge", "outro")
"""Sections that a band plays; a break may be the drummer's, and anybody builds up."""
_TUNED = ("keys", "lead", "guitar")
"""Whose ways of playing name a player before one comes: house chords with reverb are no band."""
_SCENES = spoken_uses.PHRASES.union(*(listed.split(", ") for listed in spoken_styles.SCENES.values()))
_OF_THEMES = "cinematic"
"""Whose themes they are that name no style."""
_MUSIC = ("song", "track", "backing track", "arrangement", "song section")
"""What those who are named may be the band of; a full band is everybody."""
_FAMILIES = ("pop", "rock", "dance", "edm", "hip hop", "rap", "indie", "electronic")
"""Names of whole families of styles."""
_PURPOSES = ("soundtrack", "film score", "movie score", "film music", "score music")
"""What music is for, of any style."""
_SAMPLES, _NEAR_SAMPLE = {"sample", "samples"}, 3
"""What a sampler plays, and the tokens behind the name of its music among which it stands."""
_LIKE = (
    *("jazzy", "funky", "soulful", "bluesy", "folky", "poppy", "trancey", "trappy"),
    *("jazzier", "funkier", "bluesier", "folkier", "poppier", "trancier", "trappier"),
)
"""Adjectives of styles."""


@dataclass
class WholePiece:
    """What concerns all players, as far as a prompt is read; None and empty where it leaves something open.

    Attributes:
        around: the prompt.
        style: a key of `STYLE_TABLE`.
        styles: all that are named.
        palettes: of the kinds of styles that are named; keys of `PALETTES`.
        bands: kinds of music with a band of their own; keys of `OWN_BANDS`.
        size: of the band: 1 for a solo.
        whole: whether a whole band plays around those who are named.
        full: whether it is the full band, however many are named.
        beat: whether drums and bass alone play around them.
        band_enters: whether it comes after them: piano, then the full band.
        ways: of playing that nobody takes over.
        shape: a key of `SHAPES`.
        form: sections that are named, in their order.
        meter: that the words name, as a waltz does.
        tempo: lowest and highest BPM that words for a tempo ask for.
        style_tempo: those of the kind of style that is named.
        mood_tempo: those of its mood.
        tuning: MIDI pitch of the guitars' lowest string.
        scale: a key of `SCALES`.
        progression: a key of `NAMED`.
        bebop: whether lines of bebop are asked for.
        moods: as `prompt_words.py` names them.
        scene_modes: those of scenes and weather, which are weaker than any that is named.
        feelings: keys of `FEELINGS`.
        effects: of the renderer.
        steering: of clauses that name no player.
        steers: phrases that steer, as they were written.
        only_like: whether the style is only what something is like, as jazzy chords are, so that a later name counts.
        broad: whether it is a tag for a family of styles, of which the next tag says which: pop, city pop.
        style_end: the token behind the last name of a style.
        joined: whether a style is joined by players, in whose band they are then: house with a rhodes.
        led: whether somebody stands in front of a band: guitar-driven.
        song_end: the token behind the word "song", if it is said.
        rap_beat: whether a beat is named that is a whole instrumental: a drill beat.
        sampled: whether a sample of other music is named.
    """

    around: Surroundings
    style: str | None = None
    styles: list[str] = field(default_factory=list)
    palettes: list[str] = field(default_factory=list)
    bands: list[str] = field(default_factory=list)
    size: int | None = None
    whole: bool = False
    full: bool = False
    beat: bool = False
    band_enters: bool = False
    ways: list[str] = field(default_factory=list)
    shape: str | None = None
    form: list[str] = field(default_factory=list)
    meter: Meter | None = None
    tempo: tuple[float, float] | None = None
    style_tempo: tuple[float, float] | None = None
    mood_tempo: tuple[float, float] | None = None
    tuning: int | None = None
    scale: str | None = None
    progression: str | None = None
    bebop: bool = False
    moods: list[str] = field(default_factory=list)
    scene_modes: list[str] = field(default_factory=list)
    feelings: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    steering: Steering = UNSTEERED
    steers: list[str] = field(default_factory=list)
    only_like: bool = False
    broad: bool = False
    style_end: int = -1
    joined: bool = False
    led: bool = False
    song_end: int | None = None
    rap_beat: bool = False
    sampled: bool = False

    def read_style(self, word: Word, line_up: LineUp, *, adjacent: bool) -> None:
        """Take the name of a style in, with those without whom no band is what it says.

        Args:
            word: the phrase.
            line_up: so far.
            adjacent: whether it stands right behind the phrase before it.
        """
        self.styles += word.meanings.get("style", ())
        called = called_for(word)
        line_up.players += called
        self.whole = self.whole or bool(called)
        self.full = self.full or bool(called)
        # "Saxophone over a slow jam" is joined by a band.
        joined = line_up.clause.divider == "over" and bool(line_up.players) and not line_up.of_clause()
        joined = joined and word.text.lower() not in PLACES.split(", ")
        self.whole = self.whole or joined
        # In "jazz house" and "dub techno" the last word is the noun, and jazzy chords for a house track are house.
        scene = self.style is not None and word.text.lower() in _SCENES
        # A kopanitsa that brass plays is one for brass: a dance that is named for its meter changes no band.
        elsewhere = self.style is not None and word.one("style") != self.style
        scene = scene or (elsewhere and not self.only_like and word.one("meter") is not None)
        noun = adjacent and line_up.clause.names_style
        if self._is_sampled(word):
            return
        tag = not line_up.players and self.around.stands_alone(word)
        replaces = self.only_like or noun or joined or line_up.is_place(word) or (tag and self.broad)
        if not scene and (self.style is None or replaces):
            self.only_like = word.text.lower() in _SCENES.union(_LIKE, _PURPOSES)
            self.broad = tag and word.text.lower() in _FAMILIES
            # Sludge metal is as slow as sludge.
            if not (noun and word.one("style") == self.style and word.bpm("tempo") is None):
                self.style_tempo = word.bpm("tempo")
            self.style = word.one("style")
            # A flamenco metal band is one of metal.
            self.bands = []
        elif word.text.lower() == "swing":
            self.moods.append("swung")
        line_up.clause.names_style = True
        self.style_end = word.end
        # "Study beats" are a style by name, and a whole instrumental as a trap beat is.
        is_beat = word.text.lower().split()[-1] in ("beat", "beats") and STYLE_TABLE[self.style or ""].beat_is_all
        if is_beat and not self.around.follows(word, ("drum", "drums")):
            self.rap_beat = self.whole = True

    def _is_sampled(self, word: Word) -> bool:
        """Return whether a phrase names music that a sampler plays a piece of: a gospel choir sample."""
        behind = [token.text for token in self.around.kept[word.end : word.end + _NEAR_SAMPLE]]
        sampled = (
            not _SAMPLES.isdisjoint(behind) and "," not in behind[: behind.index(next(iter(_SAMPLES & {*behind})))]
        )
        self.sampled = self.sampled or sampled
        return sampled

    def read_setting(self, word: Word, line_up: LineUp) -> None:
        """Take in what else a phrase says of all players: moods, tempo, form, meter, size, effects."""
        if word.one("instrument"):
            self._read_inner_mood(word)
        self._read_moods(word, line_up)
        if word.one("tempo") and not word.one("style"):
            self.tempo = word.bpm("tempo")
        if word.one("mood_tempo"):
            self.mood_tempo = word.bpm("mood_tempo")
        if word.one("form"):
            # Behind players who are named already, "post rock intro" says what they play.
            alone = bool(line_up.players) and not line_up.of_clause()
            named = line_up.clause.names_style and not alone
            played = named and word.one("form") in _WHOLE_FORMS and not line_up.is_place(word)
            self.whole = self.whole or played
            self.form.append(str(word.one("form")))
            self.steers.append(word.text)
        self.effects += word.meanings.get("effect", ())
        self.feelings += word.meanings.get("feeling", ())
        self.palettes += word.meanings.get("palette", ())
        self.bands += word.meanings.get("band", ()) if word.one("style") == self.style else ()
        if word.one("size"):
            self.size = int(str(word.one("size")))
        if word.one("tuning"):
            self.tuning = int(str(word.one("tuning")))
        self.scale = word.one("scale") or self.scale
        self.progression = self.progression or word.one("progression")
        self.bebop = self.bebop or word.one("lines") == "bebop"
        if word.one("meter"):
            self.meter = Meter.parse(str(word.one("meter")))
        self._read_band(word, line_up)
        self.shape = next((way for way in word.meanings.get("way", ()) if way in SHAPES), self.shape)

    def read_rap_beat(self, word: Word) -> bool:
        """Take in a beat that is a whole instrumental; return whether a phrase is one."""
        if not self.around.is_rap_beat(word, self.style, self.style_end):
            return False
        self.rap_beat = self.whole = True
        return True

    def read_leader(self, word: Word) -> None:
        """Take in whether the player whom a phrase names stands in front of a band."""
        behind = [token.text for token in self.around.kept[word.end : word.end + 2]]
        self.led = self.led or self.around.follows(word, _LED) or behind == ["up", "front"]

    def read_joining(self, dividers: list[str], line_up: LineUp) -> None:
        """Take in what divides two clauses: "house with a rhodes" names a band that it joins, "house rhodes" none."""
        tuned = any(ROLE_OF_WAY.get(each.way) in _TUNED for each in line_up.waiting)
        joins = not _JOINED_BY.isdisjoint(dividers) and line_up.clause.names_style
        self.joined = self.joined or (joins and not line_up.of_clause() and not tuned)

    def settle(self, line_up: LineUp, left_out: LeftOut) -> None:
        """Settle what only the whole prompt shows: whether a whole band plays, and the style of one without a name."""
        texts = [token.text for token in self.around.kept]
        words = self.around.words
        # "House with claps instead of a snare" and "bass-heavy house" are house.
        tagged = self.style is not None and is_tagged_track(line_up.players, texts, self.around.tags_before_player())
        self.whole = self.whole or tagged
        if is_breakbeat_music(line_up.players, line_up.waiting, words, texts):
            line_up.waiting, self.whole = [], True
        self.whole = self.whole or is_arranged(self.form, self.style, texts)
        self.whole = self.whole or is_likened(line_up.players, words, self.around.kept, self.style)
        self.whole = self.whole or is_production(line_up.players, line_up.waiting, words, self.around.kept)
        self.whole = self.whole or is_loud_band(words, self.around.kept, self.style)
        if is_theme(line_up.players, line_up.waiting, texts, self.style):
            self.whole, self.style = True, self.style or _OF_THEMES
        unpitched = all(player.role in ("drums", "percussion", "fx") for player in line_up.players)
        harmonised = "progression" in texts and unpitched and bool(line_up.players)
        self.whole = self.whole or (self.style is not None and harmonised)
        replaced = left_out.replaced or (bool(left_out.roles) and "instead" in texts)
        self.whole = self.whole or ((self.led or replaced) and self.style is not None)
        if self.joined or self.song_end is not None:
            behind = [] if self.song_end is None else texts[self.song_end :]
            self.whole = self.whole or not is_chamber_song(line_up.players, self.style, behind)
        if self.style is None and self.rap_beat:
            self.style = "trap"
        if self.style is None and self.sampled:
            self.style = "boom_bap"
        if self.style is None and self.whole and "orchestra" in texts:
            self.style = "cinematic"
        self.beat = not self.whole and is_beat(line_up.players, line_up.waiting, self.around, self.style, left_out)
        # In a band, a solo is somebody's turn.
        self.size = None if self.whole and self.size == 1 else self.size

    def _read_moods(self, word: Word, line_up: LineUp) -> None:
        """Take in the moods that a phrase stands for; they steer its clause."""
        moods = self.around.moods(word)
        if self.style is not None and self.around.is_of_figure(word):
            moods = tuple(mood for mood in moods if mood not in _TEMPI)
        if "scene" in word.meanings and "feeling" not in word.meanings:
            self.scene_modes += [mood for mood in moods if mood in MODES]
            moods = tuple(mood for mood in moods if mood not in MODES)
        self.moods += moods
        for mood in moods:
            line_up.clause.steering = line_up.clause.steering.over(STEERING.get(mood, UNSTEERED))
        if {*STEERING, "swung"} & set(moods) or word.one("way") in _PACES:
            self.steers.append(word.text)

    def _read_inner_mood(self, word: Word) -> None:
        """Take in the mood that is part of an instrument's name: a lonely trumpet, a smoky sax, horror ambience."""
        first, *others = word.text.split()
        meanings = meanings_of(first) or {} if others else {}
        tempi = meanings.get("mood_tempo") or (meanings.get("tempo") if first.lower() in spoken_uses.PHRASES else None)
        if tempi and not word.one("mood_tempo"):
            low, high = tempi[0].split("-")
            self.mood_tempo = (float(low), float(high))
            self.moods += [mood for mood in meanings.get("mood", ()) if mood in MODES]

    def _read_band(self, word: Word, line_up: LineUp) -> None:
        """Take in what a phrase calls the music: a song, a track, a full band."""
        if is_song(word) and not line_up.is_place(word):
            self.song_end = word.end
        elif (
            "whole" in word.meanings.get("word", ())
            and not line_up.is_place(word)
            and not is_part_track(word, self.around.words)
        ):
            self.whole = True
            self.full = self.full or word.text.lower() not in _MUSIC
            self.band_enters = self.band_enters or line_up.clause.divider == AFTER_OTHERS
