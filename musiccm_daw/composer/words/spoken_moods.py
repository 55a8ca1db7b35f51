"""Moods that scenes and weather bring: lonely, late at night, spooky, carnival, with the tempo and mode that they have.

Tables only, beside those of `spoken_words.py` and `vocabulary.py`. They count where nothing else says how fast the
music is: neither a number, nor a word for a tempo, nor a style.
"""

from __future__ import annotations

_LONELY = (
    "lonely, lonesome, desolate, heartbroken, heartbreak, heartbreaking, broken hearted, brokenhearted, "
    "forlorn, crying, sobbing, gloomy, bleak, regret, goodbye, farewell, funeral"
)
_WEATHER = (
    "rainy, rain, raining, rainy day, rainfall, foggy, misty, stormy, snowy, snowfall, winter night, autumn, autumnal"
)
_NIGHT = (
    "late at night, late night, at midnight, after midnight, in the middle of the night, 3am, 3 am, 2am, 4am, after "
    "hours, moonlit, moonlight, nocturnal, candlelit, candlelight, candle light, starlit"
)
_HAUNTED = (
    "spooky, haunted, haunting, haunted house, creepy, ghostly, gothic, halloween, sinister, unsettling, mysterious, "
    "graveyard, cemetery, dungeon, vampire, witchy"
)
_COSY = (
    "cozy, cosy, snug, by the fireplace, fireside, warm blanket, tea time, gentle morning, sunday morning, lazy sunday"
)
_INWARD = (
    "intimate, contemplative, pensive, reflective, introspective, soothing, tranquil, lullaby "
    "like, einaudi like, minecraft, minecraft like, c418, like einaudi, like ludovico einaudi, like yiruma, like "
    "minecraft, like satie, like gymnopedie, gymnopedie, gymnopedies, satie, satie ish, satie like, satie style"
)
_SMOKY = "smoky, smokey, sultry, hazy, slow burning, whisky bar, whiskey bar"
_DUSTY = (
    "dusty, lo fi sounding, tape warm, vhs style, worn, vinyl warm, vinyl warmth, warm vinyl, vinyl era, sleepy head "
    "nod, head nod, head nodding"
)
_CALM = "calm, calming, gentle, gently, chill, chilled, mellow, relaxed, laid back, delicate, romantic"
_FESTIVE = (
    "carnival, carnaval, carnevale, mardi gras, fiesta, fairground, circus, county fair, merry go round, street "
    "parade, street party, festive, jolly, merry, joyful, joyous, jubilant, celebration, celebratory"
)
_SPRIGHTLY = "cheeky, zany, slapstick, cartoon, cartoonish, goofy"
SCENE_TEMPI: dict[str, str] = {
    "62-78": f"{_LONELY}, {_NIGHT}, {_HAUNTED}, {_INWARD}",
    "64-82": f"{_WEATHER}, {_SMOKY}",
    "72-92": _CALM,
    "72-88": f"{_COSY}, {_DUSTY}",
    "116-134": _FESTIVE,
    "112-138": _SPRIGHTLY,
}
"""By range of BPM."""
SCENES: dict[str, str] = {"scene": ", ".join(names for names in SCENE_TEMPI.values() if names != _CALM)}
"""All of them: what stands beside them paints the same scene, as in "rainy cafe"."""
SCENE_MODES: dict[str, str] = {
    "minor": f"{_LONELY}, {_HAUNTED}, rainy, rainy day, rain, raining, rainfall, foggy, misty, stormy, {_SMOKY}",
    "major": f"{_COSY}, {_FESTIVE}, {_SPRIGHTLY}",
}
SCENE_MOODS: dict[str, str] = {
    "sparse": "lonely, lonesome, desolate, forlorn, minecraft, minecraft like, like minecraft, c418, like satie",
    "calm": f"{_COSY}, {_NIGHT}, rainy, rain, raining, rainy day, snowy, snowfall, {_INWARD}",
}
