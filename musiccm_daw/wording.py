"""Numbers with their words, for messages of all parts."""


def counted(number: int, what: str) -> str:
    """Return a number with its word: 1 take, 2 takes."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
