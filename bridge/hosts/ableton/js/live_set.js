// What the device reads of Live: version, tempo, signature, project folder, selection, and the kinds of tracks.
// The Live Object Model reports a failed call only in Max's window, so that everything is read back.

var CLIPS_SINCE = [12, 0, 5]; // ClipSlot.create_audio_clip and Track.create_audio_clip

// A second argument is what a change is reported to.
function liveObject(path, onChange) {
    return new LiveAPI(onChange || null, path);
}

function exists(object) {
    return Number(object.id) !== 0;
}

function number(object, property) {
    return Number([].concat(object.get(property))[0]);
}

// Some versions split texts at their blanks.
function text(object, property) {
    return [].concat(object.get(property)).join(" ");
}

// Lists of children come as id, 1, id, 2.
function children(object, property) {
    return [].concat(object.get(property)).filter(function (id) { return id !== "id" && Number(id) !== 0; })
        .map(function (id) { return liveObject("id " + id); });
}

// Dictionaries come as JSON; what cannot be read is an empty one.
function dictionary(answer) {
    try {
        return JSON.parse([].concat(answer).join(" ")) || {};
    } catch (error) {
        return {};
    }
}

function liveVersion() {
    var live = liveObject("live_app");
    return ["major", "minor", "bugfix"].map(function (part) { return Number(live.call("get_" + part + "_version")); });
}

function canCreateClips(version) {
    for (var i = 0; i < CLIPS_SINCE.length; i++) {
        if (version[i] !== CLIPS_SINCE[i]) return version[i] > CLIPS_SINCE[i];
    }
    return true;
}

// Keep music = {bpm, numerator, denominator} as the set has them. The observers are returned, to be held and stopped.
function watchMusic(music) {
    var names = { tempo: "bpm", signature_numerator: "numerator", signature_denominator: "denominator" };
    return Object.keys(names).map(function (property) {
        music[names[property]] = number(liveObject("live_set"), property);
        var observer = liveObject("live_set", function (report) {
            if (report[0] === property) music[names[property]] = Number(report[1]);
        });
        observer.property = property;
        return observer;
    });
}

function stopWatching(observers) {
    observers.forEach(function (observer) { observer.property = ""; });
}

// The folder of the saved set, or "". Versions of Live without Song.file_path give nothing to read.
function setFolder() {
    var path = text(liveObject("live_set"), "file_path");
    return /\.als$/i.test(path) ? folderOf(path) : "";
}

function trackPath(object) {
    var found = /^live_set tracks \d+/.exec(object.unquotedpath);
    return found ? found[0] : "";
}

function lastIndex(path) {
    return Number(/(\d+)$/.exec(path)[1]);
}

// A group has slots and an audio input, but holds no clips of its own.
function takesAudio(track) {
    return number(track, "has_audio_input") === 1 && number(track, "is_foldable") === 0
        && number(track, "is_frozen") === 0;
}

// Where a take is to go: {track: id or 0, scene, beat}. A device's button can only be clicked while its own track is
// selected, so that this is mostly the device's track. `beat` is -1 in the Session.
function currentTarget(arrange, music) {
    var song = liveObject("live_set");
    var selected = liveObject("live_set view selected_track");
    var path = trackPath(selected); // "" on a return or the main track
    return {
        track: path ? Number(selected.id) : 0,
        scene: lastIndex(liveObject("live_set view selected_scene").unquotedpath),
        beat: arrange ? arrangementStart(song, quartersPerBar(music)) : -1
    };
}

// The loop's start if the loop is on; else the bar of the playhead.
function arrangementStart(song, quarters) {
    if (number(song, "loop") === 1) return number(song, "loop_start");
    return Math.floor(number(song, "current_song_time") / quarters) * quarters;
}
