"""Training: from an empty folder to a checkpoint. `musiccm train` runs the stages; generation needs none of this.

The stages, in order:

1. corpus/          renders composed songs, or imports a folder of audio, as labelled clips.
2. autoencoder.py   trains the codec between mel rows and latents.
3. vocoder.py       trains a neural vocoder; optional, since Griffin-Lim needs no weights.
4. teacher.py       trains a latent diffusion model of many steps.
5. distill.py       distils the teacher into a consistency student of one to eight steps;
                    distill_musicldm.py and export_musicldm.py do the same for the paper's MusicLDM.
6. export.py        writes the trained parts as a checkpoint.
7. evaluate.py      measures a checkpoint on held-out songs.

What the stages share:

dataset/            from the corpus to batches: mel rows, latents and their conditions.
losses/             losses and discriminators.
training/           the training loop, run folders, optimizers, weight averages and processes.
metrics/            measures of audio: tempo, key, chords, onsets, distances.
evaluation/         the parts of stage 7, and the pictures and sounds that a validation shows.
configs/            the options that the bundled checkpoint was trained with.
"""
