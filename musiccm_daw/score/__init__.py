"""The score: notes, parts and the song that they make. Free of torch."""
