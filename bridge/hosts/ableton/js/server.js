// The connection: a port to listen on that no other device has, and whether the server answers.
// Max's udpsend has no port that is known, so that this one is registered, again and again, for answers.

var PORTS = 16; // from FIRST_PORT on: as many devices can be open at once
var PATIENCE_MS = 1500;
var LOST_AFTER = 3; // tries without an answer
var HEARTBEAT_MS = 20000; // registrations lapse after 60 s

// onReady(pong) is called at the first answer after silence, onLost() when there has been none for a while.
function Connection(instance, onReady, onLost) {
    this.instance = instance;
    this.onReady = onReady;
    this.onLost = onLost;
    this.offset = 0;
    this.misses = 0;
    this.ready = false;
    this.waiting = false;
    this.answered = false; // on this port, ever
    this.timer = null;
}

Connection.prototype.start = function () {
    outlet(OUTLETS.port, "port", FIRST_PORT + this.offset);
    this.hello();
};

Connection.prototype.send = function (address, values) {
    outlet(OUTLETS.server, [address].concat(values));
};

Connection.prototype.hello = function () {
    this.waiting = true;
    this.send("/musiccm/register", [FIRST_PORT + this.offset]);
    this.send("/musiccm/ping", [this.instance]);
    this.again(this.check, PATIENCE_MS);
};

Connection.prototype.pong = function (values) {
    if (String(values[0]) !== this.instance) return;
    var first = !this.ready;
    this.waiting = false;
    this.answered = true;
    this.ready = true;
    this.misses = 0;
    if (first) this.onReady({ api: Number(values[1]), version: String(values[2]), model: String(values[3]) });
};

// Silence means that the server is not there, or that another device has the port: the next port is tried until one has
// been answered on. A port is not unregistered when it is left, since it may be the other device's.
Connection.prototype.check = function () {
    if (!this.waiting) {
        this.again(this.hello, HEARTBEAT_MS);
        return;
    }
    this.misses++;
    if (this.misses === LOST_AFTER) {
        this.ready = false;
        this.onLost();
    }
    if (!this.answered && this.misses % 2 === 0) {
        this.offset = (this.offset + 1) % PORTS;
        this.start();
    } else {
        this.hello();
    }
};

Connection.prototype.again = function (method, milliseconds) {
    if (this.timer) this.timer.cancel();
    this.timer = new Task(method, this);
    this.timer.schedule(milliseconds);
};

Connection.prototype.stop = function () {
    if (this.timer) this.timer.cancel();
    if (this.ready) this.send("/musiccm/unregister", [FIRST_PORT + this.offset]);
};
