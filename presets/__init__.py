"""Presets: TOML files that say which stems and songs to render.

From a file to requests: `find` names files, `load` reads one with those that it extends, `matrix` counts and combines,
and `takes` makes a checked request of each combination. `schema` is the format. Free of torch.
"""
