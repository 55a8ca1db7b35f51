"""Dynamics: how loudly players play each note of what they have written.

On exact notes, one passage of one player at a time, before `performance.py`; pitches and times stay as they are.
`shading.py` puts together what the other files ask for: accents of the meter (`accents.py`), lines that rise and fall
(`lines.py`), swells of whole phrases (`swells.py`), the voices of chords (`chord_voices.py`), and drummers' hands
(`drummers.py`). How much of each is `touch.py`'s to say, by kind of player.
"""
