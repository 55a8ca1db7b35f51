"""MusicLDM, the family of the paper's own teacher: folders in diffusers' format as a `MusicModel`."""
