"""Instruments that another one stands in for, with what is their own: their range, and how they are usually played.

A ukulele is played on the nylon guitar, but not on its low strings, and a theremin is one voice. Tables only; the names
are looked up by `lexicon.py`, beside those of `spoken/`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StandIn:
    """What an instrument keeps of its own on another.

    Attributes:
        names: phrases for it, separated by commas.
        instrument: that stands in for it; a key of `INSTRUMENTS`.
        lowest: MIDI pitch, and the highest.
        ways: how it plays where nothing is asked for.
        middle: pitch around which its tunes lie; None for the middle of its range.
        style: where it is at home; None for the home of the other.
        scale: a key of `SCALES`, of the music that is its own where nobody names a style; None for that of the key.
    """

    names: str
    instrument: str
    lowest: int
    highest: int
    ways: tuple[str, ...] = ()
    middle: int | None = None
    style: str | None = None
    scale: str | None = None

    @property
    def centre(self) -> int:
        """The pitch around which its tunes lie."""
        return (self.lowest + self.highest) // 2 if self.middle is None else self.middle


_ONE_LINE = ("melody", "single")
STAND_INS: dict[str, StandIn] = {
    "ukulele": StandIn(
        "ukulele, uke, ukulélé, ukulelist, soprano ukulele, concert ukulele, tenor ukulele, hawaiian ukulele",
        *("nylon_guitar", 60, 81, ("strum",)),
    ),
    "cavaquinho": StandIn("cavaquinho, cavaco, cavaquinhos", "nylon_guitar", 62, 86, ("strum",), style="bossa_nova"),
    "charango": StandIn("charango, ronroco", "nylon_guitar", 60, 84, ("strum",), style="andean"),
    "mandolin": StandIn(
        "mandolin, mandoline, mandolino, mandolina, mandolinen, mandolinist, mandolinista, bluegrass mandolin, "
        "bandolim, bandolins",
        *("steel_guitar", 55, 86, ("strum",)),
        middle=74,
    ),
    "oud": StandIn("oud, ud, oudist, arabic lute, turkish oud", "nylon_guitar", 43, 74, _ONE_LINE, middle=57),
    "long-necked lute": StandIn(
        "saz, baglama, bağlama, tanbur, setar, dutar, rubab, persian tar, azeri tar, bouzouki, greek bouzouki, tumbi, "
        "toombi, ektara, iktara, dombyra",
        *("steel_guitar", 45, 81, _ONE_LINE),
        middle=64,
    ),
    "plucked skin": StandIn("shamisen, sanxian, pipa, biwa, pipa lute", "banjo", 50, 84, _ONE_LINE, middle=67),
    "qanun": StandIn("qanun, kanun", "harp", 45, 86, _ONE_LINE, middle=69),
    "sitar": StandIn(
        "sitar, sitarist, sarod, surbahar, veena, rudra veena, saraswati veena, mohan veena",
        *("steel_guitar", 41, 77, ("over_drone",)),
        middle=62,
    ),
    "tanpura": StandIn(
        "tanpura, tambura, tanpura drone, tambura drone, sitar drone", "steel_guitar", 40, 64, ("drone",)
    ),
    "theremin": StandIn(
        "theremin, thereminist, thereminvox, electro theremin, ondes martenot, ondes musicales, musical saw, singing "
        "saw",
        *("synth_voice", 57, 84, _ONE_LINE),
        middle=72,
    ),
    "hummed tune": StandIn(
        "humming, hummed, humming voice, hummed voice, humming singer, hummed singer", "voice_oohs", 55, 77, _ONE_LINE
    ),
    "bagpipes": StandIn(
        "bagpipe, bagpiper, highland pipes, scottish pipes, uilleann pipes, uillean pipes, irish pipes, border pipes, "
        "small pipes, smallpipes, northumbrian pipes, war pipes, dudelsack, cornemuse, zampogna, gaita, gaida, "
        "säckpipa",
        *("oboe", 46, 81, ("over_drone",)),
        middle=74,
        style="celtic",
    ),
    "pedal steel": StandIn(
        "pedal steel, pedal steel guitar, lap steel, lap steel guitar, steel guitar swells",
        *("clean_guitar", 50, 84, ("drawn",)),
        style="country",
    ),
    "steel pan": StandIn(
        "steelpan, steel pan, steel pans, steel drum, steel drums, steel pannist",
        *("marimba", 60, 86, ("melody",)),
        middle=72,
        style="calypso",
    ),
    "tuba": StandIn(
        "tuba, bass tuba, contrabass tuba, kaisertuba, sousaphone, helicon, tubist, tubaist, oompah tuba, beer hall "
        "tuba, second line tuba, brass band bass",
        *("trombone", 28, 53, ("oompah",)),
        middle=40,
    ),
    "bassoon": StandIn(
        "bassoon, bassoonist, fagott, fagotto, fagot, basson, bsn, fagotti, fagottist, fagotista, fagottista, fagote, "
        "bassoniste, dulcian, solo bassoon",
        *("clarinet", 34, 69, ("melody",)),
        middle=50,
    ),
    "contrabassoon": StandIn(
        "contrabassoon, contra bassoon, kontrafagott, contrafagotto, contrafagot, contrabasson, contrafagote",
        *("clarinet", 28, 55, ("melody",)),
        middle=40,
    ),
    "bass clarinet": StandIn(
        "bass clarinet, contrabass clarinet, bassklarinette, clarinette basse, clarinete baixo, basklarinet",
        *("clarinet", 34, 67),
        middle=50,
    ),
    "bari sax": StandIn(
        "baritone sax, baritone saxophone, bari sax, bari saxophone, bari player, baritone saxophonist, "
        "baritonsaxophon, baritonsax, saxophone baryton, saxo barítono, saxofón barítono, sax baritono, sassofono "
        "baritono, saxofone barítono, saksofon barytonowy",
        *("tenor_sax", 37, 68),
        middle=50,
    ),
    "bass sax": StandIn(
        "bass sax, bass saxophone, contrabass sax, basssaxophon, bass saxofon", *("tenor_sax", 32, 58), middle=44
    ),
    "soprano sax": StandIn(
        "soprano sax, soprano saxophone, sopransax, sopransaxophon, sopransaxofon, sopraansaxofoon, curved soprano, "
        "saxello, kenny g",
        *("alto_sax", 56, 87),
        middle=75,
    ),
    "piccolo": StandIn(
        "piccolo, piccolo flute, flautino, ottavino, pikkolo, piccoloflöte, pikkoloflöte, picc, flautín, flautim",
        *("flute", 74, 103),
        middle=87,
    ),
    "bass flute": StandIn("bass flute", *("flute", 48, 77), middle=60),
    "tin whistle": StandIn(
        "tin whistle, penny whistle, irish flute, flûte irlandaise, flauta irlandesa, irische flöte, feadóg, "
        "flageolet, flagolet, flageolett",
        *("pan_flute", 74, 98),
        middle=82,
    ),
    "whistling": StandIn(
        "whistling, whistler, whistled melody, whistled tune, whistled hook, whistle hook, whistle tune, whistle solo, "
        "pfeifen, gepfiffen, gepfiffene melodie, sifflement, siffler, silbido, silbando, fischio, fischiettare, "
        "assobio",
        *("pan_flute", 72, 96),
        ways=("melody",),
        middle=81,
    ),
    "shakuhachi": StandIn(
        "shakuhachi, shakuhachis, shakuhatchi, hotchiku", *("pan_flute", 62, 91), middle=71, scale="hirajoshi"
    ),
    "koto": StandIn("koto, kotos, kotoist", *("harp", 43, 84), scale="hirajoshi"),
    "english horn": StandIn(
        "english horn, cor anglais, englischhorn, corno inglese, corno inglés, eng horn, engelsk horn, engelse hoorn",
        *("oboe", 52, 81),
        middle=67,
    ),
    "flugelhorn": StandIn("flugelhorn, fluegelhorn, fliscorno", *("trumpet", 52, 82), middle=65),
    "piccolo trumpet": StandIn("piccolo trumpet", *("trumpet", 62, 91), middle=78),
    "bass trombone": StandIn("bass trombone, bass bone, bassposaune", *("trombone", 34, 65), middle=47),
    "low brass": StandIn(
        "low brass, low brass section, deep brass, tubas and trombones",
        *("trombone", 40, 60, ("drawn",)),
        middle=48,
        style="cinematic",
    ),
    "euphonium": StandIn(
        "euphonium, baritone horn, euphonion, euph, eufonio, bombardino, baritonhorn, flicorno baritono",
        *("trombone", 40, 70),
        middle=54,
    ),
    "xylophone": StandIn(
        "xylophone, xylo, xylophon, xilófono, xilofono, xylophonist",
        *("marimba", 65, 96, ("single",)),
        middle=79,
        style="classical",
    ),
    "church bells": StandIn(
        "church bells, church bell, tolling bells, tolling bell, bell tower, bell toll, kirchenglocken, cathedral "
        "bells",
        *("fm_bell", 48, 79, ("toll",)),
    ),
    "jug": StandIn("jug, jug bass, jug band bass, blown jug, jug player", "trombone", 28, 50, ("oompah",), middle=40),
    "plainchant": StandIn(
        "gregorian, gregorian chant, gregorian choir, gregorian monks, monks, singing monks, monks choir, mönche, "
        "mönchsgesang, plainchant, plainsong, monastic chant, monks chanting, chanting monks, chant of monks, canto "
        "gregoriano, ambrosian chant, byzantine chant, hildegard, hildegard von bingen, organum, coral gregoriano, "
        "chant grégorien, plain-chant, gregorianik, gregorianischer gesang, gregorianischer choral, canto llano, "
        "cantochão",
        *("choir_aahs", 48, 69, ("drawn",)),
        middle=58,
        style="classical",
    ),
    "braams": StandIn(
        "braam, braams, brass braam, brass braams, inception horn, inception braams, bwaam, bwaaam",
        *("brass_section", 31, 58, ("held",)),
        style="cinematic",
    ),
}
DRONE_WAYS = frozenset({"drone", "over_drone"})
"""Ways of playing under which the harmony stands still."""
TUNINGS: dict[str, str] = {
    "38": "drop d, drop d tuning, dropped d, d standard, drop d guitar, drop d riff",
    "37": "drop db, drop c sharp",
    "36": "drop c, drop c tuning, c standard, drop c guitar, drop c riff",
    "35": "drop b, drop b tuning, drop b guitar, drop b riff, seven string guitar, 7 string guitar",
    "33": "drop a, drop a tuning, drop a guitar, drop a riff",
}
"""By the MIDI pitch of the lowest string of a guitar."""
