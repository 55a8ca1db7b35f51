"""The `iXML` chunk: the same facts as XML, exact and without limits of length.

Last in the file. `bext` cuts the prompt to 256 ASCII characters and `acid` rounds the tempo to a float; here both are
exact. The musical facts are lines in USER, whose content the standard leaves to the writer.
Source: iXML specification 3.0, Gallery Software.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from xml.etree import ElementTree

from musiccm_daw.writers.chunks.riff import Chunk
from musiccm_daw.writers.chunks.text import printable

VERSION = "3.00"
PROJECT = "MusicCM"
"""The value of the project field, by which a reader knows that the note is a prompt."""

PATHS = {
    "project": "PROJECT",
    "scene": "SCENE",
    "take": "TAKE",
    "note": "NOTE",
    "user": "USER",
    "file_sample_rate": "SPEED/FILE_SAMPLE_RATE",
    "time_reference_high": "SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI",
    "time_reference_low": "SPEED/TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO",
}
"""The path under BWFXML for each attribute of `ProductionFacts`."""


@dataclass(frozen=True)
class ProductionFacts:
    """The content of the `iXML` chunk, all as text."""

    project: str
    scene: str
    take: str
    note: str
    user: str
    file_sample_rate: str
    time_reference_high: str
    time_reference_low: str


def encode(facts: ProductionFacts) -> Chunk:
    """Encode the chunk."""
    root = ElementTree.Element("BWFXML")
    ElementTree.SubElement(root, "IXML_VERSION").text = VERSION
    for field in fields(facts):
        *groups, name = PATHS[field.name].split("/")
        parent = root
        for group in groups:
            found = parent.find(group)
            parent = ElementTree.SubElement(parent, group) if found is None else found
        ElementTree.SubElement(parent, name).text = printable(getattr(facts, field.name), keep_lines=True)
    ElementTree.indent(root)
    return Chunk(b"iXML", ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def decode(payload: bytes) -> ProductionFacts:
    """Decode a payload; missing elements become empty texts.

    Recorders reserve room and fill it up with zeros or blanks, which are no XML; some write Latin letters of Windows
    under a declaration of UTF-8.
    """
    document = payload.lstrip(b"\0 \t\r\n")
    document = document[: document.rfind(b">") + len(b">\0" if b"<\0" in document[:4] else b">")]
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 - expat bounds entities itself since 2.4.1
    except ElementTree.ParseError:
        root = ElementTree.fromstring(document.decode("cp1252", "replace"))  # noqa: S314
    return ProductionFacts(**{name: root.findtext(path, "") for name, path in PATHS.items()})


def write_lines(facts: Mapping[str, object]) -> str:
    """Return facts as lines for USER, one per fact."""
    return "\n".join(f"{name}: {value}" for name, value in facts.items())


def read_lines(user: str) -> dict[str, str]:
    """Read the lines that `write_lines` made and skip all others."""
    lines = (line.strip().split(": ", 1) for line in user.split("\n"))
    return {line[0]: line[1] for line in lines if len(line) == 2}
