// What is sent to the server, and the arithmetic of bars and paths that goes with it. Pure functions.

// The Live API's beats are quarter notes, whatever the signature.
function quartersPerBar(meter) {
    return meter.numerator * 4 / meter.denominator;
}

// Live keeps tempi as floats; what it shows has two digits, and a 32-bit float holds four.
function roundedTempo(bpm) {
    return Math.round(bpm * 10000) / 10000;
}

function chosenStems(form) {
    return ROLES.filter(function (role) { return form.stems[role]; });
}

// form: what the controls say. music: {bpm, numerator, denominator} of the set. score: a MIDI file's path or "".
function jobPairs(form, music, bars, project, score) {
    var stems = chosenStems(form);
    var pairs = ["prompt", form.prompt, "bpm", roundedTempo(music.bpm), "bars", bars,
        "meter", music.numerator + "/" + music.denominator];
    if (form.key > 0) pairs.push("key", KEYS[form.key]); // the first means: any
    if (form.chords) pairs.push("chords", form.chords);
    if (form.lock) pairs.push("seed", form.seed);
    stems.forEach(function (role) { pairs.push("stem." + role, 1); });
    if (score) pairs.push(stems.length === 1 ? "midi." + stems[0] : "midi", score);
    pairs.push("project", project);
    return pairs;
}

function folderOf(path) {
    return path.replace(/[\/\\][^\/\\]*$/, "");
}

function nameOf(path) {
    return path.replace(/^.*[\/\\]/, "");
}

function joined(folder, name) {
    return folder + (folder.indexOf("\\") < 0 ? "/" : "\\") + name;
}

// Max and Live take slashes everywhere; the server on Windows writes backslashes.
function slashed(path) {
    return /^([A-Za-z]:|\\\\)/.test(path) ? path.replace(/\\/g, "/") : path;
}

// Max writes "Macintosh HD:/Users/me/" on macOS, where every volume, the first one too, is also under /Volumes.
function nativeFolder(path) {
    var volume = /^([^:\/]{2,}):(\/.*)$/.exec(path);
    return (volume ? "/Volumes/" + volume[1] + volume[2] : path).replace(/[\/\\]+$/, "");
}

// take: {prompt, bpm, bars, numerator, denominator, seed, folder, files: [{stem, name, frames, rate}]}
function takeLabel(take) {
    return [shortened(take.prompt, 28), take.bpm + " BPM", take.bars + (take.bars === 1 ? " bar" : " bars"),
        "seed " + take.seed].join(" · ");
}

function shortened(text, most) {
    return text.length <= most ? text : text.slice(0, most - 1) + "…";
}

// The mix of several stems would double them.
function filesToInsert(take) {
    if (take.files.length === 1) return take.files;
    return take.files.filter(function (file) { return file.stem !== "mix"; });
}
