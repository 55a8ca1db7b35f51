"""From mel rows to audio: Griffin-Lim on two bands in blocks of bounded memory, and a neural vocoder."""
