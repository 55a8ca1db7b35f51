"""The words of a prompt, looked up: which phrases the composer knows, and what each of them may mean.

Between `vocabulary.py` (the words of the captions), with the words below that people add to them, and `brief.py`, which
makes sense of what is found. The longest phrase counts; case, hyphens, underscores and plurals do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from musiccm_daw.composer import vocabulary

Meanings = Mapping[str, tuple[str, ...]]
"""By kind ("instrument", "style", "role", "way", "piece", "effect", "mood", "size", "word"), what a phrase may mean."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&|[^\w\s'’&-]")
_ONLY_PLURAL = frozenset({"keys", "bass", "brass"})
"""A single key is no keyboard."""

_STYLES = {
    "drum_and_bass": "drum n bass, drumnbass, d n b, liquid dnb, jungle breaks, dn b",
    "boom_bap": "hip hop, rap, golden age hip hop",
    "lofi": "lo fi beat, chill hop, study beats",
    "techno": "dub techno, minimal techno, acid techno, industrial techno",
    "house": "acid house, tech house, deep tech, progressive house, french house, nu house",
    "jazz_swing": "bebop, hard bop, cool jazz, big band, jazzy, swing jazz",
    "rock": "punk, grunge, indie, garage rock, post rock",
    "soul": "gospel, soulful",
    "salsa": "latin, mambo, son cubano",
    "bossa_nova": "samba",
    "reggae": "ska, dub reggae, rocksteady",
    "folk": "celtic, irish folk, indie folk",
    "trap": "phonk, drill",
    "cinematic": "orchestra, trailer, epic, film music, symphonic",
    "classical": "chamber, baroque, romantic piano, neoclassical",
    "synthwave": "new wave, synth pop, synthpop, darkwave",
    "chiptune": "8bit, gameboy, nes",
    "metal": "thrash, djent, metalcore",
    "trance": "psytrance, edm",
    "ambient": "drone music, meditation, new age",
    "country": "bluegrass",
    "rnb": "neosoul, r n b",
}
_INSTRUMENTS = {
    "grand_piano": "felt piano, soft piano, piano solo, pianos, solo piano",
    "rhodes": "wurlitzer, wurli",
    "church_organ": "organ pipes",
    "marimba": "xylophone",
    "steel_guitar": "mandolin, twelve string guitar",
    "nylon_guitar": "ukulele, flamenco guitar",
    "muted_guitar": "palm muted guitars, palm muted electric guitar",
    "overdriven_guitar": "lead guitar, guitar solo, electric guitar solo",
    "acid_303": "acid, acid lines, acid bassline",
    "bass_808": "808s, 808 bassline",
    "acoustic_bass": "jazz bass, double basses",
    "flute": "piccolo, recorder",
    "pan_flute": "tin whistle",
    "tenor_sax": "saxophone solo",
    "trombone": "tuba",
    "pizzicato_strings": "pizzicato, plucked violins",
    "string_ensemble": "orchestra strings",
    "choir_aahs": "choirs, chorus voices",
    "voice_oohs": "vocals, vocal, voice",
    "orchestra_kit": "timpani",
    "latin_percussion": "congas, bongos, conga, bongo, timbales, claves, agogo, hand drums",
    "shaker_kit": "tambourine, maracas, cabasa",
    "brush_kit": "brushed snare, brush drums",
    "vinyl_crackle": "crackle",
    "noise_riser": "risers",
    "warm_pad": "warm pad, warm pads, warm synth pad",
}
_ROLES = {
    "drums": "drum, drum kit, kit, rhythm section, beats, groove drums",
    "bass": "low bass",
    "guitar": "rhythm guitar, guitars",
    "keys": "synth, synths, keyboard, keyboards, synth chords",
    "lead": "lead synth, solo line",
    "vocal-pad": "singing, singers, vocal chops",
    "strings": "string orchestra, violins, string section pad",
}
_WAYS = {
    "melody": "lead guitar, guitar solo, electric guitar solo, tune",
    "arp": "arpeggiated, arpeggiator, arpeggiating, arpeggio line, arpeggiated chords, broken chord",
    "gliss": "glissando, glissandi, gliss, harp runs",
    "picking": "finger picking, fingerpicking, finger picked, fingerpicked, fingerstyle, finger style, picking, picked",
    "strum": "strum, strummed, strumming",
    "ostinato": "ostinato, ostinati, looping figure, repeated figure",
    "riff": "riff, lick",
    "walking_bass": "walking, walking bass line, walking bassline",
    "held": "held, sustained, held notes, long tones, drones on, organ chords held",
    "stabs": "stab, staccato, hits, stabbing",
    "offbeat": "off beat, offbeat, offbeats, skank, upstrokes",
    "power": "power chords, chugs, chugging, palm muted, palm muting, palm mute",
    "sixteenths": "sixteenths, sixteenth, 16ths, 16th notes, sixteenth notes",
    "eighths": "eighths, 8ths, eighth notes, 8th notes",
    "triplets": "triplets, triplet",
    "rests": "long rests, rests, pauses, space between, lots of space, with space",
    "answers": "answering, answering each other, call and response, question and answer, answers, answer each other",
    "legato": "legato, singing lines",
    "single": "single notes",
    "octaves": "octaves, octave",
    "accents": "accents, accented, moving accents, accents moving",
    "fills": "fills, drum fills, fill",
    "four_on_the_floor": "four to the floor, 4 on the floor, four on floor, 4 4 kick, four floor",
    "breakbeat": "breaks, breakbeats, broken beats, amen, amen break",
    "half_time": "half time, halftime",
    "double_time": "double time, doubletime",
    "rolling_hats": "rolls, hat rolls, hi hat rolls, rolling hats",
    "ghosts": "ghosted",
    "building": "building up, building, build up, rising, crescendo, growing, swelling",
    "fading": "fading, fade out, fading out, winding down, decrescendo, dying away",
}
_PIECES = {
    "hat": "hats, hat, hi hat, hihat, closed hats, hi hats, hihats",
    "open_hat": "open hats, open hat, open hi hat, open hihat",
    "ride": "ride, ride cymbal",
    "kick": "kick, kick drum, bass drum, kicks",
    "snare": "snare, snare drum, snares",
    "clap": "clap, claps, handclaps",
    "rim": "rim, rimshot, rim shot, side stick, rim click",
    "tom": "toms, tom",
    "crash": "crash, cymbals, cymbal",
}
_EFFECTS = {
    "delay": "echo, echoes, delay, tape echo",
    "reverb_hall": "reverb, hall, cathedral, washed out",
    "saturation": "distorted, distortion, saturation, fuzzy",
    "lowpass": "felt, muted sound, dull",
    "lofi": "lofi sound, bitcrushed",
    "sidechain": "sidechain, pump",
}
_MOODS = {
    "calm": "soft, softly, late night, sleepy, peaceful, tender, serene, lullaby, ballad, subdued, delicate",
    "strong": "aggressive, hard, heavy, loud, banging, epic, furious, anthemic, explosive",
    "sparse": "sparsely, empty, few notes, uncluttered",
    "busy": "mischievous, playful, bouncy, rapid, frantic, hectic, virtuosic",
    "slow": "lullaby, ballad, slowly",
    "fast": "up tempo, quickly, speedy",
}
_SIZES = {
    "1": "solo, alone, unaccompanied, solos",
    "2": "duo, duet",
    "3": "trio",
    "4": "quartet",
    "5": "quintet",
    "6": "sextet",
}
_WHOLE = (
    "track",
    "song",
    "full mix",
    "arrangement",
    "song section",
    "backing track",
    "full band",
    "band",
    "ensemble",
    "orchestra",
)
_METERS = {
    "3/4": "waltz, in three, in 3, three four, three quarter time, waltz time",
    "5/4": "in five, in 5",
    "6/8": "in six, in 6, six eight, jig",
    "7/8": "in seven, in 7",
}
_SAYS_NOTHING = ("groove", "rhythm", "texture", "sampled", "club")
"""Words of captions that ask for nothing in a prompt."""
_PLAIN = frozenset(
    """
    a an the with and or over under on of in to for by from at as is are be it its this that these my your some any
    feel feels vibe vibes style styled sound sounds sounding music tune piece part very really more less slightly
    bit little type kind like into up down then each other another one two three playing played plays play using
    featuring plus please make me create generate give new loop loops groove combination layer sketch idea
    instrumental line lines note notes pattern section time tempo meter bar bars bpm key minor major sharp flat
    moving through while but also just only nothing not no without half double full main mix clip sample beatless
    around between behind against above below beneath so much lots many few quite rather night late rhythm texture
    club medley intro verse chorus bridge break drop outro straight unswung shuffle chord progression mid
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Word:
    """A phrase of a prompt that the composer knows, as it was written, and what it may mean."""

    text: str
    first: int
    """Its first token, and the token after its last."""
    end: int
    meanings: Meanings

    def one(self, kind: str) -> str | None:
        """Return the first meaning of a kind."""
        return next(iter(self.meanings.get(kind, ())), None)


@dataclass(frozen=True)
class Token:
    """A word or sign of a prompt: normalised, and where it stands in the text."""

    text: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation."""
        return not self.text[0].isalnum()


def tokens(text: str) -> list[Token]:
    """Split a text into words and signs; hyphens and underscores are blanks, & is and."""
    found = []
    for match in _TOKEN.finditer(text.replace("_", " ")):
        word = "and" if match[0] == "&" else re.sub("['’]", "", match[0].lower())
        found.append(Token(word, match.start(), match.end()))
    return found


def find_words(text: str, found: list[Token]) -> tuple[list[Word], list[str]]:
    """Return the known phrases among tokens, the longest first at every place, and the words that nobody knows."""
    exact, alike, longest = _lexicon()
    words: list[Word] = []
    unknown: list[str] = []
    at = 0
    while at < len(found):
        for length in range(min(longest, len(found) - at), 0, -1):
            phrase = tuple(token.text for token in found[at : at + length])
            meanings = exact.get(phrase) or alike.get(tuple(map(singular, phrase)))
            if meanings is not None:
                written = text[found[at].start : found[at + length - 1].end]
                words.append(Word(written, at, at + length, meanings))
                at += length
                break
        else:
            token = found[at].text
            if not token.isdigit() and not found[at].is_sign and token not in _PLAIN and token not in unknown:
                unknown.append(token)
            at += 1
    return words, unknown


def singular(token: str) -> str:
    """Return a word without the ending of a plural."""
    if token in _ONLY_PLURAL or len(token) < 4 or token.endswith(("ss", "us", "is")):
        return token
    if token.endswith(("ches", "shes", "xes", "sses")):
        return token[:-2]
    return token[:-1] if token.endswith("s") else token


_Lexicon = dict[tuple[str, ...], dict[str, tuple[str, ...]]]


@cache
def _lexicon() -> tuple[_Lexicon, _Lexicon, int]:
    """Return the phrases as they stand in the tables, the same in the singular, and the longest one's length."""
    exact: _Lexicon = {}
    alike: _Lexicon = {}
    for kind, key, phrase in _entries():
        words = tuple(token.text for token in tokens(phrase))
        for table, entry in ((exact, words), (alike, tuple(map(singular, words)))):
            meanings = table.setdefault(entry, {})
            if key not in meanings.get(kind, ()):
                meanings[kind] = (*meanings.get(kind, ()), key)
    return exact, alike, max(map(len, exact))


def _entries() -> Iterable[tuple[str, str, str]]:
    """Yield every phrase with its kind and meaning; what comes first is preferred."""
    for kind, own in (("instrument", _INSTRUMENTS), ("style", _STYLES), ("role", _ROLES), ("way", _WAYS)):
        for key, phrases in own.items():
            yield from ((kind, key, phrase) for phrase in phrases.split(", "))
    for kind, table in (
        ("instrument", vocabulary.INSTRUMENT_WORDS),
        ("style", vocabulary.STYLE_WORDS),
        ("role", vocabulary.ROLE_WORDS),
        ("way", vocabulary.PATTERN_WORDS),
        ("effect", vocabulary.EFFECT_WORDS),
    ):
        for key, listed in table.items():
            yield from ((kind, key, phrase) for phrase in listed if phrase not in _SAYS_NOTHING)
    for kind, own in (("piece", _PIECES), ("mood", _MOODS), ("size", _SIZES), ("meter", _METERS)):
        for key, phrases in own.items():
            yield from ((kind, key, phrase) for phrase in phrases.split(", "))
    for key, listed in _MOOD_WORDS.items():
        yield from (("mood", key, phrase) for phrase in listed)
    yield from (("effect", key, phrase) for key, phrases in _EFFECTS.items() for phrase in phrases.split(", "))
    yield from (("word", "whole", phrase) for phrase in _WHOLE)
    yield from (("word", "dry", phrase) for phrase in vocabulary.DRY_WORDS)


_MOOD_WORDS = {
    "minor": vocabulary.MINOR_WORDS,
    "major": vocabulary.MAJOR_WORDS,
    "calm": vocabulary.CALM_WORDS,
    "strong": vocabulary.STRONG_WORDS,
    "sparse": vocabulary.SPARSE_WORDS,
    "busy": vocabulary.BUSY_WORDS,
    "slow": vocabulary.SLOW_WORDS,
    "fast": vocabulary.FAST_WORDS,
    "middle": vocabulary.MIDDLE_WORDS,
    "swung": vocabulary.SWUNG_WORDS,
}
