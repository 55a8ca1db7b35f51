// Takes become clips: in slots or in the Arrangement, warped and looped, read back. Nothing is ever replaced.

var MARKER_SECONDS = 0.003; // a warp marker this far off is inaudible; Live keeps them as floats
var BEAT_TOLERANCE = 0.001;

// Return what was done, in sentences.
function insertTake(take, target) {
    var version = liveVersion();
    if (!canCreateClips(version)) {
        return ["Live " + version.join(".") + " lets no device make audio clips (12.0.5 does). Drag onto a track: "
            + filesToInsert(take).map(function (file) { return joined(take.folder, file.name); }).join("  ")];
    }
    var files = filesToInsert(take);
    var track = target.track ? liveObject("id " + target.track) : null;
    if (track && !exists(track)) track = null; // deleted meanwhile
    if (files.length === 1 && track && takesAudio(track)) {
        return place(trackPath(track), files[0], take, target);
    }
    return onNewTracks(files, take, target, track ? lastIndex(trackPath(track)) + 1 : -1);
}

// A track to each stem, right of the target's; also for a single file if the target is a MIDI, group, frozen, return or
// deleted track. -1 is the end.
function onNewTracks(files, take, target, index) {
    var said = [files.length > 1 ? "New tracks." : "New track, as the selected one takes no audio clips."];
    for (var i = 0; i < files.length; i++) {
        var track = newTrack(index < 0 ? -1 : index + i);
        if (!track) {
            said.push("Live made no further audio track; it may be at its limit. The files are in " + take.folder);
            break;
        }
        track.set("name", files[i].stem || shortened(take.prompt, 28));
        said = said.concat(place(trackPath(track), files[i], take, target));
    }
    // Live selects what it makes; the device would be out of sight.
    if (target.track) liveObject("live_set view").set("selected_track", "id " + target.track);
    return said;
}

// The new track is the one that was not there before, wherever Live has put it; null if there is none.
function newTrack(index) {
    var song = liveObject("live_set");
    var before = children(song, "tracks").map(function (track) { return track.id; });
    song.call("create_audio_track", index);
    return children(song, "tracks").filter(function (track) { return before.indexOf(track.id) < 0; })[0] || null;
}

function place(path, file, take, target) {
    return target.beat < 0 ? placeInSession(path, file, take, target.scene)
        : placeInArrangement(path, file, take, target.beat);
}

function placeInSession(path, file, take, scene) {
    var song = liveObject("live_set"), scenes = song.getcount("scenes"), index = scene;
    while (index < scenes && number(liveObject(path + " clip_slots " + index), "has_clip") === 1) index++;
    if (index === scenes) song.call("create_scene", -1);
    var slot = liveObject(path + " clip_slots " + index), track = text(liveObject(path), "name");
    if (!exists(slot)) {
        return ["“" + track + "” has no free slot from the selected one down; choose one and press Insert."];
    }
    slot.call("create_audio_clip", slashed(joined(take.folder, file.name)));
    if (number(slot, "has_clip") !== 1) return [refusal(track, file, take)];
    var where = "In slot " + (index + 1) + " of “" + track + "”";
    if (index !== scene) where += ", as slot " + (scene + 1) + " is taken";
    return [where + "."].concat(setUpClip(liveObject(path + " clip_slots " + index + " clip"), file, take));
}

// Live would cut into what lies there, so that only free bars are taken.
function placeInArrangement(path, file, take, beat) {
    var track = liveObject(path), name = text(track, "name"), wanted = beat + quartersOf(take);
    // At first the clip is as long as the file lasts at the set's tempo of now.
    var end = Math.max(wanted, beat + file.frames / file.rate * number(liveObject("live_set"), "tempo") / 60);
    var taken = children(track, "arrangement_clips").filter(function (clip) {
        return number(clip, "start_time") < end - BEAT_TOLERANCE && number(clip, "end_time") > beat + BEAT_TOLERANCE;
    });
    var where = "at bar " + (Math.floor(beat / quartersPerBar(take)) + 1) + " of “" + name + "”";
    if (taken.length) return ["There is a clip " + where + "; choose free bars and press Insert."];
    track.call("create_audio_clip", slashed(joined(take.folder, file.name)), beat);
    var made = children(track, "arrangement_clips").filter(function (clip) {
        return Math.abs(number(clip, "start_time") - beat) < BEAT_TOLERANCE;
    });
    if (made.length !== 1) return [refusal(name, file, take)];
    return ["Placed " + where + "."].concat(setUpClip(made[0], file, take), deviations(made[0], { end_time: wanted }));
}

function refusal(track, file, take) {
    return "Live made no clip on “" + track + "”; drag the file there: " + joined(take.folder, file.name);
}

function quartersOf(take) {
    return take.bars * quartersPerBar(take);
}

// Warp first: until then loop points are seconds. The ends come before the starts and the loop, since Live keeps a loop
// within the markers. Return what Live did otherwise.
function setUpClip(clip, file, take) {
    var quarters = quartersOf(take), seconds = file.frames / file.rate;
    clip.set("warping", 1);
    if (Math.abs(secondsAt(clip, quarters) - seconds) > MARKER_SECONDS) {
        clip.call("add_warp_marker", { beat_time: quarters, sample_time: seconds });
    }
    clip.set("end_marker", quarters);
    clip.set("loop_end", quarters);
    clip.set("start_marker", 0);
    clip.set("loop_start", 0);
    clip.set("looping", 1);
    clip.set("name", takeLabel(take) + (file.stem ? " · " + file.stem : ""));
    var said = deviations(clip, { warping: 1, looping: 1, loop_start: 0, loop_end: quarters });
    if (Math.abs(secondsAt(clip, quarters) - seconds) > MARKER_SECONDS) {
        said.push("Live's warp markers do not fit; set the clip's Seg. BPM to " + roundedTempo(60 * quarters / seconds)
            + ".");
    }
    return said;
}

// A sentence for each property that Live has otherwise than wanted.
function deviations(clip, wanted) {
    return Object.keys(wanted).filter(function (property) {
        return Math.abs(number(clip, property) - wanted[property]) > BEAT_TOLERANCE;
    }).map(function (property) {
        return "Live left " + property.replace("_", " ") + " at " + number(clip, property) + "; it should be "
            + wanted[property] + ".";
    });
}

// Where in the file a beat falls, in seconds, by the segment of warp markers that holds it. The last one, which Live
// does not show, gives the tempo after the last that it shows.
function secondsAt(clip, beat) {
    var markers = dictionary(clip.get("warp_markers")).warp_markers || [], i = 1;
    if (markers.length < 2) return NaN;
    while (i < markers.length - 1 && markers[i].beat_time < beat) i++;
    var from = markers[i - 1], to = markers[i];
    return from.sample_time + (beat - from.beat_time) * (to.sample_time - from.sample_time)
        / (to.beat_time - from.beat_time);
}
