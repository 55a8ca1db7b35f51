// Max for the device's script, as far as the script may use it, with the Live of `live_stand_in.js`.
// `node max_stand_in.js SCRIPT` answers each line of stdin, a JSON command, with a line; `open` begins anew.
"use strict";

const fs = require("fs");
const vm = require("vm");
const live = require("./live_stand_in.js");

const SCRIPT = fs.readFileSync(process.argv[2], "utf8");

const outlets = [], log = [];
let tasks, clock, context;

// A class of Max with these members only.
function strict(Class) {
  const known = (object, name) => {
    if (!(name in object)) throw new Error(`${Class.name} has no ${String(name)}`);
    return name;
  };
  return new Proxy(Class, {
    construct: (target, values) => new Proxy(new target(...values), {
      get: (object, name) => object[known(object, name)],
      set: (object, name, value) => { object[known(object, name)] = value; return true; },
    }),
  });
}

class Task {
  constructor(method, object, ...values) { this.run = () => method.apply(object, values); }
  schedule(milliseconds) { this.cancel(); tasks.push({ task: this.run, due: clock + milliseconds }); }
  cancel() { tasks = tasks.filter((entry) => entry.task !== this.run); }
}

class MaxFile {
  constructor(path, access) {
    if (access !== "write") throw new Error("files are only written");
    this.bytes = [];
    this.path = path;
    this.position = 0;
    try { fs.closeSync(fs.openSync(path, "a")); this.isopen = true; } catch { this.isopen = false; }
  }
  get eof() { return this.bytes.length; }
  set eof(end) { this.bytes.length = end; }
  writebytes(bytes) {
    if (bytes.length > 16384) throw new Error("longer than Max's lists");
    this.bytes.splice(this.position, bytes.length, ...bytes);
    this.position += bytes.length;
  }
  close() { fs.writeFileSync(this.path, Buffer.from(this.bytes)); this.isopen = false; }
}

function newContext() {
  return vm.createContext({
    LiveAPI: live.LiveAPI, Task: strict(Task), File: strict(MaxFile),
    autowatch: 1, inlets: 0, outlets: 0, messagename: "",
    post: (...words) => log.push(words.join(" ")),
    outlet: (number, ...words) => outlets.push([number, ...words.flat()]),
  });
}

function advance(milliseconds) {
  const until = clock + milliseconds;
  for (;;) {
    const next = tasks.filter((entry) => entry.due <= until).sort((a, b) => a.due - b.due)[0];
    if (!next) break;
    tasks.splice(tasks.indexOf(next), 1);
    clock = next.due;
    next.task();
  }
  clock = until;
}

// As Max does: a message calls the function of its name, and `anything` if there is none.
function message(name, values) {
  const handler = typeof context[name] === "function" ? name : "anything";
  context.messagename = name;
  context[handler](...values);
}

const COMMANDS = {
  open(command) {
    live.open(command);
    [tasks, clock, context] = [[], 0, newContext()];
    vm.runInContext(SCRIPT, context);
  },
  message: (command) => message(command.name, command.values),
  advance: (command) => advance(command.milliseconds),
  evaluate: (command) => vm.runInContext(command.code, context),
  change: (command) => live.change(command),
  members: () => live.MEMBERS,
  look: () => ({ ...live.look(), outlets: context.outlets }),
};

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const command = JSON.parse(line);
  let value = null, error = null;
  try { value = COMMANDS[command.do](command); } catch (caught) { error = String(caught.stack || caught); }
  const answer = { value: value ?? null, error, outlets: outlets.splice(0), log: log.splice(0) };
  process.stdout.write(JSON.stringify(answer) + "\n");
});
