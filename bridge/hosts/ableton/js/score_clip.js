// The MIDI clip whose notes become the score: the one that Live's clip view showed last.

var MIDI_BLOCK_BYTES = 4096; // Max's lists are limited

// Whenever a MIDI clip is shown, onClip gets its id. A device can only be used while its own track is selected, so that
// the clip has to be remembered. The observer is returned, to be held and stopped.
function watchMidiClips(onClip) {
    var observer = liveObject("live_set view", function (report) {
        if (report[0] !== "detail_clip") return;
        var clip = liveObject("live_set view detail_clip");
        if (exists(clip) && number(clip, "is_midi_clip") === 1) onClip(Number(clip.id));
    });
    observer.property = "detail_clip";
    return observer;
}

// Return {name, path, bars}, or {problem} in one line. The file is written into the folder; its name is that of its
// notes, so that the same notes are one file.
function writeScore(clipId, folder, music) {
    var clip = clipId ? liveObject("id " + clipId) : null;
    if (!clip || !exists(clip)) return { problem: "Click a MIDI clip first, so that Live shows its notes." };
    var start = number(clip, "loop_start"), quarters = number(clip, "loop_end") - start;
    var bars = Math.ceil(quarters / quartersPerBar(music) - BEAT_TOLERANCE);
    var notes = clipNotes(clip, start, quarters);
    if (notes.length === 0) return { problem: "The clip “" + text(clip, "name") + "” has no notes in its loop." };
    var track = liveObject(trackPath(clip));
    var bytes = midiFile(notes, {
        name: text(track, "name"), drums: hasDrumRack(track), bpm: music.bpm,
        numerator: music.numerator, denominator: music.denominator, quarters: bars * quartersPerBar(music)
    });
    var path = joined(folder, "MusicCM score " + checksum(bytes) + ".mid");
    if (!writeBytes(path, bytes)) return { problem: "Cannot write " + path + "; is the folder writable?" };
    return { name: text(clip, "name") || "clip", path: path, bars: bars };
}

function clipNotes(clip, start, quarters) {
    return (dictionary(clip.call("get_notes_extended", 0, 128, start, quarters)).notes || [])
        .filter(function (note) { return !Number(note.mute); })
        .map(function (note) {
            return {
                pitch: note.pitch, velocity: Math.max(1, Math.min(127, Math.round(note.velocity))),
                start: note.start_time - start,
                end: Math.min(note.start_time - start + note.duration, quarters)
            };
        })
        .filter(function (note) { return note.start >= 0 && note.start < quarters; });
}

function hasDrumRack(track) {
    return children(track, "devices").some(function (device) { return number(device, "can_have_drum_pads") === 1; });
}

function writeBytes(path, bytes) {
    var file = new File(slashed(path), "write");
    if (!file.isopen) return false;
    file.position = 0;
    for (var i = 0; i < bytes.length; i += MIDI_BLOCK_BYTES) file.writebytes(bytes.slice(i, i + MIDI_BLOCK_BYTES));
    file.eof = file.position; // an older, longer file of this name would leave its end behind
    file.close();
    return true;
}

// FNV-1a, 32 bits: a short name for bytes, not a secret.
function checksum(bytes) {
    var hash = 0x811c9dc5;
    for (var i = 0; i < bytes.length; i++) {
        hash ^= bytes[i];
        hash = (hash + (hash << 1) + (hash << 4) + (hash << 7) + (hash << 8) + (hash << 24)) >>> 0;
    }
    return ("0000000" + hash.toString(16)).slice(-8);
}
