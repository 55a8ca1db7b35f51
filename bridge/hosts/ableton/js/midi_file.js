// A Standard MIDI File of type 0 from notes: how the selected clip's notes reach the server as a score. Pure functions.

var TICKS_PER_QUARTER = 960;
var DRUM_CHANNEL = 9; // channel 10, counted from 0

// notes: [{pitch, velocity, start, end}], in quarters from the beginning.
// music: {name, drums, bpm, numerator, denominator, quarters}; the track ends after so many quarters.
function midiFile(notes, music) {
    var track = trackBytes(notes, music);
    return textBytes("MThd").concat(bigEndian(6, 4), bigEndian(0, 2), bigEndian(1, 2), bigEndian(TICKS_PER_QUARTER, 2),
        textBytes("MTrk"), bigEndian(track.length, 4), track);
}

function trackBytes(notes, music) {
    var events = [
        metaEvent(0x03, utf8Bytes(music.name)),
        metaEvent(0x51, bigEndian(Math.round(60000000 / music.bpm), 3)),
        metaEvent(0x58, [music.numerator, Math.round(Math.log(music.denominator) / Math.LN2), 24, 8])
    ].concat(noteEvents(notes, music.drums ? DRUM_CHANNEL : 0));
    events.push({ tick: ticks(music.quarters), order: 2, bytes: [0xff, 0x2f, 0] });
    var bytes = [], now = 0;
    events.forEach(function (event) {
        Array.prototype.push.apply(bytes, variableLength(event.tick - now).concat(event.bytes));
        now = event.tick;
    });
    return bytes;
}

// A key is released before it is struck again at the same tick.
function noteEvents(notes, channel) {
    var events = [];
    for (var i = 0; i < notes.length; i++) {
        var note = notes[i], start = ticks(note.start);
        events.push({ tick: start, order: 1, bytes: [0x90 | channel, note.pitch, note.velocity] });
        events.push({ tick: Math.max(ticks(note.end), start + 1), order: 0, bytes: [0x80 | channel, note.pitch, 0] });
    }
    return events.sort(function (a, b) { return a.tick - b.tick || a.order - b.order; });
}

function metaEvent(type, bytes) {
    return { tick: 0, order: 0, bytes: [0xff, type].concat(variableLength(bytes.length), bytes) };
}

function ticks(quarters) {
    return Math.round(quarters * TICKS_PER_QUARTER);
}

function variableLength(value) {
    var bytes = [value & 0x7f];
    for (value = value >>> 7; value > 0; value = value >>> 7) bytes.unshift((value & 0x7f) | 0x80);
    return bytes;
}

function bigEndian(value, size) {
    var bytes = [];
    for (var i = size - 1; i >= 0; i--) bytes.push((value >>> (8 * i)) & 0xff);
    return bytes;
}

function textBytes(text) {
    var bytes = [];
    for (var i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i) & 0xff);
    return bytes;
}

function utf8Bytes(text) {
    return textBytes(unescape(encodeURIComponent(text)));
}
