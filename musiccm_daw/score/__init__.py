"""The score (`score.py`): notes and parts (`note.py`), the song that they make (`song.py`), and MIDI files of them."""
