"""MusicCM-DAW as a library: a request goes in, a clip of music with exact length comes out.

The floors, from the ground up: the musical facts in this folder (`timebase`, `harmony`, `roles`), `model`
(tensors), `engine` (bars meet latents) and `writers` (bytes on disk). Importing this package loads none.
"""
