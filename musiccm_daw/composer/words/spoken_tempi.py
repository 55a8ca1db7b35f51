"""What people call tempi and meters in six languages, however inflected: veloci, langsames, tiempo de vals.

`lexicon.py` looks these phrases up beside those of `spoken_words.py`. Tables only: by what is meant, phrases that mean
it, separated by commas.
"""

from __future__ import annotations

from musiccm_daw.composer.words.stand_ins import STAND_INS

_RUHIG = (
    "ruhig, ruhige, ruhiger, ruhiges, ruhigen, gelassen, calme, calmes, tranquille, tranquilles, calmement, tranquilo, "
    "tranquila, tranquilos, tranquilas, tranquillo, tranquilla, tranquillamente, calmo, calmado, calmada"
)
_MEDITATIVE = (
    "meditative, meditatively, meditativ, meditatives, meditativer, méditatif, méditative, meditativo, meditativa"
)
_FREE = (
    f"{_MEDITATIVE}, freely, free improvisation, free improv, free tempo, free time, free rhythm, free floating, "
    "free flowing, taqsim, taqasim, taksim, alap, alaap, aalap, rubato, unmetered, senza misura, a piacere, ad "
    "libitum, frei fließend, in freiem tempo, libremente, librement, liberamente"
)
TEMPI: dict[str, str] = {
    "44-56": "molto lento, muy lento, sehr langsam, très lent, très lente, muito lento, adagissimo",
    "52-66": "getragen, getragenes, sostenuto, largamente",
    "60-76": "rebajada, rebajado, screwed, chopped and screwed, chopped n screwed",
    "63-80": "adagietto",
    "76-96": "maestoso, gehend",
    "92-112": "con moto, andante con moto",
    "98-114": "mäßig, mässig, mäßiges tempo, modéré, moderado, moderato cantabile, mittleres tempo",
    "112-134": "bewegt, animato, mosso, più mosso",
    "126-152": "agitato, allegro agitato",
    "132-168": "allegro vivace, allegro con brio, allegro molto",
    "160-190": "molto veloce, molto veloci, muy rápido, muy rápida, sehr schnell, très vite, très rapide, muito rápido",
}
"""Beside those of `spoken_styles.py`, with their range of BPM."""
PACES: dict[str, str] = {
    "slow": (
        "langsame, langsamer, langsames, langsamen, langsam, lent, lents, lente, lentes, lentement, lenta, lentas, "
        "lentos, lentamente, despacio, pausado, pausada, devagar, gemächlich, gemächliches, schleppend, schleppendes, "
        "slow drag, slow tempo, unhurried, ralentizado, ralentizada, ralenti, ralentie, "
        "rallentato, verlangsamt, slower"
    ),
    "fast": (
        "schnelle, schneller, schnelles, schnellen, rasch, rasche, rasches, flott, flotte, flottes, zügig, zügiges, "
        "rasant, rasantes, rapide, rapides, rapidement, vite, rápido, rápida, rápidos, rápidas, rápidamente, rapido, "
        "rapida, rapidi, rapide, rapidamente, veloce, veloci, velocemente, veloz, veloces, velozmente, depressa, a "
        "toda velocidad, acelerado, acelerada, accéléré, accélérée, accelerato, beschleunigt, sped up, speed up, "
        "spedup, nightcore, faster"
    ),
    "calm": f"{_RUHIG}, {_MEDITATIVE}",
}
MOOD_TEMPI: dict[str, str] = {"72-92": _RUHIG, "54-70": f"{_FREE}, {STAND_INS['plainchant'].names}"}
"""What is slow where nothing else says how fast the music is."""
METERS: dict[str, str] = {
    "2/4": "zweivierteltakt, zwei viertel takt, dos por cuatro, deux quatre, due quarti, dois por quatro",
    "3/4": (
        "dreivierteltakt, dreiviertel takt, drei viertel takt, dreiertakt, walzer, walzertakt, "
        "valse, valses, valse lente, vals, valses, tiempo de vals, compás de vals, valzer, tempo di valzer, tempo di "
        "valse, valsa, tres por cuatro, trois temps, tre quarti, três por quatro, three quarter, three four time, "
        "triple time"
    ),
    "4/4": "viervierteltakt, vier viertel takt, cuatro por cuatro, quattro quarti, quatre temps, four four time",
    "5/4": "fünfvierteltakt, fünf viertel takt, cinco por cuatro, cinque quarti, cinq temps, five four time",
    "6/8": "sechsachteltakt, sechs achtel takt, seis por ocho, six huit, sei ottavi, six eight time",
    "7/8": "siebenachteltakt, sieben achtel takt, siete por ocho, sept huit, sette ottavi, seven eight",
    "9/8": "neunachteltakt, neun achtel takt, nueve por ocho, neuf huit, nove ottavi, nine eight time, nine eight",
    "12/8": "zwölfachteltakt, zwölf achtel takt, doce por ocho, douze huit, dodici ottavi, twelve eight time",
}
WAYS: dict[str, str] = {
    "half_speed": "half as fast, in augmentation",
    "half_time": "half speed, at half speed, half tempo",
}
_ENDINGS = (
    "big/huge/epic/grand/massive/powerful/explosive/dramatic/triumphant/climactic/loud/bombastic/strong "
    "ending/finale/finish/end/climax"
)
SCENE_TEMPI: dict[str, str] = {"132-152": "skeleton dance, dance of the skeletons, dancing skeletons, danse macabre"}
SCENE_MODES: dict[str, str] = {"minor": SCENE_TEMPI["132-152"]}
SHAPES: dict[str, str] = {
    "big_ending": (
        f"{_ENDINGS}, building/building-up/builds/builds-up/build/build-up/swells/swell/swelling/growing/grows/rising/"
        "rises/crescendo at/towards/toward/near/in the end/ending, climax/crescendo at/near the end, ends big, "
        "ends loud, ends huge, ending big, großes finale, grosses finale, gran final, "
        "grand finale, finale grandioso, final épico"
    ),
    "building": "builds to a climax, building to a climax, building up to a climax, builds to the end",
}
TUNED_WAVES = (
    "binaural, binaural beats, binaural beat, isochronic, isochronic tones, 432 hz, 432hz, 440 hz, 440hz, 528 hz, "
    "528hz, 639 hz, 396 hz, 741 hz, 963 hz, 174 hz, solfeggio frequencies, solfeggio frequency, theta waves, alpha "
    "waves, delta waves, subliminal"
)
"""What people hope of frequencies, which are a calm drone at the most."""
BEYOND = (
    f"{TUNED_WAVES}, 8d audio, 8d, dolby atmos, spatial audio, microtonal, microtones, quarter tone, quarter tones, "
    "xenharmonic, just intonation, lufs, "
    "jug band, getting faster, gets faster, faster and faster, growing faster, speeds up, speeding up, picks up "
    "speed, picking up speed, picks up the pace, picking up the pace, accelerando, accelerates, accelerating, "
    "getting slower, gets slower, slower and slower, slows down, slowing down, ritardando, rallentando, ritenuto, "
    "tempo change, tempo changes, changing tempo, changing tempos, wird schneller, immer schneller, wird langsamer, "
    "de plus en plus vite, cada vez más rápido, cada vez más lento, sempre più veloce, turning into, turns into, "
    "morphing into, morphs into, evolving into, evolves into, changing into, changes into, becoming a, becomes a, "
    "transitioning into, transitions into, segues into, genre switch, key change, key changes, changing key, "
    "modulates up, modulating, truck driver modulation, changing meters, changing meter, time signature changes, "
    "mixed meter, mixed meters"
)
"""What no clip does, which has one tempo, key, meter and style, or has: it is named among the unknown words."""
NOTHING = (
    "ma non troppo, non troppo, copyright free, feel free, for free, free download, free use, free type beat, free "
    "beat, takt, "
    "compás, mesure, battuta, tiempo, tempi, temps, compasso, stück, stücke, musik, música, musica, morceau, "
    "pezzo, brano, pieza, peça"
)
"""Words around those above, which ask for nothing, and what is free of something else than time."""
