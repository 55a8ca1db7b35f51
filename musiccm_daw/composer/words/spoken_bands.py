"""Kinds of music whose band is not that of the style in which they are composed: ragtime, western, flamenco.

Tables only: by a key of `OWN_BANDS` (`reading/own_bands.py`), what people call the music; `spoken_styles.py` has its
style and tempo, and what is here beside it the mode, and whether it swings.
"""

from __future__ import annotations

_RAGTIME = "ragtime, rag, classic rag, ragtime music, scott joplin, joplin, like joplin"
_FLAMENCO = (
    "flamenco, buleria, bulerias, flamenco buleria, flamenco bulerias, solea, soleares, sevillanas, rumba flamenca, "
    "flamenco rumba, paco de lucia, camaron"
)
_INDUSTRIAL = (
    "industrial, industrial rock, industrial metal, nine inch nails, nin, ministry, marilyn manson, industrial nine "
    "inch nails, aggrotech"
)
_PIPES = "bagpipe, bagpiper, highland pipes, scottish pipes, war pipes"
WESTERN = (
    "western theme, western soundtrack, western scene, spaghetti western, ennio morricone western, "
    "morricone western, wild west showdown, western showdown, western film, western movie, western duel, western "
    "standoff, gunslinger duel, duel at high noon, high noon"
)
GAME_SHOW = "game show, quiz show, game show theme, quiz show theme, game show intro, quiz show intro, trivia show"
TOWN = (
    "town theme, rpg town, rpg town theme, village theme, rpg village, jrpg town, jrpg town theme, jrpg village, "
    "starting town, home town theme, peaceful village theme, farming sim, farming simulator, farming game, cozy "
    "farming sim, farm game, farming sim soundtrack, cozy game, cosy game, cozy game soundtrack, life sim, stardew "
    "valley, animal crossing, harvest moon"
)
SECOND_LINE = (
    "second line brass band, new orleans brass band, second line new orleans brass band, nola brass band, new orleans "
    "street band, brass band second line, rebirth brass band, dirty dozen brass band, hot 8 brass band, brass band new "
    "orleans, second line parade band, mardi gras brass band"
)
WATER = (
    "water level, underwater level, ocean level, sea level, beach level, coral reef level, underwater stage, water "
    "stage, water temple"
)
SCHLAGER = (
    "schlager, deutscher schlager, partyschlager, discofox, disco fox, discoschlager, schlager discofox, schlager im "
    "discofox, schlager beat, discofox beat, disco fox beat, schlager im discofox beat, mallorca hit, ballermann, "
    "ballermann hit, apres ski hit, après ski hit, helene fischer, german schlager, dansband, dansbandsmusik"
)
RAGA = (
    "raga, ragas, raag, hindustani, hindustani classical, hindustani classical music, hindustani raga, indian "
    "classical, indian classical music, carnatic, carnatic music, carnatic classical, karnatic, ravi shankar, raga "
    "music"
)
VIKING = (
    "viking war chant, viking war song, viking folk, nordic folk, nordic viking folk, nordic viking, viking music, "
    "norse, norse folk, old norse, wardruna, heilung, skaldic, joik, yoik, kulning, viking chant, nordische musik, "
    "wikinger, musique viking"
)
GUOFENG = (
    "guofeng, gufeng, guzheng ballad, chinese traditional, traditional chinese, chinese folk, traditional chinese "
    "music, chinese music, chinese classical, wuxia, xianxia, musique chinoise, chinesische musik, música china"
)
CHANSON = (
    "chanson, chanson française, chanson francaise, french chanson, edith piaf, édith piaf, jacques brel, georges "
    "brassens, chanson réaliste, variété française, französischer chanson, chansons"
)
FADO = "fado, fado português, fado de lisboa, fado de coimbra, portuguese fado, amália rodrigues, mariza fado"
CHICHA = (
    "chicha, chicha peruana, cumbia peruana, peruvian cumbia, cumbia amazónica, cumbia amazonica, psychedelic cumbia, "
    "cumbia psicodélica, los mirlos, juaneco, los destellos, chicha psicodélica, chicha peruana psicodélica"
)
BANDS: dict[str, str] = {
    "ragtime": _RAGTIME,
    "flamenco": _FLAMENCO,
    "shoegaze": "shoegaze, my bloody valentine, slowdive, like slowdive, shoegaze wall of sound",
    "western": WESTERN,
    "medieval": (
        "medieval, bardcore, medieval dance, medieval tavern, medieval music, minstrel song, troubadour, estampie"
    ),
    "industrial": _INDUSTRIAL,
    "hard bop": "hard bop, hardbop, hard bop quintet, hard bop head, jazz messengers, art blakey, horace silver",
    "game show": GAME_SHOW,
    "town": TOWN,
    "water": WATER,
    "schlager": SCHLAGER,
    "raga": RAGA,
    "viking": VIKING,
    "guofeng": GUOFENG,
    "chanson": CHANSON,
    "chicha": CHICHA,
    "fado": FADO,
    "second line": SECOND_LINE,
}
MODES: dict[str, str] = {
    "major": f"{_RAGTIME}, {GAME_SHOW}, {TOWN}, {WATER}, {SCHLAGER}, {_PIPES}",
    "minor": (f"{_INDUSTRIAL}, {WESTERN}, {_FLAMENCO}, flamenco guitar, {CHICHA}, {FADO}, shoegaze wall of sound"),
}
SCALES: dict[str, str] = {"phrygian_dominant": f"{_FLAMENCO}, flamenco guitar"}
METERS: dict[str, str] = {
    "12/8": "buleria, bulerias, flamenco buleria, flamenco bulerias",
    "3/4": "sevillanas, solea, soleares",
    "7/8": (
        "odd time, odd meter, odd metre, odd meters, odd metres, odd time signature, odd time signatures, uneven "
        "meter, math rock, mathrock, irregular meter"
    ),
}
STRAIGHT = frozenset(("ragtime",))
"""Those of the bands that do not swing, though others of their style do."""
