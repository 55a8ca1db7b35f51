"""The composer: from a seed and a style to a song. Free of torch.

How a song comes to be, with the files in reading order:

1. `styles/` describes each style as data: tempo, meters, chords, and the players who may take part (`sheet.py`).
2. `compose.py` draws tempo, meter and key, a form (`forms.py`) and chord progressions (`progressions.py`).
3. It picks the players and their instruments (`instrument_names.py`), and gives each player one section at a time.
4. The players write their notes: drums in `grooves.py`, basses in `bass.py`, chords in `comping.py` on the voicings of
   `voicing.py`, tunes in `melody.py`, effects in `transitions.py`; their rhythms are texts that `pattern.py` reads.
5. `humanise.py` swings the notes and loosens their timing. The result is a `Song` (`musiccm_daw/score`).

`playing.py` and `vocabulary.py` then put a song into words: how its parts are played, and what producers call that.
"""
