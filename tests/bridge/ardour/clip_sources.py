"""Clips brought into a session file of Ardour: what its own import would leave there.

A program that `place.lua` starts: `python clip_sources.py SESSION_FILE END WAV...`. END is the length of the session in
samples, which is what Ardour exports.
"""

import shutil
import sys
from pathlib import Path

import soundfile
from lxml import etree

SUPERCLOCK_HZ = 282_240_000
"""The unit of Ardour's times."""
WHOLE_FILE = {
    "type": "audio",
    "whole-file": "1",
    "opaque": "1",
    "start": "a0",
    "sync-position": "a0",
    "stretch": "1",
    "shift": "1",
    "scale-amplitude": "1",
    "first-edit": "nothing",
}


def add_clips(session_file: Path, end_samples: int, clips: list[Path]) -> None:
    """Copy clips into a session's folder, and add them and the session's length to its file."""
    tree = etree.parse(session_file)
    root = tree.getroot()
    sample_rate = int(root.attrib["sample-rate"])
    next_id = int(root.attrib["id-counter"])
    audio = session_file.parent / "interchange" / session_file.parent.name / "audiofiles"
    for clip in clips:
        shutil.copyfile(clip, audio / clip.name)
        facts = soundfile.info(str(clip))
        assert facts.samplerate == sample_rate
        length = facts.frames * SUPERCLOCK_HZ // sample_rate
        region = {**WHOLE_FILE, "name": clip.stem, "length": f"a{length}@a0", "channels": str(facts.channels)}
        for channel in range(facts.channels):
            source = {"name": clip.name, "type": "audio", "flags": "", "origin": "", "gain": "1"}
            _child(root, "Sources", "Source", {**source, "id": str(next_id), "channel": str(channel)})
            region |= {f"source-{channel}": str(next_id), f"master-source-{channel}": str(next_id)}
            next_id += 1
        _child(root, "Regions", "Region", {**region, "id": str(next_id)})
        next_id += 1
    end = end_samples * SUPERCLOCK_HZ // sample_rate
    whole = {"name": "session", "start": "a0", "end": f"a{end}", "flags": "IsSessionRange", "id": str(next_id)}
    _child(root, "Locations", "Location", {**whole, "locked": "0", "timestamp": "0", "cue": "0"})
    root.set("id-counter", str(next_id + 1))
    tree.write(session_file, encoding="UTF-8", xml_declaration=True)


def _child(root: etree._Element, parent: str, tag: str, attributes: dict[str, str]) -> None:
    found = root.find(parent)
    assert found is not None
    etree.SubElement(found, tag, attributes)


if __name__ == "__main__":
    add_clips(Path(sys.argv[1]), int(sys.argv[2]), [Path(argument) for argument in sys.argv[3:]])
