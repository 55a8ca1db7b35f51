"""What people want music for: heists, cooking shows, workouts, farewells, with the style and tempo that these have.

Tables only, beside `SCENES` of `spoken_styles.py`: by the style whose players can play it and by range of BPM, phrases
separated by commas. A style that is named as well counts instead.
"""

from __future__ import annotations

from musiccm_daw.composer.words.spoken_bands import GAME_SHOW, TOWN, WATER

_BOSS = (
    "boss battle, boss fight, bossfight, final boss, last boss, boss theme, boss music, boss level, boss stage, final "
    "battle theme, raid boss, miniboss, endgegner, endboss, jefe final, boss final, combat de boss"
)
_SUSPENSE = (
    "suspense, tense underscore, true crime, true crime podcast, crime podcast, crime documentary, unsolved mystery, "
    "cold case, thriller, crime thriller, psychological thriller, tension, tension music, tense scene, investigation, "
    "interrogation, ticking clock, bomb defusal, countdown, stealth mission, stealth level, surveillance, conspiracy, "
    "cliffhanger, hacker scene, murder, serial killer, krimi, thriller musik, suspenso, suspenseful scene, suspense "
    "scene, suspense film, intrigue, giallo"
)
_HORROR = (
    "horror, terror, horror game, horror game music, horror movie, horror film, horror scene, scary game, scary movie, "
    "graveyard, cemetery, crypt, ghost story, zombies, zombie, zombie apocalypse, nightmare, abandoned asylum, "
    "exorcism, haunted house, haunted mansion, halloween, vampire castle, friedhof, gruselfilm, horrorfilm, cimetière, "
    "maison hantée, film d'horreur, cementerio, casa embrujada, película de terror, cimitero, casa stregata, film "
    "dell'orrore, cemitério, casa assombrada, filme de terror"
)
_SPIES = (
    "heist, spy caper, spy film, heist movie, heist film, heist planning, heist montage, bank heist, casino heist, "
    "jewel heist, spy, spy movie, spy theme, spy music, secret agent, james bond, bond theme, 007, mission impossible, "
    "caper, caper movie, espionage, cat burglar, jewel thief, secret mission, pickpocket, pink panther, oceans eleven, "
    "detective comedy, agentenfilm, geheimagent, agent secret, film d'espionnage, agente secreto, película de espías, "
    "agente segreto, film di spionaggio, robo de banco, braquage, banküberfall, rapina"
)
_KITCHENS = (
    "quirky comedy, cooking show, cookery show, cooking video, baking show, recipe video, food vlog, food video, how "
    "to video, diy video, craft video, unboxing, unboxing video, comedy, comedy sketch, comedy show, sitcom, funny "
    "video, bloopers, pet video, cat video, dog video, kochshow, kochsendung, komödie, émission de cuisine, comédie, "
    "programa de cocina, comedia, programma di cucina, commedia, programa de culinária, comédia"
)
_KIDS = (
    "kids tv, for kids, for children, for toddlers, para niños, para crianças, pour enfants, für kinder, per bambini, "
    "kids tv theme, kids show, kids show theme, kids theme, childrens tv, childrens tv theme, childrens show, "
    "childrens theme, kids song, childrens song, kids music, childrens music, nursery rhyme, nursery rhymes, "
    "preschool, kindergarten, toddlers, cartoon theme, cartoon intro, kinderlied, kindersendung, kinderserie, chanson "
    "pour enfants, comptine, canción infantil, música infantil, canzone per bambini, kids cartoon, kids program"
)
_FAREWELLS = (
    "sentimental underscore, farewell, sad farewell, goodbye, sad goodbye, last goodbye, saying goodbye, funeral "
    "scene, memorial service, obituary, eulogy, in memoriam, tearjerker, breakup, break up scene, crying scene, sad "
    "scene, sad movie, sad film, death scene, grief, bereavement, abschied, abschiedslied, adieu, adieux, adiós, "
    "despedida, addio, adeus, enterrement, entierro, beerdigung, funerale"
)
_NEON = (
    "night drive, late night drive, midnight drive, drive at night, night driving, neon, neon lights, neon city, neon "
    "tokyo, neon nights, neon night, cyberpunk, cyberpunk city, blade runner"
)
_GYM = "workout, gym, fitness, cardio, spin class, spinning class, aerobics, gym workout, running playlist, jogging"
_HARD_GYM = (
    "hiit, hiit workout, workout hiit, crossfit, powerlifting, weightlifting, beast mode, gym motivation, aggressive "
    "workout, hard workout, intense workout, bootcamp, boot camp"
)
_SKELETONS = "skeleton dance, dancing skeletons, skeletons dance, danse macabre, spooky scary skeletons"
_CORPORATE = (
    "corporate, corporate music, corporate video, corporate film, corporate pop, corporate background, corporate "
    "background music, corporate underscore, corporate presentation, corporate track, motivational corporate, "
    "inspirational corporate, startup video, tech startup, startup pitch, explainer video, product demo, product "
    "video, product launch, company video, employer branding, business presentation, webinar, tutorial video, real "
    "estate video, imagefilm, unternehmensfilm, video corporativo, vídeo corporativo, música corporativa, musique "
    "corporate, charity video, charity film, nonprofit video, fundraising video, film d'entreprise, filme "
    "institucional, vídeo institucional"
)
_WON = (
    "victory jingle, victory music, victory theme, victory screen, win jingle, winning jingle, mission complete, "
    "mission accomplished, quest complete, quest completed"
)
_CLEARED = (
    "level up, level up jingle, level up music, level complete, level completed, level cleared, level complete jingle, "
    "stage clear, stage clear jingle, stage complete, results screen, you win, game win, achievement unlocked"
)
_LOST = (
    "game over jingle, game over music, game over theme, defeat jingle, defeat music, defeat theme, lose jingle, fail "
    "jingle, you died, you lose"
)
_ADVERTS = (
    "tv advert, tv ad, tv spot, tv commercial, radio spot, radio ad, ad spot, car commercial, car advert, car "
    "ad, perfume commercial, perfume ad, fashion ad, beauty ad, tech commercial, product commercial, werbespot, spot "
    "publicitaire, spot publicitario, comercial de tv"
)
USES: dict[str, dict[str, str]] = {
    "boss_battle": {"152-178": _BOSS},
    "suspense": {"78-104": _SUSPENSE},
    "horror": {"56-80": _HORROR},
    "spy_caper": {"104-130": _SPIES},
    "quirky": {"98-124": _KITCHENS, "116-140": _SKELETONS},
    "kids_tv": {"122-146": _KIDS},
    "sentimental": {"58-76": _FAREWELLS},
    "synthwave": {"84-108": _NEON},
    "rock": {"112-130": "training montage, eighties training montage, 80s training montage"},
    "edm": {"126-140": _GYM},
    "hardstyle": {"148-158": _HARD_GYM},
    "disco": {"122-134": GAME_SHOW},
    "ambient": {"88-108": WATER},
    "folk": {"92-112": TOWN},
    "pop": {"104-122": _CORPORATE, "108-124": _ADVERTS},
    "cinematic": {"112-132": _WON},
    "chiptune": {"128-152": _CLEARED, "76-96": _LOST},
}
PHRASES = frozenset(phrase for kinds in USES.values() for listed in kinds.values() for phrase in listed.split(", "))
"""The phrases of all uses, without what they stand for."""
USE_MODES: dict[str, str] = {
    "minor": ", ".join((_BOSS, _SUSPENSE, _HORROR, _SPIES, _HARD_GYM, _SKELETONS, _FAREWELLS, _LOST)),
    "major": f"{_CORPORATE}, {_WON}, {_CLEARED}",
}
