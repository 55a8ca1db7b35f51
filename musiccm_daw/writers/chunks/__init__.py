"""The chunks of a WAV file, one file each, with an encoder and a decoder.

`riff` puts chunks into their frames, `layout` describes binary fields, and `text` makes text fit. Which chunks a file
has, and in which order, is decided in `writers.wav`.
"""
