"""Feelings: words for moods in the languages in which people type, and what a band plays of whom nothing else is known.

Tables only. "Something sad" names neither style nor player, and the band of any other pop song would be wrong for it.
"""

from __future__ import annotations

_SAD = (
    "sad, sadness, sorrow, sorrowful, melancholic, melancholy, mournful, heartbroken, heartbreaking, heartbreak, "
    "tearful, weeping, grieving, wistful, bittersweet, depressing, lonely, lonesome, forlorn, gloomy, somber, sombre, "
    "elegiac, solemn, traurig, traurige, trauriges, trauriger, traurigen, trauer, melancholisch, melancholische, "
    "melancholisches, wehmütig, wehmütige, einsam, einsame, triste, tristes, tristesse, mélancolique, mélancoliques, "
    "déchirant, tristeza, melancólico, melancólica, melancolía, malinconico, malinconica, malinconia, tristezza, "
    "struggente, saudade, melancolia"
)
_TENSE = (
    "tense, suspenseful, anxious, uneasy, unsettling, ominous, brooding, moody, foreboding, mysterious, menacing, "
    "menace, threatening, sinister, dark, darkly, spannend, spannende, spannendes, spannung, angespannt, bedrohlich, "
    "bedrohliche, düster, düstere, düsteres, dunkel, dunkle, dunkles, tendu, tendue, inquiétant, inquiétante, "
    "menaçant, menaçante, mystérieux, mystérieuse, tenso, tensa, tensión, oscuro, oscura, inquietante, amenazante, "
    "misterioso, misteriosa, teso, tesa, tensione, cupo, cupa, minaccioso, minacciosa, tensão, sombrio, sombria, "
    "ameaçador, escuro, escura"
)
_SCARY = (
    "scary, spooky, creepy, eerie, terrifying, frightening, haunted, ghostly, horrifying, nightmarish, gruselig, "
    "gruselige, gruseliges, unheimlich, unheimliche, schaurig, effrayant, effrayante, terrifiant, terrifiante, "
    "angoissant, angoissante, aterrador, aterradora, terrorífico, terrorífica, escalofriante, spaventoso, spaventosa, "
    "pauroso, paurosa, terrificante, assustador, assustadora, tenebroso, tenebrosa"
)
_ANGRY = (
    "aggressive, angry, anger, furious, violent, brutal, fierce, wütend, wütende, wütendes, zornig, aggressiv, "
    "aggressives, aggressiver, agressif, agressive, furieux, furieuse, enragé, agresivo, agresiva, furioso, furiosa, "
    "rabioso, aggressivo, aggressiva, arrabbiato, agressivo, agressiva, raivoso"
)
_PLAYFUL = (
    "playful, quirky, mischievous, silly, goofy, zany, cheeky, wacky, funny, humorous, comical, whimsical, verspielt, "
    "verspielte, verspieltes, lustig, lustige, lustiges, witzig, drôle, rigolo, espiègle, ludique, divertido, "
    "divertida, gracioso, graciosa, juguetón, giocoso, giocosa, scherzoso, divertente, brincalhão, engraçado, engraçada"
)
_TENDER = (
    "tender, tenderly, romantic, loving, heartfelt, touching, emotional, zärtlich, zärtliche, "
    "romantisch, romantische, romantisches, gefühlvoll, gefühlvolle, rührend, rührende, tendre, romantique, émouvant, "
    "émouvante, romántico, romántica, tierno, tierna, emotivo, emotiva, romantico, romantica, tenero, tenera, "
    "commovente, romântico, romântica, emocionante"
)
_HAPPY = (
    "happy, joyful, cheerful, merry, fröhlich, fröhliche, fröhliches, fröhlicher, fröhlichen, glücklich, glückliche, "
    "glückliches, heiter, heitere, heiteres, joyeux, joyeuse, gai, gaie, heureux, heureuse, alegre, alegres, feliz, "
    "felices, contento, contenta, felice, felici, gioioso, gioiosa, allegro e felice, alegria, alegría, gioia"
)
_UPBEAT = "upbeat, bubbly, peppy, perky, jaunty, breezy, summery, carefree, lighthearted, light hearted"
_NOBLE = "majestic, proud, noble, regal, stately, ceremonial, dignified"
_GLORIOUS = "heroic, adventurous, glorious, victorious, patriotic, valiant"
_TRAGIC = "tragic, despair, desperate, despairing, yearning, longing"
_EVIL = "evil, grim, demonic, satanic, diabolical"
_SNEAKY = "sneaky, stealthy, tiptoe, tiptoeing, on tiptoe"
_MANIC = "manic, chaotic, frenzied, hyperactive"
_LAZY = "lazy, chilled out, drowsy, silky, sexy, sensual, seductive"
_CUTE = "cute, kawaii, childlike, innocent, magical, enchanted, enchanting, fairytale, fairy tale"
_INSPIRING = "inspirational, life affirming"
FEELINGS: dict[str, str] = {
    "sad": _SAD,
    "tense": _TENSE,
    "scary": _SCARY,
    "angry": _ANGRY,
    "playful": _PLAYFUL,
    "tender": _TENDER,
}
IMPLIED: dict[str, tuple[str, str | None]] = {
    "sad": ("sentimental", "minor"),
    "tense": ("suspense", None),
    "scary": ("horror", None),
    "angry": ("metal", "minor"),
    "playful": ("quirky", None),
    "tender": ("sentimental", "major"),
}
"""The style of a prompt that has neither style nor player but such a word, and the mode where no word asks for one."""
FEELING_TEMPI: dict[str, str] = {
    "60-78": f"{_SAD}, {_TRAGIC}",
    "56-80": _SCARY,
    "108-128": _HAPPY,
    "112-132": f"{_UPBEAT}, {_PLAYFUL}",
    "72-92": f"{_NOBLE}, {_LAZY}",
    "96-120": _SNEAKY,
    "140-168": _MANIC,
}
"""By range of BPM, where nothing else says how fast the music is."""
FEELING_MODES: dict[str, str] = {
    "minor": f"{_SAD}, {_TENSE}, {_SCARY}, {_ANGRY}, {_TRAGIC}, {_EVIL}, {_SNEAKY}",
    "major": f"{_HAPPY}, {_UPBEAT}, {_NOBLE}, {_GLORIOUS}, {_CUTE}, {_INSPIRING}, whimsical",
}
FEELING_MOODS: dict[str, str] = {
    "busy": _MANIC,
    "sparse": "stripped down, stripped back, bare, bare bones",
    "dark": f"{_EVIL}, murky, icy",
    "staccato": _SNEAKY,
    "calm": (
        f"{_LAZY}, ruhig, ruhige, ruhiges, ruhiger, leise, leises, leiser, leisem, leisen, "
        "sanft, sanfte, sanftes, entspannt, entspannte, besinnlich, calme, doux, "
        "douce, tranquille, apaisant, apaisante, tranquilo, tranquila, relajante, sereno, serena, calmo, calma, "
        "tranquillo, tranquilla, rilassante, relaxante"
    ),
    "strong": (
        f"{_ANGRY}, {_GLORIOUS}, {_EVIL}, upbeat, peppy, dramatic, urgent, relentless, pounding, "
        "kraftvoll, kraftvolle, energisch, energische, énergique, puissant, puissante, enérgico, "
        "enérgica, potente, energico, energica, poderoso, poderosa, make it slap, it slaps, slaps hard, make it "
        "bang, bangs hard, goes hard, go hard, hits hard, hit hard, hits different, con fuoco, con forza, feroce, "
        "impetuoso, con impeto"
    ),
    "slow": "langsame, langsames, langsamer, lente, lenta, despacio, lentamente, lentement, devagar",
    "fast": (
        "schnelle, schnelles, schneller, rapide, rapides, rápido, rápida, rápidos, rápidas, rapido, rapida, veloce, "
        "veloci, velocemente, a toda velocidad, depressa"
    ),
}
"""How soft, dense and fast music is, where `spoken_words.py` does not say so."""
