"""How Windows reads a command line: cmd.exe first, then the program that it starts.

Source: Microsoft, "Parsing C command-line arguments", and `cmd /?`.
"""

from collections.abc import Iterator


def before_cmd(line: str) -> str:
    """Return what cmd.exe runs: %NAME% is replaced first, then carets are taken away outside quotes."""
    names = {"PATH": "replaced", "a": "replaced"}
    for name, value in names.items():
        line = line.replace(f"%{name}%", value)
    out, is_quoted, at = [], False, 0
    while at < len(line):
        mark = line[at]
        if mark == "^" and not is_quoted:
            at += 1
            out.append(line[at])
        else:
            assert is_quoted or mark not in "&|<>()", f"cmd.exe would act on {mark}"
            is_quoted ^= mark == '"'
            out.append(mark)
        at += 1
    assert not is_quoted
    return "".join(out)


def as_programs_read(line: str) -> Iterator[str]:
    """Yield arguments by Microsoft's rules: backslashes count in pairs before a quote, and for themselves elsewhere."""
    word: str | None = None
    is_quoted, at = False, 0
    while at < len(line):
        backslashes = len(line) - at - len(line[at:].lstrip("\\"))
        if backslashes:
            at += backslashes
            is_before_quote = line[at : at + 1] == '"'
            word = (word or "") + "\\" * (backslashes // 2 if is_before_quote else backslashes)
            if is_before_quote and backslashes % 2:
                word += '"'
                at += 1
        elif line[at] == '"':
            is_quoted, word = not is_quoted, word or ""
            at += 1
        elif line[at] == " " and not is_quoted:
            if word is not None:
                yield word
            word = None
            at += 1
        else:
            word = (word or "") + line[at]
            at += 1
    if word is not None:
        yield word
