// A Live set and Max's LiveAPI, as far as the device may use them: whatever else it asks for is an error.
// Classes and members are those of the Live Object Model; test_stand_in.py holds them to the stubs of Live 12.
"use strict";

const fs = require("fs");

let song, options, ids, observers;

const MEMBERS = {
  Application: { call: ["get_major_version", "get_minor_version", "get_bugfix_version"] },
  Song: {
    get: [
      "tempo", "signature_numerator", "signature_denominator", "file_path", "loop", "loop_start", "current_song_time",
      "tracks",
    ],
    observe: ["tempo", "signature_numerator", "signature_denominator"],
    count: ["tracks", "scenes"],
    call: ["create_audio_track", "create_scene"],
  },
  "Song.View": { observe: ["detail_clip"], set: ["selected_track"] },
  Scene: {},
  Track: {
    get: ["name", "has_audio_input", "is_foldable", "is_frozen", "arrangement_clips", "devices"],
    set: ["name"],
    call: ["create_audio_clip"],
  },
  ClipSlot: { get: ["has_clip"], call: ["create_audio_clip"] },
  Clip: {
    get: [
      "name", "is_midi_clip", "warping", "looping", "loop_start", "loop_end", "start_time", "end_time", "warp_markers",
    ],
    set: ["name", "warping", "looping", "loop_start", "loop_end", "start_marker", "end_marker"],
    call: ["add_warp_marker", "get_notes_extended"],
  },
  Device: { get: ["can_have_drum_pads"] },
  Nothing: {},
};

// --- the Live set

function identity(object) {
  if (!object) return 0;
  if (!ids.has(object)) ids.set(object, ids.size + 1);
  return ids.get(object);
}

function newTrack(track) {
  const kind = track.kind || "audio";
  return {
    class: "Track", name: track.name || "Audio", kind, is_frozen: track.frozen ? 1 : 0,
    has_audio_input: kind === "midi" ? 0 : 1, is_foldable: kind === "group" ? 1 : 0,
    devices: (track.devices || []).map((drums) => ({ class: "Device", can_have_drum_pads: drums ? 1 : 0 })),
    slots: song.scenes.map((_, index) => ({ class: "ClipSlot", clip: newClip((track.slots || [])[index]) })),
    arrangement: (track.arrangement || []).map(newClip),
  };
}

function newClip(clip) {
  if (!clip) return null;
  return { class: "Clip", name: "", is_midi_clip: clip.notes ? 1 : 0, loop_start: 0, loop_end: 4, ...clip };
}

function open(description) {
  [ids, observers] = [new Map(), []];
  song = { class: "Song", tempo: 120, signature_numerator: 4, signature_denominator: 4, file_path: "", loop: 0,
    loop_start: 0, current_song_time: 0, ...description.song };
  song.scenes = Array.from({ length: description.scenes || 4 }, () => ({ class: "Scene" }));
  song.tracks = (description.tracks || [{}]).map(newTrack);
  song.view = { class: "Song.View" };
  options = { version: [12, 1, 0], selected: [0, 0], guess: 1, warped: 0,
    refuses: false, keeps: [], detail: null, ...description.options };
}

const at = (list, index) => list[Number(index)] || null;

// Follow a path from an object; return null where nothing is there.
function walk(object, words) {
  while (object && words.length) {
    const word = words.shift();
    if (word === "tracks" || word === "scenes") object = at(object[word], words.shift());
    else if (word === "clip_slots") object = at(object.slots, words.shift());
    else if (word === "clip") object = object.clip;
    else if (word === "view" && object === song) object = song.view;
    else if (word === "selected_track") object = at(song.tracks, options.selected[0]) || { class: "Track", main: true };
    else if (word === "selected_scene") object = at(song.scenes, options.selected[1]);
    else if (word === "detail_clip") object = options.detail && find(options.detail);
    else throw new Error(`the stand-in knows no path with ${word}`);
  }
  return object;
}

function find(path) {
  const words = path.split(" ");
  const root = words.shift();
  if (root === "live_app") return { class: "Application" };
  if (root === "live_set") return walk(song, words);
  if (root === "id") {
    const known = [...ids.keys()].find((object) => ids.get(object) === Number(words[0]));
    return known && pathOf(known) ? known : null;
  }
  throw new Error(`the stand-in knows no path ${path}`);
}

function pathOf(object) {
  if (object === song) return "live_set";
  if (object === song.view) return "live_set view";
  if (object.class === "Application") return "live_app";
  if (object.main) return "live_set master_track";
  if (song.scenes.includes(object)) return `live_set scenes ${song.scenes.indexOf(object)}`;
  for (const [number, track] of song.tracks.entries()) {
    const path = `live_set tracks ${number}`;
    if (object === track) return path;
    if (track.devices.includes(object)) return `${path} devices ${track.devices.indexOf(object)}`;
    if (track.arrangement.includes(object)) return `${path} arrangement_clips ${track.arrangement.indexOf(object)}`;
    for (const [index, slot] of track.slots.entries()) {
      if (object === slot) return `${path} clip_slots ${index}`;
      if (object === slot.clip) return `${path} clip_slots ${index} clip`;
    }
  }
  return "";
}

// --- audio clips: where Live begins, and what its setters do with each other

function wavSeconds(path) {
  const bytes = fs.readFileSync(path);
  let rate = 0, block = 0;
  for (let i = 12; i < bytes.length; i += 8 + bytes.readUInt32LE(i + 4) + (bytes.readUInt32LE(i + 4) & 1)) {
    const tag = bytes.toString("latin1", i, i + 4);
    if (tag === "fmt ") [rate, block] = [bytes.readUInt32LE(i + 12), bytes.readUInt16LE(i + 20)];
    if (tag === "data") return bytes.readUInt32LE(i + 4) / block / rate;
  }
  throw new Error(`${path} has no data`);
}

function audioClip(path) {
  if (typeof path !== "string" || !/^(\/|[A-Z]:\\)/.test(path)) throw new Error(`not an absolute path: ${path}`);
  const seconds = wavSeconds(path), tempo = song.tempo * options.guess;
  const end = options.warped ? seconds * tempo / 60 : seconds;
  return {
    class: "Clip", name: "", is_midi_clip: 0, file: path, seconds, tempo, warping: options.warped, looping: 0,
    start_marker: 0, loop_start: 0, loop_end: end, end_marker: end, markers: [{ beat_time: 0, sample_time: 0 }],
  };
}

function warpMarkers(clip) {
  const last = clip.markers.at(-1), before = clip.markers.at(-2);
  const slope = before
    ? (last.sample_time - before.sample_time) / (last.beat_time - before.beat_time)
    : 60 / clip.tempo;
  return [...clip.markers, { beat_time: last.beat_time + 1 / 32, sample_time: last.sample_time + slope / 32 }];
}

function setClip(clip, property, wanted) {
  if (options.keeps.includes(property)) return;
  if (property === "warping" && wanted && !clip.warping) {
    clip.loop_end = clip.end_marker = clip.seconds * clip.tempo / 60;
  }
  if (property === "loop_end" && wanted > clip.end_marker) wanted = clip.end_marker;
  clip[property] = wanted;
}

const CALLS = {
  get_major_version: () => options.version[0],
  get_minor_version: () => options.version[1],
  get_bugfix_version: () => options.version[2],
  create_scene(_, index) {
    if (index !== -1) throw new Error("only the end is used");
    if (song.scenes.length >= (options.most_scenes || 99)) return;
    song.scenes.push({ class: "Scene" });
    for (const track of song.tracks) track.slots.push({ class: "ClipSlot", clip: null });
  },
  create_audio_track(_, index) {
    if (song.tracks.length >= (options.most_tracks || 99)) return;
    const place = index < 0 || options.appends ? song.tracks.length : index;
    song.tracks.splice(place, 0, newTrack({ name: `Audio ${song.tracks.length + 1}` }));
    options.selected[0] = place;
  },
  create_audio_clip(parent, path, beat) {
    const [major, minor, fix] = options.version;
    if (major * 10000 + minor * 100 + fix < 120005) throw new Error("this Live has no create_audio_clip");
    const track = parent.class === "Track" ? parent : song.tracks.find((track) => track.slots.includes(parent));
    if (track.kind !== "audio" || track.is_frozen) throw new Error("the track takes no audio clips");
    if (options.refuses || !fs.existsSync(path)) return; // as Live does: a line in Max's window, nothing else
    const clip = audioClip(path);
    if (parent === track) {
      Object.assign(clip, { start_time: beat, end_time: beat + clip.seconds * song.tempo / 60 });
      if (!(beat >= 0 && beat <= 1576800)) throw new Error(`no position: ${beat}`);
      if (track.arrangement.some((other) => other.start_time < clip.end_time - 0.01 && other.end_time > beat + 0.01)) {
        throw new Error("it would overwrite a clip");
      }
      track.arrangement.push(clip);
    } else if (parent.clip) throw new Error("the slot is taken");
    else parent.clip = clip;
  },
  add_warp_marker(clip, marker) {
    if (!clip.warping) throw new Error("the clip is not warped");
    if (!options.keeps.includes("warp_markers")) clip.markers.push({ ...marker });
  },
  get_notes_extended(clip, pitch, span, start, length) {
    const inside = (note) => note.start_time >= start && note.start_time < start + length;
    if (pitch !== 0 || span !== 128) throw new Error("all pitches are wanted");
    return JSON.stringify({ notes: clip.notes.filter(inside) });
  },
};

const OF_LIVE_API = ["id", "unquotedpath", "get", "set", "getcount", "call", "property"];

class StrictLiveAPI {
  constructor(callback, path) {
    if (callback !== null && typeof callback !== "function") throw new Error("the callback comes first");
    this.callback = callback;
    this.object = find(path);
    this.observed = "";
    return new Proxy(this, {
      get: (target, name) => {
        if (!OF_LIVE_API.includes(name) && typeof name !== "symbol") throw new Error(`LiveAPI has no ${name}`);
        return typeof target[name] === "function" ? target[name].bind(target) : target[name];
      },
      set: (target, name, value) => {
        if (name !== "property") throw new Error(`LiveAPI.${String(name)} cannot be set`);
        target.observe(value);
        return true;
      },
    });
  }
  get kind() { return this.object ? this.object.class : "Nothing"; }
  get id() { return this.object ? String(identity(this.object)) : "0"; }
  get unquotedpath() { return this.object ? pathOf(this.object) : ""; }
  allow(what, member) {
    if (!(MEMBERS[this.kind][what] || []).includes(member)) throw new Error(`${this.kind}: no ${what} of ${member}`);
  }
  observe(property) {
    if (property === "") {
      observers.splice(observers.indexOf(this), 1);
      return;
    }
    this.allow("observe", property);
    this.observed = property;
    observers.push(this);
    this.report();
  }
  report() {
    const list = (object) => ["id", identity(object)];
    const shown = this.observed === "detail_clip";
    const value = shown ? list(find("live_set view detail_clip")) : [this.object[this.observed]];
    this.callback([this.observed, ...value]);
  }
  get(property) {
    this.allow("get", property);
    if (property === "file_path" && options.version[0] < 12) return undefined;
    if (property === "warp_markers") return [JSON.stringify({ warp_markers: warpMarkers(this.object) })];
    if (property === "has_clip") return [this.object.clip ? 1 : 0];
    const children = { arrangement_clips: "arrangement", devices: "devices", tracks: "tracks" }[property];
    if (children) return this.object[children].flatMap((child) => ["id", identity(child)]);
    if (this.object[property] === undefined) throw new Error(`${this.kind} has no ${property} here`);
    return [this.object[property]];
  }
  set(property, value) {
    this.allow("set", property);
    if (property === "selected_track") options.selected[0] = song.tracks.indexOf(find(value));
    else if (this.kind === "Clip") setClip(this.object, property, value);
    else this.object[property] = value;
  }
  getcount(child) {
    this.allow("count", child);
    return this.object[child].length;
  }
  call(name, ...values) {
    this.allow("call", name);
    if (values.length !== CALLS[name].length - 1 && name !== "create_audio_clip" && values.length) {
      throw new Error(`${name} takes other arguments`);
    }
    return CALLS[name](this.object, ...values);
  }
}

// Change the set or what Live does, as the musician does; `remove` is the number of a track.
function change(command) {
  Object.assign(song, command.song || {});
  Object.assign(options, command.options || {});
  if (command.remove !== undefined) song.tracks.splice(command.remove, 1);
  observers.forEach((observer) => observer.report());
}

function look() {
  const clips = (track) => ({ slots: track.slots.map((slot) => slot.clip), arrangement: track.arrangement });
  const tracks = song.tracks.map((track) => ({ name: track.name, ...clips(track) }));
  return { tracks, scenes: song.scenes.length, selected: options.selected, watching: observers.length };
}

module.exports = { LiveAPI: StrictLiveAPI, MEMBERS, open, change, look };
