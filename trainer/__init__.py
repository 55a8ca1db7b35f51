"""How the weights come to be: corpus, autoencoder, vocoder, teacher, distilled student, evaluation, export.

One stage, one file. `musiccm train` starts them; nothing here is needed to make music.
"""
