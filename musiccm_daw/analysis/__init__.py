"""Analysis of audio: tempo and bar lines (`beats.py`), key and chords (`tonality.py`), each with a confidence.

Used where music comes from outside and does not state these facts. It needs librosa, which the extra `analysis`
installs (`locked_librosa.py`). Free of torch.
"""
