"""The chunks of a WAV file, one file each; `riff` frames them, `wav` puts them in order."""
