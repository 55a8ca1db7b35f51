"""The score: notes and parts (`note.py`), and the song that they make (`song.py`). Free of torch."""
