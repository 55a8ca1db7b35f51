"""Scales that people name beside major and minor: church modes, those of ragas and maqams, pentatonics, symmetric ones.

One of the foundations: requests find the tonic before such a name, and the composer plays the notes. Tables only.
Nothing here knows chords.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musiccm_daw.harmony import Key


@dataclass(frozen=True)
class Scale:
    """A scale, wherever its tonic is.

    Attributes:
        steps: semitones above the tonic, upwards from 0.
        mode: of the key by which a request calls it, "major" or "minor"; None where the key's own mode decides.
        names: what people call it, separated by commas; `spoken` has those with "scale" and "mode" behind them, too.
    """

    steps: tuple[int, ...]
    mode: str | None
    names: str

    def on(self, tonic: int) -> tuple[int, ...]:
        """Return the pitch classes from a tonic up."""
        return tuple((tonic + step) % 12 for step in self.steps)

    def characteristic(self) -> frozenset[int]:
        """Return its characteristic steps, which the major or minor key of the same name lacks."""
        return frozenset(self.steps).difference(Key(0, self.mode or "minor").scale)


_PHRYGIAN_DOMINANT = (
    "phrygian dominant, hijaz, hijazi, hicaz, maqam hijaz, freygish, ahava raba, ahava rabboh, spanish gypsy "
    "scale, spanish phrygian, jewish scale, spanish scale, middle eastern scale, phrygisch dominant, raga basant "
    "mukhari"
)
SCALES: dict[str, Scale] = {
    # Church modes
    "dorian": Scale(
        (0, 2, 3, 5, 7, 9, 10),
        "minor",
        "dorian, dorisch, dorien, dorienne, dórico, dórica, dorico, dorica, raga kafi, raga bageshri, raga "
        "kharaharapriya, hüseyni, maqam husayni",
    ),
    "phrygian": Scale(
        (0, 1, 3, 5, 7, 8, 10),
        "minor",
        "phrygian, phrygisch, phrygien, phrygienne, frigio, frigia, frígio, frígia, maqam kurd, kurdi, kürdi, maqam "
        "kurdi, bayati, beyati, maqam bayati, uşşak, uşşak makamı, hanumatodi, raga hanumatodi, raga bhairavi",
    ),
    "lydian": Scale(
        (0, 2, 4, 6, 7, 9, 11),
        "major",
        "lydian, lydisch, lydien, lydienne, lidio, lídio, escala lidia, raga yaman, raga kalyan, raga kalyani",
    ),
    "mixolydian": Scale(
        (0, 2, 4, 5, 7, 9, 10),
        "major",
        "mixolydian, mixolydisch, mixolydien, mixolydienne, mixolidio, mixolidia, mixolídio, misolidio, "
        "misolidia, raga khamaj, raga khamaaj, raga harikambhoji",
    ),
    "locrian": Scale(
        (0, 1, 3, 5, 6, 8, 10),
        "minor",
        "locrian, lokrisch, locrien, locrienne, locrio, locria, lócrio",
    ),
    "aeolian": Scale(
        (0, 2, 3, 5, 7, 8, 10),
        "minor",
        "aeolian, eolian, natural minor, äolisch, éolien, éolienne, eólico, eólica, eolio, eólio, eolia, natürliches "
        "moll, mineur naturel, menor natural, minore naturale, raga asavari, raga darbari, raga natabhairavi, buselik",
    ),
    "ionian": Scale(
        (0, 2, 4, 5, 7, 9, 11),
        "major",
        "ionian, ionisch, ionien, ionienne, jónico, jónica, ionico, ionica, jônio, raga bilawal, raga "
        "shankarabharanam, maqam ajam, maqam rast, rast makamı",
    ),
    # Minor with other sixths and sevenths, and major with a minor sixth
    "harmonic_minor": Scale(
        (0, 2, 3, 5, 7, 8, 11),
        "minor",
        "harmonic minor, minor harmonic, harmonisch moll, harmonisches moll, harmonischem moll, mineur "
        "harmonique, menor armónica, menor armónico, minore armonica, minore armonico, menor harmônica, maqam "
        "nahawand, raga kirwani, raga keeravani, nihavend, nihavent",
    ),
    "melodic_minor": Scale(
        (0, 2, 3, 5, 7, 9, 11),
        "minor",
        "melodic minor, jazz minor, melodisch moll, melodisches moll, melodischem moll, mineur mélodique, menor "
        "melódica, menor melódico, minore melodica, minore melodico",
    ),
    "harmonic_major": Scale((0, 2, 4, 5, 7, 8, 11), "major", "harmonic major, harmonisch dur, majeur harmonique"),
    "mixolydian_flat_six": Scale(
        (0, 2, 4, 5, 7, 8, 10),
        "major",
        "mixolydian b6, mixolydian flat 6, aeolian dominant, melodic major, hindu scale, raga charukeshi",
    ),
    # With augmented seconds. A minor key shares more notes with the phrygian dominant than a major one.
    "phrygian_dominant": Scale((0, 1, 4, 5, 7, 8, 10), "minor", _PHRYGIAN_DOMINANT),
    "double_harmonic": Scale(
        (0, 1, 4, 5, 7, 8, 11),
        "major",
        "double harmonic, double harmonic major, byzantine, hijaz kar, hijazkar, hicazkar, arabic scale, arabian "
        "scale, arab scale, gypsy major, raga bhairav, raga mayamalavagowla",
    ),
    "hungarian_minor": Scale(
        (0, 2, 3, 6, 7, 8, 11),
        "minor",
        "hungarian minor, gypsy minor, hungarian gypsy scale, double harmonic minor, zigeunermoll, ungarisch "
        "moll, mineur hongrois, mineur tzigane, menor húngara, minore ungherese, raga simhendramadhyamam",
    ),
    "ukrainian_dorian": Scale(
        (0, 2, 3, 6, 7, 9, 10),
        "minor",
        "ukrainian dorian, romanian minor, altered dorian, dorian #4, mi sheberach, misheberak, maqam nikriz, nikriz",
    ),
    "neapolitan_minor": Scale((0, 1, 3, 5, 7, 8, 11), "minor", "neapolitan minor, neapolitan scale"),
    "lydian_dominant": Scale(
        (0, 2, 4, 6, 7, 9, 10),
        "major",
        "lydian dominant, mixolydian #4, mixolydian #11, lydian b7, lydian flat 7, overtone scale, acoustic "
        "scale, bartok scale",
    ),
    # Symmetric ones
    "whole_tone": Scale(
        (0, 2, 4, 6, 8, 10),
        "major",
        "whole tone, whole tones, wholetone, ganztonleiter, ganztonskala, ganztönig, gamme par tons, escala de "
        "tonos enteros, tonos enteros, esatonale, esatonica, tons inteiros",
    ),
    "diminished": Scale(
        (0, 2, 3, 5, 6, 8, 9, 11),
        "minor",
        "diminished scale, whole half diminished, ganzton halbton, verminderte skala, gamme diminuée, escala "
        "disminuida, scala diminuita",
    ),
    "octatonic": Scale(
        (0, 1, 3, 4, 6, 7, 9, 10),
        "major",
        "octatonic, half whole diminished, dominant diminished, halbton ganzton, oktatonisch, octatonique, "
        "octatónica, ottatonica, messiaen mode 2, second mode of messiaen",
    ),
    "augmented": Scale((0, 3, 4, 7, 8, 11), "major", "augmented scale, hexatonic augmented, übermäßige skala"),
    # Of five notes, and the blues
    "pentatonic": Scale(
        (0, 3, 5, 7, 10),
        None,
        "pentatonic, pentatonics, five note scale, pentatonik, pentatonisch, pentatonique, pentatónica, pentatonica, "
        "pentatônica",
    ),
    "minor_pentatonic": Scale(
        (0, 3, 5, 7, 10),
        "minor",
        "minor pentatonic, pentatonic minor, moll pentatonik, mollpentatonik, pentatonique mineure, pentatónica menor, "
        "pentatonica minore, pentatonica menor, raga dhani",
    ),
    "major_pentatonic": Scale(
        (0, 2, 4, 7, 9),
        "major",
        "major pentatonic, pentatonic major, dur pentatonik, durpentatonik, pentatonique majeure, pentatónica mayor, "
        "pentatonica maggiore, chinese scale, chinese pentatonic, mongolian scale, raga bhupali, raga bhoopali, raga "
        "mohanam",
    ),
    "blues": Scale(
        (0, 3, 5, 6, 7, 10),
        None,
        "blues scale, blues scales, bluestonleiter, blues tonleiter, blues skala, gamme blues, escala de blues, escala "
        "blues, scala blues",
    ),
    "hirajoshi": Scale(
        (0, 2, 3, 7, 8), "minor", "hirajoshi, hirajōshi, hira joshi, japanese scale, japanese pentatonic"
    ),
    "in_sen": Scale((0, 1, 5, 7, 10), "minor", "in sen, insen, miyako bushi"),
    "iwato": Scale((0, 1, 5, 6, 10), "minor", "iwato"),
    "kumoi": Scale((0, 2, 3, 7, 9), "minor", "kumoi, kumoijoshi, raga shivaranjani, raga shivranjani"),
    "yo": Scale((0, 2, 5, 7, 9), "major", "yo scale, japanese yo, ritsu, raga durga"),
    "ryukyu": Scale((0, 4, 5, 7, 11), "major", "ryukyu, okinawan, okinawa scale, raga gambhiranata"),
    "suspended_pentatonic": Scale(
        (0, 2, 5, 7, 10), "minor", "egyptian scale, egyptian pentatonic, suspended pentatonic, raga madhyamavati"
    ),
    "pelog": Scale((0, 1, 3, 7, 8), "minor", "pelog, pelog selisir, balinese scale, javanese scale"),
    # Ragas that are no scale of Europe's
    "ahir_bhairav": Scale((0, 1, 4, 5, 7, 9, 10), "major", "raga ahir bhairav"),
    "todi": Scale((0, 1, 3, 6, 7, 8, 11), "minor", "raga todi, raga miyan ki todi"),
    "purvi": Scale((0, 1, 4, 6, 7, 8, 11), "major", "raga purvi, raga poorvi, raga puriya dhanashree"),
    "marwa": Scale((0, 1, 4, 6, 9, 11), "major", "raga marwa"),
    "malkauns": Scale((0, 3, 5, 8, 10), "minor", "raga malkauns, raga malkosh, raga hindolam"),
    "hamsadhwani": Scale((0, 2, 4, 7, 11), "major", "raga hamsadhwani, raga hansdhwani"),
}
"""By the key that a brief has for it."""
_RAGA = "raga "
_INFLECTED = "isch"
_ROMANCE = ("ico", "ica", "gio", "gia", "dio", "rio", "ria", "eolio", "eolia", "en", "enne")
_WHOLE_NAMES = ("scale", "scales", "mode", "skala", "tonleiter", "escala", "scala", "gamme", "raga", "maqam")
"""Words that say what it is: behind names that have one, no other is said."""


def spoken(name: str) -> Iterator[str]:
    """Yield what people may call a scale, a key of `SCALES`."""
    for each in SCALES[name].names.split(", "):
        yield each
        if each.startswith(_RAGA):
            yield from (each.replace(_RAGA, word, 1) for word in ("raag ", "rag ", "ragam "))
        elif each.endswith(_INFLECTED):
            yield from (each + ending for ending in ("e", "er", "es", "en", "em"))
        if any(word in each.split() for word in _WHOLE_NAMES):
            continue
        yield from (f"{each} scale", f"{each} mode")
        if each.endswith(_ROMANCE):
            yield from (f"{word} {each}" for word in ("modo", "mode", "escala", "scala", "gamme"))
