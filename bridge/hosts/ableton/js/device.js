// The device: what its controls say, the job that runs, and Max's messages, each a function of that name.

var ACCEPT_MS = 5000; // a server that is there acknowledges within a few milliseconds

autowatch = 0;
inlets = 1;
outlets = OUTLET_COUNT;

var form = {
    prompt: "", chords: "", bars: 4, key: 0, seed: 0, lock: false, fromClip: false, arrange: false, stems: {}
};
var music = { bpm: 120, numerator: 4, denominator: 4 };
var takes = [], selectedTake = 0, chosenFolder = "", midiClip = 0;
var job = null; // {id, target, prompt, bars, numerator, denominator, files, accepted}
var jobs = 0, connection = null, observers = [], waiting = null, lastMemory = "";
var instance = "live-" + Math.floor(Math.random() * 0x7fffffff).toString(36) + (new Date()).getTime().toString(36);

function say(text) {
    showText("status", text);
}

function projectFolder() {
    return setFolder() || chosenFolder;
}

function showFolder() {
    showText("folder", projectFolder() || "unsaved set: save it or choose a folder");
}

function howToStart() {
    return "No server answers on " + SERVER_HOST + ":" + SERVER_PORT + ". In a terminal: musiccm serve --project \""
        + (projectFolder() || "FOLDER OF THE SET") + "\"";
}

function remember() {
    lastMemory = packed({
        prompt: form.prompt, chords: form.chords, seed: form.seed, folder: chosenFolder, takes: takes
    });
    outlet(OUTLETS.memory, lastMemory);
}

// Live is ready: live.thisdevice. It says so again when the device has been edited.
function bang() {
    notifydeleted();
    observers = watchMusic(music).concat(watchMidiClips(function (id) { midiClip = id; }));
    connection = new Connection(instance, serverIsThere, serverIsGone);
    connection.start();
    showFolder();
}

function notifydeleted() {
    if (connection) connection.stop();
    if (waiting) waiting.cancel();
    stopWatching(observers);
}

// --- the controls

function typed(values) {
    var words = Array.prototype.slice.call(values);
    if (words[0] === "text") words.shift();
    return words.join(" ").replace(/\s+/g, " ").replace(/^ | $/g, "");
}

function prompt() { form.prompt = typed(arguments); remember(); }

function chords() { form.chords = typed(arguments); remember(); }

function bars(count) { form.bars = Math.round(count); }

function key(index) { form.key = Math.round(index); }

function seed(number) { form.seed = Math.round(number); remember(); }

function lock(on) { form.lock = Number(on) === 1; }

function score(index) { form.fromClip = Number(index) === 1; }

function destination(index) { form.arrange = Number(index) === 1; }

function stem(role, on) { form.stems[role] = Number(on) === 1; }

function folder(path) {
    chosenFolder = nativeFolder(String(path));
    remember();
    showFolder();
    if (setFolder()) say("The set is saved, so takes go beside it: " + setFolder());
}

// From the set as it opens. What was just stored comes back as well, and is no news.
function memory(text) {
    var kept = String(text) === lastMemory ? null : unpacked(String(text));
    if (!kept) return;
    form.prompt = kept.prompt;
    form.chords = kept.chords;
    form.seed = kept.seed;
    chosenFolder = kept.folder;
    takes = kept.takes;
    selectedTake = 0;
    showText("prompt", form.prompt);
    showText("chords", form.chords);
    outlet(OUTLETS.seed, "set", form.seed);
    showTakes(takes);
}

// --- making a take

function generate() {
    var project = projectFolder(), notes = null;
    if (job) return say("Still making “" + shortened(job.prompt, 40) + "”; wait, or press Cancel.");
    if (!form.prompt) return say("Type a prompt first: what should it sound like?");
    if (!project) return say("The set is not saved, so it has no folder for takes. Save it, or choose a folder.");
    if (!connection || !connection.ready) return say(howToStart());
    if (form.fromClip) {
        notes = writeScore(midiClip, project, music);
        if (notes.problem) return say(notes.problem);
    }
    startJob(project, notes);
}

function startJob(project, notes) {
    jobs++;
    job = {
        id: instance + "-" + jobs, target: currentTarget(form.arrange, music), files: [], accepted: false,
        prompt: form.prompt, bars: notes ? notes.bars : form.bars,
        numerator: music.numerator, denominator: music.denominator
    };
    connection.send("/musiccm/generate",
        [job.id].concat(jobPairs(form, music, job.bars, project, notes ? notes.path : "")));
    say(notes ? "Playing “" + notes.name + "”: " + job.bars + (job.bars === 1 ? " bar." : " bars.") : "Sent.");
    waiting = new Task(giveUp, this, job.id);
    waiting.schedule(ACCEPT_MS);
}

function giveUp(id) {
    if (!job || job.id !== id || job.accepted) return;
    connection.send("/musiccm/cancel", [id]);
    endJob(howToStart());
}

function cancel() {
    if (!job) return say("Nothing is being made.");
    connection.send("/musiccm/cancel", [job.id]);
    if (!connection.ready) endJob("Given up. " + howToStart());
}

function endJob(text) {
    job = null;
    outlet(OUTLETS.progress, "set", 0);
    say(text);
}

// --- the take browser

function take(index) {
    selectedTake = Math.round(index);
    if (!takes[selectedTake]) return;
    form.seed = takes[selectedTake].seed;
    outlet(OUTLETS.seed, "set", form.seed);
    say(takeLabel(takes[selectedTake]) + ". Insert places it again; Lock keeps its seed.");
}

function insert() {
    if (!takes[selectedTake]) return say("No take yet: Generate makes one.");
    say(insertTake(takes[selectedTake], currentTarget(form.arrange, music)).join(" "));
}

// --- the server

function serverIsThere(pong) {
    say("Ready. MusicCM " + pong.version + (pong.model ? ", " + pong.model : ", loading its model") + ".");
    if (job) connection.send("/musiccm/status", [job.id]); // it may have ended meanwhile
}

function serverIsGone() {
    var quiet = "The server has gone quiet. Started again, it finishes what it had accepted. ";
    say((job && job.accepted ? quiet : "") + howToStart());
}

// Everything that begins with a slash comes from the server. Answers to other clients arrive as well.
function anything() {
    var values = Array.prototype.slice.call(arguments);
    if (messagename === "/musiccm/pong" && connection) connection.pong(values);
    if (!job || String(values[0]) !== job.id) return;
    job.accepted = true;
    if (ANSWERS.hasOwnProperty(messagename)) ANSWERS[messagename](values);
}

var ANSWERS = {
    "/musiccm/ack": function (values) {
        var before = Number(values[1]);
        if (before) say("Waiting for " + before + (before === 1 ? " other job." : " other jobs."));
    },
    "/musiccm/progress": function (values) {
        var percent = Math.round(100 * Number(values[1]));
        outlet(OUTLETS.progress, "set", percent);
        say(values[2] + " · " + percent + " % · " + Math.ceil(Number(values[3])) + " s left");
    },
    "/musiccm/file": function (values) {
        var path = String(values[4]);
        job.files[Number(values[1]) - 1] = {
            stem: String(values[3]), path: path, frames: Number(values[5]), rate: Number(values[6])
        };
    },
    "/musiccm/done": function (values) { finish(values); },
    "/musiccm/cancelled": function () { endJob("Cancelled; nothing was written."); },
    "/musiccm/error": function (values) {
        var text = String(values[2]);
        if (String(values[1]) === "bad_path") text += " Or: musiccm serve --project \"" + projectFolder() + "\"";
        endJob(text);
    }
};

function finish(values) {
    var ended = job, made = {
        prompt: ended.prompt, bpm: roundedTempo(Number(values[4])), bars: Number(values[5]), seed: Number(values[6]),
        numerator: ended.numerator, denominator: ended.denominator, folder: folderOf(String(values[1])),
        files: ended.files.filter(Boolean).map(function (file) {
            return { stem: file.stem, name: nameOf(file.path), frames: file.frames, rate: file.rate };
        })
    };
    if (made.files.length !== Number(values[2])) {
        return endJob("Some answers were lost. The take is complete, in " + made.folder + "; drag it from there.");
    }
    takes = remembered(takes, made);
    selectedTake = 0;
    form.seed = made.seed;
    outlet(OUTLETS.seed, "set", made.seed);
    showTakes(takes);
    remember();
    endJob("Made; placing it."); // first: whatever Live does now, the next job can begin
    say(insertTake(made, ended.target).concat("Seed " + made.seed + ".").join(" "));
}
