/* The page: theme, search, order, keys, and the take that plays. `decks.js` plays it. */
"use strict";

const THEME = "musiccm-contact-sheet-theme";
const darkScreen = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/* Storage may be closed to a page from a folder; then a choice lasts as long as the page. */
function stored() { try { return localStorage.getItem(THEME); } catch { return null; } }
function store(theme) { try { localStorage.setItem(THEME, theme); } catch { /* it lasts as long as the page */ } }
function dress(theme) { document.documentElement.dataset.theme = theme ?? (darkScreen.matches ? "dark" : "light"); }
dress(stored());
darkScreen.addEventListener("change", () => dress(stored()));

addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const list = byId("takes");
  const cards = [...list.querySelectorAll(".card")];
  const shown = () => [...list.querySelectorAll("li:not([hidden]) > .card")];
  let current = null; // { card, table, lanes } of the take that plays or pauses

  /* Playing */
  const pressed = (button) => button?.getAttribute("aria-pressed") === "true";

  /* The mix is heard while all stems are: it is their sum. */
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
      byId("count").textContent = "This take cannot be played: a WAV is not beside the page any more.";
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

  /* Searching and sorting */
  const search = byId("search"), order = byId("order"), reverse = byId("reverse");

  function filter() {
    const words = search.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of cards) {
      const fits = words.every((word) => card.dataset.words.includes(word));
      card.parentElement.hidden = !fits;
      found += fits;
    }
    const all = `${cards.length} ${cards.length === 1 ? "take" : "takes"}`;
    byId("count").textContent = words.length ? `${found} of ${all}` : all;
    byId("nothing").hidden = found > 0;
  }

  function sort() {
    const key = order.value, sign = pressed(reverse) ? -1 : 1;
    const value = (card) => card.dataset[key];
    const compare = key === "name"
      ? (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true })
      : (a, b) => value(a) - value(b);
    const sorted = key ? [...cards].sort((a, b) => sign * compare(a, b)) : sign < 0 ? [...cards].reverse() : cards;
    const focused = document.activeElement;
    list.append(...sorted.map((card) => card.parentElement));
    focused?.focus({ preventScroll: true });
  }

  search.addEventListener("input", filter);
  order.addEventListener("change", sort);

  /* The command that makes a take again: from anywhere, where the page's folder is known */
  function again(card) {
    const url = new URL(".", card.querySelector(".manifest").href);
    const typed = card.querySelector("code").textContent;
    if (url.protocol !== "file:") return typed;
    let path;
    try { path = decodeURIComponent(url.pathname.slice(0, -1)); } catch { return typed; }
    if (url.host) return `musiccm again "//${url.host}${path}"`;
    if (/^\/[A-Za-z]:/.test(path)) return `musiccm again "${path.slice(1)}"`;
    return `musiccm again '${path.replaceAll("'", `'"'"'`)}'`;
  }

  async function copy(button) {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(again(button.closest(".card")));
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }

  /* Mouse and touch */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button"), card = event.target.closest(".card");
    if (button?.matches(".play")) toggle(card);
    else if (button?.matches(".copy")) copy(button);
    else if (button?.matches(".mute, .solo, #reverse")) {
      button.setAttribute("aria-pressed", !pressed(button));
      if (card) show(card); else sort();
    } else if (button?.id === "theme") {
      const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      store(theme);
      dress(theme);
    } else if (event.target.closest(".time")) {
      const box = event.target.closest(".time").getBoundingClientRect();
      seek(card, (event.clientX - box.left) / box.width);
    }
  });

  async function seek(card, part) {
    load(card);
    const { table } = current;
    await attempt(card, () => table.seek(Math.max(0, Math.min(0.99, part))));
    if (current.table === table && !table.playing) begin();
  }

  /* Keys */
  function step(items, from, by) {
    const index = items.indexOf(from);
    return items[index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + by))];
  }

  function focus(element) {
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const target = event.target;
    if (target.matches("input, select")) {
      if (event.key === "Escape") focus(shown()[0]);
      return;
    }
    const card = target.closest(".card"), lane = target.closest(".lane");
    const stems = card ? [...card.querySelectorAll(".stem")] : [];
    const press = (kind) => () => lane?.querySelector(kind)?.click();
    const actions = {
      ArrowDown: () => focus(lane ? step(stems, lane, 1) : step(shown(), card, 1)),
      ArrowUp: () => focus(lane ? step(stems, lane, -1) : step(shown(), card, -1)),
      ArrowRight: () => { if (!lane) focus(stems[0]); },
      ArrowLeft: () => { if (lane) focus(card); },
      m: press(".mute"),
      s: press(".solo"),
      "/": () => { search.focus(); search.select(); },
    };
    if (!target.closest("button, a")) actions[" "] = () => { const found = card ?? current?.card ?? shown()[0]; if (found) toggle(found); };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
});
