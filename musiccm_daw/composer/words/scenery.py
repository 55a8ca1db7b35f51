"""Idioms, titles and things in which a word for an instrument or a section means none: hats off, car crash, tom waits.

Tables only: phrases that ask for nothing, beside those of `spoken_words.NOTHING`. What only the words around it tell
apart (a ride through the night, jazz ride) is in `reading/scenery.py`.
"""

from __future__ import annotations

SCENERY = (
    "hats off to, hats off for, top hat, top hat and tails, cowboy hat, cowboy hats, straw hat, party hat, party "
    "hats, bowler hat, santa hat, witch hat, hat trick, drop of a hat, keep it under your hat, car crash, plane "
    "crash, crash landing, crash course, crash test, crash and burn, market crash, waves crash, waves crash on the "
    "shore, kick back, kicking back, kick ass, kick the bucket, kicks ass, tom waits, tom petty, tom hanks, tom "
    "cruise, tom and jerry, tom misch, tom jones, tom sawyer, major tom, uncle tom, peeping tom, car keys, keys to "
    "the city, keys to the kingdom, keys to the car, florida keys, sea bass, bass fishing, string theory, string of "
    "pearls, string lights, string of lights, launch pad, launchpad, landing pad, helipad, brake pads, brake pad, "
    "mouse pad, lily pad, lily pads, note pad, notepad, crash pad, lead the way, leads the way, follow my lead, "
    "lead role, lead actor, lead me home, pencil lead, brass monkey, brass monkeys, top brass, brass knuckles, pipe "
    "dream, pipe dreams, champagne flute, love triangle, bermuda triangle, voice mail, voice memo, voice message, "
    "voice actor, voice note, voicemail, inner voice, off the hook, captain hook, fish hook, hook up, london "
    "bridge, brooklyn bridge, golden gate bridge, burning bridges, rainbow bridge, bridge over troubled water, "
    "coffee break, spring break, prison break, jail break, lunch break, tea break, take a break, break free, break "
    "the ice, break the rules, heart break, drop in the ocean, rain drops, rain drop, dew drops, tear drops, tear "
    "drop, office building, office buildings, tall buildings, city buildings, abandoned building, skyscraper "
    "building, organ transplant, drum roll please, horn of africa, horn of plenty, shoe horn, rhino horn, unicorn "
    "horn, whistle stop tour, blow the whistle, alarm bell, alarm bells, door bell, doorbell, taco bell, bell "
    "bottoms, liberty bell"
)
PLACES = (
    "andes, goa, jersey, west coast, westcoast, mardi gras, paris cafe, parisian cafe, french cafe, café parisien, "
    "irish pub, oktoberfest, beer hall, zen garden, spa, dungeon, skyrim, hyrule"
)
"""Names of styles that are places as well: over the Andes, a pan flute is alone."""
