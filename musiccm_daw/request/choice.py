"""The choice between option, file, prompt, style and default, for each fact of a request.

Between `fields.py`, which reads one value, and `request.py` and `resolve_music.py`, which say which facts there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from musiccm_daw.errors import RequestError
from musiccm_daw.request.stated_facts import StatedFacts

_Value = TypeVar("_Value")


class Choice:
    """The choice for each fact of one request, with a record of what was chosen.

    Attributes:
        found: what the prompt says, by fact, each value as it was written there.
        stated: what files state.
        styled: what the prompt's style brings, by fact; empty until the seed that picks it is known.
        sources: where each fact comes from, filled with every choice.
    """

    def __init__(self, found: Mapping[str, tuple[str, ...]], stated: StatedFacts) -> None:
        self.found = found
        self.stated = stated
        self.styled: Mapping[str, Any] = {}
        self.sources: dict[str, str] = {}

    def of(self, name: str, option: object, default: _Value, read: Callable[[Any], _Value]) -> _Value:
        """Return a value that only an option can give."""
        self.sources[name] = "default" if option is None else "option"
        return default if option is None else read(option)

    def of_few(self, name: str, option: Any, read: Callable[[Any], _Value]) -> _Value | None:
        """Return a value that few requests have; of those without it, nothing is recorded."""
        return None if option is None else self.of(name, option, None, read)

    def of_fact(
        self,
        name: str,
        option: object,
        default: _Value,
        read: Callable[[Any], _Value],
        read_text: Callable[[str], _Value],
    ) -> _Value:
        """Return a value that option, file, prompt or style can give.

        Raises:
            RequestError: the value is not valid, or the prompt contradicts itself.
        """
        stated: _Value | None = getattr(self.stated, name, None)
        if option is None and stated is not None:
            self.sources[name] = self.stated.source(name)
            return stated
        styled: _Value | None = self.styled.get(name)
        if option is None and name not in self.found and styled is not None:
            self.sources[name] = "style"
            return styled
        if option is not None or name not in self.found:
            return self.of(name, option, default, read)
        self.sources[name] = "prompt"
        texts = self.found[name]
        try:
            first, *others = (read_text(text) for text in texts)
        except RequestError as error:
            raise RequestError(f"in the prompt: {error}") from error
        if any(other != first for other in others):
            said, name = ("length in seconds", "bars") if name == "seconds" else (name, name)
            raise RequestError(
                f"prompt names more than one {said}: {', '.join(texts)}; keep one of them, or set {name} as an option"
            )
        return first
