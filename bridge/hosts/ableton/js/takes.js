// The take browser, and what the Live set remembers of the device: texts, seed, folder and the last takes.

var MOST_TAKES = 8; // the memory is one value in the set; eight takes of eleven stems have some 10 kB

// Newest first.
function remembered(takes, take) {
    return [take].concat(takes).slice(0, MOST_TAKES);
}

function showTakes(takes) {
    outlet(OUTLETS.takes, "clear");
    takes.forEach(function (take) { outlet(OUTLETS.takes, "append", takeLabel(take)); });
    if (takes.length) outlet(OUTLETS.takes, "set", 0);
}

// Blanks, quotes and commas mean something in Max's messages; escaped text has none.
function packed(memory) {
    return encodeURIComponent(JSON.stringify(memory));
}

// Return null for what is not a memory: a new device has none.
function unpacked(text) {
    try {
        var memory = JSON.parse(decodeURIComponent(text));
        return memory && memory.takes ? memory : null;
    } catch (error) {
        return null;
    }
}

function showText(box, text) {
    if (text) outlet(OUTLETS[box], "set", text);
    else outlet(OUTLETS[box], "clear");
}
