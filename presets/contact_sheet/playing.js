/* The take that plays: its card, its players, and what of it sounds. `decks.js` keeps the players together. */
"use strict";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
let current = null; // { card, table } of the take that plays or pauses

const pressed = (button) => button?.getAttribute("aria-pressed") === "true";

/* The mix sounds while all stems are: it is their sum. */
function isHeard(lanes, index) {
  const stems = lanes.slice(1);
  const is = (kind) => (lane) => pressed(lane.querySelector(kind));
  const solos = stems.some(is(".solo")), mutes = stems.some(is(".mute"));
  if (index === 0) return !solos && !mutes;
  return solos ? is(".solo")(lanes[index]) : mutes && !is(".mute")(lanes[index]);
}

function show(card) {
  const lanes = [...card.querySelectorAll(".lane")];
  const mix = isHeard(lanes, 0);
  lanes.forEach((lane, index) => lane.classList.toggle("silent", index > 0 && !mix && !isHeard(lanes, index)));
  if (current?.card === card) current.table.hush();
}

function load(card) {
  if (current?.card === card) return;
  if (current) {
    current.table.close();
    mark(current.card, "");
  }
  const lanes = [...card.querySelectorAll(".lane")];
  const urls = lanes.map((lane) => lane.dataset.wav);
  current = { card, table: new Turntable(urls, card.dataset.loop === "true", (index) => isHeard(lanes, index)) };
}

function mark(card, state) {
  card.classList.toggle("playing", state === "playing");
  card.classList.toggle("paused", state === "paused");
  const button = card.querySelector(".play"), name = card.querySelector("h2").textContent;
  button.setAttribute("aria-label", `${state === "playing" ? "Pause" : "Play"} ${name}`);
}

async function attempt(card, action) {
  try {
    await action();
  } catch (error) {
    // A pause before the start has come is no failure.
    if (error.name === "AbortError" || current?.card !== card) return;
    current.table.pause();
    mark(card, "");
    document.getElementById("count").textContent = "This take cannot be played: a WAV is not beside the page any more.";
  }
}

function toggle(card) {
  load(card);
  const { table } = current;
  if (table.playing) {
    table.pause();
    mark(card, "paused");
    return;
  }
  begin();
}

function begin() {
  const { card, table } = current;
  mark(card, "playing");
  attempt(card, () => table.play());
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(follow);
}

let drawn = 0, frame = 0;
function follow(now) {
  const { card, table } = current;
  if (!calm.matches || now - drawn > 250) {
    drawn = now;
    const part = table.length ? table.seconds / table.length : 0;
    for (const time of card.querySelectorAll(".time")) time.style.setProperty("--at", part);
  }
  if (table.playing) frame = requestAnimationFrame(follow);
  else mark(card, "paused");
}

async function seek(card, part) {
  load(card);
  const { table } = current;
  await attempt(card, () => table.seek(Math.max(0, Math.min(0.99, part))));
  if (current.table === table && !table.playing) begin();
}
