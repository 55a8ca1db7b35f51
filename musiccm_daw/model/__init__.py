"""The paper: tensors, windows and conditions. Nothing here knows what a bar or a tempo is.

Shape letters, used with one meaning everywhere:
B batch · L text tokens · E embedding width · C latent channels · W latent columns · F column features ·
P tokens (patches of columns) · D model width · M mel rows · T mel frames · S samples · A audio channels ·
K windows · N sampling steps.
"""
