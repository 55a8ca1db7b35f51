"""MusicCM-DAW as a library: a request goes in, and a clip of music with an exact length comes out.

The files of this folder hold what all parts share, such as `timebase`, `harmony` and `roles`. Above them stand
`request` (what was asked for), `model` (tensors), `engine` (from a request to audio), `writers` (from audio to files)
and `cli`; `score`, `composer` and `analysis` work with notes and audio outside the model. Importing this package loads
none of them.
"""
