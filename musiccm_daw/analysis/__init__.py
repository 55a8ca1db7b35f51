"""Analysis of audio: tempo and bars (`beats.py`, `whole_bars.py`), key and chords (`bar_harmony.py`, `tonality.py`).

Used where music comes from outside and does not state these facts. Free of torch, and of librosa but for
`chroma.py`, in which recordings are compared; the extra `analysis` installs it (`locked_librosa.py`).
"""
