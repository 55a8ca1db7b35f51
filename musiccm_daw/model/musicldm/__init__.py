"""The paper's own teacher family, MusicLDM: folders of diffusers' format behind the face of our own model."""
