"""Basses: lines by pattern, walking and tumbao, the notes that lead on, and the clave that a band shares."""
