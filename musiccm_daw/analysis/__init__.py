"""Tempo, bar lines, key and chords, detected in audio."""
