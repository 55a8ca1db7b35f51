"""MusicCM-DAW as a library: a request goes in, and a take of music with an exact length comes out.

    import musiccm_daw

    engine = musiccm_daw.load_engine()
    request = musiccm_daw.ask("deep house, 122 bpm, A minor", bars=8, seed=1)
    take = musiccm_daw.make_take(request, Path("my-song"), engine)

The files of this folder hold what all parts share, such as `timebase`, `harmony` and `roles`. Above them stand
`request` (what was asked for), `model` (tensors), `engine` (from a request to audio), `writers` (from audio to files),
`making.py` (the whole way) and `cli`; `score`, `composer` and `analysis` work with notes and audio outside the
model. The three names above are loaded when they are first used; until then importing this package loads nothing.
"""

# Not from typing: until `cli.entry` is in charge, Ctrl-C is answered with a traceback, and typing takes 6 ms.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from musiccm_daw.asking import ask
    from musiccm_daw.engine.loading import load_engine
    from musiccm_daw.making import make_take

__all__ = ["load_engine", "ask", "make_take"]

_HOMES = {
    "load_engine": "musiccm_daw.engine.loading",
    "ask": "musiccm_daw.asking",
    "make_take": "musiccm_daw.making",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it offers {', '.join(_HOMES)}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
